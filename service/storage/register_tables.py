"""Tables of numbers: the series an agency decided on, their counters, and the register (sổ đăng ký văn bản đi)."""

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.db import Base
from service.storage.ids import new_id


class SeriesRow(Base):
    """One number series (hệ thống số) of an agency, valid from one year on (Điều 15 khoản 1)."""

    __tablename__ = "series"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    agency_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("agencies.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    #: "documents", or "copies" for bản sao.
    purpose: Mapped[str] = mapped_column(sa.String(20), default="documents")
    #: The kinds it numbers; empty: every kind that no other series names.
    kinds: Mapped[list[str]]
    from_year: Mapped[int]
    #: The last year it is used in; null while it goes on.
    until_year: Mapped[int | None]


class SeriesYearRow(Base):
    """The counter of one series in one year: the row that writers lock."""

    __tablename__ = "series_years"

    series_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("series.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last_number: Mapped[int] = mapped_column(default=0)
    last_date: Mapped[dt.date | None]


class RegisterRow(Base):
    """One line of the register (Phụ lục IV, Mục I): a number that is used for ever."""

    __tablename__ = "register_entries"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    agency_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("agencies.id"))
    series_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("series.id"))
    year: Mapped[int]
    number: Mapped[int]
    symbol: Mapped[str] = mapped_column(sa.String(100))
    issued_on: Mapped[dt.date]
    #: issued, reserved (a number given, the paper still to be entered), voided (huỷ số).
    state: Mapped[str] = mapped_column(sa.String(20))
    kind: Mapped[str] = mapped_column(sa.String(40), default="")
    subject: Mapped[str] = mapped_column(sa.Text, default="")
    signer: Mapped[str] = mapped_column(sa.String(200), default="")
    recipients: Mapped[str] = mapped_column(sa.Text, default="")
    archive: Mapped[str] = mapped_column(sa.String(300), default="")
    copies: Mapped[int | None]
    sent_on: Mapped[dt.date | None]
    received_by: Mapped[str] = mapped_column(sa.String(200), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    document_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("documents.id"), unique=True)
    #: The caller's Idempotency-Key, so that a repeated request finds the number it was given.
    request_key: Mapped[str | None] = mapped_column(sa.String(300), unique=True)
    search_text: Mapped[str] = mapped_column(sa.Text, default="")
    entered_by: Mapped[str] = mapped_column(sa.String(200))
    entered_at: Mapped[dt.datetime]

    __table_args__ = (
        sa.UniqueConstraint("series_id", "year", "number"),
        sa.UniqueConstraint("agency_id", "year", "symbol", "number"),
    )
