"""Letters of a PDF page to printed lines: what stands on one height and close together, with its place and its face."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

from service.reading import Face, Run

#: Letters whose lower edges differ by less stand on one line, as a share of their size.
_SAME_LINE: Final = 0.35
#: Without a space between them, letters further apart than this share of their size belong to two columns.
_COLUMN_GAP: Final = 1.2
_WORD_GAP: Final = 0.18
_PAGE_NUMBER: Final = re.compile(r"^[-–\s]*\d{1,3}[-–\s]*$")
#: Page numbers stand this close to the paper's upper and lower edge (points).
_EDGE: Final = 62.0
#: Letters of symbol fonts that are used as bullets.
_BULLET: Final = re.compile("[\ue000-\uf8ff\u25cf\u25cb\u25a0\u2666\u27a2]")
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class PdfLine:
    """One printed line of one column; lengths in points from the page's top left corner."""

    runs: tuple[Run, ...]
    page: int
    left: float
    top: float
    right: float
    bottom: float

    @cached_property
    def text(self) -> str:
        """Its words, spaces as printed."""
        return "".join(run.text for run in self.runs)

    @property
    def words(self) -> str:
        """Its words with single spaces."""
        return " ".join(self.text.split())

    @property
    def middle(self) -> float:
        """Middle across the page."""
        return (self.left + self.right) / 2

    @property
    def bold(self) -> bool:
        """Whether everything that prints is bold."""
        return all(run.face.bold for run in self.runs if run.text.strip())


def lines_of(letters: Sequence[Mapping[str, Any]], page: int, height: float) -> list[PdfLine]:
    """The lines of one page from top to bottom, those of one height from left to right; page numbers left out."""
    upright = [letter for letter in letters if letter.get("upright", True) and letter["text"]]
    found = [line for row in _rows(upright) for part in _columns(row) if (line := _line(part, page))]
    kept = [line for line in found if not _is_page_number(line, height)]
    return sorted(kept, key=lambda line: (round(line.bottom), line.left))


def _is_page_number(line: PdfLine, height: float) -> bool:
    return (line.bottom < _EDGE or line.top > height - _EDGE) and bool(_PAGE_NUMBER.match(line.words))


def _rows(letters: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    rows: list[list[Mapping[str, Any]]] = []
    for letter in sorted(letters, key=lambda one: (one["bottom"], one["x0"])):
        near = next(
            (row for row in rows[-3:] if abs(row[0]["bottom"] - letter["bottom"]) < _SAME_LINE * letter["size"]), None
        )
        if near is None:
            rows.append([letter])
        else:
            near.append(letter)
    return [sorted(row, key=lambda one: one["x0"]) for row in rows]


def _columns(row: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Parts of one height that stand too far apart to be one line."""
    parts = [[row[0]]]
    for before, letter in pairwise(row):
        if letter["x0"] - before["x1"] > _COLUMN_GAP * max(letter["size"], 1.0):
            parts.append([])
        parts[-1].append(letter)
    return parts


def _line(letters: Sequence[Mapping[str, Any]], page: int) -> PdfLine | None:
    printing = [letter for letter in letters if letter["text"].strip()]
    if not printing:
        return None
    first, last = letters.index(printing[0]), len(letters) - letters[::-1].index(printing[-1])
    return PdfLine(
        runs=_undoubled(_runs(letters[first:last])),
        page=page,
        left=printing[0]["x0"],
        top=min(letter["top"] for letter in printing),
        right=max(letter["x1"] for letter in printing),
        bottom=max(letter["bottom"] for letter in printing),
    )


def _runs(letters: Sequence[Mapping[str, Any]]) -> tuple[Run, ...]:
    texts: list[str] = []
    faces: list[Face] = []
    before: Mapping[str, Any] | None = None
    for letter in letters:
        face = _face(letter)
        text = _printable(letter["text"])
        apart = before is not None and letter["x0"] - before["x1"] > _WORD_GAP * letter["size"]
        if apart and not text.isspace() and texts and not texts[-1].endswith(" "):
            text = " " + text
        if faces and (faces[-1] == face or text.isspace()):
            texts[-1] += text
        else:
            texts.append(text)
            faces.append(face)
        before = letter
    return tuple(Run(unicodedata.normalize("NFC", text), face) for text, face in zip(texts, faces, strict=True) if text)


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("", _BULLET.sub("-", text.replace("\u00a0", " ")))


def _face(letter: Mapping[str, Any]) -> Face:
    name = str(letter.get("fontname", "")).rpartition("+")[2]
    folded = name.lower()
    return Face(
        latin=name,
        ascii=name,
        size_pt=round(float(letter["size"]) * 2) / 2,
        bold="bold" in folded or "black" in folded or "heavy" in folded,
        italic="italic" in folded or "oblique" in folded,
    )


def _undoubled(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Bold faked by printing every letter twice, side by side: ``TTMM..`` is ``TM.``."""
    text = "".join(run.text for run in runs)
    if len(text) < 6 or len(text) % 2 or text[::2] != text[1::2]:
        return runs
    first = runs[0].face
    bold = Face(latin=first.latin, ascii=first.ascii, size_pt=first.size_pt, bold=True, italic=first.italic)
    return (Run(text[::2], bold),)
