import datetime as dt
import io
import re
import uuid
import zipfile

import openpyxl
import pytest
import sqlalchemy as sa

from service.actions.batch_engine import DocumentEngine
from service.batches import Worker
from service.storage.batch_tables import BatchItemRow, BatchRow
from service.storage.document_tables import DocumentRow
from service.units import units_on
from service.web.batch_units import found_in
from tests.web.test_pages import complete_plan, text

assert complete_plan  # a fixture

TODAY = dt.date(2026, 11, 22)
HEADINGS = ["Mã đơn vị", "Tên đơn vị", "Tỉnh", "Người ký"]


def sheet(*rows, headings=HEADINGS):
    book = openpyxl.Workbook()
    book.active.title = "Dữ liệu"
    for row in (headings, *rows):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return {"sheet": (io.BytesIO(stream.getvalue()), "nguoi-ky.xlsx")}


@pytest.fixture
def prepare(clerk, complete_plan):
    """Makes a batch draft and returns its address without a step."""

    def make(mode="sent", **units):
        document = complete_plan.split("/")[2]
        begun = clerk.post("/hang-loat/moi", {"document": document, "mode": mode})
        address = begun.headers["Location"].rpartition("/")[0]
        if units:
            assert clerk.post(f"{address}/don-vi", {"act": "next", **units}).status_code == 302
        return address

    return make


@pytest.fixture
def mending(clerk, prepare):
    """A draft with a sheet of three rows: an ambiguous name, a missing signer, a good one."""
    address = prepare("own")
    rows = ["", "Hoà An", "", "Trần Văn An"], ["29584", "", "", ""], ["31756", "", "", "Lê Thị Bình"]
    clerk.post(f"{address}/bang", sheet(*rows), content_type="multipart/form-data")
    return address


def run_all(services):
    worker = Worker(services.database, services.files, DocumentEngine(services), lease_seconds=30)
    while worker.turn():
        pass


@pytest.fixture
def batch(clerk, prepare):
    """The address of a batch of two communes, rehearsed and started."""
    address = prepare(pasted="29584\n31756")
    clerk.post(f"{address}/cach-lam", {"formats": "docx"})
    return started(clerk, clerk.post(f"{address}/dien-tap").headers["Location"])


def started(clerk, address):
    digest = re.search(r'name="digest" value="([^"]+)"', text(clerk.get(address)))[1]
    assert clerk.post(f"{address}/chay", {"digest": digest, "seen": "on"}).status_code == 302
    return address


def test_every_choice_is_still_there_after_going_back(clerk, prepare):
    address = prepare(province=["92"], without=["31150"], type=["phường"], pasted="29584")
    html = text(clerk.get(f"{address}/don-vi"))
    assert re.search(r'value="92"[^>]*checked', html)
    assert re.search(r'name="without" value="31150"', html)
    assert re.search(r'name="unit" value="29584"', html)
    assert re.search(r'name="type" value="phường" checked', html)
    assert "checked" in text(clerk.get(f"{address}/van-ban"))
    assert "Soạn tiếp" in text(clerk.get("/hang-loat/"))


def test_a_pasted_name_that_several_units_bear_is_asked_about(clerk, prepare):
    address = prepare()
    asked = clerk.post(f"{address}/don-vi", {"act": "next", "pasted": "29584 31756\nxã hòa an"})
    assert asked.status_code == 422
    assert text(asked).count("Hoà An") >= 3
    assert "Đã thêm 2 đơn vị" in text(asked)


def test_a_group_of_units_is_kept_used_removed_and_taken_back(clerk, prepare):
    address = prepare()
    clerk.post(f"{address}/don-vi", {"act": "save-group", "group_name": "Ven biển", "province": ["96"]})
    other = prepare()
    group = re.search(r'name="add_group" value="([^"]+)"', text(clerk.get(f"{other}/don-vi")))[1]
    clerk.post(f"{other}/don-vi", {"add_group": group})
    assert "Tiếp tục với 64 đơn vị" in text(clerk.get(f"{other}/don-vi"))

    clerk.post(f"{other}/don-vi", {"remove_group": group})
    html = text(clerk.get(f"{other}/don-vi"))
    assert 'name="add_group"' not in html
    clerk.post(re.search(r'action="(/hang-loat/nhom/[^"]+)"', html)[1])
    assert "Ven biển" in text(clerk.get(f"{other}/don-vi"))


