"""The register of outgoing documents: search, the expanded line, what is known after issue, export, print, one ZIP."""

import datetime as dt
import io
import uuid
import zipfile
from collections.abc import Iterable

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.accounts import Permission
from service.actions.issuing import issued_file
from service.actions.producing import Format
from service.actions.register import BookFormat, dispatch, entry, export, search, series_of, void_entry
from service.errors import InvalidInput
from service.nd30.numbering import REGISTER_COLUMNS
from service.numbering import RegisterEntry, RegisterFilter
from service.numbering.book import register_values
from service.web.context import actor, services, today
from service.web.typed import day_of
from service.web.words import _

bp = Blueprint("register_pages", __name__, url_prefix="/so-di")

_MOST = 500


@bp.get("/")
def page() -> str:
    """Lines newest first."""
    wanted = _wanted()
    found = _found(wanted)
    template = "register/rows.html" if "HX-Request" in request.headers else "register/page.html"
    series = [one for one in series_of(services(), actor()) if one.purpose.value == "documents"]
    total = len(_found(RegisterFilter(year=wanted.year)))
    years = range(today().year, today().year - 4, -1)
    return render_template(
        template, entries=found, wanted=wanted, total=total, years=years, series=series, opened=request.args.get("mo")
    )


@bp.get("/in")
def printed() -> str:
    """The ten columns of Phụ lục IV on paper."""
    entries = sorted(_found(_wanted()), key=lambda item: (str(item.series_id), item.number))
    rows = [register_values(item) for item in entries]
    return render_template("register/print.html", columns=REGISTER_COLUMNS, rows=rows, year=_wanted().year)


@bp.get("/xuat/<uuid:series_id>.xlsx")
def sheet(series_id: uuid.UUID) -> Response:
    """One series of a year as Excel."""
    year = request.args.get("nam", today().year, type=int)
    response = make_response(export(services(), actor(), series_id, year, BookFormat.XLSX, 1))
    response.mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response.headers.set("Content-Disposition", "attachment", filename=f"so-dang-ky-van-ban-di-{year}.xlsx")
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
    copies = form.get("copies", "").strip()
    dispatch(
        services(),
        actor(),
        entry_id,
        copies=int(copies) if copies.isdecimal() else None,
        sent_on=day_of(form.get("sent_on")),
        received_by=form.get("received_by", ""),
        note=form.get("note", ""),
    )
    flash(_("Đã ghi vào sổ."))
    return redirect(url_for("register_pages.page", mo=entry_id))


@bp.post("/<uuid:entry_id>/huy")
def void(entry_id: uuid.UUID) -> AnyResponse:
    """Void a number that has no document here; the others are voided with their document."""
    found = entry(services(), actor(), entry_id)
    if found.document_id is not None:
        from service.actions.issuing import void_document

        void_document(services(), actor(), found.document_id, request.form.get("reason", ""))
    else:
        void_entry(services(), actor(), entry_id, request.form.get("reason", ""))
    flash(_("Đã hủy số %(number)s; dòng vẫn giữ trong sổ.", number=found.printed_number))
    return redirect(url_for("register_pages.page", mo=entry_id))


def _wanted() -> RegisterFilter:
    actor().require(Permission.READ_REGISTER)
    return RegisterFilter(
        year=request.args.get("nam", today().year, type=int),
        kind=request.args.get("loai") or None,
        words=request.args.get("q", ""),
    )


def _found(wanted: RegisterFilter) -> list[RegisterEntry]:
    found = search(services(), actor(), wanted, after=None, limit=_MOST)
    return sorted(found, key=lambda item: (item.issued_on, item.entered_at), reverse=True)


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
