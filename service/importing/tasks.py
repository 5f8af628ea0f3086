"""A sheet of tasks (bảng nhiệm vụ) to the task groups of a document, as offices lay such sheets out.

Groups stand in a column of their own, in merged cells, or as a row by themselves (``I. Cải cách thể chế``);
a row without a task adds an output to the task above.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic_core import PydanticCustomError

from service.documents import Output, Task, TaskGroup
from service.documents.text import clean_line
from service.errors import InvalidSheet, Problem
from service.importing.columns import ColumnMapping, Field
from service.importing.sheets import Cell, Sheet
from service.sentences import Sentence
from service.units import bare_key


def _label(record: type[TaskGroup] | type[Task] | type[Output], name: str) -> str:
    title = record.model_fields[name].title
    assert title is not None
    return title


#: What the columns of a task sheet may mean; labels are those of the document's own fields.
TASK_FIELDS: Final = (
    Field(name="ordinal", label="STT", also=("TT", "Số TT", "Số thứ tự"), ignored=True),
    Field(name="note", label="Ghi chú", ignored=True),
    Field(name="fault", label="Lỗi", ignored=True),
    Field(
        name="group",
        label=_label(TaskGroup, "name"),
        also=("Nhóm nhiệm vụ", "Lĩnh vực", "Nhóm", "Mục tiêu", "Nội dung chung"),
    ),
    Field(
        name="task",
        label=_label(Task, "name"),
        also=(
            "Nhiệm vụ cụ thể",
            "Nội dung nhiệm vụ",
            "Nội dung công việc",
            "Nội dung",
            "Công việc",
            "Tên nhiệm vụ",
            "Nhiệm vụ, giải pháp",
        ),
        required=True,
    ),
    Field(
        name="output",
        label=_label(Output, "name"),
        also=(
            "Sản phẩm đầu ra",
            "Sản phẩm, kết quả",
            "Kết quả đầu ra",
            "Kết quả",
            "Sản phẩm hoàn thành",
            "Kết quả/Sản phẩm",
        ),
        required=True,
    ),
    Field(
        name="lead",
        label=_label(Task, "lead"),
        also=("Chủ trì", "Đơn vị chủ trì", "Cơ quan, đơn vị chủ trì", "Đơn vị thực hiện", "Cơ quan thực hiện"),
        required=True,
    ),
    Field(
        name="coordinating",
        label=_label(Task, "coordinating"),
        also=("Phối hợp", "Đơn vị phối hợp", "Cơ quan, đơn vị phối hợp"),
    ),
    Field(
        name="due",
        label=_label(Output, "due"),
        also=(
            "Thời gian hoàn thành",
            "Thời hạn hoàn thành",
            "Thời gian thực hiện",
            "Thời gian",
            "Hạn hoàn thành",
            "Tiến độ",
        ),
        required=True,
    ),
)

_ORDINAL: Final = re.compile(r"^(?:[IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*|[a-zđ])\s*[.)]\s+")
_DASH: Final = re.compile(r"^[-–—+•*]\s*")
_BETWEEN_AGENCIES: Final = re.compile(r"\s*;\s*|\n")


@dataclass(slots=True)
class _Draft:
    """Groups as they fill up while the rows go by."""

    groups: list[dict[str, Any]] = field(default_factory=list)

    def open_group(self, name: str) -> None:
        if not self.groups or self.groups[-1]["name"] != name:
            self.groups.append({"name": name, "tasks": []})

    @property
    def tasks(self) -> list[dict[str, Any]]:
        tasks: list[dict[str, Any]] = self.groups[-1]["tasks"]
        return tasks


def read_tasks(sheet: Sheet, mapping: ColumnMapping) -> tuple[TaskGroup, ...]:
    """Read every row below the headings.

    Raises:
        InvalidSheet: with every fault of every row, each at its cell.
    """
    mapping.check(TASK_FIELDS)
    sheet = sheet.filled_from_merges()
    problems: list[Problem] = []
    groups = read_task_rows(sheet, mapping, range(mapping.first_row, len(sheet.rows)), problems)
    if not problems and not groups:
        problems.append(
            sheet.problem(mapping.first_row, None, "no-rows", Sentence("Không có dòng nhiệm vụ nào dưới tiêu đề."))
        )
    if problems:
        raise InvalidSheet(
            Sentence("Trang tính “%(sheet)s” có %(count)s lỗi.", sheet=sheet.name, count=len(problems)), problems
        )
    return groups


def read_task_rows(
    sheet: Sheet, mapping: ColumnMapping, rows: Iterable[int], problems: list[Problem]
) -> tuple[TaskGroup, ...]:
    """Read these rows of a sheet already filled from its merges; faults are added to `problems`, and then nothing is returned."""
    before = len(problems)
    groups = read_unfinished_tasks(sheet, mapping, rows, problems)
    if len(problems) > before:
        return ()
    return tuple(TaskGroup.model_validate(group) for group in groups)


def read_unfinished_tasks(
    sheet: Sheet, mapping: ColumnMapping, rows: Iterable[int], problems: list[Problem]
) -> list[dict[str, Any]]:
    """The same rows as data for a draft, whatever is wrong with them: what is missing stays an empty string."""
    draft = _Draft()
    for row in rows:
        if not sheet.is_blank(row):
            _read_row(_Row(sheet, mapping, row, problems), draft)
    return [group for group in draft.groups if group["tasks"]]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row with its cells by field name; faults go to `problems`."""

    sheet: Sheet
    mapping: ColumnMapping
    row: int
    problems: list[Problem]

    def cell(self, name: str) -> Cell:
        return self.sheet.cell(self.row, self.mapping.columns.get(name, -1))

    def text(self, name: str) -> str:
        """The cell on one line without its ordinal or dash; a fault of the cell is noted."""
        return " ".join(self.lines(name))

    def lines(self, name: str) -> list[str]:
        cell = self.cell(name)
        if cell.fault:
            self.note(name, "cell-without-value", cell.fault)
        return [text for line in cell.lines if (text := self._clean(name, _DASH.sub("", line)))]

    def note(self, name: str | None, code: str, message: str) -> None:
        column = self.mapping.columns.get(name) if name else None
        self.problems.append(self.sheet.problem(self.row, column, code, message))

    def _clean(self, name: str, line: str) -> str:
        try:
            return clean_line(line)
        except PydanticCustomError as error:
            self.note(name, error.type, error.message())
            return line  # faulty, so never used; but there, so not missing as well


