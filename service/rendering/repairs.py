"""The repairs that docxtpl makes after rendering, each done only where a template or its data can need it."""

import re
from collections.abc import Iterable, Iterator
from itertools import count, takewhile
from typing import Any, Final

from docxtpl import DocxTemplate
from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCXTPL: Final = DocxTemplate(None)  # its repairs do not look at the template
_FIRST_DRAWING: Final = 1_001
_DRAWING: Final = re.compile(r'(<wp:docPr\s(?:[^>]*?\s)?id=)(["\'])[^"\']*\2')
_NEVER: Final = re.compile("(?!)")
_CONTROLS: Final = "\n\t\a\f"
_LINE_BEFORE_PARAGRAPH: Final = re.compile(r"\n(?=<w:p[ >])")
_PARAGRAPH_END: Final = "</w:p>"


def resolve_control_characters(xml: str) -> str:
    r"""Turn ``\n \t \a \f`` of values into line breaks, tabs, paragraphs and pages, as docxtpl does.

    docxtpl looks through the whole part. Its matches never reach beyond one ``</w:p>``: only the pieces that hold such
    a character are given to it.
    """
    present = [control for control in _CONTROLS if control in xml]
    if not present:
        return xml
    xml = _LINE_BEFORE_PARAGRAPH.sub("", xml)
    pieces: list[str] = []
    done = 0
    for place in sorted(place for control in present for place in _places(xml, control)):
        end = xml.find(_PARAGRAPH_END, place)
        if place < done or end < 0:
            continue  # in a paragraph resolved before, or after the last one
        end += len(_PARAGRAPH_END)
        before = xml.rfind(_PARAGRAPH_END, done, place)
        start = done if before < 0 else before + len(_PARAGRAPH_END)
        pieces += (xml[done:start], str(_DOCXTPL.resolve_listing(xml[start:end])))
        done = end
    return "".join(pieces) + xml[done:]


def _places(xml: str, control: str) -> Iterator[int]:
    place = xml.find(control)
    while place >= 0:
        yield place
        place = xml.find(control, place + 1)


def number_drawings(xml: str) -> str:
    """Give every drawing of the body an id of its own, counted from 1001, as docxtpl does."""
    numbers = count(_FIRST_DRAWING)
    return _DRAWING.sub(lambda found: f"{found[1]}{found[2]}{next(numbers)}{found[2]}", xml)


def tables_fit(pieces: Iterable[str], namespaces: str) -> bool:
    """Tell whether the tables in XML from the data, each piece well-formed, leave `fix_tables` nothing to do."""
    tables = [piece for piece in pieces if "<w:tbl" in piece or "<w:tc" in piece]
    return all(_plainly_fits(table) or _fits(table, namespaces) for table in tables)


def _plainly_fits(piece: str) -> bool:
    """Count the cells of one simple table, in a fraction of the time that parsing takes."""
    columns = piece.count("<w:gridCol ")
    *rows, _ = piece.split("</w:tr>")
    simple = piece.startswith("<w:tbl>") and piece.count("<w:tbl>") == 1
    plain = simple and not any(mark in piece for mark in ("<w:gridSpan", "<w:sdt", "<w:customXml"))
    return plain and bool(rows) and all(row.count("</w:tc>") == columns for row in rows)


def _fits(piece: str, namespaces: str) -> bool:
    root = etree.fromstring(f"<_ {namespaces}>{piece}</_>")
    return piece.startswith("<w:tbl>") and grids_are_fixed(root, _NEVER)


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
    """Ask that no row has more columns than the grid, and that a row which is always there has as many."""
    columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
    rows = list(table.iter(f"{_W}tr"))  # docxtpl counts the rows of tables within cells, too
    return (
        not any(tag.search(text) for row in rows for text in _own_texts(row))
        and all(0 <= sum(_spans(row)) <= columns for row in rows)
        and any(sum(_spans(row)) == columns for row in _lasting_rows(table, tag))
    )


def _lasting_rows(table: etree._Element, tag: re.Pattern[str]) -> list[etree._Element]:
    """Find the rows before the first tag and after the last one, on the level of the table."""
    order: list[etree._Element | None] = []  # None is a tag
    for text, child in zip(_own_texts(table), [None, *table], strict=True):
        if child is not None and child.tag == f"{_W}tr":
            order.append(child)
        if tag.search(text):
            order.append(None)
    before = takewhile(lambda row: row is not None, order)
    after = takewhile(lambda row: row is not None, reversed(order))
    return [row for row in (*before, *after) if row is not None]


def _own_texts(element: etree._Element) -> list[str]:
    return [element.text or "", *(child.tail or "" for child in element)]


def _spans(row: etree._Element) -> Iterator[int]:
    for cell in row.findall(f"{_W}tc"):
        span: Any = cell.find(f"{_W}tcPr/{_W}gridSpan")
        value = "1" if span is None else span.get(f"{_W}val", "")
        yield int(value) if value.isdecimal() else -1_000  # a span that depends on the data never adds up
