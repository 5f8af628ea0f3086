import io
import shutil
import zipfile

import docx
import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from service.actions.batch_drafts import Choices, begin_draft, change_draft
from service.actions.batch_engine import DocumentEngine
from service.actions.batch_plans import PlanRequest, SentFile, make_plan
from service.actions.batches import batch_digest, start_batch, store_batch
from service.actions.documents import create_document, list_documents
from service.batches import Worker
from service.documents.starting import starting_document
from service.nd30.kinds import Kind
from service.rendering import template_path
from service.rendering.library import SHIPPED
from service.storage.drafts import DraftFilter
from service.units import units_on
from tests.end_to_end.browser.serving import PHONE, accessible
from tests.end_to_end.browser.test_keyboard import FOCUSED

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


def work(office, turns=1000):
    """What a worker process does, until nothing is left."""
    services = office.services
    worker = Worker(services.database, services.files, DocumentEngine(services), lease_seconds=30)
    while turns and worker.turn():
        turns -= 1


def choose_document(page, index=1):
    page.goto("/hang-loat/moi")
    page.get_by_label("Bản thảo hoặc văn bản đã có").select_option(index=index)
    page.get_by_role("button", name="Tiếp tục: chọn đơn vị").click()
    page.wait_for_url("**/don-vi")


def draft(office, subject):
    data = starting_document(Kind.KE_HOACH).as_data() | {"subject": subject}
    create_document(office.services, office.actor, data, incomplete=True)


def test_twenty_communes_in_six_steps_with_rows_mended_before_and_while_it_runs(page, office):
    units = list(units_on(office.services.clock().date()).units.values())[:20]
    draft(office, "Cải cách hành chính, chỉ tiêu {{ row.chi_tieu }}%")
    page.goto("/hang-loat/moi")
    accessible(page)
    choose_document(page)
    accessible(page)
    page.get_by_role("button", name="Tôi có bảng Excel").click()
    page.wait_for_url("**/so-lieu")
    page.locator("input[type=file]").set_input_files(sheet(units, [*["80"] * 6, "", UNPRINTABLE, *["80"] * 12]))

    expect(page.get_by_role("heading", name="Còn 1 dòng phải sửa trước khi chạy")).to_be_visible()
    accessible(page)
    page.get_by_label("Giá trị mới của ô C8").fill("80")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Cả 20 dòng dùng được")).to_be_visible()
    expect(page.locator("tr.fixed")).to_contain_text("Đã sửa thành 80")

    page.get_by_role("button", name="Diễn tập cho 20 đơn vị").click()
    expect(page.locator(".extremes article").first).to_be_visible(timeout=60_000)
    page.wait_for_load_state()
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
    expect(page.locator(".unit-map rect.failed")).to_have_count(1)
    expect(page.locator(".unit-map rect.done")).to_have_count(19)
    accessible(page)
    page.locator(".batch-head a", has_text="lỗi").click()
    page.wait_for_url("**trang-thai=failed**")
    expect(page.locator("#items tbody tr")).to_have_count(1)
    accessible(page)

    page.locator(".failure").get_by_role("link", name="Sửa ô").click()
    page.get_by_label("Chỉ tiêu").fill("85")
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


def test_units_are_chosen_by_province_by_name_by_type_and_by_a_pasted_list(page, office):
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


def go(page, condition, *keys):
    """Press Tab until the JavaScript `condition` holds of ``one``, the element in focus, which is seen at every stop; then the keys."""
    for _ in range(120):
        here = page.evaluate(FOCUSED)
        assert here is None or here["seen"], here
        if page.evaluate(f"() => {{ const one = document.activeElement; return Boolean({condition}); }}"):
            for key in keys:
                page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab finds nothing with {condition}")


def named(words):
    return f"one.matches('a, button, summary') && (one.getAttribute('aria-label') || one.innerText).includes('{words}')"


