"""A place for one office that is kept filled: starts it, replaces it in time, and waits longer after each failed start."""

import threading
import time

from service.converting.installation import Installation
from service.converting.office import Job, Office, OfficeDiedError, OfficeRefusedError
from service.converting.specimen import specimen
from service.settings import Settings

_ATTEMPTS = 3
_LONGEST_BACKOFF = 30.0


class Seat:
    """Used by one caller at a time; only `stop` and the properties may be called meanwhile."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._office: Office | None = None
        self._stopped = threading.Event()
        self._failed_starts = 0
        self._next_start = 0.0
        self.starts = 0

    @property
    def pid(self) -> int | None:
        """Process id of the office, None while there is none."""
        office = self._office
        return office.pid if office is not None and office.healthy else None

    @property
    def memory(self) -> int:
        """Resident memory of the office in bytes."""
        office = self._office
        return office.memory if office is not None and office.healthy else 0

    def convert(self, docx: bytes, job: Job, installation: Installation) -> bytes:
        """Return the PDF; raise OfficeRefusedError, OfficeDiedError, or OfficeDownError when no office can be started."""
        office = self._ready(installation)
        try:
            return office.convert(docx, job)
        except OfficeRefusedError:
            _try_out(office, job)  # is it the document, or would this office refuse everything by now?
            raise
        finally:
            if self._is_due(office):
                self._leave()

    def stop(self) -> None:
        """Kill the office, for good."""
        self._stopped.set()
        self._leave()

    def _ready(self, installation: Installation) -> Office:
        if self._office is not None and self._office.healthy:
            return self._office
        self._leave()
        for attempt in range(1, _ATTEMPTS + 1):
            self._stopped.wait(max(self._next_start - time.monotonic(), 0))
            if self._stopped.is_set():
                raise OfficeDownError("dịch vụ đang dừng")
            try:
                return self._start(installation)
            except OfficeDiedError as died:
                self._failed_starts += 1
                self._next_start = time.monotonic() + min(0.5 * 2**self._failed_starts, _LONGEST_BACKOFF)
                if attempt == _ATTEMPTS:
                    raise OfficeDownError(died.reason) from died
        raise AssertionError("the loop returns or raises")

    def _start(self, installation: Installation) -> Office:
        office = Office(installation, start_timeout=self._settings.office_start_timeout)
        self._failed_starts = 0
        self.starts += 1
        self._office = office
        if self._stopped.is_set():  # stopped while it started
            self._leave()
        return office

    def _is_due(self, office: Office) -> bool:
        """Whether this office has served long enough, or is gone."""
        limits = self._settings
        return (
            not office.healthy
            or office.conversions >= limits.office_restart_after
            or office.memory > limits.office_restart_memory
        )

    def _leave(self) -> None:
        office, self._office = self._office, None
        if office is not None:
            office.stop()


def _try_out(office: Office, job: Job) -> None:
    """Convert a page that is known to be good; raise OfficeDiedError, the office being stopped, when that fails too."""
    try:
        office.convert(specimen(), job)
    except OfficeRefusedError as refused:
        office.stop()
        raise OfficeDiedError("LibreOffice không còn chuyển được cả trang thử") from refused


class OfficeDownError(Exception):
    """No office could be started, several times over; the document is not to blame."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
