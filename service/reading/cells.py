"""Table cells and text boxes: their blocks stacked, the heights of rows, and the words put where the page has room for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from service.reading.facts import Block, Cell, CellPlace, Paragraph, Row, Table
from service.reading.gaps import gap_mm
from service.reading.places import Area, Layout, Place, moved
from service.reading.typesetting import PrintedLine, set_paragraph
from service.reading.wml import MM_PER_PT

#: Share of the spare height that stands above the words.
_ABOVE: Final = {"center": 0.5, "bottom": 1.0}

_EDGE_UNITS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Stacked:
    """A block of a cell or box: its upper edge against the stack's (mm), and its lines when it is a paragraph."""

    block: Block
    top_mm: float
    lines: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks one below another, and how high they are together."""

    blocks: tuple[Stacked, ...]
    height_mm: float


class CellSetter:
    """Measures and places the words of cells; each cell is set once, or nested tables would double the work at each level."""

    def __init__(self, layout: Layout, tab_mm: float, *, gaps_add: bool) -> None:
        self._layout = layout
        self._tab = tab_mm
        self._gaps_add = gaps_add
        self._stacks: dict[CellPlace, Stack] = {}
        self._heights: dict[int, tuple[float, ...]] = {}
        self._spans: dict[int, dict[CellPlace, int]] = {}

    def stack(self, blocks: tuple[Block, ...], width: float) -> Stack:
        """Set the blocks of a cell, box or header in a column of `width` mm."""
        found: list[Stacked] = []
        y, before = 0.0, None
        for block in blocks:
            y += gap_mm(before, block if isinstance(block, Paragraph) else None, add=self._gaps_add)
            if isinstance(block, Paragraph):
                lines = set_paragraph(block, width, self._tab)
                found.append(Stacked(block, y, lines))
                y += sum(line.height_mm for line in lines)
                before = block
            else:
                found.append(Stacked(block, y, ()))
                y += sum(self.row_heights(block)) + block.rule_mm
                before = None
        return Stack(tuple(found), y + gap_mm(before, None, add=self._gaps_add))

    def row_heights(self, table: Table) -> tuple[float, ...]:
        """Height of each row, its upper rule counted in, in mm; what a merged cell needs beyond its rows its last row gives."""
        if table.number not in self._heights:
            self._heights[table.number] = tuple(self._row_heights(table))
        return self._heights[table.number]

    def _row_heights(self, table: Table) -> list[float]:
        spans = self._last_rows(table)
        heights = [
            self._row_height(table, row, [cell for cell in row.cells if spans.get(cell.place, index) == index])
            for index, row in enumerate(table.rows)
        ]
        for cell, last in _spans(table):
            first = cell.place.row
            if last > first and not table.rows[last].exact:
                missing = self._needed(table, cell) - sum(heights[first : last + 1])
                heights[last] += max(missing, 0.0)
        return heights

    def _last_rows(self, table: Table) -> dict[CellPlace, int]:
        """The last row of each cell, worked out once for each table."""
        if table.number not in self._spans:
            self._spans[table.number] = {cell.place: last for cell, last in _spans(table)}
        return self._spans[table.number]

    def _row_height(self, table: Table, row: Row, cells: list[Cell]) -> float:
        least = row.height_pt * MM_PER_PT
        if row.exact and least:
            return least
        needed = max((self._needed(table, cell) for cell in cells if not cell.merged), default=0.0)
        return max(needed, least)

    def _needed(self, table: Table, cell: Cell) -> float:
        return self._cell_stack(table, cell).height_mm + sum(table.down_padding_mm) + table.rule_mm

    def _cell_stack(self, table: Table, cell: Cell) -> Stack:
        if cell.place not in self._stacks:
            self._stacks[cell.place] = self.stack(cell.blocks, _inside(table, cell))
        return self._stacks[cell.place]

    def place_row(self, table: Table, index: int, at: tuple[float, float], page: int) -> None:
        """Place a row whose upper left corner is `at` (mm); its merged cells reach down over the rows below."""
        heights, spans = self.row_heights(table), self._last_rows(table)
        for cell in table.rows[index].cells:
            last = spans.get(cell.place, index)
            self._place_cell(table, cell, (*at, sum(heights[index : last + 1])), page)

    def repeat_row(self, table: Table, index: int, at: tuple[float, float], page: int) -> None:
        """Note that a heading row is printed again with its upper left corner `at` (mm)."""
        places = self._layout.places
        first = {cell.place: self._layout.cells.get(_key(cell)) for cell in table.rows[index].cells}
        held = [block for cell in table.rows[index].cells for block in cell.blocks if isinstance(block, Paragraph)]
        for paragraph in held:
            place = places.get(paragraph.ordinal)
            edges = first.get(paragraph.cell) if paragraph.cell else None
            if place is not None and edges is not None:
                down = at[1] - edges[1]
                lines = tuple(moved(line, 0.0, line.y_mm + down, page) for line in place.lines)
                self._layout.repeats.append((paragraph, Place(page, place.area, place.top_mm + down, lines)))

    def _place_cell(self, table: Table, cell: Cell, at: tuple[float, float, float], page: int) -> None:
        left, top, height = at
        key = _key(cell)
        edges = _edges(table, cell)
        self._layout.cells[key] = (left + edges[0], top, edges[1] - edges[0], top + height)
        self._layout.cell_pages[key] = page
        area = Area(left + edges[0] + table.padding_mm[0], _inside(table, cell))
        stack = self._cell_stack(table, cell)
        spare = max(height - self._needed(table, cell), 0.0) * _ABOVE.get(cell.down_align, 0.0)
        self.place_stack(stack, area, top + table.rule_mm + table.down_padding_mm[0] + spare, page)

    def place_stack(self, stack: Stack, area: Area, top: float, page: int) -> None:
        """Place every block of a stack whose upper edge is at `top` mm."""
        for one in stack.blocks:
            if isinstance(one.block, Table):
                self._place_nested(one.block, area, top + one.top_mm, page)
            else:
                self._layout.places[one.block.ordinal] = _placed(one, area, top, page)

    def _place_nested(self, table: Table, area: Area, top: float, page: int) -> None:
        left = area.x_mm + table_shift(table, area.width_mm)
        for index, height in enumerate(self.row_heights(table)):
            self.place_row(table, index, (left, top), page)
            top += height


def _placed(one: Stacked, area: Area, top: float, page: int) -> Place:
    """A paragraph of a stack where its lines stand on the page."""
    start = top + one.top_mm
    lines = tuple(moved(line, area.x_mm, start + line.y_mm, page) for line in one.lines)
    return Place(page, area, start, lines)


def table_shift(table: Table, width: float) -> float:
    """How far right of its column a table begins, in mm."""
    if table.align == "center":
        return (width - table.width_mm) / 2
    return width - table.width_mm if table.align == "right" else table.x_mm


def _edges(table: Table, cell: Cell) -> tuple[float, float]:
    """Left and right edge of a cell against its table's, in mm: LibreOffice keeps them in ten-thousandths of its width."""
    unit = table.width_mm / _EDGE_UNITS or 1.0
    return round(cell.x_mm / unit) * unit, round((cell.x_mm + cell.width_mm) / unit) * unit


def _inside(table: Table, cell: Cell) -> float:
    left, right = _edges(table, cell)
    return max(right - left - sum(table.padding_mm), 1.0)


def _key(cell: Cell) -> tuple[int, int, int]:
    return cell.place.table, cell.place.row, cell.place.column


def _spans(table: Table) -> Iterator[tuple[Cell, int]]:
    """Every cell that is merged down, with the index of its last row."""
    last: dict[float, tuple[Cell, int]] = {}
    for index, row in enumerate(table.rows):
        here = {round(cell.x_mm, 1): cell for cell in row.cells}
        for x in [x for x in last if x not in here or not here[x].merged]:
            yield last.pop(x)
        for x, cell in here.items():
            if not cell.merged:
                last[x] = cell, index
            elif x in last:
                last[x] = last[x][0], index
    yield from last.values()