def test_without_units_nothing_goes_on(clerk, prepare):
    refused = clerk.post(f"{prepare()}/don-vi", {"act": "next"})
    assert refused.status_code == 422
    assert "Chọn ít nhất một" in text(refused)


def test_a_document_without_a_text_to_send_is_asked_for(clerk):
    assert clerk.post("/hang-loat/moi", {"document": ""}).status_code == 422


def test_a_draft_thrown_away_can_be_taken_back(clerk, prepare):
    address = prepare(province=["96"])
    clerk.post(f"{address}/bo")
    html = text(clerk.get("/hang-loat/"))
    assert "Soạn tiếp" not in html
    clerk.post(f"{address}/lay-lai")
    assert "Soạn tiếp" in text(clerk.get("/hang-loat/"))


def test_the_sheet_to_fill_names_the_column_of_the_signer(clerk, prepare):
    address = prepare("own", pasted="29584")
    assert "Người ký" in text(clerk.get(f"{address}/so-lieu"))
    book = openpyxl.load_workbook(io.BytesIO(clerk.get(f"{address}/bang-mau.xlsx").data))
    assert any(str(cell.value).startswith("Người ký") for row in book.active.iter_rows(max_row=1) for cell in row)


def test_rows_are_mended_on_the_page_and_put_back_again(clerk, mending):
    html = text(clerk.get(f"{mending}/so-lieu"))
    assert "Còn 2 dòng phải sửa" in html
    assert "disabled" in html
    choice = re.search(r'value="(unit\|[^"]+\|01654)"', html)[1]
    clerk.post(f"{mending}/sua", {"do": choice, "cell:Dữ liệu!D3": "Phạm Văn Cường"})
    html = text(clerk.get(f"{mending}/so-lieu"))
    assert "Cả 3 dòng dùng được" in html
    assert "Phạm Văn Cường" in html

    undo = re.search(r'value="(undo\|[^"]+!3)"', html)[1]
    assert "Còn 1 dòng phải sửa" in text(clerk.post(f"{mending}/sua", {"do": undo}, headers={"HX-Request": "true"}))
    clerk.post(f"{mending}/sua", {"do": "drop-all"})
    html = text(clerk.get(f"{mending}/so-lieu"))
    assert "Cả 2 dòng dùng được" in html
    assert "Đã bỏ dòng này khỏi lô" in html
    rehearsal = clerk.post(f"{mending}/dien-tap").headers["Location"]
    assert "Chạy 2 văn bản" in text(clerk.get(rehearsal))


def test_the_sheet_comes_back_mended_with_what_is_still_wrong(clerk, mending):
    clerk.post(f"{mending}/sua", {"do": "save", "cell:Dữ liệu!D3": "Phạm Văn Cường"})
    book = openpyxl.load_workbook(io.BytesIO(clerk.get(f"{mending}/bang-loi.xlsx").data))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[0][0] == "Lỗi"
    assert "Hoà An" in rows[1][0]
    assert (rows[2][0], rows[2][4]) == (None, "Phạm Văn Cường")


def test_columns_that_were_not_recognised_are_named_by_hand(clerk, prepare):
    address = prepare("own")
    row = ["29584", "Trần Văn An"]
    clerk.post(f"{address}/bang", sheet(row, headings=["Khu vực", "Đại diện"]), content_type="multipart/form-data")
    html = text(clerk.get(f"{address}/so-lieu"))
    assert "Chưa nhận ra tiêu đề cột" in html
    names = re.findall(r'name="(cot:[^"]+)"', html)
    clerk.post(f"{address}/cot", dict(zip(names, ["Mã đơn vị", "Người ký"], strict=True)))
    assert "Cả 1 dòng dùng được" in text(clerk.get(f"{address}/so-lieu"))
    clerk.post(f"{address}/cot", {"act": "forget"})
    assert "Chưa nhận ra tiêu đề cột" in text(clerk.get(f"{address}/so-lieu?dong=1"))


