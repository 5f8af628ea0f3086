"""What the PDF alone can show: each printed line with its place, in mm; made elsewhere and handed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.reading import letters

#: Stretches of one line: this level, and this far apart at most (justified lines have wide spaces).
_LEVEL_MM = 1.0
_WORD_GAP_MM = 6.0


@dataclass(frozen=True, slots=True)
class PrintedText:
    """One printed line of text: left, top, right and bottom edges of its ink, mm from the paper's upper left corner."""

    text: str
    left_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page: its lines from top to bottom."""

    lines: tuple[PrintedText, ...]
    width_mm: float = 210.0
    height_mm: float = 297.0


def page_of(stretches: Iterable[PrintedText], width_mm: float, height_mm: float) -> PrintedPage:
    """A page from loose stretches of text: those level and close together are one line, columns stay apart."""
    lines: list[list[PrintedText]] = []
    for stretch in sorted(stretches, key=lambda one: (round(one.bottom_mm), one.left_mm)):
        line = next((line for line in lines if _goes_on(line[-1], stretch)), None)
        if line is None:
            lines.append([stretch])
        else:
            line.append(stretch)
    return PrintedPage(
        tuple(sorted(map(_joined, lines), key=lambda one: (one.top_mm, one.left_mm))), width_mm, height_mm
    )


def _goes_on(before: PrintedText, stretch: PrintedText) -> bool:
    level = abs(before.bottom_mm - stretch.bottom_mm) < _LEVEL_MM or (
        before.top_mm <= (stretch.top_mm + stretch.bottom_mm) / 2 <= before.bottom_mm
    )
    return level and -_LEVEL_MM < stretch.left_mm - before.right_mm < _WORD_GAP_MM


def _joined(line: list[PrintedText]) -> PrintedText:
    return PrintedText(
        " ".join(one.text for one in line),
        line[0].left_mm,
        min(one.top_mm for one in line),
        line[-1].right_mm,
        max(one.bottom_mm for one in line),
    )


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where words were found: page (from 1) and the line that holds them."""

    page: int
    line: PrintedText


def find(pages: Iterable[PrintedPage], words: str) -> Sighting | None:
    """The first line that holds `words`, spaces and tones aside."""
    return next(iter(find_all(pages, words)), None)


def find_all(pages: Iterable[PrintedPage], words: str) -> list[Sighting]:
    """Every line that holds `words`; those that say nothing else come first."""
    wanted = letters(words)
    found = [
        (letters(line.text) != wanted, Sighting(number, line))
        for number, page in enumerate(pages, 1)
        for line in page.lines
        if wanted and wanted in letters(line.text)
    ]
    return [sighting for _, sighting in sorted(found, key=lambda pair: pair[0])]
