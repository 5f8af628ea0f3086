"""The state of every commune of a batch, by province in official order: one small cell each, and afterwards only what changed."""

import hashlib
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from service.actions.batch_board import Cell
from service.batches import ItemState
from service.units import Gazetteer

#: Cells in a row, side of a cell and gap, in the units of the drawing.
PER_ROW, CELL, GAP = 18, 7, 2
#: One letter travels instead of a word.
LETTERS: Final = {state.value: state.value[0] for state in ItemState}
#: States told lately are kept for so many pages that watch.
_REMEMBERED: Final = 64


@dataclass(frozen=True, kw_only=True)
class ProvinceMap:
    """One province: its cells as (x, y, state, unit), their positions in the batch, counts, and the drawing's height."""

    code: str
    name: str
    cells: list[tuple[int, int, str, str]]
    positions: list[int]
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


def unit_map(cells: Iterable[Cell], gazetteer: Gazetteer) -> list[ProvinceMap]:
    """The provinces that have a row in the batch."""
    rows: dict[str, list[Cell]] = {code: [] for code in gazetteer.provinces}
    for cell in cells:
        unit = gazetteer.units.get(cell.unit_code)
        if unit is not None:
            rows[unit.province.code].append(cell)
    return [_province(code, gazetteer.provinces[code].name, found) for code, found in rows.items() if found]


class Told:
    """What watching pages were told, so that each gets only the cells that changed since."""

    def __init__(self) -> None:
        self._states: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def since(self, states: Sequence[str], revision: str) -> tuple[str, bool, list[tuple[int, str]]]:
        """The new revision, whether these are all cells, and (position, state) of each that differs from `revision`.

        Another process, or one that forgot, tells all: a page is never wrong, only once a little heavier.
        """
        now = "".join(LETTERS[state] for state in states)
        fresh = hashlib.sha256(now.encode()).hexdigest()[:16]
        before = self._exchange(fresh, now, revision)
        whole = before is None or len(before) != len(now)
        pairs = enumerate(zip(now, now if before is None or whole else before, strict=True), 1)
        return fresh, whole, [(place, state) for place, (state, old) in pairs if whole or state != old]

    def _exchange(self, fresh: str, now: str, revision: str) -> str | None:
        with self._lock:
            before = self._states.get(revision)
            self._states[fresh] = now
            self._states.move_to_end(fresh)
            while len(self._states) > _REMEMBERED:
                self._states.popitem(last=False)
            return before


def _province(code: str, name: str, rows: list[Cell]) -> ProvinceMap:
    counts = Counter(row.state for row in rows)
    ordered = sorted(rows, key=lambda row: row.unit_code)
    cells = [
        (index % PER_ROW * (CELL + GAP), index // PER_ROW * (CELL + GAP), row.state, row.unit_title)
        for index, row in enumerate(ordered)
    ]
    return ProvinceMap(
        code=code,
        name=name,
        cells=cells,
        positions=[row.position for row in ordered],
        done=counts[ItemState.DONE],
        failed=counts[ItemState.FAILED],
    )
