"""Every page in both sizes: axe-core finds nothing serious, the eye nothing cut or covered; English and JavaScript off work."""

import openpyxl
import pytest

from tests.end_to_end.browser.by_eye import flaws
from tests.end_to_end.browser.drafts import open_draft, plan_saying
from tests.end_to_end.browser.serving import serious
from tests.end_to_end.browser.tour import SIZES, STOPS, go, served, signed_in_page
from tests.end_to_end.browser.visits import new_plan, part

pytestmark = [pytest.mark.browser, pytest.mark.office, pytest.mark.xdist_group("browser"), pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def busy_office(tmp_path_factory, printer):
    """The address of an office in the middle of its year, where everything of it is, and the cookie of who works there."""
    with served(tmp_path_factory.mktemp("office"), printer) as found:
        yield found


@pytest.mark.parametrize("size", SIZES)
def test_every_page_stands_before_axe_and_before_a_careful_eye(chromium, busy_office, size):
    address, world, cookie = busy_office
    page = signed_in_page(chromium, cookie, SIZES[size])
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    objections = {}
    for stop in STOPS:
        go(page, address, world, stop)
        found = [*serious(page), *flaws(page), *(text for text in said if not (stop.missing and "404" in text))]
        said.clear()
        if found:
            objections[stop.name] = found
    page.context.close()
    assert objections == {}


def test_the_grid_stands_before_axe(visit):
    page = new_plan(visit, "Trợ năng")
    part(page, "tasks")
    page.click("button:has-text('Mở bảng nhiệm vụ')")
    page.wait_for_selector("#grid-sheet[open] .cell-editor")
    assert serious(page) == []


def test_the_interface_can_be_english(visit):
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
    page.keyboard.insert_text("thien tai")  # at once: one question, one list
    page.wait_for_selector("#search-hits a:has-text('Phòng, chống thiên tai')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#part-head")
    page.goto(visit.address + "/")
    page.keyboard.press("?")
    page.wait_for_selector("#keys-sheet[open]")


def test_with_javascript_off_documents_are_still_read_and_downloaded(visit, chromium, address, signed_in):
    place = open_draft(visit, plan_saying({"type": "paragraph", "text": "Lời"})).url.removeprefix(address)
    context = chromium.new_context(storage_state=signed_in, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/van-ban/")
    page.click(f".list-row a[href='{place}']")
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
