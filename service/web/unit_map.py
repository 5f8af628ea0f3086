"""The state of every commune of a batch, by province in official order: one small cell each, and the words for those who cannot see it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from service.storage.batch_tables import BatchItemRow
from service.units import Gazetteer

#: Cells in a row, side of a cell and gap, in the units of the drawing.
PER_ROW, CELL, GAP = 18, 7, 2


@dataclass(frozen=True, kw_only=True)
class ProvinceMap:
    """One province: its cells as (x, y, state, unit), counts, and the drawing's height."""

    name: str
    cells: list[tuple[int, int, str, str]]
    done: int
    failed: int

    @property
    def total(self) -> int:
        """Communes of this province in the batch."""
        return len(self.cells)

    @property
    def height(self) -> int:
        """Of the drawing."""
        return ((len(self.cells) - 1) // PER_ROW + 1) * (CELL + GAP)


def unit_map(items: Iterable[BatchItemRow], gazetteer: Gazetteer) -> list[ProvinceMap]:
    """The provinces that have a row in the batch."""
    rows: dict[str, list[BatchItemRow]] = {code: [] for code in gazetteer.provinces}
    for item in items:
        unit = gazetteer.units.get(item.unit_code)
        if unit is not None:
            rows[unit.province.code].append(item)
    return [_province(gazetteer.provinces[code].name, found) for code, found in rows.items() if found]


def _province(name: str, rows: list[BatchItemRow]) -> ProvinceMap:
    counts = Counter(row.state for row in rows)
    cells = [
        (index % PER_ROW * (CELL + GAP), index // PER_ROW * (CELL + GAP), row.state, row.unit_title)
        for index, row in enumerate(sorted(rows, key=lambda row: row.unit_code))
    ]
    return ProvinceMap(name=name, cells=cells, done=counts["done"], failed=counts["failed"])
