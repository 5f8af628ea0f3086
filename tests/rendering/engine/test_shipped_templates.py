"""The shipped templates run on the fast paths, and every example is what docxtpl itself would have made of it."""

import json
from pathlib import Path

import pytest

from service.documents.parse import parse_document
from service.rendering import lint_template, shipped_template
from service.rendering.column_widths import DOCUMENT_TAGS
from service.rendering.context import build_context
from service.rendering.library import SHIPPED
from tests.rendering.engine.word import canonical, names

EXAMPLES = sorted((Path(__file__).parents[3] / "fixtures" / "documents").glob("*.json"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_the_same_by_docxtpl(example):
    document = parse_document(json.loads(example.read_text()))
    template, context = shipped_template(document.kind), build_context(document)

    ours, theirs = template.render(context), template.render(context, docxtpl=template.docxtpl())

    compared = [name for name in names(ours) if name.startswith("word/") and name.endswith(".xml")]
    assert "word/document.xml" in compared
    for name in compared:
        assert canonical(ours, name) == canonical(theirs, name)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.docx")), ids=lambda path: path.stem)
def test_a_shipped_template_has_no_faults(path):
    assert lint_template(path, tags=DOCUMENT_TAGS) == ()


def test_shipped_templates_need_no_second_look_after_rendering():
    kinds = {parse_document(json.loads(example.read_text())).kind for example in EXAMPLES}
    parts = [part for kind in kinds for part in shipped_template(kind).rendered]

    assert all(part.proven and part.fixed_grids for part in parts)
