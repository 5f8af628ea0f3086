"""A report's results by Excel: the sheet for lead units, and a filled one read back, its differences shown before anything changes."""

import copy
import uuid
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.actions.documents import DocumentView, get_document, save_document
from service.documents import PartialDate
from service.documents.labels import STATES
from service.errors import InvalidInput, InvalidSheet, NotFound, UnreadableFile
from service.importing import read_workbook
from service.importing.progress_sheet import ReadProgress, ReportedOutput, progress_sheet, read_progress
from service.nd30.kinds import Kind
from service.web.context import actor, services
from service.web.formatting import day as written
from service.web.kept_files import KeptFiles
from service.web.unfinished import words_of
from service.web.words import _

bp = Blueprint("report_sheets", __name__, url_prefix="/bao-cao/<uuid:document_id>/excel")

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME = 120
_files = KeptFiles("progress")


@bp.get("/")
def download(document_id: uuid.UUID) -> Response:
    """The sheet to fill, with what is known already."""
    response = make_response(progress_sheet(_outputs(_report(document_id))))
    response.mimetype = _XLSX
    response.headers.set("Content-Disposition", "attachment", filename="ket-qua-nhiem-vu.xlsx")
    return response


@bp.post("/")
def look(document_id: uuid.UUID) -> str | tuple[str, int]:
    """What a filled sheet would change; nothing is changed yet."""
    item = _report(document_id)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise InvalidInput(_("Chọn một tệp."))
    content = sent.stream.read()
    name = sent.filename.replace("\\", "/").rpartition("/")[2][-_LONGEST_NAME:]
    found = _read(content, name, item)
    return render_template(
        "report/differences.html", item=item, found=found, key=_files.keep(content), name=name, said=_said
    )


@bp.post("/<key>")
def take(document_id: uuid.UUID, key: str) -> Response:
    """Take over the rows without a fault."""
    item = _report(document_id)
    found = _read(_files.find(key), request.form.get("name", "")[-_LONGEST_NAME:] or "ket-qua.xlsx", item)
    data = copy.deepcopy(dict(item.data))
    for one in found.changed:
        group, task, output = map(int, one.output.path.split("/"))
        data["tasks"][group]["tasks"][task]["outputs"][output]["progress"] = one.progress
    note = _("Nhận kết quả từ Excel")
    save_document(services(), actor(), document_id, data, expected=item.revision, incomplete=True, note=note)
    flash(_("Đã nhận %(count)s thay đổi từ Excel; bản trước đó vẫn còn trong Phiên bản.", count=len(found.changed)))
    return redirect(url_for("report_pages.page", document_id=document_id))


def _report(document_id: uuid.UUID) -> DocumentView:
    item = get_document(services(), actor(), document_id)
    if item.kind != Kind.BAO_CAO:
        raise NotFound(_("Không có báo cáo này."))
    return item


def _read(content: bytes, name: str, item: DocumentView) -> ReadProgress:
    try:
        return read_progress(read_workbook(content, name), _outputs(item))
    except (InvalidSheet, UnreadableFile) as error:
        raise InvalidInput(str(error)) from error


def _outputs(item: DocumentView) -> list[ReportedOutput]:
    """Every output of the report, as far as it is filled in."""
    return [
        ReportedOutput(
            path=f"{at}/{number}/{place}",
            group=words_of(group.get("name")),
            task=words_of(task.get("name")),
            output=words_of(output.get("name")),
            lead="; ".join(map(words_of, task.get("lead") or [])),
            due=words_of(output.get("due")),
            progress=output.get("progress") or {},
        )
        for at, group in enumerate(item.data.get("tasks") or [])
        for number, task in enumerate(group.get("tasks") or [])
        for place, output in enumerate(task.get("outputs") or [])
    ]


def _said(progress: Mapping[str, Any]) -> str:
    """What is known of an output, in one line."""
    state = STATES.get(progress.get("state", ""), "")
    percent = progress.get("percent")
    completed = progress.get("completed_on")
    day = written(PartialDate.from_iso(str(completed)).as_date()) if completed else ""
    parts = [state, f"{percent}%" if percent is not None else "", day, progress.get("evidence"), progress.get("reason")]
    return ", ".join(str(part) for part in parts if part)
