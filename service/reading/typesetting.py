"""One paragraph broken into printed lines by the widths of the ordered font, as Word would break it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from service.nd30.metrics import text_width_mm
from service.nd30.page import SINGLE_LINE
from service.reading.facts import Face, LineSpacing, Paragraph
from service.reading.wml import MM_PER_PT

#: Superscripts are set at about this share of the size.
_RAISED: Final = 0.65
#: From the top of a single-spaced line of Times New Roman to its baseline, as a share of the size; of an exact one, of its height.
_ASCENT: Final = 0.933
_EXACT_ASCENT: Final = 0.8
#: Slanted letters lean out of the line; LibreOffice keeps a twelfth of its height free for the last of them.
_OVERHANG: Final = 1 / 12
#: Widths are whole twentieths of a point in the end; less than half of one is no excess.
_ROUNDING_MM: Final = 0.005
#: Nobody sets more stops in one line; beyond it a line of tabs is a mistake.
_MAX_TABS: Final = 60


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one printed line between tabs: offsets into the paragraph's text, left edge and width in mm.

    `lead_mm` is the width of the automatic number before the text, counted in.
    """

    start: int
    end: int
    x_mm: float
    width_mm: float
    lead_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line; `y_mm` is its top, against whatever the paragraph is measured from.

    Attributes:
        ascent_mm: from its top to its baseline.
        stretched_mm: where its last letter ends when both edges are justified; None when its words keep their width.
        page: 0 until it is placed.
        start: where in the paragraph's text it begins.
    """

    segments: tuple[Segment, ...]
    y_mm: float
    height_mm: float
    ascent_mm: float = 0.0
    stretched_mm: float | None = None
    page: int = 0
    start: int = 0

    @property
    def baseline_mm(self) -> float:
        """Where its letters stand."""
        return self.y_mm + self.ascent_mm

    @property
    def right_mm(self) -> float:
        """Where its last letter ends."""
        return self.x_mm + self.width_mm if self.stretched_mm is None else self.stretched_mm

    @property
    def x_mm(self) -> float:
        """Left edge of the first printed letter."""
        return self.segments[0].x_mm if self.segments else 0.0

    @property
    def width_mm(self) -> float:
        """From the first printed letter to the last."""
        return self.segments[-1].x_mm + self.segments[-1].width_mm - self.x_mm if self.segments else 0.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, its spaces included, a tab or a line break; a `label` is no part of the paragraph's text."""

    text: str
    start: int
    width_mm: float
    ink_mm: float
    size_pt: float
    label: bool = False
    overhang_mm: float = 0.0

    @property
    def end(self) -> int:
        """Behind its last letter, as an offset into the paragraph's text."""
        return self.start if self.label else self.start + len(self.text)


def width_mm(text: str, face: Face) -> float:
    """Width of `text` in this face, letter spacing included, in mm."""
    size = face.size_pt * (_RAISED if face.raised else 1.0)
    natural = text_width_mm(text, size, bold=face.bold, italic=face.italic)
    return natural + len(text) * face.spacing_pt * MM_PER_PT


def line_height_mm(size_pt: float, spacing: LineSpacing) -> float:
    """Distance from one line to the next."""
    single = size_pt * SINGLE_LINE
    height = {
        "auto": single * spacing.amount,
        "exact": spacing.amount,
        "atLeast": max(single, spacing.amount),
    }[spacing.rule]
    return height * MM_PER_PT


def _overhang_mm(face: Face) -> float:
    return face.size_pt * SINGLE_LINE * _OVERHANG * MM_PER_PT if face.italic else 0.0


def set_paragraph(paragraph: Paragraph, width: float, tab_mm: float) -> tuple[PrintedLine, ...]:
    """Break the paragraph in a column of `width` mm; positions count from the column's left edge and the paragraph's top."""
    setter = _Setter(paragraph, width, tab_mm)
    for piece in _pieces(paragraph):
        setter.add(piece)
    setter.end_line()
    return tuple(setter.lines)


def _ascent_mm(size_pt: float, spacing: LineSpacing) -> float:
    share = spacing.amount * _EXACT_ASCENT if spacing.rule == "exact" else size_pt * _ASCENT
    return share * MM_PER_PT


