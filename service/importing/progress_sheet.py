"""States of tasks out and in by Excel: the sheet that lead units fill, and what a filled one says, each fault pinned to its cell."""

import datetime as dt
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook as NewWorkbook
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from service.documents.body import TaskColumn
from service.documents.labels import STATES, TASK_COLUMNS
from service.documents.tasks import State
from service.errors import InvalidSheet, Problem
from service.importing.sheets import Cell, Sheet, Workbook
from service.storage.workbook import HEADING_FILL, HEADING_FONT, WRAPPED, set_text
from service.units.folding import bare_key

_SHEET: Final = "Kết quả"
_CODE: Final = "Mã dòng (không sửa)"
_KNOWN: Final = (TaskColumn.GROUP, TaskColumn.TASK, TaskColumn.OUTPUT, TaskColumn.LEAD, TaskColumn.DUE)
_FILLED: Final = (
    TaskColumn.STATE,
    TaskColumn.PERCENT,
    TaskColumn.COMPLETED_ON,
    TaskColumn.EVIDENCE,
    TaskColumn.REASON,
)
_HEADINGS: Final = (_CODE, *(TASK_COLUMNS[column] for column in (*_KNOWN, *_FILLED)))
_WIDTHS: Final = (14, 24, 44, 30, 24, 18, 17, 9, 14, 34, 34)
_STATES_BY_WORDS: Final = {bare_key(words): state for state, words in STATES.items()} | {
    "xong": State.DONE,
    "da xong": State.DONE,
    "da hoan thanh": State.DONE,
    "dang lam": State.IN_PROGRESS,
    "cham": State.LATE,
    "chua": State.NOT_STARTED,
}
_WHOLE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedOutput:
    """One output of a report: its place in the data (``0/2/1``: group, task, output), its words, what is known of it."""

    path: str
    group: str
    task: str
    output: str
    lead: str
    due: str
    progress: Mapping[str, Any]

    @property
    def code(self) -> str:
        """Its place and a digest of its words: a sheet filled for another state of the plan is noticed."""
        digest = hashlib.sha256(f"{self.task}\n{self.output}".encode()).hexdigest()[:6]
        return f"{self.path.replace('/', '.')}-{digest}"


@dataclass(frozen=True, slots=True)
class Reported:
    """What a row of the sheet says of an output that it found."""

    output: ReportedOutput
    progress: dict[str, Any]
    row: int


@dataclass(frozen=True, slots=True)
class ReadProgress:
    """What a filled sheet says.

    Attributes:
        changed: rows that say something new.
        same: rows that say nothing, or what is known already.
        problems: faults by cell; their rows are not among the changed.
        unknown: rows whose output is not in the report.
        missing: outputs of the report that the sheet has no row for.
    """

    changed: tuple[Reported, ...]
    same: int
    problems: tuple[Problem, ...]
    unknown: tuple[Problem, ...]
    missing: tuple[ReportedOutput, ...]


def progress_sheet(outputs: Sequence[ReportedOutput]) -> bytes:
    """Make the Excel file: a row for each output, choices and bounds under the columns to fill, the others locked."""
    book = NewWorkbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title, sheet.freeze_panes = _SHEET, "D2"
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True), 1):
        cell = sheet.cell(1, column, heading)
        cell.font, cell.fill, cell.alignment = HEADING_FONT, HEADING_FILL, WRAPPED
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, output in enumerate(outputs, 2):
        _write_row(sheet, row, output)
    _validate(sheet, len(outputs) + 1)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_row(sheet: Worksheet, row: int, output: ReportedOutput) -> None:
    known = output.progress
    state = STATES.get(known.get("state", ""), "")
    texts = (output.code, output.group, output.task, output.output, output.lead, output.due, state)
    for column, text in enumerate((*texts, None, None, known.get("evidence"), known.get("reason")), 1):
        cell = sheet.cell(row, column)
        if text:
            set_text(cell, text)
        cell.alignment = WRAPPED
        cell.protection = Protection(locked=column <= len(_KNOWN) + 1)
    sheet.cell(row, 8).value = known.get("percent")
    completed = _day_of_iso(known.get("completed_on"))
    sheet.cell(row, 9).value = completed
    sheet.cell(row, 9).number_format = "dd/mm/yyyy"


