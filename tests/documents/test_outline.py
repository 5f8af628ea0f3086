"""Printed numbers of blocks."""

import pytest
from hypothesis import given, settings

from service.documents import Document
from service.documents.outline import bare_number, outline, roman
from tests.documents import drafts
from tests.documents.strategies import documents


def labels(*content: drafts.Data, layout: str = "sections") -> list[str]:
    """Return the printed numbers of a plan with this content."""
    document = drafts.document(body={"layout": layout, "content": list(content)})
    return [entry.label for entry in outline(document.body)]


def section(*content: drafts.Data, **more: str) -> drafts.Data:
    """Return a section."""
    return {"type": "section", "title": "Mục", "content": list(content), **more}


def clause(*content: drafts.Data, **more: str) -> drafts.Data:
    """Return a clause."""
    return {"type": "clause", "text": "khoản", "content": list(content), **more}


POINT = {"type": "point", "text": "điểm"}
SUBCLAUSE = {"type": "subclause", "text": "khoản nhỏ"}
DASH = {"type": "dash", "text": "ý"}


def test_sections_are_roman_and_clauses_begin_again_in_each() -> None:
    assert labels(section(clause(), clause()), section(clause())) == ["I.", "1.", "2.", "II.", "1."]


def test_points_follow_the_vietnamese_alphabet() -> None:
    found = labels(clause(*[POINT] * 9))

    assert found == ["1.", "a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)", "i)"]


def test_subclauses_repeat_the_number_of_their_clause() -> None:
    assert labels(clause(), clause(SUBCLAUSE, SUBCLAUSE)) == ["1.", "2.", "2.1.", "2.2."]


def test_dashes_in_dashes_are_plus_signs() -> None:
    assert labels({**DASH, "content": [DASH]}, DASH) == ["-", "+", "-"]


def test_articles_and_chapters_count_through_the_whole_text() -> None:
    article = {"type": "article", "title": "Điều"}
    section = {"type": "section", "title": "Mục", "content": [article]}
    chapter = {"type": "chapter", "title": "Chương", "content": [section, section]}

    assert labels(chapter, chapter, layout="articles") == [
        "Chương I", "Mục 1", "Điều 1.", "Mục 2", "Điều 2.",
        "Chương II", "Mục 1", "Điều 3.", "Mục 2", "Điều 4.",
    ]  # fmt: skip


def test_an_explicit_number_is_respected_and_counting_goes_on_from_it() -> None:
    assert labels(clause(), clause(number="5"), clause()) == ["1.", "5.", "6."]


def test_a_number_between_two_leaves_the_count() -> None:
    assert labels(clause(), clause(number="1a"), clause()) == ["1.", "1a.", "2."]


@pytest.mark.parametrize(
    ("given", "bare"), [("Điều 5.", "5"), ("II.", "II"), ("đ)", "đ"), ("Chương III", "III"), ("1.2", "1.2")]
)
def test_an_explicit_number_may_be_typed_with_its_word_and_mark(given: str, bare: str) -> None:
    assert bare_number(given) == bare


def test_a_plain_word_list_still_counts_until_the_data_departs_from_it() -> None:
    content = [clause(number="1"), clause(), clause(number="5"), clause()]
    document = drafts.document(body={"content": content})

    assert [entry.automatic for entry in outline(document.body)] == [True, True, False, False]


def test_subclauses_of_a_departed_clause_are_not_automatic() -> None:
    document = drafts.document(body={"content": [clause(SUBCLAUSE, number="5")]})

    assert [entry.automatic for entry in outline(document.body)] == [False, False]


@pytest.mark.parametrize(("number", "letters"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX")])
def test_roman_numbers(number: int, letters: str) -> None:
    assert roman(number) == letters


@settings(deadline=None, max_examples=20)
@given(documents(most_tasks=2))
def test_pointers_lead_to_their_blocks(document: Document) -> None:
    data = document.as_data()
    for entry in outline(document.body):
        found = data
        for key in entry.path.split("/")[1:]:
            found = found[int(key)] if key.isdecimal() else found[key]
        assert found["type"] == entry.block.type
