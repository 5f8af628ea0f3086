import json
import re

import pytest

from service.documents.forms import form_model
from service.documents.starting import starting_document
from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS, Kind
from service.web.home import other_kinds


def state_of(browser, address):
    html = browser.get(address).get_data(as_text=True)
    return json.loads(re.search(r'id="editor-state">(.*?)</script>', html, re.DOTALL)[1])


def complete():
    return starting_document(Kind.KE_HOACH).as_data()


def test_a_new_document_carries_the_agencys_head(clerk, draft):
    state = state_of(clerk, draft)
    assert state["data"]["issuer"]["name"] == "Ủy ban nhân dân xã An Bình"
    assert state["kind"]["tag"] == "KH"
    assert any(problem["path"] == "/subject" for problem in state["problems"])


def test_a_save_is_kept_and_tells_what_is_missing(clerk, draft):
    state = state_of(clerk, draft)
    data = state["data"] | {"subject": "Phòng, chống thiên tai"}
    answer = clerk.send("PUT", draft + "luu", {"data": data, "revision": state["revision"]})
    assert answer.status_code == 200
    assert all(problem["path"] != "/subject" for problem in answer.json["problems"])
    assert state_of(clerk, draft)["data"]["subject"] == "Phòng, chống thiên tai"


def test_a_save_over_an_unseen_state_is_refused_with_that_state(clerk, draft):
    state = state_of(clerk, draft)
    first = clerk.send("PUT", draft + "luu", {"data": state["data"] | {"subject": "Một"}, "revision": 1})
    assert first.status_code == 200
    second = clerk.send("PUT", draft + "luu", {"data": state["data"] | {"subject": "Hai"}, "revision": 1})
    assert second.status_code == 412
    assert second.json["data"]["subject"] == "Một"
    assert second.json["revision"] == first.json["revision"]


def test_a_state_secret_mark_is_refused_when_the_document_is_read(clerk, draft):
    state = state_of(clerk, draft)
    data = state["data"] | {"subject": "[MẬT] Kế hoạch"}
    answer = clerk.send("PUT", draft + "luu", {"data": data, "revision": state["revision"]})
    problems = answer.json["problems"]
    assert any(problem["code"] == "state-secret" for problem in problems)


def test_others_who_have_the_draft_open_are_named(clerk, draft, person):
    other = person("soan-thao", name="Lê Văn Tâm")
    other.get(draft + "con-do")
    answer = clerk.get(draft + "con-do", headers={"Accept": "application/json"})
    assert answer.json["others"] == ["Lê Văn Tâm"]


def test_versions_are_listed_compared_and_restored(clerk, draft):
    state = state_of(clerk, draft)
    clerk.send("PUT", draft + "luu", {"data": complete(), "revision": 1, "note": "Trước khi dán 12 dòng"})
    html = clerk.get(draft + "phien-ban").get_data(as_text=True)
    assert "Bản đang soạn" in html
    compared = clerk.get(draft + "so-sanh/1").get_data(as_text=True)
    assert "diff-added" in compared
    clerk.post(draft + "khoi-phuc/1")
    assert state_of(clerk, draft)["data"]["subject"] == state["data"]["subject"]


def test_a_draft_can_be_downloaded_before_it_is_finished(clerk, draft):
    answer = clerk.get(draft + "tai/docx")
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"


def test_an_incomplete_draft_cannot_be_submitted_and_says_why(clerk, draft):
    answer = clerk.post(draft + "trinh")
    assert answer.status_code == 422
    assert "phải xong trước" in answer.get_data(as_text=True)


def test_the_checker_reports_on_the_printed_document(clerk, draft):
    answer = clerk.send("POST", draft + "kiem-tra", {"data": complete()})
    assert answer.status_code == 200
    assert answer.json["problems"] == []
    assert answer.json["passed"] > 20


def test_a_document_of_another_agency_is_not_found(clerk, draft, services, new_agency, app):
    from service.accounts import Role
    from service.actions.people import create_user
    from tests.web.conftest import PASSWORD, Browser

    elsewhere = new_agency(name="Ủy ban nhân dân xã Phú Lộc")
    create_user(services, elsewhere, "x@phuloc.gov.vn", "Người khác", [Role.CLERK], password=PASSWORD)
    other = Browser(app)
    other.sign_in("x@phuloc.gov.vn")
    assert other.get(draft).status_code == 404


