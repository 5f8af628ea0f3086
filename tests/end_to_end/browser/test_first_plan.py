"""From an empty database to an issued PDF, and a report from it."""

import pytest

from tests.end_to_end.browser.visits import new_plan, part, paste, rows, saved

pytestmark = [pytest.mark.browser, pytest.mark.office, pytest.mark.xdist_group("browser"), pytest.mark.timeout(300)]


def test_an_official_makes_a_plan_issues_it_and_reports_on_it(visit):
    page = new_plan(visit, "Thực hiện cải cách hành chính năm 2027")
    part(page, "body")
    for index, words in enumerate(
        [
            "Nâng cao chất lượng phục vụ Nhân dân",
            "Bám sát chỉ đạo của cấp trên",
            "Nhiệm vụ tại Phụ lục kèm theo",
            "Văn phòng theo dõi, đôn đốc",
        ]
    ):
        page.locator("#part-body textarea:not(.title)").nth(index).fill(words)
    part(page, "tasks")
    page.click("button:has-text('Mở bảng nhiệm vụ')")
    page.wait_for_selector("#grid-sheet[open] .cell-editor")
    paste(page, rows(4))
    page.wait_for_selector("text=Đã dán 4 dòng, 5 cột. Nhận ra tiêu đề cột.")
    page.click("#grid-sheet button:has-text('Xong')")
    page.click("button:has-text('In bảng thành phụ lục ngang')")
    saved(page)
    page.wait_for_function("() => document.querySelectorAll('#desk .page').length >= 2")
    page.click("#strip-check")
    page.wait_for_selector(".drawer .passed")
    page.keyboard.press("Escape")
    page.click("#primary")
    page.wait_for_selector("h1:has-text('Cấp số và phát hành')")
    page.wait_for_selector("#first-page .zone")
    page.click("button:has-text('và phát hành')")
    page.wait_for_selector(".plain-desk img")
    with page.expect_download() as download:
        page.click("a:has-text('PDF')")
    assert download.value.suggested_filename.endswith("-KH-UBND.pdf")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    _report(visit)


def _report(visit):
    page = visit.page
    page.click("button:has-text('Báo cáo kết quả')")
    page.wait_for_selector(".figures:has-text('0/4')")
    page.wait_for_load_state()  # choices are sent by the page's script
    page.locator(".report-rows label:has-text('Xong')").first.click()
    page.wait_for_selector(".figures:has-text('1/4')")
    page.locator(".report-rows label:has-text('Đang làm')").nth(1).click()
    page.wait_for_selector(".report-rows [name=reason]")
    with page.expect_response("**/bao-cao/**"):
        page.fill(".report-rows [name=reason]", "Chờ hướng dẫn")
        page.keyboard.press("Tab")
    page.click("nav a:has-text('Lời văn')")
    page.wait_for_selector("#desk .page img")
