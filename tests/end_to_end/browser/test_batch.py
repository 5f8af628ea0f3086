import io
import shutil
import zipfile

import docx
import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from service.actions.batch_engine import DocumentEngine
from service.actions.documents import create_document
from service.batches import Worker
from service.documents.starting import starting_document
from service.nd30.kinds import Kind
from service.rendering import template_path
from service.rendering.library import SHIPPED
from service.units import units_on
from tests.end_to_end.browser.serving import accessible, office, page  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.office]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: A target that the template below cannot print.
UNPRINTABLE = "999"


@pytest.fixture
def settings_changes(tmp_path):
    """Templates of which that of plans fails on one text, as an office's own template may."""
    folder = tmp_path / "templates"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("*.py", "generator", "__pycache__"))
    document = docx.Document(template_path(Kind.KE_HOACH))
    subject = next(one for one in document.paragraphs if "{{ subject }}" in one.text)
    subject.runs[0].text = (
        '{{ subject }}{% if "'
        + UNPRINTABLE
        + '" in subject %}{{ 1 // (subject | length - subject | length) }}{% endif %}'
    )
    for run in subject.runs[1:]:
        run.text = ""
    document.save(folder / "ke-hoach.docx")
    return {"templates_dir": folder}


def sheet(units, targets):
    book = Workbook()
    rows = book.active
    rows.title = "Dữ liệu"
    rows.append(["Mã đơn vị", "Tên đơn vị", "Chỉ tiêu"])
    for unit, target in zip(units, targets, strict=True):
        rows.append([unit.code, unit.title, target])
    stream = io.BytesIO()
    book.save(stream)
    return {"name": "chi-tieu.xlsx", "mimeType": XLSX, "buffer": stream.getvalue()}


def work(office):  # noqa: F811
    """What a worker process does until nothing is left."""
    services = office.services
    worker = Worker(services.database, services.files, DocumentEngine(services), lease_seconds=30)
    while worker.turn():
        pass


def test_twenty_communes_with_a_missing_cell_and_a_failing_row_mended_and_run_again(page, office):  # noqa: F811
    units = list(units_on(office.services.clock().date()).units.values())[:20]
    data = starting_document(Kind.KE_HOACH).as_data() | {"subject": "Cải cách hành chính, chỉ tiêu {{ row.chi_tieu }}%"}
    create_document(office.services, office.actor, data, incomplete=True)
    page.goto("/hang-loat/moi")
    accessible(page)

    def send(targets):
        page.get_by_label("Bản thảo hoặc văn bản đã có").select_option(index=1)
        page.get_by_label("Chỉ DOCX").check(force=True)
        page.locator("#sheet").set_input_files(sheet(units, targets))
        page.get_by_role("button", name="Kiểm tra mọi dòng và diễn tập").click()

    send([*["80"] * 6, "", *["80"] * 13])
    expect(page.get_by_role("alert")).to_contain_text("Chỉ tiêu")
    expect(page.get_by_role("alert")).to_contain_text("C8")
    with page.expect_download() as faults:
        page.get_by_text("Tải lại tệp có cột Lỗi").click()
    assert faults.value.suggested_filename.endswith(".xlsx")

    send([*["80"] * 6, UNPRINTABLE, *["80"] * 13])
    expect(page.get_by_role("heading", name="Diễn tập những trường hợp khó nhất")).to_be_visible()
    expect(page.locator(".extremes article").first).to_be_visible(timeout=60_000)
    accessible(page)
    page.get_by_label("Tôi đã xem và đồng ý chạy").check()
    page.get_by_role("button", name="Chạy 20 văn bản").click()
    page.wait_for_url("**/hang-loat/*")

    work(office)
    page.reload()
    expect(page.get_by_role("heading", name="Dòng lỗi")).to_be_visible()
    expect(page.locator("rect.failed")).to_have_count(1)
    expect(page.locator(".unit-map rect.done")).to_have_count(19)
    accessible(page)

    page.locator("#mended").set_input_files(sheet(units[6:7], ["85"]))
    page.get_by_role("button", name="Sửa và chạy lại").click()
    page.wait_for_url("**/hang-loat/*")
    work(office)
    page.reload()
    expect(page.locator(".unit-map rect.done")).to_have_count(20)
    with page.expect_download() as archive:
        page.get_by_role("link", name="Tải").last.click()
    names = zipfile.ZipFile(archive.value.path()).namelist()
    assert sum(name.endswith(".docx") for name in names) == 20
    assert "danh-sach.xlsx" in names


def test_units_are_chosen_by_province_by_name_and_left_out_again(page):  # noqa: F811
    page.goto("/hang-loat/moi")
    total = page.locator("#unit-total")
    province = page.locator('input[name=province][value="92"]')
    province.check()
    whole = int(total.inner_text())

    page.get_by_label("Tìm đơn vị theo tên hoặc mã").fill("an binh")
    inside = page.get_by_label("Phường An Bình Cần Thơ")
    expect(inside).to_be_checked()
    inside.uncheck()
    expect(total).to_have_text(str(whole - 1))
    page.get_by_label("Xã An Bình Vĩnh Long").check()
    expect(total).to_have_text(str(whole))
    assert province.evaluate("(box) => box.indeterminate")
    accessible(page)

    page.get_by_role("button", name="Thêm lại").click()
    expect(total).to_have_text(str(whole + 1))
    page.get_by_label("Tất cả 34 tỉnh, thành phố").check()
    expect(total).to_have_text("3.321")
