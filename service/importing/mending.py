"""A sheet mended where it was read: cells changed and rows left out by their address, the sender's file kept as it is beside."""

import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from service.importing.sheets import BLANK, Cell, Sheet, Workbook, cell_of
from service.storage.workbook import set_text

_ADDRESS: Final = re.compile(r"^(?P<sheet>.+)!(?P<column>[A-Z]{0,3})(?P<row>\d{1,7})$")
#: No address beyond this is believed; what a browser sends is not to make us build a sheet of a million columns.
_LAST_COLUMN: Final = 400


def place_of(address: str) -> tuple[str, int, int | None] | None:
    """Sheet, row and column (both from 0; None for a whole row) of ``Dữ liệu!C7``; None when it is no address."""
    found = _ADDRESS.match(address)
    if found is None:
        return None
    column = column_index_from_string(found["column"]) - 1 if found["column"] else None
    return found["sheet"], int(found["row"]) - 1, column


def mended(book: Workbook, cells: Mapping[str, str], dropped: Collection[str] = ()) -> Workbook:
    """The workbook with other texts in `cells` and the rows at `dropped` (``Dữ liệu!7``) blank."""
    changes: dict[str, dict[int, dict[int, Cell]]] = defaultdict(lambda: defaultdict(dict))
    for name, row, column, text in _places(cells):
        changes[name][row][column] = cell_of(text)
    blank: dict[str, set[int]] = defaultdict(set)
    for address in dropped:
        if place := place_of(address):
            blank[place[0]].add(place[1])
    return Workbook(
        tuple(
            _changed(sheet, changes[sheet.name], blank[sheet.name])
            if sheet.name in changes or sheet.name in blank
            else sheet
            for sheet in book
        )
    )


def mended_file(data: bytes, cells: Mapping[str, str], dropped: Collection[str] = ()) -> bytes:
    """An Excel file with the same changes, everything else in it left alone."""
    book = load_workbook(io.BytesIO(data))
    for name, row, column, text in _places(cells):
        if name in book.sheetnames:
            set_text(book[name].cell(row + 1, column + 1), text)
    for address in dropped:
        place = place_of(address)
        if place is not None and place[0] in book.sheetnames:
            for cell in book[place[0]][place[1] + 1]:
                cell.value = None
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _places(cells: Mapping[str, str]) -> Iterator[tuple[str, int, int, str]]:
    for address, text in cells.items():
        place = place_of(address)
        if place is not None and place[2] is not None and place[2] <= _LAST_COLUMN:
            yield place[0], place[1], place[2], text


def _changed(sheet: Sheet, changes: Mapping[int, Mapping[int, Cell]], blank: Collection[int]) -> Sheet:
    rows = list(sheet.rows)
    for row, cells in changes.items():
        if row < len(rows):
            line = list(rows[row])
            line.extend([BLANK] * (max(cells) + 1 - len(line)))
            for column, cell in cells.items():
                line[column] = cell
            rows[row] = tuple(line)
    for row in blank:
        if row < len(rows):
            rows[row] = ()
    return Sheet(sheet.name, tuple(rows), sheet.visible, sheet.merged)
