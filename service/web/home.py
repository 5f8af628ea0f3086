"""The home page: ways in, what waits for me, my drafts, what falls due."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from service.accounts import AuditFilter, Permission
from service.accounts.audit import list_audit
from service.actions import batches as running
from service.actions.comments import open_comments
from service.actions.documents import DocumentView, list_documents
from service.batches import BatchState, Progress
from service.documents import parse_document
from service.documents.labels import label
from service.errors import InvalidDocument
from service.nd30.kinds import KINDS, Kind
from service.storage.drafts import OPEN, DocumentState, DraftFilter
from service.web import agency_forms
from service.web.context import actor, services, today
from service.web.due_dates import soon_due
from service.web.words import _

bp = Blueprint("home", __name__)

_SHOWN = 8
_LOOKED_AT = 60
_BATCHES = 10


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a list: the document, what is missing or who did what, and the act that is next."""

    document: DocumentView
    context: str = ""
    missing: int = 0
    comments: int = 0


@bp.get("/")
def page() -> str:
    """The home page."""
    documents = list_documents(services(), actor(), DraftFilter(), before=None, limit=_LOOKED_AT)
    drafts = [item for item in documents if item.state is DocumentState.DRAFT]
    waiting = _waiting(documents)
    shown = {row.document.id for row in waiting}
    mine = sorted((item for item in drafts if item.id not in shown), key=lambda item: item.updated_at, reverse=True)
    return render_template(
        "home.html",
        waiting=waiting,
        drafts=[_judged(item) for item in mine[:_SHOWN]],
        draft_count=len(mine),
        empty=not documents,
        due=soon_due(documents, today()),
        batches=_under_way(),
        kinds=other_kinds(),
        profile=agency_forms.current_profile(),
        issuer=agency_forms.current_profile().issuer,
    )


@bp.get("/tro-giup")
def guide() -> str:
    """How to begin, and the keys."""
    return render_template("help.html")


def _under_way() -> list[Progress]:
    """Batches that run or wait for somebody to let them go on."""
    if not actor().may(Permission.BATCHES):
        return []
    newest = running.batches(services(), actor(), limit=_BATCHES)
    return [one for one in newest if one.state in (BatchState.RUNNING, BatchState.PAUSED)]


def other_kinds() -> list[tuple[str, str]]:
    """Kinds beyond the three large ways in, by name."""
    large = (Kind.KE_HOACH, Kind.BAO_CAO, Kind.QUYET_DINH)
    return [(kind.value, facts.name) for kind, facts in KINDS.items() if facts.rendered and kind not in large]


def _waiting(documents: list[DocumentView]) -> list[Row]:
    """What only the actor's roles can move on, and what came back to them."""
    who = actor()
    rows = []
    mine = [item.id for item in documents if item.created_by == who.name and item.state in OPEN]
    said = open_comments(services(), who, mine)
    for item in documents:
        if comments := said.get(item.id):
            newest = f"{comments[0].author}: {comments[0].text}"
            rows.append(Row(document=item, context=newest, comments=len(comments)))
        elif (item.state is DocumentState.SUBMITTED and who.may(Permission.APPROVE)) or (
            item.state is DocumentState.APPROVED and who.may(Permission.ISSUE)
        ):
            rows.append(Row(document=item))
        elif item.state is DocumentState.DRAFT and item.created_by == who.name and (reason := _returned(item)):
            rows.append(Row(document=item, context=reason))
    return rows


def _returned(item: DocumentView) -> str:
    """Why a draft was sent back, while nothing has been changed since."""
    if item.revision < 3:  # a document is made, submitted and returned at the least
        return ""
    wanted = AuditFilter(object_id=str(item.id), action="document.returned")
    with services().database.reading() as session:
        events = list_audit(session, actor().agency_id, wanted, before=None, limit=1)
    newest = events[0] if events else None
    if newest is None or newest.at < item.updated_at:
        return ""
    return f"{newest.actor}: {newest.detail.get('reason', '')}"


def _judged(item: DocumentView) -> Row:
    try:
        parse_document(item.data)
    except InvalidDocument as error:
        parts = dict.fromkeys(label("/" + problem.path.split("/")[1]) for problem in error.problems if problem.path)
        return Row(
            document=item, missing=len(error.problems), context=_("Chưa xong: %(parts)s", parts=", ".join(parts))
        )
    return Row(document=item)
