"""The batch that is measured: a plan of 40 tasks, a sheet with a row for each of the 3,321 communes."""

import datetime as dt
import io
from typing import Any, Final

from openpyxl import load_workbook

from benchmarks.render.content import whole_document
from service.batches import DocumentTemplate
from service.importing.unit_rows_sheet import unit_rows_sheet
from service.units import Unit, units_on

DAY: Final = dt.date(2026, 11, 22)
TASKS: Final = 40
_SURNAMES: Final = ("Nguyễn Văn", "Trần Thị", "Lê Minh", "Phạm Thị Ánh", "Hoàng Đức", "Vũ Thị Ngọc")
_NAMES: Final = ("An", "Bình", "Cường", "Dung", "Nguyệt", "Phúc", "Thủy", "Việt", "Ý")
_OPENING: Final = (
    "Ủy ban nhân dân {{ unit.full_name }} phấn đấu đạt {{ row.chi_tieu }}% hồ sơ trực tuyến, "
    "với các nhiệm vụ cụ thể (chi tiết tại Phụ lục kèm theo):"
)


def common_document() -> dict[str, Any]:
    """The plan as a department writes it, with the texts that differ from commune to commune."""
    data = whole_document(TASKS, seed=1)
    return data | {
        "issuer": {"name": "Ủy ban nhân dân {{ unit.full_name }}", "sign": "UBND", "place": "{{ unit.place_name }}"},
        "parent_agency": None,
        "issued_on": "2026-01-12",
        "subject": "Cải cách hành chính năm 2026 của {{ unit.full_name }}",
        "opening": [_OPENING],
        "recipients": [
            {"name": "Ủy ban nhân dân {{ unit.province }}", "purpose": "để báo cáo"},
            {"name": "Thường trực Đảng ủy, HĐND {{ unit.full_name }}"},
        ],
        "signer": {
            "authority": [{"form": "TM", "of": "Ủy ban nhân dân"}],
            "post": "Chủ tịch",
            "name": "{{ row.nguoi_ky }}",
        },
    }


def sheet(units: tuple[Unit, ...]) -> bytes:
    """The sheet to fill in, filled in: number, signer and target of each commune."""
    template = DocumentTemplate.compile(common_document())
    blank = unit_rows_sheet(units, units_on(DAY).provinces.values(), template.required, template.optional)
    book = load_workbook(io.BytesIO(blank))
    rows = book["Dữ liệu"]
    headings = [str(cell.value).rstrip(" *") for cell in rows[1]]
    for row in range(2, len(units) + 2):
        rows.cell(row, headings.index("Số") + 1, row % 400 + 1)
        rows.cell(row, headings.index("Người ký") + 1, signer(row))
        rows.cell(row, headings.index("chi_tieu") + 1, 60 + row % 40)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def signer(row: int) -> str:
    """Made-up names of different lengths."""
    return f"{_SURNAMES[row % len(_SURNAMES)]} {_NAMES[row % len(_NAMES)]}"
