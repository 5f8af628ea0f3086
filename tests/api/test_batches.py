"""Batches over HTTP: lay out, look, approve, run, follow, fetch; nothing of another agency's."""

import base64
import io
import json
import uuid
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from service.accounts import Permission
from service.actions.batch_engine import open_engine
from service.app import create_app
from service.batches import ItemFilter, Worker, list_items
from service.storage.exchange_tables import DeliveryRow
from tests.batches.common_plan import plan_data
from tests.importing.spreadsheets import csv, xlsx

TWO = {"codes": ["00004", "31756"]}
ROW_PLAN = plan_data(opening=["Phấn đấu đạt {{ row.chi_tieu }}%."])


@pytest.fixture(autouse=True)
def _today(clock):
    clock.set("2026-11-22T01:00:00+00:00")


@pytest.fixture
def planned(caller):
    """The address of a batch that waits for approval."""
    made = caller.post("/batches", json={"data": plan_data(), "units": TWO})
    assert made.status_code == 202, made.json
    return made.headers["Location"]


@pytest.fixture
def work(services):
    """Does all there is to do, in this process."""

    def run():
        with open_engine(services.settings) as engine:
            worker = Worker(services.database, services.files, engine, lease_seconds=30)
            while worker.turn():
                pass

    return run


@pytest.fixture
def running(caller, planned):
    """The address of a batch that was started and has no worker yet."""
    digest = caller.get(planned).json["digest"]
    assert caller.post(f"{planned}/start", json={"digest": digest}).status_code == 202
    return planned


@pytest.fixture
def finished(running, work):
    work()
    return running


def sheet(content, name="xa.xlsx"):
    return {"name": name, "content": base64.b64encode(content).decode()}


def rows(*lines, headings=("Mã đơn vị", "Chỉ tiêu")):
    return sheet(xlsx(list(headings), *map(list, lines)))


def told(response):
    """The events of a stream: name and data."""
    blocks = response.get_data(as_text=True).strip().split("\n\n")
    fields = [dict(line.split(": ", 1) for line in block.splitlines()) for block in blocks]
    return [(one["event"], json.loads(one["data"])) for one in fields]


def test_a_batch_is_kept_and_told_where_it_is_before_anything_runs(caller, planned):
    batch = caller.get(planned).json

    assert planned == f"/api/v1/batches/{batch['id']}"
    assert (batch["state"], batch["total"], batch["approved"]) == ("planned", 2, False)
    assert batch["counts"] == {"waiting": 2, "running": 0, "done": 0, "failed": 0, "cancelled": 0}
    assert batch["name"] == "Cải cách hành chính năm 2026 của …"
    assert (batch["formats"], batch["numbers"], batch["on"]) == (["docx"], "row", "2026-11-22")


def test_the_same_request_sent_again_makes_no_second_batch(caller):
    body, key = {"data": plan_data(), "units": TWO}, {"Idempotency-Key": "lo-1"}

    first, again = (caller.post("/batches", json=body, headers=key) for _ in range(2))

    assert first.json["id"] == again.json["id"]
    assert len(caller.get("/batches").json["items"]) == 1


@pytest.mark.parametrize(
    ("units", "count"),
    [({"provinces": ["Cần Thơ"]}, 103), ({"provinces": ["92"], "types": ["phường"]}, 31), ({"types": ["đặc khu"]}, 13)],
)
def test_units_are_chosen_by_province_and_type(caller, units, count):
    assert caller.post("/batches", json={"data": plan_data(), "units": units}).json["total"] == count


def test_a_stored_document_can_be_the_common_one(caller, plan):
    document = caller.post("/documents", json=plan()).json["id"]

    made = caller.post("/batches", json={"document_id": document, "units": TWO})

    assert made.status_code == 202
    assert caller.post("/batches", json={"document_id": str(uuid.uuid4()), "units": TWO}).status_code == 404


