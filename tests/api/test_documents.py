"""Drafts over HTTP: create, list, save without losing anybody's work, versions, the bin, files."""

import io
import json
from zipfile import ZipFile

import pytest

from service.accounts import Role
from service.actions.people import create_user


def revision(response):
    return {"If-Match": response.headers["ETag"]}


def test_a_draft_is_created_and_read_back(caller, plan):
    made = caller.post("/documents", json=plan())

    assert made.status_code == 201
    assert made.headers["ETag"] == '"1"'
    read = caller.get(made.headers["Location"])
    assert read.json == made.json
    assert read.json["data"] == plan()
    assert read.json["state"] == "draft"


def test_wrong_data_is_refused_with_every_problem(caller, plan):
    data = plan()
    del data["signer"], data["body"]

    answer = caller.post("/documents", json=data)

    assert answer.status_code == 422
    assert {item["pointer"] for item in answer.json["problems"]} >= {"/signer", "/body"}


def test_an_unfinished_draft_is_kept_when_asked_for(caller):
    made = caller.post("/documents?incomplete=true", json={"kind": "bao-cao", "subject": "Chưa xong"})

    assert made.status_code == 201
    assert caller.post(f"{made.headers['Location']}/submit").status_code == 422
    assert caller.get(f"{made.headers['Location']}.docx").status_code == 422
    assert caller.post("/documents?incomplete=true", json={"kind": "thong-tu"}).status_code == 422
    assert caller.post("/documents?incomplete=true", json={"kind": "bao-cao", "subject": 5}).status_code == 422


def test_a_save_needs_the_revision_it_was_made_on(caller, draft, plan):
    assert caller.put(draft, json=plan()).status_code == 428
    assert caller.put(draft, json=plan(), headers={"If-Match": "*"}).status_code == 428
    assert caller.put(draft, json=plan(), headers={"If-Match": '"khac"'}).status_code == 412


def test_a_lost_update_is_refused_and_nothing_is_overwritten(caller, draft, plan):
    seen = caller.get(draft)
    first = caller.put(draft, json=plan(subject="Của An"), headers=revision(seen))
    second = caller.put(draft, json=plan(subject="Của Bình"), headers=revision(seen))

    assert (first.status_code, second.status_code) == (200, 412)
    assert caller.get(draft).json["subject"] == "Của An"


def test_a_patch_changes_what_it_names_and_removes_nulls(caller, draft, plan):
    seen = caller.get(draft)
    merge = {"content_type": "application/merge-patch+json"}
    body = json.dumps({"subject": "Mới", "signer": {"name": "Trần Thị Bình"}, "urgency": "khan"})
    patched = caller.patch(draft, data=body, headers=revision(seen), **merge)

    assert patched.status_code == 200
    assert patched.json["data"]["signer"] == plan()["signer"] | {"name": "Trần Thị Bình"}
    assert patched.json["data"]["urgency"] == "khan"
    again = caller.patch(draft, json={"urgency": None}, headers=revision(patched))
    assert "urgency" not in again.json["data"]


def test_a_patch_that_breaks_the_document_is_refused(caller, draft):
    assert caller.patch(draft, json={"signer": None}, headers={"If-Match": '"1"'}).status_code == 422


def test_versions_can_be_listed_read_and_restored(caller, draft, plan):
    caller.put(draft, json=plan(subject="Hai"), headers={"If-Match": '"1"'})

    assert [item["revision"] for item in caller.get(f"{draft}/versions").json["items"]] == [2, 1]
    assert caller.get(f"{draft}/versions/1").json["data"] == plan()
    assert caller.get(f"{draft}/versions/7").status_code == 404
    restored = caller.post(f"{draft}/versions/1/restore", headers={"If-Match": '"2"'})
    assert restored.json["data"] == plan()
    assert restored.headers["ETag"] == '"3"'
    assert caller.get(f"{draft}/versions/3").json["note"] == "Khôi phục bản 1"


