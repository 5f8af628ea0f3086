"""Tables of batches: one row for what was asked, one row for each commune's document. The item rows are the truth."""

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.db import Base, FileDigest
from service.storage.ids import new_id


class BatchRow(Base):
    """One document for many communes."""

    __tablename__ = "batches"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    #: None on a machine where no agency was ever set up: a laptop with the command line only.
    agency_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("agencies.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(500))
    #: planned, running, paused, cancelled, finished.
    state: Mapped[str] = mapped_column(sa.String(12), index=True)
    #: Why it was paused, where the service did it: no room on the disk, no LibreOffice.
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    #: The document as written, with ``{{ unit.full_name }}`` and the like.
    document: Mapped[dict[str, Any]]
    #: Formats, what to check, where numbers come from, the day that decides which units there are.
    options: Mapped[dict[str, Any]]
    template_version_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("template_versions.id"))
    #: SHA-256 of template, document and every item's data; what an approval approves.
    digest: Mapped[str] = mapped_column(sa.String(64))
    approved_digest: Mapped[str | None] = mapped_column(sa.String(64))
    approved_by: Mapped[str] = mapped_column(sa.String(200), default="")
    created_by: Mapped[str] = mapped_column(sa.String(200))
    created_at: Mapped[dt.datetime]
    started_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]


class BatchItemRow(Base):
    """One commune's document in one batch."""

    __tablename__ = "batch_items"

    batch_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    unit_code: Mapped[str] = mapped_column(sa.String(5))
    #: For lists and searches: ``Xã An Bình, tỉnh Vĩnh Long``.
    unit_title: Mapped[str] = mapped_column(sa.String(300))
    #: Where the row came from: ``Dữ liệu!7``; empty when units were chosen without a sheet.
    place: Mapped[str] = mapped_column(sa.String(100), default="")
    values: Mapped[dict[str, Any]]
    own_tasks: Mapped[list[Any]]
    #: SHA-256 of everything that decides the outputs of this row.
    input_digest: Mapped[str] = mapped_column(sa.String(64))
    #: waiting, running, done, failed, cancelled.
    state: Mapped[str] = mapped_column(sa.String(12))
    #: How often a worker took it up since it last waited by a person's wish.
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None] = mapped_column(sa.String(120))
    lease_until: Mapped[dt.datetime | None]
    docx: Mapped[FileDigest | None]
    pdf: Mapped[FileDigest | None]
    #: Bytes of each file; null before it was made.
    docx_size: Mapped[int | None]
    pdf_size: Mapped[int | None]
    file_name: Mapped[str] = mapped_column(sa.String(200), default="")
    number: Mapped[int | None]
    symbol: Mapped[str] = mapped_column(sa.String(60), default="")
    subject: Mapped[str] = mapped_column(sa.Text, default="")
    pages: Mapped[int | None]
    #: ``errors`` and ``warnings`` of the checker; null when it was not asked.
    findings: Mapped[dict[str, Any] | None]
    #: ``code``, ``message`` and ``problems`` of the last failure.
    error: Mapped[dict[str, Any] | None]
    finished_at: Mapped[dt.datetime | None]
    #: Another number than the one its register gave: ``edition`` (from 2 on), ``reason``, ``by``; null while there is no such wish.
    renumbering: Mapped[dict[str, Any] | None]

    __table_args__ = (
        sa.UniqueConstraint("batch_id", "unit_code"),
        sa.Index(None, "batch_id", "state"),
    )
