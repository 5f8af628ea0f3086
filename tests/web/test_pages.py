import io
import re

import docx
import openpyxl
import pytest

from service.actions.documents import approve_document, create_document, submit_document
from service.actions.register import ManualEntry, reserve_number
from service.documents.starting import starting_document
from service.nd30.kinds import Kind
from service.numbering import RegisterLine


@pytest.fixture
def complete_plan(services, actor):
    made = create_document(services, actor, starting_document(Kind.KE_HOACH).as_data())
    return f"/van-ban/{made.id}/"


@pytest.fixture
def issued(clerk, complete_plan):
    answer = clerk.post(complete_plan + "cap-so/", {"number": "1", "day": "05/6/2026"})
    assert answer.status_code == 302
    return complete_plan


def text(answer):
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    ["/", "/van-ban/", "/van-ban/?thung-rac=1", "/so-di/", "/so-di/in", "/kiem-tra/", "/nhap/", "/hang-loat/",
     "/hang-loat/moi", "/bao-cao/tu-ke-hoach", "/tro-giup", "/mat-khau", "/tim?q=an+binh"],
)  # fmt: skip
def test_every_place_of_the_interface_opens(clerk, path):
    assert clerk.get(path).status_code == 200


@pytest.mark.parametrize("path", ["co-quan", "cap-duoi", "nguoi-dung", "mau", "so", "khoa", "thong-bao", "nhat-ky"])
def test_every_page_of_the_administration_opens_for_the_administrator_only(person, clerk, path):
    admin = person("quan-tri", name="Phạm Minh Tuấn")
    assert admin.get(f"/quan-tri/{path}", follow_redirects=True).status_code == 200
    if path != "mau":
        assert clerk.get(f"/quan-tri/{path}").status_code == 403


def test_an_unknown_address_is_a_page_with_a_way_on(clerk):
    answer = clerk.get("/khong-co")
    assert answer.status_code == 404
    assert "Không có trang này" in text(answer)


def test_each_fault_says_what_still_works_and_one_way_on(clerk, app, monkeypatch):
    def told(answer, status, *sentences):
        html = text(answer)
        assert answer.status_code == status
        for sentence in (*sentences, f'<span class="n">{status}</span>'):
            assert sentence in html
        assert html.count('<a class="btn primary"') == 1

    told(clerk.get("/quan-tri/khoa"), 403, "nhờ người quản trị", 'href="/"')
    told(clerk.get("/khong-co"), 404, "Tìm lại bằng Ctrl K", 'href="/"')
    told(app.test_client().get("/khong-co"), 404, "Đăng nhập rồi tìm lại")
    told(clerk.get("/van-ban/moi/ke-hoach"), 405, "bấm từ trong trang", 'href="/"')
    before = {"Referer": "http://localhost/kiem-tra/"}
    token = clerk.token()
    told(
        clerk.client.post("/nhap/", data={"csrf_token": token}, headers=before),
        422,
        "data-goes-back",
        'href="/kiem-tra/"',
    )
    foreign = {"Referer": "https://evil.example/nhap/"}
    told(clerk.client.post("/nhap/", data={"csrf_token": token}, headers=foreign), 422, 'href="/"')
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 1000)
    sent = {"file": (io.BytesIO(b"x" * 5000), "to.docx"), "csrf_token": token}
    told(clerk.client.post("/nhap/", data=sent, headers=before), 413, "Chưa có gì được tải lên", 'href="/kiem-tra/"')


def test_links_of_the_interface_lead_somewhere(clerk, issued, draft):
    """No dead link: every address that a page names answers."""
    for page in ("/", "/van-ban/", "/so-di/", draft, issued, "/hang-loat/", "/kiem-tra/", "/nhap/"):
        for address in set(re.findall(r'(?:href|action|hx-get)="(/[^"#]*)"', text(clerk.get(page)))):
            if address.startswith("/static/"):
                assert clerk.get(address).status_code == 200
                continue
            status = clerk.client.open(address.replace("&amp;", "&"), method="OPTIONS").status_code
            assert status == 200, (page, address)