@pytest.mark.parametrize(
    ("change", "pointer", "words"),
    [
        ({"units": {}}, "/units", "all: true"),
        ({"units": {"codes": ["99999"]}}, "/units/99999", "Không có đơn vị mang mã"),
        ({"units": {"provinces": ["Can Tho 2"]}}, "/units/Can Tho 2", "Có phải"),
        ({"data": None}, "/data", "document_id"),
        ({"data": plan_data(subject="{{ unit.sai }}")}, "/data/subject", "unit.sai"),
        ({"data": plan_data(signer={"post": "Chủ tịch"})}, "/data/signer/name", "Thiếu"),
        ({"data": ROW_PLAN}, "/units", "row.chi_tieu"),
        ({"formats": ["odt"]}, "/formats/0", "docx, pdf"),
        ({"sheet": {"name": "xa.xlsx", "content": "không phải Base64"}}, "/sheet/content", "Base64"),
        ({"sheet": sheet(b"PK nothing")}, "/sheet", "bị hỏng hoặc không phải bảng tính"),
        ({"on": "2020-01-01"}, "/on", "01/7/2025"),
        ({"khac": 1}, "/khac", "Không có khóa"),
    ],
)
def test_what_is_wrong_is_told_at_its_place_in_the_request(caller, change, pointer, words):
    refused = caller.post("/batches", json={"data": plan_data(), "units": TWO} | change)

    assert refused.status_code == 422
    sentences = [one["message"] for one in refused.json["problems"] if one["pointer"] == pointer]
    assert any(words in sentence for sentence in sentences or [refused.json["title"]]), refused.json


def test_a_sheet_decides_units_and_data(caller, work):
    made = caller.post("/batches", json={"data": ROW_PLAN, "sheet": rows(["31756", 95], ["00004", 90])})
    where = made.headers["Location"]
    caller.post(f"{where}/start", json={"digest": made.json["digest"]})
    work()

    items = caller.get(f"{where}/items").json["items"]
    text = zipfile.ZipFile(io.BytesIO(caller.get(f"{where}/items/1.docx").data)).read("word/document.xml").decode()

    assert [(one["unit_code"], one["place"]) for one in items] == [("31756", "Dữ liệu!2"), ("00004", "Dữ liệu!3")]
    assert "đạt 95%" in text


def test_faults_of_a_sheet_are_told_by_cell_and_come_back_in_a_column(caller):
    body = {"data": ROW_PLAN, "sheet": rows(["31756", ""], ["99999", 90], ["00004", 90])}

    refused = caller.post("/batches", json=body)
    returned = caller.post("/batches/faults", json=body)

    assert refused.status_code == 422
    assert [one["pointer"] for one in refused.json["problems"]] == ["/sheet/Dữ liệu!B2", "/sheet/Dữ liệu!A3"]
    assert returned.status_code == 200
    assert returned.headers["Content-Disposition"].endswith("xa-loi.xlsx")
    column = [row[0] for row in load_workbook(io.BytesIO(returned.data)).active.values]
    assert column[0] == "Lỗi"
    assert "Chỉ tiêu" in column[1]
    assert "99999" in column[2]
    assert column[3] is None
    assert caller.get("/batches").json["items"] == []


def test_a_good_sheet_comes_back_without_faults_and_without_a_sheet_there_is_nothing_to_look_at(caller):
    good = csv(["Mã đơn vị", "Chỉ tiêu"], ["31756", "95"])

    returned = caller.post("/batches/faults", json={"data": ROW_PLAN, "sheet": sheet(good, "xa.csv")})

    assert list(load_workbook(io.BytesIO(returned.data)).active.values)[1] == ("31756", "95")
    assert caller.post("/batches/faults", json={"data": ROW_PLAN}).status_code == 422
    wrong_document = {"data": plan_data(subject="{{ x }}"), "sheet": sheet(good, "xa.csv")}
    assert caller.post("/batches/faults", json=wrong_document).json["problems"][0]["pointer"] == "/data/subject"


def test_the_sheet_to_fill_in_has_a_row_for_each_unit(caller):
    blank = caller.post("/batches/sheet", json={"data": ROW_PLAN, "units": TWO})

    values = list(load_workbook(io.BytesIO(blank.data))["Dữ liệu"].values)
    assert "chi_tieu *" in values[0]
    assert len(values) == 3


def test_the_rehearsal_shows_the_extremes_and_the_digest_to_approve(caller, planned):
    seen = caller.get(f"{planned}/rehearsal").json

    assert seen["digest"] == caller.get(planned).json["digest"]
    assert all(one["findings"]["errors"] == 0 and one["why"] for one in seen["items"])
    file = caller.get(f"{planned}/items/{seen['items'][0]['position']}/rehearsal.docx")
    assert zipfile.ZipFile(io.BytesIO(file.data)).testzip() is None


