"""Tables of work under way: batches being prepared, groups of units used again, and who has a draft open."""

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.db import Base, FileDigest
from service.storage.ids import new_id


class BatchDraftRow(Base):
    """A batch that somebody is preparing: every choice so far, so that going back loses none."""

    __tablename__ = "batch_drafts"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    agency_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("agencies.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(500), default="")
    #: Document, units, columns, mended cells, formats: the shape is that of ``service.actions.batch_drafts.Choices``.
    choices: Mapped[dict[str, Any]]
    #: The sheet of rows as it was sent.
    sheet: Mapped[FileDigest | None]
    sheet_name: Mapped[str] = mapped_column(sa.String(300), default="")
    #: The batch made of it, while that has not been started.
    batch_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("batches.id", ondelete="SET NULL"), index=True)
    created_by: Mapped[str] = mapped_column(sa.String(200))
    updated_at: Mapped[dt.datetime]


class UnitGroupRow(Base):
    """Communes that an agency sends to again and again."""

    __tablename__ = "unit_groups"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    agency_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("agencies.id"))
    name: Mapped[str] = mapped_column(sa.String(200))
    codes: Mapped[list[str]]

    __table_args__ = (sa.UniqueConstraint("agency_id", "name"),)


class PresenceRow(Base):
    """Somebody who has a draft open, and when their page last said so."""

    __tablename__ = "presences"

    document_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    seen_at: Mapped[dt.datetime]


class CommentRow(Base):
    """What somebody says about a draft; it stays, also once it is settled."""

    __tablename__ = "comments"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    document_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    author: Mapped[str] = mapped_column(sa.String(200))
    #: JSON pointer of the field that it is about; empty for the whole draft.
    path: Mapped[str] = mapped_column(sa.String(300), default="")
    text: Mapped[str] = mapped_column(sa.Text)
    created_at: Mapped[dt.datetime]
    resolved_at: Mapped[dt.datetime | None]
    resolved_by: Mapped[str | None] = mapped_column(sa.String(200))
