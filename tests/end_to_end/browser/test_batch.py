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

#: Machines that run tests may be busy.
expect.set_options(timeout=30_000)
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


def work(office, turns=1000):  # noqa: F811
    """What a worker process does, until nothing is left."""
    services = office.services
    worker = Worker(services.database, services.files, DocumentEngine(services), lease_seconds=30)
    while turns and worker.turn():
        turns -= 1


def choose_document(page, index=1):  # noqa: F811
    page.goto("/hang-loat/moi")
    page.get_by_label("Bản thảo hoặc văn bản đã có").select_option(index=index)
    page.get_by_role("button", name="Tiếp tục: chọn đơn vị").click()
    page.wait_for_url("**/don-vi")


def draft(office, subject):  # noqa: F811
    data = starting_document(Kind.KE_HOACH).as_data() | {"subject": subject}
    create_document(office.services, office.actor, data, incomplete=True)


def test_twenty_communes_in_six_steps_with_rows_mended_before_and_while_it_runs(page, office):  # noqa: F811
    units = list(units_on(office.services.clock().date()).units.values())[:20]
    draft(office, "Cải cách hành chính, chỉ tiêu {{ row.chi_tieu }}%")
    page.goto("/hang-loat/moi")
    accessible(page)
    choose_document(page)
    accessible(page)
    page.get_by_role("button", name="Tôi có bảng Excel").click()
    page.locator("input[type=file]").set_input_files(sheet(units, [*["80"] * 6, "", UNPRINTABLE, *["80"] * 12]))

    expect(page.get_by_role("heading", name="Còn 1 dòng phải sửa trước khi chạy")).to_be_visible()
    accessible(page)
    page.get_by_label("Giá trị mới của ô C8").fill("80")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Cả 20 dòng dùng được")).to_be_visible()
    expect(page.locator("tr.fixed")).to_contain_text("Đã sửa thành 80")

    page.get_by_role("button", name="Diễn tập cho 20 đơn vị").click()
    expect(page.locator(".extremes article").first).to_be_visible(timeout=60_000)
    with page.expect_navigation():
        page.get_by_text("Chỉ DOCX").click()
    expect(page.get_by_label("Chỉ DOCX")).to_be_checked()
    expect(page.locator(".extremes article").first).to_be_visible(timeout=60_000)
    accessible(page)
    page.get_by_label("Tôi đã xem và đồng ý chạy").check()
    page.get_by_role("button", name="Chạy 20 văn bản").click()
    expect(page.locator(".unit-map rect.waiting")).to_have_count(20)

    work(office, turns=1)
    expect(page.locator(".unit-map rect.waiting")).not_to_have_count(20)
    work(office)
    expect(page.locator("#board")).to_have_attribute("data-state", "finished")  # the page has come anew
    expect(page.locator("rect.failed")).to_have_count(1)
    expect(page.locator(".unit-map rect.done")).to_have_count(19)
    accessible(page)
    page.locator(".batch-head a", has_text="lỗi").click()
    page.wait_for_url("**trang-thai=failed**")
    expect(page.locator("#items tbody tr")).to_have_count(1)
    accessible(page)

    page.locator(".failure").get_by_role("link", name="Sửa ô").click()
    page.get_by_label("Chi tieu").fill("85")
    accessible(page)
    page.get_by_role("button", name="Sửa và chạy lại dòng này").click()
    page.wait_for_url("**/hang-loat/*-*")
    work(office)
    expect(page.get_by_role("heading", name="20 văn bản đã xong")).to_be_visible()
    accessible(page)
    with page.expect_download() as archive:
        page.get_by_role("link", name="Tải Tất cả").click()
    names = zipfile.ZipFile(archive.value.path()).namelist()
    assert sum(name.endswith(".docx") for name in names) == 20
    assert "danh-sach.xlsx" in names


def test_units_are_chosen_by_province_by_name_by_type_and_by_a_pasted_list(page, office):  # noqa: F811
    draft(office, "Phòng, chống thiên tai")
    choose_document(page)
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

    page.get_by_text("Dán danh sách mã hoặc tên").click()
    page.locator("#pasted").fill("00004\nxã hòa an")
    page.get_by_role("button", name="Thêm vào danh sách").click()
    expect(total).to_have_text(str(whole + 2))
    page.locator("#pasted-told").get_by_label("Xã Hoà An Cao Bằng").check()
    expect(total).to_have_text(str(whole + 3))

    page.get_by_label("34 tỉnh, thành phố").check()
    expect(total).to_have_text("3.321")
    page.get_by_text("Phường 709").click()
    expect(total).to_have_text("709")
    page.get_by_role("button", name="Tiếp tục với 709 đơn vị").click()
    expect(page.get_by_role("heading", name="Văn bản này không cần bảng số liệu")).to_be_visible()
    page.locator(".steps").get_by_role("link", name="Đơn vị").click()
    expect(total).to_have_text("709")
