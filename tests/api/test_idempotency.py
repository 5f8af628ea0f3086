"""A request sent twice is done once, also when the process died in between."""

import pytest
import sqlalchemy as sa

from service.actions.documents import create_document
from service.actions.issuing import IssueRequest, issue_document
from service.storage.document_tables import DocumentRow
from service.storage.exchange_tables import IdempotentRow

KEY = {"Idempotency-Key": "don-hang-1"}


@pytest.fixture
def count(services):
    def of(table):
        with services.database.reading() as session:
            return session.scalar(sa.select(sa.func.count()).select_from(table))

    return of


def test_the_same_key_and_body_get_the_same_answer(caller, plan, count):
    first = caller.post("/documents", json=plan(), headers=KEY)
    second = caller.post("/documents", json=plan(), headers=KEY)

    assert (second.status_code, second.data) == (201, first.data)
    assert second.headers["Location"] == first.headers["Location"]
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Idempotency-Replayed"] == "true"
    assert count(DocumentRow) == 1


@pytest.mark.parametrize(
    "other", [{"json": {"kind": "bao-cao"}}, {"query_string": "incomplete=true"}], ids=["body", "query"]
)
def test_the_same_key_with_another_request_is_a_conflict(caller, plan, other):
    caller.post("/documents", json=plan(), headers=KEY)

    answer = caller.post("/documents", headers=KEY, **({"json": plan()} | other))

    assert answer.status_code == 409
    assert answer.json["type"] == "urn:nd30:problem:idempotency-key-reused"


def test_a_refusal_is_answered_again_too(caller):
    first, second = (caller.post("/documents", json={}, headers=KEY) for _ in range(2))

    assert first.status_code == second.status_code == 422
    assert second.headers["Idempotency-Replayed"] == "true"


def test_a_failure_of_ours_may_be_tried_again(app, caller, plan, monkeypatch):
    working = app.view_functions["documents.create"]

    def fail(**_):
        raise RuntimeError

    fail.idempotent = True
    monkeypatch.setitem(app.view_functions, "documents.create", fail)
    assert caller.post("/documents", json=plan(), headers=KEY).status_code == 500
    monkeypatch.setitem(app.view_functions, "documents.create", working)

    assert caller.post("/documents", json=plan(), headers=KEY).status_code == 201


def test_while_the_first_is_at_work_the_second_waits_its_turn(caller, services, plan, actor):
    caller.post("/documents", json=plan(), headers=KEY)
    with services.database.writing() as session:
        session.execute(sa.update(IdempotentRow).values(status=None))

    answer = caller.post("/documents", json=plan(), headers=KEY)

    assert answer.status_code == 409
    assert answer.json["type"] == "urn:nd30:problem:idempotency-in-progress"


def test_when_the_process_died_after_creating_the_draft_is_found_not_made_again(caller, services, plan, clock, count):
    first = caller.post("/documents", json=plan(), headers=KEY)
    with services.database.writing() as session:
        session.execute(sa.update(IdempotentRow).values(status=None))
    clock.forward(minutes=3)

    second = caller.post("/documents", json=plan(), headers=KEY)

    assert second.status_code == 201
    assert second.json["id"] == first.json["id"]
    assert count(DocumentRow) == 1


def test_when_the_process_died_after_issuing_the_number_is_found_not_taken_again(caller, services, draft, clock):
    first = caller.post(f"{draft}/issue", json={}, headers=KEY)
    with services.database.writing() as session:
        session.execute(sa.update(IdempotentRow).values(status=None))
    clock.forward(minutes=3)

    second = caller.post(f"{draft}/issue", json={}, headers=KEY)

    assert second.status_code == 200
    assert second.json["entry"] == first.json["entry"]


def test_an_answer_is_kept_for_a_day(caller, plan, clock):
    first = caller.post("/documents", json=plan(), headers=KEY)
    clock.forward(hours=25)

    second = caller.post("/documents", json=plan(), headers=KEY)

    assert second.status_code == 201
    assert second.json["id"] == first.json["id"]
    assert "Idempotency-Replayed" not in second.headers


@pytest.mark.parametrize("key", ["a b", "é", "a" * 201])
def test_a_key_must_be_printable_ascii(caller, plan, key):
    assert caller.post("/documents", json=plan(), headers={"Idempotency-Key": key}).status_code == 422


def test_actions_find_by_key_what_was_done(services, actor, plan):
    from service.storage import new_id

    wanted = new_id()
    made = [create_document(services, actor, plan(), document_id=wanted).id for _ in range(2)]
    request = IssueRequest(request_key="mot")

    issued = [issue_document(services, actor, wanted, request).entry for _ in range(2)]

    assert made == [wanted, wanted]
    assert issued[0] == issued[1]
