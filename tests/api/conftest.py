import datetime as dt

import pytest

from service.accounts import Permission
from service.actions.people import create_token
from service.app import create_app
from tests.agencies import actor, clock, migrated_folder, new_agency, plan, services, settings  # noqa: F401 - fixtures


@pytest.fixture
def app(settings, services):  # noqa: F811
    app = create_app(settings, services)
    app.config["TESTING"] = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def new_token(services):  # noqa: F811
    def make(actor, *scopes):  # noqa: F811
        expires = services.clock() + dt.timedelta(days=90)
        return create_token(services, actor, "Hệ thống khác", scopes or tuple(Permission), expires).secret

    return make


class Caller:
    """A client of the API that sends its token with everything."""

    def __init__(self, app, token=None):
        self._client = app.test_client()
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def send(self, method, path, headers=None, **arguments):
        path = path if path.startswith("/api") else f"/api/v1{path}"
        return self._client.open(path, method=method, headers=self._headers | (headers or {}), **arguments)

    def get(self, path, **arguments):
        return self.send("GET", path, **arguments)

    def post(self, path, **arguments):
        return self.send("POST", path, **arguments)

    def put(self, path, **arguments):
        return self.send("PUT", path, **arguments)

    def patch(self, path, **arguments):
        return self.send("PATCH", path, **arguments)

    def delete(self, path, **arguments):
        return self.send("DELETE", path, **arguments)


@pytest.fixture
def new_caller(app, new_token):
    """Makes a client with a token of its own, of the given agency and scopes."""

    def make(actor, *scopes):  # noqa: F811
        return Caller(app, new_token(actor, *scopes))

    return make


@pytest.fixture
def caller(new_caller, actor):  # noqa: F811
    return new_caller(actor)


@pytest.fixture
def stranger(app):
    return Caller(app)


@pytest.fixture
def draft(caller, plan):  # noqa: F811
    """The address of a draft."""
    return caller.post("/documents", json=plan()).headers["Location"]


@pytest.fixture
def issued(caller, draft):
    """The address of an issued document."""
    assert caller.post(f"{draft}/issue", json={}).status_code == 200
    return draft


@pytest.fixture
def template():
    """A template that can be uploaded: the shipped one for plans."""
    from service.nd30.kinds import Kind
    from service.rendering.library import template_path

    return template_path(Kind.KE_HOACH).read_bytes()