def test_only_what_was_seen_is_approved(caller, planned):
    assert caller.post(f"{planned}/start", json={"digest": "0" * 64}).status_code == 409
    assert caller.post(f"{planned}/start", json={"digest": "x"}).status_code == 422
    assert caller.post(f"{planned}/resume").status_code == 409
    assert caller.get(planned).json["state"] == "planned"


def test_a_running_batch_can_be_paused_resumed_and_cancelled(caller, running):
    assert caller.post(f"{running}/pause").json["state"] == "paused"
    assert caller.post(f"{running}/pause").status_code == 409
    assert caller.post(f"{running}/resume").json["state"] == "running"
    cancelled = caller.post(f"{running}/cancel").json
    assert (cancelled["state"], cancelled["counts"]["cancelled"]) == ("cancelled", 2)


def test_a_finished_batch_gives_its_rows_files_and_archive(caller, finished):
    batch = caller.get(finished).json
    assert (batch["state"], batch["counts"]["done"]) == ("finished", 2)

    one = caller.get(f"{finished}/items/1").json
    assert (one["file_name"], one["state"]) == ("05-KH-UBND_phuong-ba-dinh_00004", "done")
    docx = caller.get(f"{finished}/items/1.docx")
    assert docx.headers["Content-Disposition"].endswith("05-KH-UBND_phuong-ba-dinh_00004.docx")
    assert caller.get(f"{finished}/items/1.pdf").status_code == 404
    assert caller.get(f"{finished}/items/3").status_code == 404

    archive = caller.get(f"{finished}/archive?follow=true")
    assert archive.mimetype == "application/zip"
    assert len(zipfile.ZipFile(io.BytesIO(archive.data)).namelist()) == 3


def test_rows_are_filtered_and_come_page_by_page(caller, finished):
    def codes(query):
        return [one["unit_code"] for one in caller.get(f"{finished}/items?{query}").json["items"]]

    assert codes("province=92") == ["31756"]
    assert codes("province=99") == []
    assert codes("state=done") == ["00004", "31756"]
    assert codes("state=failed") == []
    assert codes("unit=ba+dinh") == ["00004"]
    assert codes("unit=31756&state=done&province=92") == ["31756"]
    first = caller.get(f"{finished}/items?limit=1").json
    second = caller.get(f"{finished}/items?limit=1&cursor={first['next_cursor']}").json
    assert [one["position"] for one in first["items"] + second["items"]] == [1, 2]
    assert second["next_cursor"] is None
    assert codes(f"cursor={base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip('=')}") == []


def test_batches_come_newest_first_page_by_page_however_they_were_made(caller, clock):
    made = []
    for n in range(4):
        clock.forward(minutes=1)
        key = {"Idempotency-Key": f"lo-{n}"} if n % 2 else {}
        made.append(caller.post("/batches", json={"data": plan_data(), "units": TWO}, headers=key).json["id"])

    seen, cursor = [], ""
    while cursor is not None:
        found = caller.get(f"/batches?limit=1&cursor={cursor}").json
        seen, cursor = seen + [one["id"] for one in found["items"]], found["next_cursor"]

    assert seen == made[::-1]


def test_a_failed_row_is_mended_and_run_again_alone(caller, services, work):
    made = caller.post("/batches", json={"data": ROW_PLAN, "sheet": rows(["31756", 95], ["00004", 90])})
    where = made.headers["Location"]
    caller.post(f"{where}/start", json={"digest": made.json["digest"]})
    with services.database.writing() as session:
        [row, _] = list_items(session, uuid.UUID(made.json["id"]), ItemFilter())
        row.values = row.values | {"nguoi_ky": "\x01"}  # what no plan would let through
    work()
    [failed] = caller.get(f"{where}/items?state=failed").json["items"]
    assert failed["error"]["code"] == "invalid-document"

    mended = caller.post(f"{where}/mend", json={"sheet": rows(["31756", 99])})
    assert (mended.status_code, mended.json["rows"]) == (200, 1)
    assert caller.post(f"{where}/retry", json={}).status_code == 409
    again = caller.post(f"{where}/retry", json={"digest": mended.json["digest"], "positions": [1]})
    work()

    assert (again.status_code, again.json) == (202, {"rows": 1})
    assert caller.get(where).json["counts"]["done"] == 2