def test_a_number_is_shown_before_it_is_taken(clerk, complete_plan):
    html = text(clerk.get(complete_plan + "cap-so/"))
    assert "Cấp số 01 và phát hành" in html
    assert "ngày 05 tháng 6 năm 2026" in html


def test_a_number_gone_meanwhile_asks_for_a_second_press(clerk, complete_plan, issued, services, actor):
    other = create_document(services, actor, starting_document(Kind.KE_HOACH).as_data())
    answer = clerk.post(f"/van-ban/{other.id}/cap-so/", {"number": "1", "day": "05/6/2026"})
    assert answer.status_code == 409
    assert "Số mới là 2" in text(answer)


def test_a_date_before_the_previous_number_is_told_and_takes_no_number(clerk, issued, services, actor):
    other = create_document(services, actor, starting_document(Kind.KE_HOACH).as_data())
    html = text(clerk.get(f"/van-ban/{other.id}/cap-so/?ngay=2026-06-01"))
    assert re.search(r'id="goes-back" role="status" >', html)
    assert re.search(r"01/KH-UBND</span>, ngày", html)
    answer = clerk.post(f"/van-ban/{other.id}/cap-so/", {"number": "2", "day": "01/6/2026"})
    assert answer.status_code == 409
    assert "Cấp số 02 và phát hành" in text(answer)


def test_an_unfinished_document_shows_what_is_missing_instead_of_a_number(clerk, services, actor):
    data = starting_document(Kind.KE_HOACH).as_data()
    data["signer"] = data["signer"] | {"name": "ThS. TRẦN VĂN PHÚC"}
    made = create_document(services, actor, data, incomplete=True)
    html = text(clerk.get(f"/van-ban/{made.id}/cap-so/"))
    assert "chỗ phải xong" in html
    assert "Cấp số 01" not in html


def test_errors_of_form_are_told_before_the_number_is_taken(clerk, services, actor):
    data = starting_document(Kind.KE_HOACH).as_data() | {"subject": "CẢI CÁCH HÀNH CHÍNH NĂM 2027"}
    made = create_document(services, actor, data)
    html = text(clerk.get(f"/van-ban/{made.id}/cap-so/"))
    assert "Văn bản còn 1 lỗi thể thức." in html
    assert "Về sửa 1 lỗi" in html
    assert f'href="/van-ban/{made.id}/phieu"' in html


def test_only_who_may_issue_sees_the_issue_page(person, complete_plan):
    drafter = person("soan-thao", name="Lê Văn Tâm")
    answer = drafter.get(complete_plan + "cap-so/")
    assert answer.status_code == 403
    assert "Về trang chủ" in text(answer)


def test_after_issue_come_files_address_register_and_the_next_in_the_queue(clerk, complete_plan, services, actor):
    other = create_document(services, actor, starting_document(Kind.KE_HOACH).as_data())
    submit_document(services, actor, other.id)
    approve_document(services, actor, other.id)
    answer = clerk.post(complete_plan + "cap-so/", {"number": "1", "day": "05/6/2026"}, follow_redirects=True)
    html = text(answer)
    assert answer.request.path == complete_plan + "cap-so/xong"
    assert "01-KH-UBND.docx" in html
    assert f'data-copies="http://localhost{complete_plan}"' in html
    assert f'href="/van-ban/{other.id}/cap-so/"' in html
    assert clerk.get(f"/van-ban/{other.id}/cap-so/xong").headers["Location"] == f"/van-ban/{other.id}/"


def test_an_issued_document_stands_in_the_register_with_its_files(clerk, issued):
    html = text(clerk.get("/so-di/?q=cai+cach"))
    assert "01/KH-UBND" in html
    assert clerk.get(issued + "tai/docx").headers["Content-Disposition"].endswith("01-KH-UBND.docx")
    assert "Không có văn bản nào khớp" in text(clerk.get("/so-di/?q=khong+co"))


def test_a_voided_number_is_struck_through_and_never_hidden(clerk, issued):
    clerk.post(issued + "cap-so/huy", {"reason": "Sai nơi nhận"})
    html = text(clerk.get("/so-di/"))
    assert "Đã hủy" in html
    assert "Sai nơi nhận" in html
    assert re.search(r"<b>Số 01/KH-UBND đã hủy.</b> Sai nơi nhận", text(clerk.get(issued)))


