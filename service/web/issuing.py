"""Taking a number and issuing: what will be taken, what cannot be taken back, one page as it will look."""

import datetime as dt
import uuid

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.accounts import Permission
from service.actions.documents import DocumentHead, DocumentView, get_document, list_heads
from service.actions.issuing import (
    IssueRequest,
    entry_of_document,
    issue_document,
    issued_file,
    preview_number,
    void_document,
)
from service.actions.people import own_agency
from service.actions.producing import Format, template_of
from service.actions.register import browse
from service.documents import Document, PartialDate
from service.documents.parse import parse_document
from service.errors import Conflict, InvalidDocument, InvalidInput
from service.nd30.numbering import padded_number
from service.numbering import NextNumber, RegisterEntry, RegisterFilter
from service.rendering import CompiledTemplate
from service.storage.drafts import DocumentState, DraftFilter
from service.web import findings, previews, unfinished
from service.web.context import actor, services, today
from service.web.findings import problems_in_words
from service.web.typed import day_of
from service.web.words import _

bp = Blueprint("issue_pages", __name__, url_prefix="/van-ban/<uuid:document_id>/cap-so")

#: How many documents that wait for a number are looked at.
_QUEUE = 50


@bp.get("/")
def page(document_id: uuid.UUID) -> str | AnyResponse | tuple[str, int]:
    """What will happen."""
    actor().require(Permission.ISSUE)
    item = get_document(services(), actor(), document_id)
    if item.state in (DocumentState.ISSUED, DocumentState.VOIDED):
        return redirect(url_for("editor.page", document_id=document_id))
    return _page(item, day_of(request.args.get("ngay")) or today())


@bp.post("/")
def issue(document_id: uuid.UUID) -> AnyResponse | tuple[str, int]:
    """Take the number that was shown; when it has gone meanwhile, show the new one and wait for a second press."""
    item = get_document(services(), actor(), document_id)
    day = day_of(request.form.get("day")) or today()
    coming = preview_number(services(), actor(), document_id, day)
    if request.form.get("number") != str(coming.number):
        told = _(
            "Số %(old)s vừa được dùng cho văn bản khác. Số mới là %(new)s.",
            old=request.form.get("number"),
            new=coming.number,
        )
        return _page(item, day, told), 409
    try:
        done = issue_document(services(), actor(), document_id, IssueRequest(on=day, expected=item.revision))
    except (Conflict, InvalidInput) as error:
        return _page(item, day, error.problems[0].message if error.problems else error.message), 409
    flash(_("Đã cấp số %(number)s và phát hành.", number=done.entry.printed_number))
    return redirect(url_for("issue_pages.done", document_id=document_id))


@bp.get("/xong")
def done(document_id: uuid.UUID) -> str | AnyResponse:
    """What came of it: the files, the address, the line of the register, the next document that waits."""
    item = get_document(services(), actor(), document_id)
    if item.state is not DocumentState.ISSUED:
        return redirect(url_for("editor.page", document_id=document_id))
    files = [(form, content) for form in Format if (content := issued_file(services(), actor(), document_id, form))]
    pdf = dict(files).get(Format.PDF)
    waiting = _queue()
    return render_template(
        "issued_now.html",
        item=item,
        document=parse_document(item.data),
        entry=entry_of_document(services(), actor(), document_id),
        files=[(form.value, len(content)) for form, content in files],
        preview=previews.keep(actor(), pdf) if pdf else None,
        waiting=len(waiting),
        following=waiting[-1] if waiting else None,
    )


@bp.post("/huy")
def void(document_id: uuid.UUID) -> AnyResponse:
    """Void the number; the line stays in the register with the reason."""
    done = void_document(services(), actor(), document_id, request.form.get("reason", ""))
    flash(_("Đã hủy số %(number)s; dòng vẫn giữ trong sổ.", number=done.entry.printed_number))
    return redirect(url_for("register_pages.page"))


@bp.post("/trang-in")
def first_page(document_id: uuid.UUID) -> Response:
    """Page 1 with the number and date it would get."""
    item = get_document(services(), actor(), document_id)
    day = day_of((request.get_json(silent=True) or {}).get("day")) or today()
    number = preview_number(services(), actor(), document_id, day).number
    made = previews.make(actor(), _numbered(item, number, day), _template(item))
    zones = [
        [text.page, text.left_mm, text.top_mm, text.right_mm, text.bottom_mm, text.text]
        for text in previews.texts(actor(), made.key)
        if text.page == 1
    ]
    return jsonify(key=made.key, pages=made.pages, sizes=made.sizes, lines=zones)


def _numbered(item: DocumentView, number: int, day: dt.date) -> Document:
    data = dict(item.data) | {"number": number, "issued_on": day.isoformat()}
    return unfinished.printable(data)


def _template(item: DocumentView) -> CompiledTemplate | None:
    with services().database.reading() as session:
        return template_of(services(), session, item.template_version_id)


def _queue() -> list[DocumentHead]:
    """What waits for a number, the newest first."""
    if not actor().may(Permission.ISSUE):
        return []
    return list_heads(services(), actor(), DraftFilter(state=DocumentState.APPROVED), before=None, limit=_QUEUE)


def _previous(coming: NextNumber) -> RegisterEntry | None:
    """The line of the number before, where the newest line is it."""
    if coming.number == 1 or not actor().may(Permission.READ_REGISTER):
        return None
    wanted = RegisterFilter(year=coming.year, series_id=coming.series.id)
    newest = browse(services(), actor(), wanted, skip=0, limit=1).entries
    return newest[0] if newest and newest[0].number == coming.number - 1 else None


def _page(item: DocumentView, day: dt.date, told: str = "") -> str:
    try:
        document = parse_document(item.data)
    except InvalidDocument as error:
        return render_template(
            "editor/not_ready.html", item=item, problems=problems_in_words(error.problems, item.data)
        )
    coming = preview_number(services(), actor(), item.id, day)
    found = findings.of_document(services(), _numbered(item, coming.number, day), _template(item))
    tones = [finding["tone"] for finding in found.findings]
    return render_template(
        "issue.html",
        item=item,
        document=document,
        coming=coming,
        previous=_previous(coming),
        number=padded_number(coming.number),
        day=day,
        date=PartialDate(day.year, day.month, day.day),
        told=told,
        goes_back=coming.not_before is not None and day < coming.not_before,
        bad=tones.count("bad"),
        warn=tones.count("warn"),
        needs_approval=own_agency(services(), actor()).approval_required,
    )
