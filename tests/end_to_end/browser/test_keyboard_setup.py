"""The first set-up, signing in and looking through an imported file, with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from service.actions.services import Services
from tests.end_to_end.browser.serving import WIDE, accessible, listening, migrated, printing_with
from tests.end_to_end.browser.test_keyboard import tab_until
from tests.importing.old_documents import word_file

pytestmark = pytest.mark.browser
PASSWORD = "mật khẩu đủ dài"


@pytest.fixture
def fresh(tmp_path, chromium, printer):
    """A page of a service that nobody has set up yet."""
    with (
        Services(migrated(tmp_path / "data")) as services,
        printing_with(services, printer),
        listening(services) as (_, address),
    ):
        context = chromium.new_context(viewport=WIDE, locale="vi-VN", base_url=address)
        yield context.new_page()
        context.close()


def here(page):
    return page.evaluate("document.activeElement.id || document.activeElement.name")


def next_field(page, text):
    page.keyboard.press("Tab")
    page.keyboard.type(text)


def test_the_first_set_up_is_done_left_taken_up_and_signed_into_with_the_keyboard_alone(fresh):
    fresh.goto("/")
    expect(fresh.locator("#name")).to_be_focused()
    fresh.keyboard.type("Nguyễn Thị Thu Hà")
    next_field(fresh, "ha@anbinh.gov.vn")
    next_field(fresh, PASSWORD)
    fresh.keyboard.press("Enter")

    fresh.wait_for_url("**/thiet-lap/co-quan")
    expect(fresh.locator("#unit")).to_be_focused()
    fresh.keyboard.type("an binh vinh long")
    fresh.wait_for_selector("[data-code='29584']")
    accessible(fresh)
    fresh.keyboard.press("Enter")
    expect(fresh.locator("#name")).to_have_value("Ủy ban nhân dân xã An Bình")

    fresh.goto("about:blank")  # left half done
    fresh.goto("/")
    fresh.wait_for_url("**/thiet-lap/co-quan")
    expect(fresh.locator("#name")).to_have_value("Ủy ban nhân dân xã An Bình")
    tab_until(fresh, "one.name === 'series'")
    fresh.keyboard.press("ArrowDown")
    tab_until(fresh, "one.matches('.btn.primary')")
    fresh.keyboard.press("Enter")

    fresh.wait_for_url("**/thiet-lap/nguoi-ky")
    tab_until(fresh, "one.name === 'signer'")
    fresh.keyboard.type("Trần Văn Phúc")
    fresh.keyboard.press("Control+Enter")
    fresh.wait_for_selector(".ways")

    tab_until(fresh, "one.matches('.avatar-menu summary')")
    fresh.keyboard.press("Enter")
    tab_until(fresh, "one.innerText === 'Đăng xuất'")
    fresh.keyboard.press("Enter")
    fresh.wait_for_url("**/dang-nhap")
    expect(fresh.locator("#email")).to_be_focused()
    fresh.keyboard.type("ha@anbinh.gov.vn")
    next_field(fresh, "sai mật khẩu")
    fresh.keyboard.press("Enter")
    fresh.wait_for_selector("[role=alert]")
    expect(fresh.locator("#password")).to_be_focused()
    fresh.keyboard.type(PASSWORD)
    fresh.keyboard.press("Enter")
    fresh.wait_for_selector(".ways")


def test_an_imported_file_is_looked_through_with_the_keyboard_alone(page):
    lines = ["A. MỤC ĐÍCH, YÊU CẦU", "1) Mục đích", "Phục vụ người dân.", "Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    page.goto("/nhap/")
    page.locator("#old").set_input_files(
        [{"name": "cu.docx", "mimeType": "application/octet-stream", "buffer": word_file(lines)}]
    )
    page.wait_for_selector("#review")
    page.wait_for_load_state()  # its keys are known once its script has run
    page.keyboard.press("F8")
    marks = []
    while (
        place := page.evaluate("document.activeElement.closest('li.unsure, .card')?.innerText.slice(0, 40)")
    ) not in marks:
        marks.append(place)
        page.keyboard.press("F8")
    assert len(marks) >= 3
    assert any(mark.startswith("Cơ quan và người ký") for mark in marks)

    page.keyboard.press("Shift+F8")
    tab_until(page, "one.name === 'lay-recipients'")
    page.keyboard.press("Space")
    expect(page.locator("[data-section=recipients].left-out")).to_be_attached()
    tab_until(page, "one.matches('.footbar .btn.primary')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/van-ban/*/")
    page.wait_for_selector(".import-notes")
