"""Drafting one document: the page, its saves, its pages as pictures, its findings, its versions and its way to issue."""

import time
import uuid
from typing import Any

from flask import Blueprint, Response, flash, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.actions import documents as drafting
from service.actions.issuing import entry_of_document, issued_file
from service.actions.presence import others_here
from service.actions.producing import Format, produce, template_of
from service.documents.parse import parse_document
from service.errors import InvalidDocument, NotFound, Problem, Stale
from service.nd30.kinds import KINDS, Kind
from service.numbering import vietnam_day
from service.rendering import CompiledTemplate
from service.storage.drafts import DocumentState, DraftFilter
from service.web import agency_forms, comparing, findings, own_templates, previews, suggestions, unfinished
from service.web.approving import next_step
from service.web.context import actor, services
from service.web.editor_state import editor_state
from service.web.findings import problems_in_words
from service.web.typed import uuid_of
from service.web.words import _

bp = Blueprint("editor", __name__, url_prefix="/van-ban/<uuid:document_id>")

_REMEMBERED = 200


@bp.get("/")
def page(document_id: uuid.UUID) -> str:
    """The drafting page; an issued document is shown with its pages and files only."""
    item = drafting.get_document(services(), actor(), document_id)
    if item.state in (DocumentState.ISSUED, DocumentState.VOIDED):
        entry = entry_of_document(services(), actor(), document_id) if item.state is DocumentState.VOIDED else None
        return render_template("editor/issued.html", item=item, preview=_preview_of(item), entry=entry)
    earlier = drafting.list_documents(services(), actor(), DraftFilter(), before=None, limit=_REMEMBERED)
    used = suggestions.used_before(other for other in earlier if other.id != document_id)
    profile = agency_forms.current_profile()
    state = editor_state(item, profile, used, own_templates.to_choose(item))
    return render_template("editor/page.html", item=item, editor=state, facts=KINDS[Kind(item.kind)], **next_step(item))


@bp.put("/luu")
def save(document_id: uuid.UUID) -> Response:
    """Keep what was typed; answer with the new revision and everything that is still missing."""
    sent = _sent()
    try:
        saved = drafting.save_document(
            services(),
            actor(),
            document_id,
            sent["data"],
            expected=int(sent["revision"]),
            incomplete=True,
            sitting=not sent.get("note"),
            note=str(sent.get("note") or "")[:300],
        )
    except Stale:
        return _clash(document_id)
    return jsonify(
        revision=saved.revision,
        state=saved.state.value,
        saved_at=saved.updated_at.isoformat(),
        problems=problems_in_words(unfinished.problems(saved.data), saved.data),
        others=others_here(services(), document_id, actor()),
    )


@bp.get("/con-do")
def presence(document_id: uuid.UUID) -> Response:
    """Who else is here, and whether somebody saved a newer state."""
    item = drafting.get_document(services(), actor(), document_id)
    return jsonify(revision=item.revision, others=others_here(services(), document_id, actor()))


@bp.post("/trang-in")
def pages(document_id: uuid.UUID) -> Response:
    """Lay out what is typed so far; the pictures are fetched one by one."""
    started = time.perf_counter()
    document = unfinished.printable(_sent()["data"])
    made = previews.make(actor(), document, _template(document_id))
    took = round((time.perf_counter() - started) * 1000)
    return jsonify(key=made.key, pages=made.pages, sizes=made.sizes, milliseconds=took)


@bp.get("/trang-in/<key>/<int:number>.png")
def picture(document_id: uuid.UUID, key: str, number: int) -> Response:
    """One page; its address names its content, so the browser may keep it."""
    del document_id
    response = make_response(previews.picture(actor(), key, number, request.args.get("dpi", 110, type=int)))
    response.mimetype = "image/png"
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return response


@bp.post("/trang-in/<key>/chu")
def words(document_id: uuid.UUID, key: str) -> Response:
    """Every line of the pages with its box in mm, the field that it shows and the ordinal of its paragraph."""
    lines = previews.lines(actor(), key, _sent()["data"], _template(document_id))
    return jsonify(
        lines=[
            [box.page, *(round(mm, 1) for mm in (box.left_mm, box.top_mm, box.right_mm, box.bottom_mm)), path, at]
            for box, path, at in lines
        ]
    )


@bp.post("/kiem-tra")
def check(document_id: uuid.UUID) -> Response:
    """What is missing in the data, and what the checker finds on the document as it prints."""
    sent = _sent()
    missing = unfinished.problems(sent["data"])
    found = findings.of_draft(services(), sent["data"], _template(document_id))
    return jsonify(
        problems=problems_in_words(missing, sent["data"]),
        findings=findings.beyond_blanks(found.findings, missing),
        passed=found.passed,
        rules=found.rules,
        held=found.held if sent.get("all") else [],
    )


