import io

import docx
import pytest
from playwright.sync_api import expect

from service.actions.people import tokens_of, users_of
from service.actions.templates import list_templates
from service.nd30.kinds import Kind
from service.rendering import template_path
from tests.end_to_end.browser.serving import accessible_at_both_sizes

pytestmark = [pytest.mark.browser, pytest.mark.office]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def upload(content, name="mau.docx"):
    return {"name": name, "mimeType": DOCX, "buffer": content}


def broken_template():
    document = docx.Document(template_path(Kind.KE_HOACH))
    next(one for one in document.paragraphs if "{{ subject }}" in one.text).runs[0].text = "{{ trich_yeu }}"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_colleague_is_invited_closed_and_taken_back(page, office):
    page.goto("/quan-tri/nguoi-dung")
    page.get_by_label("Họ và tên").fill("Lê Văn Tâm")
    page.get_by_label("Thư điện tử").fill("tam@snv.example.vn")
    page.get_by_role("button", name="Tạo tài khoản").click()
    assert len(page.locator(".secret-once").inner_text()) >= 10

    page.get_by_label("Việc khác với Lê Văn Tâm").click()
    page.get_by_role("button", name="Đóng tài khoản").click()
    expect(page.get_by_text("Đã đóng", exact=True)).to_be_visible()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã đóng", exact=True)).to_have_count(0)
    assert all(user.active for user in users_of(office.services, office.actor))


def test_a_key_is_shown_once_revoked_and_taken_back_by_ctrl_z(page, office):
    page.goto("/quan-tri/khoa")
    page.get_by_label("Tên phần mềm dùng khóa").fill("Một cửa điện tử")
    page.get_by_label("Dùng trong").select_option("90")
    page.get_by_label("Đọc văn bản").check()
    page.get_by_role("button", name="Tạo khóa").click()
    expect(page.locator(".secret-once")).to_contain_text("nd30_")

    page.get_by_role("button", name="Thu hồi").click()
    expect(page.get_by_text("Đã thu hồi", exact=True)).to_be_visible()
    expect(page.locator(".toast")).to_contain_text("Một cửa điện tử")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Thu hồi")).to_be_visible()
    [token] = tokens_of(office.services, office.actor)
    assert (token.revoked_at, token.scopes) == (None, ["documents:read"])


def test_a_good_template_is_taken_a_broken_one_comes_back_marked(page, office):
    page.goto("/quan-tri/mau/")
    page.get_by_text("Thêm mẫu từ Word").click()
    page.get_by_label("Tên mẫu").fill("Kế hoạch của Sở")
    page.locator("#file").set_input_files(upload(template_path(Kind.KE_HOACH).read_bytes()))
    page.get_by_role("button", name="Đưa mẫu lên và in thử").click()
    expect(page.get_by_text("Đạt, 12 bộ dữ liệu")).to_be_visible()
    assert (
        page.locator(".template-desk img").evaluate("async (image) => (await image.decode(), image.naturalWidth)") > 200
    )

    page.get_by_text("Thêm mẫu từ Word").click()
    page.get_by_label("Tên mẫu").fill("Kế hoạch sai thẻ")
    page.locator("#file").set_input_files(upload(broken_template()))
    page.get_by_role("button", name="Đưa mẫu lên và in thử").click()
    expect(page.get_by_role("alert")).to_contain_text("trich_yeu")
    with page.expect_download() as download:
        page.get_by_text("Tải bản có đánh dấu chỗ sai").click()
    marked = docx.Document(download.value.path())
    assert any("trich_yeu" in comment.text for comment in marked.comments)
    assert [item.name for item in list_templates(office.services, office.actor)] == ["Kế hoạch của Sở"]


def test_every_page_of_the_administration_is_accessible_at_both_sizes(page):
    sections = ("co-quan", "cap-duoi", "nguoi-dung", "mau/", "so", "khoa", "thong-bao", "nhat-ky")
    accessible_at_both_sizes(page, *(f"/quan-tri/{section}" for section in sections))
