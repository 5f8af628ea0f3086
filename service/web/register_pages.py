"""The register of outgoing documents: search, the expanded line, what is known after issue, export, print, one ZIP."""

import datetime as dt
import io
import uuid
import zipfile
from collections.abc import Iterable
from itertools import pairwise

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.accounts import AuditFilter, Permission
from service.accounts.audit import list_audit
from service.actions.issuing import issued_file, void_document
from service.actions.producing import Format
from service.actions.register import BookFormat, browse, dispatch, entry, export, search, series_of, void_entry
from service.errors import InvalidInput, NotFound
from service.nd30.kinds import KINDS
from service.nd30.numbering import REGISTER_COLUMNS
from service.numbering import RegisterEntry, RegisterFilter
from service.numbering.book import register_values
from service.storage.agency_tables import AuditRow
from service.web import undoing
from service.web.administration_words import ACTIONS
from service.web.context import actor, services, today
from service.web.typed import day_of, uuid_of
from service.web.words import _

bp = Blueprint("register_pages", __name__, url_prefix="/so-di")

#: Lines of one screen, files of one ZIP, years to choose from, events of one document.
_SHOWN = 100
_MOST = 500
_YEARS = 4
_EVENTS = 60
_TYPES = {
    BookFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    BookFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    BookFormat.PDF: "application/pdf",
}
#: Saving and templates are of no interest once the number is there.
_TOLD = ("document.create", "document.submitted", "document.returned", "document.approved", "document.issue",
         "document.void", "register.reserve", "register.late-entry", "register.copy", "register.void", "register.restate",
         "register.dispatch")  # fmt: skip


@bp.get("/")
def page() -> str:
    """Lines newest first."""
    wanted = _wanted()
    skip = max(request.args.get("bo", 0, type=int), 0)
    found = browse(services(), actor(), wanted, skip=skip, limit=_SHOWN)
    opened = uuid_of(request.args.get("mo"))
    now = today().year
    return render_template(
        "register/rows.html" if "HX-Request" in request.headers else "register/page.html",
        register=found,
        wanted=wanted,
        years=sorted({*range(now, now - _YEARS, -1), wanted.year or now}, reverse=True),
        series=_series_with_numbers(found.entries),
        kinds=[(kind.value, facts.name) for kind, facts in KINDS.items() if facts.rendered],
        opened=opened,
        history=[line for one in found.entries if one.id == opened for line in _history(one)],
        first=skip + 1,
        last=skip + len(found.entries),
        older=skip + _SHOWN if skip + _SHOWN < found.found else None,
        newer=max(skip - _SHOWN, 0) if skip else None,
    )


@bp.get("/in")
def printed() -> str:
    """The ten columns of Phụ lục IV on paper, every line of the year."""
    wanted = _wanted()
    rows = [register_values(item) for item in search(services(), actor(), wanted, after=None, limit=None)]
    return render_template("register/print.html", columns=REGISTER_COLUMNS, rows=rows, wanted=wanted)


@bp.get("/xuat/<uuid:series_id>.<form>")
def sheet(series_id: uuid.UUID, form: str) -> Response:
    """One series of a year as Excel, or as a book to print and bind."""
    if form not in set(BookFormat):
        raise NotFound(_("Không có định dạng này."))
    year, kind = request.args.get("nam", today().year, type=int), BookFormat(form)
    response = make_response(export(services(), actor(), series_id, year, kind, 1))
    response.mimetype = _TYPES[kind]
    response.headers.set("Content-Disposition", "attachment", filename=f"so-dang-ky-van-ban-di-{year}.{form}")
    return response


@bp.post("/zip")
def archive() -> Response:
    """The files of the chosen lines in one ZIP."""
    chosen = [entry(services(), actor(), uuid.UUID(one)) for one in request.form.getlist("chon")[:_MOST]]
    if not chosen:
        raise InvalidInput(_("Chọn ít nhất một văn bản để tải."))
    response = make_response(_zip(chosen))
    response.mimetype = "application/zip"
    response.headers.set("Content-Disposition", "attachment", filename=f"van-ban-di-{today():%Y%m%d}.zip")
    return response


