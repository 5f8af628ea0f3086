"""The task table (bảng phân công nhiệm vụ): one row per output, with group, task and agencies merged down.

The usual columns stand visibly in the template; a table with chosen columns, or with progress, is drawn as a free table.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from service.documents.body import Alignment, TaskColumn, TaskTable
from service.documents.labels import STATES
from service.documents.model import Document
from service.documents.progress import reported_day, state_on
from service.documents.tasks import Output, Progress, State, Task, TaskGroup
from service.documents.text import Run, plain_text
from service.documents.wording import short_date
from service.rendering.columns import fit, lines_in, widest_word
from service.rendering.free_tables import TABLE_SIZE_PT, Cell, GridColumn, column_widths, grid, words
from service.rendering.page_breaks import MergedCell, kept_rows
from service.rendering.runs import runs_xml

#: The columns that the template shows, with their relative widths.
_SHARES = {"ordinal": 4, "group": 11, "task": 27, "output": 17, "lead": 15, "coordinating": 16, "due": 10}
HEADINGS = {
    TaskColumn.ORDINAL: "TT",
    TaskColumn.GROUP: "Nhiệm vụ chung",
    TaskColumn.TASK: "Nhiệm vụ cụ thể",
    TaskColumn.OUTPUT: "Sản phẩm",
    TaskColumn.LEAD: "Cơ quan chủ trì",
    TaskColumn.COORDINATING: "Cơ quan phối hợp",
    TaskColumn.DUE: "Thời gian thực hiện",
    TaskColumn.STATE: "Tình trạng",
    TaskColumn.PERCENT: "Tỷ lệ (%)",
    TaskColumn.COMPLETED_ON: "Ngày hoàn thành",
    TaskColumn.EVIDENCE: "Kết quả, minh chứng",
    TaskColumn.REASON: "Nguyên nhân, ghi chú",
}
_PROGRESS_COLUMNS = (
    TaskColumn.ORDINAL,
    TaskColumn.GROUP,
    TaskColumn.TASK,
    TaskColumn.OUTPUT,
    TaskColumn.LEAD,
    TaskColumn.DUE,
    TaskColumn.STATE,
    TaskColumn.PERCENT,
    TaskColumn.EVIDENCE,
    TaskColumn.REASON,
)
_GRID_SHARES = {
    TaskColumn.ORDINAL: 4,
    TaskColumn.GROUP: 11,
    TaskColumn.TASK: 22,
    TaskColumn.OUTPUT: 15,
    TaskColumn.LEAD: 12,
    TaskColumn.COORDINATING: 12,
    TaskColumn.DUE: 10,
    TaskColumn.STATE: 9,
    TaskColumn.PERCENT: 6,
    TaskColumn.COMPLETED_ON: 9,
    TaskColumn.EVIDENCE: 14,
    TaskColumn.REASON: 14,
}
_CENTRED = {TaskColumn.ORDINAL, TaskColumn.DUE, TaskColumn.STATE, TaskColumn.PERCENT, TaskColumn.COMPLETED_ON}


@dataclass(frozen=True, slots=True)
class _Row:
    """One output with the task and group it belongs to, and its state on the day of the report."""

    ordinal: int
    group: TaskGroup
    task: Task
    output: Output
    state: State | None
    group_first: bool
    task_first: bool
    lead_first: bool


def usual_columns(*, with_progress: bool) -> tuple[TaskColumn, ...]:
    """The columns of a table that chooses none."""
    return _PROGRESS_COLUMNS if with_progress else tuple(map(TaskColumn, _SHARES))


def task_line(document: Document, block: TaskTable, width: int) -> dict[str, Any]:
    """Return the line of the template that holds the document's tasks, `width` twips wide."""
    rows = list(_rows(document, merge_lead=block.merge_equal_lead))
    if block.columns or block.with_progress:
        columns = block.columns or _PROGRESS_COLUMNS
        return {"kind": "table", "table": _chosen_columns(rows, columns, width), "keep": False}
    return _template_table(rows, width)


def _template_table(rows: list[_Row], width: int) -> dict[str, Any]:
    printed = [_template_row(row) for row in rows]
    widths = dict(zip(_SHARES, _template_widths(printed, width), strict=True))
    for values, keep in zip(printed, _kept(rows, widths), strict=True):
        values["keep"] = keep
    return {"kind": "tasks", "rows": printed, "widths": widths, "keep": False}


def _kept(rows: Sequence[_Row], widths: dict[str, int]) -> list[bool]:
    """Say of each row whether it stays on the page of the next."""

    def height(index: int) -> int:
        names = [name for name in widths if name not in _MERGED_OVER_TASKS]
        texts = ((_own_words(TaskColumn(name), rows[index]), widths[name]) for name in names)
        return max((lines_in(text, TABLE_SIZE_PT, width) for text, width in texts), default=1)

    cells = [
        cell for column in _MERGED_OVER_TASKS if column in widths for cell in _merged(column, rows, widths[column])
    ]
    return kept_rows([row.task_first for row in rows], cells, height)


