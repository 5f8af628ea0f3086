"""Renderer, converter, checker and registers joined into what a batch worker needs."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.accounts import Actor, agencies_below, record
from service.actions.producing import template_of, to_pdf
from service.actions.services import Services
from service.batches import Format, Job, Made, Numbers, request_key
from service.checking.check import check
from service.checking.topics import Severity
from service.converting.pdf import page_count
from service.documents import Document, PartialDate
from service.errors import Conflict
from service.nd30.numbering import padded_number
from service.numbering import EntryState, Occasion, line_of, restate, series_for, take_number, vietnam_day, void_number
from service.rendering import CompiledTemplate, Layouts, render_document
from service.settings import Settings
from service.storage.agency_tables import AgencyRow
from service.storage.batch_tables import BatchItemRow, BatchRow
from service.storage.register_tables import RegisterRow
from service.webhooks import Event, emit

#: Who takes numbers, for the registers.
_BY = "Lô văn bản"
#: Findings of one document kept in words; more of them say the same.
_TOLD = 12


@dataclass(frozen=True)
class DocumentEngine:
    """Makes the documents of batches with this service's own engines."""

    services: Services
    layouts: Layouts = field(default_factory=Layouts)

    def make(self, job: Job) -> Made:
        """Render, and where asked take a number, convert, check."""
        document = job.document
        if job.options.numbers is Numbers.REGISTER and document.number is None:
            document = self._numbered(job)
        docx = render_document(
            document,
            self._template(job),
            templates_dir=self.services.settings.templates_dir,
            layouts=self.layouts,
        )
        pdf = to_pdf(self.services, document, docx) if Format.PDF in job.options.formats else None
        return Made(
            document=document,
            docx=docx,
            pdf=pdf,
            pages=page_count(pdf) if pdf is not None else None,
            findings=findings_of(docx) if job.options.check else None,
        )

    def finished(self, session: Session, batch: BatchRow) -> None:
        """Tell the agency's webhooks."""
        if batch.agency_id is None:
            return
        counts = sa.select(BatchItemRow.state, sa.func.count()).where(BatchItemRow.batch_id == batch.id)
        payload: dict[str, Any] = {"id": str(batch.id), "name": batch.name}
        payload["counts"] = dict(session.execute(counts.group_by(BatchItemRow.state)).all())
        emit(session, batch.agency_id, Event.BATCH_FINISHED, payload, self.services.clock())

    def _template(self, job: Job) -> CompiledTemplate | None:
        if job.template_version_id is None:
            return None
        with self.services.database.reading() as session:
            return template_of(self.services, session, job.template_version_id)

    def _numbered(self, job: Job) -> Document:
        """The document with the number that the commune's register gave it, the same one however often it is asked.

        Where the row was mended since, the register says what the document says now; the day of a number given stays.
        """
        now = self.services.clock()
        issued_on = job.document.issued_on
        wanted = issued_on.as_date() if issued_on else None
        edition = job.renumbering.edition if job.renumbering else 1
        key = request_key(job.batch_id, job.unit.code, edition)
        with self.services.database.writing() as session:
            entry = session.scalar(sa.select(RegisterRow).where(RegisterRow.request_key == key))
            if entry is not None and entry.state == EntryState.VOIDED:
                raise Conflict(
                    f"Số {padded_number(entry.number)} đã hủy trong sổ của {job.unit.full_name}; dùng số mới cho dòng này."
                )
            if entry is None and edition > 1:
                _void_before(session, job, now)
            if entry is None:
                number, day = self._take(session, job, wanted or vietnam_day(now), now, key)
            else:
                number, day = entry.number, entry.issued_on
                _restate(session, job, entry, wanted, now)
        return job.document.model_copy(
            update={"number": number, "issued_on": PartialDate(day.year, day.month, day.day)}
        )

    def _take(self, session: Session, job: Job, on: dt.date, now: dt.datetime, key: str) -> tuple[int, dt.date]:
        agency_id = _agency_of(session, job)
        series = series_for(session, agency_id, job.document.kind.value, on.year)
        occasion = Occasion(agency_id=agency_id, on=on, now=now, by=_BY, request_key=key)
        return take_number(session, series, line_of(job.document), occasion).number, on


@contextmanager
def open_engine(settings: Settings) -> Iterator[DocumentEngine]:
    """Open the engines in a worker process, with one office: there is one process for each core already.

    Nothing is kept in the cache of PDFs: each is stored anyway, and thousands would drive out what people work on.
    """
    with Services(replace(settings, office_processes=1, cache_size=0)) as services:
        yield DocumentEngine(services)


def findings_of(docx: bytes) -> dict[str, Any]:
    """How many errors and warnings the checker has, and each in words with what to do about it."""
    report = check(docx)
    titles = {verdict.rule: verdict.title for verdict in report.verdicts}
    told = [item for item in report.findings if item.severity in (Severity.ERROR, Severity.WARNING)]
    errors = sum(item.severity is Severity.ERROR for item in told)
    return {
        "errors": errors,
        "warnings": len(told) - errors,
        "rules": sorted({item.rule for item in told}),
        "told": [
            {
                "rule": item.rule,
                "severity": item.severity.value,
                "topic": item.topic.value,
                "title": titles[item.rule],
                "found": str(item.found),
                "fix": item.fix,
                "cite": item.cite,
            }
            for item in told[:_TOLD]
        ],
    }


def _void_before(session: Session, job: Job, now: dt.datetime) -> None:
    """Void the number that the row had, as somebody wished; one voided in the register meanwhile stays as it is."""
    wish = job.renumbering
    assert wish is not None
    key = request_key(job.batch_id, job.unit.code, wish.edition - 1)
    entry = session.scalar(sa.select(RegisterRow).where(RegisterRow.request_key == key))
    if entry is not None and entry.state != EntryState.VOIDED:
        void_number(session, entry.id, agency_id=entry.agency_id, reason=wish.reason)
        clerk = Actor(agency_id=entry.agency_id, name=wish.by, permissions=frozenset())
        detail = {"number": f"{padded_number(entry.number)}/{entry.symbol}", "reason": wish.reason}
        record(session, clerk, "register.void", "register", entry.id, now, detail)


def _restate(session: Session, job: Job, entry: RegisterRow, wanted: dt.date | None, now: dt.datetime) -> None:
    """The line of a number given before says what the row's document says now; raise Conflict for another day."""
    printed = f"{padded_number(entry.number)}/{entry.symbol}"
    if wanted not in (None, entry.issued_on):
        day = entry.issued_on
        raise Conflict(
            f"Số {printed} đã cấp ngày {day:%d/%m/%Y}; ghi lại ngày ấy, hoặc dùng số mới cho dòng này để đổi ngày."
        )
    if restate(session, entry.id, line_of(job.document), agency_id=entry.agency_id):
        clerk = Actor(agency_id=entry.agency_id, name=_BY, permissions=frozenset())
        record(session, clerk, "register.restate", "register", entry.id, now, {"number": printed})


def _agency_of(session: Session, job: Job) -> uuid.UUID:
    """The commune's agency, among those that the batch's agency administers."""
    batch = session.get_one(BatchRow, job.batch_id)
    if batch.agency_id is not None:
        below = agencies_below(session, batch.agency_id)
        rows = session.scalars(sa.select(AgencyRow).where(AgencyRow.id.in_(below), AgencyRow.active))
        for row in rows:
            if row.profile.get("unit_code") == job.unit.code and row.sign == job.document.issuer.sign:
                return row.id
    raise Conflict(f"Chưa có cơ quan nào của {job.unit.with_province} với sổ đăng ký trong hệ thống này.")
