"""Every horizontal rule of the text, however somebody made it, with its place and length."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from service.reading.anchors import anchor_point
from service.reading.drawings import StrokeKind
from service.reading.facts import Block, Facts, Paragraph, every_table, flatten
from service.reading.pieces import cut, spot_of
from service.reading.places import Layout, Place
from service.reading.typesetting import width_mm

#: Characters that people line up to make a rule; only the first few of them join into an unbroken line.
_RULE: Final = re.compile(r"^[\s\u00a0]*([_‗─━—–\-.…*=~]{3,}[\s\u00a0]*)+$")
_STRETCH: Final = re.compile(r"[^\s\u00a0]+(?:[ \u00a0]{1,4}[^\s\u00a0]+)*")
_UNBROKEN: Final = re.compile(r"^[\s\u00a0_‗─━—]+$")
#: Rules of headers and titles stand on the first pages; longer documents are not searched to the end.
_SEARCHED: Final = 120


@dataclass(frozen=True, slots=True)
class Drawn:
    """A horizontal rule: page, left end and height on the page and its length, in mm.

    Attributes:
        length_mm: None when the file does not say.
        solid: an unbroken line (nét liền).
        paragraph: ordinal of the paragraph that holds it.
    """

    kind: StrokeKind
    page: int
    x_mm: float
    y_mm: float
    length_mm: float | None
    solid: bool
    paragraph: int

    @property
    def middle_mm(self) -> float:
        """Its middle across the page."""
        return self.x_mm + (self.length_mm or 0.0) / 2


def drawn_rules(facts: Facts, layout: Layout) -> tuple[Drawn, ...]:
    """Every rule that can be placed, from top to bottom."""
    found = [*_shapes(facts, layout), *_cells(facts.blocks, layout)]
    for index, paragraph in enumerate(facts.paragraphs()):
        found.extend(_of_paragraph(paragraph, layout, words=index < _SEARCHED))
    return tuple(sorted(found, key=lambda rule: (rule.page, rule.y_mm)))


def _shapes(facts: Facts, layout: Layout) -> Iterator[Drawn]:
    for stroke in facts.strokes:
        length = stroke.length_mm
        at = anchor_point(stroke.anchor, layout, facts.sections, (length or 0.0, 0.0))
        if at is not None:
            x, y, page = at
            yield Drawn(stroke.kind, page, x, y, length, stroke.solid, stroke.anchor.paragraph)
    for picture in facts.pictures:
        flat = picture.height_mm is not None and picture.height_mm < 2 and (picture.width_mm or 0) > 10
        at = anchor_point(picture.anchor, layout, facts.sections, (picture.width_mm or 0.0, 0.0)) if flat else None
        if at is not None:
            x, y, page = at
            yield Drawn(StrokeKind.PICTURE, page, x, y, picture.width_mm, True, picture.anchor.paragraph)


def _of_paragraph(paragraph: Paragraph, layout: Layout, *, words: bool) -> Iterator[Drawn]:
    place = layout.places.get(paragraph.ordinal)
    if place is None or not place.lines:
        return
    format_ = paragraph.format
    for drawn, y in ((format_.top_border, place.top_mm), (format_.bottom_border, place.bottom_mm)):
        if drawn:
            length = place.area.width_mm - format_.left_mm - format_.right_mm
            x = place.area.x_mm + format_.left_mm
            yield Drawn(StrokeKind.BORDER, place.page, x, y, length, True, paragraph.ordinal)
    if not words:
        return
    start = 0
    for line in paragraph.text.split("\n"):
        spot = spot_of(paragraph, start, start + len(line), place)
        if spot and _RULE.match(line):
            yield from _of_characters(paragraph, line, start, place)
        elif spot:
            yield from _underlined(paragraph, start, start + len(line), layout)
        start += len(line) + 1


def _of_characters(paragraph: Paragraph, line: str, start: int, place: Place) -> Iterator[Drawn]:
    """The rules of one typed line: two columns typed with spaces have one each."""
    for part in _STRETCH.finditer(line):
        spot = spot_of(paragraph, start + part.start(), start + part.end(), place)
        if spot:
            solid = bool(_UNBROKEN.match(part[0]))
            y = spot.bottom_mm
            yield Drawn(StrokeKind.CHARACTERS, spot.page, spot.x_mm, y, spot.width_mm, solid, paragraph.ordinal)


def _underlined(paragraph: Paragraph, start: int, end: int, layout: Layout) -> Iterator[Drawn]:
    """The underlined part of a line, taken as one rule."""
    at = start
    low = high = None
    for run in cut(paragraph.runs, start, end):
        if run.face.underline and run.text.strip(" \t\u00a0"):
            low = at if low is None else low
            high = at + len(run.text)
        at += len(run.text)
    if low is None or high is None:
        return
    text = paragraph.text[low:high]
    low, high = low + len(text) - len(text.lstrip()), low + len(text.rstrip())
    spot = spot_of(paragraph, low, high, layout.places.get(paragraph.ordinal))
    if spot:
        length = sum(width_mm(run.text, run.face) for run in cut(paragraph.runs, low, high))
        ordinal = paragraph.ordinal
        yield Drawn(StrokeKind.UNDERLINE, spot.page, spot.x_mm, spot.bottom_mm, length, True, ordinal)


def _cells(blocks: tuple[Block, ...], layout: Layout) -> Iterator[Drawn]:
    """Borders under or over single cells; a table ruled all over is a table, not a rule."""
    for table in every_table(blocks):
        if table.bordered:
            continue
        for row in table.rows:
            for cell in row.cells:
                key = (cell.place.table, cell.place.row, cell.place.column)
                held = next(flatten(cell.blocks), None)
                if key not in layout.cells or held is None:
                    continue
                x, top, width, bottom = layout.cells[key]
                for drawn, y in ((cell.top_border, top), (cell.bottom_border, bottom)):
                    if drawn:
                        page = layout.cell_pages[key]
                        yield Drawn(StrokeKind.CELL_BORDER, page, x, y, width, True, held.ordinal)
