import re

import pytest

from service.accounts import Role
from service.actions.people import create_user
from service.app import create_app
from service.settings import Settings
from tests.agencies import actor, clock, migrated_folder, new_agency, plan, services, settings  # noqa: F401 - fixtures

PASSWORD = "mật khẩu đủ dài"


@pytest.fixture(scope="session")
def shared_app(tmp_path_factory):
    """One application for all tests, which takes a while to make; each test lends it its own services."""
    app = create_app(Settings(data_dir=tmp_path_factory.mktemp("app")))
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, SESSION_COOKIE_SECURE=False)
    return app


@pytest.fixture
def app(shared_app, services):  # noqa: F811
    shared_app.extensions["services"] = services
    return shared_app


class Browser:
    """A client that sends forms as our pages do, with their token."""

    def __init__(self, app):
        self.client = app.test_client()

    def get(self, path, **arguments):
        return self.client.get(path, **arguments)

    def token(self, page="/dang-nhap"):
        html = self.client.get(page, follow_redirects=True).get_data(as_text=True)
        return re.search(r'name="csrf" content="([^"]+)"', html)[1]

    def post(self, path, data=None, **arguments):
        data = (data or {}) | {"csrf_token": self.token()}
        return self.client.post(path, data=data, **arguments)

    def send(self, method, path, json):
        headers = {"X-CSRFToken": self.token(), "Accept": "application/json"}
        return self.client.open(path, method=method, json=json, headers=headers)

    def sign_in(self, email, password=PASSWORD):
        return self.post("/dang-nhap", {"email": email, "password": password})


@pytest.fixture
def stranger(app):
    return Browser(app)


@pytest.fixture
def person(app, services, actor):  # noqa: F811
    """Makes a signed-in person with these roles in the agency."""

    def make(*roles, name="Nguyễn Thị Thu Hà"):
        email = "-".join(roles) + f"-{len(name)}@anbinh.gov.vn"
        create_user(services, actor, email, name, [Role(role) for role in roles], password=PASSWORD)
        browser = Browser(app)
        assert browser.sign_in(email).status_code == 302
        return browser

    return make


@pytest.fixture
def clerk(person):
    return person(Role.CLERK, Role.DRAFTER)


@pytest.fixture
def draft(clerk):
    """The address of a new plan of the clerk."""
    return clerk.post("/van-ban/moi/ke-hoach").headers["Location"]
