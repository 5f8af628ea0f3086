"""An office's own Word templates: uploaded, compiled, tried on an example, checked, versioned."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.accounts import Actor, Permission, record
from service.actions.producing import newest_version, stored_template
from service.actions.services import Services
from service.actions.template_trials import try_out
from service.documents.starting import starting_document
from service.errors import InvalidInput, InvalidTemplate, NotFound, Problem
from service.nd30.kinds import KINDS, Kind
from service.rendering.document import render_document
from service.rendering.library import compile_document_template
from service.storage import new_id
from service.storage.document_tables import DocumentRow, TemplateRow, TemplateVersionRow


@dataclass(frozen=True, kw_only=True)
class TemplateView:
    """A template with its newest version."""

    id: uuid.UUID
    kind: str
    name: str
    version: int
    size: int
    check: dict[str, Any]
    uploaded_by: str
    uploaded_at: dt.datetime
    retired_at: dt.datetime | None


@dataclass(frozen=True, kw_only=True)
class TemplateUses:
    """Documents by template, and by kind for those made with the shipped templates."""

    own: dict[uuid.UUID, int]
    shipped: dict[str, int]


def list_templates(services: Services, actor: Actor) -> list[TemplateView]:
    """The templates of the actor's agency, newest first."""
    actor.require(Permission.READ_TEMPLATES)
    with services.database.reading() as session:
        ids = session.scalars(
            sa.select(TemplateRow.id).where(TemplateRow.agency_id == actor.agency_id).order_by(TemplateRow.id.desc())
        )
        return [_view(*newest_version(session, actor.agency_id, template_id)) for template_id in ids]


def get_template(services: Services, actor: Actor, template_id: uuid.UUID) -> TemplateView:
    """One template."""
    actor.require(Permission.READ_TEMPLATES)
    with services.database.reading() as session:
        return _view(*newest_version(session, actor.agency_id, template_id))


def template_used(services: Services, actor: Actor, version_id: uuid.UUID) -> TemplateView:
    """The template that a document was made with, in the version it keeps."""
    actor.require(Permission.READ_TEMPLATES)
    with services.database.reading() as session:
        version = session.get(TemplateVersionRow, version_id)
        template = session.get(TemplateRow, version.template_id) if version else None
        if version is None or template is None or template.agency_id != actor.agency_id:
            raise NotFound("Không tìm thấy mẫu.")
        return _view(template, version)


def template_versions(services: Services, actor: Actor, template_id: uuid.UUID) -> list[TemplateVersionRow]:
    """Every version, newest first."""
    actor.require(Permission.READ_TEMPLATES)
    with services.database.reading() as session:
        newest_version(session, actor.agency_id, template_id)
        query = sa.select(TemplateVersionRow).where(TemplateVersionRow.template_id == template_id)
        return list(session.scalars(query.order_by(TemplateVersionRow.version.desc())))


def template_file(services: Services, actor: Actor, template_id: uuid.UUID, version: int | None = None) -> bytes:
    """The Word file of a version, the newest by default."""
    for row in template_versions(services, actor, template_id):
        if version in (None, row.version):
            return services.files.get(row.digest)
    raise NotFound("Không tìm thấy phiên bản này của mẫu.")


def add_template(
    services: Services, actor: Actor, kind: str, name: str, docx: bytes, *, template_id: uuid.UUID | None = None
) -> TemplateView:
    """Upload a new template.

    Raises:
        InvalidTemplate, UnreadableFile: it cannot be used; the paragraph is named.
        InvalidInput: unknown kind, no name.
    """
    actor.require(Permission.WRITE_TEMPLATES)
    problems = []
    if kind not in KINDS or not KINDS[Kind(kind)].rendered:
        problems.append(Problem("/kind", "unknown-kind", "Loại văn bản này không làm được từ mẫu."))
    if not name.strip() or len(name) > 200:
        problems.append(Problem("/name", "blank", "Tên mẫu phải có, không quá 200 ký tự."))
    if problems:
        raise InvalidInput(problems=problems)
    findings = _tried(Kind(kind), docx)
    now = services.clock()
    digest = services.files.put(docx)
    with services.database.writing() as session:
        if template_id and _exists(session, actor, template_id):
            return _view(*newest_version(session, actor.agency_id, template_id))
        template = TemplateRow(
            id=template_id or new_id(), agency_id=actor.agency_id, kind=kind, name=name.strip(), created_at=now
        )
        session.add(template)
        session.flush()
        version = _version(template, 1, digest, len(docx), findings, actor, now)
        session.add(version)
        record(session, actor, "template.add", "template", template.id, now, {"kind": kind})
        session.flush()
        return _view(template, version)


