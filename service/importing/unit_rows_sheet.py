"""The sheet that a department fills in, one row per commune, made so that `read_unit_rows` reads it back without a fault."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from service.importing.tasks import TASK_FIELDS
from service.importing.unit_rows import DOCUMENT_FIELDS, OWN_TASKS_SHEET, ROWS_SHEET, UNIT_FIELDS
from service.storage.workbook import HEADING_FILL, HEADING_FONT, WRAPPED, set_text
from service.units import Province, Unit

_GUIDE_SHEET: Final = "Hướng dẫn"
_LISTS_SHEET: Final = "Danh mục"
_WIDTHS: Final = {"ma_don_vi": 12, "ten_don_vi": 32, "tinh": 28, "so": 8, "nguoi_ky": 26, "chuc_vu": 22}
_LABELS: Final = {item.name: item.label for item in (*UNIT_FIELDS, *DOCUMENT_FIELDS)}
_POSTS: Final = ("Chủ tịch", "Phó Chủ tịch")
_GUIDE: Final = (
    "Mỗi dòng của trang “Dữ liệu” là một đơn vị; không đổi mã đơn vị. Được xóa dòng của đơn vị không làm.",
    "Tên đơn vị và tỉnh chỉ để dễ đọc; nếu để trống mã thì máy tìm theo tên và tỉnh.",
    "Được thêm cột; cột “Chỉ tiêu” dùng trong văn bản là {{ row.chi_tieu }}.",
    "Cột có dấu * phải điền ở mọi dòng.",
    "Trang “Nhiệm vụ riêng” không bắt buộc: nhiệm vụ thêm cho từng đơn vị, ghi mã đơn vị ở dòng đầu của đơn vị đó.",
    "Nhiều sản phẩm của một nhiệm vụ: ghi mỗi sản phẩm một dòng trong ô (Alt+Enter), hoặc mỗi sản phẩm một dòng của bảng.",
    "Nếu tệp có lỗi, máy trả lại chính tệp này với cột “Lỗi” ở đầu; sửa rồi nộp lại, không cần xóa cột “Lỗi”.",
)


def unit_rows_sheet(
    units: Sequence[Unit],
    provinces: Iterable[Province],
    required: Sequence[str],
    optional: Sequence[str],
    labels: Mapping[str, str] | None = None,
) -> bytes:
    """Make the Excel file.

    Args:
        units: one row each, in this order.
        provinces: choices of the province column.
        required: names of the columns that the document needs (``chi_tieu``), marked with a star.
        optional: names of the columns that may stay empty.
        labels: headings of columns by their names; one without stands under its name, which is read back too.
    """
    book = Workbook()
    rows, own_tasks, guide, lists = (
        book.active,
        *(book.create_sheet(name) for name in (OWN_TASKS_SHEET, _GUIDE_SHEET, _LISTS_SHEET)),
    )
    assert isinstance(rows, Worksheet)
    rows.title = ROWS_SHEET
    names = list(
        dict.fromkeys([*(item.name for item in UNIT_FIELDS), *_standard(required, optional), *required, *optional])
    )
    headings = {name: _LABELS.get(name) or (labels or {}).get(name, name) for name in names}
    _head(
        rows,
        [headings[name] + (" *" if name in required else "") for name in names],
        [_WIDTHS.get(n, 18) for n in names],
    )
    for number, unit in enumerate(units, 2):
        for column, text in enumerate((unit.code, unit.title, unit.province.title), 1):
            set_text(rows.cell(number, column), text)
    task_headings = [item.label for item in TASK_FIELDS if not item.ignored]
    _head(own_tasks, [_LABELS["ma_don_vi"], *task_headings], [12, *[28] * len(task_headings)])
    _explain(guide, headings, required)
    provinces_range = _list(lists, [province.title for province in provinces])
    _validate(rows, names, provinces_range, len(units) + 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _standard(required: Sequence[str], optional: Sequence[str]) -> list[str]:
    """The columns that every sheet offers: number and signer, whether the text mentions them or not."""
    return [item.name for item in DOCUMENT_FIELDS if item.name not in {*required, *optional}]


def _head(sheet: Worksheet, headings: Sequence[str], widths: Sequence[float]) -> None:
    for column, (text, width) in enumerate(zip(headings, widths, strict=True), 1):
        cell = sheet.cell(1, column)
        set_text(cell, text)
        cell.font, cell.fill, cell.alignment = HEADING_FONT, HEADING_FILL, WRAPPED
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def _explain(sheet: Worksheet, headings: Mapping[str, str], required: Sequence[str]) -> None:
    sheet.column_dimensions["A"].width = 100
    sheet.cell(1, 1, "Cách điền").font = Font(bold=True, size=14)
    names = [
        f"Cột “{label}”: dùng trong văn bản là {{{{ row.{name} }}}}{_star(name, required)}"
        for name, label in headings.items()
    ]
    for number, text in enumerate((*_GUIDE, *names), 2):
        sheet.cell(number, 1, text).alignment = WRAPPED


def _star(name: str, required: Sequence[str]) -> str:
    return ", bắt buộc." if name in required else "."


def _list(sheet: Worksheet, texts: Sequence[str]) -> str:
    for number, text in enumerate(texts, 1):
        sheet.cell(number, 1, text)
    sheet.sheet_state = "hidden"
    return f"{quote_sheetname(sheet.title)}!$A$1:$A${len(texts)}"


def _validate(sheet: Worksheet, names: Sequence[str], provinces: str, last_row: int) -> None:
    """Lists and bounds under the columns that have them; Excel then refuses a wrong value while it is typed."""
    posts = ",".join(_POSTS)
    rules = {
        "tinh": DataValidation(type="list", formula1=provinces),
        "so": DataValidation(type="whole", operator="greaterThanOrEqual", formula1="1"),
        "chuc_vu": DataValidation(type="list", formula1=f'"{posts}"', showErrorMessage=False),
    }
    for name, rule in rules.items():
        if name in names:
            letter = get_column_letter(names.index(name) + 1)
            rule.allow_blank = True
            rule.error = f"Giá trị cột “{_LABELS[name]}” chưa đúng."
            rule.add(f"{letter}2:{letter}{last_row + 1000}")
            sheet.add_data_validation(rule)
