import uuid

import pytest

from service.accounts import AuditFilter
from service.actions.comments import open_comments, settle_comment
from service.actions.people import audit_log
from service.nd30.kinds import Kind
from service.web.provisions import look_up
from tests.web.test_pages import text


def found(words, kind=None):
    return [(entry.title, entry.cite) for entry in look_up(words, kind)]


def test_a_provision_finds_what_stands_in_it_and_not_what_begins_alike():
    cites = {cite for _, cite in found("Mục I, khoản 1")}
    assert cites
    assert all("khoản 1" in cite and "khoản 10" not in cite for cite in cites)


def test_words_are_found_without_diacritics_and_all_of_them_must_occur():
    assert ("Toàn văn bản dùng phông chữ Times New Roman.", "Phụ lục I, Phần I, Mục I, khoản 4") in found("phong chu")
    assert found("phong chu khong co dau") == []


def test_the_kind_of_the_document_comes_first_and_everything_follows_the_decrees_order():
    assert found("", Kind.KE_HOACH)[0] == ("Kế hoạch: viết tắt KH.", "Phụ lục III, Mục II, Mẫu 1.4")
    cites = [cite for _, cite in found("")]
    assert cites.index("Phụ lục I, Phần I, Mục I, khoản 1") < cites.index("Phụ lục I, Phần I, Mục II, khoản 2, điểm a")
    assert len(cites) > 150


def test_the_drawer_asks_for_entries_of_its_kind(clerk):
    answer = clerk.get("/tra-cuu?q=noi+nhan&loai=ke-hoach").json
    assert any("Nơi nhận" in entry["title"] for entry in answer["entries"])
    assert clerk.get("/tra-cuu?q=").json["more"] > 0


@pytest.fixture
def say(clerk, draft):
    return lambda text, path="": clerk.send("POST", f"{draft}y-kien/", {"text": text, "path": path})


def test_comments_are_kept_with_their_place_and_settled_by_anybody_who_works_on_the_draft(draft, say, person):
    say("Trích yếu quá dài", "/subject")
    say("Xem lại thời hạn")
    leader = person("lanh-dao", name="Trần Văn Phúc")

    first, second = leader.get(f"{draft}y-kien/").json["comments"]
    assert (first["text"], first["place"], first["settled"]) == ("Trích yếu quá dài", "Trích yếu", None)
    assert second["place"] == ""
    settled = leader.send("POST", f"{draft}y-kien/{first['id']}", {"settled": True}).json["comments"][0]
    assert settled["settled"] == "Trần Văn Phúc"
    opened = leader.send("POST", f"{draft}y-kien/{first['id']}", {"settled": False}).json["comments"][0]
    assert opened["settled"] is None


def test_an_empty_comment_is_refused(say):
    assert say("  ").status_code == 422


def test_a_comment_of_another_draft_is_not_found(clerk, draft, say):
    comment = say("Một ý kiến").json["comments"][0]
    other = clerk.post("/van-ban/moi/ke-hoach").headers["Location"]
    assert clerk.send("POST", f"{other}y-kien/{comment['id']}", {"settled": True}).status_code == 404


def test_who_only_reads_may_not_comment(draft, person):
    reader = person("quan-tri", name="Phạm Minh Tuấn")
    assert reader.get(f"{draft}y-kien/").json["comments"] == []
    assert reader.send("POST", f"{draft}y-kien/", {"text": "Ý kiến"}).status_code == 403


def test_a_comment_waits_for_the_drafter_on_the_home_page_until_it_is_settled(clerk, draft, say, person):
    say("Tự nhắc mình")
    assert "Xem ý kiến" not in text(clerk.get("/"))
    leader = person("lanh-dao", name="Trần Văn Phúc")
    for words in ("Trích yếu quá dài", "Bỏ mục III"):
        comments = leader.send("POST", f"{draft}y-kien/", {"text": words, "path": "/subject"}).json["comments"]
    home = text(clerk.get("/"))
    assert "Trần Văn Phúc: Bỏ mục III" in home
    assert "2 ý kiến" in home
    assert "Xem ý kiến" not in text(leader.get("/"))
    for comment in comments[1:]:
        clerk.send("POST", f"{draft}y-kien/{comment['id']}", {"settled": True})
    assert "Xem ý kiến" not in text(clerk.get("/"))


def test_comments_stand_in_the_log_and_other_agencies_see_none(draft, say, services, actor, new_agency):
    comment = say("Xem lại thời hạn", "/subject").json["comments"][0]
    document = uuid.UUID(draft.strip("/").rpartition("/")[2])
    settle_comment(services, actor, document, uuid.UUID(comment["id"]), settled=True)
    lines = audit_log(services, actor, AuditFilter(object_id=str(document)), before=None, limit=9)
    assert [line.action for line in lines] == ["comment.settle", "comment.add", "document.create"]
    assert lines[1].detail == {"place": "Trích yếu", "text": "Xem lại thời hạn"}

    settle_comment(services, actor, document, uuid.UUID(comment["id"]), settled=False)
    assert list(open_comments(services, actor, [document])) == [document]
    assert open_comments(services, new_agency("Ủy ban nhân dân xã Khác"), [document]) == {}
