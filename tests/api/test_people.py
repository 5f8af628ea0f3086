"""Agencies, users and tokens over HTTP, for those who administer them; nobody else's people can be met."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from service.accounts import Permission, Role
from service.actions.people import create_user, set_roles
from service.storage.agency_tables import TokenRow
from service.storage.exchange_tables import IdempotentRow

PASSWORD = "một mật khẩu dài"
PERSON = {"email": "an@xa.example.vn", "name": "Nguyễn Văn An", "roles": ["van-thu"], "password": PASSWORD}
TOKEN = {"name": "Phần mềm một cửa", "scopes": ["documents:read"], "expires_at": "2026-12-01T00:00:00+07:00"}


@pytest.fixture
def profile(caller):
    """What the agency prints, to be changed."""
    return caller.get("/agency").json["profile"]


@pytest.fixture
def commune(caller, profile):
    """An agency below the caller's."""
    issuer = profile["issuer"] | {"name": "Ủy ban nhân dân xã Bình An"}
    return caller.post("/agencies", json={"profile": {"issuer": issuer}}).json


@pytest.fixture
def person(caller):
    return caller.post("/users", json=PERSON).json


@pytest.fixture
def neighbour(new_agency, new_caller):
    """A client of another agency, with every scope."""
    return new_caller(new_agency("Ủy ban nhân dân xã Khác"))


def test_an_agency_describes_itself_anew(caller, profile):
    changed = {"issuer": profile["issuer"] | {"place": "Bình An"}}

    answer = caller.put("/agency", json={"profile": changed, "approval_required": True})

    assert answer.status_code == 200
    assert caller.get("/agency").json["profile"]["issuer"]["place"] == "Bình An"
    assert caller.get("/agency").json["approval_required"] is True
    refused = caller.put("/agency", json={"profile": {"issuer": {"name": ""}}})
    assert refused.status_code == 422
    assert "/profile/issuer/sign" in {one["pointer"] for one in refused.json["problems"]}


def test_agencies_below_are_made_listed_and_described(caller, commune, profile):
    where = f"/agencies/{commune['id']}"

    assert commune["superior_id"] == caller.get("/agency").json["id"]
    assert [one["name"] for one in caller.get("/agencies").json["items"]] == [
        "Ủy ban nhân dân xã An Bình", "Ủy ban nhân dân xã Bình An",
    ]  # fmt: skip
    assert caller.put(where, json={"profile": profile}).json["name"] == "Ủy ban nhân dân xã An Bình"
    assert caller.get(where).json["profile"] == profile


def test_the_same_agency_is_not_made_twice(caller, profile):
    key = {"Idempotency-Key": "xa-moi"}

    made = [caller.post("/agencies", json={"profile": profile}, headers=key).json["id"] for _ in range(2)]

    assert made[0] == made[1]
    assert len(caller.get("/agencies").json["items"]) == 2


def test_an_agency_is_moved_after_a_look_at_who_gains_and_loses_rights(caller, commune, profile):
    centre = caller.post("/agencies", json={"profile": profile, "superior_id": commune["id"]}).json
    person = caller.post(f"/users?agency_id={commune['id']}", json=PERSON | {"roles": ["quan-tri"]}).json
    own = commune["superior_id"]
    where = f"/agencies/{centre['id']}/move"

    seen = caller.get(f"{where}?superior_id={own}").json

    assert (seen["former"]["id"], seen["superior"]["id"], seen["gaining"]) == (commune["id"], own, [])
    assert seen["losing"] == [{"name": commune["name"], "people": [person["name"]], "tokens": []}]
    assert caller.get(f"/agencies/{centre['id']}").json["superior_id"] == commune["id"]
    assert caller.post(where, json={"superior_id": own}).json["losing"] == seen["losing"]
    assert caller.get(f"/agencies/{centre['id']}").json["superior_id"] == own
    log = caller.get(f"/audit?object_id={centre['id']}").json["items"]
    assert "agency.move" in {one["action"] for one in log}


def test_an_agency_is_not_moved_below_itself_nor_by_itself(caller, commune):
    own = commune["superior_id"]

    below = caller.post(f"/agencies/{commune['id']}/move", json={"superior_id": commune["id"]})

    assert below.status_code == 422
    assert caller.post(f"/agencies/{own}/move", json={"superior_id": commune["id"]}).status_code == 404


