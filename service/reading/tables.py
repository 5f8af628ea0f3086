"""One table from its XML: rows and cells with their widths, borders and merges."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from service.reading.facts import Block, Cell, CellPlace, Row, Table
from service.reading.styles import StyleSheet
from service.reading.where import Where
from service.reading.wml import (
    MM_PER_PT,
    TWIPS_PER_PT,
    Element,
    W,
    attr,
    child,
    children,
    is_on,
    mm_from_twips,
    number,
    twips,
    value,
    whole,
)

#: Word's own space at the left and right of a cell's text where no style says otherwise, in twips.
_CELL_MARGIN: Final = 108.0
_SIDES: Final = {"left": ("left", "start"), "right": ("right", "end"), "top": ("top",), "bottom": ("bottom",)}
_EIGHTHS_PER_PT: Final = 8
#: The thickest rule that Word draws.
_THICKEST_PT: Final = 6.0
_NO_BORDER: Final = frozenset({"none", "nil", ""})
_WRAPPERS: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_WIDEST_SPAN: Final = 64

ReadBlocks = Callable[[Element, Where], Iterator[Block]]


class TableReader:
    """Reads tables; what stands in a cell is read by the caller's `blocks`."""

    def __init__(self, sheet: StyleSheet, blocks: ReadBlocks, *, edge_at_indent: bool, first: int = 0) -> None:
        self._sheet = sheet
        self._blocks = blocks
        self._edge_at_indent = edge_at_indent
        self._count = first

    def read(self, element: Element, where: Where, section: int) -> Table:
        """Read one ``w:tbl``."""
        number, self._count = self._count, self._count + 1
        properties = child(element, "tblPr")
        style_id = value(properties, "tblStyle")
        margins = self._cell_margins(properties, style_id)
        left, right = margins["left"], margins["right"]
        grid = tuple(twips(attr(column, "w")) or 0.0 for column in children(child(element, "tblGrid"), "gridCol"))
        borders = child(properties, "tblBorders")
        if borders is None:
            borders = self._style_borders(style_id)
        inside = replace(where, table_style=style_id or self._sheet.defaults.get("table"), depth=where.depth + 1)
        rows = tuple(self._rows(element, number, grid, borders, inside))
        indent = twips(attr(child(properties, "tblInd"), "w")) or 0.0
        hangs = where.cell is None and not self._edge_at_indent
        align = value(properties, "jc") or "left"
        return Table(
            number=number,
            rows=rows,
            x_mm=mm_from_twips(indent - left if hangs else indent),
            width_mm=mm_from_twips(sum(grid)) or max((sum(c.width_mm for c in row.cells) for row in rows), default=0.0),
            section=section,
            align={"center": "center", "right": "right", "end": "right"}.get(align, "left"),
            padding_mm=(mm_from_twips(left), mm_from_twips(right)),
            down_padding_mm=(mm_from_twips(margins["top"]), mm_from_twips(margins["bottom"])),
            rule_mm=max(_thickness_mm(borders, "insideH"), _thickness_mm(borders, "top")),
            bordered=_drawn(borders, "insideH") or _drawn(borders, "top"),
            floating=child(properties, "tblpPr") is not None,
        )

    def _cell_margins(self, properties: Element | None, style_id: str | None) -> dict[str, float]:
        """Space between the edges of a cell and its words, in twips."""
        sources = [style.cell_margins for style in self._sheet.chain(style_id, "table")]
        sources.append(child(properties, "tblCellMar"))
        found = {"left": _CELL_MARGIN, "right": _CELL_MARGIN, "top": 0.0, "bottom": 0.0}
        for source in sources:
            for side, names in _SIDES.items():
                for name in names:
                    found[side] = _or(twips(attr(child(source, name), "w")), found[side])
        return found

    def _style_borders(self, style_id: str | None) -> Element | None:
        styles = self._sheet.chain(style_id, "table") if style_id else ()
        return next((style.borders for style in reversed(styles) if style.borders is not None), None)

    def _rows(
        self, table: Element, number: int, grid: tuple[float, ...], borders: Element | None, where: Where
    ) -> Iterator[Row]:
        elements = [row for row in _unwrapped(table, "tr") if child(child(row, "trPr"), "del") is None]
        for index, element in enumerate(elements):
            properties = child(element, "trPr")
            height = child(properties, "trHeight")
            edges = (
                _drawn(borders, "top" if index == 0 else "insideH"),
                _drawn(borders, "bottom" if index == len(elements) - 1 else "insideH"),
            )
            skipped = max(0, min(whole(value(properties, "gridBefore")) or 0, len(grid)))
            yield Row(
                tuple(self._cells(element, (number, index, skipped), grid, edges, where)),
                (twips(attr(height, "val")) or 0.0) / TWIPS_PER_PT,
                attr(height, "hRule") == "exact",
                is_on(child(properties, "tblHeader")),
            )

    def _cells(
        self,
        row: Element,
        place: tuple[int, int, int],
        grid: tuple[float, ...],
        edges: tuple[bool, bool],
        where: Where,
    ) -> Iterator[Cell]:
        table, row_index, column = place
        x = sum(grid[:column])
        for index, element in enumerate(_unwrapped(row, "tc")):
            properties = child(element, "tcPr")
            span = max(1, min(whole(value(properties, "gridSpan")) or 1, _WIDEST_SPAN))
            width = sum(grid[column : column + span]) or twips(attr(child(properties, "tcW"), "w")) or 0.0
            spot = CellPlace(table, row_index, index)
            merged = child(properties, "vMerge")
            own = child(properties, "tcBorders")
            yield Cell(
                place=spot,
                x_mm=mm_from_twips(x),
                width_mm=mm_from_twips(width),
                blocks=tuple(self._blocks(element, replace(where, cell=spot))),
                span=span,
                merged=merged is not None and attr(merged, "val") != "restart",
                top_border=edges[0] if child(own, "top") is None else _drawn(own, "top"),
                bottom_border=edges[1] if child(own, "bottom") is None else _drawn(own, "bottom"),
                down_align=value(properties, "vAlign") or "top",
            )
            x += width
            column += span


def _unwrapped(parent: Element, name: str) -> Iterator[Element]:
    """Children of that name, also those inside content controls and tracked insertions."""
    for element in parent:
        if element.tag == W + name:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _unwrapped(element, name)


def _drawn(borders: Element | None, side: str) -> bool:
    border = child(borders, side)
    return border is not None and (attr(border, "val") or "").lower() not in _NO_BORDER


def _thickness_mm(borders: Element | None, side: str) -> float:
    """How thick a rule is; 0 when there is none."""
    eighths = number(attr(child(borders, side), "sz")) if _drawn(borders, side) else None
    return min(max(eighths or 0.0, 0.0) / _EIGHTHS_PER_PT, _THICKEST_PT) * MM_PER_PT


def _or(amount: float | None, fallback: float) -> float:
    return fallback if amount is None else amount
