"""Built styles, scripts, fonts and icons: found by the names in the manifest, kept by browsers for a year."""

import gzip
import json
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, request, url_for
from markupsafe import Markup

STATIC = Path(__file__).parent / "static"
_YEAR = 31_536_000
_WORDY = ("text/css", "text/javascript", "application/javascript", "image/svg+xml")

bp = Blueprint("assets", __name__, static_folder="static", static_url_path="/static", template_folder="templates")


@cache
def manifest() -> dict[str, str]:
    """Source name to built name, as the build wrote it."""
    files: dict[str, str] = json.loads((STATIC / "manifest.json").read_text())["files"]
    return files


def asset(name: str) -> str:
    """The address of a built file: ``app.css``, ``editor.js``, ``icons.svg``."""
    return url_for("assets.static", filename=manifest()[name])


def icon(name: str) -> Markup:
    """One icon of the sprite, hidden from screen readers: words stand beside it."""
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>').format(
        asset("icons.svg"), name
    )


@bp.after_request
def keep(response: Response) -> Response:
    """Names carry the content's hash, so a browser need never ask again; words travel compressed."""
    if response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        if response.mimetype in _WORDY and request.accept_encodings.quality("gzip"):
            _compress(response, (request.view_args or {})["filename"])
    return response


def _compress(response: Response, name: str) -> None:
    response.direct_passthrough = False
    response.set_data(_compressed(name))
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"


@cache
def _compressed(name: str) -> bytes:
    """A built file compressed once per process; only names that the build wrote get here."""
    return gzip.compress((STATIC / name).read_bytes(), 9)


def set_up(app: Flask) -> None:
    """Serve the built files and give templates `asset` and `icon`."""
    app.register_blueprint(bp)
    app.jinja_env.globals.update(asset=asset, icon=icon)
