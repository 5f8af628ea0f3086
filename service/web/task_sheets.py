"""The task table of a draft by Excel: a sheet read into rows of the grid, and the grid's rows as a sheet that reads back."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, make_response, request
from openpyxl.utils import get_column_letter

from service.accounts import Permission
from service.actions.documents import get_document
from service.errors import InvalidInput, InvalidSheet, UnreadableFile
from service.importing import TASK_FIELDS, ColumnMapping, Sheet, choose_sheet, read_workbook
from service.importing.tasks import read_unfinished_tasks
from service.storage.workbook import write_table
from service.web.context import actor, services
from service.web.kept_files import KeptFiles
from service.web.unfinished import words_of
from service.web.words import _, said

bp = Blueprint("task_sheets", __name__, url_prefix="/van-ban/<uuid:document_id>/bang-nhiem-vu")

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = ("ordinal", "group", "task", "output", "lead", "coordinating", "due")
_WIDTHS = (6, 28, 48, 34, 28, 32, 20)
_LONGEST_NAME = 120
_FIELDS = [field for field in TASK_FIELDS if not field.ignored]
_files = KeptFiles("imports")


@bp.post("/nhap")
def read(document_id: uuid.UUID) -> Response:
    """The rows of a sheet with the columns as recognised, or as chosen; faulty cells come too, and nothing is stored."""
    _require(document_id)
    sent = request.files.get("file")
    content = sent.stream.read() if sent else _files.find(request.form.get("key", ""))
    name = ((sent and sent.filename) or request.form.get("name") or "").replace("\\", "/").rpartition("/")[2]
    try:
        sheet, mapping = choose_sheet(read_workbook(content, name[-_LONGEST_NAME:]).visible, TASK_FIELDS)
    except (InvalidSheet, UnreadableFile) as error:
        raise InvalidInput(said(error.problems[0].message if error.problems else str(error))) from error
    for field in _FIELDS:
        chosen = request.form.get(f"cot-{field.name}")
        if chosen is not None:
            mapping = mapping.with_column(field.name, int(chosen) if chosen.isdecimal() else None)
    return jsonify(key=_files.keep(content), name=name, **_told(sheet.filled_from_merges(), mapping))


@bp.post("/xuat")
def write(document_id: uuid.UUID) -> Response:
    """The rows as an Excel file: a row for each output, those of one task below its name."""
    _require(document_id)
    sent = request.get_json(silent=True)
    return sheet_of_tasks(_objects(sent.get("tasks") if isinstance(sent, dict) else None), "bang-nhiem-vu.xlsx")


def sheet_of_tasks(groups: list[Mapping[str, Any]], filename: str) -> Response:
    """Groups of tasks as an Excel file with the columns that are recognised."""
    labels = {field.name: field.label for field in TASK_FIELDS}
    response = make_response(
        write_table(_("Bảng nhiệm vụ"), [labels[name] for name in _COLUMNS], _rows(groups), _WIDTHS)
    )
    response.mimetype = _XLSX
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    return response


def _require(document_id: uuid.UUID) -> None:
    actor().require(Permission.WRITE_DOCUMENTS)
    get_document(services(), actor(), document_id)


def _told(sheet: Sheet, mapping: ColumnMapping) -> dict[str, Any]:
    missing = mapping.missing(TASK_FIELDS)
    first = range(mapping.first_row, len(sheet.rows))
    groups = [] if "task" not in mapping.columns else read_unfinished_tasks(sheet, mapping, first, [])
    return {
        "sheet": sheet.name,
        "missing": [_(field.label) for field in missing],
        "sure": not missing and not mapping.unknown,
        "columns": [
            {"at": at, "words": f"{get_column_letter(at + 1)}: {words.partition(chr(10))[0]}"}
            for at, words in mapping.headings.items()
        ],
        "fields": [
            {"name": field.name, "label": _(field.label), "column": mapping.columns.get(field.name)}
            for field in _FIELDS
        ],
        "tasks": groups,
    }


def _rows(groups: list[Mapping[str, Any]]) -> Iterator[list[str | int | None]]:
    count = 0
    for group in groups:
        for task in _objects(group.get("tasks")):
            count += 1
            lead, coordinating = (_lines(task.get(key)) for key in ("lead", "coordinating"))
            head: list[str | int | None] = [count, words_of(group.get("name")), words_of(task.get("name"))]
            agencies = [lead, coordinating]
            for output in _objects(task.get("outputs")) or [{}]:
                yield [*head, words_of(output.get("name")), *agencies, words_of(output.get("due"))]
                head, agencies = [None, *head[1:2], None], ["", ""]


def _objects(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list; what else a page may send is passed over."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _lines(names: Any) -> str:
    return "\n".join(map(words_of, names)) if isinstance(names, list) else ""
