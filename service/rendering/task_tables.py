"""The task table (bảng phân công nhiệm vụ): one row per output, with group, task and agencies merged down.

The usual columns stand visibly in the template; a table with chosen columns, or with progress, is drawn as a free table.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from service.documents.body import Alignment, TaskColumn, TaskTable
from service.documents.labels import STATES
from service.documents.model import Document
from service.documents.progress import reported_day, state_on
from service.documents.tasks import Output, Progress, State, Task, TaskGroup
from service.documents.text import Run, plain_text
from service.documents.wording import short_date
from service.rendering.columns import fit, widest_word
from service.rendering.free_tables import TABLE_SIZE_PT, Cell, GridColumn, grid, words
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
    TaskColumn.PERCENT: "Tỉ lệ (%)",
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


def task_line(document: Document, block: TaskTable, width: int) -> dict[str, Any]:
    """Return the line of the template that holds the document's tasks, `width` twips wide."""
    rows = list(_rows(document, merge_lead=block.merge_equal_lead))
    if block.columns or block.with_progress:
        columns = block.columns or _PROGRESS_COLUMNS
        return {"kind": "table", "table": _chosen_columns(rows, columns, width), "keep": False}
    return _template_table([_template_row(row) for row in rows], width)


def _template_table(rows: list[dict[str, Any]], width: int) -> dict[str, Any]:
    widths = dict(zip(_SHARES, _template_widths(rows, width), strict=True))
    return {"kind": "tasks", "rows": rows, "widths": widths, "keep": False}


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
    return grid(drawn, cells, width, continued=continued)
