"""Start a document from what an office already has: an Excel task sheet, or last year's document as Word or PDF."""

import uuid
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from service.accounts import Permission
from service.actions.documents import create_document
from service.actions.importing import begin_draft, recognise_upload
from service.converting.pdf import page_count, page_png
from service.documents import TaskGroup
from service.errors import InvalidInput, InvalidSheet, NotFound, UnreadableFile
from service.importing import (
    TASK_FIELDS,
    ColumnMapping,
    Sheet,
    choose_sheet,
    is_old_document,
    is_pdf,
    read_tasks,
    read_workbook,
)
from service.nd30.kinds import Kind
from service.web import agency_forms, beginnings, import_review
from service.web.context import actor, services, today
from service.web.kept_files import KeptFiles, largest_mb
from service.web.task_sheets import sheet_of_tasks
from service.web.words import _, said

bp = Blueprint("import_pages", __name__, url_prefix="/nhap")
bp.add_app_template_filter(said)

_SHOWN_ROWS = 8
_LONGEST_NAME = 120
_NOTES = "import-notes"
_SAMPLE = {
    "name": "Cải cách thủ tục hành chính",
    "tasks": [
        {
            "name": "Rà soát, đơn giản hóa thủ tục hành chính",
            "outputs": [
                {"name": "Báo cáo rà soát", "due": "Trước ngày 31/3"},
                {"name": "Quyết định công bố danh mục", "due": "Quý II"},
            ],
            "lead": ["Văn phòng HĐND và UBND"],
            "coordinating": ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"],
        }
    ],
}
_files = KeptFiles("imports")


@bp.get("/")
def page() -> str:
    """Where the file is dropped."""
    actor().require(Permission.WRITE_DOCUMENTS)
    return render_template("import/page.html", most_mb=largest_mb())


@bp.get("/bang-mau.xlsx")
def sample() -> Response:
    """A sheet to fill in that is read without a question."""
    actor().require(Permission.WRITE_DOCUMENTS)
    return sheet_of_tasks([_SAMPLE], "bang-nhiem-vu-mau.xlsx")


@bp.post("/")
def take() -> str | Response | tuple[str, int]:
    """Keep the file for the next step and show what it was recognised as."""
    actor().require(Permission.WRITE_DOCUMENTS)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise InvalidInput(_("Chọn một tệp."))
    content = sent.stream.read()
    name = sent.filename.replace("\\", "/").rpartition("/")[2][-_LONGEST_NAME:]
    try:
        if is_old_document(content) or name.lower().endswith((".doc", ".docx", ".pdf")):
            recognise_upload(actor(), content, name)
            return redirect(url_for("import_pages.review", key=_files.keep(content), ten=name))
        sheet, mapping = choose_sheet(read_workbook(content, name).visible, TASK_FIELDS)
    except (InvalidSheet, UnreadableFile) as error:
        return render_template("import/page.html", problems=error.problems, name=name, most_mb=largest_mb()), 422
    return _mapped(sheet, mapping, _files.keep(content), name)


@bp.post("/tao")
def start() -> str | Response | tuple[str, int]:
    """Read the rows with the columns as chosen and begin a draft."""
    actor().require(Permission.WRITE_DOCUMENTS)
    key, name = request.form.get("key", ""), request.form.get("name", "")
    sheet, mapping = choose_sheet(read_workbook(_files.find(key), name).visible, TASK_FIELDS)
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


# --- last year's document ---------------------------------------------------------------------------


@bp.get("/van-ban/<key>")
def review(key: str) -> str:
    """What the file says beside what it was recognised as; every part may be mended or left out."""
    content = _files.find(key)
    recognised = recognise_upload(actor(), content)
    shown = import_review.shown(recognised, agency_forms.current_profile(), today().year)
    return render_template(
        "import/review.html", key=key, name=_name(), pictures=is_pdf(content), plain=import_review.plain, **shown
    )


@bp.post("/van-ban/<key>")
def begin(key: str) -> Response:
    """Make the draft as confirmed and open it, with a list of what to look at."""
    recognised = recognise_upload(actor(), _files.find(key))
    profile = agency_forms.current_profile()
    chosen = import_review.choices(request.form, recognised)
    made = begin_draft(services(), actor(), recognised, chosen, profile, today())
    notes = import_review.look_at(recognised, chosen, profile, today().year)
    session[_NOTES] = {"id": str(made.id), "name": _name(), "notes": notes}
    return redirect(url_for("editor.page", document_id=made.id))


@bp.get("/van-ban/<key>/trang-<int:number>.png")
def picture(key: str, number: int) -> Response:
    """One page of a PDF as it looks."""
    actor().require(Permission.WRITE_DOCUMENTS)
    content = _files.find(key)
    if not is_pdf(content) or not 1 <= number <= page_count(content):
        raise NotFound(_("Không có trang này."))
    response = make_response(page_png(content, number, dpi=80))
    response.mimetype = "image/png"
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return response


@bp.post("/da-xem")
def seen() -> Response | str:
    """Put the list of what to look at away."""
    session.pop(_NOTES, None)
    return "" if request.headers.get("HX-Request") else redirect(url_for("home.page"))


@bp.app_context_processor
def _notes() -> dict[str, Any]:
    def import_notes(document_id: uuid.UUID) -> dict[str, Any] | None:
        """What to look at in a draft that was just begun from a file."""
        kept = session.get(_NOTES)
        return kept if kept and kept["id"] == str(document_id) else None

    return {"import_notes": import_notes}


def _name() -> str:
    return (request.values.get("ten") or _("văn bản cũ"))[:_LONGEST_NAME]


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
