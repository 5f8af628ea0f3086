"""From what an office already has to a draft: a task sheet, last year's plan as Word and as PDF; on a laptop and on a phone."""

import io

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.end_to_end.browser.serving import PHONE, accessible
from tests.importing.old_documents import LAST_YEAR_DOCX, LAST_YEAR_PDF, blank_pdf

pytestmark = pytest.mark.browser


def upload(page, name, content, field="old"):
    page.goto("/nhap/")
    with page.expect_navigation():
        page.locator(f"#{field}").set_input_files(
            [{"name": name, "mimeType": "application/octet-stream", "buffer": content}]
        )


def task_sheet():
    book = openpyxl.Workbook()
    book.active.append(["TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"])
    for number in range(1, 6):
        book.active.append([number, f"Nhiệm vụ {number}", "Báo cáo", "Văn phòng", "Các phòng", "Quý II/2026"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_task_sheet_becomes_a_draft(page):
    upload(page, "nhiem-vu.xlsx", task_sheet(), "sheet")
    expect(page.get_by_label("Sản phẩm")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Tạo kế hoạch với 5 dòng").click()
    expect(page.locator("#outline")).to_contain_text("5 nhiệm vụ")


def test_last_years_word_file_is_compared_mended_and_becomes_a_draft(page):
    upload(page, "ke-hoach-2025.docx", LAST_YEAR_DOCX)
    expect(page.get_by_role("heading", name="Bản thảo từ ke-hoach-2025.docx")).to_be_visible()
    expect(page.locator(".sure-mark.warn")).to_have_count(2)
    accessible(page)

    page.locator("#f-subject").fill("Chuyển đổi số của xã Hòa Lạc")
    expect(page.locator(".source-lines p.marked")).to_have_text("Chuyển đổi số năm 2025")
    page.locator("#cap-1").select_option("point")
    page.get_by_label("Lấy: Phụ lục").uncheck()
    page.get_by_role("link", name="Chọn tệp khác").last.click()
    page.wait_for_url("**/nhap/")
    page.go_back()
    expect(page.locator("#f-subject")).to_have_value("Chuyển đổi số của xã Hòa Lạc")
    expect(page.locator("#cap-1")).to_have_value("point")
    expect(page.get_by_label("Lấy: Phụ lục")).not_to_be_checked()

    page.get_by_role("button", name="Tạo bản thảo").click()
    expect(page.locator("#doc-title")).to_have_text("Chuyển đổi số của xã Hòa Lạc")
    expect(page.locator(".import-notes")).to_contain_text("điều cần xem")
    expect(page.locator("#desk .page img").first).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Đã xem").click()
    expect(page.locator(".import-notes")).to_have_count(0)


def test_a_pdf_is_shown_as_pages_and_works_with_the_keyboard_and_on_a_phone(page):
    page.set_viewport_size(PHONE)
    upload(page, "ke-hoach-2025.pdf", LAST_YEAR_PDF)
    page.get_by_role("button", name="Tệp gốc").click()
    expect(page.get_by_role("img", name="Trang 1 của tệp")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Nhận ra được").click()
    accessible(page)
    page.get_by_role("button", name="Tạo bản thảo").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#doc-title")).to_contain_text("Chuyển đổi số năm")
    expect(page.locator(".import-notes")).to_be_visible()
    accessible(page)


def test_a_scan_is_refused_where_it_was_dropped(page):
    upload(page, "quet.pdf", blank_pdf())
    expect(page.get_by_role("alert")).to_contain_text("bản quét")
    accessible(page)
