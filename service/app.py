"""The web application: everything wired together, nothing kept outside of it."""

from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from werkzeug.middleware.proxy_fix import ProxyFix

from service.actions.services import Services
from service.api import add_api, limits
from service.api.errors import invalid_request
from service.api.operations import SECURITY_SCHEME
from service.api.requests import ApiRequest
from service.logs import log_as_json
from service.settings import Settings
from service.storage.sealing import secret_key
from service.web import register as add_web

_ABOUT = """Làm văn bản hành chính đúng thể thức Nghị định 30/2020/NĐ-CP: dữ liệu vào, DOCX và PDF ra;
kiểm tra thể thức, soạn thảo, cấp số và sổ đăng ký văn bản đi.

Mọi lỗi theo RFC 9457 bằng tiếng Việt. Gửi mã truy cập trong `Authorization: Bearer nd30_…`."""


class Nd30App(OpenAPI):
    """Flask with our way of reading requests."""

    request_class = ApiRequest


def create_app(settings: Settings, services: Services | None = None) -> Nd30App:
    """Make the application; `services` only where a test brings its own clock."""
    app = Nd30App(
        "service",
        info=Info(title="nd30", version="1", description=_ABOUT),
        security_schemes={SECURITY_SCHEME: {"type": "http", "scheme": "bearer", "description": "Mã truy cập API."}},
        validation_error_callback=invalid_request,
        doc_ui=False,
        static_folder=None,
    )
    app.config.update(
        SECRET_KEY=secret_key(settings),
        MAX_CONTENT_LENGTH=settings.max_body,
        MAX_FORM_MEMORY_SIZE=settings.max_body,
        SESSION_COOKIE_NAME="nd30",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined] # Flask's default provider has it
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.extensions.update(settings=settings, services=services or Services(settings))
    add_api(app, settings)
    add_web(app)
    limits.install(app, settings)
    return app


def from_env() -> Nd30App:
    """For another WSGI server than ours: ``gunicorn "service.app:from_env()"``."""
    log_as_json()
    return create_app(Settings.from_env())