def _read_row(row: _Row, draft: _Draft) -> None:
    group = _heading_of_a_group(row)
    if group:
        draft.open_group(group)
        return
    if row.cell("group").text:
        draft.open_group(_ORDINAL.sub("", row.text("group")))
    elif not draft.groups:
        draft.open_group("Nhiệm vụ")
    name = _ORDINAL.sub("", row.text("task"))
    outputs = _outputs(row)
    if name and not _same_task(draft, name, row):
        lead = _agencies(row, "lead")
        if not lead:
            row.note("lead", "missing-value", Sentence("Thiếu cơ quan chủ trì của nhiệm vụ này."))
        draft.tasks.append(
            {"name": name, "outputs": outputs, "lead": lead, "coordinating": _agencies(row, "coordinating")}
        )
    elif draft.tasks:
        draft.tasks[-1]["outputs"] += outputs
    else:
        row.note("task", "missing-value", Sentence("Thiếu tên nhiệm vụ."))


def _same_task(draft: _Draft, name: str, row: _Row) -> bool:
    """Whether this row only repeats the task above, as a cell merged downwards does."""
    merged = any(
        top < row.row <= bottom and left == row.mapping.columns["task"] for top, left, bottom, _ in row.sheet.merged
    )
    return merged and bool(draft.tasks) and draft.tasks[-1]["name"] == name


def _heading_of_a_group(row: _Row) -> str:
    """The group's name when the row holds nothing else (but for an ordinal), wherever it stands."""
    if any(row.cell(name).text for name in ("output", "lead", "coordinating", "due")):
        return ""
    texts = {" ".join(cell.text.split()) for cell in row.sheet.rows[row.row] if cell.text}
    words = {text for text in texts if not re.fullmatch(r"(?:[IVXLC]+|[A-ZĐ]|\d+)[.)]?", text)}
    has_ordinal = len(texts) > len(words) or any(_ORDINAL.match(text) for text in words)
    is_group = len(words) == 1 and (has_ordinal or next(iter(words)).isupper() or "group" not in row.mapping.columns)
    return _ORDINAL.sub("", words.pop()) if is_group else ""


def _outputs(row: _Row) -> list[dict[str, Any]]:
    """One output a line; several time limits go with them line by line, one goes with all."""
    names, dues = row.lines("output"), row.lines("due")
    serial = row.cell("due").as_date_serial()
    if serial:
        message = Sentence(
            "Thời hạn là số %(found)s, có lẽ là ngày %(date)s; định dạng ô là ngày hoặc chữ.",
            found=row.cell("due").text,
            date=f"{serial:%d/%m/%Y}",
        )
        row.note("due", "date-as-number", message)
    if not names:
        row.note("output", "missing-value", Sentence("Thiếu sản phẩm của nhiệm vụ này."))
    if not dues:
        row.note("due", "missing-value", Sentence("Thiếu thời hạn."))
    if len(dues) not in {0, 1, len(names)} and names:
        message = Sentence(
            "Có %(outputs)s sản phẩm nhưng %(dues)s thời hạn; ghi mỗi thứ một dòng.", outputs=len(names), dues=len(dues)
        )
        row.note("due", "unequal-lines", message)
    names = names or [""]
    by_line = dues if len(dues) == len(names) else ["; ".join(dues)] * len(names)
    return [{"name": name, "due": due} for name, due in zip(names, by_line, strict=True)]


def _agencies(row: _Row, name: str) -> list[str]:
    """The agencies of a cell, apart by lines or semicolons; a comma belongs to names (``Sở Văn hóa, Thể thao và Du lịch``)."""
    agencies = [part for line in row.lines(name) for part in _BETWEEN_AGENCIES.split(line.rstrip(".;")) if part]
    seen: dict[str, str] = {}
    for agency in agencies:
        seen.setdefault(bare_key(agency), agency)
    return list(seen.values())
