"""The repairs that docxtpl makes after rendering, each done only where a template or its data can need it."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any, Final

from docxtpl import DocxTemplate
from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCXTPL: Final = DocxTemplate(None)  # its repairs do not look at the template
_FIRST_DRAWING: Final = 1_001
_DRAWING: Final = re.compile(r'(<wp:docPr\s(?:[^>]*?\s)?id=)(["\'])[^"\']*\2')


def resolve_control_characters(xml: str) -> str:
    r"""Turn ``\n \t \a \f`` of values into line breaks, tabs, paragraphs and pages, as docxtpl does.

    docxtpl looks through the whole part. Its matches never reach beyond one ``</w:p>``: only the pieces that hold such
    a character are given to it.
    """
    if not _has_control(xml):
        return xml
    pieces = re.sub(r"\n(?=<w:p[ >])", "", xml).split("</w:p>")
    last = pieces.pop()
    return "".join(_resolved(f"{piece}</w:p>") for piece in pieces) + last


def _resolved(piece: str) -> str:
    return str(_DOCXTPL.resolve_listing(piece)) if _has_control(piece) else piece


def _has_control(xml: str) -> bool:
    return "\n" in xml or "\t" in xml or "\a" in xml or "\f" in xml


def number_drawings(xml: str) -> str:
    """Give every drawing of the body an id of its own, counted from 1001, as docxtpl does."""
    numbers = count(_FIRST_DRAWING)
    return _DRAWING.sub(lambda found: f"{found[1]}{found[2]}{next(numbers)}{found[2]}", xml)


def fix_tables(xml: str) -> str:
    """Fit the grid of each table to its cells, as docxtpl does; `xml` must be well-formed."""
    return etree.tostring(_DOCXTPL.fix_tables(xml), encoding="unicode")


def grids_are_fixed(root: etree._Element, tag: re.Pattern[str]) -> bool:
    """Tell whether `fix_tables` has nothing to do whatever the data.

    Args:
        root: a part of a template.
        tag: finds what depends on the data in a text or attribute.
    """
    return all(_grid_is_fixed(table, tag) for table in root.iter(f"{_W}tbl"))


def _grid_is_fixed(table: etree._Element, tag: re.Pattern[str]) -> bool:
    columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
    rows = list(table.iter(f"{_W}tr"))
    return (
        _keeps_a_row(table, tag)
        and not any(tag.search(text) for row in rows for text in _own_texts(row))
        and all(sum(_spans(row)) == columns for row in rows)
    )


def _keeps_a_row(table: etree._Element, tag: re.Pattern[str]) -> bool:
    """Look for a row before the first tag, or after the last, on the level of the table."""
    order = []
    for text, child in zip(_own_texts(table), [None, *table], strict=True):
        if child is not None and child.tag == f"{_W}tr":
            order.append("row")
        if tag.search(text):
            order.append("tag")
    return "row" in (order[:1] + order[-1:])


def _own_texts(element: etree._Element) -> list[str]:
    return [element.text or "", *(child.tail or "" for child in element)]


def _spans(row: etree._Element) -> Iterator[int]:
    for cell in row.findall(f"{_W}tc"):
        span: Any = cell.find(f"{_W}tcPr/{_W}gridSpan")
        value = "1" if span is None else span.get(f"{_W}val", "")
        yield int(value) if value.isdecimal() else -1_000  # a span that depends on the data never adds up
