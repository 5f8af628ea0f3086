"""What holds for every operation: problems, ids, limits, bodies."""

import io
import json
import sqlite3
from dataclasses import replace

import pytest

from service.actions.services import Services
from service.app import create_app
from service.settings import Settings


def problem(response, status):
    assert response.status_code == status, response.data
    assert response.content_type == "application/problem+json"
    content = json.loads(response.data)
    assert set(content) == {"type", "title", "status", "instance", "problems"}
    assert content["status"] == status
    assert content["instance"].endswith(response.headers["X-Request-Id"])
    return content


def test_an_unknown_address_is_a_problem_in_vietnamese(stranger):
    assert problem(stranger.get("/api/khong-co"), 404)["title"] == "Không có địa chỉ này."


def test_a_wrong_method_is_told_with_the_right_ones(stranger):
    response = stranger.delete("/kinds")

    problem(response, 405)
    assert "GET" in response.headers["Allow"]


def test_a_body_that_is_not_called_json_is_refused(caller):
    problem(caller.post("/validate", data="a=1", content_type="application/x-www-form-urlencoded"), 415)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"kind": NaN}', b"[" * 5000 + b"]" * 5000, b'"chu"', b"[]"])
def test_a_body_that_is_no_object_is_refused_with_its_reason(caller, body):
    content = problem(caller.post("/validate", data=body, content_type="application/json"), 422)

    assert all(item["message"] for item in content["problems"])
    assert content["problems"]


def test_every_problem_has_a_json_pointer(caller, plan):
    data = plan()
    data["signer"] = {"post": ""}
    data["recipients"][0]["nam"] = "x"

    content = problem(caller.post("/validate", json=data), 422)

    assert {item["pointer"] for item in content["problems"]} >= {"/signer/name", "/signer/post", "/recipients/0/nam"}


def test_a_wrong_query_is_told_in_vietnamese(caller):
    [item] = problem(caller.get("/documents?limit=0"), 422)["problems"]

    assert item["pointer"] == "/limit"
    assert "từ 1 trở lên" in item["message"]


def test_a_cursor_that_we_did_not_make_is_refused(caller):
    for cursor in ("x", "====", "a" * 22, "../../etc"):
        response = caller.get(f"/documents?cursor={cursor}")
        assert response.status_code in (200, 422), cursor


def test_no_acceptable_form_is_406(caller, plan):
    problem(caller.post("/render", json=plan(), headers={"Accept": "image/gif"}), 406)


def test_a_body_over_ten_megabytes_is_refused_before_it_is_read(caller):
    body = io.BytesIO(b" " * 10_000_001)

    response = caller.post("/validate", input_stream=body, content_type="application/json")

    problem(response, 413)
    assert body.tell() == 0


def test_a_body_that_hides_its_length_is_cut_off(caller):
    body = io.BytesIO(b" " * 10_000_001)

    response = caller.post(
        "/validate",
        input_stream=body,
        content_type="application/json",
        environ_overrides={"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"},
    )

    problem(response, 413)


def test_what_we_did_not_foresee_says_nothing_of_itself(app, caller, monkeypatch):
    def fail():
        raise RuntimeError("mật khẩu cơ sở dữ liệu là 123")

    monkeypatch.setitem(app.view_functions, "agency.read", fail)

    response = caller.get("/agency")

    content = problem(response, 500)
    assert "123" not in response.get_data(as_text=True)
    assert content["type"] == "urn:nd30:problem:internal-error"


def test_the_callers_request_id_comes_back(stranger):
    assert stranger.get("/kinds", headers={"X-Request-Id": "abc-1"}).headers["X-Request-Id"] == "abc-1"


@pytest.mark.parametrize("sent", ["a b", "a" * 65, "<script>", "é"])
def test_a_request_id_that_could_break_a_log_is_replaced(stranger, sent):
    answered = stranger.get("/kinds", headers={"X-Request-Id": sent}).headers["X-Request-Id"]

    assert answered != sent
    assert len(answered) == 32


