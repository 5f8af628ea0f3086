"""Documents as a list, and how a new one begins."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.actions.documents import (
    DocumentView,
    create_document,
    delete_document,
    get_document,
    list_documents,
    undelete_document,
)
from service.documents import Document
from service.errors import NotFound
from service.nd30.kinds import KINDS, Kind
from service.nd30.numbering import padded_number
from service.storage.drafts import DocumentState, DraftFilter
from service.web import agency_forms, beginnings
from service.web.context import actor, services, today
from service.web.typed import place_of
from service.web.words import _

bp = Blueprint("drafts", __name__, url_prefix="/van-ban")

_PAGE = 40


@bp.get("/")
def listing() -> str:
    """Every document of the agency, newest first, filtered by words, kind and state."""
    wanted = DraftFilter(
        kind=request.args.get("loai") or None,
        state=DocumentState(request.args["tt"]) if request.args.get("tt") in set(DocumentState) else None,
        words=request.args.get("q", ""),
        deleted="thung-rac" in request.args,
    )
    before = place_of(request.args.get("truoc"))
    found = list_documents(services(), actor(), wanted, before=before, limit=_PAGE + 1)
    template = "drafts/rows.html" if "HX-Request" in request.headers else "drafts/list.html"
    return render_template(
        template,
        documents=found[:_PAGE],
        numbers={item.id: _number(item) for item in found},
        older=found[_PAGE - 1].place.as_text() if len(found) > _PAGE else None,
        wanted=wanted,
        kinds=[(kind.value, facts.name) for kind, facts in KINDS.items() if facts.rendered],
    )


def _number(item: DocumentView) -> str:
    """Số, ký hiệu of an issued document."""
    if not item.data.get("number"):
        return ""
    document = Document.model_validate(item.data)
    return f"{padded_number(document.number or 0)}/{document.printed_symbol}"


@bp.post("/moi/<kind>")
def start(kind: str) -> Response:
    """Begin a document of a kind with the agency's own head, signer and recipients."""
    if kind not in KINDS or not KINDS[Kind(kind)].rendered:
        raise NotFound(_("Không có loại văn bản này."))
    data = beginnings.new_document(Kind(kind), agency_forms.current_profile(), today(), request.form.get("kieu", ""))
    made = create_document(services(), actor(), data, incomplete=True)
    return redirect(url_for("editor.page", document_id=made.id))


@bp.post("/<uuid:document_id>/nhan-doi")
def duplicate(document_id: uuid.UUID) -> Response:
    """Begin a new draft with the words of another document."""
    source = get_document(services(), actor(), document_id)
    data = {key: value for key, value in source.data.items() if key not in ("number", "issued_on")}
    data["issued_on"] = f"{today():%Y-%m}"
    made = create_document(services(), actor(), data, incomplete=True)
    return redirect(url_for("editor.page", document_id=made.id))


@bp.post("/<uuid:document_id>/xoa")
def remove(document_id: uuid.UUID) -> Response:
    """Put a draft into the bin."""
    delete_document(services(), actor(), document_id, expected=None)
    flash(_("Đã chuyển bản thảo vào thùng rác, giữ 30 ngày."))
    return redirect(url_for("drafts.listing"))


@bp.post("/<uuid:document_id>/lay-lai")
def take_back(document_id: uuid.UUID) -> Response:
    """Take a draft out of the bin."""
    undelete_document(services(), actor(), document_id)
    return redirect(url_for("editor.page", document_id=document_id))
