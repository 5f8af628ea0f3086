"""Sessions of browsers: password, lock-out, CSRF, OIDC against a real provider."""

from dataclasses import replace

import argon2
import pytest
import requests
from joserfc.jwk import RSAKey

from service.accounts import PasswordKeeper, Role
from service.actions.people import close_account, create_user, set_roles
from service.actions.services import Services
from service.app import create_app
from service.storage.agency_tables import UserRow
from tests.agencies import quicken
from tests.oidc_provider import CLIENT_ID, CLIENT_SECRET, Person, provider  # noqa: F401 - a fixture

PASSWORD = "mat-khau-dai-123"
ADDRESS = "an@xa.example.vn"


@pytest.fixture
def user(services, actor):
    return create_user(services, actor, ADDRESS, "Nguyễn Văn An", [Role.DRAFTER, Role.CLERK], password=PASSWORD)


@pytest.fixture
def browser(app, user):
    return app.test_client()


def sign_in(browser, password=PASSWORD, address=ADDRESS):
    return browser.post("/api/v1/session", json={"email": address, "password": password})


def test_a_right_password_opens_a_session(browser):
    answer = sign_in(browser)

    assert answer.status_code == 200
    assert answer.json["name"] == "Nguyễn Văn An"
    assert "documents:issue" in answer.json["permissions"]
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert browser.get("/api/v1/documents").status_code == 200


def test_the_address_may_be_written_in_capitals(browser):
    assert sign_in(browser, address=" AN@Xa.Example.VN ").status_code == 200


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(browser):
    wrong, unknown = sign_in(browser, "khac"), sign_in(browser, address="binh@xa.example.vn")

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json["title"] == unknown.json["title"]


def test_five_wrong_passwords_lock_the_account_for_a_while(browser, clock):
    for _ in range(5):
        assert sign_in(browser, "khac").status_code == 401

    assert sign_in(browser).status_code == 401
    clock.forward(minutes=15, seconds=1)
    assert sign_in(browser).status_code == 200


def test_a_right_password_forgets_the_wrong_ones(browser):
    for _ in range(3):
        for _ in range(4):
            sign_in(browser, "khac")
        assert sign_in(browser).status_code == 200


def test_an_address_that_tries_too_often_waits(browser):
    answers = [sign_in(browser, address=f"{n}@xa.example.vn").status_code for n in range(21)]

    assert answers[-1] == 429
    assert set(answers[:-1]) == {401}


def test_a_session_changes_nothing_without_its_csrf_token(browser, plan):
    token = sign_in(browser).json["csrf_token"]

    assert browser.post("/api/v1/documents", json=plan()).status_code == 403
    assert browser.post("/api/v1/documents", json=plan(), headers={"X-CSRFToken": "doan"}).status_code == 403
    assert browser.post("/api/v1/documents", json=plan(), headers={"X-CSRFToken": token}).status_code == 201


def test_signing_out_ends_the_session(browser):
    token = sign_in(browser).json["csrf_token"]

    assert browser.delete("/api/v1/session", headers={"X-CSRFToken": token}).status_code == 204
    assert browser.get("/api/v1/documents").status_code == 401


def test_a_new_password_ends_every_session(app, browser):
    other = app.test_client()
    sign_in(other)
    token = sign_in(browser).json["csrf_token"]
    body = {"old_password": PASSWORD, "new_password": "mot-mat-khau-khac"}

    assert browser.put("/api/v1/session/password", json=body, headers={"X-CSRFToken": token}).status_code == 204

    assert other.get("/api/v1/documents").status_code == 401
    assert sign_in(browser).status_code == 401
    assert sign_in(browser, "mot-mat-khau-khac").status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "pointer"),
    [
        ("sai-mat-khau", "mot-mat-khau-khac", "/old_password"),
        (PASSWORD, "ngan", "/password"),
        (PASSWORD, "a" * 12, "/password"),
    ],
)
def test_a_new_password_needs_the_old_one_and_some_length(browser, old, new, pointer):
    token = sign_in(browser).json["csrf_token"]
    body = {"old_password": old, "new_password": new}

    answer = browser.put("/api/v1/session/password", json=body, headers={"X-CSRFToken": token})

    assert answer.status_code == 422
    assert [item["pointer"] for item in answer.json["problems"]] == [pointer]


def test_a_closed_account_and_taken_roles_end_sessions(services, actor, app, user):
    browser, other = app.test_client(), app.test_client()
    sign_in(browser)
    set_roles(services, actor, user.id, [Role.DRAFTER])
    assert browser.get("/api/v1/documents").status_code == 401
    assert "documents:issue" not in sign_in(other).json["permissions"]

    close_account(services, actor, user.id)

    assert other.get("/api/v1/documents").status_code == 401
    assert sign_in(browser).status_code == 401


