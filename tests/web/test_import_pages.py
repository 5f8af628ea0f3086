import io
import re
import zipfile

import pytest

from service.accounts import Role
from service.actions.people import create_user
from tests.agencies import new_agency  # noqa: F401 - fixture
from tests.importing.old_documents import LAST_YEAR_DOCX, LAST_YEAR_PDF, blank_pdf, word_file
from tests.web.conftest import PASSWORD, Browser
from tests.web.test_pages import task_sheet


def text(answer):
    return answer.get_data(as_text=True)


def send(clerk, content, name):
    return clerk.client.post("/nhap/", data={"file": (io.BytesIO(content), name), "csrf_token": clerk.token()})


@pytest.fixture
def address(clerk):
    """Where last year's plan is shown beside what was recognised."""
    return send(clerk, LAST_YEAR_DOCX, "ke-hoach-2025.docx").headers["Location"]


def as_shown(html):
    """What the page's form sends when nothing is changed."""
    fields = dict(re.findall(r'type="checkbox"[^>]*name="([^"]+)" value="([^"]*)" checked', html))
    hidden = dict(re.findall(r'type="hidden" name="(co-[^"]+|ten|cap-\d+)" value="([^"]*)"', html))
    levels = dict(re.findall(r'name="(cap-\d+)">.*?<option value="([^"]+)" selected', html))
    return fields | hidden | levels | {"kind": "ke-hoach", "agency": "own"}


def data_of(clerk, made):
    html = text(clerk.get(made.headers["Location"]))
    return re.search(r'id="editor-state">(.+?)</script>', html)[1].encode().decode("unicode_escape"), html


def test_an_old_plan_is_shown_with_its_unsure_parts_marked(clerk, address):
    html = text(clerk.get(address))
    assert "Chuyển đổi số năm 2025" in html
    assert html.count('class="sure-mark warn"') == 2
    assert "1 ô thiếu hoặc lệch" in html
    assert 'id="dong-' in html
    assert "style=" not in html


def test_confirming_makes_a_draft_of_this_year_with_a_list_of_what_to_look_at(clerk, address):
    form = as_shown(text(clerk.get(address)))
    _, html = data_of(clerk, clerk.post(address, form))
    assert "điều cần xem" in html
    assert "cấp số mới khi phát hành" in html
    year = re.search(r'"issued_on": ?"(\d{4})-\d\d"', html)[1]
    assert f"Quý III/{year}" in html
    assert "Tháng 02/2025" not in html


def test_the_list_goes_away_when_it_was_seen(clerk, address):
    made = clerk.post(address, as_shown(text(clerk.get(address)))).headers["Location"]
    assert "import-notes" in text(clerk.get(made))
    clerk.post("/nhap/da-xem")
    assert "import-notes" not in text(clerk.get(made))


def test_parts_are_left_out_lines_change_their_level_and_words_are_typed_over(clerk, address):
    form = as_shown(text(clerk.get(address)))
    del form["lay-tasks"], form["giu-2"]
    form |= {
        "subject": "Chuyển đổi số của xã",
        "recipients": "Sở Nội vụ (để báo cáo)\nCác thôn",
        "cap-1": "point",
        "agency": "file",
        "signer-name": "Lê Văn An",
        "signer-post": "Chủ tịch",
    }
    _, html = data_of(clerk, clerk.post(address, form))
    assert "Chuyển đổi số của xã" in html
    assert '"purpose": "để báo cáo"' in html.replace('"purpose":"', '"purpose": "')
    assert "Đưa các dịch vụ của xã" not in html
    assert "Biên bản nghiệm thu" not in html
    assert "Lê Văn An" in html
    assert "Ủy ban nhân dân xã Hòa Lạc" in html


def test_the_pages_of_a_pdf_are_shown_as_pictures(clerk):
    address = send(clerk, LAST_YEAR_PDF, "ke-hoach-2025.pdf").headers["Location"]
    html = text(clerk.get(address))
    picture = re.search(r'src="(/nhap/van-ban/[0-9a-f]{64}/trang-1\.png)"', html)[1]
    assert clerk.get(picture).data.startswith(b"\x89PNG")
    assert clerk.get(picture.replace("trang-1.", "trang-99.")).status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"), [(blank_pdf(), "bản quét"), (b"%PDF-1.4 hong", "hỏng"), (b"khong phai", "không phải PDF")]
)
def test_what_cannot_be_read_is_told_in_a_sentence_on_the_same_page(clerk, content, sentence):
    answer = send(clerk, content, "tep.pdf")
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_a_broken_word_file_is_not_called_a_sheet(clerk):
    assert "không phải tệp Word" in text(send(clerk, b"khong phai", "tep.docx"))


def test_another_agency_does_not_find_the_file(app, address, services, new_agency):  # noqa: F811
    stranger = new_agency("Ủy ban nhân dân xã Tam Nông")
    create_user(services, stranger, "tam-nong@example.vn", "Hà Đức Thịnh", [Role.DRAFTER], password=PASSWORD)
    browser = Browser(app)
    browser.sign_in("tam-nong@example.vn")
    assert browser.get(address).status_code == 404
    assert browser.post(address, {"kind": "ke-hoach"}).status_code == 404


def test_several_checked_files_give_their_annotated_copies_in_one_archive(clerk):
    files = [(io.BytesIO(LAST_YEAR_DOCX), "a.docx"), (io.BytesIO(b"hong"), "b.docx")]
    sent = {"files": files, "csrf_token": clerk.token()}
    answer = clerk.client.post("/kiem-tra/", data=sent, follow_redirects=True)
    assert "dưới 10 MB" in text(answer)
    archive = clerk.get(f"/kiem-tra/{answer.request.args['lan']}/chu-thich.zip")
    assert zipfile.ZipFile(io.BytesIO(archive.data)).namelist() == ["01 a.docx"]


def test_what_is_unsure_is_said_in_english_too_with_its_figures(clerk):
    lines = ["I. MỤC ĐÍCH", "A. MỤC LỚN", "Nội dung", "1) Khoản", "Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    address = send(clerk, word_file(lines), "cu.docx").headers["Location"]
    assert "xếp thành phần" in text(clerk.get(address))
    clerk.post("/ngon-ngu", {"language": "en"})
    html = text(clerk.get(address))
    assert "places where level or heading is unsure." in html
    assert "A section counted by capital letters, taken as a part." in html
    assert re.findall(r'class="(?:why|row-why)"[^>]*>(?:<svg.*?</svg>)?[^<]*[đươă]', html) == []
    note = clerk.post(address, {}, follow_redirects=True)
    assert "Signer: No signer was found." in text(note)


def test_faults_of_a_sheet_are_said_in_english_too(clerk):
    clerk.post("/ngon-ngu", {"language": "en"})
    html = text(send(clerk, task_sheet(("A", "B")), "a.xlsx"))
    assert "No row of the sheet “Sheet” was recognised as headings" in html
