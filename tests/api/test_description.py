"""The OpenAPI description itself: complete, Vietnamese, no loose ends."""

import re

import pytest

VIETNAMESE = re.compile("[ăâđêôơưàáạảãầấậẩẫằắặẳẵèéẹẻẽềếệểễìíịỉĩòóọỏõồốộổỗờớợởỡùúụủũừứựửữỳýỵỷỹ]", re.IGNORECASE)


@pytest.fixture
def spec(stranger):
    return stranger.get("/api/openapi.json").json


def operations(spec):
    for path, item in spec["paths"].items():
        for method, operation in item.items():
            yield f"{method.upper()} {path}", operation


def test_it_is_openapi_31(spec):
    assert spec["openapi"] == "3.1.0"
    assert spec["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_every_route_of_the_api_is_described(app, spec):
    described = set(spec["paths"])
    served = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and "oidc" not in rule.rule
    }

    assert served == described


def test_every_operation_has_a_vietnamese_summary_and_description(spec):
    for name, operation in operations(spec):
        assert VIETNAMESE.search(operation["summary"]), name
        assert operation["description"].strip(), name


def test_every_operation_tells_its_faults_as_problems(spec):
    for name, operation in operations(spec):
        faults = {status: one for status, one in operation["responses"].items() if status >= "4"}
        assert {"404", "405", "422", "429", "500"} <= set(faults), name
        for fault in faults.values():
            assert list(fault["content"]) == ["application/problem+json"], name


def test_every_field_is_described_in_vietnamese(spec):
    bare = [
        f"{name}.{field}"
        for name, schema in spec["components"]["schemas"].items()
        for field, facts in schema.get("properties", {}).items()
        if not VIETNAMESE.search(facts.get("description", "") + facts.get("title", "")) and "const" not in facts
    ]

    assert bare == []


def test_every_reference_leads_somewhere(spec):
    known = set(spec["components"]["schemas"])
    named = set(re.findall(r"#/components/schemas/([^'\"]+)", repr(spec)))

    assert named <= known


def test_operations_that_create_take_an_idempotency_key(spec):
    taking = {
        name
        for name, operation in operations(spec)
        if any(parameter["name"] == "Idempotency-Key" for parameter in operation.get("parameters", []))
    }
    posts = {name for name, _ in operations(spec) if name.startswith("POST")}

    assert posts - taking == {
        "POST /api/v1/render",
        "POST /api/v1/validate",
        "POST /api/v1/checks",
        "POST /api/v1/session",
    }
