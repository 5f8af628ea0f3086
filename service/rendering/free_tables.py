"""Free tables (bảng, biểu) as WordprocessingML: any columns, widths from the words in them, equal neighbours merged on request."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from service.documents.body import Alignment, Table
from service.documents.text import Run, plain_text
from service.rendering.columns import fit, widest_word
from service.rendering.runs import runs_xml

#: Size of table text, pt, as the style ``ND30 Ô bảng`` has it (the decree leaves it free).
TABLE_SIZE_PT = 12.0
_JUSTIFICATION = {
    Alignment.LEFT: "left",
    Alignment.CENTER: "center",
    Alignment.RIGHT: "right",
    Alignment.JUSTIFY: "both",
}

_STYLE = re.compile(r"<w:pStyle [^>]*/>")

Cell = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column to be drawn.

    Attributes:
        heading: its heading.
        share: relative width; None lets the words decide.
        align: how its cells stand.
        merged: whether a cell equal to the one above, in a row equal so far, joins it.
    """

    heading: Cell
    share: float | None = None
    align: Alignment = Alignment.LEFT
    merged: bool = False


def free_table(table: Table, width: int) -> Markup:
    """Return `table`, `width` twips wide."""
    columns = [
        GridColumn(column.heading, column.width, column.align, table.merge_equal and position == 0)
        for position, column in enumerate(table.columns)
    ]
    return grid(columns, table.rows, width)


def grid(
    columns: Sequence[GridColumn],
    rows: Sequence[Sequence[Cell]],
    width: int,
    *,
    continued: Sequence[Sequence[bool]] | None = None,
    kept: Sequence[bool] = (),
) -> Markup:
    """Return a bordered table of fixed columns: heading row repeated on each page, rows kept whole.

    Args:
        columns: what is drawn, from left to right.
        rows: the cells.
        width: width of the table, twips.
        continued: which cells of merged columns continue the one above; by default those with equal words.
        kept: which rows stay on the page of the next; none by default.
    """
    widths = column_widths(columns, rows, width)
    continued = _continued(columns, rows) if continued is None else continued
    head = _row(
        [_cell(column.heading, size, "ND30DauBang", None) for column, size in zip(columns, widths, strict=True)],
        heading=True,
    )
    body = "".join(
        _row(
            [
                _body_cell(row[at], widths[at], columns[at], continued[index][at], columns[at].merged)
                for at in range(len(columns))
            ],
            kept=any(kept[index : index + 1]),
        )
        for index, row in enumerate(rows)
    )
    columns_xml = "".join(f'<w:gridCol w:w="{size}"/>' for size in widths)
    return Markup(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ND30Bang"/><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{columns_xml}</w:tblGrid>{head}{body}</w:tbl>'
    )


def kept_with_next(table: Markup) -> Markup:
    """Return `table` with its last row kept on the page of what follows."""
    rows, last, row = str(table).rpartition("<w:tr>")
    return Markup(rows + last + _STYLE.sub(r"\g<0><w:keepNext/>", row))


def column_widths(columns: Sequence[GridColumn], rows: Sequence[Sequence[Cell]], width: int) -> list[int]:
    """Return the width of each column, in twips."""
    texts = [[plain_text(column.heading), *(plain_text(row[at]) for row in rows)] for at, column in enumerate(columns)]
    # Without a wanted share a column gets room by the root of its words: long ones more, but not all.
    shares = [
        column.share or max(sum(map(len, words)) / len(words), 2) ** 0.5
        for column, words in zip(columns, texts, strict=True)
    ]
    return fit(shares, [widest_word(words, TABLE_SIZE_PT, bold=True) for words in texts], width)


def _continued(columns: Sequence[GridColumn], rows: Sequence[Sequence[Cell]]) -> list[list[bool]]:
    """Say of each cell whether it continues the one above: same words there, and in every merged column to its left."""
    result: list[list[bool]] = []
    previous: Sequence[Cell] | None = None
    for row in rows:
        joined, flags = previous is not None, []
        for at, column in enumerate(columns):
            same = joined and column.merged and previous is not None and bool(row[at]) and row[at] == previous[at]
            flags.append(same)
            joined = joined and (same or not column.merged)
        result.append(flags)
        previous = row
    return result


def _row(cells: Sequence[str], *, heading: bool = False, kept: bool = False) -> str:
    header = "<w:tblHeader/>" if heading else ""
    if kept:  # Word and LibreOffice keep a row with the next if its first paragraph says so
        first, *others = cells
        cells = [_STYLE.sub(r"\g<0><w:keepNext/>", first), *others]
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


def _body_cell(text: Cell, width: int, column: GridColumn, continued: bool, merged: bool) -> str:
    merge = ("continue" if continued else "restart") if merged else None
    return _cell(() if continued else text, width, "ND30OBang", merge, _JUSTIFICATION[column.align])


def _cell(text: Cell, width: int, style: str, merge: str | None, align: str | None = None) -> str:
    merge_xml = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    jc = f'<w:jc w:val="{align}"/>' if align and align != "left" else ""
    words = runs_xml(text) if text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge_xml}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{jc}</w:pPr>{words}</w:p></w:tc>'
    )


def words(text: str) -> Cell:
    """Return plain text as a cell."""
    return (Run.model_construct(text=text, bold=False, italic=False),) if text else ()