def test_a_caller_who_sends_too_much_waits(settings, services, new_token, actor):
    app = create_app(replace(settings, rate_limit="3/minute"), services)
    client, headers = app.test_client(), {"Authorization": f"Bearer {new_token(actor)}"}

    answers = [client.get("/api/v1/agency", headers=headers) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert "Retry-After" not in answers[0].headers
    assert 0 < int(answers[3].headers["Retry-After"]) <= 60
    problem(answers[3], 429)
    assert client.get("/api/v1/agency", headers={"Authorization": f"Bearer {new_token(actor)}"}).status_code == 200


def test_guessing_tokens_is_counted_by_address(settings, services):
    client = create_app(replace(settings, rate_limit="3/minute"), services).test_client()

    answers = [client.get("/api/v1/agency", headers={"Authorization": f"Bearer nd30_{n}"}) for n in range(4)]

    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]


def test_health_is_open_and_ready_only_with_a_migrated_database(app, tmp_path):
    client = app.test_client()
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").status_code == 200

    fresh = create_app(Settings(data_dir=tmp_path / "neu")).test_client()

    assert fresh.get("/healthz").status_code == 200
    assert fresh.get("/readyz").status_code == 503


def test_readiness_names_what_a_pdf_needs_and_is_not_there(settings, services, tmp_path):
    lacking = Services(replace(settings, soffice="/khong/co/soffice", fonts_dir=tmp_path / "khong-co"), services.clock)
    answer = create_app(lacking.settings, lacking).test_client().get("/readyz")
    lacking.close()

    assert (answer.status_code, answer.json["status"]) == (200, "degraded")  # DOCX, numbers and the register still work
    assert [sentence.split(" Cài bằng:")[0] for sentence in answer.json["missing"]] == [
        "Thiếu LibreOffice Writer.", "Thiếu phông Tinos (thay Times New Roman).",
    ]  # fmt: skip


def test_metrics_are_for_this_machine_or_the_operators_token(settings, services):
    client = create_app(replace(settings, metrics_token="bi-mat"), services).test_client()
    far = {"REMOTE_ADDR": "203.0.113.9"}

    assert b"nd30_requests_total" in client.get("/metrics").data
    assert client.get("/metrics", environ_overrides=far).status_code == 403
    wrong = client.get("/metrics", environ_overrides=far, headers={"Authorization": "Bearer khac"})
    assert wrong.status_code == 403
    proxied = client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
    assert proxied.status_code == 403  # a proxy on this machine brings everybody
    odd = client.get("/metrics", environ_overrides=far, headers={"Authorization": "Bearer bí"})
    assert odd.status_code == 403
    right = client.get("/metrics", environ_overrides=far, headers={"Authorization": "Bearer bi-mat"})
    assert right.status_code == 200


def test_the_documentation_needs_nothing_from_elsewhere(app):
    client = app.test_client()
    page = client.get("/api/docs")

    assert "http" not in page.get_data(as_text=True).replace("http-equiv", "")
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    for name in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
        assert client.get(f"/api/docs/{name}").status_code == 200
    assert client.get("/api/docs/..%2f__init__.py").status_code == 404


@pytest.mark.parametrize(
    "path", ["/api/v1/documents", "/api/v1/kinds", "/api/khong-co", "/healthz", "/khong-co", "/dang-nhap"]
)
def test_every_answer_forbids_frames_guesses_of_its_type_and_shared_copies(app, path):
    answer = app.test_client().get(path)

    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] in {"private, no-cache", "no-store"}


def test_without_its_counters_the_service_goes_on_and_still_counts(settings, services):
    client = create_app(replace(settings, rate_limit="3/minute"), services).test_client()
    with sqlite3.connect(settings.data_dir / "limits.sqlite3") as counters:
        counters.execute("DROP TABLE hits")

    assert [client.get("/api/v1/kinds").status_code for _ in range(4)] == [200, 200, 200, 429]
