"""The comments of a draft, for the drawer of the drafting page."""

import uuid
from typing import Any

from flask import Blueprint, Response, jsonify, request

from service.actions.comments import add_comment, list_comments, settle_comment
from service.actions.documents import get_document
from service.web.context import actor, services
from service.web.formatting import short_moment
from service.web.places import place_on_paper

bp = Blueprint("commenting", __name__, url_prefix="/van-ban/<uuid:document_id>/y-kien")


@bp.get("/")
def listed(document_id: uuid.UUID) -> Response:
    """Every comment, the oldest first."""
    return _all(document_id)


@bp.post("/")
def say(document_id: uuid.UUID) -> Response:
    """Add one."""
    sent = _sent()
    add_comment(services(), actor(), document_id, str(sent.get("text") or ""), str(sent.get("path") or ""))
    return _all(document_id)


@bp.post("/<uuid:comment_id>")
def settle(document_id: uuid.UUID, comment_id: uuid.UUID) -> Response:
    """Settle one, or open it again."""
    settle_comment(services(), actor(), document_id, comment_id, settled=bool(_sent().get("settled")))
    return _all(document_id)


def _sent() -> dict[str, Any]:
    sent = request.get_json(silent=True)
    return sent if isinstance(sent, dict) else {}


def _all(document_id: uuid.UUID) -> Response:
    data = get_document(services(), actor(), document_id).data
    comments = [
        {
            "id": str(row.id),
            "author": row.author,
            "text": row.text,
            "path": row.path,
            "place": place_on_paper(row.path, data) if row.path else "",
            "at": short_moment(row.created_at),
            "settled": row.resolved_by,
        }
        for row in list_comments(services(), actor(), document_id)
    ]
    return jsonify(comments=comments)
