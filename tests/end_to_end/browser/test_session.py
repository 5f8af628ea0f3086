"""A session that ends while somebody is at work: signed in again in a sheet over the page, nothing typed is lost."""

import uuid

import pytest
from playwright.sync_api import expect

from service.accounts import end_sessions
from service.actions.documents import get_document
from service.storage.agency_tables import UserRow
from tests.end_to_end.browser.serving import EMAIL, PASSWORD, accessible

pytestmark = pytest.mark.browser
SHEET = "#session-sheet[open]"


@pytest.fixture
def work(window):
    """A page of somebody who is signed in; the console tells of the answers that they no longer are."""
    return window()


def sessions_end(office):
    with office.services.database.writing() as session:
        end_sessions(session.get_one(UserRow, office.actor.user_id))


def sign_in_again(page, password=PASSWORD):
    page.locator("#again-email").fill(EMAIL)
    page.locator("#again-password").fill(password)
    page.keyboard.press("Enter")


def test_a_draft_goes_on_after_signing_in_over_it(work, office):
    def end_first(route):
        """Before what was typed reaches the server."""
        sessions_end(office)
        route.continue_()

    work.route("**/luu", end_first, times=1)
    work.goto("/")
    work.locator("h2 button", has_text="Soạn kế hoạch").click()
    subject = work.locator("[data-path='/subject']")
    subject.fill("Chữ gõ khi phiên đã hết")
    expect(work.locator(SHEET)).to_be_visible()
    accessible(work)

    sign_in_again(work, "sai mật khẩu")
    expect(work.locator("#again-fault")).to_contain_text("Sai thư điện tử hoặc mật khẩu")
    sign_in_again(work)
    expect(work.locator(SHEET)).to_have_count(0)
    expect(subject).to_have_value("Chữ gõ khi phiên đã hết")
    work.wait_for_function("() => Object.keys(localStorage).every((key) => !key.startsWith('nd30:'))")
    document = uuid.UUID(work.evaluate("location.pathname.split('/')[2]"))
    assert get_document(office.services, office.actor, document).subject == "Chữ gõ khi phiên đã hết"


def test_a_form_filled_for_a_long_time_is_kept_until_one_is_signed_in_again(work, office):
    work.clock.install()
    work.goto("/quan-tri/cap-duoi")
    work.get_by_label("Tên cơ quan trên văn bản").fill("Ủy ban nhân dân xã Phú Lộc")
    work.get_by_label("Ký hiệu").fill("UBND")
    work.get_by_label("Địa danh").fill("Phú Lộc")
    sessions_end(office)
    work.clock.fast_forward("30:00")
    work.get_by_role("button", name="Thêm cơ quan").click()
    expect(work.locator(SHEET)).to_be_visible()
    sign_in_again(work)
    expect(work.locator(SHEET)).to_have_count(0)
    expect(work.get_by_label("Tên cơ quan trên văn bản")).to_have_value("Ủy ban nhân dân xã Phú Lộc")
    work.get_by_role("button", name="Thêm cơ quan").click()
    work.wait_for_url("**/nguoi-dung?co_quan=*")