def replace_template(services: Services, actor: Actor, template_id: uuid.UUID, docx: bytes) -> TemplateView:
    """Upload a new version; documents keep the one they were made with."""
    actor.require(Permission.WRITE_TEMPLATES)
    kind = Kind(get_template(services, actor, template_id).kind)
    findings = _tried(kind, docx)
    now = services.clock()
    digest = services.files.put(docx)
    with services.database.writing() as session:
        template, newest = newest_version(session, actor.agency_id, template_id)
        session.execute(sa.select(TemplateRow.id).where(TemplateRow.id == template.id).with_for_update())
        template, newest = newest_version(session, actor.agency_id, template_id)
        version = _version(template, newest.version + 1, digest, len(docx), findings, actor, now)
        session.add(version)
        record(session, actor, "template.replace", "template", template.id, now, {"version": version.version})
        session.flush()
        return _view(template, version)


def retire_template(services: Services, actor: Actor, template_id: uuid.UUID) -> None:
    """Offer the template no more."""
    actor.require(Permission.WRITE_TEMPLATES)
    now = services.clock()
    with services.database.writing() as session:
        template, _ = newest_version(session, actor.agency_id, template_id)
        template.retired_at = template.retired_at or now
        record(session, actor, "template.retire", "template", template.id, now)


def offer_template_again(services: Services, actor: Actor, template_id: uuid.UUID) -> None:
    """Take a retirement back."""
    actor.require(Permission.WRITE_TEMPLATES)
    now = services.clock()
    with services.database.writing() as session:
        template, _ = newest_version(session, actor.agency_id, template_id)
        template.retired_at = None
        record(session, actor, "template.offer", "template", template.id, now)


def template_uses(services: Services, actor: Actor) -> TemplateUses:
    """How many documents of the agency were made with each template, in whatever version, and with the shipped ones."""
    actor.require(Permission.READ_TEMPLATES)
    mine = (DocumentRow.agency_id == actor.agency_id, DocumentRow.deleted_at.is_(None))
    own = (
        sa.select(TemplateVersionRow.template_id, sa.func.count())
        .join(DocumentRow, DocumentRow.template_version_id == TemplateVersionRow.id)
        .where(*mine)
        .group_by(TemplateVersionRow.template_id)
    )
    without = sa.select(DocumentRow.kind, sa.func.count()).where(*mine, DocumentRow.template_version_id.is_(None))
    with services.database.reading() as session:
        return TemplateUses(
            own=dict(session.execute(own).all()),
            shipped=dict(session.execute(without.group_by(DocumentRow.kind)).all()),
        )


def try_template(services: Services, actor: Actor, template_id: uuid.UUID) -> bytes:
    """The example of its kind, made with the newest version."""
    newest, *_ = template_versions(services, actor, template_id)
    kind = Kind(get_template(services, actor, template_id).kind)
    return render_document(starting_document(kind), stored_template(services, newest.digest))


def _tried(kind: Kind, docx: bytes) -> dict[str, Any]:
    """Compile, render and check in every situation, so that what fails fails now and not on the day of issue; return the counts."""
    trial = try_out(kind, compile_document_template(docx, kind))
    if trial.problems:
        raise InvalidTemplate("Mẫu in ra văn bản chưa đúng thể thức.", trial.problems)
    return trial.as_data()


def _exists(session: Session, actor: Actor, template_id: uuid.UUID) -> bool:
    query = sa.exists().where(TemplateRow.id == template_id, TemplateRow.agency_id == actor.agency_id)
    return bool(session.scalar(sa.select(query)))


def _version(
    template: TemplateRow,
    number: int,
    digest: str,
    size: int,
    findings: dict[str, Any],
    actor: Actor,
    now: dt.datetime,
) -> TemplateVersionRow:
    return TemplateVersionRow(
        id=new_id(),
        template_id=template.id,
        version=number,
        digest=digest,
        size=size,
        check=findings,
        uploaded_by=actor.name,
        uploaded_at=now,
    )


def _view(template: TemplateRow, version: TemplateVersionRow) -> TemplateView:
    return TemplateView(
        id=template.id,
        kind=template.kind,
        name=template.name,
        version=version.version,
        size=version.size,
        check=dict(version.check),
        uploaded_by=version.uploaded_by,
        uploaded_at=version.uploaded_at,
        retired_at=template.retired_at,
    )
