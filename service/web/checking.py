"""Check any Word file: the files of one drop, the phiếu of each, the annotated copy; nothing is kept longer than a day."""

import datetime as dt
import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from service.accounts import Permission
from service.actions.importing import recognise_upload
from service.checking.check import check as check_file
from service.checking.report_annotated import annotate
from service.errors import InvalidInput, Nd30Error, NotFound
from service.web.context import actor, services
from service.web.findings import Found, of_report
from service.web.kept_files import KeptFiles, largest_mb
from service.web.words import _

bp = Blueprint("check_pages", __name__, url_prefix="/kiem-tra")

#: Files in one drop; the largest request bounds what they weigh together.
MOST_FILES = 20
_LONGEST_NAME = 120
_files = KeptFiles("checked")


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One file of a drop: its verdict in short, or why it could not be read."""

    key: str
    name: str
    about: str = ""
    tone: str = ""
    verdict: str = ""
    fault: str = ""
    bad: int = 0
    warn: int = 0
    passed: int = 0


@bp.get("/")
def page() -> str:
    """The drop zone, the files of the last drop, and the phiếu of one of them or the table of all."""
    actor().require(Permission.RENDER)
    lan = request.args.get("lan", "")
    drop = _drop(lan)
    alone = drop[0] if len(drop) == 1 else None
    chosen = next((item for item in drop if item.key == request.args.get("tep")), alone)
    marked = sum(bool(item.bad or item.warn) for item in drop)
    return render_template(
        "check.html", drop=drop, lan=lan, chosen=chosen, marked=marked, most_mb=largest_mb(), **_phieu(chosen)
    )


@bp.post("/")
def check() -> AnyResponse:
    """Take the files and show the phiếu of one, or the table of several."""
    actor().require(Permission.RENDER)
    sent = [item for item in request.files.getlist("files") if item.filename][:MOST_FILES]
    if not sent:
        raise InvalidInput(_("Chọn ít nhất một tệp Word."))
    told = json.dumps([_checked(item).__dict__ for item in sent], ensure_ascii=False).encode()
    return redirect(url_for("check_pages.page", lan=_files.keep(told)))


@bp.get("/<key>/chu-thich.docx")
def annotated(key: str) -> Response:
    """The file with a comment at every finding."""
    actor().require(Permission.RENDER)
    docx = _files.find(key)
    response = make_response(annotate(docx, check_file(docx)))
    response.mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    response.headers.set("Content-Disposition", "attachment", filename="ban-co-chu-thich.docx")
    return response


@bp.post("/<key>/sua")
def mend(key: str) -> AnyResponse:
    """Begin a draft from the file: what it was recognised as is shown first."""
    actor().require(Permission.WRITE_DOCUMENTS)
    content = _files.find(key)
    recognise_upload(actor(), content)
    name = request.form.get("name", "")[-_LONGEST_NAME:]
    return redirect(url_for("import_pages.review", key=KeptFiles("imports").keep(content), ten=name))


@bp.get("/<lan>/chu-thich.zip")
def all_annotated(lan: str) -> Response:
    """The annotated copies of every file of a drop in which something was found."""
    actor().require(Permission.RENDER)
    marked = [item for item in _drop(lan) if item.bad or item.warn]
    if not marked:
        raise NotFound(_("Không có tệp nào cần chú thích."))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:  # a DOCX is compressed already
        for number, item in enumerate(marked, 1):
            docx = _files.find(item.key)
            archive.writestr(f"{number:02d} {item.name}", annotate(docx, check_file(docx)))
    response = make_response(packed.getvalue())
    response.mimetype = "application/zip"
    response.headers.set("Content-Disposition", "attachment", filename="ban-co-chu-thich.zip")
    return response


def _checked(sent: FileStorage) -> Checked:
    content = sent.stream.read()
    name = (sent.filename or "").replace("\\", "/").rpartition("/")[2][-_LONGEST_NAME:]
    key = _files.keep(content)
    try:
        report = check_file(content)
    except Nd30Error as error:
        return Checked(key=key, name=name, fault=error.message)
    if report.document.regime == "unrecognised":
        fault = _("Không nhận ra thành phần thể thức nào; có lẽ không phải văn bản hành chính.")
        return Checked(key=key, name=name, fault=fault)
    found = of_report(report)
    about = ", ".join(filter(None, (report.document.kind_name, report.document.issuer)))
    if report.document.regime != "administrative":
        notes = report.document.notes or (_("Theo quy định khác"),)
        return Checked(key=key, name=name, about=notes[0], tone="none")
    tone, verdict = _verdict(found)
    bad, warn = (sum(item["tone"] == tone for item in found.findings) for tone in ("bad", "warn"))
    return Checked(key=key, name=name, about=about, tone=tone, verdict=verdict, bad=bad, warn=warn, passed=found.passed)


def _verdict(found: Found) -> tuple[str, str]:
    bad = sum(item["tone"] == "bad" for item in found.findings)
    warn = sum(item["tone"] == "warn" for item in found.findings)
    if bad:
        return "bad", _("%(count)s lỗi", count=bad)
    if warn:
        return "warn", _("%(count)s cảnh báo", count=warn)
    return "ok", _("Đạt")


def _phieu(chosen: Checked | None) -> dict[str, Any]:
    """Everything one phiếu shows."""
    if chosen is None or chosen.fault:
        return {"found": None, "document": None}
    report = check_file(_files.find(chosen.key))
    day = report.document.issued_on
    return {
        "found": of_report(report),
        "document": report.document,
        "issued_on": dt.date.fromisoformat(day) if day else None,
        "now": services().clock(),
    }


def _drop(key: str) -> list[Checked]:
    kept = _files.look(key)
    return [Checked(**item) for item in json.loads(kept)] if kept else []