def test_events_tell_the_progress_and_end_with_the_batch(caller, finished):
    response = caller.get(f"{finished}/events")

    assert response.mimetype == "text/event-stream"
    [(name, data)] = told(response)
    assert (name, data["state"], data["counts"]["done"]) == ("over", "finished", 2)
    again = caller.get(f"{finished}/events", headers={"Last-Event-ID": "finished-0-0-2-0-0"})
    assert (again.status_code, again.data) == (204, b"")


def test_events_follow_a_batch_while_it_runs(caller, running, work):
    response = caller.get(f"{running}/events")
    stream = iter(response.response)
    first = next(stream)
    work()
    rest = list(stream)

    assert b"event: progress" in first
    assert b"event: over" in rest[-1]
    assert b'"done":2' in rest[-1]


def test_followers_leave_threads_for_others_and_their_places_when_they_go(
    settings, services, new_token, actor, running
):
    app = create_app(replace(settings, streams=1), services)
    client, headers = app.test_client(), {"Authorization": f"Bearer {new_token(actor)}"}

    follower = client.get(f"{running}/events", headers=headers)
    next(iter(follower.response))
    at_once = client.get(f"{running}/events", headers=headers)
    [(name, data)] = told(at_once)
    assert (name, data["state"]) == ("progress", "running")  # and the answer is over: the browser asks again
    assert at_once.get_data(as_text=True).startswith("retry: ")
    busy = client.get(f"{running}/archive?follow=true", headers=headers)
    assert busy.status_code == 503
    assert int(busy.headers["Retry-After"]) > 0

    follower.close()
    assert app.extensions["seats"].take()


def test_the_agencys_webhook_is_told_of_the_end(caller, services, running, work):
    caller.post("/webhooks", json={"url": "https://8.8.8.8/hook", "events": ["batch.finished"]})
    work()

    with services.database.reading() as session:
        [delivery] = session.query(DeliveryRow).all()
    assert (delivery.event, delivery.payload["counts"]) == ("batch.finished", {"done": 2})
    assert running.endswith(delivery.payload["id"])


READING = [
    "",
    "/rehearsal",
    "/items",
    "/items/1",
    "/items/1/rehearsal.docx",
    "/items/1.docx",
    "/items/1.pdf",
    "/events",
    "/archive",
]
CHANGING = [
    ("/start", {"digest": "0" * 64}),
    ("/pause", None),
    ("/resume", None),
    ("/cancel", None),
    ("/retry", {}),
    ("/mend", {"sheet": rows(["31756", 1])}),
]


def test_every_route_of_a_batch_is_in_the_lists_above(app):
    prefix = "/api/v1/batches/<uuid:batch_id>"
    routes = {rule.rule.removeprefix(prefix) for rule in app.url_map.iter_rules() if rule.rule.startswith(prefix)}

    assert {one.replace("<int:position>", "1") for one in routes} == {*READING, *(path for path, _ in CHANGING)}


def test_another_agencys_batch_is_not_there(new_agency, new_caller, caller, finished):
    neighbour = new_caller(new_agency("Ủy ban nhân dân xã Bình An"))
    before = caller.get(finished).json

    for path in READING:
        assert neighbour.get(finished + path).status_code == 404, path
        assert (
            neighbour.get(f"/batches/{uuid.uuid4()}{path}").json["title"]
            == neighbour.get(finished + path).json["title"]
        )
    for path, body in CHANGING:
        assert neighbour.post(finished + path, json=body).status_code == 404, path
    assert neighbour.get("/batches").json == {"items": [], "next_cursor": None}
    cursor = base64.urlsafe_b64encode(uuid.UUID(before["id"]).bytes).decode().rstrip("=")
    assert neighbour.get(f"/batches?cursor={cursor}").json["items"] == []
    assert caller.get(finished).json == before


def test_a_token_without_the_scope_makes_no_batches(new_caller, actor, planned):
    other = new_caller(actor, *(scope for scope in Permission if scope is not Permission.BATCHES))

    for path in ("/batches", planned, f"{planned}/events", f"{planned}/archive"):
        assert other.get(path).status_code == 403
    for path in ("/batches", "/batches/sheet"):
        assert other.post(path, json={"data": plan_data(), "units": TWO}).status_code == 403
    assert other.post(f"{planned}/cancel").status_code == 403
