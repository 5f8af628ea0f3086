"""A table as people sent it: cells of text that know their address, so that every fault can be pinned to ``Dữ liệu!C7``."""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from openpyxl.utils import get_column_letter

from service.errors import Problem
from service.nd30.numbering import padded_day, padded_month

#: Excel counts days from here (1900-02-29, which never was, included).
_EXCEL_EPOCH = dt.date(1899, 12, 30)
#: A bare number in this range, in a column of dates, is a date that lost its format: 2000 to 2099.
_DATE_SERIALS = range(36526, 73051)

RawValue = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta
Kind = Literal["empty", "text", "number", "date", "other"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: what a person sees, in NFC, without spaces at its ends; line feeds stay.
        kind: what the file says it is.
        fault: why the file gives no usable value (a formula never calculated, ``#REF!``), or empty.
    """

    text: str = ""
    kind: Kind = "empty"
    fault: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are not blank."""
        return tuple(line for part in self.text.split("\n") if (line := part.strip()))

    def as_date_serial(self) -> dt.date | None:
        """The day that a bare number means when it is an Excel date whose format was lost."""
        if self.kind == "number" and self.text.isdigit() and int(self.text) in _DATE_SERIALS:
            return _EXCEL_EPOCH + dt.timedelta(days=int(self.text))
        return None


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet (trang tính).

    Attributes:
        name: as on its tab; for CSV the file's name.
        rows: cells by row and column, both from 0; rows may differ in length.
        visible: False when it is hidden in the file.
        merged: ranges (first row, first column, last row, last column), inclusive.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    visible: bool = True
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """The cell at this place; blank when it lies outside."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else BLANK

    def address(self, row: int, column: int | None = None) -> str:
        """The name of a place as Excel shows it: ``Dữ liệu!C7``, or ``Dữ liệu!7`` for a whole row."""
        letter = "" if column is None else get_column_letter(column + 1)
        return f"{self.name}!{letter}{row + 1}"

    def problem(self, row: int, column: int | None, code: str, message: str) -> Problem:
        """A fault at this place."""
        return Problem(self.address(row, column), code, message)

    def is_blank(self, row: int) -> bool:
        """Whether no cell of the row holds anything."""
        return not any(cell.text or cell.fault for cell in self.rows[row])

    def filled_from_merges(self) -> "Sheet":
        """The same sheet with each vertically merged cell's text repeated in the rows that it covers."""
        rows = [list(row) for row in self.rows]
        for top, left, bottom, _ in self.merged:
            source = self.cell(top, left)
            for row in range(top + 1, min(bottom, len(rows) - 1) + 1):
                rows[row].extend([BLANK] * (left + 1 - len(rows[row])))
                rows[row][left] = source
        return Sheet(self.name, tuple(map(tuple, rows)), self.visible, self.merged)


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of one file, in its order."""

    sheets: tuple[Sheet, ...]

    @property
    def visible(self) -> tuple[Sheet, ...]:
        """The sheets that a person opening the file sees and that hold something."""
        return tuple(sheet for sheet in self.sheets if sheet.visible and sheet.rows)

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.sheets)


def cell_of(value: RawValue, fault: str = "") -> Cell:
    """Make a cell of what the reader library gave; whole numbers lose the ``.0`` that it invents."""
    if isinstance(value, str):
        text = "\n".join(line.strip() for line in unicodedata.normalize("NFC", value).strip().splitlines())
        return Cell(text, "text" if text else "empty", fault)
    if isinstance(value, bool):
        return Cell("Có" if value else "Không", "other", fault)
    if isinstance(value, float | int):
        return Cell(_number_text(value), "number", fault)
    if isinstance(value, dt.date):
        return Cell(_date_text(value), "date", fault)
    return Cell(str(value), "other", fault)


def _number_text(value: float) -> str:
    """``15``, ``0,5``: the Vietnamese decimal comma."""
    if float(value).is_integer():
        return str(int(value))
    return repr(value).replace(".", ",")


def _date_text(value: dt.date) -> str:
    """Write a day as official documents do: ``05/01/2026``, ``20/9/2026``; a time of day is dropped."""
    return f"{padded_day(value.day)}/{padded_month(value.month)}/{value.year}"


#: Faults of cells by sheet name and (row, column), both from 0.
CellFaults = Mapping[str, Mapping[tuple[int, int], str]]
NO_FAULTS: CellFaults = MappingProxyType({})
