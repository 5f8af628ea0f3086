"""What a batch needs of the other engines: make one document. They are joined in ``service.actions``, never imported here."""

import uuid
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from sqlalchemy.orm import Session

from service.batches.plan import BatchOptions
from service.documents import Document
from service.settings import Settings
from service.storage.batch_tables import BatchRow
from service.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbering:
    """The wish for another number than the one that the register gave a row before.

    Attributes:
        edition: the how manieth number of the row, from 2 on.
        reason: why the number before is voided, for the register.
    """

    edition: int
    reason: str = ""
    by: str = ""

    def as_data(self) -> dict[str, Any]:
        """JSON data for the database."""
        return asdict(self)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Renumbering":
        """Read what `as_data` wrote."""
        return cls(**data)


def request_key(batch_id: uuid.UUID, unit_code: str, edition: int = 1) -> str:
    """Under which key the register finds the number of a row again, however often it is asked."""
    return f"batch:{batch_id}:{unit_code}" + (f":{edition}" if edition > 1 else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document to make; the same job always gives the same bytes."""

    batch_id: uuid.UUID
    unit: Unit
    document: Document
    options: BatchOptions
    template_version_id: uuid.UUID | None = None
    renumbering: Renumbering | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was made.

    Attributes:
        document: as made, with its number where one was taken.
        pages: of the PDF, if there is one.
        findings: ``errors``, ``warnings`` of the checker, if it was asked.
    """

    document: Document
    docx: bytes
    pdf: bytes | None = None
    pages: int | None = None
    findings: Mapping[str, Any] | None = None


class Engine(Protocol):
    """The engines joined, opened once in each worker process."""

    def make(self, job: Job) -> Made:
        """Make the files of one document; raise Nd30Error for a fault of this document."""

    def finished(self, session: Session, batch: BatchRow) -> None:
        """Tell whoever waits that a batch ended, in the transaction that ends it."""


#: Opens an engine in a worker process.
OpenEngine = Callable[[Settings], AbstractContextManager[Engine]]
