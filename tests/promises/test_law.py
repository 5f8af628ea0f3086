"""One table of the law: no number of the decree stands anywhere else in the source."""

import ast
import re

import pytest

from service.nd30.page import FIRST_LINE_INDENT, MARGINS, URGENCY_BOXES
from templates_nd30.generator.ooxml import dxa
from tests.promises.source import ROOT, modules, relative

#: Every module but those of the law.
OUTSIDE = {path: tree for path, tree in modules().items() if ROOT / "service" / "nd30" not in path.parents}
#: Numbers by which a retyped rule betrays itself: indents and margins in cm, mm and twips, that are too odd to mean anything else.
BETRAYING = {
    1.27,
    12.7,
    dxa(FIRST_LINE_INDENT.use),
    *(dxa(value) for margin in MARGINS.values() for value in (margin.allowed.low, margin.allowed.high)),
    dxa(10.0),
}
#: Words that only the law table may spell out.
ONCE = ("CỘNG HÒA XÃ HỘI", "Độc lập - Tự do", "HỎA TỐC", "THƯỢNG KHẨN", "QUYẾT NGHỊ")
#: Where such a number or word means something else.
KNOWN: dict[str, set[object]] = {
    "service/reading/document.py": {720.0},  # Word's own distance between tab stops
    "service/reading/facts.py": {12.7},  # Word's own distances, where a file says nothing
    "service/reading/layout.py": {1.27},  # Word's own inset of a text box
    "service/reading/sections.py": {12.7},  # Word's own distance of the header
    "service/reading/zones/words.py": {"QUYẾT NGHỊ"},  # recognises how others write it
    "service/documents/wording.py": {"HỎA TỐC", "THƯỢNG KHẨN"},  # what each choice in the data prints
}


def constants(tree, kinds):
    """Constants in the code of a module; what only explains it does not count."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told]
    return {node.value for node in found if isinstance(node.value, kinds) and not isinstance(node.value, bool)}


def test_no_number_of_the_decree_is_typed_again():
    found = {relative(path): constants(tree, int | float) & BETRAYING for path, tree in OUTSIDE.items()}

    assert {path: numbers for path, numbers in found.items() if numbers - KNOWN.get(path, set())} == {}


def test_no_wording_of_the_decree_is_typed_again():
    found = {
        relative(path): {word for word in ONCE for text in constants(tree, str) if word in text}
        for path, tree in OUTSIDE.items()
    }

    assert {path: words for path, words in found.items() if words - KNOWN.get(path, set())} == {}


def test_the_law_imports_nothing_of_ours():
    for path in (ROOT / "service" / "nd30").glob("*.py"):
        imported = re.findall(r"^(?:from|import) (service[\w.]*)", path.read_text("utf-8"), re.MULTILINE)
        assert all(name.startswith("service.nd30") for name in imported), path.name


def test_the_boxes_of_stamps_are_not_empty():
    assert all(width > height for width, height in URGENCY_BOXES.values())


@pytest.mark.parametrize("folder", ["service/rendering", "service/documents", "templates_nd30"])
def test_what_writes_documents_takes_the_font_from_the_law(folder):
    for path in OUTSIDE:
        if relative(path).startswith(folder):
            assert "Times New Roman" not in path.read_text("utf-8"), relative(path)
