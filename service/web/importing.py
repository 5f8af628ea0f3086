"""Start a document from an Excel task sheet: columns recognised, shown, adjustable, then a draft with its tasks."""

import hashlib
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.accounts import Permission
from service.actions.documents import create_document
from service.converting.cache import FileCache
from service.documents import TaskGroup
from service.errors import InvalidInput, InvalidSheet, NotFound
from service.importing import TASK_FIELDS, ColumnMapping, Sheet, choose_sheet, read_tasks, read_workbook
from service.nd30.kinds import Kind
from service.web import agency_forms, beginnings
from service.web.context import actor, services, today
from service.web.words import _

bp = Blueprint("import_pages", __name__, url_prefix="/nhap")

_SHOWN_ROWS = 8


@bp.get("/")
def page() -> str:
    """Where the file is dropped."""
    actor().require(Permission.WRITE_DOCUMENTS)
    return render_template("import/page.html")


@bp.post("/")
def take() -> str | Response | tuple[str, int]:
    """Keep the file for the next step and show what its columns were recognised as."""
    actor().require(Permission.WRITE_DOCUMENTS)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise InvalidInput(_("Chọn một tệp Excel."))
    content = sent.stream.read()
    name = sent.filename.rpartition("/")[2]
    key = hashlib.sha256(f"{actor().agency_id}".encode() + content).hexdigest()
    book = read_workbook(content, name)
    try:
        sheet, mapping = choose_sheet(book.visible, TASK_FIELDS)
    except InvalidSheet as error:
        return render_template("import/page.html", problems=error.problems, name=name), 422
    _cache().put(key, content)
    return _mapped(sheet, mapping, key, name)


@bp.post("/tao")
def start() -> str | Response | tuple[str, int]:
    """Read the rows with the columns as chosen and begin a draft."""
    actor().require(Permission.WRITE_DOCUMENTS)
    key, name = request.form.get("key", ""), request.form.get("name", "")
    content = _cache().get(key) if len(key) == 64 and key.isalnum() else None
    if content is None:
        raise NotFound(_("Tệp không còn ở đây; đưa lại tệp."))
    sheet, mapping = choose_sheet(read_workbook(content, name).visible, TASK_FIELDS)
    for field in _fields():
        column = request.form.get(f"cot-{field.name}", "")
        mapping = mapping.with_column(field.name, int(column) if column.isdecimal() else None)
    try:
        groups = read_tasks(sheet, mapping)
    except InvalidSheet as error:
        return _mapped(sheet, mapping, key, name, error), 422
    made = create_document(services(), actor(), _draft(groups), incomplete=True)
    flash(_("Đã nhập %(count)s nhiệm vụ từ %(name)s.", count=sum(len(group.tasks) for group in groups), name=name))
    return redirect(url_for("editor.page", document_id=made.id))


def _draft(groups: tuple[TaskGroup, ...]) -> dict[str, Any]:
    data = beginnings.new_document(Kind.KE_HOACH, agency_forms.current_profile(), today())
    data["tasks"] = [group.model_dump(mode="json", exclude_defaults=True) for group in groups]
    data["appendices"] = [
        {"name": "Phân công nhiệm vụ", "orientation": "landscape", "content": [{"type": "task-table"}]}
    ]
    return data


def _mapped(sheet: Sheet, mapping: ColumnMapping, key: str, name: str, error: InvalidSheet | None = None) -> str:
    rows = [
        [cell.text for cell in row]
        for row in sheet.filled_from_merges().rows[mapping.first_row : mapping.first_row + _SHOWN_ROWS]
    ]
    return render_template(
        "import/mapping.html",
        sheet=sheet,
        mapping=mapping,
        fields=_fields(),
        rows=rows,
        count=sum(not sheet.is_blank(row) for row in range(mapping.first_row, len(sheet.rows))),
        key=key,
        name=name,
        problems=error.problems if error else (),
    )


def _fields() -> list[Any]:
    return [field for field in TASK_FIELDS if not field.ignored]


def _cache() -> FileCache:
    here = services()
    return FileCache(here.settings.data_dir / "cache" / "imports", here.settings.cache_size // 8)
