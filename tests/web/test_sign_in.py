from dataclasses import replace

import requests

from service.accounts import Role
from service.actions.people import create_user
from service.actions.services import Services
from service.app import create_app
from tests.oidc_provider import CLIENT_ID, CLIENT_SECRET, Person, provider  # noqa: F401 - a fixture
from tests.web.conftest import PASSWORD


def test_a_wrong_password_is_told_over_the_form_and_the_name_is_kept(person, stranger):
    person("van-thu")
    answer = stranger.sign_in("van-thu-17@anbinh.gov.vn", "sai mật khẩu rồi")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 401
    assert "Sai thư điện tử hoặc mật khẩu" in html
    assert 'value="van-thu-17@anbinh.gov.vn"' in html


def test_an_address_that_fails_too_often_waits(stranger):
    token, far = stranger.token(), {"REMOTE_ADDR": "203.0.113.7"}

    def enter(number):
        form = {"email": f"{number}@xa.example.vn", "password": "đoán mò", "csrf_token": token}
        return stranger.client.post("/dang-nhap", data=form, environ_overrides=far)

    assert {enter(number).status_code for number in range(20)} == {401}
    refused = enter(20)
    assert refused.status_code == 429
    assert "thử lại sau một phút" in refused.get_data(as_text=True)


def test_right_passwords_are_not_counted(person, stranger):
    person("van-thu")
    answers = {stranger.sign_in("van-thu-17@anbinh.gov.vn").status_code for _ in range(21)}

    assert answers == {302}  # a whole office may stand behind one address


def test_the_sign_in_page_warns_of_state_secrets(person, stranger):
    person("van-thu")
    assert "bí mật" in stranger.get("/dang-nhap").get_data(as_text=True)


def test_signing_in_leads_to_the_page_that_was_wanted(person, stranger):
    person("van-thu")
    assert stranger.get("/so-di/").headers["Location"] == "/dang-nhap?ve=/so-di/"
    answer = stranger.post("/dang-nhap", {"email": "van-thu-17@anbinh.gov.vn", "password": PASSWORD, "ve": "/so-di/"})
    assert answer.headers["Location"] == "/so-di/"


def test_a_script_signs_in_again_and_gets_the_token_of_the_new_session(person, stranger):
    person("van-thu")
    data = {"Accept": "application/json"}
    assert stranger.get("/phien", headers=data).status_code == 401
    wrong = stranger.post("/dang-nhap", {"email": "van-thu-17@anbinh.gov.vn", "password": "sai"}, headers=data)
    assert wrong.status_code == 401
    assert wrong.json["message"].startswith("Sai thư điện tử hoặc mật khẩu")
    right = {"email": "van-thu-17@anbinh.gov.vn", "password": PASSWORD}
    told = stranger.post("/dang-nhap", right, headers=data, follow_redirects=True).json
    assert told["who"].startswith("user:")
    made = stranger.client.post("/van-ban/moi/ke-hoach", data={"csrf_token": told["csrf"]})
    assert made.headers["Location"].startswith("/van-ban/")


def test_a_form_of_an_ended_session_leads_to_the_sign_in_page_and_back(clerk):
    clerk.get("/quan-tri/khoa")
    answer = clerk.client.post("/quan-tri/khoa", data={}, headers={"Referer": "http://localhost/quan-tri/khoa"})
    assert answer.status_code == 401
    assert 'href="/dang-nhap?ve=/quan-tri/khoa"' in answer.get_data(as_text=True)


def test_signing_out_ends_the_session(clerk):
    clerk.post("/dang-xuat")
    assert clerk.get("/").status_code == 302


def test_a_changed_password_ends_other_sessions_and_keeps_this_one(app, person):
    browser = person("van-thu")
    other = type(browser)(app)
    other.sign_in("van-thu-17@anbinh.gov.vn")
    answer = browser.post("/mat-khau", {"old": PASSWORD, "new": "một mật khẩu khác"})
    assert answer.status_code == 302
    assert browser.get("/").status_code == 200
    assert other.get("/").status_code == 302


def test_a_weak_password_is_refused_beside_its_field(clerk):
    answer = clerk.post("/mat-khau", {"old": PASSWORD, "new": "ngắn"})
    assert answer.status_code == 422
    assert "từ 10 đến 200 ký tự" in answer.get_data(as_text=True)


def test_a_script_without_a_session_is_told_so_in_data(stranger, actor):
    answer = stranger.send("PUT", "/van-ban/00000000-0000-0000-0000-000000000001/luu", {"data": {}, "revision": 1})
    assert answer.status_code == 401
    assert answer.json["slug"] == "not-signed-in"


def test_the_interface_speaks_english_when_asked(clerk):
    assert "Trang chủ" in clerk.get("/").get_data(as_text=True)
    clerk.post("/ngon-ngu", {"language": "en", "ve": "/"})
    html = clerk.get("/").get_data(as_text=True)
    assert '<html lang="en">' in html
    assert "Home" in html


def test_the_page_leads_to_the_authentication_system_and_back_signed_in(settings, services, actor, clock, provider):  # noqa: F811
    create_user(services, actor, "an@xa.example.vn", "Nguyễn Văn An", [Role.CLERK], password=None)
    provider.next_person = Person(email="an@xa.example.vn")
    wanted = replace(settings, oidc_issuer=provider.issuer, oidc_client_id=CLIENT_ID, oidc_client_secret=CLIENT_SECRET)
    with Services(wanted, clock) as with_provider:
        browser = create_app(wanted, with_provider).test_client()
        html = browser.get("/dang-nhap").get_data(as_text=True)
        assert 'href="/api/v1/session/oidc"' in html
        there = browser.get("/api/v1/session/oidc").headers["Location"]
        back = requests.get(there, allow_redirects=False, timeout=30).headers["Location"]
        assert browser.get(back.removeprefix("http://localhost")).headers["Location"] == "/"
        assert browser.get("/").status_code == 200


def test_without_an_authentication_system_there_is_no_link_to_one(stranger):
    assert "/session/oidc" not in stranger.get("/dang-nhap").get_data(as_text=True)


def test_refusals_are_said_in_english_too_and_name_no_permission(clerk):
    clerk.post("/ngon-ngu", {"language": "en"})
    refused = clerk.get("/quan-tri/khoa").get_data(as_text=True)
    assert "This needs another role." in refused
    assert "agency:admin" not in refused
    wrong = clerk.post("/mat-khau", {"old": "sai", "new": "một mật khẩu mới"}).get_data(as_text=True)
    assert "The present password is wrong." in wrong
    gone = clerk.get("/van-ban/00000000-0000-7000-8000-000000000000/").get_data(as_text=True)
    assert "No such document." in gone