class _Setter:
    def __init__(self, paragraph: Paragraph, width: float, tab_mm: float) -> None:
        self.lines: list[PrintedLine] = []
        self._format = paragraph.format
        self._width = width
        self._tab = tab_mm
        self._blank_size = paragraph.mark.size_pt
        self._y = 0.0
        self._read_to = 0
        self._begin(first=True)

    def _begin(self, first: bool) -> None:
        self._left = self._format.left_mm + (self._format.first_line_mm if first else 0.0)
        self._x = self._left
        self._done: list[Segment] = []
        self._open: list[_Piece] = []
        self._open_x = self._x
        self._size = 0.0
        self._start = self._read_to

    def add(self, piece: _Piece) -> None:
        """Put one more piece on the line, or on the next when it has no room."""
        if piece.text == "\n":
            self._size = max(self._size, piece.size_pt)
            self._read_to = piece.end
            self.end_line()
            return
        if piece.text == "\t":
            self._read_to = piece.end
            self._tab_to(piece)
            return
        right = self._width - self._format.right_mm - piece.overhang_mm
        if self._edge_with(piece.ink_mm) > right + _ROUNDING_MM and (self._open or self._done) and piece.ink_mm > 0:
            self.end_line(full=True)
        self._read_to = piece.end
        self._open.append(piece)
        self._x += piece.width_mm
        self._size = max(self._size, piece.size_pt)

    def _edge_with(self, ink: float) -> float:
        """Right edge of the line with one more word: behind a centring tab text grows both ways, behind a right one leftwards."""
        grown = self._x + ink - self._open_x
        return self._open_x + {"center": grown / 2, "right": 0.0, "end": 0.0}.get(self._stop, grown)

    def _tab_to(self, piece: _Piece) -> None:
        self._close_segment()
        self._size = max(self._size, piece.size_pt)
        if len(self._done) > _MAX_TABS:
            return
        stop = next((tab for tab in self._format.tabs if tab.at_mm > self._x + 0.05), None)
        hanging = self._format.left_mm if self._x < self._format.left_mm - 0.05 else None
        if stop is not None and (hanging is None or stop.at_mm < hanging):
            self._x = stop.at_mm
        elif hanging is not None:
            self._x = hanging
        else:
            self._x = (int(self._x / self._tab + 0.01) + 1) * self._tab
        self._open_x = self._x
        self._stop = stop.align if stop is not None and self._x == stop.at_mm else "left"

    _stop = "left"

    def _close_segment(self) -> None:
        if not self._open:
            return
        ink = sum(piece.width_mm for piece in self._open[:-1]) + self._open[-1].ink_mm
        x = self._open_x - {"center": ink / 2, "right": ink, "end": ink}.get(self._stop, 0.0)
        lead = sum(piece.width_mm for piece in self._open if piece.label)
        self._done.append(Segment(self._open[0].start, self._open[-1].end, x, ink, min(lead, ink)))
        self._x = x + ink
        self._open, self._open_x, self._stop = [], self._x, "left"

    def end_line(self, *, full: bool = False) -> None:
        """Close the line; a `full` one is stretched when both edges are justified."""
        overhang = self._open[-1].overhang_mm if self._open else 0.0
        self._close_segment()
        segments = self._aligned()
        size = self._size or self._blank_size
        height = line_height_mm(size, self._format.line)
        justified = full and self._format.align == "both"
        right = self._width - self._format.right_mm - overhang if justified else None
        self.lines.append(
            PrintedLine(segments, self._y, height, _ascent_mm(size, self._format.line), right, start=self._start)
        )
        self._y += height
        self._begin(first=False)

    def _aligned(self) -> tuple[Segment, ...]:
        """Shift the line to where its alignment puts it; justified lines keep their left edge."""
        segments = tuple(one for one in self._done if one.width_mm > 0)
        if not segments:
            return ()
        room = self._width - self._format.right_mm - self._left
        ink = segments[-1].x_mm + segments[-1].width_mm - self._left
        shift = {"center": (room - ink) / 2, "right": room - ink}.get(self._format.align, 0.0)
        return tuple(replace(one, x_mm=one.x_mm + shift) for one in segments)


def _pieces(paragraph: Paragraph) -> Iterator[_Piece]:
    """Words with the spaces after them, over run borders; the label comes first, before offset 0."""
    if paragraph.label:
        face = paragraph.label.face
        width = width_mm(paragraph.label.text, face)
        yield _Piece(paragraph.label.text, 0, width, width, face.size_pt, label=True)
        yield from _after_label(paragraph, face)
    offset = 0
    for run in paragraph.runs:
        for word in _words(run.text):
            ink = word.rstrip(" ")
            size, overhang = run.face.size_pt, _overhang_mm(run.face)
            widths = width_mm(word, run.face), width_mm(ink, run.face)
            yield _Piece(word, offset, *widths, size, overhang_mm=overhang)
            offset += len(word)


def _after_label(paragraph: Paragraph, face: Face) -> Iterator[_Piece]:
    assert paragraph.label is not None
    if paragraph.label.suffix == "tab":
        yield _Piece("\t", 0, 0.0, 0.0, face.size_pt)
    elif paragraph.label.suffix == "space":
        yield _Piece(" ", 0, width_mm(" ", face), 0.0, face.size_pt, label=True)


def _words(text: str) -> Iterator[str]:
    """Split so that a line may break after each piece; tabs and line breaks stand alone."""
    start = 0
    for index, letter in enumerate(text):
        if letter in "\t\n":
            if index > start:
                yield text[start:index]
            yield letter
            start = index + 1
        elif letter == " " and index + 1 < len(text) and text[index + 1] != " ":
            yield text[start : index + 1]
            start = index + 1
    if start < len(text):
        yield text[start:]
