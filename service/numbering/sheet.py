"""The register as an XLSX: the ten columns of Phụ lục IV, safe to open."""

import datetime as dt
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from service.nd30.numbering import REGISTER_COLUMNS
from service.numbering.book import RegisterBook, register_values
from service.storage.workbook import text_cell

#: Column widths in characters.
_WIDTHS = (18, 12, 50, 24, 36, 18, 10, 12, 14, 24)

Value = str | int | dt.date | None


def register_xlsx(book: RegisterBook) -> bytes:
    """Write the register of one series and year."""
    workbook = Workbook(write_only=True)
    sheet: Any = workbook.create_sheet("Sổ đăng ký văn bản đi")
    for index, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGHIJ"[index]].width = width
    sheet.freeze_panes = "A4"
    for line in (book.title, book.subtitle):
        sheet.append([_cell(sheet, line, bold=True)])
    sheet.append([_cell(sheet, name, bold=True) for name in REGISTER_COLUMNS])
    for entry in book.entries:
        sheet.append([_cell(sheet, value) for value in register_values(entry)])
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> Any:
    cell: Any = text_cell(sheet, value) if isinstance(value, str) else WriteOnlyCell(sheet)
    if not isinstance(value, str):
        cell.value = value
    cell.font = Font(name="Times New Roman", size=11, bold=bold)
    cell.alignment = Alignment(wrap_text=not bold, vertical="top")
    if isinstance(value, dt.date):
        cell.number_format = "DD/MM/YYYY"
    return cell
