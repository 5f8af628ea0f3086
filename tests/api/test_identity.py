"""Every route is authenticated or on the list of public ones, and no agency learns anything of another's."""

import datetime as dt
import re
import uuid

import pytest

from service.accounts import Permission
from service.actions.people import cancel_token, tokens_of
from service.api.identity import PUBLIC_ENDPOINTS


def addresses(app):
    """Every route with something in its variable parts, by endpoint and method."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(("/api/", "/healthz", "/readyz", "/metrics")):
            path = re.sub(r"<uuid:\w+>", str(uuid.uuid4()), rule.rule)
            path = re.sub(r"<int:\w+>", "1", path).replace("<kind>", "ke-hoach").replace("<name>", "start.js")
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield rule.endpoint, method, path


def test_every_route_refuses_strangers_or_is_on_the_list(app):
    client = app.test_client()
    open_routes = set()
    for endpoint, method, path in addresses(app):
        response = client.open(path, method=method, json={} if method in ("POST", "PUT", "PATCH") else None)
        if endpoint in PUBLIC_ENDPOINTS:
            open_routes.add(endpoint)
        else:
            assert response.status_code == 401, (method, path)

    assert open_routes == PUBLIC_ENDPOINTS - {"static"}


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer ", "Bearer nd30_x", "Bearer nd30_" + "a" * 5000, "Basic YTpi", "nd30_x", "Bearer ' OR 1=1"],
)
def test_a_wrong_token_is_refused(stranger, header):
    response = stranger.get("/documents", headers={"Authorization": header})

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_an_expired_or_revoked_token_is_refused(services, actor, new_caller, clock):
    expired, revoked = new_caller(actor), new_caller(actor)
    cancel_token(services, actor, tokens_of(services, actor)[0].id)

    assert revoked.get("/agency").status_code == 401
    clock.forward(days=91)
    assert expired.get("/agency").status_code == 401


@pytest.mark.parametrize(
    ("scope", "allowed", "refused"),
    [
        (Permission.RENDER, ("POST", "/validate"), ("GET", "/documents")),
        (Permission.READ_DOCUMENTS, ("GET", "/documents"), ("POST", "/documents")),
        (Permission.WRITE_DOCUMENTS, ("POST", "/documents"), ("GET", "/register")),
        (Permission.READ_REGISTER, ("GET", "/register"), ("POST", "/register")),
        (Permission.READ_TEMPLATES, ("GET", "/templates"), ("GET", "/webhooks")),
        (Permission.WEBHOOKS, ("GET", "/webhooks"), ("GET", "/templates")),
        (Permission.READ_AUDIT, ("GET", "/audit"), ("GET", "/series")),
    ],
)
def test_a_token_may_do_what_its_scope_says(new_caller, actor, plan, scope, allowed, refused):
    caller = new_caller(actor, scope.value)
    body = {"kind": "cong-van", "symbol": "UBND-VP", "subject": "x"} if refused == ("POST", "/register") else plan()

    assert caller.send(*allowed, json=plan() if allowed[0] == "POST" else None).status_code < 300
    assert caller.send(*refused, json=body if refused[0] == "POST" else None).status_code == 403


def test_a_drafters_token_cannot_issue(new_caller, actor, plan):
    caller = new_caller(actor, Permission.WRITE_DOCUMENTS, Permission.READ_DOCUMENTS)
    draft = caller.post("/documents", json=plan()).headers["Location"]

    assert caller.post(f"{draft}/issue", json={}).status_code == 403


@pytest.fixture
def neighbour(new_agency, new_caller):
    """A client of another agency, with every scope."""
    return new_caller(new_agency("Ủy ban nhân dân xã Bình An"))


READING = ["", ".docx", ".pdf", ".json", "/check", "/versions", "/versions/1", "/next-number", "/entry", "/pages/1.png"]
CHANGING = [
    ("PUT", "", "plan"),
    ("PATCH", "", {}),
    ("DELETE", "", None),
    ("POST", "/undelete", None),
    ("PUT", "/template", {"template_id": None}),
    ("POST", "/versions/1/restore", None),
    ("POST", "/submit", None),
    ("POST", "/approve", None),
    ("POST", "/return", {"reason": "x"}),
    ("POST", "/issue", {}),
    ("POST", "/void", {"reason": "x"}),
]


def test_every_route_of_a_document_is_in_the_lists_above(app):
    routes = {
        (method, rule.rule.removeprefix("/api/v1/documents/<uuid:document_id>"))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/documents/<")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    listed = {("GET", path) for path in READING} | {(method, path) for method, path, _ in CHANGING}
    assert {(method, re.sub(r"<int:\w+>", "1", path)) for method, path in routes} == listed


@pytest.mark.parametrize("path", READING)
def test_another_agencys_document_is_not_there_to_read(neighbour, issued, path):
    assert neighbour.get(issued + path).status_code == 404
    assert same_answer(neighbour, "GET", issued, path)


@pytest.mark.parametrize(("method", "path", "body"), CHANGING)
def test_another_agencys_document_is_not_there_to_change(neighbour, caller, draft, plan, method, path, body):
    before = caller.get(draft).json
    arguments = {"json": plan() if body == "plan" else body, "headers": {"If-Match": '"1"'}}

    assert neighbour.send(method, draft + path, **arguments).status_code == 404
    assert same_answer(neighbour, method, draft, path, **arguments)
    assert caller.get(draft).json == before


def same_answer(caller, method, address, path, **arguments):
    """Whether a foreign document is answered exactly as one that never existed."""
    nowhere = re.sub(r"[0-9a-f-]{36}", str(uuid.uuid4()), address)
    answers = [caller.send(method, one + path, **arguments) for one in (address, nowhere)]
    return answers[0].status_code == answers[1].status_code and answers[0].json["title"] == answers[1].json["title"]


def test_lists_and_counts_hold_nothing_of_others(neighbour, caller, issued):
    entry = caller.get(f"{issued}/entry").json
    caller.post("/webhooks", json={"url": "https://93.184.216.34/x", "events": ["document.issued"]})

    assert neighbour.get("/documents").json == {"items": [], "next_cursor": None}
    assert neighbour.get("/documents?q=cai+cach").json["items"] == []
    assert neighbour.get("/documents?deleted=true").json["items"] == []
    assert neighbour.get("/register").json["items"] == []
    assert neighbour.get(f"/register?series_id={entry['series_id']}").json["items"] == []
    assert neighbour.get("/templates").json["items"] == []
    assert neighbour.get("/webhooks").json["items"] == []
    assert {item["object_id"] for item in neighbour.get("/audit").json["items"]}.isdisjoint({issued.rsplit("/")[-1]})
    assert neighbour.get(f"/audit?object_id={issued.rsplit('/')[-1]}").json["items"] == []


def test_another_agencys_register_cannot_be_read_or_changed(neighbour, caller, issued):
    entry = caller.get(f"{issued}/entry").json
    line = {"kind": "cong-van", "symbol": "UBND-VP", "subject": "x", "reason": "x"}

    assert neighbour.get(f"/register/{entry['id']}").status_code == 404
    assert neighbour.put(f"/register/{entry['id']}", json=line).status_code == 404
    assert neighbour.put(f"/register/{entry['id']}/dispatch", json={}).status_code == 404
    assert neighbour.post(f"/register/{entry['id']}/void", json={"reason": "x"}).status_code == 404
    assert neighbour.get(f"/register/export?series_id={entry['series_id']}&year=2026").status_code == 404


def test_a_cursor_of_another_agency_leads_nowhere(neighbour, caller, plan):
    for _ in range(2):
        caller.post(f"{caller.post('/documents', json=plan()).headers['Location']}/issue", json={})
    cursor = caller.get("/documents?limit=1").json["next_cursor"]
    line = caller.get("/register?limit=1").json["next_cursor"]

    assert neighbour.get(f"/documents?cursor={cursor}").json["items"] == []
    entries = neighbour.get(f"/register?cursor={line}")
    assert entries.status_code == 404


def test_another_agencys_template_and_webhook_are_not_there(neighbour, caller, plan, template):
    hook = caller.post("/webhooks", json={"url": "https://93.184.216.34/x", "events": ["document.issued"]}).json["id"]
    mine = caller.post("/templates?kind=ke-hoach&name=x", data=template, content_type="application/octet-stream").json[
        "id"
    ]

    for path in ("", "/file", "/example"):
        assert neighbour.get(f"/templates/{mine}{path}").status_code == 404
    assert neighbour.delete(f"/templates/{mine}").status_code == 404
    upload = {"data": template, "content_type": "application/octet-stream"}
    assert neighbour.put(f"/templates/{mine}", **upload).status_code == 404
    assert neighbour.post(f"/documents?template_id={mine}", json=plan()).status_code == 422
    for path in ("", "/deliveries"):
        assert neighbour.get(f"/webhooks/{hook}{path}").status_code == 404
    assert neighbour.delete(f"/webhooks/{hook}").status_code == 404


def test_numbers_of_one_agency_say_nothing_of_another(neighbour, caller, issued, plan):
    theirs = neighbour.post("/documents", json=plan()).headers["Location"]

    assert neighbour.post(f"{theirs}/issue", json={}).json["entry"]["number"] == 1


def test_the_same_idempotency_key_of_two_agencies_are_two_keys(neighbour, caller, plan):
    key = {"Idempotency-Key": "mot"}

    mine = caller.post("/documents", json=plan(), headers=key)
    theirs = neighbour.post("/documents", json=plan(), headers=key)

    assert theirs.status_code == 201
    assert mine.json["id"] != theirs.json["id"]
    assert "Idempotency-Replayed" not in theirs.headers


def test_the_log_says_who_did_what_and_by_which_request(caller, draft):
    caller.post(f"{draft}/issue", json={}, headers={"X-Request-Id": "yeu-cau-1"})

    [line] = caller.get("/audit?action=document.issue").json["items"]

    assert line["object_id"] == draft.rsplit("/")[-1]
    assert line["actor"] == "Mã truy cập Hệ thống khác"
    assert line["detail"]["number"] == "01/KH-UBND"
    assert line["request_id"] == "yeu-cau-1"
    assert dt.datetime.fromisoformat(line["at"])
