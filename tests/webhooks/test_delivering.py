"""Events on their way: signed, retried, given up, never twice by two senders; against a real receiver."""

import datetime as dt
import json
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import sqlalchemy as sa

from service.actions.documents import create_document
from service.actions.issuing import IssueRequest, issue_document, void_document
from service.actions.maintenance import keep_in_order, tidy
from service.actions.services import Services
from service.actions.webhooks import (
    create_webhook,
    delete_webhook,
    deliver,
    deliveries_of,
    take_webhook_back,
    webhooks_of,
)
from service.errors import Conflict, InvalidInput, NotFound
from service.storage.exchange_tables import DeliveryRow
from service.webhooks import Event, emit, signature


class Receiver:
    """Another system that takes what it is told, or answers as the test wants."""

    def __init__(self):
        self.taken, self.answers = [], []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.taken.append((dict(self.headers), body))
                self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
                self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/nhan"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def moment(self):
        return self.taken[0][0]["Nd30-Signature"].split(",")[0].split("=")[1]

    def stop(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.stop()


@pytest.fixture
def services(settings, clock):
    with Services(replace(settings, webhook_allow="127.0.0.0/8"), clock) as services:
        yield services


@pytest.fixture
def hook(services, actor, receiver):
    return create_webhook(services, actor, receiver.url, ["document.issued", "document.voided"])


def happen(services, actor, number=1):
    with services.database.writing() as session:
        emit(session, actor.agency_id, Event.DOCUMENT_ISSUED, {"number": number}, services.clock())


def deliveries(services, actor, hook):
    return deliveries_of(services, actor, hook.row.id, before=None, limit=50)


def test_what_happened_is_told_with_a_signature_over_body_and_moment(services, actor, hook, receiver, clock):
    happen(services, actor)

    assert deliver(services) == 1

    [(headers, body)] = receiver.taken
    moment, signed = (part.split("=")[1] for part in headers["Nd30-Signature"].split(","))
    assert int(moment) == int(clock().timestamp())
    assert signed == signature(hook.secret, moment, body)
    assert json.loads(body)["data"] == {"number": 1}
    assert headers["Nd30-Event"] == "document.issued"
    assert headers["Nd30-Event-Id"] == json.loads(body)["id"]
    assert [delivery.state for delivery in deliveries(services, actor, hook)] == ["delivered"]


def test_a_spoiled_body_or_moment_has_another_signature():
    right = signature("khoa", "1", b"{}")

    assert right not in {signature("khoa", "2", b"{}"), signature("khoa", "1", b"{ }"), signature("khac", "1", b"{}")}


def test_a_failure_is_tried_again_with_longer_pauses_and_then_given_up(services, actor, hook, receiver, clock):
    receiver.answers = [500] * 20
    happen(services, actor)
    pauses = []
    while deliveries(services, actor, hook)[0].state == "waiting":
        before = clock()
        clock.now = max(clock(), deliveries(services, actor, hook)[0].due_at)
        pauses.append(clock() - before)
        assert deliver(services) == 1
        assert deliver(services) == 0

    [delivery] = deliveries(services, actor, hook)
    assert delivery.state == "given-up"
    assert [attempt["status"] for attempt in delivery.attempts] == [500] * 7
    assert pauses[1:] == sorted(pauses[1:])
    assert pauses[-1] == dt.timedelta(hours=24)
    assert len({body for _, body in receiver.taken}) == 1


def test_it_is_delivered_when_the_other_side_is_back(services, actor, hook, receiver, clock):
    receiver.answers = [503]
    happen(services, actor)
    deliver(services)
    clock.forward(seconds=31)
    deliver(services)

    [delivery] = deliveries(services, actor, hook)
    assert [attempt["status"] for attempt in delivery.attempts] == [503, 204]
    assert delivery.state == "delivered"


def test_a_redirect_is_not_followed(services, actor, hook, receiver):
    receiver.answers = [302]
    happen(services, actor)
    deliver(services)

    [delivery] = deliveries(services, actor, hook)
    assert delivery.attempts[0]["status"] == 302
    assert delivery.state == "waiting"


def test_a_receiver_that_is_gone_is_told_in_the_attempt(services, actor, hook, receiver):
    receiver.stop()
    happen(services, actor)
    deliver(services)

    [delivery] = deliveries(services, actor, hook)
    assert delivery.attempts[0]["error"] == "Không kết nối được."


def test_two_senders_at_once_send_once(services, actor, hook, receiver):
    happen(services, actor)
    threads = [threading.Thread(target=deliver, args=(services,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(receiver.taken) == 1


def test_what_a_killed_sender_had_taken_is_sent_by_the_next(services, actor, hook, receiver, clock, monkeypatch):
    happen(services, actor)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(services.sender, "send", killed)
        with pytest.raises(KeyboardInterrupt):
            deliver(services)
    assert deliver(services) == 0
    clock.forward(seconds=61)

    assert deliver(services) == 1
    assert len(receiver.taken) == 1


def test_an_address_that_moved_inside_after_it_was_registered_is_not_told(
    settings, clock, services, actor, hook, receiver
):
    happen(services, actor)
    with Services(settings, clock) as strict:
        deliver(strict)

        [delivery] = deliveries(strict, actor, hook)
    assert receiver.taken == []
    assert "nội bộ" in delivery.attempts[0]["error"]


def test_only_who_asked_is_told_and_only_what_they_asked_for(services, actor, new_agency, hook, receiver):
    happen(services, new_agency("Ủy ban nhân dân xã Bình An"))
    with services.database.writing() as session:
        emit(session, actor.agency_id, Event.DOCUMENT_SUBMITTED, {}, services.clock())

    assert deliver(services) == 0


def test_issuing_and_voiding_tell(services, actor, hook, receiver, plan):
    document = create_document(services, actor, plan())
    issue_document(services, actor, document.id, IssueRequest())
    void_document(services, actor, document.id, "Sai")

    deliver(services)

    told = [json.loads(body) for _, body in receiver.taken]
    assert {one["event"] for one in told} == {"document.issued", "document.voided"}
    assert {one["data"]["document_id"] for one in told} == {str(document.id)}
    assert "signer" not in repr(told)


def test_a_removed_webhook_is_told_nothing_more(services, actor, hook, receiver):
    happen(services, actor)
    delete_webhook(services, actor, hook.row.id)
    happen(services, actor, number=2)

    assert deliver(services) == 0
    assert webhooks_of(services, actor) == []


def test_a_webhook_removed_by_mistake_comes_back_with_what_waited_for_it(services, actor, hook, receiver):
    happen(services, actor)
    delete_webhook(services, actor, hook.row.id)
    take_webhook_back(services, actor, hook.row.id)

    assert deliver(services) == 1
    assert signature(hook.secret, receiver.moment(), receiver.taken[0][1]) in receiver.taken[0][0]["Nd30-Signature"]


def test_a_removal_is_final_after_ten_minutes(services, actor, hook, clock):
    happen(services, actor)
    delete_webhook(services, actor, hook.row.id)
    clock.forward(minutes=11)
    with pytest.raises(Conflict):
        take_webhook_back(services, actor, hook.row.id)
    tidy(services)
    with pytest.raises(NotFound):
        take_webhook_back(services, actor, hook.row.id)
    with services.database.reading() as session:
        assert session.scalars(sa.select(DeliveryRow)).all() == []


def test_another_agency_takes_no_webhook_back(services, actor, new_agency, hook):
    delete_webhook(services, actor, hook.row.id)
    with pytest.raises(NotFound):
        take_webhook_back(services, new_agency("Ủy ban nhân dân xã Bình An"), hook.row.id)


def test_the_same_request_after_a_removal_makes_the_webhook_anew(services, actor, hook, receiver):
    delete_webhook(services, actor, hook.row.id)
    again = create_webhook(services, actor, receiver.url, ["document.issued"], hook_id=hook.row.id)

    assert [row.id for row in webhooks_of(services, actor)] == [again.row.id]


@pytest.mark.parametrize("events", [[], ["document.read"]])
def test_an_unknown_event_or_none_is_refused(services, actor, receiver, events):
    with pytest.raises(InvalidInput):
        create_webhook(services, actor, receiver.url, events)


def test_the_secret_is_sealed_in_the_database(services, actor, hook):
    [row] = webhooks_of(services, actor)

    assert hook.secret not in row.secret
    assert services.sealer.open(row.secret) == hook.secret
    assert len(row.secret) <= 100  # the column's width on PostgreSQL


def test_under_another_key_nothing_is_sent_and_the_attempt_says_why(services, actor, hook, receiver):
    happen(services, actor)
    elsewhere = Services(replace(services.settings, secret_key="khóa khác"), services.clock)

    deliver(elsewhere)
    elsewhere.close()

    assert receiver.taken == []
    [delivery] = deliveries(services, actor, hook)
    assert delivery.state == "waiting"
    assert "ND30_SECRET_KEY" in delivery.attempts[0]["error"]


def test_what_is_due_is_sent_once_the_database_is_back(services, actor, hook, receiver):
    def rename(old, new):
        with services.database.writing() as session:
            session.execute(sa.text(f"ALTER TABLE {old} RENAME TO {new}"))

    class Rounds:
        """A first look while a table is away, a second one when it is back."""

        names = iter([("webhook_deliveries", "away"), ("away", "webhook_deliveries")])

        def wait(self, seconds):
            names = next(self.names, None)
            if names:
                rename(*names)
            return names is None

    happen(services, actor)
    keep_in_order(services, Rounds())

    assert len(receiver.taken) == 1