def test_a_line_of_the_register_opens_with_files_recipients_and_history(clerk, issued):
    line = re.search(r'href="(/so-di/\?[^"]*mo=[^"#]*)', text(clerk.get("/so-di/")))[1].replace("&amp;", "&")
    html = text(clerk.get(line))
    assert "01-KH-UBND.docx" in html
    assert re.search(r"Nguyễn Thị Thu Hà: cấp số, phát hành", html)


def test_what_is_written_into_the_register_can_be_taken_back(clerk, issued):
    address = re.search(r'name="chon"[^>]*value="([^"]+)"', text(clerk.get("/so-di/")))[1]
    line = f"/so-di/?nam=2026&mo={address}"
    clerk.post(f"/so-di/{address}/chuyen", {"copies": "7", "received_by": "Bưu cục"})
    html = text(clerk.get(line))
    assert 'value="Bưu cục"' in html
    fields = dict(re.findall(r'<input type="hidden" name="(copies|sent_on|received_by|note)" value="([^"]*)"', html))
    assert fields == {"copies": "", "sent_on": "", "received_by": "", "note": ""}
    clerk.post(f"/so-di/{address}/chuyen", fields)
    clerk.get(line)  # tells once how to take that back again
    assert "Bưu cục" not in text(clerk.get(line))
    assert clerk.post(f"/so-di/{address}/chuyen", {"copies": "bảy"}).status_code == 422


def test_the_register_is_filtered_by_signer_and_every_condition_can_be_dropped(clerk, issued):
    html = text(clerk.get("/so-di/?q=khong+co&loai=ke-hoach&ky=Ai+do"))
    assert "0 trong 1 văn bản" in html
    chips = re.findall(r'class="chip" href="([^"]+)"', html)
    assert len(chips) == 3
    assert all(len(re.findall("q=|loai=|ky=", chip)) == 2 for chip in chips)
    [signer] = re.findall(r"<option >([^<]+)</option>", html)
    assert "01/KH-UBND" in text(clerk.get("/so-di/", query_string={"ky": signer}))


def test_the_register_is_a_book_in_three_formats(clerk, issued):
    html = text(clerk.get("/so-di/"))
    [sheet] = set(re.findall(r'href="(/so-di/xuat/[^"]+\.xlsx\?nam=2026)"', html))
    assert clerk.get(sheet).data[:2] == b"PK"
    assert clerk.get(sheet.replace(".xlsx", ".docx")).data[:2] == b"PK"
    assert clerk.get(sheet.replace(".xlsx", ".exe")).status_code == 404
    assert "Năm 2025 không có số nào" in text(clerk.get("/so-di/?nam=2025"))


def test_a_long_year_is_looked_through_a_hundred_lines_at_a_time(clerk, services, actor):
    line = RegisterLine(symbol="KH-UBND", kind="ke-hoach", subject="Giữ số")
    for _ in range(102):
        reserve_number(services, actor, ManualEntry(line=line, on=None, reason="Văn bản giấy"))
    html = text(clerk.get("/so-di/"))
    assert "102/KH-UBND" in html
    assert len(re.findall(r'name="chon"', html)) == 100
    assert "Dòng 1 đến 100 trong 102" in html
    older = re.search(r'href="(/so-di/\?[^"]*bo=100[^"]*)"', html)[1].replace("&amp;", "&")
    html = text(clerk.get(older))
    assert len(re.findall(r'name="chon"', html)) == 2
    assert "Mới hơn" in html
    assert len(re.findall(r"<tr><td class=\"n nowrap\">", text(clerk.get("/so-di/in")))) == 102


def test_chosen_documents_come_in_one_zip(clerk, issued):
    entry = re.search(r'name="chon"[^>]*value="([^"]+)"', text(clerk.get("/so-di/")))[1]
    answer = clerk.post("/so-di/zip", {"chon": [entry]})
    assert answer.mimetype == "application/zip"
    assert b"01-KH-UBND.docx" in answer.data


