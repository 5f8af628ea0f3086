"""Hand a faulty file back with a column ``Lỗi`` in front, so that its sender mends it where they filled it in.

The column stands first: people miss what is written at the far right.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Final

from openpyxl import Workbook as NewWorkbook
from openpyxl import load_workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from service.errors import Problem
from service.importing.sheets import Workbook
from service.storage.workbook import HEADING_FILL, HEADING_FONT, WRAPPED, set_text

HEADING: Final = "Lỗi"
_PLACE: Final = re.compile(r"^(?P<sheet>.+)!(?P<column>[A-Z]{0,3})(?P<row>\d+)$")
_RED: Final = PatternFill("solid", fgColor="FFC7CE")
_WIDTH: Final = 60


def with_faults(
    data: bytes, filename: str, book: Workbook, problems: Iterable[Problem], heading_rows: Mapping[str, int]
) -> tuple[str, bytes]:
    """Return name and content of an Excel file: the file as sent, its faults in a first column, faulty cells red.

    Args:
        data: the file as sent; CSV and ODS come back as XLSX.
        filename: its name.
        book: what `read_workbook` made of it.
        problems: faults whose path is a place in it; others are left out.
        heading_rows: row of the headings by sheet, from 1.
    """
    path = PurePath(filename)
    copy_ = load_workbook(io.BytesIO(data)) if path.suffix.lower() == ".xlsx" else _rebuilt(book)
    faults: dict[str, list[tuple[int, int | None, str]]] = defaultdict(list)
    for problem in problems:
        if place := _PLACE.match(problem.path):
            column = column_index_from_string(place["column"]) if place["column"] else None
            faults[place["sheet"]].append((int(place["row"]), column, problem.message))
    for sheet in copy_.worksheets:
        if sheet.title in faults:
            _mark(sheet, faults[sheet.title], heading_rows.get(sheet.title, 1))
    stream = io.BytesIO()
    copy_.save(stream)
    return f"{path.stem}-loi.xlsx", stream.getvalue()


def _mark(sheet: Worksheet, faults: list[tuple[int, int | None, str]], heading_row: int) -> None:
    shift = 0 if sheet.cell(heading_row, 1).value == HEADING else 1
    if shift:
        _insert_first_column(sheet)
    else:
        for row in range(heading_row + 1, sheet.max_row + 1):
            sheet.cell(row, 1).value = None
    heading = sheet.cell(heading_row, 1, HEADING)
    heading.font, heading.fill = HEADING_FONT, HEADING_FILL
    by_row: dict[int, list[str]] = defaultdict(list)
    for row, column, message in faults:
        by_row[row].append(message)
        if column is not None:
            sheet.cell(row, column + shift).fill = _RED
    for row, messages in by_row.items():
        cell = sheet.cell(row, 1) if row > heading_row else sheet.cell(heading_row, 1)
        set_text(cell, "\n".join(messages) if row > heading_row else "\n".join([HEADING, *messages]))
        cell.alignment = WRAPPED


def _insert_first_column(sheet: Worksheet) -> None:
    """Insert a column A and move along what openpyxl leaves behind: merges, validations, widths, filter, frozen panes."""
    merged = [str(area) for area in sheet.merged_cells.ranges]
    for area in merged:
        sheet.unmerge_cells(area)
    sheet.insert_cols(1)
    for area in merged:
        sheet.merge_cells(_moved(area))
    for validation in sheet.data_validations.dataValidation:
        validation.sqref = type(validation.sqref)(" ".join(_moved(str(area)) for area in validation.sqref.ranges))
    widths = {letter: dimension.width for letter, dimension in sheet.column_dimensions.items() if dimension.customWidth}
    sheet.column_dimensions.clear()
    for letter, width in widths.items():
        sheet.column_dimensions[get_column_letter(column_index_from_string(letter) + 1)].width = width
    sheet.column_dimensions["A"].width = _WIDTH
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _moved(sheet.auto_filter.ref)
    if sheet.freeze_panes:
        sheet.freeze_panes = _moved(sheet.freeze_panes)


def _moved(area: str) -> str:
    moved = CellRange(area)
    moved.shift(col_shift=1)
    return moved.coord


def _rebuilt(book: Workbook) -> NewWorkbook:
    """An Excel file with the texts of a CSV or ODS file."""
    new = NewWorkbook()
    del new["Sheet"]
    for source in book:
        sheet = new.create_sheet(source.name[:31])
        for row, cells in enumerate(source.rows, 1):
            for column, cell in enumerate(cells, 1):
                if cell.text:
                    set_text(sheet.cell(row, column), cell.text)
    return new
