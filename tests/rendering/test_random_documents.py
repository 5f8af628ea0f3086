"""Any document at all: valid XML, every word once and in order, and pages that LibreOffice lays out as the decree wants."""

import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openxml_audit import OpenXmlValidator

from service.nd30.kinds import KINDS
from service.rendering import render_document
from tests.documents.strategies import documents
from tests.rendering import word_files
from tests.rendering.expected_text import expected_paragraphs, told
from tests.rendering.measuring import measure

MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
#: A list or the data may put a number or a dash before the words of a paragraph.
_NUMBER = r"(?:(?:phần|chương|mục|tiểu mục|điều) \S+|\S+[.)]|[-+])"
#: Removing a list by the id 0 is what the standard says (Part 1, 17.9.18) and what Word does; the validator looks for a list 0.
LIST_ZERO = "Numbering definition '0' referenced but not found"


def printed_paragraphs(docx):
    return [bare for para in word_files.paragraphs(docx) if (bare := told(para.text))]


def says(printed, expected):
    """Whether a paragraph prints what the data says, with or without a number before it."""
    return printed == expected or bool(re.fullmatch(rf"{_NUMBER} {re.escape(expected)}", printed))


@MANY
@given(documents())
def test_every_word_is_printed_once_and_in_order(document):
    printed, expected = printed_paragraphs(render_document(document)), expected_paragraphs(document)
    # Content that ends with a table gets the closing mark in a paragraph of its own, which `told` leaves empty.
    wrong = next((pair for pair in zip(printed, expected, strict=False) if not says(*pair)), None)

    assert wrong is None
    assert len(printed) == len(expected)


@settings(MANY, max_examples=15)
@given(documents(most_tasks=40))
def test_an_independent_validator_finds_nothing_in_any_document(tmp_path_factory, document):
    path = tmp_path_factory.getbasetemp() / "random.docx"
    path.write_bytes(render_document(document))
    errors = [str(error) for error in OpenXmlValidator().validate(path).errors]

    assert [error for error in errors if LIST_ZERO not in error] == []


@settings(MANY, max_examples=30)
@given(documents(most_tasks=40))
def test_any_document_renders_to_the_same_bytes_twice(document):
    assert render_document(document) == render_document(document)


def some_documents(count):
    """That many documents drawn at random (others with NEW_EXAMPLES=1); what fails is printed by the assertion."""
    drawn = []

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents(most_tasks=60))
    def draw(document):
        drawn.append(document)

    draw()
    return drawn


@pytest.mark.office
@pytest.mark.xdist_group("printed")
def test_libreoffice_lays_out_any_document_as_the_decree_wants(office):
    for document in some_documents(16):
        measured = measure(office.convert(render_document(document)))
        first = measured.pages[0]

        assert len(first.styled("Quốc hiệu")) == 1, document
        assert len(first.styled("Tiêu ngữ")) == 1, document
        assert len(first.styled("Số ký hiệu")) == 1, document
        assert len(first.styled("Địa danh ngày tháng")) == KINDS[document.kind].prints_date, document
        assert len({line.page for line in measured.styled("Nơi nhận", "Quyền hạn chức vụ", "Họ tên")}) == 1, document
        assert all([line for line in page.lines if line not in page.page_number] for page in measured.pages), document