@bp.get("/phieu")
def report_sheet(document_id: uuid.UUID) -> str:
    """The phiếu of the draft as it prints now, made for paper."""
    item = drafting.get_document(services(), actor(), document_id)
    found = findings.of_document(services(), unfinished.printable(item.data), _template(document_id))
    return render_template("editor/report_sheet.html", item=item, found=found, now=services().clock())


@bp.post("/mau")
def choose_template(document_id: uuid.UUID) -> Response:
    """Print with one of the agency's own templates, or with the shipped one again."""
    wanted = uuid_of(str(_json().get("template") or ""))
    item = drafting.set_template(services(), actor(), document_id, wanted, expected=None)
    return jsonify(revision=item.revision, chosen=own_templates.to_choose(item)["chosen"])


@bp.get("/phien-ban")
def versions(document_id: uuid.UUID) -> str:
    """The menu of versions."""
    rows = drafting.versions_of(services(), actor(), document_id)[:30]
    older = [*rows[1:], None]
    listed = [
        (row, comparing.summary(before.data, row.data) if before else "")
        for row, before in zip(rows, older, strict=True)
    ]
    return render_template("editor/versions.html", versions=listed, document_id=document_id)


@bp.get("/so-sanh/<int:revision>")
def compare(document_id: uuid.UUID, revision: int) -> str:
    """An older version beside the newest."""
    old = drafting.version_of(services(), actor(), document_id, revision)
    item = drafting.get_document(services(), actor(), document_id)
    found = comparing.changes(old.data, item.data)
    return render_template("editor/compare.html", item=item, old=old, changes=found)


@bp.post("/khoi-phuc/<int:revision>")
def restore(document_id: uuid.UUID, revision: int) -> AnyResponse:
    """Make an older version the newest one."""
    drafting.restore_version(services(), actor(), document_id, revision, expected=None)
    flash(_("Đã khôi phục bản %(revision)s; bản trước đó vẫn còn trong Phiên bản.", revision=revision))
    return redirect(url_for("editor.page", document_id=document_id))


@bp.get("/tai/<form>")
def download(document_id: uuid.UUID, form: str) -> Response:
    """The final file of an issued document, or the draft as it prints now."""
    if form not in set(Format):
        raise NotFound(_("Không có định dạng này."))
    wanted = Format(form)
    item = drafting.get_document(services(), actor(), document_id)
    content = issued_file(services(), actor(), document_id, wanted)
    if content is None:
        content = produce(services(), unfinished.printable(item.data), wanted, template=_template(document_id))
    response = make_response(content)
    response.mimetype = wanted.media_type
    response.headers.set("Content-Disposition", "attachment", filename=f"{_file_name(item)}.{form}")
    return response


def _file_name(item: drafting.DocumentView) -> str:
    """``17-KH-UBND``; a draft is named by its kind and day."""
    if item.data.get("number"):
        document = parse_document(item.data)
        return f"{document.number:02d}-{document.printed_symbol}".replace("Đ", "D").replace("/", "-")
    return f"{item.kind}-{vietnam_day(item.updated_at):%Y%m%d}"


def _sent() -> dict[str, Any]:
    """The JSON of a script of ours, with the document in it."""
    sent = _json()
    if not isinstance(sent.get("data"), dict):
        raise InvalidDocument(problems=[Problem("", "not-an-object", _("Dữ liệu gửi lên không đúng."))])
    return sent


def _json() -> dict[str, Any]:
    sent = request.get_json(silent=True)
    return sent if isinstance(sent, dict) else {}


def _clash(document_id: uuid.UUID) -> Response:
    """What is there now, so that both texts can be shown side by side."""
    item = drafting.get_document(services(), actor(), document_id)
    newest = drafting.versions_of(services(), actor(), document_id)[0]
    response = jsonify(
        slug=Stale.slug,
        data=item.data,
        revision=item.revision,
        saved_by=newest.saved_by,
        saved_at=newest.saved_at.isoformat(),
    )
    response.status_code = 412
    return response


def _template(document_id: uuid.UUID) -> CompiledTemplate | None:
    item = drafting.get_document(services(), actor(), document_id)
    with services().database.reading() as session:
        return template_of(services(), session, item.template_version_id)


def _preview_of(item: drafting.DocumentView) -> previews.Preview | None:
    """The issued PDF as pictures, where there is one."""
    pdf = issued_file(services(), actor(), item.id, Format.PDF)
    return previews.keep(actor(), pdf) if pdf else None