def test_approval_and_return_follow_the_roles(clerk, draft, person):
    clerk.send("PUT", draft + "luu", {"data": complete(), "revision": 1})
    assert clerk.post(draft + "trinh").status_code == 302
    leader = person("lanh-dao", name="Trần Văn Phúc")
    assert "Duyệt" in leader.get(draft).get_data(as_text=True)
    assert "Xem và duyệt" in leader.get("/").get_data(as_text=True)
    leader.post(draft + "tra-lai", {"reason": "Thiếu thời hạn ở nhiệm vụ 2"})
    assert "Thiếu thời hạn ở nhiệm vụ 2" in clerk.get("/").get_data(as_text=True)
    clerk.post(draft + "trinh")
    assert leader.post(draft + "duyet").status_code == 302
    assert "Còn cấp số và phát hành" in clerk.get("/").get_data(as_text=True)


def test_a_draft_keeps_the_version_of_the_template_that_was_chosen(clerk, draft, services, actor):
    from service.actions.templates import add_template, replace_template
    from service.rendering import template_path

    docx = template_path(Kind.KE_HOACH).read_bytes()
    template = add_template(services, actor, "ke-hoach", "Mẫu của xã", docx)
    add_template(services, actor, "quyet-dinh", "Mẫu khác", template_path(Kind.QUYET_DINH).read_bytes())
    assert [one["name"] for one in state_of(clerk, draft)["templates"]["offered"]] == ["Mẫu của xã"]

    told = clerk.send("POST", draft + "mau", {"template": str(template.id)}).json
    assert told["chosen"] == {"id": str(template.id), "name": "Mẫu của xã", "version": 1}
    assert told["revision"] == state_of(clerk, draft)["revision"]

    replace_template(services, actor, template.id, docx)
    templates = state_of(clerk, draft)["templates"]
    assert (templates["chosen"]["version"], templates["offered"][0]["version"]) == (1, 2)
    assert clerk.send("POST", draft + "mau", {"template": ""}).json["chosen"] is None


def test_a_submission_names_its_approver_and_carries_a_note_that_vanishes_with_a_change(clerk, draft, person):
    leader = person("lanh-dao", name="Trần Văn Phúc")
    clerk.send("PUT", draft + "luu", {"data": complete(), "revision": 1})
    drafter = person("soan-thao", name="Lê Văn Tâm")
    assert ">Trần Văn Phúc</option>" in drafter.get(draft).get_data(as_text=True)
    drafter.post(draft + "trinh", {"to": "Trần Văn Phúc", "note": "Cần ban hành trong tuần."})
    seen = leader.get(draft).get_data(as_text=True)
    assert "Lê Văn Tâm trình lúc" in seen
    assert "Cần ban hành trong tuần." in seen
    assert "Chờ Trần Văn Phúc duyệt" in drafter.get(draft).get_data(as_text=True)
    state = state_of(drafter, draft)
    changed = state["data"] | {"subject": "Một việc khác"}
    answer = drafter.send("PUT", draft + "luu", {"data": changed, "revision": state["revision"]})
    assert answer.json["state"] == "draft"
    assert "Cần ban hành trong tuần." not in leader.get(draft).get_data(as_text=True)


def test_an_approved_draft_says_who_approved_it(clerk, draft, person):
    clerk.send("PUT", draft + "luu", {"data": complete(), "revision": 1})
    clerk.post(draft + "trinh")
    person("lanh-dao", name="Trần Văn Phúc").post(draft + "duyet")
    assert "Trần Văn Phúc đã duyệt lúc" in clerk.get(draft).get_data(as_text=True)


def test_another_leader_approves_only_by_saying_in_whose_place(clerk, draft, person):
    asked, other = person("lanh-dao", name="Trần Văn Phúc"), person("lanh-dao", name="Hà Đức Thịnh")
    clerk.send("PUT", draft + "luu", {"data": complete(), "revision": 1})
    drafter = person("soan-thao", name="Lê Văn Tâm")
    assert drafter.post(draft + "trinh", {"to": "Người Lạ"}).status_code == 422
    drafter.post(draft + "trinh", {"to": "Trần Văn Phúc"})
    assert ">Duyệt</button>" in asked.get(draft).get_data(as_text=True)
    assert ">Duyệt thay Trần Văn Phúc</button>" in other.get(draft).get_data(as_text=True)
    assert other.post(draft + "duyet").status_code == 422
    assert other.post(draft + "duyet", {"instead_of": "Trần Văn Phúc"}).status_code == 302
    assert "Hà Đức Thịnh đã duyệt thay Trần Văn Phúc lúc" in clerk.get(draft).get_data(as_text=True)


