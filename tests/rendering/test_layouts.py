"""Text laid out once for many documents."""

import pytest

from service.documents import PartialDate, parse_document
from service.rendering import Layouts, render_document
from tests.rendering.specimens import NAMES, specimen


def with_copies(document, **changes):
    """The document as a batch has it: other fields, the rest the same objects."""
    return document.model_copy(update=changes)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_laid_out_before_gives_the_same_bytes(name):
    document, layouts = specimen(name), Layouts()

    assert render_document(document, layouts=layouts) == render_document(document)
    assert render_document(with_copies(document, number=77), layouts=layouts) == render_document(
        with_copies(document, number=77)
    )


def test_text_that_two_documents_share_is_laid_out_once():
    document, layouts, made = specimen("thirty-tasks"), Layouts(), []

    for _ in range(2):
        layouts.lines(document.body, document, lambda: made.append("laid out") or [])

    assert made == ["laid out"]


@pytest.mark.parametrize(
    "changes",
    [
        {"reported_on": PartialDate(2031, 1, 1)},
        {"tasks": ()},
    ],
    ids=["another day", "no tasks"],
)
def test_lines_with_other_tasks_or_another_day_are_laid_out_anew(changes):
    document, layouts, made = specimen("thirty-tasks"), Layouts(), []

    for one in (document, with_copies(document, **changes)):
        layouts.lines(document.body, one, lambda: made.append("laid out") or [])

    assert len(made) == 2


def test_an_equal_text_read_anew_is_another_text():
    document, layouts, made = specimen("thirty-tasks"), Layouts(), []

    for one in (document, parse_document(document.as_data())):
        layouts.lines(one.body, one, lambda: made.append("laid out") or [])

    assert len(made) == 2


def test_only_the_latest_texts_are_kept():
    document, layouts, made = specimen("thirty-tasks"), Layouts(), []
    first = [document.body.model_copy() for _ in range(40)]

    for body in (*first, first[0]):
        layouts.lines(body, document, lambda: made.append("laid out") or [])

    assert len(made) == 41
