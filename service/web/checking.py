"""Check any Word file: the files of one drop, the phiếu of each, the annotated copy; nothing is kept longer than a day."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from service.accounts import Permission
from service.checking.check import check as check_file
from service.checking.report_annotated import annotate
from service.converting.cache import FileCache
from service.errors import InvalidInput, Nd30Error, NotFound
from service.web.context import actor, services
from service.web.findings import Found, of_report
from service.web.words import _

bp = Blueprint("check_pages", __name__, url_prefix="/kiem-tra")

#: Files in one drop, and the size of each in bytes.
MOST_FILES = 20
LARGEST = 20_000_000


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One file of a drop: its verdict in short, or why it could not be read."""

    key: str
    name: str
    about: str = ""
    tone: str = ""
    verdict: str = ""
    fault: str = ""


@bp.get("/")
def page() -> str:
    """The drop zone, the files of the last drop, and the phiếu of one of them."""
    actor().require(Permission.RENDER)
    drop = _drop(request.args.get("lan", ""))
    chosen = next((item for item in drop if item.key == request.args.get("tep")), drop[0] if drop else None)
    return render_template("check.html", drop=drop, lan=request.args.get("lan", ""), chosen=chosen, **_phieu(chosen))


@bp.post("/")
def check() -> AnyResponse:
    """Take the files and show the first phiếu."""
    actor().require(Permission.RENDER)
    sent = [item for item in request.files.getlist("files") if item.filename][:MOST_FILES]
    if not sent:
        raise InvalidInput(_("Chọn ít nhất một tệp Word."))
    drop = [_checked(item) for item in sent]
    told = json.dumps([item.__dict__ for item in drop], ensure_ascii=False).encode()
    key = hashlib.sha256(told).hexdigest()
    _cache().put(_owned(key), told)
    return redirect(url_for("check_pages.page", lan=key))


@bp.get("/<key>/chu-thich.docx")
def annotated(key: str) -> Response:
    """The file with a comment at every finding."""
    docx = _kept(key)
    response = make_response(annotate(docx, check_file(docx)))
    response.mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    response.headers.set("Content-Disposition", "attachment", filename="ban-co-chu-thich.docx")
    return response


def _checked(sent: FileStorage) -> Checked:
    content = sent.stream.read(LARGEST + 1)
    key = hashlib.sha256(content).hexdigest()
    name = (sent.filename or "").rpartition("/")[2][:120]
    if len(content) > LARGEST:
        return Checked(key=key, name=name, fault=_("Tệp lớn hơn 20 MB."))
    try:
        report = check_file(content)
    except Nd30Error as error:
        return Checked(key=key, name=name, fault=error.message)
    _cache().put(_owned(key), content)
    found = of_report(report)
    about = ", ".join(filter(None, (report.document.kind_name, report.document.issuer)))
    if report.document.regime != "administrative":
        return Checked(key=key, name=name, about=report.document.regime_reason or _("Theo quy định khác"), tone="none")
    tone, verdict = _verdict(found)
    return Checked(key=key, name=name, about=about, tone=tone, verdict=verdict)


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
    report = check_file(_kept(chosen.key))
    return {"found": of_report(report), "document": report.document, "now": services().clock()}


def _drop(key: str) -> list[Checked]:
    kept = _cache().get(_owned(key)) if len(key) == 64 and key.isalnum() else None
    return [Checked(**item) for item in json.loads(kept)] if kept else []


def _kept(key: str) -> bytes:
    content = _cache().get(_owned(key)) if len(key) == 64 and key.isalnum() else None
    if content is None:
        raise NotFound(_("Tệp không còn ở đây; thả lại tệp để kiểm tra."))
    return content


def _owned(key: str) -> str:
    """Only the agency that sent a file finds it again, and only for a day."""
    day = services().clock().astimezone(dt.UTC).date()
    return hashlib.sha256(f"{actor().agency_id} {day} {key}".encode()).hexdigest()


def _cache() -> FileCache:
    here = services()
    return FileCache(here.settings.data_dir / "cache" / "checked", here.settings.cache_size // 4)
