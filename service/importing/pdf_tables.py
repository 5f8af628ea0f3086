"""Ruled tables of PDF pages: cells with what they span, and a table that runs over several pages put together again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from service.importing.pdf_lines import PdfLine, lines_of

_SAME_EDGE: Final = 3.0


@dataclass(frozen=True, slots=True)
class PdfCell:
    """One cell: its column, how many it spans, its lines; `merged` when it only continues the cell above."""

    column: int
    span: int
    lines: tuple[PdfLine, ...] = ()
    merged: bool = False

    @property
    def words(self) -> str:
        """Everything in it on one line."""
        return " ".join(line.words for line in self.lines)


@dataclass(frozen=True, slots=True)
class PdfTable:
    """One ruled table; `box` is (left, top, right, bottom) on its first page, `edges` the columns' left edges, in points."""

    page: int
    box: tuple[float, float, float, float]
    edges: tuple[float, ...]
    rows: tuple[tuple[PdfCell, ...], ...]


def tables_of(page: Any, number: int) -> list[PdfTable]:
    """The ruled tables of one pdfplumber page that have at least two columns and two rows, or go on from the page before."""
    found = []
    for table in page.find_tables():
        xs, ys = _edges(cell[0] for cell in table.cells), _edges(cell[1] for cell in table.cells)
        if len(xs) >= 2 and len(table.cells) >= 3:
            found.append(PdfTable(number, table.bbox, tuple(xs), _rows(page, number, table.cells, xs, ys)))
    return found


def _edges(values: Any) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _rows(
    page: Any, number: int, boxes: Sequence[tuple[float, float, float, float]], xs: list[float], ys: list[float]
) -> tuple[tuple[PdfCell, ...], ...]:
    grid: list[list[PdfCell | None]] = [[None] * len(xs) for _ in ys]
    letters = page.chars
    for left, top, right, bottom in boxes:
        inside = [one for one in letters if _within(one, left, top, right, bottom)]
        lines = tuple(lines_of(inside, number, float("inf")))
        first_row, first_column = _nearest(ys, top), _nearest(xs, left)
        rows = sum(top - 1 <= y < bottom - _SAME_EDGE for y in ys)
        span = max(1, sum(left - 1 <= x < right - _SAME_EDGE for x in xs))
        for row in range(first_row, min(first_row + max(rows, 1), len(ys))):
            grid[row][first_column] = PdfCell(first_column, span, lines if row == first_row else (), row > first_row)
    return tuple(_filled(row) for row in grid)


def _within(letter: Any, left: float, top: float, right: float, bottom: float) -> bool:
    x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return bool(left <= x < right and top <= y < bottom)


def _filled(row: Sequence[PdfCell | None]) -> tuple[PdfCell, ...]:
    """Every column of the row once: spans hide what they cover, gaps become empty cells."""
    cells: list[PdfCell] = []
    column = 0
    while column < len(row):
        cell = row[column] or PdfCell(column, 1)
        cells.append(cell)
        column += cell.span
    return tuple(cells)


def put_together(tables: Sequence[PdfTable]) -> PdfTable:
    """One table of parts on following pages: repeated headings go, what was cut by the page's end grows together."""
    first = tables[0]
    rows = list(first.rows)
    for part in tables[1:]:
        following = list(part.rows)
        heading = [cell.words for cell in rows[0]]
        if following and [cell.words for cell in following[0]] == heading:
            following = following[1:]
        if following:
            _append(rows, following)
    return replace(first, rows=tuple(rows))


def _append(rows: list[tuple[PdfCell, ...]], following: list[tuple[PdfCell, ...]]) -> None:
    last, top = rows[-1], following[0]
    if len(last) == len(top) and _goes_on(last, top):
        rows[-1] = tuple(
            replace(above, lines=(*above.lines, *below.lines)) for above, below in zip(last, top, strict=True)
        )
        following = following[1:]
        top = following[0] if following else ()
    if len(top) == len(last) and any(cell.lines for cell in top):
        following[0] = tuple(replace(cell, merged=True) if not cell.lines else cell for cell in top)
    rows += following


def _goes_on(last: Sequence[PdfCell], top: Sequence[PdfCell]) -> bool:
    """The row at the page's top is the rest of the row above: one of its cells begins in the middle of a sentence."""
    pairs = [(above, below) for above, below in zip(last, top, strict=True) if below.lines]
    return any(below.words[:1].islower() and above.lines for above, below in pairs)


def continues(before: PdfTable, table: PdfTable, *, at_top: bool) -> bool:
    """Whether a table at the top of a page has the columns of the one that ended the page before."""
    same = len(before.edges) == len(table.edges) and all(
        abs(one - other) < 2 * _SAME_EDGE for one, other in zip(before.edges, table.edges, strict=True)
    )
    return same and at_top
