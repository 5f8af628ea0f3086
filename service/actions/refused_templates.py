"""Templates that could not be taken: kept a few days with their faults and a marked copy, so that their sender can mend them."""

import datetime as dt
import json
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.accounts import Actor, Permission
from service.actions.services import Services
from service.actions.template_trials import try_out
from service.errors import InvalidInput, InvalidTemplate, NotFound, Problem
from service.nd30.kinds import KINDS, Kind
from service.rendering import compile_document_template
from service.rendering.lint_marked import marked_template
from service.sentences import as_data, from_data
from service.storage import new_id

#: How long a refused template can be asked for.
KEPT = dt.timedelta(days=7)
#: A file of this name beside it says that nobody wants to see it on the list any more.
_OFF_THE_LIST = "off-the-list"


@dataclass(frozen=True, kw_only=True)
class RefusedTemplate:
    """A template that was sent and refused.

    Attributes:
        template_id: of which template it was to be a new version, or None.
        marked: whether there is a copy with the faults marked.
    """

    id: uuid.UUID
    kind: str
    name: str
    template_id: uuid.UUID | None
    uploaded_by: str
    uploaded_at: dt.datetime
    problems: tuple[Problem, ...]
    marked: bool


def keep_refused(
    services: Services,
    actor: Actor,
    error: InvalidInput,
    docx: bytes,
    *,
    kind: str,
    name: str,
    template_id: uuid.UUID | None = None,
) -> RefusedTemplate:
    """Keep what was refused with the reasons; a file that nobody can open keeps its reasons only."""
    actor.require(Permission.WRITE_TEMPLATES)
    problems = error.problems or (Problem("", error.slug, error.message),)
    marked = _marked(kind, docx, problems)
    refused = RefusedTemplate(
        id=new_id(),
        kind=kind,
        name=name,
        template_id=template_id,
        uploaded_by=actor.name,
        uploaded_at=services.clock(),
        problems=problems,
        marked=bool(marked),
    )
    folder = _folder(services, actor) / refused.id.hex
    folder.mkdir(parents=True)
    (folder / "marked.docx").write_bytes(marked)
    (folder / "refused.json").write_text(json.dumps(_as_data(refused), ensure_ascii=False))
    return refused


def refused_templates(services: Services, actor: Actor) -> list[RefusedTemplate]:
    """What was refused lately, newest first."""
    actor.require(Permission.READ_TEMPLATES)
    folder = _folder(services, actor)
    if not folder.is_dir():
        return []
    found = [_read(path) for path in sorted(folder.iterdir(), reverse=True) if (path / "refused.json").is_file()]
    for refused in found:
        if services.clock() - refused.uploaded_at > KEPT:
            shutil.rmtree(folder / refused.id.hex, ignore_errors=True)
    fresh = [refused for refused in found if services.clock() - refused.uploaded_at <= KEPT]
    return [refused for refused in fresh if not (folder / refused.id.hex / _OFF_THE_LIST).exists()]


def marked_copy(services: Services, actor: Actor, refused_id: uuid.UUID) -> bytes:
    """The refused file with its faults marked; raise NotFound when there is none."""
    actor.require(Permission.READ_TEMPLATES)
    path = _folder(services, actor) / refused_id.hex / "marked.docx"
    if not path.is_file() or not path.stat().st_size:
        raise NotFound("Không còn bản có đánh dấu; đưa mẫu lên lại.")
    return path.read_bytes()


def forget_refused(services: Services, actor: Actor, refused_id: uuid.UUID) -> None:
    """Take a refused template off the list; it can be taken back until its days are over."""
    actor.require(Permission.WRITE_TEMPLATES)
    folder = _folder(services, actor) / refused_id.hex
    if (folder / "refused.json").is_file():
        (folder / _OFF_THE_LIST).touch()


def take_refused_back(services: Services, actor: Actor, refused_id: uuid.UUID) -> None:
    """Put a refused template on the list again."""
    actor.require(Permission.WRITE_TEMPLATES)
    (_folder(services, actor) / refused_id.hex / _OFF_THE_LIST).unlink(missing_ok=True)


def _marked(kind: str, docx: bytes, problems: tuple[Problem, ...]) -> bytes:
    """Faults of the template marked in it, or those of its form marked in the trial where they show; empty where neither opens."""
    try:
        template = compile_document_template(docx, Kind(kind) if kind in KINDS else None)
    except InvalidTemplate:
        pass
    except InvalidInput:
        return b""
    else:
        return try_out(Kind(kind), template).marked
    try:
        return marked_template(docx, problems)
    except InvalidInput:
        return b""


def _folder(services: Services, actor: Actor) -> Path:
    return services.settings.data_dir / "cache" / "refused-templates" / actor.agency_id.hex


def _as_data(refused: RefusedTemplate) -> dict[str, Any]:
    return {
        "id": refused.id.hex,
        "kind": refused.kind,
        "name": refused.name,
        "template_id": refused.template_id.hex if refused.template_id else None,
        "uploaded_by": refused.uploaded_by,
        "uploaded_at": refused.uploaded_at.isoformat(),
        "problems": [[as_data(item.path), item.code, as_data(item.message)] for item in refused.problems],
        "marked": refused.marked,
    }


def _read(folder: Path) -> RefusedTemplate:
    data = json.loads((folder / "refused.json").read_text())
    return RefusedTemplate(
        id=uuid.UUID(data["id"]),
        kind=data["kind"],
        name=data["name"],
        template_id=uuid.UUID(data["template_id"]) if data["template_id"] else None,
        uploaded_by=data["uploaded_by"],
        uploaded_at=dt.datetime.fromisoformat(data["uploaded_at"]),
        problems=tuple(Problem(from_data(path), code, from_data(words)) for path, code, words in data["problems"]),
        marked=data["marked"],
    )