@bp.post("/<uuid:entry_id>/chuyen")
def note(entry_id: uuid.UUID) -> AnyResponse:
    """Fill what is known after issue."""
    form = request.form
    before = entry(services(), actor(), entry_id)
    copies = form.get("copies", "").strip()
    if copies and not copies.isdecimal():
        raise InvalidInput(_("Số bản là số nguyên, chẳng hạn 7."))
    done = dispatch(
        services(),
        actor(),
        entry_id,
        copies=int(copies) if copies else None,
        sent_on=day_of(form.get("sent_on")),
        received_by=form.get("received_by", ""),
        note=form.get("note", ""),
    )
    words = _("Đã ghi vào sổ, dòng số %(number)s.", number=done.printed_number)
    undoing.offer(words, url_for("register_pages.note", entry_id=entry_id), _as_form(before))
    return redirect(_line(done))


@bp.post("/<uuid:entry_id>/huy")
def void(entry_id: uuid.UUID) -> AnyResponse:
    """Void a number that has no document here; the others are voided with their document."""
    found = entry(services(), actor(), entry_id)
    if found.document_id is not None:
        void_document(services(), actor(), found.document_id, request.form.get("reason", ""))
    else:
        void_entry(services(), actor(), entry_id, request.form.get("reason", ""))
    flash(_("Đã hủy số %(number)s; dòng vẫn giữ trong sổ.", number=found.printed_number))
    return redirect(_line(found))


def _wanted() -> RegisterFilter:
    actor().require(Permission.READ_REGISTER)
    return RegisterFilter(
        year=request.args.get("nam", today().year, type=int),
        kind=request.args.get("loai") or None,
        signer=request.args.get("ky", ""),
        words=request.args.get("q", ""),
    )


def _series_with_numbers(entries: list[RegisterEntry]) -> list[tuple[uuid.UUID, str]]:
    """What can be exported: the series of documents first, then those that these lines are of."""
    used = {one.series_id for one in entries}
    known = series_of(services(), actor())
    return [(one.id, one.name) for one in known if one.purpose.value == "documents" or one.id in used]


def _line(item: RegisterEntry) -> str:
    """The address of an expanded line."""
    return url_for("register_pages.page", nam=item.year, mo=item.id, _anchor=f"so-{item.id}")


def _as_form(item: RegisterEntry) -> list[tuple[str, str]]:
    """What the form of a line would say."""
    copies, sent = item.copies, item.sent_on
    values = {"copies": copies if copies is not None else "", "sent_on": sent.isoformat() if sent else ""}
    return [
        *((name, str(value)) for name, value in values.items()),
        ("received_by", item.received_by),
        ("note", item.note),
    ]


def _history(item: RegisterEntry) -> list[tuple[dt.datetime, str, str]]:
    """Who did what to the document and its number, oldest first; of the same act twice running only the last."""
    objects = [str(one) for one in (item.document_id, item.id) if one]
    with services().database.reading() as session:
        found: list[AuditRow] = []
        for one in objects:
            found += list_audit(session, actor().agency_id, AuditFilter(object_id=one), before=None, limit=_EVENTS)
    told = [row for row in sorted(found, key=lambda row: row.id) if row.action in _TOLD]
    kept = [row for row, after in pairwise([*told, None]) if row and (after is None or row.action != after.action)]
    lines = [(row.at, row.actor, _(ACTIONS[row.action])) for row in kept]
    given = _("Cấp số %(n)s", n=item.number)
    return lines or [(item.entered_at, item.entered_by, given)]


def _zip(entries: Iterable[RegisterEntry]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as bundle:
        for item in entries:
            if item.document_id is None:
                continue
            name = item.printed_number.replace("/", "-").replace("Đ", "D")
            for form in Format:
                content = issued_file(services(), actor(), item.document_id, form)
                if content is not None:
                    bundle.writestr(zipfile.ZipInfo(f"{name}.{form}", _stamp(item.issued_on)), content)
    return stream.getvalue()


def _stamp(on: dt.date) -> tuple[int, int, int, int, int, int]:
    return (on.year, on.month, on.day, 0, 0, 0)
