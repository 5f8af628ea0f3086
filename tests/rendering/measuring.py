"""A ruler for finished PDF: every line of text and every drawn rule with its place in millimetres from the top left corner.

LibreOffice tags each paragraph of a PDF with the name of its style, so that a test can ask for the line of a component.
"""

import io
from collections import defaultdict
from dataclasses import dataclass

import pdfplumber

MM = 25.4 / 72
#: In a table, characters on one line further apart than this stand in two cells (pt).
_CELL_GAP = 6


@dataclass(frozen=True)
class TextLine:
    """One printed line: edges and baseline in mm, size in pt."""

    text: str
    style: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    fonts: frozenset[str]
    colours: frozenset[tuple]
    letters: tuple[tuple[str, float, float], ...]

    @property
    def width(self):
        return self.right - self.left

    @property
    def centre(self):
        return (self.left + self.right) / 2

    def gap_after(self, words):
        """Width of the blank after `words`: from their last letter to the next one."""
        inked = "".join(letter for letter, _, _ in self.letters)
        end = inked.index(words) + len(words)
        return self.letters[end][1] - self.letters[end - 1][2]

    @property
    def bold(self):
        return all("Bold" in font for font in self.fonts)

    @property
    def italic(self):
        return all("Italic" in font for font in self.fonts)


@dataclass(frozen=True)
class DrawnRule:
    """One horizontal line, in mm."""

    page: int
    left: float
    right: float
    top: float
    weight: float
    colour: tuple

    @property
    def length(self):
        return self.right - self.left

    @property
    def centre(self):
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Page:
    """One page with what is printed on it."""

    number: int
    width: float
    height: float
    lines: list[TextLine]
    rules: list[DrawnRule]
    uprights: list[DrawnRule]

    def styled(self, *styles):
        return [line for line in self.lines if line.style in styles]

    @property
    def text(self):
        return "\n".join(line.text for line in self.lines)

    @property
    def page_number(self):
        """The lines in the top margin that are nothing but figures."""
        return [line for line in self.lines if line.text.isdecimal() and line.baseline < 20]


@dataclass(frozen=True)
class Measured:
    """A PDF, measured."""

    pages: list[Page]

    @property
    def lines(self):
        return [line for page in self.pages for line in page.lines]

    def styled(self, *styles):
        return [line for line in self.lines if line.style in styles]

    def one(self, style):
        [line] = self.styled(style)
        return line

    def page_with(self, text):
        return next(page for page in self.pages if text in page.text)


def measure(pdf):
    """Measure every page of `pdf`."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return Measured([_page(page) for page in document.pages])


def _page(page):
    height = float(page.height)
    lines = [
        _line(inked, piece, page.page_number, height)
        for piece in _pieces(page.chars)
        if (inked := [char for char in piece if not char["text"].isspace()])
    ]
    rules = [
        _rule(line, page.page_number) for line in page.lines if line["x1"] - line["x0"] > line["bottom"] - line["top"]
    ]
    uprights = [
        _rule(line, page.page_number) for line in page.lines if line["x1"] - line["x0"] <= line["bottom"] - line["top"]
    ]
    return Page(page.page_number, float(page.width) * MM, height * MM, lines, rules, uprights)


def _pieces(chars):
    """Characters by style and baseline, split where a cell ends."""
    together = defaultdict(list)
    for char in chars:
        together[char.get("tag") or "", round(char["matrix"][5], 1)].append(char)
    for (tag, _), group in together.items():
        piece = []
        for char in group:
            if piece and "bảng" in tag and abs(char["x0"] - piece[-1]["x1"]) > _CELL_GAP:
                yield piece
                piece = []
            piece.append(char)
        yield piece


def _line(inked, piece, page, height):
    return TextLine(
        text="".join(char["text"] for char in piece).strip(" "),
        style=(piece[0].get("tag") or "").removeprefix("ND30 "),
        page=page,
        left=inked[0]["x0"] * MM,
        right=inked[-1]["x1"] * MM,
        baseline=(height - inked[0]["matrix"][5]) * MM,
        size=max(char["size"] for char in inked),
        fonts=frozenset(char["fontname"].rpartition("+")[2] for char in inked),
        colours=frozenset(char["non_stroking_color"] for char in inked),
        letters=tuple((char["text"], char["x0"] * MM, char["x1"] * MM) for char in inked),
    )


def _rule(line, page):
    return DrawnRule(
        page,
        line["x0"] * MM,
        line["x1"] * MM,
        (line["top"] + line["bottom"]) / 2 * MM,
        line["linewidth"],
        tuple(line["stroking_color"]),
    )
