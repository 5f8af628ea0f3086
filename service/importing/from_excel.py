"""Spreadsheets (xlsx, ods, csv) to plain cells, each fault with a sentence that tells its sender what to do."""

import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePath

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as OpenpyxlCell
from openpyxl.cell.cell import MergedCell
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from service.importing.bounds import MAX_ROWS, inspect, refusal
from service.importing.from_csv import read_csv
from service.importing.sheets import NO_FAULTS, CellFaults, Sheet, Workbook, cell_of

_TEXT_SUFFIXES = {".csv", ".tsv", ".txt"}


def read_workbook(data: bytes, filename: str) -> Workbook:
    """Read every sheet of a file.

    Raises:
        UnreadableFile: not a spreadsheet, damaged, encrypted, an old format, too large, or a CSV in an unknown encoding.
    """
    path = PurePath(filename)
    if path.suffix.lower() in _TEXT_SUFFIXES:
        return read_csv(data, path.stem)
    inspected = inspect(data)
    faults = _cell_faults(data) if inspected.has_formulas else NO_FAULTS
    try:
        with CalamineWorkbook.from_object(io.BytesIO(data)) as book:
            sheets = tuple(_sheets(book, faults))
    except Exception as error:
        raise refusal(
            "damaged", "Tệp bảng tính bị hỏng, không đọc được; mở bằng Excel và lưu lại rồi gửi lại."
        ) from error
    return Workbook(sheets)


def _sheets(book: CalamineWorkbook, faults: CellFaults) -> Iterator[Sheet]:
    for metadata in book.sheets_metadata:
        if metadata.typ is SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(metadata.name)
            yield _sheet(sheet, metadata.visible is SheetVisibleEnum.Visible, faults)


def _sheet(source: CalamineSheet, visible: bool, faults: CellFaults) -> Sheet:
    here = faults.get(source.name, {})
    rows = tuple(
        tuple(cell_of(value, here.get((row, column), "")) for column, value in enumerate(values))
        for row, values in enumerate(source.to_python(skip_empty_area=False))
    )
    merged = tuple((top, left, bottom, right) for (top, left), (bottom, right) in source.merged_cell_ranges or ())
    return Sheet(source.name, rows, visible, merged)


def _cell_faults(data: bytes) -> CellFaults:
    """Find formulas that were never calculated and error values; the fast reader shows both as empty cells."""
    faults: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    formulas = load_workbook(io.BytesIO(data), read_only=True)
    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in formulas.worksheets:
        formula_rows, value_rows = (book[sheet.title].iter_rows(max_row=MAX_ROWS) for book in (formulas, values))
        for row, cells in enumerate(zip(formula_rows, value_rows, strict=False)):
            for column, (formula, value) in enumerate(zip(*cells, strict=False)):
                if fault := _cell_fault(formula, value):
                    faults[sheet.title][row, column] = fault
    return faults


def _cell_fault(formula: OpenpyxlCell | MergedCell, value: OpenpyxlCell | MergedCell) -> str:
    if value.data_type == "e":
        return f"Ô báo lỗi {value.value}; sửa công thức hoặc ghi giá trị."
    if formula.data_type == "f" and value.value is None:
        return "Ô là công thức chưa được tính; mở bằng Excel rồi lưu lại, hoặc dán giá trị thay cho công thức."
    return ""
