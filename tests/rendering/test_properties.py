"""What travels with a document: its properties, and the data it was made from."""

import io
import json

import docx as python_docx
import pytest
from lxml import etree

from service.documents import SCHEMA_VERSION, parse_document
from service.rendering import render_document
from service.rendering.properties import DATA_NAMESPACE, DATA_PART, DATA_PROPERTIES_PART
from tests.rendering import examples, word_files
from tests.rendering.specimens import NAMES, specimen


def carried(docx):
    """The custom XML element that holds the data."""
    return etree.fromstring(word_files.parts(docx)[DATA_PART])


def properties(document):
    return python_docx.Document(io.BytesIO(render_document(document))).core_properties


@pytest.mark.parametrize("name", NAMES)
def test_the_data_comes_back_from_the_file_as_the_same_document(name):
    document = specimen(name)
    element = carried(render_document(document))

    assert element.tag == f"{{{DATA_NAMESPACE}}}document"
    assert element.get("schemaVersion") == str(SCHEMA_VERSION)
    assert parse_document(element.text) == document


def test_data_that_looks_like_markup_comes_back_as_it_was():
    document = examples.plan(subject="A & B < C > D ]]> \"E\" 'F' {{ g }} &amp; 😀")
    docx = render_document(document)

    assert json.loads(carried(docx).text)["subject"] == document.subject
    assert parse_document(carried(docx).text) == document


def test_word_finds_the_data_part_by_its_relationships():
    relations = {target for _, _, target, _ in word_files.targets(render_document(examples.plan()))}

    assert {DATA_PART, DATA_PROPERTIES_PART, "docProps/core.xml"} <= relations


def test_properties_say_what_the_document_is_and_whose():
    found = properties(examples.plan())

    assert found.title == "Kế hoạch Tuyên truyền, phổ biến pháp luật năm 2026"
    assert found.subject == "Tuyên truyền, phổ biến pháp luật năm 2026"
    assert found.author == "Ủy ban nhân dân xã An Bình"
    assert found.language == "vi-VN"
    assert found.created.date().isoformat() == "2026-01-05"


def test_a_draft_has_no_date_of_creation():
    docx = render_document(examples.draft())

    assert b"created" not in word_files.parts(docx)["docProps/core.xml"]


def test_the_title_of_a_letter_names_its_kind():
    assert properties(examples.letter()).title.startswith("Công văn V/v Góp ý dự thảo")


def test_a_long_subject_with_markup_fits_the_property_and_is_escaped_once():
    subject = "Phối hợp A & B <C> " + "rất dài " * 60 + "hết"
    found = properties(examples.plan(subject=subject))

    assert found.subject == subject[:255]
    assert len(found.title) == 255


def test_the_application_that_made_the_file_is_named_without_a_clock():
    app = word_files.parts(render_document(examples.plan()))["docProps/app.xml"].decode()

    assert "<Application>nd30</Application>" in app
    assert "TotalTime" not in app
