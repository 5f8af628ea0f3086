import datetime as dt

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from service.errors import Conflict, NotFound, Stale
from service.storage import new_id
from service.storage.agency_tables import AgencyRow
from service.storage.drafts import (
    Content,
    DocumentState,
    DraftFilter,
    DraftPlace,
    Save,
    add_draft,
    change_state,
    delete_draft,
    empty_bin,
    find_draft,
    find_version,
    list_drafts,
    list_versions,
    save_draft,
    undelete_draft,
)

NOW = dt.datetime(2026, 6, 5, 8, 0, tzinfo=dt.UTC)


def content(subject="Cải cách hành chính năm 2026", kind="ke-hoach"):
    return Content(kind=kind, subject=subject, data={"kind": kind, "subject": subject}, search_text=subject.lower())


def save(by="An", minutes=0, *, sitting=False):
    return Save(by=by, at=NOW + dt.timedelta(minutes=minutes), sitting=sitting)


@pytest.fixture
def session(database):
    with database.writing() as session:
        yield session


@pytest.fixture
def agency(session):
    row = AgencyRow(id=new_id(), name="UBND xã An Bình", sign="UBND", created_at=NOW)
    session.add(row)
    session.flush()
    return row.id


@pytest.fixture
def draft(session, agency):
    return add_draft(session, new_id(), agency, content(), save())


def test_a_draft_begins_as_revision_1_with_its_version(session, agency, draft):
    found = find_draft(session, agency, draft.id)

    assert (found.revision, found.state, found.subject) == (1, "draft", "Cải cách hành chính năm 2026")
    assert [version.revision for version in list_versions(session, found)] == [1]


def test_another_agency_does_not_find_it(session, draft):
    with pytest.raises(NotFound):
        find_draft(session, new_id(), draft.id)


def test_a_save_on_the_revision_seen_is_a_new_version(session, draft):
    save_draft(session, draft, content("Mới"), save(minutes=1), expected=1)

    assert (draft.revision, draft.subject) == (2, "Mới")
    assert [version.revision for version in list_versions(session, draft)] == [2, 1]


def test_a_save_on_an_older_revision_is_refused_and_overwrites_nothing(session, draft):
    save_draft(session, draft, content("Của Bình"), save("Bình"), expected=1)

    with pytest.raises(Stale):
        save_draft(session, draft, content("Của An"), save("An"), expected=1)

    assert draft.subject == "Của Bình"


def test_saves_of_one_sitting_are_one_version(session, draft):
    save_draft(session, draft, content("a"), save(minutes=1, sitting=True), expected=1)
    save_draft(session, draft, content("b"), save(minutes=2, sitting=True), expected=2)

    assert draft.revision == 3
    assert [(version.revision, version.data["subject"]) for version in list_versions(session, draft)] == [(3, "b")]


def test_a_version_made_for_a_reason_is_not_gone_over_by_the_sitting_after_it(session, draft):
    before = Save(by="An", at=NOW + dt.timedelta(minutes=1), note="Trước khi dán 12 dòng")
    save_draft(session, draft, content("a"), before, expected=1)
    save_draft(session, draft, content("b"), save(minutes=2, sitting=True), expected=2)
    notes = [(row.note, row.data) for row in list_versions(session, draft)][:2]
    assert notes == [("", content("b").data), ("Trước khi dán 12 dòng", content("a").data)]


@pytest.mark.parametrize("other", [save("Bình", 1, sitting=True), save("An", 30, sitting=True), save("An", 1)])
def test_another_person_a_pause_or_a_deliberate_save_makes_a_version(session, draft, other):
    save_draft(session, draft, content("a"), other, expected=1)

    assert len(list_versions(session, draft)) == 2


def test_a_version_keeps_what_was_saved(session, draft):
    save_draft(session, draft, content("Mới"), save(minutes=1), expected=1)

    assert find_version(session, draft, 1).data["subject"] == "Cải cách hành chính năm 2026"


@pytest.mark.parametrize("revision", [0, 9, -1, 2**40])
def test_a_version_that_is_not_there_is_not_found(session, draft, revision):
    with pytest.raises(NotFound):
        find_version(session, draft, revision)


def test_a_change_makes_an_approved_document_a_draft_again(session, draft):
    change_state(draft, DocumentState.APPROVED, NOW)
    save_draft(session, draft, content("Mới"), save(minutes=1), expected=2)

    assert draft.state == "draft"