def test_a_deleted_draft_can_be_taken_back_for_thirty_days(caller, draft, clock):
    assert caller.delete(draft).status_code == 428
    assert caller.delete(draft, headers={"If-Match": '"1"'}).status_code == 204
    assert caller.get(draft).status_code == 404
    assert caller.get("/documents").json["items"] == []
    assert len(caller.get("/documents?deleted=true").json["items"]) == 1

    clock.forward(days=29)
    assert caller.post(f"{draft}/undelete").status_code == 200
    assert caller.get(draft).status_code == 200
    caller.delete(draft, headers={"If-Match": '"3"'})
    clock.forward(days=31)
    assert caller.post(f"{draft}/undelete").status_code == 404


def test_a_list_is_paged_by_cursor_without_repeats(caller, plan):
    made = {caller.post("/documents", json=plan()).json["id"] for _ in range(5)}

    seen, cursor = [], ""
    while cursor is not None:
        part = caller.get(f"/documents?limit=2&cursor={cursor}").json
        seen += [item["id"] for item in part["items"]]
        cursor = part["next_cursor"]

    assert len(seen) == 5
    assert set(seen) == made


def test_a_list_goes_by_the_time_of_making_with_and_without_a_key(caller, plan, clock):
    made = []
    for number in range(7):
        headers = {"Idempotency-Key": f"lần {number}".encode().hex()} if number % 2 else {}
        made.append(caller.post("/documents", json=plan(), headers=headers).json["id"])
        clock.forward(seconds=1)

    seen, cursor = [], ""
    while cursor is not None:
        part = caller.get(f"/documents?limit=2&cursor={cursor}").json
        seen += [item["id"] for item in part["items"]]
        cursor = part["next_cursor"]

    assert seen == made[::-1]


@pytest.mark.parametrize("cursor", ["AAAA", "_" * 32])
def test_a_cursor_that_is_not_ours_is_told(caller, cursor):
    answer = caller.get(f"/documents?cursor={cursor}")

    assert answer.status_code == 422
    assert [problem["pointer"] for problem in answer.json["problems"]] == ["/cursor"]


def test_a_list_is_searched_with_and_without_diacritics(caller, plan):
    caller.post("/documents", json=plan(subject="Phòng, chống thiên tai"))
    caller.post("/documents", json=plan("bao-cao", subject="Chuyển đổi số"))

    def found(query):
        return [item["subject"] for item in caller.get(f"/documents?{query}").json["items"]]

    assert found("q=thien tai") == found("q=Thiên") == ["Phòng, chống thiên tai"]
    assert found("q=bao cao") == found("kind=bao-cao") == ["Chuyển đổi số"]
    assert found("state=issued") == []


