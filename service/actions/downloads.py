"""A stored document as files and pictures."""

import hashlib
import re
import uuid
from dataclasses import dataclass

from service.accounts import Actor, Permission
from service.actions.issuing import issued_file
from service.actions.producing import Format, picture, produce, template_of
from service.actions.services import Services
from service.documents.parse import parse_document
from service.nd30.kinds import KINDS, Kind
from service.storage.drafts import find_draft
from service.units.folding import bare_key


@dataclass(frozen=True, kw_only=True)
class NamedFile:
    """A file to save.

    Attributes:
        name: safe on every system: ``15-ke-hoach-cai-cach-hanh-chinh.docx``.
        tag: changes with the content.
    """

    content: bytes
    name: str
    tag: str


def document_file(services: Services, actor: Actor, document_id: uuid.UUID, form: Format) -> NamedFile:
    """The final file of an issued document, or one made now from a draft; raise InvalidDocument for an unfinished one."""
    actor.require(Permission.READ_DOCUMENTS)
    with services.database.reading() as session:
        row = find_draft(session, actor.agency_id, document_id)
        template = template_of(services, session, row.template_version_id)
    content = issued_file(services, actor, document_id, form)
    if content is None:
        content = produce(services, parse_document(row.data), form, template=template)
    name = f"{file_name(row.data.get('number'), row.kind, row.subject)}.{form.value}"
    return NamedFile(content=content, name=name, tag=hashlib.sha256(content).hexdigest()[:32])


def page_picture(services: Services, actor: Actor, document_id: uuid.UUID, page: int, dpi: int) -> bytes:
    """PNG of one page as it prints; raise NotFound when there is no such page."""
    return picture(document_file(services, actor, document_id, Format.PDF).content, page, dpi)


def file_name(number: int | None, kind: str, subject: str) -> str:
    """A name without diacritics, at most 80 letters."""
    words = f"{f'{number:02d} ' if number else ''}{KINDS[Kind(kind)].name} {subject}"
    return re.sub(r"[^a-z0-9]+", "-", bare_key(words)).strip("-")[:80].rstrip("-")
