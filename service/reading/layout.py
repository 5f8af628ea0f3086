"""Where the text stands on the page: lines broken by the widths of the ordered font, pages by the rules of word processors.

Documents of ours come out as LibreOffice prints them; in any other it is good enough to tell which rule lies under which line,
whether two lines are level and how many pages there are.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from service.reading.anchors import anchor_point
from service.reading.cells import CellSetter, table_shift
from service.reading.facts import Block, Facts, Paragraph, Row, Table, TextBox, flatten
from service.reading.gaps import gap_mm
from service.reading.pagination import Pages, Slab, parts_of
from service.reading.places import Area, Layout, Place, moved
from service.reading.sheets import Sheets
from service.reading.typesetting import PrintedLine, set_paragraph

#: Space between the edge of a text box and its words, where nothing else is said.
_INSET = (2.54, 1.27)
#: A text box that does not say how wide it is.
_BOX_WIDTH_MM = 60.0


def lay_out(facts: Facts) -> Layout:
    """Work out where everything stands."""
    setter = _PageSetter(facts)
    setter.run(facts.blocks)
    for box in facts.boxes:
        setter.place_box(box)
    return setter.layout


class _PageSetter:
    def __init__(self, facts: Facts) -> None:
        self.layout = Layout()
        self._sections = facts.sections
        self._properties = facts.properties
        self._sheets = Sheets(facts.sections, facts.properties, self.layout)
        self._cells = CellSetter(self.layout, facts.properties.default_tab_mm, gaps_add=facts.properties.gaps_add)

    def run(self, blocks: Iterable[Block]) -> None:
        """Put every block on its page."""
        slabs = list(self._slabs(blocks))
        pages = Pages(self._sheets.edges)
        pages.fill(slabs)
        self.layout.pages = pages.page
        room = max(pages.bottom - pages.top, 1.0)
        self.layout.last_page_share = max(0.0, pages.y - pages.top) / room

    def _slabs(self, blocks: Iterable[Block]) -> Iterator[Slab]:
        """What may not be parted, in order."""
        before: Paragraph | None = None
        section, breaks = 0, False
        for block in blocks:
            begins = block.section != section and self._starts_page(block.section)
            section = block.section
            breaks = breaks or begins
            gap = gap_mm(
                None if breaks else before, block if isinstance(block, Paragraph) else None, add=self._gaps_add
            )
            if isinstance(block, Paragraph):
                breaks = breaks or block.format.page_break_before
                yield from self._paragraph(block, gap, starts_page=breaks)
                before, breaks = block, block.page_break
            else:
                yield from self._table(block, gap, starts_page=breaks)
                before, breaks = None, False
        if breaks:
            yield Slab(0.0, _nothing, section=section, starts_page=True)

    @property
    def _gaps_add(self) -> bool:
        return self._properties.gaps_add

    def _starts_page(self, index: int) -> bool:
        return self._sections[min(index, len(self._sections) - 1)].starts != "continuous"

    # --- paragraphs -------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Paragraph, gap: float, *, starts_page: bool) -> Iterator[Slab]:
        column, format_ = self._sheets.column(paragraph.section), paragraph.format
        lines = set_paragraph(paragraph, column.width_mm, self._properties.default_tab_mm)
        parts = parts_of(len(lines), widow_control=format_.widow_control, keep_lines=format_.keep_lines)
        start = 0
        for count in parts:
            held = lines[start : start + count]
            last = start + count == len(lines)
            yield Slab(
                sum(line.height_mm for line in held),
                partial(self._put_lines, paragraph, column, held),
                gap_mm=0.0 if start else gap,
                slack_mm=_slack(paragraph, held),
                section=paragraph.section,
                starts_page=starts_page and not start,
                goes_on=start > 0,
                glued=last and format_.keep_next,
                kept=format_.keep_next,
            )
            start += count

    def _put_lines(
        self, paragraph: Paragraph, column: Area, lines: Sequence[PrintedLine], page: int, top: float
    ) -> None:
        """Place some lines of a paragraph below those that stand already."""
        before = self.layout.places.get(paragraph.ordinal)
        first = lines[0].y_mm if lines else 0.0
        put = tuple(moved(line, column.x_mm, top + line.y_mm - first, page) for line in lines)
        self.layout.places[paragraph.ordinal] = (
            Place(before.page, column, before.top_mm, before.lines + put) if before else Place(page, column, top, put)
        )

    # --- tables -----------------------------------------------------------------------------------

    def _table(self, table: Table, gap: float, *, starts_page: bool) -> Iterator[Slab]:
        column = self._sheets.column(table.section)
        left = column.x_mm + table_shift(table, column.width_mm)
        heights = self._cells.row_heights(table)
        headings = _headings(table)
        for index, (row, height) in enumerate(zip(table.rows, heights, strict=True)):
            last = index == len(table.rows) - 1
            yield Slab(
                height + (table.rule_mm if last else 0.0),
                partial(self._put_row, table, index, left),
                gap_mm=0.0 if index else gap,
                section=table.section,
                starts_page=starts_page and not index,
                glued=index < headings or (not last and _kept(row)),
                repeated_mm=sum(heights[:headings]) if index >= headings else 0.0,
                repeat=partial(self._repeat, table, headings, left) if headings and index >= headings else None,
            )

    def _put_row(self, table: Table, index: int, left: float, page: int, top: float) -> None:
        self._cells.place_row(table, index, (left, top), page)

    def _repeat(self, table: Table, headings: int, left: float, page: int, top: float) -> None:
        heights = self._cells.row_heights(table)
        for index in range(headings):
            self._cells.repeat_row(table, index, (left, top + sum(heights[:index])), page)

    # --- text boxes -------------------------------------------------------------------------------

    def place_box(self, box: TextBox) -> None:
        """Place the words of a text box by its anchor."""
        width = box.width_mm or _BOX_WIDTH_MM
        at = anchor_point(box.anchor, self.layout, self._sections, (width, box.height_mm or 0.0))
        if at is None:
            return
        x, y, page = at
        self.layout.boxes[box.number] = at
        area = Area(x + _INSET[0], max(width - 2 * _INSET[0], 1.0))
        self._cells.place_stack(self._cells.stack(box.blocks, area.width_mm), area, y + _INSET[1], page)


def _nothing(_page: int, _top: float) -> None:
    """A page that a break begins and nothing stands on."""


def _slack(paragraph: Paragraph, lines: Sequence[PrintedLine]) -> float:
    """What a line spaced wider than single leaves below its words, in mm."""
    spacing = paragraph.format.line
    wide = spacing.rule == "auto" and spacing.amount > 1 and lines
    return lines[-1].height_mm * (1 - 1 / spacing.amount) if wide else 0.0


def _headings(table: Table) -> int:
    """How many rows at the head of a table are printed again on each page; a table of nothing else has none."""
    return next((index for index, row in enumerate(table.rows) if not row.heading), 0)


def _kept(row: Row) -> bool:
    """A row is kept with the next when the first paragraph of its first cell says so."""
    first = next(flatten(row.cells[0].blocks), None) if row.cells else None
    return first is not None and first.format.keep_next
