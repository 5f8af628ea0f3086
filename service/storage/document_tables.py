"""Tables of documents: drafts with all their versions, the files made from them, and the agencies' own templates."""

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.db import Base, FileDigest
from service.storage.ids import new_id


class DocumentRow(Base):
    """A document from first draft to issue; `data` is the JSON of ``service.documents.Document``."""

    __tablename__ = "documents"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    agency_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("agencies.id"))
    kind: Mapped[str] = mapped_column(sa.String(40))
    subject: Mapped[str] = mapped_column(sa.Text)
    #: Subject, symbol and number without diacritics, for searching.
    search_text: Mapped[str] = mapped_column(sa.Text)
    #: draft, submitted, approved, issued, voided (``service.storage.drafts.DocumentState``).
    state: Mapped[str] = mapped_column(sa.String(20))
    data: Mapped[dict[str, Any]]
    #: Grows by one with every change; the ETag of the API.
    revision: Mapped[int] = mapped_column(default=1)
    template_version_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("template_versions.id"))
    created_by: Mapped[str] = mapped_column(sa.String(200))
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]
    #: Set while it lies in the bin, from where it can be taken back for 30 days.
    deleted_at: Mapped[dt.datetime | None]

    __table_args__ = (
        sa.Index("ix_documents_agency_id_created_at_id", "agency_id", "created_at", "id"),
        sa.Index("ix_documents_agency_id_updated_at", "agency_id", "updated_at"),
    )


class DocumentVersionRow(Base):
    """What a document was after one of its saves."""

    __tablename__ = "document_versions"

    document_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[dict[str, Any]]
    saved_by: Mapped[str] = mapped_column(sa.String(200))
    saved_at: Mapped[dt.datetime]
    note: Mapped[str] = mapped_column(sa.String(300), default="")


class IssuedFileRow(Base):
    """A final file of an issued document: its DOCX, its PDF."""

    __tablename__ = "issued_files"

    document_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("documents.id"), primary_key=True)
    format: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    digest: Mapped[FileDigest]
    size: Mapped[int] = mapped_column(sa.BigInteger)


class TemplateRow(Base):
    """An agency's own Word template for one kind of document."""

    __tablename__ = "templates"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    agency_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("agencies.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str] = mapped_column(sa.String(200))
    created_at: Mapped[dt.datetime]
    #: Retired templates are offered no more, documents made with them keep them.
    retired_at: Mapped[dt.datetime | None]


class TemplateVersionRow(Base):
    """One uploaded state of a template; never changed afterwards."""

    __tablename__ = "template_versions"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    template_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("templates.id"), index=True)
    version: Mapped[int]
    digest: Mapped[FileDigest]
    size: Mapped[int] = mapped_column(sa.BigInteger)
    #: Number of findings of the checker on a document rendered with it, per severity.
    check: Mapped[dict[str, Any]] = mapped_column(default=dict)
    uploaded_by: Mapped[str] = mapped_column(sa.String(200))
    uploaded_at: Mapped[dt.datetime]

    __table_args__ = (sa.UniqueConstraint("template_id", "version"),)