def test_the_check_leaves_out_what_the_form_says_itself(clerk, draft):
    data = state_of(clerk, draft)["data"]
    told = clerk.send("POST", draft + "kiem-tra", {"data": data, "all": True}).json
    assert any(problem["path"] == "/subject" for problem in told["problems"])
    assert all(finding["rule"] != "subject-missing" for finding in told["findings"])
    assert len(told["held"]) == told["passed"]
    assert clerk.send("POST", draft + "kiem-tra", {"data": data}).json["held"] == []


def test_a_due_date_that_no_calendar_has_is_found_at_its_cell(clerk, draft):
    due = [{"name": "Báo cáo", "due": day} for day in ("30/6/2027", "Trước ngày 31/06/2027", "Quý II")]
    data = complete() | {
        "tasks": [{"name": "Nhóm", "tasks": [{"name": "Việc", "outputs": due, "lead": ["Văn phòng"]}]}]
    }
    found = clerk.send("POST", draft + "kiem-tra", {"data": data}).json["findings"]
    days = [(one["path"], one["found"], one["tone"]) for one in found if one["rule"] == "due-impossible"]
    assert days == [("/tasks/0/tasks/0/outputs/1/due", "31/06/2027", "bad")]


def test_a_draft_has_its_own_report_sheet(clerk, draft):
    clerk.send("PUT", draft + "luu", {"data": complete(), "revision": 1})
    sheet = clerk.get(draft + "phieu").get_data(as_text=True)
    assert "Phiếu kiểm tra thể thức" in sheet
    assert "số và ngày ghi khi phát hành" in sheet


@pytest.mark.parametrize(
    ("kind", "named"), [(Kind.GIAY_MOI, "Kính mời"), (Kind.CONG_DIEN, "Nơi nhận điện"), (Kind.CONG_VAN, "Kính gửi")]
)
def test_those_addressed_are_called_as_the_kind_calls_them(clerk, kind, named):
    state = state_of(clerk, clerk.post(f"/van-ban/moi/{kind}").location)

    assert (state["kind"]["addressees"], state["kind"]["mustAddress"]) == (named, True)
    assert state["data"]["addressees"] == [""]


@pytest.mark.parametrize("kind", FORMS)
def test_a_kind_with_a_form_of_its_own_begins_with_its_fields_and_can_be_finished(clerk, kind):
    address = clerk.post(f"/van-ban/moi/{kind}").location
    state = state_of(clerk, address)
    name = FORMS[kind].name

    assert {field["path"] for field in state["form"]} == {f"/{name}/{field}" for field in form_model(name).model_fields}
    assert all(
        field["label"] and field["type"] in ("text", "lines", "day", "moment", "choice", "check")
        for field in state["form"]
    )
    assert state["data"][name] == {}
    assert any(problem["path"].startswith(f"/{name}/") for problem in state["problems"])
    finished = starting_document(kind).as_data()
    answer = clerk.send("PUT", address + "luu", {"data": finished, "revision": state["revision"]})
    assert (answer.status_code, answer.json["problems"]) == (200, [])


def test_other_kinds_have_no_such_fields(clerk, draft):
    assert state_of(clerk, draft)["form"] == []


def test_minutes_are_signed_by_their_chair(clerk):
    state = state_of(clerk, clerk.post("/van-ban/moi/bien-ban").location)

    assert [situation["post"] for situation in state["situations"]] == ["Chủ tọa"]
    assert (state["data"]["signer"], state["data"]["archive"]["unit"]) == ({"post": "Chủ tọa", "name": ""}, "Hồ sơ")


def test_every_other_kind_may_be_begun_those_of_every_week_first():
    listed = [kind for kind, _ in other_kinds()]

    assert listed[:2] == ["cong-van", "to-trinh"]
    assert len(listed) == len(set(listed))
    assert {*listed, "ke-hoach", "bao-cao", "quyet-dinh"} == {
        kind.value for kind, facts in KINDS.items() if facts.rendered
    }
