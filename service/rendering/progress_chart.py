"""The progress chart of a report as a table of shaded cells: Word and LibreOffice show it alike, and it prints in black and white."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from service.documents.progress_blocks import CHART_STATES, ChartBar
from service.rendering.runs import run_xml

#: The table is this many columns wide (Word takes 63), shared by name, bar and figure.
_GRID = 60
_NAME, _BAR, _FIGURE = 18, 30, 12
#: Greys for the stretches of a bar, one for each of `CHART_STATES`; black numerals stay readable on all of them.
_FILLS = ("A6A6A6", "D9D9D9", "7F7F7F", "EDEDED", "FFFFFF")
#: Keys of the legend on one line: more do not fit their words.
_KEYS = 4
_SWATCH = 2
_NO_EDGES = "".join(f'<w:{edge} w:val="nil"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
#: White edges set the stretches of a bar apart, black ones outline the white stretch.
_GAPS, _OUTLINE = (
    "".join(f'<w:{edge} w:val="single" w:sz="8" w:space="0" w:color="{colour}"/>' for edge in ("left", "right"))
    for colour in ("FFFFFF", "7F7F7F")
)
#: Air between two bars, and between the bars and the legend, in twentieths of a point.
_BETWEEN, _BEFORE_LEGEND = 60, 120
_FLUSH = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'


def progress_chart(bars: Sequence[ChartBar], width: int) -> Markup:
    """Return one bar for each group on a common scale, then the legend, `width` twips wide."""
    longest = max((sum(bar.counts) for bar in bars), default=1)
    edges = [round(at * width / _GRID) for at in range(_GRID + 1)]
    rows = [row for bar in bars for row in (_row(_bar_cells(bar, longest), edges), _air(_BETWEEN, width))]
    rows[-1:] = [_air(_BEFORE_LEGEND, width)]
    rows += [_row(cells, edges) for cells in _legend(bars)]
    columns = "".join(f'<w:gridCol w:w="{edges[at + 1] - edges[at]}"/>' for at in range(_GRID))
    return Markup(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ND30Bang"/><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_NO_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(_kept(rows))}</w:tbl>"
    )


def stretches(counts: Sequence[int], longest: int) -> list[int]:
    """Return the length of each stretch of a bar in columns: to scale, yet never too short for its numeral."""
    least = [len(str(count)) if count else 0 for count in counts]
    lengths = [max(room, round(count * _BAR / max(longest, 1))) for room, count in zip(least, counts, strict=True)]
    while sum(lengths) > _BAR:
        longest_at = max(range(len(lengths)), key=lambda at: lengths[at] - least[at])
        lengths[longest_at] -= 1
    return lengths


_Cell = tuple[int, str, str, str]
"""Columns it spans, its words, its alignment, and what its properties add."""


def _bar_cells(bar: ChartBar, longest: int) -> Iterator[_Cell]:
    yield _NAME, bar.name, "left", ""
    lengths = stretches(bar.counts, longest)
    for count, length, fill in zip(bar.counts, lengths, _FILLS, strict=True):
        if length:
            yield length, str(count), "center", _shaded(fill)
    rest = _BAR - sum(lengths)
    if rest:
        yield rest, "", "left", ""
    yield _FIGURE, f"{bar.counts[0]}/{sum(bar.counts)} ({bar.share})", "right", ""


def _legend(bars: Sequence[ChartBar]) -> Iterator[list[_Cell]]:
    used = [at for at in range(len(CHART_STATES)) if any(bar.counts[at] for bar in bars)]
    for start in range(0, len(used), _KEYS):
        cells: list[_Cell] = []
        for at in used[start : start + _KEYS]:
            cells.append((_SWATCH, "", "left", _shaded(_FILLS[at])))
            cells.append((_GRID // _KEYS - _SWATCH, CHART_STATES[at], "left", ""))
        rest = _GRID - sum(span for span, *_ in cells)
        yield [*cells, (rest, "", "left", "")] if rest else cells


def _shaded(fill: str) -> str:
    edges = _OUTLINE if fill == _FILLS[-1] else _GAPS
    return f'<w:tcBorders>{edges}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>{_FLUSH}'


def _row(cells: Iterator[_Cell] | Sequence[_Cell], edges: Sequence[int]) -> str:
    made, at = "", 0
    for span, text, align, extra in cells:
        size = edges[at + span] - edges[at]
        at += span
        words = run_xml(text) if text else ""
        jc = f'<w:jc w:val="{align}"/>' if align != "left" else ""
        made += (
            f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/><w:gridSpan w:val="{span}"/>{extra}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="ND30OBang"/>{jc}</w:pPr>{words}</w:p></w:tc>'
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{made}</w:tr>"


def _air(height: int, width: int) -> str:
    """Return an empty row `height` twentieths of a point high."""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{_GRID}"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="ND30OBang"/>{spacing}</w:pPr></w:p></w:tc></w:tr>'
    )


def _kept(rows: Sequence[str]) -> Iterator[str]:
    """Keep the chart on one page: every row but the last stays with the next."""
    for row in rows[:-1]:
        yield row.replace('<w:pStyle w:val="ND30OBang"/>', '<w:pStyle w:val="ND30OBang"/><w:keepNext/>', 1)
    yield from rows[-1:]
