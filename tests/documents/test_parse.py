"""From JSON to a document: every problem at once, in Vietnamese, with its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents import Document, parse_document
from service.errors import InvalidDocument, Problem
from tests.documents import drafts


def refusals(text: str | bytes) -> tuple[Problem, ...]:
    """Return the problems of JSON text."""
    with pytest.raises(InvalidDocument) as refused:
        parse_document(text)
    return refused.value.problems


def test_text_bytes_and_plain_data_give_the_same_document() -> None:
    text = json.dumps(drafts.PLAN, ensure_ascii=False)

    assert parse_document(text) == parse_document(text.encode()) == parse_document(drafts.PLAN)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert parse_document(json.dumps(drafts.PLAN).encode("utf-8-sig")) == parse_document(drafts.PLAN)


def test_all_faults_come_at_once_in_their_places() -> None:
    wrong = drafts.data(
        number="năm",
        issued_on="2026-02-30",
        subject="Kế hoạch năm 2026.",
        signer=drafts.signer(name="NGUYỄN VĂN AN"),
        tasks=[{"name": "Nhóm", "tasks": [drafts.TASK | {"lead": []}]}],
    )

    assert drafts.faults(wrong) == [
        ("/number", "int-type"),
        ("/issued_on", "bad-date"),
        ("/tasks/0/tasks/0/lead", "too-short"),
        ("/subject", "subject-with-end-mark"),
        ("/signer/name", "name-in-capitals"),
    ]


def test_a_misspelled_key_suggests_the_nearest() -> None:
    [problem] = drafts.problems(adressees=["Sở Nội vụ"])

    assert problem == Problem(
        "/adressees", "unknown-key", "Không có khóa “adressees” ở đây. Có phải “addressees” (Kính gửi)?"
    )


def test_a_vietnamese_key_suggests_the_english_one() -> None:
    [problem] = drafts.problems(**{"trích yếu": "x"})

    assert "“subject” (Trích yếu)" in problem.message


def test_a_missing_field_is_named_in_vietnamese() -> None:
    [problem] = drafts.problems(signer={"name": "Nguyễn Văn An"})

    assert problem == Problem("/signer/post", "missing", "Thiếu Chức vụ người ký (khóa “post”).")


def test_an_unknown_kind_suggests_the_nearest() -> None:
    [problem] = drafts.problems(kind="ke_hoach")

    assert problem.code == "unknown-choice"
    assert problem.message.endswith("Có phải “ke-hoach”?")


def test_an_unknown_block_suggests_the_nearest_at_the_place_of_the_block() -> None:
    [problem] = drafts.problems(body={"content": [{"type": "paragraf", "text": "x"}]})

    assert (problem.path, problem.code) == ("/body/content/0", "unknown-block")
    assert problem.message.endswith("Có phải “paragraph”?")


def test_pointers_leave_out_the_type_of_the_block() -> None:
    section = {"type": "section", "title": "Mục", "content": [{"type": "clause", "text": "\x00"}, {"type": "point"}]}

    assert drafts.faults(body={"content": [section]}) == [
        ("/body/content/0/content/0/text", "control-character"),
        ("/body/content/0/content/1/text", "missing"),
    ]


def test_a_fault_in_one_run_points_to_that_run() -> None:
    runs = ["tốt", {"text": "x", "bold": "có"}]

    assert drafts.faults(opening=["đoạn một", runs]) == [("/opening/1/1/bold", "bool-type")]


def test_a_slash_in_a_key_is_escaped_in_the_pointer() -> None:
    [(path, _)] = drafts.faults(**{"a/b~c": 1})

    assert path == "/a~1b~0c"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": 0}, "phải từ 1 trở lên"),
        ({"number": 5.5}, "phải là số nguyên"),
        ({"subject": 7}, "phải là chuỗi chữ"),
        ({"recipients": "Sở Nội vụ"}, "phải là một danh sách"),
        ({"signer": "Nguyễn Văn An"}, "phải là một đối tượng"),
        ({"subject": " \n"}, "không được để trống"),
        ({"issuer": {"name": "Sở A", "sign": "S A", "place": "B"}}, "không được có dấu cách"),
        ({"signer": drafts.signer() | {"seal": "có"}}, "phải là true hoặc false"),
        ({"subject": "\ud800"}, "U+D800"),
        ({"body": {"content": [{"text": "x"}]}}, "thiếu khóa “type”"),
    ],
)
def test_a_wrong_type_says_what_is_right(changes: drafts.Data, words: str) -> None:
    [problem] = drafts.problems(**changes)

    assert words in problem.message


def test_broken_json_names_line_and_column() -> None:
    [problem] = refusals('{\n  "kind": "ke-hoach",\n}')

    assert (problem.code, problem.path) == ("bad-json", "")
    assert "dòng" in problem.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"kind": "ke-hoach", "kind": "bao-cao"}', "repeated-key"),
        ('{"number": NaN}', "bad-json"),
        ("[1, 2]", "not-an-object"),
        ("", "bad-json"),
        (b"\xff\xfe{}", "not-utf-8"),
        ("[" * 100_000, "too-deep"),
        ('{"number": ' + "9" * 5000 + "}", "bad-json"),
    ],
)
def test_what_is_no_trustworthy_json_is_refused(text: str | bytes, code: str) -> None:
    assert [problem.code for problem in refusals(text)] == [code]


def test_a_key_given_twice_is_found_where_it_stands() -> None:
    [problem] = refusals('{"signer": {"post": "A", "name": "B", "post": "C"}}')

    assert problem.path == "/signer/post"


def test_data_nested_too_deep_is_refused_and_does_not_overflow() -> None:
    nested: drafts.Data = {"type": "section", "title": "x"}
    for _ in range(400):
        nested = {"type": "section", "title": "x", "content": [nested]}

    assert any(code == "too-deep" for _, code in drafts.faults(body={"content": [nested]}))


def test_the_layout_follows_from_the_kind_when_left_out() -> None:
    assert drafts.document().body.layout == "sections"
    assert drafts.document(drafts.DECISION).body.layout == "articles"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*Document.model_fields, "x"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from([*Document.model_fields, "x"]), JSON))
def test_any_data_is_either_a_document_or_refused_in_vietnamese(changes: drafts.Data) -> None:
    for problem in drafts.problems({**drafts.PLAN, **changes}):
        assert "Input should" not in problem.message
        assert problem.path.startswith("/")
        assert problem.message.endswith((".", "?", "”"))


@given(st.text(max_size=30) | st.binary(max_size=30))
def test_any_text_is_either_a_document_or_refused(text: str | bytes) -> None:
    assert refusals(text)