def test_a_user_is_made_and_signs_in(caller, app, person):
    assert (person["email"], person["roles"], person["active"]) == ("an@xa.example.vn", ["van-thu"], True)
    signed = app.test_client().post("/api/v1/session", json={"email": PERSON["email"], "password": PASSWORD})
    assert signed.json["name"] == "Nguyễn Văn An"
    assert [one["id"] for one in caller.get("/users").json["items"]] == [person["id"]]
    assert "password" not in caller.get(f"/users/{person['id']}").json


@pytest.mark.parametrize(
    ("change", "status", "pointer"),
    [
        ({"email": "không phải địa chỉ"}, 422, "/email"),
        ({"roles": ["giam-doc"]}, 422, "/roles/0"),
        ({"roles": []}, 422, "/roles"),
        ({"password": "ngắn"}, 422, "/password"),
        ({"name": "  "}, 422, "/name"),
    ],
)
def test_a_wrong_user_is_refused_at_its_place(caller, change, status, pointer):
    refused = caller.post("/users", json=PERSON | change)

    assert refused.status_code == status
    assert pointer in {one["pointer"] for one in refused.json["problems"]}


def test_an_address_has_one_account(caller, person):
    assert caller.post("/users", json=PERSON).status_code == 409
    assert caller.get("/users").json["items"] == [person]


def test_roles_change_and_the_account_closes_and_opens(caller, app, person):
    where = f"/users/{person['id']}"
    client = app.test_client()
    client.post("/api/v1/session", json={"email": PERSON["email"], "password": PASSWORD})

    assert caller.put(f"{where}/roles", json={"roles": ["soan-thao", "lanh-dao"]}).json["roles"] == [
        "lanh-dao",
        "soan-thao",
    ]
    assert client.get("/api/v1/session").status_code == 401
    assert caller.post(f"{where}/close").json["active"] is False
    refused = client.post("/api/v1/session", json={"email": PERSON["email"], "password": PASSWORD})
    assert refused.status_code == 401
    assert caller.post(f"{where}/reopen").json["active"] is True
    assert caller.delete(f"{where}/sessions").status_code == 204


def test_a_new_password_is_told_once(caller, app, person):
    fresh = caller.post(f"/users/{person['id']}/password")

    assert fresh.headers["Cache-Control"] == "no-store"
    signed = app.test_client().post(
        "/api/v1/session", json={"email": PERSON["email"], "password": fresh.json["password"]}
    )
    assert signed.status_code == 200


def test_a_user_of_an_agency_below_is_administered_from_above(caller, commune):
    made = caller.post(f"/users?agency_id={commune['id']}", json=PERSON).json

    assert made["roles"] == ["van-thu"]
    assert caller.get("/users").json["items"] == []
    assert len(caller.get(f"/users?agency_id={commune['id']}").json["items"]) == 1
    assert caller.get(f"/users/{made['id']}").json["roles"] == []
    assert caller.post(f"/users/{made['id']}/close").status_code == 200


def test_a_commune_cannot_take_over_the_account_of_somebody_who_also_works_above(
    services, actor, new_agency, new_caller
):
    below = new_agency("Ủy ban nhân dân xã Bình An", superior_id=actor.agency_id)
    both = create_user(services, actor, "tinh@example.vn", "Trần Thị Bình", [Role.ADMIN], password=None)
    set_roles(services, actor, both.id, [Role.CLERK], agency_id=below.agency_id)
    commune = new_caller(below)

    for method, path in (("POST", "password"), ("POST", "close"), ("POST", "reopen"), ("DELETE", "sessions")):
        assert commune.send(method, f"/users/{both.id}/{path}").status_code == 403, path
    assert commune.put(f"/users/{both.id}/roles", json={"roles": []}).status_code == 200
    assert commune.get(f"/users/{both.id}").status_code == 404
    assert new_caller(actor).post(f"/users/{both.id}/password").status_code == 200


def test_a_token_is_shown_once_used_and_revoked(caller, app):
    made = caller.post("/tokens", json=TOKEN)
    headers = {"Authorization": f"Bearer {made.json['secret']}"}
    client = app.test_client()

    assert (made.status_code, made.headers["Cache-Control"]) == (201, "no-store")
    assert client.get("/api/v1/documents", headers=headers).status_code == 200
    assert client.get("/api/v1/register", headers=headers).status_code == 403
    listed = next(one for one in caller.get("/tokens").json["items"] if one["id"] == made.json["id"])
    assert "secret" not in listed
    assert dt.datetime.fromisoformat(listed["expires_at"]) == dt.datetime.fromisoformat(TOKEN["expires_at"])
    assert caller.delete(f"/tokens/{made.json['id']}").status_code == 204
    assert client.get("/api/v1/documents", headers=headers).status_code == 401


