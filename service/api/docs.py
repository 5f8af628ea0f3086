"""The OpenAPI description and its page, both served by us."""

from importlib.resources import files

from flask import Blueprint, Response, abort, current_app, jsonify

bp = Blueprint("docs", __name__, url_prefix="/api")

_ASSETS = {
    "swagger-ui.css": ("css", "text/css"),
    "swagger-ui-bundle.js": ("js", "text/javascript"),
}
_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>API nd30</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="docs/swagger-ui.css"></head>
<body><div id="docs"></div><script src="docs/swagger-ui-bundle.js"></script><script src="docs/start.js"></script></body></html>
"""
_START = 'SwaggerUIBundle({url: "openapi.json", dom_id: "#docs", deepLinking: true, persistAuthorization: false});'
#: Swagger UI puts styles into its elements and pictures into its style sheet, nothing else.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'"
)


@bp.get("/openapi.json")
def openapi() -> Response:
    """The description of the whole API."""
    return jsonify(current_app.extensions["openapi"]())


@bp.get("/docs")
def page() -> Response:
    """The page to read and try it."""
    response = Response(_PAGE, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = _POLICY
    return response


@bp.get("/docs/<name>")
def asset(name: str) -> Response:
    """Its script and style sheet."""
    if name == "start.js":
        return Response(_START, content_type="text/javascript")
    if name not in _ASSETS:
        abort(404)
    folder, media_type = _ASSETS[name]
    content = files("flask_openapi3_swagger").joinpath("templates", "swagger", folder, name).read_bytes()
    return Response(content, content_type=media_type, headers={"Cache-Control": "public, max-age=86400"})