def test_a_few_units_are_filled_in_on_the_page_instead_of_in_excel(clerk, prepare):
    address = prepare("own", pasted="29584")
    clerk.post(f"{address}/dien-tai-cho")
    html = text(clerk.get(f"{address}/so-lieu"))
    cell = re.search(r'name="(cell:[^"]+)"', html)[1]
    clerk.post(f"{address}/sua", {"do": "save", cell: "Trần Văn An"})
    assert "Cả 1 dòng dùng được" in text(clerk.get(f"{address}/so-lieu"))
    clerk.post(f"{address}/bo-bang")
    assert "Điền ngay tại đây" in text(clerk.get(f"{address}/so-lieu"))


def test_a_batch_runs_only_after_the_rehearsal_was_seen(clerk, prepare):
    address = prepare(pasted="29584\n31756")
    rehearsal = clerk.post(f"{address}/dien-tap").headers["Location"]
    digest = re.search(r'name="digest" value="([^"]+)"', text(clerk.get(rehearsal)))[1]
    assert clerk.post(f"{rehearsal}/chay", {"digest": digest}).status_code == 422

    docx_only = clerk.post(f"{address}/cach-lam", {"formats": "docx"}).headers["Location"]
    assert clerk.get(rehearsal).status_code == 404  # another way of making is another batch
    assert clerk.post(f"{docx_only}/chay", {"digest": digest, "seen": "on"}).status_code == 409
    started(clerk, docx_only)
    assert 'class="waiting"' in text(clerk.get(docx_only))
    second = clerk.post(f"{docx_only}/chay", {"digest": digest, "seen": "on"}, follow_redirects=True)
    assert "Lô này đã được cho chạy rồi" in text(second)  # from another window
    assert clerk.post(f"{docx_only}/tam-dung").status_code == 302
    assert "Chạy tiếp" in text(clerk.get(docx_only))


def test_a_page_that_watches_is_told_only_what_changed(clerk, services, batch):
    first = clerk.get(f"{batch}/thay-doi").get_json()
    assert (first["whole"], first["cells"]) == (True, [[1, "w"], [2, "w"]])
    assert clerk.get(f"{batch}/thay-doi?tu={first['revision']}").get_json()["cells"] == []
    run_all(services)
    then = clerk.get(f"{batch}/thay-doi?tu={first['revision']}").get_json()
    assert (then["whole"], then["cells"]) == (False, [[1, "d"], [2, "d"]])
    assert (then["state"], then["words"]["percent"], then["counts"]["done"]) == ("finished", "100%", 2)


def test_the_home_page_shows_batches_under_way(clerk, services, batch):
    assert "Lô đang chạy" in text(clerk.get("/"))
    assert "0/2" in re.sub(r"<[^>]+>", "", text(clerk.get("/")))
    run_all(services)
    assert "Lô đang chạy" not in text(clerk.get("/"))


def test_what_is_done_is_taken_away_whole_by_province_or_as_a_list(clerk, services, batch):
    run_all(services)
    html = text(clerk.get(batch))
    assert "2 văn bản đã xong" in html
    assert "Tỉnh Vĩnh Long" in html

    def names(query):
        return zipfile.ZipFile(io.BytesIO(clerk.get(f"{batch}/tai.zip{query}").data)).namelist()

    assert len(names("")) == 3
    assert [name for name in names("?tinh=86") if name.endswith(".docx")] == [
        name for name in names("") if "29584" in name
    ]
    assert all(name.endswith((".docx", ".xlsx")) for name in names("?dang=docx"))
    book = openpyxl.load_workbook(io.BytesIO(clerk.get(f"{batch}/danh-sach.xlsx").data))
    assert book.active.max_row == 3
    assert clerk.get(f"{batch}/tai.zip?tinh=99").status_code == 404
    listed = text(clerk.get(f"{batch}?xem=danh-sach&trang-thai=done&tinh=86"))
    assert "Xã An Bình" in listed
    assert listed.count("DOCX</a>") == 1
    assert "Không có đơn vị nào như thế" in text(
        clerk.get(f"{batch}/danh-sach?trang-thai=failed", headers={"HX-Request": "true"})
    )
    assert clerk.get(f"{batch}/danh-sach?tinh=86").headers["Location"] == f"{batch}?xem=danh-sach&tinh=86"