def test_a_forged_cookie_is_nobody(app):
    browser = app.test_client()
    browser.set_cookie("nd30", "eyJ1c2VyIjoiMSIsImVwb2NoIjowfQ.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb")

    assert browser.get("/api/v1/documents").status_code == 401


def test_a_hash_made_with_weaker_settings_is_renewed(services, app, user):
    weak = PasswordKeeper(argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)).hash(PASSWORD)
    with services.database.writing() as session:
        session.get(UserRow, user.id).password_hash = weak

    assert sign_in(app.test_client()).status_code == 200

    with services.database.reading() as session:
        assert session.get(UserRow, user.id).password_hash != weak


@pytest.fixture
def oidc_browser(settings, clock, provider, user):  # noqa: F811
    wanted = replace(settings, oidc_issuer=provider.issuer, oidc_client_id=CLIENT_ID, oidc_client_secret=CLIENT_SECRET)
    with Services(wanted, clock) as services:
        quicken(services)
        yield create_app(wanted, services).test_client()


def through_the_provider(browser):
    """Go where the browser would be sent, and come back with the provider's answer."""
    there = browser.get("/api/v1/session/oidc")
    assert there.status_code == 302
    back = requests.get(there.headers["Location"], allow_redirects=False, timeout=10)
    assert back.status_code == 302, back.text
    return back.headers["Location"]


def come_back(browser, address):
    return browser.get(address.removeprefix("http://localhost"))


def test_whoever_the_provider_vouches_for_is_signed_in(oidc_browser):
    answer = come_back(oidc_browser, through_the_provider(oidc_browser))

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"
    assert oidc_browser.get("/api/v1/session").json["name"] == "Nguyễn Văn An"


def test_the_account_stays_linked_when_the_address_changes(oidc_browser, provider):  # noqa: F811
    come_back(oidc_browser, through_the_provider(oidc_browser))
    provider.next_person = Person(email="moi@xa.example.vn")

    assert come_back(oidc_browser, through_the_provider(oidc_browser)).status_code == 302


@pytest.mark.parametrize(
    "person",
    [
        Person(email_verified=False),
        Person(email="la@xa.example.vn"),
    ],
    ids=["unverified address", "unknown address"],
)
def test_strangers_of_the_provider_are_refused(oidc_browser, provider, person):  # noqa: F811
    provider.next_person = person

    assert come_back(oidc_browser, through_the_provider(oidc_browser)).status_code == 401


def test_another_person_with_the_same_address_does_not_take_the_account(oidc_browser, provider):  # noqa: F811
    come_back(oidc_browser, through_the_provider(oidc_browser))
    provider.next_person = Person(sub="6666")

    assert come_back(oidc_browser, through_the_provider(oidc_browser)).status_code == 401


@pytest.mark.parametrize(
    "spoiled",
    [
        {"iss": "https://khac.example"},
        {"aud": ["khac"]},
        {"nonce": "khac"},
        {"exp": 1_000_000_000},
        {"at_hash": "khac"},
    ],
    ids=["issuer", "audience", "nonce", "expired", "access token"],
)
def test_a_token_that_is_not_for_us_is_refused(oidc_browser, provider, spoiled):  # noqa: F811
    provider.spoil = spoiled

    assert come_back(oidc_browser, through_the_provider(oidc_browser)).status_code == 401
    assert oidc_browser.get("/api/v1/session").status_code == 401


def test_a_token_signed_by_somebody_else_is_refused(oidc_browser, provider):  # noqa: F811
    address = through_the_provider(oidc_browser)
    provider.published = RSAKey.generate_key(2048, {"kid": "mot", "use": "sig", "alg": "RS256"})

    assert come_back(oidc_browser, address).status_code == 401


def test_an_answer_with_another_state_or_without_a_beginning_is_refused(oidc_browser, settings):
    address = through_the_provider(oidc_browser)
    stolen = come_back(oidc_browser.application.test_client(), address)
    spoiled = come_back(oidc_browser, address.replace("state=", "state=x"))

    assert stolen.status_code == spoiled.status_code == 401


def test_a_code_is_good_once(oidc_browser):
    address = through_the_provider(oidc_browser)

    assert come_back(oidc_browser, address).status_code == 302
    assert come_back(oidc_browser, address).status_code == 401


def test_a_refusal_of_the_provider_is_told(oidc_browser, provider):  # noqa: F811
    provider.next_person = None

    assert come_back(oidc_browser, through_the_provider(oidc_browser)).status_code == 401


def test_a_provider_that_cannot_be_reached_is_told(settings, clock, user):
    wanted = replace(settings, oidc_issuer="http://127.0.0.1:1", oidc_client_id="x", oidc_client_secret="x")
    with Services(wanted, clock) as services:
        assert create_app(wanted, services).test_client().get("/api/v1/session/oidc").status_code == 503


def test_without_a_provider_there_is_no_such_way(browser):
    assert browser.get("/api/v1/session/oidc").status_code == 404
