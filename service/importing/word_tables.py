"""Tables of a document: those of tasks read with the columns of the Excel import, all others kept as free tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.errors import InvalidSheet, Problem
from service.importing.columns import recognise
from service.importing.recognised import Data
from service.importing.sheets import BLANK, Cell, Sheet
from service.importing.tasks import TASK_FIELDS, read_unfinished_tasks
from service.reading import Table, clean, flatten
from service.reading.facts import Cell as TableCell

_MOST_COLUMNS: Final = 30
_DASH: Final = re.compile(r"^[-–—+•*]\s*")
#: Columns that tell a task table from any other.
_NEEDED: Final = frozenset({"task", "output", "lead"})


@dataclass(frozen=True, slots=True)
class TaskRows:
    """The tasks of one table, and what a person should look at."""

    groups: list[Data]
    problems: tuple[Problem, ...]

    @property
    def count(self) -> int:
        """How many tasks."""
        return sum(len(group["tasks"]) for group in self.groups)


def is_layout(table: Table) -> bool:
    """Whether the table only places words side by side: no border, or a single cell."""
    return len(table.rows) == 1 and (len(table.rows[0].cells) == 1 or not table.bordered)


def task_rows(table: Table, *, wrapped: bool = False) -> TaskRows | None:
    """The table's tasks; None when its columns are not those of a task table.

    Args:
        table: the table.
        wrapped: its cells are lines as printed (from a PDF) and not paragraphs.
    """
    sheet = sheet_of(table, wrapped=wrapped)
    try:
        mapping = recognise(sheet, TASK_FIELDS, least=3)
    except InvalidSheet:
        return None
    if not set(mapping.columns) >= _NEEDED:
        return None
    sheet = sheet.filled_from_merges()
    problems: list[Problem] = []
    rows = [row for row in range(mapping.first_row, len(sheet.rows)) if not _is_column_numbers(sheet, row)]
    groups = read_unfinished_tasks(sheet, mapping, rows, problems)
    return TaskRows(groups, tuple(problems)) if groups else None


def _is_column_numbers(sheet: Sheet, row: int) -> bool:
    """A row ``(1) (2) (3)`` under the headings."""
    texts = [cell.text for cell in sheet.rows[row] if cell.text]
    return len(texts) > 1 and all(re.fullmatch(r"\(?[\dA-F]\)?", text) for text in texts)


def sheet_of(table: Table, *, wrapped: bool = False) -> Sheet:
    """The table as a sheet: one cell of text each, merged ranges as the sheet names them."""
    rows: list[tuple[Cell, ...]] = []
    merged: list[tuple[int, int, int, int]] = []
    open_merges: dict[int, int] = {}
    for number, row in enumerate(table.rows):
        cells: list[Cell] = []
        for cell in row.cells:
            left = len(cells)
            if cell.merged:
                _grow(merged, open_merges.get(left), number)
            else:
                open_merges[left] = len(merged)
                merged.append((number, left, number, left + cell.span - 1))
            text = "" if cell.merged else cell_text(cell, wrapped=wrapped)
            cells += [Cell(text, "text" if text else "empty"), *[BLANK] * (cell.span - 1)]
        rows.append(tuple(cells))
    ranges = tuple(one for one in merged if one[0] != one[2] or one[1] != one[3])
    return Sheet(f"Bảng {table.number + 1}", tuple(rows), merged=ranges)


def _grow(merged: list[tuple[int, int, int, int]], index: int | None, row: int) -> None:
    if index is not None:
        top, left, _, right = merged[index]
        merged[index] = (top, left, row, right)


def cell_text(cell: TableCell, *, wrapped: bool = False) -> str:
    """The words of a cell, a paragraph a line; a paragraph without a dash goes on with the one with a dash before it."""
    lines = [
        line for paragraph in flatten(cell.blocks) for part in paragraph.printed.split("\n") if (line := clean(part))
    ]
    dashed = any(_DASH.match(line) for line in (lines[:1] if wrapped else lines))
    if not (wrapped or dashed):
        return "\n".join(lines)
    items: list[str] = []
    for line in lines:
        if items and not (dashed and _DASH.match(line)):
            items[-1] = join_lines(items[-1], line)
        else:
            items.append(line)
    return "\n".join(items)


def join_lines(first: str, second: str) -> str:
    """Two printed lines of one sentence; a sign broken at its hyphen closes up (``NĐ-`` ``CP``)."""
    closed = first.endswith("-") and not first.endswith(" -") and second[:1].isupper()
    return first + ("" if closed else " ") + second


def free_table(table: Table, *, wrapped: bool = False) -> Data | None:
    """The table as data: the first row names the columns; None when it has no two cells to show."""
    rows = [_texts(row.cells, wrapped=wrapped) for row in table.rows]
    rows = [row for row in rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 1 or not 2 <= width <= _MOST_COLUMNS:
        return None
    rows = [row + [""] * (width - len(row)) for row in rows]
    return {
        "type": "table",
        "columns": [{"heading": heading} for heading in rows[0]],
        "rows": rows[1:],
    }


def _texts(cells: Sequence[TableCell], *, wrapped: bool) -> list[str]:
    texts: list[str] = []
    for cell in cells:
        texts += ["" if cell.merged else cell_text(cell, wrapped=wrapped), *[""] * (cell.span - 1)]
    return texts