def test_a_report_takes_the_plans_tasks_and_computes_its_figures(clerk, issued):
    address = clerk.post(issued.replace("/van-ban/", "/bao-cao/tu-ke-hoach/").rstrip("/")).headers["Location"]
    html = text(clerk.get(address))
    assert "0/2" in html
    answer = clerk.client.post(
        f"{address}/0/0/0",
        data={"csrf_token": clerk.token(), "state": "done", "completed": "10/02/2026"},
        headers={"HX-Request": "true"},
    )
    assert "1/2" in text(answer)
    assert "50%" in text(answer)
    answer = clerk.client.post(
        f"{address}/0/0/1",
        data={"csrf_token": clerk.token(), "state": "doing", "percent": "140"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 422


def task_sheet(headings=("Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn")):
    book = openpyxl.Workbook()
    book.active.append(headings)
    for number in range(1, 6):
        book.active.append([f"Nhiệm vụ {number}", "Báo cáo", "Văn phòng", "Các phòng", "Quý II/2026"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_an_excel_sheet_becomes_a_plan_after_its_columns_were_shown(clerk):
    sent = {"file": (io.BytesIO(task_sheet()), "nhiem-vu.xlsx"), "csrf_token": clerk.token()}
    html = text(clerk.client.post("/nhap/", data=sent))
    assert "Tạo kế hoạch với 5 dòng" in html
    fields = dict(re.findall(r'name="(key|name)" value="([^"]*)"', html))
    chosen = {
        f"cot-{name}": str(column) for column, name in enumerate(("task", "output", "lead", "coordinating", "due"))
    }
    address = clerk.post("/nhap/tao", fields | chosen).headers["Location"]
    assert "Nhiệm vụ 5" in text(clerk.get(address))


def test_the_sample_sheet_is_read_without_a_question(clerk):
    sample = clerk.get("/nhap/bang-mau.xlsx").data
    sent = {"file": (io.BytesIO(sample), "bang-nhiem-vu-mau.xlsx"), "csrf_token": clerk.token()}
    assert "Tạo kế hoạch với 2 dòng" in text(clerk.client.post("/nhap/", data=sent))


def test_a_sheet_without_known_columns_is_refused_with_what_is_needed(clerk):
    sent = {"file": (io.BytesIO(task_sheet(("A", "B", "C", "D", "E"))), "la.xlsx"), "csrf_token": clerk.token()}
    answer = clerk.client.post("/nhap/", data=sent)
    assert answer.status_code == 422
    assert "Cơ quan chủ trì" in text(answer)


def test_a_dropped_word_file_gets_its_phieu_and_an_annotated_copy(clerk, complete_plan):
    word = clerk.get(complete_plan + "tai/docx").data
    sent = {
        "files": [(io.BytesIO(word), "KH.docx"), (io.BytesIO(b"no word"), "hong.docx")],
        "csrf_token": clerk.token(),
    }
    answer = clerk.client.post("/kiem-tra/", data=sent, follow_redirects=True)
    html = text(answer)
    assert "Kết quả của 2 tệp" in html
    assert "hong.docx" in html
    key = re.search(r"tep=([0-9a-f]{64})", html)[1]
    lan = answer.request.args["lan"]
    assert "Phiếu kiểm tra thể thức" in text(clerk.get(f"/kiem-tra/?lan={lan}&tep={key}"))
    assert clerk.get(f"/kiem-tra/{key}/chu-thich.docx").data[:2] == b"PK"


def test_a_checked_file_is_mended_here_and_a_party_document_is_not_judged(clerk, complete_plan):
    party = docx.Document()
    for words in ("ĐẢNG CỘNG SẢN VIỆT NAM", "Số 12-HD/ĐU", "HƯỚNG DẪN", "Tổ chức đại hội chi bộ"):
        party.add_paragraph(words)
    stream = io.BytesIO()
    party.save(stream)
    content = clerk.get(complete_plan + "tai/docx").data
    sent = {"files": [(io.BytesIO(content), "KH.docx"), (stream, "dang.docx")], "csrf_token": clerk.token()}
    stream.seek(0)
    html = text(clerk.client.post("/kiem-tra/", data=sent, follow_redirects=True))
    assert "Văn bản của Đảng" in html
    plan, other = re.findall(r'class="file-row" href="([^"]*tep=[^"]*)"', html)
    assert "/sua" not in text(clerk.get(other.replace("&amp;", "&")))
    mend = re.search(r'action="(/kiem-tra/\w+/sua)"', text(clerk.get(plan.replace("&amp;", "&"))))[1]
    review = clerk.post(mend, {"name": "KH.docx"}).headers["Location"]
    assert review.startswith("/nhap/van-ban/")
    assert clerk.get(review).status_code == 200


def test_the_administrator_makes_accounts_and_sees_the_password_once(person):
    admin = person("quan-tri", name="Phạm Minh Tuấn")
    html = text(
        admin.post("/quan-tri/nguoi-dung", {"email": "moi@anbinh.gov.vn", "name": "Người mới", "role": ["soan-thao"]})
    )
    assert "chỉ hiện một lần" in html
    password = re.search(r'class="secret-once">([^<]+)<', html)[1]
    assert password not in text(admin.get("/quan-tri/nguoi-dung"))


def test_a_token_is_shown_once_and_can_be_revoked(person):
    admin = person("quan-tri", name="Phạm Minh Tuấn")
    html = text(admin.post("/quan-tri/khoa", {"name": "Phần mềm một cửa", "scope": ["render"]}))
    assert "nd30_" in html
    revoke = re.search(r'action="(/quan-tri/khoa/[^"]+/thu-hoi)"', html)[1]
    admin.post(revoke)
    assert "Đã thu hồi" in text(admin.get("/quan-tri/khoa"))


def test_the_agencys_description_is_kept_with_its_approval_rule(person):
    admin = person("quan-tri", name="Phạm Minh Tuấn")
    form = {"name": "Ủy ban nhân dân xã Phú Lộc", "sign": "UBND", "place": "Phú Lộc", "approval": "on"}
    form |= {"post": ["Chủ tịch"], "signer": ["Trần Văn Phúc"], "recipient": ["UBND tỉnh"], "purpose": [""]}
    assert admin.post("/quan-tri/co-quan", form).status_code == 302
    html = text(admin.get("/quan-tri/co-quan"))
    assert "Phú Lộc" in html
    assert 'name="approval" checked' in html


def test_what_falls_due_in_the_coming_weeks_stands_on_the_home_page(clerk, issued, clock):
    clock.set("2026-11-20T01:00:00+00:00")
    assert "Báo cáo kết quả thực hiện" in text(clerk.get("/"))


def test_what_waits_says_who_did_what_and_names_the_next_act(person, clerk, complete_plan, clock):
    drafter = person("soan-thao", name="Lê Văn Tâm")
    leader = person("lanh-dao", name="Trần Văn Phúc")
    drafter.post(complete_plan + "trinh", {"note": "Xin ý kiến trước thứ Sáu"})
    assert re.search(r"Lê Văn Tâm trình lúc [\d:]+: Xin ý kiến trước thứ Sáu", text(leader.get("/")))
    clerk_sees = text(clerk.get("/"))
    assert "Xem và duyệt" not in clerk_sees
    leader.post(complete_plan + "duyet")
    html = text(clerk.get("/"))
    assert "Trần Văn Phúc đã duyệt lúc" in html
    assert f'href="{complete_plan}cap-so/"' in html


def test_my_drafts_are_mine(person, clerk, draft):
    assert draft in text(clerk.get("/"))
    other = person("soan-thao", name="Lê Văn Tâm")
    assert draft not in text(other.get("/"))
    assert draft in text(other.get("/van-ban/"))


def test_the_list_shows_numbers_of_issued_documents_and_drops_conditions(clerk, issued):
    html = text(clerk.get("/van-ban/?q=cai+cach"))
    assert re.search(r'Số <span class="n">01/KH-UBND</span>, ngày <span class="n">05/6/2026', html)
    assert "<mark>" in html
    html = text(clerk.get("/van-ban/?q=khong+co&loai=bao-cao&tt=issued"))
    assert len(re.findall('class="chip"', html)) == 3


def test_a_draft_goes_to_the_bin_and_comes_back(clerk, draft):
    clerk.post(draft + "xoa")
    assert clerk.get(draft).status_code == 404
    clerk.post(draft + "lay-lai")
    assert clerk.get(draft).status_code == 200
