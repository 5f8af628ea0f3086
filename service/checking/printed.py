"""What the PDF alone can show: each printed line with its place, in mm; made elsewhere and handed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.reading import letters


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


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where words were found: page (from 1) and the line that holds them."""

    page: int
    line: PrintedText


def find(pages: Iterable[PrintedPage], words: str) -> Sighting | None:
    """The first line that holds `words`, spaces and tones aside."""
    wanted = letters(words)
    for number, page in enumerate(pages, 1):
        for line in page.lines:
            if wanted and wanted in letters(line.text):
                return Sighting(number, line)
    return None
