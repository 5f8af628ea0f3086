"""Numbers over HTTP: issue, void, reserve, enter late, dispatch, search, export, series."""

import io
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

LATE = {"kind": "cong-van", "symbol": "UBND-VP", "subject": "Công văn giấy", "signer": "Nguyễn Văn An"}


def new_draft(caller, plan, kind="ke-hoach", **changes):
    return caller.post("/documents", json=plan(kind, **changes)).headers["Location"]


def test_issue_gives_number_date_files_and_a_line_of_the_register(caller, draft):
    coming = caller.get(f"{draft}/next-number").json
    answer = caller.post(f"{draft}/issue", json={}).json

    assert (coming["number"], coming["series"]) == (1, "Văn bản hành chính")
    assert answer["entry"]["printed_number"] == "01/KH-UBND"
    assert answer["entry"]["issued_on"] == "2026-06-05"
    assert answer["document"]["data"]["number"] == 1
    assert answer["document"]["files"] == ["docx"]
    with ZipFile(io.BytesIO(caller.get(f"{draft}.docx").data)) as docx:
        assert "01" in docx.read("word/document.xml").decode()


def test_an_issued_document_is_locked(caller, issued, plan):
    tag = {"If-Match": caller.get(issued).headers["ETag"]}

    assert caller.put(issued, json=plan(), headers=tag).status_code == 409
    assert caller.delete(issued, headers=tag).status_code == 409
    assert caller.post(f"{issued}/issue", json={}).status_code == 409
    assert caller.post(f"{issued}/versions/1/restore", headers=tag).status_code == 409
    assert caller.put(f"{issued}/template", json={"template_id": None}, headers=tag).status_code == 409


def test_the_file_of_an_issued_document_never_changes(caller, issued, monkeypatch):
    before = caller.get(f"{issued}.docx").data

    caller.post(f"{issued}/void", json={"reason": "Sai"})

    assert caller.get(f"{issued}.docx").data == before


def test_dates_never_go_back_and_never_lie_ahead(caller, plan, clock):
    clock.forward(days=3)
    caller.post(f"{new_draft(caller, plan)}/issue", json={"issued_on": "2026-06-07"})
    second = new_draft(caller, plan)

    back = caller.post(f"{second}/issue", json={"issued_on": "2026-06-06"})
    ahead = caller.post(f"{second}/issue", json={"issued_on": "2026-06-09"})

    assert (back.status_code, ahead.status_code) == (409, 422)
    assert back.json["problems"][0]["pointer"] == "/issued_on"
    assert caller.get(second).json["state"] == "draft"
    assert caller.get(f"{second}/next-number").json["not_before"] == "2026-06-07"


def test_a_changed_draft_is_not_issued_unseen(caller, draft):
    caller.patch(draft, json={"subject": "Mới"}, headers={"If-Match": '"1"'})

    assert caller.post(f"{draft}/issue", json={"revision": 1}).status_code == 412
    assert caller.post(f"{draft}/issue", json={"revision": 2}).status_code == 200


def test_an_agency_may_demand_approval(caller, services, actor, draft):
    from service.accounts import profile_of
    from service.actions.people import describe_agency, own_agency

    profile = profile_of(own_agency(services, actor))
    describe_agency(services, actor, profile, approval_required=True)

    assert caller.post(f"{draft}/issue", json={}).status_code == 409
    caller.post(f"{draft}/approve")
    assert caller.post(f"{draft}/issue", json={}).status_code == 200


def test_a_voided_number_stays_used(caller, issued, plan):
    answer = caller.post(f"{issued}/void", json={"reason": "Sai thẩm quyền"})

    assert answer.json["document"]["state"] == "voided"
    assert answer.json["entry"]["state"] == "voided"
    assert caller.post(f"{issued}/void", json={"reason": "x"}).status_code == 409
    assert caller.post(f"{new_draft(caller, plan)}/issue", json={}).json["entry"]["number"] == 2


def test_a_draft_has_nothing_to_void_and_no_line(caller, draft):
    assert caller.post(f"{draft}/void", json={"reason": "x"}).status_code == 409
    assert caller.get(f"{draft}/entry").status_code == 404


def test_a_paper_document_is_entered_late_into_its_reserved_number(caller, issued, plan):
    reserved = caller.post("/register", json=LATE | {"reason": "Mất điện"})
    assert (reserved.status_code, reserved.json["state"], reserved.json["number"]) == (201, "reserved", 2)
    caller.post(f"{new_draft(caller, plan)}/issue", json={})

    place = reserved.headers["Location"]
    assert caller.put(place, json=LATE).status_code == 422
    filled = caller.put(place, json=LATE | {"subject": "Đã ký ngày 05", "reason": "Nhập sau khi có điện"})

    assert filled.json["state"] == "issued"
    assert filled.json["printed_number"] == "02/UBND-VP"
    assert caller.put(place, json=LATE | {"reason": "x"}).status_code == 409