def _validate(sheet: Worksheet, last: int) -> None:
    choices = ",".join(STATES.values())
    rules = (
        ("G", DataValidation(type="list", formula1=f'"{choices}"'), "Chọn một tình trạng trong danh sách."),
        ("H", DataValidation(type="whole", operator="between", formula1="0", formula2="100"), "Ghi số từ 0 đến 100."),
        ("I", DataValidation(type="date", operator="greaterThan", formula1="36526"), "Ghi ngày dạng 05/3/2026."),
    )
    for letter, rule, message in rules:
        rule.allow_blank, rule.showErrorMessage, rule.error = True, True, message
        rule.add(f"{letter}2:{letter}{max(last, 2)}")
        sheet.add_data_validation(rule)


def read_progress(book: Workbook, outputs: Sequence[ReportedOutput]) -> ReadProgress:
    """Read a filled sheet against the outputs of the report; raise InvalidSheet when it is no such sheet."""
    sheet, heading = _found(book)
    columns = {bare_key(sheet.cell(heading, at).text): at for at in range(len(sheet.rows[heading]))}
    places = {column: columns.get(bare_key(TASK_COLUMNS[column])) for column in (*_KNOWN, *_FILLED)}
    code_at = columns.get(bare_key(_CODE))
    by_code = {output.code: output for output in outputs}
    by_words = {(bare_key(output.task), bare_key(output.output)): output for output in outputs}
    changed: list[Reported] = []
    problems: list[Problem] = []
    unknown: list[Problem] = []
    seen: set[str] = set()
    same = 0
    for row in range(heading + 1, len(sheet.rows)):
        if sheet.is_blank(row):
            continue
        words = tuple(_text(sheet, row, places[column]) for column in (TaskColumn.TASK, TaskColumn.OUTPUT))
        code = _text(sheet, row, code_at)
        output = by_code.get(code) or by_words.get((bare_key(words[0]), bare_key(words[1])))
        if output is None:
            unknown.append(sheet.problem(row, None, "unknown-row", _unknown(words)))
            continue
        if output.path in seen:
            problems.append(sheet.problem(row, None, "repeated-row", f"Sản phẩm “{output.output}” có hai dòng."))
            continue
        seen.add(output.path)
        progress, faults = _progress(sheet, row, places, output.progress)
        problems += faults
        if not faults:
            if not progress or progress == _comparable(output.progress):
                same += 1
            else:
                changed.append(Reported(output, progress, row + 1))
    missing = tuple(output for output in outputs if output.path not in seen)
    return ReadProgress(tuple(changed), same, tuple(problems), tuple(unknown), missing)


def _found(book: Workbook) -> tuple[Sheet, int]:
    wanted = {bare_key(TASK_COLUMNS[column]) for column in (TaskColumn.OUTPUT, TaskColumn.STATE)}
    for sheet in book.visible:
        for row in range(min(len(sheet.rows), 10)):
            if wanted <= {bare_key(cell.text) for cell in sheet.rows[row]}:
                return sheet, row
    message = f"Không thấy cột “{TASK_COLUMNS[TaskColumn.OUTPUT]}” và “{TASK_COLUMNS[TaskColumn.STATE]}”; tải lại bảng từ báo cáo rồi điền."
    raise InvalidSheet(message, [Problem("", "no-headings", message)])


def _text(sheet: Sheet, row: int, column: int | None) -> str:
    return "" if column is None else " ".join(sheet.cell(row, column).lines)


def _unknown(words: tuple[str, ...]) -> str:
    return f"Sản phẩm “{words[1] or words[0]}” không có trong báo cáo; dòng này không được nhận."