def test_a_batch_goes_from_the_list_to_the_download_without_a_mouse(page, office):
    units = list(units_on(office.services.clock().date()).units.values())[:4]
    draft(office, "Cải cách hành chính, chỉ tiêu {{ row.chi_tieu }}%")
    page.goto("/hang-loat/")
    go(page, named("Tạo lô mới"), "Enter")
    page.wait_for_url("**/moi")
    go(page, "one.id === 'document'", "ArrowDown")
    go(page, named("Tiếp tục: chọn đơn vị"), "Enter")
    page.wait_for_url("**/don-vi")

    total = page.locator("#unit-total")
    go(page, "one.name === 'province' && one.value === '96'", "Space")
    expect(total).to_have_text("64")
    go(page, "one.id === 'unit-words'")
    page.keyboard.insert_text("vinh trach")  # at once: one question, one list
    expect(page.get_by_label("Phường Vĩnh Trạch Cà Mau")).to_be_checked()
    go(page, "one.dataset.unit === '31834'", "Space")
    expect(total).to_have_text("63")
    go(page, named("Thêm lại"), "Enter")
    expect(total).to_have_text("64")
    expect(page.locator("#unit-words")).to_be_focused()
    go(page, named("Dán danh sách"), "Enter")
    go(page, "one.id === 'pasted'")
    page.keyboard.type("00004\nxã hòa an")
    go(page, named("Thêm vào danh sách"), "Enter")
    expect(total).to_have_text("65")
    expect(page.locator("#pasted-told input").first).to_be_focused()
    go(page, "one.id === 'go-on'", "Enter")

    page.wait_for_url("**/so-lieu")
    with page.expect_file_chooser() as chooser:
        go(page, "one.type === 'file'")
        page.keyboard.press("Enter")
    chooser.value.set_files(sheet(units, ["", "", "80", UNPRINTABLE]))
    expect(page.get_by_role("heading", name="Còn 2 dòng phải sửa trước khi chạy")).to_be_visible()
    page.wait_for_load_state()
    first, second = page.get_by_label("Giá trị mới của ô C2"), page.get_by_label("Giá trị mới của ô C3")
    go(page, "one.name === 'cell:Dữ liệu!C2'")
    page.keyboard.type("80")
    page.keyboard.press("Enter")
    expect(second).to_be_focused()
    page.keyboard.type("81")
    page.keyboard.press("Enter")
    ready = page.get_by_role("button", name="Diễn tập cho 4 đơn vị")
    expect(ready).to_be_focused()
    page.evaluate("document.activeElement.blur()")
    go(page, named("Hoàn tác dòng 2"), "Enter")
    expect(first).to_be_focused()
    page.keyboard.type("82")
    page.keyboard.press("Enter")
    expect(ready).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator(".extremes article").first).to_be_visible(timeout=60_000)
    page.wait_for_load_state()
    go(page, "one.name === 'formats'")
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Chỉ DOCX")).to_be_focused()
    expect(page.locator(".extremes article").first).to_be_visible(timeout=60_000)
    go(page, "one.name === 'seen'", "Space")
    go(page, named("Chạy 4 văn bản"), "Enter")

    expect(page.locator(".unit-map rect.waiting")).to_have_count(4)
    go(page, "one.id === 'tam-dung'", "Enter")
    expect(page.locator("#chay-tiep")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#tam-dung")).to_be_focused()
    work(office)
    expect(page.locator("#board")).to_have_attribute("data-state", "finished")
    expect(page.locator("#dong-loi")).to_be_focused()
    go(page, named("Sửa ô của"), "Enter")
    page.wait_for_url("**/dong/4")
    go(page, "one.name === 'o:chi_tieu'", "Control+A")
    page.keyboard.type("85")
    page.keyboard.press("Enter")
    expect(page.locator("#dong-loi")).to_be_focused()
    work(office)
    expect(page.get_by_role("heading", name="4 văn bản đã xong")).to_be_visible()
    go(page, named("Tải Tất cả"))
    with page.expect_download() as archive:
        page.keyboard.press("Enter")
    assert len(zipfile.ZipFile(archive.value.path()).namelist()) == 5
    page.evaluate("document.activeElement.blur()")
    go(page, "one.closest('.steps') && one.innerText.includes('Đơn vị')", "Enter")
    expect(page.get_by_role("heading", name="4 đơn vị nhận văn bản")).to_be_visible()


@pytest.fixture
def failing_batch(office):
    """The address of a started batch of three communes, one of which cannot be printed."""
    services, actor = office.services, office.actor
    units = list(units_on(services.clock().date()).units.values())[:3]
    data = starting_document(Kind.KE_HOACH).as_data() | {"subject": "Chỉ tiêu {{ row.chi_tieu }}%"}
    sent = SentFile(name="chi-tieu.xlsx", content=sheet(units, ["80", UNPRINTABLE, "80"])["buffer"])
    batch = store_batch(services, actor, make_plan(services, actor, PlanRequest(data=data, sheet=sent, check=True)))
    start_batch(services, actor, batch, batch_digest(services, actor, batch))
    return f"/hang-loat/{batch}"


def test_without_scripts_a_batch_is_followed_paused_mended_and_downloaded(window, office, failing_batch):
    page = window(java_script_enabled=False)
    page.goto("/hang-loat/")
    page.get_by_role("link", name="Chỉ tiêu …%").click()
    page.get_by_role("button", name="Tạm dừng").click()
    page.get_by_role("button", name="Chạy tiếp").click()
    page.get_by_role("link", name="Hủy lô").click()
    page.get_by_role("link", name="Không hủy").click()
    work(office)
    page.get_by_role("link", name="Tải lại để cập nhật").click()
    expect(page.locator("[data-count=done]").first).to_have_text("2")
    page.get_by_role("link", name="Danh sách", exact=True).click()
    expect(page.locator("#items tbody tr")).to_have_count(3)
    page.locator(".failure").get_by_role("link", name="Sửa ô").click()
    page.get_by_label("Chỉ tiêu").fill("85")
    page.get_by_role("button", name="Sửa và chạy lại dòng này").click()
    expect(page.locator("noscript [role=status]")).to_be_visible()
    work(office)
    page.get_by_role("link", name="Tải lại để cập nhật").click()
    with page.expect_download() as archive:
        page.get_by_role("link", name="Tải Tất cả").click()
    assert len(zipfile.ZipFile(archive.value.path()).namelist()) == 4


def test_without_scripts_units_are_chosen_and_rows_mended(window, office):
    page = window(java_script_enabled=False)
    draft(office, "Cải cách hành chính, chỉ tiêu {{ row.chi_tieu }}%")
    choose_document(page)
    page.get_by_label("Cà Mau").check()
    page.get_by_label("Tìm đơn vị theo tên hoặc mã").fill("an binh")
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.locator("#unit-hits li", has_text="Vĩnh Long").get_by_role("button", name="Thêm").click()
    expect(page.locator("#unit-total")).to_have_text("65")
    page.get_by_role("button", name="Bỏ", exact=True).click()
    expect(page.locator("#unit-total")).to_have_text("64")
    page.get_by_role("button", name="Tiếp tục với 64 đơn vị").click()

    units = list(units_on(office.services.clock().date()).units.values())[:3]
    page.locator("input[type=file]").set_input_files(sheet(units, ["80", "", "80"]))
    expect(page.locator("input[type=file]")).to_be_in_viewport()  # its name is seen where no script tells it
    page.get_by_role("button", name="Gửi tệp").click()
    page.get_by_label("Giá trị mới của ô C3").fill("80")
    page.get_by_role("button", name="Sửa ô C3").click()
    expect(page.get_by_role("heading", name="Cả 3 dòng dùng được")).to_be_visible()
    page.get_by_role("button", name="Hoàn tác dòng 3").click()
    expect(page.get_by_role("heading", name="Còn 1 dòng phải sửa")).to_be_visible()


def test_on_a_phone_a_batch_is_watched_paused_mended_and_downloaded(window, office, failing_batch):
    page = window(viewport=PHONE, is_mobile=True, has_touch=True)
    page.goto("/hang-loat/")
    accessible(page)
    page.get_by_role("link", name="Chỉ tiêu …%").tap()
    page.get_by_role("button", name="Tạm dừng").tap()
    page.get_by_role("button", name="Chạy tiếp").tap()
    expect(page.get_by_role("button", name="Tạm dừng")).to_be_visible()
    work(office)
    expect(page.locator("#board")).to_have_attribute("data-state", "finished")
    accessible(page)
    page.locator("summary", has_text="Bước 5/6").tap()
    page.locator(".step-of").get_by_role("link", name="Số liệu").tap()
    expect(page.get_by_text("bước này chỉ để xem")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Tiến độ lô").tap()
    page.locator(".failure").get_by_role("link", name="Sửa ô").tap()
    page.get_by_label("Chỉ tiêu").fill("85")
    accessible(page)
    page.get_by_role("button", name="Sửa và chạy lại dòng này").tap()
    page.wait_for_selector("#board")
    work(office)
    expect(page.get_by_role("heading", name="3 văn bản đã xong")).to_be_visible()
    accessible(page)
    with page.expect_download() as archive:
        page.get_by_role("link", name="Tải Thành phố Hà Nội").tap()
    assert len(zipfile.ZipFile(archive.value.path()).namelist()) == 4


def test_on_a_phone_columns_are_left_to_a_wider_screen(window, office):
    page = window(viewport=PHONE, is_mobile=True, has_touch=True)
    services, actor = office.services, office.actor
    draft(office, "Chỉ tiêu {{ row.chi_tieu }}%")
    [document] = list_documents(services, actor, DraftFilter(), before=None, limit=1)
    sent = SentFile(
        name="chi-tieu.xlsx",
        content=sheet(list(units_on(services.clock().date()).units.values())[:2], ["", "80"])["buffer"],
    )
    made = begin_draft(services, actor, Choices(document=document.id), "Chỉ tiêu")
    change_draft(services, actor, made, Choices(document=document.id), sheet=sent)
    page.goto(f"/hang-loat/soan/{made}/so-lieu")
    expect(page.get_by_text("Ghép cột cần màn hình rộng hơn")).to_be_visible()
    expect(page.get_by_text("Đổi cách ghép cột")).to_be_hidden()
    accessible(page)