def test_a_failed_row_tells_why_is_mended_and_runs_again_alone(clerk, services, mending):
    clerk.post(f"{mending}/sua", {"do": "drop-all"})
    clerk.post(f"{mending}/cach-lam", {"formats": "docx"})
    batch = started(clerk, clerk.post(f"{mending}/dien-tap").headers["Location"])
    run_all(services)
    why = {"code": "x", "message": "Chuyển PDF quá 60 giây.", "problems": []}
    with services.database.writing() as session:
        session.execute(sa.update(BatchItemRow).values(state="failed", error=why))
        session.execute(sa.update(BatchRow).values(state="finished"))

    assert "Chuyển PDF quá 60 giây." in text(clerk.get(batch))
    assert "Chuyển PDF quá 60 giây." in text(clerk.get(f"{batch}/loi"))
    book = openpyxl.load_workbook(io.BytesIO(clerk.get(f"{batch}/dong-loi.xlsx").data))
    heading, row = ([cell.value for cell in line] for line in book.active.iter_rows())
    assert heading[:4] == ["Lỗi", "Mã đơn vị", "Tên đơn vị", "Tỉnh, thành phố"]
    assert row[:2] == ["Chuyển PDF quá 60 giây.", "31756"]

    wrong = clerk.post(f"{batch}/dong/1", {"o:so": "không phải số"})
    assert wrong.status_code == 422
    assert "không phải số" in text(wrong)
    assert clerk.post(f"{batch}/dong/1", {"o:nguoi_ky": "Lê Thị Cúc", "o:ma_don_vi": "29584"}).status_code == 302
    run_all(services)
    with services.database.reading() as session:
        [item] = session.scalars(sa.select(BatchItemRow))
    assert (item.state, item.values["nguoi_ky"], item.unit_code) == ("done", "Lê Thị Cúc", "31756")
    assert "Dòng này không còn lỗi" in text(clerk.get(f"{batch}/dong/1"))


def test_the_first_three_steps_of_a_started_batch_are_only_to_be_read(clerk, services, prepare):
    address = prepare(province=["92"], pasted="29584")
    clerk.post(f"{address}/cach-lam", {"formats": "docx"})
    planned = clerk.post(f"{address}/dien-tap").headers["Location"]
    assert f'href="{address}/don-vi"' in text(clerk.get(planned))
    batch = started(clerk, planned)

    html = text(clerk.get(batch))
    for step, shown in (("van-ban", "Người ký"), ("don-vi", "Xã An Bình"), ("so-lieu", "29584")):
        assert f'href="{batch}/{step}"' in html
        kept = text(clerk.get(f"{batch}/{step}"))
        assert shown in kept
        assert "bước này chỉ để xem" in kept
        assert 'method="post"' not in kept.partition('id="content"')[2].partition("<footer")[0]
        assert clerk.get(f"{address}/{step}").headers["Location"] == f"{batch}/{step}"
    assert clerk.post(f"{address}/don-vi", {"act": "next", "province": ["96"]}).status_code == 409
    assert clerk.post(f"{address}/dien-tap").status_code == 409
    assert "Xã An Bình" not in text(clerk.get(f"{batch}/so-lieu?tim=phu+loc"))


def test_the_rows_of_a_started_batch_are_shown_with_their_values(clerk, mending):
    clerk.post(f"{mending}/sua", {"do": "drop-all"})
    batch = started(clerk, clerk.post(f"{mending}/cach-lam", {"formats": "docx"}).headers["Location"])
    html = text(clerk.get(f"{batch}/so-lieu"))
    assert "Người ký" in html
    assert "Lê Thị Bình" in html


