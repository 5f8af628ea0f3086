"""A clerk's day: a number, the register, a report's results, a file to check; with the keyboard alone, and without scripts."""

import pytest
from playwright.sync_api import expect

from service.actions.documents import create_document, get_document
from service.actions.issuing import IssueRequest, issue_document
from service.documents.starting import starting_document
from service.nd30.kinds import Kind
from service.rendering import render_document
from service.storage.drafts import DocumentState
from tests.end_to_end.browser.serving import EMAIL, PASSWORD, PHONE, WIDE, accessible
from tests.end_to_end.browser.test_keyboard import tab_until

pytestmark = [pytest.mark.browser, pytest.mark.office, pytest.mark.xdist_group("browser"), pytest.mark.timeout(300)]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def plan_of(office, subject):
    data = starting_document(Kind.KE_HOACH).as_data() | {"subject": subject}
    return create_document(office.services, office.actor, data)


def issued(office, subject):
    made = plan_of(office, subject)
    issue_document(office.services, office.actor, made.id, IssueRequest())
    return made


def test_a_number_is_taken_with_the_keyboard_and_never_by_the_key_of_primary_buttons(page, office):
    plan, following = plan_of(office, "Cải cách hành chính"), plan_of(office, "Phòng, chống thiên tai")
    page.goto(f"/van-ban/{plan.id}/cap-so/")
    expect(page.locator("#first-page .zone").first).to_be_visible()
    accessible(page)
    page.keyboard.press("Control+Enter")
    assert get_document(office.services, office.actor, plan.id).state is DocumentState.DRAFT
    assert page.url.endswith("/cap-so/")

    tab_until(page, "one.id === 'day'")
    tab_until(page, "one.matches('a[href$=\"/phieu\"]')")
    tab_until(page, "one.matches('button.primary')")
    expect(page.locator("button:focus")).to_have_text("Cấp số 01 và phát hành")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Đã cấp số và phát hành")
    expect(page.locator(".number-card")).to_contain_text("01/KH-UBND")
    expect(page.locator(".plain-desk img").first).to_be_visible()
    accessible(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Chép địa chỉ").press("Enter")
    expect(page.locator(".toast")).to_have_text("Đã chép địa chỉ.")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/van-ban/{plan.id}/")
    assert get_document(office.services, office.actor, following.id).state is DocumentState.DRAFT


def test_the_register_is_searched_filled_undone_and_voided_with_the_keyboard(page, office):
    issued(office, "Cải cách hành chính")
    issued(office, "Phòng, chống thiên tai")
    page.goto("/so-di/")
    page.locator("main input[name=q]").focus()
    page.keyboard.type("thien tai")
    expect(page.locator("#register-count")).to_have_text("1 trong 2 văn bản")
    expect(page.locator("#rows mark")).to_have_text("thiên tai")

    tab_until(page, "one.matches('#rows td.actions a')")
    page.keyboard.press("Enter")
    expect(page.locator("tr.detail .history li")).to_have_count(2)
    accessible(page)
    assert page.evaluate("document.scrollingElement.scrollTop") == 0  # the window itself never scrolls
    tab_until(page, "one.name === 'received_by'")
    page.keyboard.type("Bưu cục Vĩnh Long")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Đã ghi vào sổ, dòng số 02/KH-UBND.")
    expect(page.locator("tr.detail [name=received_by]")).to_have_value("Bưu cục Vĩnh Long")
    page.keyboard.press("Control+z")
    expect(page.locator("tr.detail [name=received_by]")).to_have_value("")
    page.wait_for_load_state()

    tab_until(page, "one.matches('details.void summary')")
    page.keyboard.press("Enter")
    tab_until(page, "one.name === 'reason'")
    page.keyboard.type("Sai nơi nhận")
    tab_until(page, "one.matches('button.danger')")
    page.keyboard.press("Enter")
    expect(page.locator("tr.voided")).to_contain_text("Sai nơi nhận")
    expect(page.locator("tr.voided .gone").first).to_have_text("02/KH-UBND")
    page.set_viewport_size(PHONE)
    accessible(page)


def test_results_of_a_report_are_set_with_arrows_and_keep_the_focus(page, office):
    plan = plan_of(office, "Cải cách hành chính")
    page.goto("/bao-cao/tu-ke-hoach")
    page.locator(f"form[action$='{plan.id}'] button").press("Enter")
    expect(page.locator(".figures")).to_contain_text("0/2")
    page.wait_for_load_state()
    tab_until(page, "one.id === 's-0-0-0-done'")
    page.keyboard.press("Space")
    expect(page.locator(".figures")).to_contain_text("1/2")
    expect(page.locator("#c-0-0-0")).to_be_visible()
    expect(page.locator("#s-0-0-0-done")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#s-0-0-0-doing")).to_be_focused()
    expect(page.locator(".figures")).to_contain_text("0/2")
    page.locator("#p-0-0-0").fill("40")
    page.locator("#p-0-0-0").press("Tab")
    expect(page.locator("#dong-0-0-0 .share-cell")).to_contain_text("40%")
    accessible(page)

    page.get_by_role("link", name="Trang in").press("Enter")
    expect(page.locator(".plain-desk img").first).to_be_visible()
    page.set_viewport_size(PHONE)
    accessible(page)


def test_a_file_is_checked_with_the_keyboard(page):
    page.goto("/kiem-tra/")
    with page.expect_file_chooser() as chooser:
        tab_until(page, "one.name === 'files'")
        page.keyboard.press("Enter")
    content = render_document(starting_document(Kind.KE_HOACH))
    chooser.value.set_files([{"name": "KH.docx", "mimeType": DOCX, "buffer": content}])
    expect(page.locator(".sheet-report")).to_contain_text("Đạt thể thức")
    page.get_by_role("button", name="Sửa trong hệ thống").press("Enter")
    page.wait_for_url("**/nhap/van-ban/**")


def test_without_scripts_a_draft_is_issued_registered_reported_on_and_checked(chromium, office):
    plan = plan_of(office, "Cải cách hành chính")
    context = chromium.new_context(viewport=WIDE, locale="vi-VN", base_url=office.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/dang-nhap")
    page.fill("#email", EMAIL)
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit], form button[type=submit]")
    page.click(f".list-row a[href='/van-ban/{plan.id}/']")
    page.click("a:has-text('Cấp số')")
    page.click("button:has-text('Cấp số 01 và phát hành')")
    expect(page.locator(".number-card")).to_contain_text("01/KH-UBND")
    with page.expect_download() as download:
        page.click("a:has-text('Tải PDF')")
    assert download.value.path().read_bytes().startswith(b"%PDF")

    page.click("a:has-text('Xem trong sổ đi')")
    page.fill("[name=received_by]", "Bưu cục")
    page.click("button:has-text('Ghi vào sổ')")
    expect(page.locator("tr.detail [name=received_by]")).to_have_value("Bưu cục")
    page.click("button:has-text('Hoàn tác')")
    expect(page.locator("tr.detail [name=received_by]")).to_have_value("")
    page.fill("main [name=q]", "khong co")
    page.click("main button:has-text('Tìm')")
    expect(page.locator("#rows")).to_contain_text("Không có văn bản nào khớp")

    page.goto(f"/van-ban/{plan.id}/cap-so/xong")
    page.click("button:has-text('Báo cáo kết quả')")
    line = page.locator("#dong-0-0-0")
    line.get_by_text("Xong", exact=True).click()
    line.get_by_role("button", name="Lưu").click()
    expect(page.locator(".figures")).to_contain_text("1/2")

    page.goto("/kiem-tra/")
    content = render_document(starting_document(Kind.KE_HOACH))
    page.set_input_files("input[name=files]", [{"name": "KH.docx", "mimeType": DOCX, "buffer": content}])
    page.click("button:has-text('Kiểm tra')")
    expect(page.locator(".sheet-report")).to_contain_text("Đạt thể thức")
    context.close()


def test_the_register_and_the_issue_page_print_without_the_frame(page, office):
    plan = issued(office, "Cải cách hành chính")
    for address in ("/so-di/in", "/so-di/", "/", f"/van-ban/{plan.id}/cap-so/xong"):
        page.goto(address)
        page.emulate_media(media="print")
        expect(page.locator(".rail")).to_be_hidden()
        expect(page.locator(".search-button")).to_be_hidden()
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1, address
        page.emulate_media(media="screen")
