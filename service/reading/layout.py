"""Where the text stands on the page, estimated: exact to a hair on the first page, good to a few lines further on.

Good enough to tell which rule lies under which line, whether two lines are level and whether there is a second page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from service.reading.facts import Anchor, Block, Cell, CellPlace, Facts, Paragraph, Section, Table, TextBox
from service.reading.typesetting import PrintedLine, Segment, set_paragraph
from service.reading.wml import MM_PER_PT

_A4: Final = (210.0, 297.0)
_MARGINS: Final = {"top": 20.0, "bottom": 20.0, "left": 30.0, "right": 15.0}
#: Space between the edge of a text box and its words, where nothing else is said.
_INSET: Final = (2.54, 1.27)


#: A block of a cell or box, its height with the gap above it (mm), and its lines when it is a paragraph.
_Stacked = tuple[Block, float, tuple[PrintedLine, ...]]


@dataclass(frozen=True, slots=True)
class Area:
    """A column of text: left edge and width, mm from the paper's edge."""

    x_mm: float
    width_mm: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: page (from 1), the column around it, and its printed lines, in mm from the paper's edges."""

    page: int
    area: Area
    top_mm: float
    lines: tuple[PrintedLine, ...]

    @property
    def bottom_mm(self) -> float:
        """Lower edge of its last line."""
        return self.lines[-1].y_mm + self.lines[-1].height_mm if self.lines else self.top_mm


@dataclass(slots=True)
class Layout:
    """Places by paragraph ordinal, edges of cells, and how far the text runs.

    Attributes:
        cells: by cell place, (x, top, width, bottom) in mm, on the page given by `cell_pages`.
        pages: how many pages the text is estimated to fill; the last one is filled up to `last_page_share`.
    """

    places: dict[int, Place] = field(default_factory=dict)
    cells: dict[tuple[int, int, int], tuple[float, float, float, float]] = field(default_factory=dict)
    cell_pages: dict[tuple[int, int, int], int] = field(default_factory=dict)
    boxes: dict[int, tuple[float, float, int]] = field(default_factory=dict)
    pages: int = 1
    last_page_share: float = 0.0


def lay_out(facts: Facts) -> Layout:
    """Estimate where everything stands."""
    setter = _PageSetter(facts)
    setter.run(facts.blocks)
    for box in facts.boxes:
        setter.place_box(box)
    return setter.layout


