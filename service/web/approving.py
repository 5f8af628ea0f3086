"""A draft on its way: submitted with a note, approved, or sent back with a reason; and what the drafting page says of it."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.accounts import Permission
from service.actions import documents as drafting
from service.actions.approval import Handover, approvers, last_handover
from service.actions.people import own_agency
from service.errors import InvalidDocument
from service.storage.drafts import DocumentState
from service.web.context import actor, services
from service.web.findings import problems_in_words
from service.web.words import _
from service.webhooks import Event

bp = Blueprint("approving", __name__, url_prefix="/van-ban/<uuid:document_id>")


@dataclass(frozen=True, kw_only=True)
class Step:
    """The one act that is next for the person who looks, by state, role and whether the agency approves before issue.

    Attributes:
        leaders: whom the draft may be submitted to.
        handover: the last change of hands, while it says something about the state of now.
    """

    may_approve: bool
    may_issue: bool
    may_submit: bool
    may_return: bool
    leaders: list[str]
    handover: Handover | None

    instead_of: str
    """The other leader to whom the draft was submitted, in whose place the one who looks would approve."""

    @property
    def returned(self) -> bool:
        """Whether the draft came back with a reason and was not submitted again."""
        return self.handover is not None and self.handover.step is Event.DOCUMENT_RETURNED


@bp.post("/trinh")
def submit(document_id: uuid.UUID) -> AnyResponse | tuple[str, int]:
    """Ask for approval."""
    said = {name: request.form.get(name, "") for name in ("to", "note")}
    try:
        drafting.submit_document(services(), actor(), document_id, **said)
    except InvalidDocument as error:
        return _not_ready(document_id, error), 422
    flash(_("Đã trình %(name)s.", name=said["to"]) if said["to"] else _("Đã trình duyệt."))
    return redirect(url_for("home.page"))


@bp.post("/duyet")
def approve(document_id: uuid.UUID) -> AnyResponse | tuple[str, int]:
    """Approve for issue."""
    try:
        drafting.approve_document(services(), actor(), document_id, instead_of=request.form.get("instead_of", ""))
    except InvalidDocument as error:
        return _not_ready(document_id, error), 422
    flash(_("Đã duyệt."))
    if actor().may(Permission.ISSUE):
        return redirect(url_for("issue_pages.page", document_id=document_id))
    return redirect(url_for("home.page"))


@bp.post("/tra-lai")
def send_back(document_id: uuid.UUID) -> AnyResponse:
    """Send it back with a reason."""
    drafting.return_document(services(), actor(), document_id, request.form.get("reason", ""))
    flash(_("Đã trả lại kèm ý kiến."))
    return redirect(url_for("home.page"))


def next_step(item: drafting.DocumentView) -> dict[str, Any]:
    """What the drafting page needs to know of the way of this document."""
    who, state = actor(), item.state
    needs_approval = own_agency(services(), who).approval_required
    may_issue = who.may(Permission.ISSUE) and (state is DocumentState.APPROVED or not needs_approval)
    may_approve = who.may(Permission.APPROVE)
    handover = _of_now(item)
    asked = handover.to if handover and state is DocumentState.SUBMITTED else ""
    step = Step(
        may_approve=may_approve and state in (DocumentState.SUBMITTED, DocumentState.DRAFT),
        may_issue=may_issue,
        may_submit=state is DocumentState.DRAFT
        and who.may(Permission.WRITE_DOCUMENTS)
        and (needs_approval or not may_issue),
        may_return=may_approve and state in (DocumentState.SUBMITTED, DocumentState.APPROVED),
        leaders=approvers(services(), who),
        handover=handover,
        instead_of="" if asked == who.name else asked,
    )
    return {"step": step}


def _of_now(item: drafting.DocumentView) -> Handover | None:
    """The last change of hands; an approval or submission that was edited away says nothing any more."""
    last = last_handover(services(), actor(), item.id)
    states = {
        Event.DOCUMENT_SUBMITTED: DocumentState.SUBMITTED,
        Event.DOCUMENT_APPROVED: DocumentState.APPROVED,
        Event.DOCUMENT_RETURNED: DocumentState.DRAFT,
    }
    return last if last and states[last.step] is item.state else None


def _not_ready(document_id: uuid.UUID, error: InvalidDocument) -> str:
    item = drafting.get_document(services(), actor(), document_id)
    return render_template("editor/not_ready.html", item=item, problems=problems_in_words(error.problems, item.data))