def test_the_answer_with_a_secret_is_the_same_again_but_not_readable_in_the_database(caller, services):
    key = {"Idempotency-Key": "ma-1"}

    first, again = (caller.post("/tokens", json=TOKEN, headers=key) for _ in range(2))

    assert first.json == again.json
    assert again.headers["Cache-Control"] == "no-store"
    with services.database.reading() as session:
        kept = session.scalar(sa.select(IdempotentRow).where(IdempotentRow.key == "ma-1"))
        made = session.scalars(sa.select(TokenRow).where(TokenRow.name == TOKEN["name"])).all()
    assert first.json["secret"].encode() not in kept.body
    assert len(made) == 1


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"scopes": ["moi-thu"]}, "/scopes/0"),
        ({"scopes": []}, "/scopes"),
        ({"expires_at": "2020-01-01T00:00:00+07:00"}, "/expires_at"),
        ({"expires_at": "2026-12-01T00:00:00"}, "/expires_at"),
        ({"name": ""}, "/name"),
    ],
)
def test_a_wrong_token_is_refused_at_its_place(caller, change, pointer):
    refused = caller.post("/tokens", json=TOKEN | change)

    assert refused.status_code == 422
    assert pointer in {one["pointer"] for one in refused.json["problems"]}


def routes(caller, commune, person, token):
    """Every route of this file, with what it takes."""
    profile = caller.get("/agency").json["profile"]
    user = f"/users/{person['id']}"
    return [
        ("GET", f"/agencies/{commune['id']}", None),
        ("PUT", f"/agencies/{commune['id']}", {"profile": profile}),
        ("GET", f"/agencies/{commune['id']}/move?superior_id={commune['superior_id']}", None),
        ("POST", f"/agencies/{commune['id']}/move", {"superior_id": commune["superior_id"]}),
        ("GET", user, None),
        ("PUT", f"{user}/roles", {"roles": ["quan-tri"]}),
        ("POST", f"{user}/close", None),
        ("POST", f"{user}/reopen", None),
        ("POST", f"{user}/password", None),
        ("DELETE", f"{user}/sessions", None),
        ("DELETE", f"/tokens/{token}", None),
        ("GET", f"/users?agency_id={commune['id']}", None),
        ("POST", f"/users?agency_id={commune['id']}", PERSON | {"email": "khac@example.vn"}),
        ("POST", "/agencies", {"profile": profile, "superior_id": commune["id"]}),
    ]


def test_another_agencys_people_are_not_there(neighbour, caller, commune, person):
    token = caller.post("/tokens", json=TOKEN).json["id"]
    before = [caller.get(path).json for path in ("/agencies", "/users", "/tokens")]

    for method, path, body in routes(caller, commune, person, token):
        assert neighbour.send(method, path, json=body).status_code == 404, (method, path)

    assert [caller.get(path).json for path in ("/agencies", "/users", "/tokens")] == before
    assert [one["name"] for one in neighbour.get("/agencies").json["items"]] == ["Ủy ban nhân dân xã Khác"]
    assert neighbour.get("/users").json["items"] == []
    assert token not in {one["id"] for one in neighbour.get("/tokens").json["items"]}


def test_only_those_who_administer_may(new_caller, actor, caller, commune, person):
    token = caller.post("/tokens", json=TOKEN).json["id"]
    other = new_caller(actor, *(scope for scope in Permission if scope is not Permission.ADMINISTER))
    profile = caller.get("/agency").json["profile"]
    own = [("GET", "/agencies", None), ("GET", "/users", None), ("GET", "/tokens", None), ("POST", "/tokens", TOKEN)]
    own += [
        ("PUT", "/agency", {"profile": profile}),
        ("POST", "/users", PERSON),
        ("POST", "/agencies", {"profile": profile}),
    ]

    for method, path, body in [*routes(caller, commune, person, token), *own]:
        assert other.send(method, path, json=body).status_code == 403, (method, path)


def test_what_was_administered_stands_in_the_log(caller, person):
    caller.post(f"/users/{person['id']}/close")

    lines = caller.get(f"/audit?object_id={person['id']}").json["items"]

    assert [one["action"] for one in lines] == ["user.close", "user.create"]
    assert caller.get(f"/audit?object_id={uuid.uuid4()}").json["items"] == []
