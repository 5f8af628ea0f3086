"""The blocks of a report that are computed, as plain sentences and tables that print like any others."""

from dataclasses import dataclass

from service.documents.body import Alignment, Block, Column, LateList, Paragraph, ProgressFigures, Table
from service.documents.dates import PartialDate
from service.documents.labels import STATES
from service.documents.model import Document
from service.documents.progress import Figures, LateOutput, figures, late_outputs, reported_day
from service.documents.tasks import State
from service.documents.text import Run, plain_text
from service.documents.wording import long_date
from service.nd30.numbering import padded_number

_UNREPORTED = "Chưa có số liệu"
#: The line over the chart.
CHART_CAPTION = "Số sản phẩm theo tình trạng của từng nhóm nhiệm vụ"
#: What the stretches of a bar stand for, in their order.
CHART_STATES = (*STATES.values(), _UNREPORTED)


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One bar of the chart.

    Attributes:
        name: the group of tasks.
        counts: outputs by state, in the order of `CHART_STATES`.
        share: what part of the outputs is done, in words: ``44,4%``.
    """

    name: str
    counts: tuple[int, ...]
    share: str


def chart_bars(document: Document) -> tuple[ChartBar, ...]:
    """Return a bar for each group of tasks, in their order."""
    day = reported_day(document)
    return tuple(_chart_bar(group.name, figures((group,), day)) for group in document.tasks)


def _chart_bar(name: str, counted: Figures) -> ChartBar:
    counts = (*(count for _, count in _counts(counted)), counted.unreported)
    return ChartBar(name, counts, counted.share(counted.done))


def computed_blocks(block: ProgressFigures | LateList, document: Document) -> tuple[Block, ...]:
    """Return what a computed block prints: a sentence with the figures, then a table where there is something to list."""
    day = reported_day(document)
    if isinstance(block, LateList):
        late = late_outputs(document.tasks, day)
        return (_late_sentence(late, document), _late_table(late)) if late else (_late_sentence(late, document),)
    sentence = _figures_sentence(figures(document.tasks, day), document)
    return (sentence, _figures_table(document)) if block.by_group else (sentence,)


def _paragraph(text: str) -> Paragraph:
    return Paragraph(text=(Run(text=text),))


def _until(document: Document) -> str:
    day = reported_day(document)
    return f"Tính đến {long_date(PartialDate(day.year, day.month, day.day))}, " if day else ""


def _figures_sentence(counted: Figures, document: Document) -> Paragraph:
    parts = [
        f"{STATES[state].lower()} {padded_number(count)} sản phẩm ({counted.share(count)})"
        for state, count in _counts(counted)
        if count
    ]
    if counted.unreported:
        parts.append(f"{_UNREPORTED.lower()} {padded_number(counted.unreported)} sản phẩm")
    start = f"{_until(document)}tổng số sản phẩm phải thực hiện là {padded_number(counted.total)}"
    return _paragraph(f"{start[:1].upper()}{start[1:]}, trong đó: {'; '.join(parts)}.")


def _counts(counted: Figures) -> tuple[tuple[State, int], ...]:
    numbers = (counted.done, counted.in_progress, counted.late, counted.not_started)
    return tuple(zip(State, numbers, strict=True))


def _figures_table(document: Document) -> Table:
    day = reported_day(document)
    rows = [(group.name, figures((group,), day)) for group in document.tasks]
    total = figures(document.tasks, day)
    headings = ["Nhiệm vụ chung", "Số sản phẩm", *STATES.values(), "Tỷ lệ hoàn thành"]
    if total.unreported:
        headings.insert(-1, _UNREPORTED)
    cells = [_figures_row(name, counted, total.unreported > 0) for name, counted in rows]
    cells.append(_bold(_figures_row("Tổng cộng", total, total.unreported > 0)))
    widths = (3.4, *[1.0] * (len(headings) - 1))
    columns = (
        Column(heading=(Run(text=heading),), width=width, align=Alignment.CENTER if index else Alignment.LEFT)
        for index, (heading, width) in enumerate(zip(headings, widths, strict=True))
    )
    return Table(columns=tuple(columns), rows=tuple(cells))


def _figures_row(name: str, counted: Figures, with_unreported: bool) -> tuple[tuple[Run, ...], ...]:
    numbers = [counted.total, *(count for _, count in _counts(counted))]
    if with_unreported:
        numbers.append(counted.unreported)
    return tuple((Run(text=text),) for text in (name, *map(str, numbers), counted.share(counted.done)))


def _bold(row: tuple[tuple[Run, ...], ...]) -> tuple[tuple[Run, ...], ...]:
    return tuple(tuple(run.model_copy(update={"bold": True}) for run in cell) for cell in row)


def _late_sentence(late: tuple[LateOutput, ...], document: Document) -> Paragraph:
    if not late:
        start = f"{_until(document)}không có sản phẩm chậm tiến độ."
        return _paragraph(start[:1].upper() + start[1:])
    start = f"{_until(document)}có {padded_number(len(late))} sản phẩm chậm tiến độ, cụ thể như sau:"
    return _paragraph(start[:1].upper() + start[1:])


def _late_table(late: tuple[LateOutput, ...]) -> Table:
    columns = (
        _column("TT", 0.6, Alignment.CENTER),
        _column("Nhiệm vụ", 3.2),
        _column("Sản phẩm", 2.2),
        _column("Cơ quan chủ trì", 1.8),
        _column("Thời hạn", 1.6),
        _column("Số ngày chậm", 0.9, Alignment.CENTER),
        _column("Nguyên nhân", 2.6),
    )
    return Table(columns=columns, rows=tuple(_late_row(number, item) for number, item in enumerate(late, start=1)))


def _column(heading: str, width: float, align: Alignment = Alignment.LEFT) -> Column:
    return Column(heading=(Run(text=heading),), width=width, align=align)


def _late_row(number: int, item: LateOutput) -> tuple[tuple[Run, ...], ...]:
    progress = item.output.progress
    cells = (
        str(number),
        plain_text(item.task.name),
        item.output.name,
        "; ".join(item.task.lead),
        item.output.due.words,
        str(item.days) if item.days else "",
        (progress.reason or "") if progress else "",
    )
    return tuple((Run(text=text),) if text else () for text in cells)
