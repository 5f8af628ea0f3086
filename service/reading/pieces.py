"""Pieces: what stands as a line of its own, be it a paragraph, a stretch between line breaks, or one side of a tab."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from service.nd30.metrics import text_width_mm
from service.reading.facts import Face, Facts, Paragraph, Run
from service.reading.places import Layout, Place
from service.reading.text import clean, is_upper, letters
from service.reading.typesetting import PrintedLine, width_mm

#: Two columns side by side in one line are set apart by tabs or by at least this many spaces.
_GAP: Final = re.compile(r"\t[\t ]*|[ \u00a0]{5,}")
#: Blanks to be filled in by hand are no gaps between columns.
_BLANKS: Final = re.compile(
    r"S[ốỐ]\s*:?[\s\u00a0.…_]*\d*[\s\u00a0.…_]*/|ng[àÀ]y[\s\u00a0.…_\d]*th[áÁ]ng[\s\u00a0.…_\d]*(?:n[ăĂ]m[\s\u00a0.…_\d]*)?",
    re.IGNORECASE,
)
#: What tells that a line holds two columns: one side of it is a component that always stands in a column.
_COLUMN: Final = re.compile(
    r"^(?:conghoaxahoi|doclaptudo|dangcongsanvietnam|noinhan|so\d*[a-z]{0,6}ubnd|nhutren$|luuvt|tmuyban|ktchutich|tlchutich|tuqchutich)"
)
_SIGNATURE: Final = re.compile(r"^(?:TM|KT|TL|TUQ|Q)[./]")
_RULE: Final = re.compile(r"^[_‗─━—–\-.…*=~ ]{3,}$")
#: Beside a recipient only the signer's post can stand, far off and in capitals.
_RECIPIENT_AND_POST: Final = re.compile(r"^\s*[-–] ?\S.*?[;.,]?(?:\t[\t ]*|[ \u00a0]{5,})(?P<post>[^\W\d_][^;]{3,60})$")
_PLACE_DATE: Final = re.compile(r", ?ng[àÀ]y\b.*th[áÁ]ng", re.IGNORECASE)
_NUMBER: Final = re.compile(r"^S[ốỐ] ?:")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a piece is printed, on the page where it begins: left edge, top, width and height of its ink's lines in mm."""

    page: int
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float

    @property
    def middle_mm(self) -> float:
        """Middle of the piece across the page."""
        return self.x_mm + self.width_mm / 2

    @property
    def bottom_mm(self) -> float:
        """Lower edge."""
        return self.y_mm + self.height_mm


@dataclass(frozen=True, eq=False)
class Piece:
    """A stretch of one paragraph that reads as a line of its own.

    Attributes:
        order: place in the reading order of the document.
        start: first letter, as an offset into the paragraph's text.
        end: behind its last letter.
        text: as printed, made comparable (`clean`), automatic label included.
        area_middle_mm: middle of the column it stands in.
    """

    order: int
    paragraph: Paragraph
    start: int
    end: int
    text: str
    spot: Spot | None
    area_middle_mm: float | None = None

    @cached_property
    def key(self) -> str:
        """Letters and digits only."""
        return letters(self.text)

    @cached_property
    def raw(self) -> str:
        """The letters as the file has them, label left out."""
        return self.paragraph.text[self.start : self.end]

    @property
    def all_runs(self) -> tuple[Run, ...]:
        """Its runs, cut to the piece, those of spaces included."""
        return cut(self.paragraph.runs, self.start, self.end)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Its runs, cut to the piece; those that print nothing are left out."""
        return tuple(run for run in self.all_runs if clean(run.text))

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """Faces of everything that prints, the automatic label's first."""
        faces = [run.face for run in self.runs]
        if self.paragraph.label and self.start == 0 and not self.paragraph.label.bullet:
            faces.insert(0, self.paragraph.label.face)
        return tuple(dict.fromkeys(faces))

    @property
    def sizes(self) -> tuple[float, ...]:
        """Every size that prints, smallest first; superscripts do not count."""
        return tuple(sorted({face.size_pt for face in self.faces if not face.raised}))

    @property
    def bold(self) -> bool | None:
        """Whether it is bold; None when it is partly so."""
        return _agreed(face.bold for face in self.faces)

    @property
    def italic(self) -> bool | None:
        """Whether it is italic; None when it is partly so."""
        return _agreed(face.italic for face in self.faces)

    @property
    def is_rule(self) -> bool:
        """It is no text but characters lined up to a rule."""
        return bool(_RULE.match(self.text))

    @property
    def style(self) -> str:
        """Name of its paragraph's style."""
        return self.paragraph.style

    @property
    def upper(self) -> bool:
        """All letters are capitals."""
        return is_upper(self.text)

    @property
    def centred(self) -> bool:
        """Centred by its paragraph."""
        return self.paragraph.format.align == "center"

    @cached_property
    def width_mm(self) -> float:
        """Width of its words on one line."""
        runs = cut(self.paragraph.runs, self.start, self.end)
        text = "".join(run.text for run in runs)
        outer = len(text) - len(text.lstrip()), len(text.rstrip())
        return sum(width_mm(run.text, run.face) for run in cut(runs, *outer)) + self._label_width

    @property
    def _label_width(self) -> float:
        label = self.paragraph.label
        if not label or self.start:
            return 0.0
        face = label.face
        return text_width_mm(label.printed, face.size_pt, bold=face.bold, italic=face.italic)