def test_a_draft_may_take_a_reserved_number(caller, plan):
    line = LATE | {"kind": "ke-hoach", "symbol": "KH-UBND", "reason": "Giữ trước"}
    reserved = caller.post("/register", json=line).json
    draft = new_draft(caller, plan)
    body = {"reserved_entry_id": reserved["id"], "reason": "Văn bản đã ký giấy"}

    answer = caller.post(f"{draft}/issue", json=body)

    assert answer.status_code == 200, answer.json
    assert answer.json["entry"]["id"] == reserved["id"]
    assert answer.json["document"]["data"]["number"] == 1


def test_a_reserved_number_of_another_series_does_not_fit(caller, plan):
    copy = caller.post("/register", json=LATE | {"kind": "SY", "symbol": "SY-UBND"}).json

    answer = caller.post(f"{new_draft(caller, plan)}/issue", json={"reserved_entry_id": copy["id"], "reason": "x"})

    assert answer.status_code == 409


def test_copies_have_a_series_of_their_own(caller, issued):
    copy = caller.post("/register", json=LATE | {"kind": "SY", "symbol": "SY-UBND"})

    assert copy.json["printed_number"] == "01/SY-UBND"
    assert copy.json["kind_name"] == "Bản sao y"
    assert copy.json["state"] == "issued"


def test_a_reserved_number_can_be_voided_a_documents_number_only_with_it(caller, issued):
    entry = caller.get(f"{issued}/entry").json
    reserved = caller.post("/register", json=LATE).headers["Location"]

    assert caller.post(f"/register/{entry['id']}/void", json={"reason": "x"}).status_code == 409
    assert caller.post(f"{reserved}/void", json={"reason": "Không dùng"}).json["state"] == "voided"


def test_dispatch_fills_the_columns_known_later(caller, issued):
    entry = caller.get(f"{issued}/entry").json
    body = {"copies": 12, "sent_on": "2026-06-05", "received_by": "Bưu điện", "note": "Hỏa tốc"}

    noted = caller.put(f"/register/{entry['id']}/dispatch", json=body)

    assert noted.json == entry | body
    assert caller.put(f"/register/{entry['id']}/dispatch").status_code == 415  # a forgotten body empties nothing
    assert caller.put(f"/register/{entry['id']}/dispatch", json={"sent_on": "2026-06-01"}).status_code == 422


def test_the_register_is_searched_and_paged(caller, plan):
    for subject in ("Phòng chống thiên tai", "Cải cách hành chính", "Chuyển đổi số"):
        caller.post(f"{new_draft(caller, plan, subject=subject)}/issue", json={})

    first = caller.get("/register?year=2026&limit=2").json
    rest = caller.get(f"/register?year=2026&cursor={first['next_cursor']}").json

    assert [item["number"] for item in first["items"] + rest["items"]] == [1, 2, 3]
    assert rest["next_cursor"] is None
    assert [item["number"] for item in caller.get("/register?q=cai cach").json["items"]] == [2]
    assert caller.get("/register?year=2025").json["items"] == []
    assert caller.get("/register?state=voided").json["items"] == []


def test_the_register_is_exported_as_a_sheet_and_as_a_book(caller, issued):
    entry = caller.get(f"{issued}/entry").json
    address = f"/register/export?series_id={entry['series_id']}&year=2026"

    sheet = load_workbook(io.BytesIO(caller.get(address).data)).active
    assert sheet["A4"].value == "01/KH-UBND"

    book = caller.get(f"{address}&format=docx&volume=2")
    assert book.status_code == 200, book.json
    with ZipFile(io.BytesIO(book.data)) as docx:
        text = docx.read("word/document.xml").decode()
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in text
    assert "01/KH-UBND" in text


def test_series_are_the_agencys_decision(caller, plan, clock):
    series = [
        {"name": "Khác"},
        {"name": "Quyết định", "kinds": ["quyet-dinh"]},
        {"name": "Sao", "purpose": "copies"},
    ]

    assert caller.put("/series", json={"series": series}).json == {"from_year": 2026}
    numbers = [
        caller.post(f"{new_draft(caller, plan, kind)}/issue", json={}).json["entry"]["printed_number"]
        for kind in ("ke-hoach", "quyet-dinh", "ke-hoach", "quyet-dinh")
    ]
    assert numbers == ["01/KH-UBND", "01/QĐ-UBND", "02/KH-UBND", "02/QĐ-UBND"]
    assert caller.put("/series", json={"series": series[:1] + series[2:]}).json == {"from_year": 2027}
    assert {item["name"] for item in caller.get("/series").json["items"]} == {"Khác", "Quyết định", "Sao"}
    assert caller.put("/series", json={"series": series[:2]}).status_code == 422


@pytest.mark.parametrize("repeats", [2, 3])
def test_the_same_key_issues_once(caller, draft, repeats):
    answers = [caller.post(f"{draft}/issue", json={}, headers={"Idempotency-Key": "k"}) for _ in range(repeats)]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers}) == 1
    assert len(caller.get("/register").json["items"]) == 1
