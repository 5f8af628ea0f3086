import io
import zipfile

import docx
import pytest
from docx.shared import Mm
from playwright.sync_api import expect

from service.documents.starting import starting_document
from service.nd30.kinds import Kind
from service.rendering import render_document
from tests.end_to_end.browser.serving import PHONE, accessible

pytestmark = pytest.mark.browser
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GOOD = render_document(starting_document(Kind.KE_HOACH))


def faulty():
    document = docx.Document(io.BytesIO(GOOD))
    for section in document.sections:
        section.left_margin = Mm(20)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_drop_of_a_faulty_a_good_and_an_unreadable_file(page):
    page.goto("/kiem-tra/")
    sent = {"sai-le.docx": faulty(), "dat.docx": GOOD, "hong.docx": b"khong phai tep Word"}
    files = [{"name": name, "mimeType": DOCX, "buffer": content} for name, content in sent.items()]
    expect(page.locator(".drop")).to_contain_text("dưới 10 MB")
    page.locator("input[name=files]").set_input_files(files)

    expect(page.locator(".file-row")).to_have_count(4)
    expect(page.locator(".file-row", has_text="dat.docx")).to_contain_text("Đạt")
    expect(page.locator(".file-row", has_text="hong.docx")).to_contain_text("docx")
    summary = page.locator("table.summary")
    expect(summary.get_by_role("row", name="hong.docx")).to_contain_text("Không đọc được")
    accessible(page)
    with page.expect_download() as packed:
        page.get_by_role("link", name="bản có chú thích").click()
    [name] = zipfile.ZipFile(packed.value.path()).namelist()
    assert name.endswith("sai-le.docx")

    summary.get_by_role("row", name="sai-le.docx").get_by_role("link", name="Xem phiếu").click()
    report = page.locator(".sheet-report")
    expect(report).to_contain_text("20 mm")
    expect(report).to_contain_text("Phụ lục I, Phần I, Mục I")
    accessible(page)
    with page.expect_download() as download:
        page.get_by_text("Tải bản có chú thích").click()
    assert list(docx.Document(download.value.path()).comments)

    page.set_viewport_size(PHONE)
    accessible(page)


def test_the_report_prints_on_one_sheet_without_the_frame(page):
    page.goto("/kiem-tra/")
    page.locator("input[name=files]").set_input_files([{"name": "sai-le.docx", "mimeType": DOCX, "buffer": faulty()}])
    expect(page.locator(".sheet-report")).to_be_visible()

    page.emulate_media(media="print")
    expect(page.locator(".rail")).to_be_hidden()
    expect(page.locator(".files-pane")).to_be_hidden()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
