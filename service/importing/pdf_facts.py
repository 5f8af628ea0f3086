"""Lines and tables of PDF pages as the facts that a Word file gives, so that one recogniser serves both."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from service.importing.pdf_lines import PdfLine
from service.importing.pdf_paragraphs import Joined, TextArea, join_lines
from service.importing.pdf_tables import PdfCell, PdfTable
from service.nd30.page import QUOC_HIEU
from service.reading import (
    Block,
    Cell,
    Facts,
    Paragraph,
    ParagraphFormat,
    Properties,
    ReadDocument,
    Row,
    Run,
    Section,
    Table,
    is_upper,
    letters,
    understand,
)
from service.reading.facts import Align, CellPlace
from service.reading.zones.words import KINH_GUI, LEGAL_BASIS, NOI_NHAN, alike

_MM: Final = 25.4 / 72
_HEADER_LINES: Final = 14
#: How far from the middle of the text a line of one of the two columns stands at least (points).
_ASIDE: Final = 38.0
_QUOC_HIEU_KEY: Final = letters(QUOC_HIEU.use)
#: So many letters are left of Quốc hiệu when a narrow column breaks it.
_KEY_START: Final = 16
_DATE_WORDS: Final = re.compile(r"ng[àÀ]y\b.*th[áÁ]ng\b", re.IGNORECASE)
_YEAR_ALONE: Final = re.compile(r"^(?:năm\s*)?(?:19|20)\d\d$")
#: Lines of the signer that stand above the height of "Nơi nhận".
_ABOVE: Final = 6


class FactsMaker:
    """Collects pages, in order; `pages` tells the page of each paragraph by its ordinal."""

    def __init__(self) -> None:
        self.pages: dict[int, int] = {}
        self._blocks: list[Block] = []
        self._sections: list[Section] = []
        self._tables = 0
        self._waiting: list[PdfLine] = []
        self._area = TextArea(85.0, 552.0)

    def understood(self) -> ReadDocument:
        """Everything added so far, its components recognised."""
        self._flush()
        return understand(Facts(tuple(self._blocks), tuple(self._sections), (), (), (), Properties()))

    def add_page(
        self, size: tuple[float, float], area: TextArea, lines: Sequence[PdfLine], tables: Sequence[PdfTable]
    ) -> None:
        """Add one page: its size, where its text stands, its lines outside tables and the tables that begin on it."""
        if not self._sections or self._turned(*size):
            self._flush()
            self._sections.append(_section(len(self._sections), *size))
        self._area = area
        rest = list(lines)
        if not self.pages:
            rest = self._header(rest, area)
        rest, foot = _split_foot(rest, area)
        for table in sorted(tables, key=lambda one: one.box[1]):
            above = [line for line in rest if line.bottom <= table.box[1] + 2]
            rest = rest[len(above) :]
            self._waiting += above
            self._flush()
            self._table(table)
        self._waiting += rest
        if foot:
            self._flush()
            self._columns(*foot)

    def _turned(self, width: float, height: float) -> bool:
        last = self._sections[-1]
        return abs((last.width_mm or 0) - width * _MM) > 5 or abs((last.height_mm or 0) - height * _MM) > 5

    def _flush(self) -> None:
        if not self._waiting:
            return
        for joined in join_lines(self._waiting, self._area):
            first = joined.lines[0]
            before = self.pages[max(self.pages)] if self.pages else 1
            new_page = first.page > before
            align: Align = "center" if joined.centred else "both"
            left = 0.0 if joined.centred else max(0.0, (first.left - self._area.left) * _MM)
            style = ParagraphFormat(align=align, first_line_mm=left, page_break_before=new_page)
            self._blocks.append(self._paragraph(joined.runs, style, first.page))
        self._waiting = []

    def _paragraph(
        self, runs: Iterable[Run], style: ParagraphFormat, page: int, cell: CellPlace | None = None
    ) -> Paragraph:
        ordinal = len(self.pages)
        self.pages[ordinal] = page
        found = tuple(runs)
        text = "".join(run.text for run in found)
        return Paragraph(ordinal, found, text, style, section=max(len(self._sections) - 1, 0), cell=cell)

    # --- two columns without rules --------------------------------------------------------------------

    def _header(self, lines: list[PdfLine], area: TextArea) -> list[PdfLine]:
        """Put the two columns over the title into a table, as Word files have them; return the other lines."""
        top = lines[:_HEADER_LINES]
        if not any(letters(line.text)[:_KEY_START] == _QUOC_HIEU_KEY[:_KEY_START] for line in top):
            return lines
        left: list[PdfLine] = []
        right: list[PdfLine] = []
        for line in lines:
            if KINH_GUI.match(line.words) or LEGAL_BASIS.match(line.words):
                break
            if line.right - line.left > 0.7 * (area.right - area.left) or abs(line.middle - area.middle) < _ASIDE:
                if right:
                    break
                continue
            (left if line.middle < area.middle else right).append(line)
        if left and right:
            self._columns(left, right, joined=False)
        taken = {id(line) for line in (*left, *right)} if left and right else set()
        return [line for line in lines if id(line) not in taken]

    def _columns(self, left: Sequence[PdfLine], right: Sequence[PdfLine], *, joined: bool = True) -> None:
        """One row of two cells without a border."""
        width = self._sections[-1].text_width_mm
        number = self._tables
        self._tables += 1
        cells = []
        for column, lines in enumerate((left, right)):
            place = CellPlace(number, 0, column)
            items = _items(lines) if joined and column == 0 else _unwrapped(lines)
            align: Align = "left" if joined and column == 0 else "center"
            blocks = tuple(
                self._paragraph(item.runs, ParagraphFormat(align=align), item.lines[0].page, place) for item in items
            )
            cells.append(Cell(place, column * width / 2, width / 2, blocks))
        self._blocks.append(Table(number, (Row(tuple(cells)),), 0.0, width, max(len(self._sections) - 1, 0)))

    # --- ruled tables -----------------------------------------------------------------------------------

    def _table(self, table: PdfTable) -> None:
        number = self._tables
        self._tables += 1
        left, _, right, _ = table.box
        rows = tuple(
            Row(tuple(self._cell(cell, CellPlace(number, row, cell.column), table) for cell in cells))
            for row, cells in enumerate(table.rows)
        )
        section = max(len(self._sections) - 1, 0)
        self._blocks.append(Table(number, rows, 0.0, (right - left) * _MM, section, bordered=True))

    def _cell(self, cell: PdfCell, place: CellPlace, table: PdfTable) -> Cell:
        edges = (*table.edges, table.box[2])
        x, width = edges[cell.column], edges[min(cell.column + cell.span, len(edges) - 1)] - edges[cell.column]
        blocks = tuple(self._paragraph(line.runs, ParagraphFormat(), line.page, place) for line in cell.lines) or (
            self._paragraph((), ParagraphFormat(), table.page, place),
        )
        return Cell(place, (x - edges[0]) * _MM, width * _MM, blocks, cell.span, cell.merged)


def _unwrapped(lines: Sequence[PdfLine]) -> list[Joined]:
    """Each line by itself, but a Quốc hiệu or a date that a narrow column broke in two."""
    items: list[Joined] = []
    for line in lines:
        before = items[-1].lines[-1].words if items else ""
        broken_date = _DATE_WORDS.search(before) and _YEAR_ALONE.match(line.words)
        if before and (alike(letters(before + line.words), _QUOC_HIEU_KEY) == 1.0 or broken_date):
            items[-1].lines.append(line)
        else:
            items.append(Joined([line]))
    return items


def _items(lines: Sequence[PdfLine]) -> list[Joined]:
    """Recipients: an item begins with a dash or stands right under the heading, other lines go on with it."""
    items: list[Joined] = []
    for line in lines:
        last = items[-1].lines[-1].words if items else ""
        begins = not items or line.text[:1] in "-–•*+" or last.endswith(".") or NOI_NHAN.match(last)
        if begins:
            items.append(Joined([line]))
        else:
            items[-1].lines.append(line)
    return items


def _split_foot(
    lines: list[PdfLine], area: TextArea
) -> tuple[list[PdfLine], tuple[list[PdfLine], list[PdfLine]] | None]:
    """The lines above the foot, and the foot's two columns when "Nơi nhận" stands on the left of this page."""
    heading = next((line for line in lines if NOI_NHAN.match(line.words) and line.left < area.middle), None)
    if heading is None:
        return lines, None
    start = heading.top
    for line in reversed([one for one in lines if one.top < heading.top][-_ABOVE:]):
        if line.left < area.middle - _ASIDE or not is_upper(line.text):
            break
        start = min(start, line.top)
    foot = [line for line in lines if line.top >= start - 1]
    left = [line for line in foot if line.middle < area.middle]
    right = [line for line in foot if line.middle >= area.middle]
    return [line for line in lines if line.top < start - 1], (left, right)


def _section(index: int, width: float, height: float) -> Section:
    return Section(
        index,
        width_mm=width * _MM,
        height_mm=height * _MM,
        margins={"top": 20.0, "bottom": 20.0, "left": 30.0, "right": 15.0},
    )
