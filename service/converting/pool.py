"""Keeps N warm offices at work for many callers."""

import contextlib
import os
import threading
import weakref
from types import TracebackType
from typing import Self

from service.converting.installation import Installation, find_installation
from service.converting.office import Job, Office, OfficeDiedError, OfficeRefusedError
from service.converting.options import PdfOptions
from service.errors import ConversionFailed, Overloaded
from service.settings import Settings


class OfficePool:
    """Makes PDFs from any number of threads. Offices start at the first call that needs them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._offices: list[Office | None] = [None] * (settings.office_processes or os.cpu_count() or 1)
        self._changed = threading.Condition()
        self._installation: Installation | None = None
        self._stop = weakref.finalize(self, _stop_all, self._offices)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def convert(self, docx: bytes, options: PdfOptions | None = None, *, name: str = "văn bản") -> bytes:
        """Make a PDF; raise ConversionFailed (with `name`), MissingProgram or Overloaded."""
        options = options or PdfOptions()
        job = Job(
            filter_data=options.filter_data(),
            about=options.about(),
            timeout=self._settings.office_timeout,
            memory=self._settings.office_kill_memory,
        )
        office = self._borrow()
        try:
            if office is None or not office.healthy:
                office = self._start()
            return office.convert(docx, job)
        except OfficeDiedError as died:
            office = None
            raise ConversionFailed(f"Không chuyển được {name} sang PDF: {died.reason}.") from died
        except OfficeRefusedError as refused:
            raise ConversionFailed(f"Không chuyển được {name} sang PDF: LibreOffice không mở được.") from refused
        finally:
            self._give_back(office)

    def close(self) -> None:
        """Stop every office."""
        self._stop()

    def _start(self) -> Office:
        if self._installation is None:
            self._installation = find_installation(self._settings)
        return Office(
            self._installation, self._settings.office_temp_dir, start_timeout=self._settings.office_start_timeout
        )

    def _borrow(self) -> Office | None:
        with self._changed:
            if not self._changed.wait_for(lambda: self._offices, timeout=self._settings.office_wait):
                raise Overloaded
            return self._offices.pop()

    def _give_back(self, office: Office | None) -> None:
        with self._changed:
            self._offices.append(office)
            self._changed.notify()


def _stop_all(offices: list[Office | None]) -> None:
    for office in offices:
        if office is not None:
            with contextlib.suppress(OSError):
                office.stop()
