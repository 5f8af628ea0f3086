"""Excel files that we hand out: text stays text, whatever it begins with, and rows are written without being held."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.dimensions import ColumnDimension, DimensionHolder

#: A cell that begins so would be taken for a formula when the sheet is opened, saved as CSV or edited.
_FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
HEADING_FONT = Font(bold=True)
HEADING_FILL = PatternFill("solid", fgColor="DDEBF7")
WRAPPED = Alignment(wrap_text=True, vertical="top")


def set_text(cell: Cell | MergedCell, text: str) -> None:
    """Put `text` into `cell` as text, with Excel's own quote mark where it looks like a formula."""
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_FORMULA_MARKS):
        cell.quotePrefix = True


def text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """A cell for a sheet that is written row by row."""
    cell = WriteOnlyCell(sheet)
    set_text(cell, text)
    return cell


def write_table(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[str | int | None]], widths: Sequence[float] = ()
) -> bytes:
    """One sheet with a frozen heading row; takes rows one by one, numbers stay numbers."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    assert isinstance(sheet, WriteOnlyWorksheet)
    sheet.freeze_panes = "A2"
    dimensions: DimensionHolder[str, ColumnDimension] = sheet.column_dimensions  # type: ignore[attr-defined]  # its type stub forgot it
    for number, width in enumerate(widths, 1):
        dimensions[get_column_letter(number)].width = width
    sheet.append([_heading(sheet, text) for text in headings])
    for row in rows:
        sheet.append([_value(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _heading(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = text_cell(sheet, text)
    cell.font, cell.fill, cell.alignment = HEADING_FONT, HEADING_FILL, WRAPPED
    return cell


def _value(sheet: WriteOnlyWorksheet, value: str | int | None) -> Cell | int | None:
    return text_cell(sheet, value) if isinstance(value, str) else value