class _PageSetter:
    def __init__(self, facts: Facts) -> None:
        self.layout = Layout()
        self._sections = facts.sections
        self._tab = facts.properties.default_tab_mm
        self._section = 0
        self._page = 1
        self._y = self._edge("top")
        self._before: Paragraph | None = None
        self._stacks: dict[CellPlace, tuple[_Stacked, ...]] = {}

    # --- the page ---------------------------------------------------------------------------------

    def _now(self) -> Section:
        return self._sections[min(self._section, len(self._sections) - 1)]

    def _edge(self, side: str) -> float:
        margin = self._now().margin_mm(side)
        return _MARGINS[side] if margin is None else margin

    def _bottom(self) -> float:
        return (self._now().height_mm or _A4[1]) - self._edge("bottom")

    def _column(self) -> Area:
        left, right = self._edge("left"), self._edge("right")
        return Area(left, max((self._now().width_mm or _A4[0]) - left - right, 1.0))

    def _new_page(self) -> None:
        self._page += 1
        self._y = self._edge("top")
        self._before = None

    def run(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if block.section != self._section:
                self._section = block.section
                if self._now().starts != "continuous":
                    self._new_page()
            if isinstance(block, Paragraph):
                self._flow(block)
            else:
                self._flow_table(block)
        self.layout.pages = self._page
        top = self._edge("top")
        self.layout.last_page_share = max(0.0, self._y - top) / max(self._bottom() - top, 1.0)

    def _flow(self, paragraph: Paragraph) -> None:
        if paragraph.format.page_break_before and self._y > self._edge("top") + 1:
            self._new_page()
        column = self._column()
        self._y += _gap_mm(self._before, paragraph)
        lines = set_paragraph(paragraph, column.width_mm, self._tab)
        first_page, top = self._page, self._y
        placed: list[PrintedLine] = []
        for line in lines:
            if self._y + line.height_mm > self._bottom() + 0.1 and self._y > self._edge("top") + 1:
                if not placed:
                    first_page += 1
                self._new_page()
                top = self._y if not placed else top
            placed.append(_moved(line, column.x_mm, self._y))
            self._y += line.height_mm
        self.layout.places[paragraph.ordinal] = Place(first_page, column, top, tuple(placed))
        self._before = paragraph
        if paragraph.page_break:
            self._new_page()

    # --- tables -----------------------------------------------------------------------------------

    def _flow_table(self, table: Table) -> None:
        column = self._column()
        self._y += self._before.format.after_pt * MM_PER_PT if self._before else 0.0
        left = column.x_mm + _table_shift(table, column.width_mm)
        for row in table.rows:
            height = max((self._cell_height(table, cell) for cell in row.cells if not cell.merged), default=0.0)
            least = row.height_pt * MM_PER_PT
            height = least if row.exact and least else max(height, least)
            if self._y + height > self._bottom() + 0.1 and self._y > self._edge("top") + 1:
                self._new_page()
            for cell in row.cells:
                self._place_cell(table, cell, (left, self._y, height), self._page)
            self._y += height
        self._before = None

    def _cell_height(self, table: Table, cell: Cell) -> float:
        return sum(height for _, height, _ in self._cell_stack(table, cell))

    def _cell_stack(self, table: Table, cell: Cell) -> tuple["_Stacked", ...]:
        """The blocks of a cell with their heights, worked out once: nested tables would double the work at each level."""
        if cell.place not in self._stacks:
            self._stacks[cell.place] = tuple(self._stack(cell.blocks, _inside(table, cell)))
        return self._stacks[cell.place]

    def _place_cell(self, table: Table, cell: Cell, at: tuple[float, float, float], page: int) -> None:
        left, top, height = at
        key = (cell.place.table, cell.place.row, cell.place.column)
        self.layout.cells[key] = (left + cell.x_mm, top, cell.width_mm, top + height)
        self.layout.cell_pages[key] = page
        area = Area(left + cell.x_mm + table.padding_mm[0], _inside(table, cell))
        self._place_stack(self._cell_stack(table, cell), area, top, page)

    def _stack(self, blocks: tuple[Block, ...], width: float) -> Iterator["_Stacked"]:
        """Each block of a cell or box with its height, gaps included."""
        before: Paragraph | None = None
        for block in blocks:
            if isinstance(block, Paragraph):
                lines = set_paragraph(block, width, self._tab)
                yield block, _gap_mm(before, block) + sum(line.height_mm for line in lines), lines
                before = block
            else:
                height = sum(
                    max(
                        max((self._cell_height(block, cell) for cell in row.cells), default=0.0),
                        row.height_pt * MM_PER_PT,
                    )
                    for row in block.rows
                )
                yield block, height + (before.format.after_pt * MM_PER_PT if before else 0.0), ()
                before = None
        if before is not None:
            yield replace(before, runs=(), text=""), before.format.after_pt * MM_PER_PT, ()

    def _place_stack(self, stack: Iterable["_Stacked"], area: Area, top: float, page: int) -> None:
        y = top
        for block, height, lines in stack:
            if isinstance(block, Table):
                self._place_nested(block, area, y, page)
            elif lines:
                start = y + height - sum(line.height_mm for line in lines)
                placed = tuple(_moved(line, area.x_mm, start + line.y_mm) for line in lines)
                self.layout.places[block.ordinal] = Place(page, area, start, placed)
            y += height

    def _place_nested(self, table: Table, area: Area, top: float, page: int) -> None:
        left = area.x_mm + _table_shift(table, area.width_mm)
        for row in table.rows:
            height = max((self._cell_height(table, cell) for cell in row.cells), default=0.0)
            height = max(height, row.height_pt * MM_PER_PT)
            for cell in row.cells:
                self._place_cell(table, cell, (left, top, height), page)
            top += height

    # --- text boxes -------------------------------------------------------------------------------

    def place_box(self, box: TextBox) -> None:
        """Place the words of a text box by its anchor."""
        width = box.width_mm or 60.0
        at = anchor_point(box.anchor, self.layout, self._sections, (width, box.height_mm or 0.0))
        if at is None:
            return
        x, y, page = at
        self.layout.boxes[box.number] = at
        area = Area(x + _INSET[0], max(width - 2 * _INSET[0], 1.0))
        self._place_stack(self._stack(box.blocks, area.width_mm), area, y + _INSET[1], page)


def anchor_point(
    anchor: Anchor, layout: Layout, sections: tuple[Section, ...], size: tuple[float, float]
) -> tuple[float, float, int] | None:
    """Upper left corner (mm) and page of a drawing of `size`; None when its anchor paragraph has no place."""
    place = layout.places.get(anchor.paragraph)
    if place is None:
        return None
    section = sections[0]
    width, _ = size
    if anchor.inline:
        return _inline_x(place, width), place.top_mm, place.page
    area = _across(_reference(anchor), place, section)
    x = area.x_mm + {"center": (area.width_mm - width) / 2, "right": area.width_mm - width}.get(
        anchor.across_align, anchor.across_mm or 0.0
    )
    base = {
        "page": 0.0,
        "margin": section.margin_mm("top") or _MARGINS["top"],
        "topMargin": 0.0,
    }.get(anchor.down_from, place.top_mm)
    return x, base + (anchor.down_mm or 0.0), place.page


def _inline_x(place: Place, width: float) -> float:
    """Where an inline drawing that is alone in its paragraph stands: centred unless the text says otherwise."""
    return place.area.x_mm + max(0.0, place.area.width_mm - width) / 2


def _reference(anchor: Anchor) -> str:
    outside = not anchor.in_cell and anchor.across_from in {"column", "character"}
    return "margin" if outside else anchor.across_from


def _across(reference: str, place: Place, section: Section) -> Area:
    width = section.width_mm or _A4[0]
    left = section.margin_mm("left") or _MARGINS["left"]
    if reference == "page":
        return Area(0.0, width)
    if reference == "margin":
        return Area(left, section.text_width_mm)
    if reference == "rightMargin":
        return Area(left + section.text_width_mm, width - left - section.text_width_mm)
    if reference in {"leftMargin", "insideMargin", "outsideMargin"}:
        return Area(0.0, left)
    return place.area


def _table_shift(table: Table, width: float) -> float:
    if table.align == "center":
        return (width - table.width_mm) / 2
    return width - table.width_mm if table.align == "right" else table.x_mm


def _inside(table: Table, cell: Cell) -> float:
    return max(cell.width_mm - sum(table.padding_mm), 1.0)


def _moved(line: PrintedLine, x: float, y: float) -> PrintedLine:
    segments = tuple(Segment(one.start, one.end, one.x_mm + x, one.width_mm) for one in line.segments)
    return PrintedLine(segments, y, line.height_mm)


def _gap_mm(before: Paragraph | None, paragraph: Paragraph) -> float:
    """Gap above a paragraph, mm: what the one before leaves and what this one asks add up; neighbours of one style may drop theirs."""
    return gap_pt(before, paragraph) * MM_PER_PT


def gap_pt(before: Paragraph | None, paragraph: Paragraph) -> float:
    """Gap between two paragraphs, in points."""
    same = before is not None and before.style == paragraph.style
    after = 0.0 if before is None or (same and before.format.contextual) else before.format.after_pt
    return after + (0.0 if same and paragraph.format.contextual else paragraph.format.before_pt)