def test_downloads_tell_their_sizes_from_the_first_finished_document_on(clerk, services, batch):
    assert "0 trong 2 văn bản đã xong" in text(clerk.get(f"{batch}?xem=tai-ve"))
    assert "tai.zip" not in text(clerk.get(f"{batch}?xem=tai-ve"))
    run_all(services)
    with services.database.writing() as session:  # as it stands in the middle
        session.execute(sa.update(BatchItemRow).where(BatchItemRow.position == 2).values(state="waiting", docx=None))
        session.execute(sa.update(BatchRow).values(state="running", finished_at=None))
        made = session.scalars(sa.select(BatchItemRow.docx).where(BatchItemRow.position == 1)).one()
    html = text(clerk.get(f"{batch}?xem=tai-ve"))
    assert "1 trong 2 văn bản đã xong" in html
    assert f"{round(services.files.size(made) / 1000)} KB" in html
    assert "Lô còn 1 văn bản chưa xong" in html
    run_all(services)
    assert "Cả 2 văn bản đạt thể thức" in text(clerk.get(batch))


def test_the_list_is_printed_whole_or_in_part_with_every_reason(clerk, services, batch):
    run_all(services)
    why = {"code": "x", "message": "Chuyển PDF quá 60 giây.", "problems": []}
    with services.database.writing() as session:
        session.execute(sa.update(BatchItemRow).where(BatchItemRow.position == 1).values(state="failed", error=why))
    html = text(clerk.get(f"{batch}/in"))
    assert "In 2 dòng" in html
    assert "Chuyển PDF quá 60 giây." in html
    assert "In 1 dòng" in text(clerk.get(f"{batch}/in?trang-thai=failed"))


def test_a_batch_is_given_up_only_after_it_was_asked(clerk, batch):
    assert "Hủy 2 văn bản chưa chạy" in text(clerk.get(f"{batch}/huy"))
    clerk.post(f"{batch}/huy")
    assert "Đã hủy phần chưa chạy" in text(clerk.get(f"{batch}?xem=ban-do"))


def test_units_are_found_added_left_out_and_put_back_by_plain_buttons(clerk, prepare):
    address, other = prepare(province=["96"]), units_on(TODAY).in_province("96")[0].code
    found = text(clerk.post(f"{address}/don-vi", {"act": "search", "q": "an binh", "province": ["96"]}))
    assert 'name="add_unit" value="29584"' in found
    clerk.post(f"{address}/don-vi", {"add_unit": "29584", "province": ["96"]})
    assert "Tiếp tục với 65 đơn vị" in text(clerk.get(f"{address}/don-vi"))
    clerk.post(f"{address}/don-vi", {"leave_unit": other, "province": ["96"], "unit": ["29584"]})
    clerk.post(f"{address}/don-vi", {"take_back": "29584", "province": ["96"], "unit": ["29584"], "without": [other]})
    html = text(clerk.get(f"{address}/don-vi"))
    assert 'name="unit"' not in html
    assert f'name="take_back" value="{other}"' in html
    assert "Tiếp tục với 63 đơn vị" in html


@pytest.mark.parametrize(
    ("title", "words", "hit"),
    [("Xã An Bình", "an binh", "An Bình"), ("Phường Đống Đa", "dong da", "Đống Đa"), ("Xã Bắc An", "c a", "")],
)
def test_the_words_sought_are_found_in_a_name_with_or_without_their_marks(title, words, hit):
    before, found, after = found_in(title, words)
    assert (before + found + after, found) == (title, hit)


def test_another_agency_sees_nothing_of_it(clerk, services, mending, batch, new_agency, app):
    from service.accounts import Role
    from service.actions.people import create_user
    from tests.web.conftest import PASSWORD, Browser

    stranger = new_agency()
    create_user(services, stranger, "la@khac.gov.vn", "Người lạ", [Role.CLERK], password=PASSWORD)
    browser = Browser(app)
    browser.sign_in("la@khac.gov.vn")
    paths = [f"{mending}/{step}" for step in ("van-ban", "don-vi", "so-lieu", "bang-mau.xlsx", "bang-loi.xlsx")]
    paths += [
        f"{batch}{step}" for step in ("", "/thay-doi", "/loi", "/danh-sach", "/dong/1", "/tai.zip", "/danh-sach.xlsx")
    ]
    paths += [f"{batch}/dong-loi.xlsx", f"{batch}/1.docx", f"{batch}/dien-tap", f"{batch}/in", f"{batch}/huy"]
    paths += [f"{batch}/{step}" for step in ("van-ban", "don-vi", "so-lieu")]
    assert {path: browser.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)
    assert browser.post(f"{mending}/sua", {"do": "drop-all"}).status_code == 404


