"""Findings of a batch as its pages show them: equal ones over units, with the place where each is put right."""

import datetime as dt
import math
import uuid
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for

from service.actions import batch_findings as findings
from service.actions import batches as running
from service.actions.batch_drafts import draft_of_batch, find_draft
from service.checking.topics import Topic
from service.web.context import actor, services
from service.web.words import _

bp = Blueprint("batch_findings", __name__, url_prefix="/hang-loat")

#: One request checks for so many seconds; the page asks again until all are done.
_AT_ONCE: Final = 2.0
#: Parts of the drafting form where what a topic is about is written.
_PART_OF: Final = {
    Topic.NUMBER_FORMAT: "head", Topic.TITLE: "head", Topic.TITLE_RULE: "head", Topic.KINH_GUI: "head",
    Topic.CONG_VAN_SUBJECT: "head", Topic.LEGAL_BASES: "bases", Topic.BODY_STRUCTURE: "body", Topic.CAPITALISATION: "body",
    Topic.CLOSING_MARK: "body", Topic.SIGNER: "signer", Topic.RECIPIENTS_HEADING: "recipients",
    Topic.RECIPIENTS_LIST: "recipients", Topic.ARCHIVE_LINE: "recipients", Topic.APPENDIX_HEADING: "tasks",
}  # fmt: skip
#: What each unit's own name decides where the document bears it.
_OF_UNITS: Final = frozenset({Topic.ISSUER, Topic.ISSUER_RULE, Topic.PLACE_DATE})


@bp.get("/<uuid:batch_id>/kiem-tra")
def check_on(batch_id: uuid.UUID) -> str:
    """Check further documents before the start; the page goes on asking until all are checked."""
    checked = findings.check_on(services(), actor(), batch_id, _AT_ONCE)
    page = "findings" if "HX-Request" in request.headers else "findings_page"
    return render_template(
        f"batch/{page}.html",
        batch_id=batch_id,
        groups=findings.grouped(checked.found),
        seen=checked.seen,
        total=checked.total,
        going_on=not checked.is_whole,
        left=_roughly(checked.seconds_left),
        **where_to_mend(batch_id),
    )


def of_rehearsal(batch_id: uuid.UUID, shown: list[running.Rehearsed]) -> dict[str, Any]:
    """The findings of the rehearsed rows, for their page."""
    total = running.batch_progress(services(), actor(), batch_id).total
    return {
        "groups": findings.grouped((one.unit, findings.findings_told(one)) for one in shown),
        "seen": len(shown),
        "total": total,
        **where_to_mend(batch_id),
    }


def where_to_mend(batch_id: uuid.UUID) -> dict[str, Any]:
    """Where the document, its units and all its documents' check are; nothing is changed in a batch made elsewhere."""
    draft_id = draft_of_batch(services(), actor(), batch_id)
    draft, choices = find_draft(services(), actor(), draft_id) if draft_id else (None, None)
    own = choices is not None and choices.mode == "own"

    def place(topic: str) -> str:
        if own and topic in _OF_UNITS:
            return "units"
        return _PART_OF.get(Topic(topic), "") if topic else ""

    return {
        "editing": draft,
        "document_id": choices.document if choices else None,
        "place_of_topic": place,
        "part_names": _part_names(),
        "address": url_for("batch_findings.check_on", batch_id=batch_id),
    }


def _roughly(seconds: float | None) -> dt.timedelta | None:
    """A guess rounded up: to tens of seconds, from a minute on to minutes."""
    if seconds is None:
        return None
    step = 60 if seconds > 60 else 10
    return dt.timedelta(seconds=math.ceil(seconds / step) * step)


def _part_names() -> dict[str, str]:
    return {
        "head": _("Thể thức chung"),
        "bases": _("Căn cứ ban hành"),
        "body": _("Nội dung"),
        "tasks": _("Bảng nhiệm vụ"),
        "recipients": _("Nơi nhận"),
        "signer": _("Người ký"),
    }