def _agreed(values: Iterator[bool]) -> bool | None:
    seen = set(values)
    return seen.pop() if len(seen) == 1 else None


def cut(runs: tuple[Run, ...], start: int, end: int) -> tuple[Run, ...]:
    """The part of `runs` between two offsets of their joined text."""
    found: list[Run] = []
    at = 0
    for run in runs:
        if at >= end:
            break
        low, high = max(start - at, 0), min(end - at, len(run.text))
        if low < high:
            whole = low == 0 and high == len(run.text)
            found.append(run if whole else Run(run.text[low:high], run.face, run.field))
        at += len(run.text)
    return tuple(found)


def pieces_of(facts: Facts, layout: Layout) -> tuple[Piece, ...]:
    """Every printed piece in reading order; empty paragraphs give none."""
    found: list[Piece] = []
    for paragraph in facts.paragraphs():
        place = layout.places.get(paragraph.ordinal)
        for start, end in _stretches(paragraph):
            text = clean(paragraph.text[start:end])
            if start == 0 and paragraph.label:
                text = clean(paragraph.label.printed + text)
            if text:
                spot = spot_of(paragraph, start, end, place)
                middle = place.area.x_mm + place.area.width_mm / 2 if place else None
                found.append(Piece(len(found), paragraph, start, end, text, spot, middle))
    return tuple(found)


def pieces_of_notes(facts: Facts, first: int) -> tuple[Piece, ...]:
    """Each paragraph of the notes as one piece without a place; they are counted on from `first`."""
    found = ((paragraph, clean(paragraph.printed)) for paragraph in facts.notes)
    worded = [(paragraph, text) for paragraph, text in found if text]
    return tuple(
        Piece(first + index, paragraph, 0, len(paragraph.text), text, None)
        for index, (paragraph, text) in enumerate(worded)
    )


def _stretches(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    start = 0
    for line in paragraph.text.split("\n"):
        yield from _columns(line, start)
        start += len(line) + 1


def _columns(line: str, start: int) -> Iterator[tuple[int, int]]:
    """Split a line that holds two columns at its gaps; any other line stays whole."""
    whole = start, start + len(line)
    blanks = [match.span() for match in _BLANKS.finditer(line)]
    gaps = [
        match.span()
        for match in _GAP.finditer(line)
        if clean(line[: match.start()])
        and clean(line[match.end() :])
        and not any(low <= match.start() and match.end() <= high for low, high in blanks)
    ]
    if not gaps:
        yield whole
        return
    edges = [0, *(edge for gap in gaps for edge in gap), len(line)]
    columns = list(zip(edges[::2], edges[1::2], strict=True))
    beside = _RECIPIENT_AND_POST.match(line)
    posts = beside is not None and is_upper(beside["post"])
    if not posts and not any(_stands_in_a_column(clean(line[low:high])) for low, high in columns):
        yield whole
        return
    yield from ((start + low, start + high) for low, high in columns)


def _stands_in_a_column(text: str) -> bool:
    return bool(
        _COLUMN.match(letters(text)) or _SIGNATURE.match(text) or _PLACE_DATE.search(text) or _NUMBER.match(text)
    )


def spot_of(paragraph: Paragraph, start: int, end: int, place: Place | None) -> Spot | None:
    """Where the letters between two offsets are printed; None when the paragraph has no place."""
    if place is None:
        return None
    first = max(bisect_left(place.lines, start, key=_start) - 1, 0)
    lines = place.lines[first : bisect_right(place.lines, end, key=_start)]
    inked = [(line.page, box) for line in lines if (box := _ink(paragraph, line, start, end))]
    if not inked:
        return None
    page = inked[0][0]
    boxes = [box for number, box in inked if number == page]
    left = min(box[0] for box in boxes)
    right = max(box[1] for box in boxes)
    top, bottom = boxes[0][2], boxes[-1][3]
    return Spot(page, left, top, right - left, bottom - top)


def _start(line: PrintedLine) -> int:
    return line.start


def first_letter_mm(paragraph: Paragraph, place: Place) -> float | None:
    """How far right of its column the first printed letter stands, automatic number counted in; None for an empty paragraph."""
    line = next((line for line in place.lines if line.segments), None)
    box = _ink(paragraph, line, 0, len(paragraph.text)) if line else None
    return None if box is None else box[0] - place.area.x_mm


def _ink(paragraph: Paragraph, line: PrintedLine, start: int, end: int) -> tuple[float, float, float, float] | None:
    edges: list[tuple[float, float]] = []
    for segment in line.segments:
        low, high = max(segment.start, start), min(segment.end, end)
        if low > high or (low == high and segment.start != segment.end):
            continue
        text = paragraph.text[low:high]
        inner_low, inner_high = low + len(text) - len(text.lstrip()), low + len(text.rstrip())
        numbered = segment.lead_mm > 0 and low == segment.start
        if inner_low >= inner_high and not numbered:
            continue
        behind = segment.x_mm + segment.lead_mm
        left = segment.x_mm if numbered else behind + _measure(paragraph, segment.start, inner_low)
        edges.append((left, behind + _measure(paragraph, segment.start, max(inner_high, segment.start))))
    if not edges:
        return None
    return min(edge[0] for edge in edges), max(edge[1] for edge in edges), line.y_mm, line.y_mm + line.height_mm


def _measure(paragraph: Paragraph, start: int, end: int) -> float:
    return sum(width_mm(run.text, run.face) for run in cut(paragraph.runs, start, end))
