"""A document measured twice: every line as the checker places it from the DOCX, and every letter and rule as the PDF shows it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pdfplumber

from service.reading import Paragraph, Place, ReadDocument, StoryKind
from service.reading.pieces import cut

MM = 25.4 / 72


@dataclass(frozen=True)
class Letter:
    """One printed letter of the PDF: edges and baseline in mm from the upper left corner of its page, size in pt."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True)
class Line:
    """One line as read from the DOCX: its words without spaces, where they should be printed (mm), their sizes (pt)."""

    zone: str
    page: int
    text: str
    left: float
    right: float
    baseline: float
    sizes: tuple[float, ...]


@dataclass(frozen=True)
class Rule:
    """One printed stroke: its ends in mm."""

    left: float
    right: float
    top: float
    bottom: float


class Paper:
    """The pages of a PDF: letters that are there to be found, each once, and strokes."""

    def __init__(self, pdf: bytes) -> None:
        with pdfplumber.open(io.BytesIO(pdf)) as opened:
            self.letters = [list(_letters(page)) for page in opened.pages]
            self.strokes = [
                [
                    Rule(*(one[side] * MM for side in ("x0", "x1", "top", "bottom")))
                    for one in (*page.lines, *page.rects)
                ]
                for page in opened.pages
            ]

    def take(self, line: Line, within: float) -> list[Letter]:
        """The letters printed where `line` should be, to so many mm, from left to right; nobody finds them again."""
        page = self.letters[line.page - 1]
        taken = [
            one
            for one in page
            if abs(one.baseline - line.baseline) <= within and line.left - within <= one.left <= line.right + within
        ]
        self.letters[line.page - 1] = [one for one in page if one not in taken]
        return sorted(taken, key=lambda one: one.left)


def _letters(page: pdfplumber.page.Page) -> Iterator[Letter]:
    for char in page.chars:
        if char["text"].strip():
            baseline = (page.height - char["matrix"][5]) * MM
            yield Letter(char["text"], char["x0"] * MM, char["x1"] * MM, baseline, char["size"])


def lines_of(document: ReadDocument, pages: int) -> Iterator[Line]:
    """Every line of the document, its tables, its repeated heading rows and its page numbers."""
    zones = {piece.paragraph.ordinal: name for name, pieces in _zones(document) for piece in pieces}
    for paragraph in document.facts.paragraphs():
        place = document.layout.places[paragraph.ordinal]
        yield from _lines(zones.get(paragraph.ordinal, "6"), paragraph, place)
    for paragraph, place in document.layout.repeats:
        yield from _lines("heading row", paragraph, place)
    yield from _stories(document, pages)


def _zones(document: ReadDocument):
    zones = document.zones
    yield from ((component.value, pieces) for component, pieces in zones.parts.items())
    for block in zones.signers:
        yield "signer", (*block.authority, *block.other_post, *((block.name,) if block.name else ()))
    for appendix in (*zones.appendices, *zones.attachments):
        yield "appendix", (*appendix.title, *appendix.attached)


def _lines(zone: str, paragraph: Paragraph, place: Place) -> Iterator[Line]:
    label = paragraph.label
    for number, line in enumerate(place.lines):
        for index, segment in enumerate(line.segments):
            runs = cut(paragraph.runs, segment.start, segment.end)
            text, sizes = "".join(run.text for run in runs), {run.face.size_pt for run in runs if run.text.strip()}
            if label and number == index == 0:
                text, sizes = label.text + text, sizes | {label.face.size_pt}
            last = index == len(line.segments) - 1
            right = line.right_mm if last else segment.x_mm + segment.width_mm
            words = "".join(text.split())
            if words:
                yield Line(zone, line.page, words, segment.x_mm, right, line.baseline_mm, tuple(sorted(sizes)))


def _stories(document: ReadDocument, pages: int) -> Iterator[Line]:
    """What headers and footers print on each page; page numbers are counted anew where a section says so."""
    begins: dict[int, int] = {}
    for paragraph in document.facts.paragraphs():
        for line in document.layout.places[paragraph.ordinal].lines:
            begins[paragraph.section] = min(begins.get(paragraph.section, line.page), line.page)
    number = 0
    for page in range(1, pages + 1):
        index = max(section for section, first in begins.items() if first <= page)
        section, begun = document.sections[index], page == begins[index]
        number = section.page_start if begun and section.page_start is not None else number + 1
        type_ = "first" if begun and section.title_page else "default"
        for kind in (StoryKind.HEADER, StoryKind.FOOTER):
            for paragraph, place in document.layout.stories.get((index, kind, type_), ()):
                for line in _lines(kind.value, paragraph, place):
                    numbered = any(run.field == "PAGE" for run in paragraph.runs)
                    yield _numbered(line, page, number) if numbered else replace(line, page=page)


def _numbered(line: Line, page: int, number: int) -> Line:
    """The line of a page number, centred, with the number of this page: all digits are of one width."""
    middle, half = (line.left + line.right) / 2, (line.right - line.left) / len(line.text) * len(str(number)) / 2
    return replace(line, zone="page number", page=page, text=str(number), left=middle - half, right=middle + half)
