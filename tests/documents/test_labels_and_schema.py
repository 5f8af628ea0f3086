"""One Vietnamese vocabulary for fields and choices, and the schemas made with it."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from service.documents import json_schema
from service.documents.labels import CHOICES, choice_label, fields_at, label, place
from service.documents.model import Urgency
from service.documents.starting import starting_document
from service.nd30.kinds import KINDS, Kind
from tests.documents import drafts

RENDERED = [kind for kind, facts in KINDS.items() if facts.rendered]


@pytest.mark.parametrize(
    ("pointer", "words"),
    [
        ("/signer/post", "Chức vụ người ký"),
        ("/tasks/0/tasks/2/lead", "Cơ quan chủ trì"),
        ("/body/content/0/content/1/title", "Tiêu đề"),
        ("/legal_bases/0/1/bold", "Đậm"),
        ("/tasks/0/tasks/0/outputs/0/due", "Thời hạn"),
        ("/appendices/0/content/0/columns/1/width", "Độ rộng"),
        ("/unknown", "unknown"),
    ],
)
def test_a_place_has_the_label_of_its_field(pointer: str, words: str) -> None:
    assert label(pointer) == words


def test_a_place_is_told_from_the_outside_in() -> None:
    assert place("/tasks/0/tasks/2/lead") == "Bảng nhiệm vụ 1, Các nhiệm vụ 3, Cơ quan chủ trì"
    assert place("") == "Văn bản"


def test_the_keys_of_an_object_come_with_their_labels() -> None:
    assert fields_at("/recipients/0") == {"name": "Nơi nhận", "purpose": "Để làm gì"}


@pytest.mark.parametrize("choices", CHOICES)
def test_every_choice_has_words(choices: Any) -> None:
    assert set(CHOICES[choices]) == set(choices)


def test_a_choice_is_told_in_words() -> None:
    assert choice_label(Urgency.HOA_TOC) == "Hỏa tốc"


@pytest.mark.parametrize("kind", RENDERED)
def test_a_starting_document_satisfies_the_schema_of_its_kind(kind: Kind) -> None:
    validator = Draft202012Validator(json_schema(kind))

    assert list(validator.iter_errors(starting_document(kind).as_data())) == []


def test_a_schema_has_only_the_fields_of_its_kind() -> None:
    plan, letter = json_schema(Kind.KE_HOACH), json_schema(Kind.CONG_VAN)

    assert "addressees" not in plan["properties"]
    assert "attachment" not in plan["properties"]
    assert "addressees" in letter["required"]
    assert "legal_bases" in json_schema(Kind.QUYET_DINH)["required"]


@pytest.mark.parametrize(
    "changes", [{"x": 1}, {"number": "5"}, {"kind": "bao-cao"}, {"body": {"content": [{"type": "x"}]}}]
)
def test_a_schema_refuses_what_the_model_refuses(changes: drafts.Data) -> None:
    assert list(Draft202012Validator(json_schema(Kind.KE_HOACH)).iter_errors(drafts.data(**changes))) != []


def test_a_schema_speaks_vietnamese_to_people() -> None:
    said = list(_said(json_schema(Kind.QUYET_DINH)))

    assert len(said) > 150
    assert [words for words in said if words.isascii() and words not in ("TT", "Fax", "Trang ngang")] == []


def _said(schema: Any) -> Iterator[str]:
    """Yield every title and description of a schema."""
    if isinstance(schema, dict):
        yield from (
            value for key, value in schema.items() if key in ("title", "description") and isinstance(value, str)
        )
        for value in schema.values():
            yield from _said(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from _said(item)
