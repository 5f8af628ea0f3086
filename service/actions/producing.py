"""Data to DOCX, PDF and pictures: what preview, download and issue have in common."""

import datetime as dt
import uuid
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.accounts import Actor, Permission
from service.actions.services import Services
from service.converting import PdfOptions
from service.converting.pdf import page_count, page_png
from service.documents import Document
from service.documents.parse import parse_document
from service.errors import NotFound
from service.rendering import CompiledTemplate
from service.rendering.document import render_document
from service.rendering.library import compile_document_template
from service.storage.document_tables import TemplateRow, TemplateVersionRow


class Format(StrEnum):
    """What a document can become."""

    DOCX = "docx"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        """The media type, for HTTP."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
}


def validate(actor: Actor, data: Mapping[str, Any] | bytes) -> Document:
    """Read a document; raise InvalidDocument with every problem."""
    actor.require(Permission.RENDER)
    return parse_document(data)


def render(services: Services, actor: Actor, data: Mapping[str, Any] | bytes, form: Format) -> bytes:
    """Make a DOCX or PDF of `data`, storing nothing."""
    actor.require(Permission.RENDER)
    return produce(services, parse_document(data), form)


def produce(services: Services, document: Document, form: Format, *, template: CompiledTemplate | None = None) -> bytes:
    """Make a DOCX or PDF of a document."""
    docx = render_document(document, template, templates_dir=services.settings.templates_dir)
    return docx if form is Format.DOCX else to_pdf(services, document, docx)


def to_pdf(services: Services, document: Document, docx: bytes) -> bytes:
    """Make the PDF/A of a document's DOCX; the date inside is that of the document, never the clock's."""
    day = document.issued_on.as_date() if document.issued_on else None
    created = dt.datetime.combine(day, dt.time(), dt.UTC) if day else None
    options = PdfOptions(title=document.subject, author=document.issuer.name, subject=document.subject, created=created)
    return services.office.convert(docx, options, name=document.subject)


def picture(pdf: bytes, page: int, dpi: int) -> bytes:
    """PNG of one page; raise NotFound when there is no such page."""
    if not 1 <= page <= page_count(pdf):
        raise NotFound(f"Văn bản không có trang {page}.")
    return page_png(pdf, page, dpi=dpi)


def template_of(services: Services, session: Session, version_id: uuid.UUID | None) -> CompiledTemplate | None:
    """The compiled template a document was made with; None for the shipped one."""
    if version_id is None:
        return None
    digest = session.get_one(TemplateVersionRow, version_id).digest
    return stored_template(services, digest)


def stored_template(services: Services, digest: str) -> CompiledTemplate:
    """A template from the files, compiled once per process."""
    return _compiled(services.files, digest)


def newest_version(
    session: Session, agency_id: uuid.UUID, template_id: uuid.UUID
) -> tuple[TemplateRow, TemplateVersionRow]:
    """A template of the agency with its newest version; raise NotFound when the agency has no such one."""
    template = session.scalar(
        sa.select(TemplateRow).where(TemplateRow.id == template_id, TemplateRow.agency_id == agency_id)
    )
    if template is None:
        raise NotFound("Không tìm thấy mẫu.")
    query = sa.select(TemplateVersionRow).where(TemplateVersionRow.template_id == template_id)
    version = session.scalars(query.order_by(TemplateVersionRow.version.desc()).limit(1)).one()
    return template, version


@lru_cache(maxsize=64)
def _compiled(files: Any, digest: str) -> CompiledTemplate:
    return compile_document_template(files.get(digest))