def test_a_column_is_called_as_the_person_says_in_the_sheet_and_on_its_way_back(clerk, prepare, services):
    address = prepare("own", pasted="29584\n31756")
    document = re.search(r'value="([^"]+)" selected', text(clerk.get(f"{address}/van-ban")))[1]
    with services.database.writing() as session:
        row = session.get(DocumentRow, uuid.UUID(document))
        row.data = row.data | {"opening": ["Đạt {{ row.ty_le }}% tại {{ row.dia_danh }}, {{ row.nguoi_ky }}."]}
    html = text(clerk.get(f"{address}/so-lieu"))
    assert 'name="ten:ty_le"' in html
    assert 'name="ten:nguoi_ky"' not in html  # known from the model: Người ký
    assert "Người ký" in html
    refused = clerk.post(f"{address}/ten-cot", {"ten:ty_le": "Người ký"})
    assert refused.status_code == 422
    assert "trùng với một cột khác" in text(refused)

    clerk.post(f"{address}/ten-cot", {"ten:ty_le": "Hồ sơ trực tuyến (%)"})
    book = openpyxl.load_workbook(io.BytesIO(clerk.get(f"{address}/bang-mau.xlsx").data))
    headings = [cell.value for cell in book["Dữ liệu"][1]]
    assert "Hồ sơ trực tuyến (%) *" in headings
    for line in (2, 3):
        for heading, value in {"Hồ sơ trực tuyến (%) *": "80", "Người ký *": "Trần Văn An"}.items():
            book["Dữ liệu"].cell(line, headings.index(heading) + 1, value)
        book["Dữ liệu"].cell(
            line, next(i for i, one in enumerate(headings, 1) if one.startswith("Địa danh")), "Tam Nông"
        )
    stream = io.BytesIO()
    book.save(stream)
    sent = {"sheet": (io.BytesIO(stream.getvalue()), "bang.xlsx")}
    clerk.post(f"{address}/bang", sent, content_type="multipart/form-data")
    assert "Cả 2 dòng dùng được" in text(clerk.get(f"{address}/so-lieu"))
    batch = started(clerk, clerk.post(f"{address}/dien-tap").headers["Location"])
    assert "Hồ sơ trực tuyến (%)" in text(clerk.get(f"{batch}/so-lieu"))


def test_findings_tell_their_units_and_whether_all_were_seen(clerk, prepare):
    address = prepare(pasted="29584\n31756\n00004\n00226")
    rehearsal = clerk.post(f"{address}/dien-tap").headers["Location"]
    html = text(clerk.get(f"{rehearsal}/kiem-tra", headers={"HX-Request": "true"}))
    while "Đang kiểm tra" in html:
        html = text(clerk.get(f"{rehearsal}/kiem-tra", headers={"HX-Request": "true"}))
    assert "Đã kiểm tra cả 4 văn bản" in html
    assert "<html" in text(clerk.get(f"{rehearsal}/kiem-tra"))  # without scripts it is a page


def test_a_unit_of_a_type_that_has_ended_is_said_to_be_so_with_the_one_of_today(clerk, prepare):
    address = prepare("own")
    rows = ["", "Thị trấn Lai Vung", "Đồng Tháp", "Trần Văn An"], ["29584", "", "", "Lê Thị Bình"]
    clerk.post(f"{address}/bang", sheet(*rows), content_type="multipart/form-data")
    html = text(clerk.get(f"{address}/so-lieu"))
    assert "Thị trấn không còn từ 01/7/2025" in html
    assert "Dùng: Xã Lai Vung, Đồng Tháp" in html
