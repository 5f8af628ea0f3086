"""Every page in both sizes: axe-core finds nothing serious, nothing scrolls sideways, English and JavaScript off work."""

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.end_to_end.browser.visits import new_plan, part

pytestmark = [pytest.mark.browser, pytest.mark.office, pytest.mark.xdist_group("browser"), pytest.mark.timeout(300)]

PLACES = ["/", "/van-ban/", "/so-di/", "/kiem-tra/", "/nhap/", "/hang-loat/", "/hang-loat/moi", "/tro-giup", "/mat-khau",
          "/bao-cao/tu-ke-hoach", "/quan-tri/co-quan", "/quan-tri/cap-duoi", "/quan-tri/nguoi-dung", "/quan-tri/mau", "/quan-tri/so",
          "/quan-tri/khoa", "/quan-tri/thong-bao", "/quan-tri/nhat-ky"]  # fmt: skip


def serious(page):
    found = Axe().run(page).response["violations"]
    return [
        f"{item['id']}: {node['html'][:160]}"
        for item in found
        if item["impact"] in {"serious", "critical"}
        for node in item["nodes"]
    ]


def test_axe_finds_nothing_serious_on_any_page(visit):
    found = {}
    for place in PLACES:
        page = visit.open(place)
        page.wait_for_load_state("networkidle")
        found[place] = serious(page)
    page = new_plan(visit, "Trợ năng")
    page.wait_for_selector("#desk .page img")
    for name in ("bases", "body", "tasks", "recipients", "signer"):
        part(page, name)
    found["drafting"] = serious(page)
    page.click("#strip-check")
    page.wait_for_selector(".drawer .counts .pill")
    found["checks"] = serious(page)
    page.keyboard.press("Escape")
    page.click("button:has-text('Mở bảng nhiệm vụ')")
    page.wait_for_selector("#grid-sheet[open] .cell-editor")
    found["grid"] = serious(page)
    assert {place: faults for place, faults in found.items() if faults} == {}


def test_nothing_scrolls_sideways_on_a_phone(phone):
    wide = []
    for place in PLACES:
        page = phone.open(place)
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(place)
    page = new_plan(phone, "Trên điện thoại")
    page.click("[data-tab=pages]")
    page.wait_for_selector("#desk .page img")
    page.click(".editor-tabs [data-tab=checks]")
    page.wait_for_selector(".drawer .finding")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert wide == []


def test_each_page_has_one_heading_of_the_first_rank(visit):
    for place in PLACES:
        assert visit.open(place).locator("h1").count() == 1, place


def test_the_interface_can_be_english(chromium, address, signed_in, visit):
    page = visit.open("/")
    page.click(".avatar-menu summary")
    page.click("button:has-text('English')")
    page.wait_for_selector("h1:has-text('Home')")
    page.click(".avatar-menu summary")
    page.click("button:has-text('Tiếng Việt')")
    page.wait_for_selector("h1:has-text('Trang chủ')")


def test_search_finds_documents_and_communes_from_the_keyboard(visit):
    new_plan(visit, "Phòng, chống thiên tai")
    page = visit.open("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("thien tai")
    page.wait_for_selector("#search-hits a:has-text('Phòng, chống thiên tai')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#part-head")
    page.goto(visit.address + "/")
    page.keyboard.press("?")
    page.wait_for_selector("#keys-sheet[open]")


def test_with_javascript_off_documents_are_still_read_and_downloaded(chromium, address, signed_in):
    context = chromium.new_context(storage_state=signed_in, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/van-ban/")
    page.locator(".list-row a").first.click()
    with page.expect_download() as download:
        page.click("noscript a:has-text('DOCX'), .content a:has-text('DOCX')")
    assert download.value.suggested_filename.endswith(".docx")
    context.close()


def test_an_excel_sheet_becomes_a_plan(visit, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["STT", "Nội dung công việc", "Sản phẩm", "Đơn vị chủ trì", "Phối hợp", "Thời gian hoàn thành"])
    for number in range(1, 8):
        book.active.append([number, f"Công việc {number}", "Báo cáo", "Văn phòng", "Các phòng", "Quý III/2026"])
    book.save(tmp_path / "nhiem-vu.xlsx")
    page = visit.open("/nhap/")
    page.set_input_files("input[type=file]", tmp_path / "nhiem-vu.xlsx")
    page.click("button:has-text('Tạo kế hoạch với 7 dòng')")
    page.wait_for_selector("#part-tasks")
    assert "7 nhiệm vụ" in page.inner_text("#part-tasks .value")