def _progress(
    sheet: Sheet, row: int, places: Mapping[TaskColumn, int | None], known: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """What the filled columns of a row say, as data; empty when nothing is filled."""
    problems: list[Problem] = []
    progress: dict[str, Any] = {}
    for column, key, read in _READERS:
        at = places[column]
        cell = sheet.cell(row, at) if at is not None else Cell()
        if cell.fault:
            problems.append(sheet.problem(row, at, "bad-cell", cell.fault))
        elif cell.text:
            value, fault = read(cell)
            if fault:
                problems.append(sheet.problem(row, at, "bad-cell", fault))
            else:
                progress[key] = value
    _forget_left_over(progress, known)
    problems += _contradictions(sheet, row, places[TaskColumn.STATE], progress, problems)
    if progress.get("state") == State.DONE.value:
        progress.setdefault("percent", _WHOLE)
    return progress, problems


def _forget_left_over(progress: dict[str, Any], known: Mapping[str, Any]) -> None:
    """Drop what the sheet was handed out with and a new state has overtaken: the old percentage, the old day."""
    if progress.get("state") == known.get("state"):
        return
    overtaken = "percent" if progress.get("state") == State.DONE.value else "completed_on"
    if overtaken in progress and progress[overtaken] == known.get(overtaken):
        del progress[overtaken]


def _contradictions(
    sheet: Sheet, row: int, at: int | None, progress: Mapping[str, Any], problems: Sequence[Problem]
) -> Iterator[Problem]:
    if problems or not progress:
        return
    if "state" not in progress:
        yield sheet.problem(row, at, "state-missing", "Có số liệu nhưng chưa chọn tình trạng.")
    elif progress["state"] == State.DONE.value and progress.get("percent", _WHOLE) != _WHOLE:
        yield sheet.problem(row, at, "percent", "Đã hoàn thành thì tỷ lệ là 100, hoặc chọn tình trạng khác.")
    elif progress["state"] != State.DONE.value and "completed_on" in progress:
        yield sheet.problem(row, at, "completed", "Có ngày hoàn thành nhưng tình trạng chưa phải Hoàn thành.")


def _state(cell: Cell) -> tuple[str, str]:
    state = _STATES_BY_WORDS.get(bare_key(cell.text))
    choices = ", ".join(STATES.values())
    return (state.value, "") if state else ("", f"Không có tình trạng “{cell.text}”; chọn: {choices}.")


def _percent(cell: Cell) -> tuple[int, str]:
    """``50``, ``50%``; a cell in Excel's own percent format arrives as ``0,5``."""
    text = cell.text.replace("%", "").replace(",", ".").strip()
    try:
        value = float(text)
    except ValueError:
        value = -1
    if cell.kind == "number" and 0 < value < 1:
        value *= _WHOLE
    if not 0 <= value <= _WHOLE:
        return 0, f"Tỷ lệ “{cell.text}” phải là số từ 0 đến 100."
    return round(value), ""


def _completed(cell: Cell) -> tuple[str, str]:
    serial = cell.as_date_serial()
    if serial:
        return serial.isoformat(), ""
    try:
        day, month, year = (int(part) for part in cell.text.replace("-", "/").replace(".", "/").split("/"))
        return dt.date(year, month, day).isoformat(), ""
    except ValueError:
        return "", f"“{cell.text}” không phải một ngày; ghi dạng 05/3/2026."


def _words(cell: Cell) -> tuple[str, str]:
    return " ".join(cell.lines), ""


_READERS: Final = (
    (TaskColumn.STATE, "state", _state),
    (TaskColumn.PERCENT, "percent", _percent),
    (TaskColumn.COMPLETED_ON, "completed_on", _completed),
    (TaskColumn.EVIDENCE, "evidence", _words),
    (TaskColumn.REASON, "reason", _words),
)


def _comparable(progress: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in progress.items() if value not in (None, "")}


def _day_of_iso(text: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None
