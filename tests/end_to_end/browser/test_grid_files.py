"""The task grid by Excel, and fields that grow where the browser cannot do it itself."""

import io

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.end_to_end.browser.drafts import open_draft, plan_saying, stored, without_pages
from tests.end_to_end.browser.visits import Visit, saved
from tests.web.test_pages import task_sheet

pytestmark = [pytest.mark.browser, pytest.mark.office, pytest.mark.xdist_group("browser"), pytest.mark.timeout(300)]

FIXED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("textarea { field-sizing: fixed !important; }");
    document.adoptedStyleSheets = [sheet];
}"""
GROWN = """() => {
    const field = document.querySelector(".cell-editor");
    return field.scrollHeight <= field.clientHeight + 1 && field.clientHeight > 60;
}"""
UNSURE = ("Nhiệm vụ", "Thành phẩm nộp", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn")


def choose(page, name, content):
    with page.expect_file_chooser() as chosen:
        page.click("#grid-sheet button:has-text('Nhập Excel')")
    chosen.value.set_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})


def test_rows_come_from_excel_are_taken_back_and_go_out_again(visit):
    without_pages(visit)
    page = open_draft(visit, plan_saying())
    page.evaluate("location.hash = 'part-tasks'")  # as a link of a finding in a batch does
    page.reload()
    page.click("button:has-text('Mở bảng nhiệm vụ')")
    choose(page, "giao-viec.xlsx", task_sheet())
    expect(page.locator(".toast")).to_contain_text("Đã nhập 5 dòng từ giao-viec.xlsx.")
    expect(page.locator(".grid-row:not(.group, .head)")).to_have_count(5)
    choose(page, "them.xlsx", task_sheet(UNSURE))
    panel = page.locator(".grid-import")
    expect(panel.locator("select[name=output]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator(".grid textarea")).to_be_focused()
    choose(page, "them.xlsx", task_sheet(UNSURE))
    expect(panel).to_contain_text("Chưa rõ cột nào là Sản phẩm")
    panel.locator("select[name=output]").select_option(label="B: Thành phẩm nộp")
    expect(panel).not_to_contain_text("Chưa rõ")
    panel.locator("button:has-text('Thêm vào cuối bảng')").click()
    expect(page.locator(".grid-row:not(.group, .head)")).to_have_count(10)
    page.click(".toast button:has-text('Hoàn tác')")
    expect(page.locator(".grid-row:not(.group, .head)")).to_have_count(5)
    with page.expect_download() as got:
        page.click("#grid-sheet button:has-text('Xuất Excel')")
    sheet = openpyxl.load_workbook(io.BytesIO(got.value.path().read_bytes())).active
    assert [cell.value for cell in sheet[2]][2:4] == ["Nhiệm vụ 1", "Báo cáo"]
    assert sheet.max_row == 6
    page.click("#grid-sheet .btn.primary")
    saved(page)
    assert [len(group["tasks"]) for group in stored(page)["tasks"]] == [5]


def test_a_part_that_is_opened_is_brought_into_view(visit):
    without_pages(visit)
    page = open_draft(visit, plan_saying(*({"type": "clause", "text": f"Việc {n}"} for n in range(12))))
    page.click("#part-signer .part-title")
    expect(page.locator("#part-signer .help").last).to_be_in_viewport()
    expect(page.locator("#part-signer .part-title")).to_be_in_viewport()


def test_the_field_of_the_grid_grows_where_the_browser_does_not_do_it(chromium, address, signed_in):
    visit = Visit(chromium, address, storage_state=signed_in)
    visit.context.add_init_script(
        "const supports = CSS.supports; CSS.supports = (name, ...more) => name !== 'field-sizing' && supports.call(CSS, name, ...more);"
    )
    without_pages(visit)
    page = open_draft(visit, plan_saying())
    page.click("#part-tasks .part-title")
    page.click("button:has-text('Mở bảng nhiệm vụ')")
    page.evaluate(FIXED)
    page.keyboard.type("Rà soát, kiến nghị đơn giản hóa thủ tục hành chính " * 6)
    page.wait_for_function(GROWN)
    page.keyboard.press("Enter")
    expect(page.locator(".grid-row:not(.group, .head)").first).to_contain_text("Rà soát")
    visit.close()
