import gzip
import re

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from service.accounts import Role
from service.actions.people import create_user
from service.web import PAGES
from service.web.security import HEADERS
from tests.web.conftest import PASSWORD, Browser


def web_rules(app):
    names = {page.bp.name for page in PAGES}
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.partition(".")[0] in names]


VALUES = {"uuid": "00000000-0000-0000-0000-000000000001", "int": "1", "any": None}


def filled(rule):
    """An address of the rule: each variable with some value of its kind."""

    def value(found):
        kind, _, choices = (found[1] or "string:").rstrip(":").partition("(")
        return choices.rstrip(")").split(",")[0].strip() if kind == "any" else VALUES.get(kind, "x")

    return re.sub(r"<([^<>]+:)?\w+>", value, rule.rule)


def test_every_page_asks_a_stranger_to_sign_in_unless_it_is_marked(app, actor, stranger):
    token = stranger.token()
    for rule in web_rules(app):
        if getattr(app.view_functions[rule.endpoint], "for_everybody", False):
            continue
        method = next(iter(rule.methods - {"HEAD", "OPTIONS"}))
        answer = stranger.client.open(filled(rule), method=method, headers={"X-CSRFToken": token})
        assert answer.status_code == 302, rule
        assert answer.headers["Location"].startswith("/dang-nhap"), rule


def test_only_few_pages_are_for_everybody(app):
    public = {
        rule.endpoint for rule in web_rules(app) if getattr(app.view_functions[rule.endpoint], "for_everybody", False)
    }
    assert public == {
        "sign_in.page",
        "sign_in.enter",
        "sign_in.leave",
        "sign_in.choose_language",
        "setup.begin",
        "setup.keep_person",
        "setup.agency",
        "setup.keep_agency",
        "setup.units",
        "setup.head",
    }


def test_a_form_without_our_token_changes_nothing(clerk):
    before = clerk.get("/van-ban/").get_data(as_text=True).count("list-row")
    assert clerk.client.post("/van-ban/moi/ke-hoach").status_code == 401
    assert clerk.get("/van-ban/").get_data(as_text=True).count("list-row") == before


def test_pages_carry_a_strict_policy(clerk):
    answer = clerk.get("/")
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_built_files_are_kept_by_browsers(stranger, app):
    with app.test_request_context():
        from service.web.assets import asset

        address = asset("app.css")
    answer = stranger.get(address)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    small = stranger.get(address, headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == answer.data


def test_no_page_has_inline_styles_or_scripts(clerk, draft):
    for path in ("/", draft, "/so-di/", "/kiem-tra/", "/hang-loat/", "/hang-loat/moi", "/tro-giup", "/van-ban/"):
        html = clerk.get(path).get_data(as_text=True)
        assert " style=" not in html, path
        assert " onclick=" not in html, path
        assert "<script>" not in html, path


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_elsewhere(stranger, person, target):
    person("van-thu")
    answer = stranger.post(
        "/dang-nhap", {"email": "van-thu-17@anbinh.gov.vn", "password": "mật khẩu đủ dài", "ve": target}
    )
    assert answer.headers["Location"] == "/"


def test_a_fault_of_ours_is_in_the_log_under_the_number_that_the_page_shows(app, clerk, services):
    with services.database.writing() as session:
        session.execute(sa.text("ALTER TABLE documents RENAME TO away"))

    with capture_logs() as lines:
        answer = clerk.get("/van-ban/")

    [line] = [line for line in lines if line["event"] == "unforeseen"]
    assert answer.status_code == 500
    assert line["request_id"][:8] in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/tim", "/van-ban/", "/so-di/"])
def test_a_search_of_thousands_of_words_is_answered(clerk, path):
    assert clerk.get(path, query_string={"q": "kế hoạch " * 2000}).status_code == 200


def test_another_agencys_ids_lead_nowhere(app, clerk, draft, services, new_agency):
    create_user(services, new_agency("Sở Nội vụ", "SNV"), "so@x.vn", "Trần Văn Ba", list(Role), password=PASSWORD)
    neighbour = Browser(app)
    neighbour.sign_in("so@x.vn")
    token, theirs = neighbour.token(), draft.strip("/").split("/")[1]
    for rule in web_rules(app):
        if "<uuid:" not in rule.rule:
            continue
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            path = filled(rule).replace(VALUES["uuid"], theirs)
            answer = neighbour.client.open(path, method=method, headers={"X-CSRFToken": token})
            assert 300 <= answer.status_code < 500, (method, rule)
            assert theirs not in answer.headers.get("Location", "").partition("?")[0], (method, rule)
    assert clerk.get(draft).status_code == 200
