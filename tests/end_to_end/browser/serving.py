"""A served application with one agency and one person in it, and a browser that fails the test on any console error.

The fixtures stand in the folder's conftest; the application, its LibreOffice and the signing in are also there for other offices.
"""

import contextlib
import shutil
import threading
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from werkzeug.serving import WSGIRequestHandler, make_server

from service.accounts import Actor, AgencyProfile, Role, grant_roles
from service.actions.first_start import first_agency, first_user
from service.actions.services import Services
from service.actions.signing_in import signed_in_actor
from service.app import create_app
from service.converting import OfficePool
from service.settings import Settings
from service.storage import Database, migrate
from service.storage.agency_tables import UserRow
from tests.agencies import quicken

expect.set_options(timeout=60_000)  # a loaded machine is slow, not wrong
EMAIL, PASSWORD = "ha@snv.example.vn", "mat-khau-cua-ha-27"
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@dataclass
class Office:
    """A department with its services, its address, the person who does everything there and the cookie of their session."""

    services: Services
    address: str
    actor: Actor
    cookie: dict[str, str]


class _Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_request(self, *arguments):
        """Nothing."""


@contextlib.contextmanager
def listening(services):
    """The application of these services at an address of this machine: the application, the address."""
    app = create_app(services.settings, services)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield app, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@contextlib.contextmanager
def printing_with(services, printer):
    """Lend the services a LibreOffice that others use as well, and quick passwords: neither is what a browser tests."""
    quicken(services)
    services.__dict__["office"] = printer
    yield
    del services.__dict__["office"]


def migrated(folder):
    """Settings of a service with an empty database."""
    settings = Settings(data_dir=folder, office_processes=1)
    database = Database(settings)
    migrate(database)
    database.close()
    return settings


def session_cookie(app, user, address):
    """What signing in through the form leaves in the browser."""
    signed = app.session_interface.get_signing_serializer(app).dumps(
        {"user": str(user.id), "epoch": user.session_epoch}
    )
    return {"name": app.config["SESSION_COOKIE_NAME"], "value": signed, "url": address}


@pytest.fixture(scope="session")
def printer(tmp_path_factory):
    """One LibreOffice for every office that is served here."""
    with OfficePool(Settings(data_dir=tmp_path_factory.mktemp("printer"), office_processes=1)) as pool:
        yield pool


@pytest.fixture(scope="session")
def beginning(tmp_path_factory):
    """A data folder with the department and its person, to be copied: faster than making them each time."""
    settings = migrated(tmp_path_factory.mktemp("beginning"))
    with Services(settings) as services:
        quicken(services)
        user = first_user(services, EMAIL, "Nguyễn Thị Thu Hà", PASSWORD)
        issuer = {"name": "Sở Nội vụ", "sign": "SNV", "place": "Vĩnh Long"}
        profile = {"issuer": issuer, "parent_agency": {"name": "Ủy ban nhân dân tỉnh Vĩnh Long"}}
        agency, _ = first_agency(services, user.id, AgencyProfile.model_validate(profile), None)
        with services.database.writing() as session:
            grant_roles(session, session.get_one(UserRow, user.id), agency.id, list(Role))
    return settings.data_dir


@pytest.fixture
def office(tmp_path, beginning, printer, settings_changes):
    """The running application."""
    shutil.copytree(beginning, tmp_path / "data")
    with Services(Settings(data_dir=tmp_path / "data", **settings_changes)) as services:
        with services.database.reading() as session:
            user = session.query(UserRow).one()
        actor = signed_in_actor(services, user.id, user.session_epoch, None)
        with printing_with(services, printer), listening(services) as (app, address):
            yield Office(services, address, actor, session_cookie(app, user, address))


@pytest.fixture
def settings_changes():
    """Settings that a test wants otherwise."""
    return {}


@pytest.fixture
def window(chromium, office):
    """Opens a window, of any kind, of the person who is signed in."""
    opened = []

    def make(**options):
        settings = {"viewport": WIDE, "locale": "vi-VN", "base_url": office.address, "accept_downloads": True}
        context = chromium.new_context(**settings | options)
        context.set_default_timeout(60_000)
        context.add_cookies([office.cookie])
        opened.append(context)
        window = context.new_page()
        window.on(
            "filechooser", lambda chooser: None
        )  # from now on choosers are heard of: it takes Playwright a moment
        return window

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(window):
    """A signed-in page; console errors, violations of the content policy and failed scripts fail the test."""
    page = window()
    complaints = []
    page.on(
        "console",
        lambda said: said.type == "error" and "status of 422" not in said.text and complaints.append(said.text),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.context.close()
    assert complaints == []


def serious(page):
    """What axe-core calls serious or critical on the page once it and its scripts are there, each with the element."""
    page.wait_for_load_state()
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{item['id']}: {node['html'][:160]}"
        for item in found
        if item["impact"] in {"serious", "critical"}
        for node in item["nodes"]
    ]


def accessible(page):
    """Raise AssertionError for what axe-core calls serious or critical, or for a page wider than its window."""
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def accessible_at_both_sizes(page, *addresses):
    """The same for several addresses, on a laptop and on a phone."""
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        for address in addresses:
            page.goto(address)
            accessible(page)
    page.set_viewport_size(WIDE)
