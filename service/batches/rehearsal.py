"""The rows to look at before thousands are made: those where a layout or a text is likeliest to go wrong."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

from service.batches.filling import UnitData
from service.nd30.metrics import text_width_pt

#: Why a row is an extreme -> what it has most of.
_EXTREMES: Final[dict[str, Callable[[UnitData], float]]] = {
    "tên đơn vị dài nhất": lambda item: text_width_pt(item.unit.title.upper(), 1, bold=True),
    "tên đơn vị ngắn nhất": lambda item: -text_width_pt(item.unit.title.upper(), 1, bold=True),
    "nhiều nhiệm vụ riêng nhất": lambda item: sum(len(group["tasks"]) for group in item.own_tasks),
    "nhiều ô để trống nhất": lambda item: sum(not text for text in item.values.values()),
    "nhiều chữ nhất": lambda item: sum(map(len, item.values.values())),
    "ghi tên đầy đủ ở địa danh": lambda item: item.unit.named_after is not None,
    "tên có dấu nháy hoặc gạch nối": lambda item: sum(mark in "'-" for mark in item.unit.name),
    "số văn bản lớn nhất": lambda item: int(number) if (number := item.values.get("so", "")).isdecimal() else 0,
}


def extremes(items: Sequence[UnitData]) -> list[tuple[int, tuple[str, ...]]]:
    """Choose rows: their index from 0, and in Vietnamese what makes each an extreme; the first row is always among them."""
    reasons: dict[int, list[str]] = defaultdict(list)
    reasons[0].append("dòng đầu")
    for why, measure in _EXTREMES.items():
        values = [measure(item) for item in items]
        if len(set(values)) > 1:  # where all are alike there is no extreme
            reasons[max(range(len(items)), key=values.__getitem__)].append(why)
    if (oldest := _oldest(items)) is not None:
        reasons[oldest].append("ngày sớm nhất")
    return [(index, tuple(why)) for index, why in sorted(reasons.items())]


def _oldest(items: Sequence[UnitData]) -> int | None:
    """The row with the earliest date of issue, written day first."""
    dates = {
        index: [part.zfill(4) for part in reversed(text.split("/"))]
        for index, item in enumerate(items)
        if (text := item.values.get("ngay_ban_hanh", "")).count("/") == 2
    }
    return min(dates, key=dates.__getitem__) if len({tuple(day) for day in dates.values()}) > 1 else None