def test_an_issued_document_is_neither_changed_nor_deleted(session, draft):
    change_state(draft, DocumentState.ISSUED, NOW)

    with pytest.raises(Conflict):
        save_draft(session, draft, content("Mới"), save(), expected=None)
    with pytest.raises(Conflict):
        delete_draft(draft, NOW, expected=None)


def test_a_deleted_draft_lies_in_the_bin_and_comes_back(session, agency, draft):
    delete_draft(draft, NOW, expected=1)
    session.flush()
    with pytest.raises(NotFound):
        find_draft(session, agency, draft.id)
    assert [row.id for row in list_drafts(session, agency, DraftFilter(deleted=True), before=None, limit=9)] == [
        draft.id
    ]

    undelete_draft(find_draft(session, agency, draft.id, deleted=True), NOW + dt.timedelta(days=30))
    session.flush()

    assert find_draft(session, agency, draft.id).deleted_at is None


def test_after_30_days_it_cannot_come_back_and_is_removed_with_its_versions(session, agency, draft):
    delete_draft(draft, NOW, expected=None)
    session.flush()
    later = NOW + dt.timedelta(days=30, seconds=1)

    with pytest.raises(NotFound):
        undelete_draft(draft, later)
    assert empty_bin(session, later - dt.timedelta(seconds=2)) == 0
    assert empty_bin(session, later) == 1
    session.flush()
    assert list_versions(session, draft) == []


def test_lists_go_by_the_time_of_making_whatever_the_ids(session, agency):
    ids = sorted((new_id() for _ in range(6)), reverse=True)
    for minute, one in enumerate(ids):
        add_draft(session, one, agency, content(f"văn bản {minute // 2}"), save(minutes=minute // 2))
    in_order, place = [], None
    while part := list_drafts(session, agency, DraftFilter(), before=place, limit=2):
        in_order += [row.id for row in part]
        place = DraftPlace(part[-1].created_at, part[-1].id)

    assert in_order == [ids[4], ids[5], ids[2], ids[3], ids[0], ids[1]]


def test_a_list_is_read_from_its_index(session, agency):
    if session.bind.dialect.name == "sqlite":
        query = "SELECT id FROM documents WHERE agency_id = '' AND (created_at, id) < ('', '') ORDER BY created_at DESC, id DESC"
        steps = [row.detail for row in session.execute(sa.text(f"EXPLAIN QUERY PLAN {query}"))]

        assert len(steps) == 1  # nothing is sorted afterwards
        assert "INDEX ix_documents_agency_id_created_at_id" in steps[0]


@given(st.timedeltas(dt.timedelta(days=-9_999), dt.timedelta(days=99_999)), st.uuids())
def test_a_place_comes_back_from_its_text(since, one):
    place = DraftPlace(NOW + since, one)

    assert DraftPlace.from_text(place.as_text()) == place


@pytest.mark.parametrize("text", ["", "AAAA", "đây", "!" * 32, "_" * 32, "A" * 31, "A" * 36])
def test_a_text_that_is_no_place_is_an_error(text):
    with pytest.raises(ValueError, match=r".*"):
        DraftPlace.from_text(text)


def test_lists_are_newest_first_filtered_and_paged(session, agency):
    rows = [
        add_draft(session, new_id(), agency, content(subject, kind), save())
        for subject, kind in [("chuyen doi so", "ke-hoach"), ("50% giam ngheo", "bao-cao"), ("so hoa", "ke-hoach")]
    ]

    def subjects(before=None, limit=10, **wanted):
        return [row.subject for row in list_drafts(session, agency, DraftFilter(**wanted), before=before, limit=limit)]

    assert sorted(subjects(limit=10)) == sorted(row.subject for row in rows)
    newest = subjects(limit=1)
    assert subjects(before=DraftPlace(NOW, max(row.id for row in rows))) == [
        one for one in subjects() if one != newest[0]
    ]
    assert subjects(kind="bao-cao") == ["50% giam ngheo"]
    assert sorted(subjects(words="so")) == ["chuyen doi so", "so hoa"]
    assert subjects(words="so doi") == ["chuyen doi so"]
    assert subjects(words="%") == ["50% giam ngheo"]
    assert subjects(words="_") == []
    assert subjects(state=DocumentState.ISSUED) == []