def test_the_files_of_a_draft_are_made_from_its_data(caller, draft, plan):
    answer = caller.get(f"{draft}.docx")

    with ZipFile(io.BytesIO(answer.data)) as docx:
        assert "word/document.xml" in docx.namelist()
    assert "ke-hoach" in answer.headers["Content-Disposition"]
    assert caller.get(f"{draft}.docx", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert caller.get(f"{draft}.json").json == plan()


def test_a_render_stores_nothing_and_gives_the_same_bytes_twice(caller, plan):
    first, second = (caller.post("/render", json=plan()) for _ in range(2))

    assert first.status_code == 200
    assert first.mimetype.endswith("wordprocessingml.document")
    assert first.data == second.data
    assert caller.get("/documents").json["items"] == []


def test_the_way_to_approval(caller, draft):
    assert caller.post(f"{draft}/submit").json["state"] == "submitted"
    assert caller.post(f"{draft}/submit").status_code == 409
    returned = caller.post(f"{draft}/return", json={"reason": "Thiếu căn cứ"})
    assert returned.json["state"] == "draft"
    assert caller.post(f"{draft}/return", json={"reason": "  "}).status_code == 422
    assert caller.post(f"{draft}/submit").status_code == 200
    assert caller.post(f"{draft}/approve").json["state"] == "approved"


def test_a_submission_may_name_its_approver_and_another_one_says_in_whose_place_it_approves(
    caller, services, actor, draft
):
    create_user(services, actor, "phuc@example.vn", "Trần Văn Phúc", [Role.LEADER], password="mật khẩu đủ dài")
    create_user(services, actor, "tam@example.vn", "Lê Văn Tâm", [Role.DRAFTER], password="mật khẩu đủ dài")
    refused = caller.post(f"{draft}/submit", json={"to": "Lê Văn Tâm"})
    assert (refused.status_code, refused.json["problems"][0]["pointer"]) == (422, "/to")
    long = caller.post(f"{draft}/submit", json={"note": "x" * 1001})
    assert (long.status_code, long.json["problems"][0]["pointer"]) == (422, "/note")
    sent = caller.post(f"{draft}/submit", json={"to": "Trần Văn Phúc", "note": "Cần trong tuần."})
    assert sent.json["state"] == "submitted"
    unnamed = caller.post(f"{draft}/approve")
    assert (unnamed.status_code, unnamed.json["problems"][0]["pointer"]) == (422, "/instead_of")
    assert "Trần Văn Phúc" in unnamed.json["problems"][0]["message"]
    assert caller.post(f"{draft}/approve", json={"instead_of": "Lê Văn Tâm"}).status_code == 422
    assert caller.post(f"{draft}/approve", json={"instead_of": "Trần Văn Phúc"}).json["state"] == "approved"


def test_the_approver_of_a_submission_is_one_of_the_own_agency(caller, services, new_agency, draft):
    other = new_agency("Ủy ban nhân dân xã Bình An")
    create_user(services, other, "phuc@example.vn", "Trần Văn Phúc", [Role.LEADER], password="mật khẩu đủ dài")
    assert caller.post(f"{draft}/submit", json={"to": "Trần Văn Phúc"}).status_code == 422


@pytest.mark.parametrize("kind", ["ke-hoach", "bao-cao", "quyet-dinh", "cong-van", "to-trinh"])
def test_every_common_kind_makes_its_way(caller, plan, kind):
    draft = caller.post("/documents", json=plan(kind)).headers["Location"]

    answer = caller.post(f"{draft}/issue", json={})

    assert answer.status_code == 200, answer.json
    assert answer.json["document"]["state"] == "issued"


def test_validate_says_the_sign_that_will_be_printed(caller, plan):
    assert caller.post("/validate", json=plan()).json["printed_symbol"] == "KH-UBND"


def test_the_schema_of_a_kind_fits_its_example(stranger, plan):
    import jsonschema_rs

    schema = stranger.get("/kinds/ke-hoach/schema").json

    assert jsonschema_rs.validator_for(schema).is_valid(plan())
    assert stranger.get("/kinds/thong-tu/schema").status_code == 422


@pytest.mark.parametrize(
    ("query", "some"),
    [
        ("q=hiep hoa", "Hiệp Hoà"),
        ("q=Hiệp Hòa", "Hiệp Hoà"),
        ("q=an binh&province=25", "An Bình"),
        ("province=04&limit=3500", "Phục Hoà"),
    ],
)
def test_units_are_found_with_and_without_diacritics(stranger, query, some):
    names = {item["name"] for item in stranger.get(f"/units?{query}").json["items"]}

    assert some in names


def test_units_before_the_list_begins_are_told(stranger):
    assert stranger.get("/units?on=2020-01-01").status_code == 422
    assert len(stranger.get("/units?limit=3500").json["items"]) == 3321


def test_the_kinds_say_which_are_made_and_why_not_the_others(stranger):
    kinds = {item["kind"]: item for item in stranger.get("/kinds").json["items"]}

    assert len(kinds) == 29
    assert (kinds["bien-ban"]["rendered"], kinds["bien-ban"]["reason"]) == (True, "")
    assert kinds["hop-dong"]["reason"] == "Phụ lục III không có mẫu trình bày hợp đồng"


@pytest.mark.parametrize("kind", ["giay-moi", "bien-ban", "cong-dien", "giay-nghi-phep"])
def test_kinds_with_a_form_of_their_own_fit_their_schema_and_can_be_drafted(caller, stranger, kind):
    import jsonschema_rs

    from service.documents.starting import starting_document
    from service.nd30.kinds import Kind

    data = starting_document(Kind(kind)).as_data()

    assert jsonschema_rs.validator_for(stranger.get(f"/kinds/{kind}/schema").json).is_valid(data)
    assert caller.post("/validate", json=data).json["valid"]
