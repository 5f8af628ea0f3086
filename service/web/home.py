"""The home page: ways in, what waits for me, my drafts, what falls due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template

from service.accounts import Permission
from service.actions import batches as running
from service.actions.approval import Handover, last_handover
from service.actions.comments import open_comments
from service.actions.documents import DocumentHead, DocumentView, list_documents, list_heads
from service.batches import BatchState, Progress
from service.documents import parse_document
from service.documents.labels import label
from service.errors import InvalidDocument
from service.nd30.kinds import KINDS, Kind
from service.storage.drafts import DocumentState, DraftFilter
from service.web import agency_forms
from service.web.context import actor, services, today
from service.web.due_dates import soon_due
from service.web.words import _
from service.webhooks import Event

_LARGE = (Kind.KE_HOACH, Kind.BAO_CAO, Kind.QUYET_DINH)
_OFTEN = (Kind.CONG_VAN, Kind.TO_TRINH, Kind.THONG_BAO, Kind.GIAY_MOI, Kind.BIEN_BAN)

bp = Blueprint("home", __name__)

#: Rows shown of each list, documents looked at for them, batches looked at.
_SHOWN = 8
_LOOKED_AT = 60
_BATCHES = 10


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A document that waits for the actor, and how it came to.

    Attributes:
        comments: what others say about it and nobody has settled, the newest first.
    """

    document: DocumentHead
    handover: Handover | None = None
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A draft, and what is missing in it."""

    document: DocumentHead
    context: str = ""
    missing: int = 0


@bp.get("/")
def page() -> str:
    """The home page."""
    drafts = _of_state(DocumentState.DRAFT)
    mine = [item for item in drafts if item.created_by == actor().name]
    spoken_of = _spoken_of(mine)
    said = {row.document.id for row in spoken_of}
    returned = [row for item in mine if item.id not in said and (row := _returned(item))]
    waiting = [*spoken_of, *(row for row in _for_my_role() if row.document.id not in said), *returned]
    back = {row.document.id for row in (*spoken_of, *returned)}
    others = sorted((item for item in mine if item.id not in back), key=lambda item: item.updated_at, reverse=True)
    profile = agency_forms.current_profile()
    return render_template(
        "home.html",
        waiting=waiting[:_SHOWN],
        waiting_count=len(waiting),
        drafts=[_judged(item) for item in others[:_SHOWN]],
        draft_count=len(others),
        empty=not list_heads(services(), actor(), DraftFilter(), before=None, limit=1),
        due=soon_due(_issued_plans(), today()),
        batches=_under_way(),
        kinds=other_kinds(),
        profile=profile,
        issuer=profile.issuer,
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
    """Kinds beyond the three large ways in: those of every week first, the others in the decree's order."""
    made = [kind for kind, facts in KINDS.items() if facts.rendered and kind not in (*_LARGE, *_OFTEN)]
    return [(kind.value, KINDS[kind].name) for kind in (*_OFTEN, *made)]


def _of_state(state: DocumentState) -> list[DocumentView]:
    return list_documents(services(), actor(), DraftFilter(state=state), before=None, limit=_LOOKED_AT)


def _issued_plans() -> list[DocumentView]:
    wanted = DraftFilter(kind=Kind.KE_HOACH.value, state=DocumentState.ISSUED)
    return list_documents(services(), actor(), wanted, before=None, limit=_LOOKED_AT)


def _for_my_role() -> Iterator[Waiting]:
    """What only the actor's roles can move on: first what needs a number, then what needs approval."""
    for state, permission in (
        (DocumentState.APPROVED, Permission.ISSUE),
        (DocumentState.SUBMITTED, Permission.APPROVE),
    ):
        if actor().may(permission):
            wanted = DraftFilter(state=state)
            for item in list_heads(services(), actor(), wanted, before=None, limit=_LOOKED_AT):
                yield Waiting(document=item, handover=last_handover(services(), actor(), item.id))


def _spoken_of(drafts: Iterable[DocumentHead]) -> list[Waiting]:
    """The actor's own open documents that others have said something about."""
    under_way = (DocumentState.SUBMITTED, DocumentState.APPROVED)
    heads = [
        item
        for state in under_way
        for item in list_heads(services(), actor(), DraftFilter(state=state), before=None, limit=_LOOKED_AT)
        if item.created_by == actor().name
    ]
    mine = [*drafts, *heads]
    said = open_comments(services(), actor(), [item.id for item in mine])
    return [
        Waiting(document=item, comments=tuple(f"{one.author}: {one.text}" for one in said[item.id]))
        for item in mine
        if item.id in said
    ]


def _returned(item: DocumentView) -> Waiting | None:
    """A draft that was sent back, while nothing has been changed since."""
    if item.revision < 3:  # a document is made, submitted and returned at the least
        return None
    last = last_handover(services(), actor(), item.id)
    if last is None or last.step is not Event.DOCUMENT_RETURNED or last.at < item.updated_at:
        return None
    return Waiting(document=item, handover=last)


def _judged(item: DocumentView) -> Draft:
    try:
        parse_document(item.data)
    except InvalidDocument as error:
        parts = dict.fromkeys(label("/" + problem.path.split("/")[1]) for problem in error.problems if problem.path)
        return Draft(
            document=item, missing=len(error.problems), context=_("Chưa xong: %(parts)s", parts=", ".join(parts))
        )
    return Draft(document=item)
