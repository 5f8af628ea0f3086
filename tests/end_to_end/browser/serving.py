"""A served application with one agency and one person in it, and a browser that fails the test on any console error.

Import the fixtures into the module that needs them.
"""

import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from werkzeug.serving import make_server

from service.accounts import AgencyProfile, Role, grant_roles
from service.actions.first_start import first_agency, first_user
from service.actions.services import Services
from service.actions.signing_in import signed_in_actor
from service.app import create_app
from service.settings import Settings
from service.storage import Database, migrate
from service.storage.agency_tables import UserRow

expect.set_options(timeout=30_000)  # a loaded machine is slow, not wrong
EMAIL, PASSWORD = "ha@snv.example.vn", "mat-khau-cua-ha-27"
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


class Office:
    """A department with its services, its address and the person who does everything there."""

    def __init__(self, services, address, actor):
        self.services, self.address, self.actor = services, address, actor


@pytest.fixture
def office(tmp_path, settings_changes):
    """The running application."""
    settings = Settings(data_dir=tmp_path / "data", office_processes=1, **settings_changes)
    database = Database(settings)
    migrate(database)
    database.close()
    with Services(settings) as services:
        user = first_user(services, EMAIL, "Nguyễn Thị Thu Hà", PASSWORD)
        issuer = {"name": "Sở Nội vụ", "sign": "SNV", "place": "Vĩnh Long"}
        profile = {"issuer": issuer, "parent_agency": {"name": "Ủy ban nhân dân tỉnh Vĩnh Long"}}
        agency, _ = first_agency(services, user.id, AgencyProfile.model_validate(profile), None)
        with services.database.writing() as session:
            person = session.get_one(UserRow, user.id)
            grant_roles(session, person, agency.id, list(Role))
            epoch = person.session_epoch
        server = make_server("127.0.0.1", 0, create_app(settings, services), threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        actor = signed_in_actor(services, user.id, epoch, None)
        yield Office(services, f"http://127.0.0.1:{server.server_port}", actor)
        server.shutdown()
        thread.join()


@pytest.fixture
def settings_changes():
    """Settings that a test wants otherwise."""
    return {}


@pytest.fixture
def page(chromium, office):
    """A signed-in page; console errors, violations of the content policy and failed scripts fail the test."""
    context = chromium.new_context(viewport=WIDE, locale="vi-VN", base_url=office.address, accept_downloads=True)
    page = context.new_page()
    complaints = []
    page.on(
        "console",
        lambda said: said.type == "error" and "status of 422" not in said.text and complaints.append(said.text),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/dang-nhap")
    page.get_by_label("Thư điện tử").fill(EMAIL)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/")
    yield page
    context.close()
    assert complaints == []


def accessible(page):
    """Raise AssertionError for what axe-core calls serious or critical, or for a page wider than its window."""
    found = [one for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def accessible_at_both_sizes(page, *addresses):
    """The same for several addresses, on a laptop and on a phone."""
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        for address in addresses:
            page.goto(address)
            accessible(page)
    page.set_viewport_size(WIDE)
