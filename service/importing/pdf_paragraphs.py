"""Printed lines joined to the paragraphs that they were broken from: by indents, short last lines and what lines begin with."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from service.importing.pdf_lines import PdfLine
from service.reading import Run, is_upper

#: A first line is indented by at least this, a last line ends this far before the edge (points).
_INDENT: Final = 9.0
_SHORT: Final = 24.0
#: A centred line stands in the middle of the text within this.
_CENTRED: Final = 9.0
#: A long centred line is still set in by this on both sides.
_INSET: Final = 4.0
_BEGINS: Final = re.compile(
    r"^(?:[-–+•*·]\s*\S|[IVXL]{1,5}\s*[.)/]\s|[A-EĐ]\s*[.)]\s|\d{1,2}(?:\.\d{1,2})*\s*[.)/]\s*\D|\d{1,2}\.\d{1,2}\s|[a-zđ]\s*\)\s*\S"
    r"|(?:Điều|Chương|Mục|Phần|Tiểu mục|ĐIỀU|CHƯƠNG|MỤC|PHẦN)\s+[\dIVXL]|PHỤ LỤC|Phụ lục\s*[IVX\d]*$|\(?Kèm theo|\(Ban hành kèm|Nơi nhận"
    r"|Căn cứ |Theo đề nghị|Xét đề nghị|Số:)"
)
_ENDED: Final = re.compile(r"[.;:!?]$|\./\.$")


@dataclass
class Joined:
    """Lines that make one paragraph."""

    lines: list[PdfLine] = field(default_factory=list)
    centred: bool = False

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of all lines, a space where a line ended; a sign broken at its hyphen closes up."""
        runs: list[Run] = []
        for line in self.lines:
            if runs:
                before = runs[-1]
                closed = before.text.endswith("-") and not before.text.endswith(" -") and line.text[:1].isupper()
                runs[-1] = Run(before.text.rstrip() + ("" if closed else " "), before.face)
            runs += line.runs
        return tuple(runs)


@dataclass(frozen=True, slots=True)
class TextArea:
    """Where the text of some pages stands: left and right edge in points."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        """Middle across the page."""
        return (self.left + self.right) / 2

    def centres(self, line: PdfLine) -> bool:
        """Whether the line is centred, and short enough for that to mean something."""
        inset = min(line.left - self.left, self.right - line.right)
        off = abs(line.middle - self.middle)
        return (inset > _SHORT and off < _CENTRED) or (inset > _INSET and off < _CENTRED / 3)


def text_area(lines: Sequence[PdfLine], tables: Sequence[tuple[float, float]], width: float) -> TextArea:
    """The edges that most lines and all tables keep; usual margins where there are too few of them to tell.

    Args:
        lines: every line of the pages of one size.
        tables: left and right edge of each ruled table on them.
        width: of the paper.
    """
    least = max(2, len(lines) // 12)
    lefts = [left for left, times in Counter(round(line.left) for line in lines).items() if times >= least]
    rights = [right for right, times in Counter(round(line.right) for line in lines).items() if times >= 3]
    lefts += [round(left) for left, _ in tables]
    rights += [round(right) for _, right in tables]
    return TextArea(float(min(lefts, default=width * 0.14)), float(max(rights, default=width * 0.93)))


def join_lines(lines: Sequence[PdfLine], area: TextArea) -> list[Joined]:
    """The paragraphs of one column of text, in order; lines go on over a page's end."""
    joined: list[Joined] = []
    for line in lines:
        centred = area.centres(line) or (bool(joined) and _goes_on_centred(joined[-1], line))
        if joined and not _begins_paragraph(joined[-1], line, area, centred=centred):
            joined[-1].lines.append(line)
        else:
            joined.append(Joined([line], centred))
    return joined


def _goes_on_centred(before: Joined, line: PdfLine) -> bool:
    """A bold line as wide as the text, right under a centred bold one: the longest line of a title."""
    last = before.lines[-1]
    return before.centred and last.bold and line.bold and not _BEGINS.match(line.text) and not _is_far(last, line)


def _begins_paragraph(before: Joined, line: PdfLine, area: TextArea, *, centred: bool) -> bool:
    last = before.lines[-1]
    if centred or before.centred:
        return True
    short = last.right < area.right - _SHORT
    goes_on = line.text[:1].islower() and not _BEGINS.match(line.text) and not _ENDED.search(last.text)
    if goes_on:
        return _is_far(last, line)
    indented = line.left > area.left + _INDENT
    if indented and len(before.lines) > 1 and abs(line.left - last.left) < 2 and not short:
        indented = bool(_BEGINS.match(line.text))  # every line of the paragraph is set in
    if _BEGINS.match(line.text) and (indented or short or _ENDED.search(last.text)):
        return True
    if is_upper(last.text) and is_upper(line.text) and last.bold == line.bold and not indented:
        return _is_far(last, line)
    return indented or short or _is_far(last, line) or last.bold != line.bold


def _is_far(last: PdfLine, line: PdfLine) -> bool:
    """A gap of more than a line stands between them, on one page."""
    return last.page == line.page and line.top - last.bottom > 1.3 * (line.bottom - line.top)
