"""The common document of the tests: a small plan whose texts speak of the unit and of its row."""

import copy
import datetime as dt

from service.batches import BatchOptions, UnitData
from service.units import units_on

DAY = dt.date(2026, 11, 22)
TODAY = units_on(DAY)

PLAN = {
    "kind": "ke-hoach",
    "issuer": {"name": "Ủy ban nhân dân {{ unit.full_name }}", "sign": "UBND", "place": "{{ unit.place_name }}"},
    "number": 5,
    "issued_on": "2026-01-12",
    "subject": "Cải cách hành chính năm 2026 của {{ unit.full_name }}",
    "legal_bases": ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"],
    "opening": ["Ủy ban nhân dân {{ unit.full_name }} ban hành Kế hoạch với các nội dung sau đây:"],
    "body": {
        "layout": "sections",
        "content": [
            {
                "type": "section",
                "title": "Mục đích, yêu cầu",
                "content": [{"type": "clause", "text": "Nâng cao chất lượng phục vụ người dân."}],
            }
        ],
    },
    "recipients": [
        {"name": "Ủy ban nhân dân {{ unit.province }}", "purpose": "để báo cáo"},
        {"name": "Các phòng chuyên môn"},
    ],
    "archive": {"registry": "VT"},
    "signer": {
        "authority": [{"form": "TM", "of": "Ủy ban nhân dân"}],
        "post": "Chủ tịch",
        "name": "Nguyễn Văn An",
    },
}
OPTIONS = BatchOptions(day=DAY)


def plan_data(**changes):
    """The plan, with top-level fields changed (None takes one away)."""
    data = copy.deepcopy(PLAN) | changes
    return {key: value for key, value in data.items() if value is not None}


def unit(code="31756"):
    return TODAY.units[code]


def items(count, **values):
    """The first `count` units of the list, each with the same row values."""
    return [UnitData(unit=one, values=values) for one in list(TODAY.units.values())[:count]]
