"""Keeps N warm offices at work for many callers: admission, one more try after a crash, documents set aside, figures."""

import os
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Self

from service.converting.attaching import attach
from service.converting.cache import FileCache, content_key
from service.converting.finishing import fix_bytes, moment_of
from service.converting.hygiene import CleanDocument, clean
from service.converting.installation import Installation, find_installation
from service.converting.lightening import lightened
from service.converting.office import Job, OfficeDiedError, OfficeRefusedError
from service.converting.options import PdfOptions
from service.converting.pdf import page_count
from service.converting.results import Conversion, PoolMetrics
from service.converting.seat import OfficeDownError, Seat
from service.converting.set_aside import SetAside
from service.converting.specimen import specimen
from service.converting.verifying import verify
from service.errors import ConversionFailed, Overloaded, Problem
from service.settings import Settings

#: Part of every cache key: raise it when the same input is to give other bytes.
_EDITION = "1"


class OfficePool:
    """Makes PDFs for any number of threads. Offices start when first needed and end with this process.

    After a fork the child has a pool of its own, empty at first.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._set_up()
        os.register_at_fork(after_in_child=partial(_start_anew, weakref.ref(self)))

    def _set_up(self) -> None:
        self._cache = FileCache(self._settings.data_dir / "cache" / "pdf", self._settings.cache_size)
        self._changed = threading.Condition()
        self._installation: Installation | None = None
        self._seats = [
            Seat(self._settings) for _ in range(self._settings.office_processes or len(os.sched_getaffinity(0)))
        ]
        self._free = list(self._seats)
        self._waiting = 0
        self._closed = False
        self._set_aside = SetAside()
        self._counted = PoolMetrics()
        self._stop_seats = weakref.finalize(self, _stop_all, self._seats)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def convert(self, docx: bytes, options: PdfOptions | None = None, *, name: str = "văn bản") -> bytes:
        """Make a PDF; `convert_and_report` without the report."""
        return self.convert_and_report(docx, options, name=name).pdf

    def convert_and_report(
        self, docx: bytes, options: PdfOptions | None = None, *, name: str = "văn bản"
    ) -> Conversion:
        """Make a verified PDF, or find it in the cache.

        Args:
            docx: a Word file; it need not be trusted.
            options: see PdfOptions.
            name: what messages call the document.

        Raises:
            UnreadableFile: no DOCX.
            ConversionFailed: this document became no PDF; the pool serves on.
            Overloaded: too many documents wait, no office can be started, or the pool is closed.
            MissingProgram: what to install.
        """
        options = options or PdfOptions()
        cleaned = clean(docx)
        key = content_key(_EDITION, self._installed().identity, docx, options.identity())
        pdf = self._cache.get(key)
        if pdf is not None:
            self._count(cached=1)
            return Conversion(pdf, page_count(pdf), cleaned.removed)
        try:
            conversion = self._make(cleaned, options, content_key(docx), name)
        except ConversionFailed:
            self._count(failed=1)
            raise
        self._cache.put(key, conversion.pdf)
        self._count(converted=1)
        return conversion

    def check(self) -> None:
        """Convert one small page, past the cache; raise what `convert` raises. For readiness: a process is not yet a service."""
        self._make(CleanDocument(specimen()), PdfOptions(archival=False), content_key("specimen"), "trang thử")

    def metrics(self) -> PoolMetrics:
        """A snapshot of all figures."""
        with self._changed:
            seats = tuple(self._seats)
            return replace(
                self._counted,
                starts=sum(seat.starts for seat in seats),
                set_aside=len(self._set_aside),
                processes=len(seats),
                # each is asked once: an office may go meanwhile
                pids=tuple(pid for seat in seats if (pid := seat.pid) is not None),
                busy=len(seats) - len(self._free),
                waiting=self._waiting,
                memory=sum(seat.memory for seat in seats),
                offline=self._installation is not None and self._installation.has_no_network,
            )

    def close(self) -> None:
        """Kill every office and turn further callers away; documents under way fail."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._stop_seats()

    def _make(self, cleaned: CleanDocument, options: PdfOptions, digest: str, name: str) -> Conversion:
        pdf = self._on_an_office(lightened(cleaned.docx), options, digest, name)
        try:
            pages = verify(pdf, cleaned.docx)
        except ConversionFailed as failure:
            raise ConversionFailed(f"{name}: {failure.message}", failure.problems) from failure
        moment = options.created or moment_of(cleaned.docx)
        seed = content_key(digest, options.identity()).encode()
        pdf = fix_bytes(pdf, moment=moment, seed=seed, language=options.language)
        if options.attachments:
            pdf = attach(pdf, options.attachments, moment)
        return Conversion(pdf, pages, cleaned.removed)

    def _on_an_office(self, docx: bytes, options: PdfOptions, digest: str, name: str) -> bytes:
        job = Job(
            filter_data=options.filter_data(),
            about=options.about(),
            timeout=self._settings.office_timeout,
            memory=self._settings.office_kill_memory,
        )
        with self._borrowed() as seat:
            while True:
                self._refuse_if_set_aside(digest, name)
                try:
                    pdf = seat.convert(docx, job, self._installed())
                except OfficeRefusedError as refused:
                    raise _failure(name, "not-convertible", "LibreOffice không đọc được văn bản này") from refused
                except OfficeDownError as down:  # not this document's fault: it may come again
                    raise _busy("office-down", f"LibreOffice không khởi động được ({down.reason})") from down
                except OfficeDiedError as died:
                    self._set_aside.strike(digest, died.reason, shot=died.shot)
                    self._count(**{"timeouts" if died.hung else "deaths": 1})
                    if died.hung:
                        raise _failure(name, "timeout", died.reason) from died
                else:
                    self._set_aside.absolve(digest)
                    return pdf

    @contextmanager
    def _borrowed(self) -> Iterator[Seat]:
        seat = self._borrow()
        began = time.monotonic()
        try:
            yield seat
        finally:
            self._count(seconds=time.monotonic() - began)
            with self._changed:
                self._free.append(seat)
                self._changed.notify()

    def _borrow(self) -> Seat:
        """Take a free seat, the one used last first: it is the warmest."""
        with self._changed:
            if not self._free and self._waiting >= self._settings.office_queue:
                self._counted = replace(self._counted, refused=self._counted.refused + 1)
                raise _busy("queue-full", f"Đang có {self._waiting} văn bản chờ chuyển sang PDF")
            self._waiting += 1
            try:
                free = self._changed.wait_for(lambda: self._free or self._closed, timeout=self._settings.office_wait)
            finally:
                self._waiting -= 1
            if self._closed:
                raise _busy("closed", "Dịch vụ chuyển PDF đang dừng")
            if not free:
                raise _busy("waited", f"Chờ quá {self._settings.office_wait:.0f} giây chưa đến lượt chuyển sang PDF")
            return self._free.pop()

    def _installed(self) -> Installation:
        if self._installation is None:
            self._installation = find_installation(self._settings)
        return self._installation

    def _refuse_if_set_aside(self, digest: str, name: str) -> None:
        verdict = self._set_aside.verdict(digest)
        if verdict is not None:
            raise _failure(name, "set-aside", verdict)

    def _count(self, **more: float) -> None:
        with self._changed:
            self._counted = replace(
                self._counted, **{key: getattr(self._counted, key) + by for key, by in more.items()}
            )


def _failure(name: str, code: str, reason: str) -> ConversionFailed:
    sentence = f"Không chuyển được {name} sang PDF: {reason}."
    return ConversionFailed(sentence, [Problem(name, code, sentence)])


def _busy(code: str, reason: str) -> Overloaded:
    sentence = f"{reason}, thử lại sau."
    return Overloaded(sentence, [Problem("", code, sentence)])


def _start_anew(reference: "weakref.ref[OfficePool]") -> None:
    """In a child process: leave the parent's offices and locks alone."""
    pool = reference()
    if pool is not None:
        pool._set_up()


def _stop_all(seats: list[Seat]) -> None:
    for seat in seats:
        seat.stop()