def _merged(column: TaskColumn, rows: Sequence[_Row], width: int) -> Iterator[MergedCell]:
    """Yield the cells of a column that run over several tasks; their words are taken to be bold, the wider case."""
    starts = [index for index, row in enumerate(rows) if _BEGINS[column](row)]
    for start, end in pairwise((*starts, len(rows))):
        if rows[start].ordinal < rows[end - 1].ordinal:
            words_of_cell = plain_text(_VALUES[column](rows[start], None))
            yield MergedCell(start, end, lines_in(words_of_cell, TABLE_SIZE_PT, width, bold=True))


def _own_words(column: TaskColumn, row: _Row) -> str:
    """Words that this row alone must be high enough for; those of a task with several outputs have room in all its rows."""
    if column in _BEGINS and column not in _MERGED_OVER_TASKS and len(row.task.outputs) > 1:
        return ""
    return plain_text(_VALUES[column](row, row.output.progress))


def _rows(document: Document, *, merge_lead: bool) -> Iterator[_Row]:
    ordinal, day = 0, reported_day(document)
    for group in document.tasks:
        previous_lead: tuple[str, ...] | None = None
        for task_index, task in enumerate(group.tasks):
            ordinal += 1
            for output_index, output in enumerate(task.outputs):
                first = output_index == 0
                same_lead = merge_lead and task.lead == previous_lead
                yield _Row(
                    ordinal,
                    group,
                    task,
                    output,
                    state_on(output, day),
                    group_first=first and task_index == 0,
                    task_first=first,
                    lead_first=first and not same_lead,
                )
            previous_lead = task.lead


def _template_row(row: _Row) -> dict[str, Any]:
    return {
        "ordinal": str(row.ordinal),
        "group": row.group.name,
        "task": runs_xml(row.task.name),
        "task_words": plain_text(row.task.name),
        "output": row.output.name,
        "lead": _listed(row.task.lead),
        "coordinating": _listed(row.task.coordinating),
        "due": row.output.due.words,
        "group_first": row.group_first,
        "task_first": row.task_first,
        "lead_first": row.lead_first,
        "coordinating_first": row.task_first,
        "keep": False,
    }


def _listed(names: Sequence[str]) -> str:
    return "; ".join(names)


def _template_widths(rows: Sequence[dict[str, Any]], width: int) -> list[int]:
    minimums = []
    for name in _SHARES:
        texts = [HEADINGS[TaskColumn(name)], *(row["task_words"] if name == "task" else row[name] for row in rows)]
        minimums.append(widest_word(texts, TABLE_SIZE_PT, bold=True))
    return fit(list(_SHARES.values()), minimums, width)


_VALUES: dict[TaskColumn, Callable[[_Row, Progress | None], Cell]] = {
    TaskColumn.ORDINAL: lambda row, _: words(str(row.ordinal)),
    TaskColumn.GROUP: lambda row, _: words(row.group.name),
    TaskColumn.TASK: lambda row, _: row.task.name,
    TaskColumn.OUTPUT: lambda row, _: words(row.output.name),
    TaskColumn.LEAD: lambda row, _: words(_listed(row.task.lead)),
    TaskColumn.COORDINATING: lambda row, _: words(_listed(row.task.coordinating)),
    TaskColumn.DUE: lambda row, _: words(row.output.due.words),
    TaskColumn.STATE: lambda row, _: words(STATES[row.state]) if row.state else (),
    TaskColumn.PERCENT: lambda _, progress: (
        words(str(progress.percent)) if progress and progress.percent is not None else ()
    ),
    TaskColumn.COMPLETED_ON: lambda _, progress: (
        words(short_date(progress.completed_on)) if progress and progress.completed_on else ()
    ),
    TaskColumn.EVIDENCE: lambda _, progress: words(progress.evidence or "") if progress else (),
    TaskColumn.REASON: lambda _, progress: words(progress.reason or "") if progress else (),
}
#: Columns merged down, each by the flag that begins a new cell.
_BEGINS: dict[TaskColumn, Callable[[_Row], bool]] = {
    TaskColumn.ORDINAL: lambda row: row.task_first,
    TaskColumn.GROUP: lambda row: row.group_first,
    TaskColumn.TASK: lambda row: row.task_first,
    TaskColumn.LEAD: lambda row: row.lead_first,
    TaskColumn.COORDINATING: lambda row: row.task_first,
}


#: Columns whose cells may run over several tasks.
_MERGED_OVER_TASKS = (TaskColumn.GROUP, TaskColumn.LEAD)


def _chosen_columns(rows: Sequence[_Row], columns: Sequence[TaskColumn], width: int) -> Markup:
    cells = [[_VALUES[column](row, row.output.progress) for column in columns] for row in rows]
    continued = [[column in _BEGINS and not _BEGINS[column](row) for column in columns] for row in rows]
    drawn = [
        GridColumn(
            (Run.model_construct(text=HEADINGS[column], bold=False, italic=False),),
            _GRID_SHARES[column],
            Alignment.CENTER if column in _CENTRED else Alignment.LEFT,
            merged=column in _BEGINS,
        )
        for column in columns
    ]
    kept = _kept(rows, dict(zip(columns, column_widths(drawn, cells, width), strict=True)))
    return grid(drawn, cells, width, continued=continued, kept=kept)
