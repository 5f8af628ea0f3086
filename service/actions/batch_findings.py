"""What the checker says of many documents of a batch at once: equal findings together, with the units they touch and what to do."""

import json
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from service.accounts import Actor
from service.actions.batch_engine import DocumentEngine
from service.actions.batch_plans import allow
from service.actions.batches import Rehearsed, rehearsed
from service.actions.services import Services
from service.batches import Filler, ItemFilter, find_batch, list_items
from service.converting.cache import FileCache, content_key
from service.rendering import Layouts
from service.storage.batch_tables import BatchItemRow

#: So many rows are taken from the database at once while all are checked.
_AT_ONCE: Final = 200
#: What was found is kept in so many bytes, whatever the caches are allowed: without it a check would begin anew each time.
_KEPT_BYTES: Final = 512 * 2**20
#: Checks under way whose common parts are kept from one request to the next.
_WAITING: Final = 4
#: Those, by batch and data: whoever goes on takes them away, for they serve one thread at a time.
_idle: OrderedDict[str, tuple[Filler, Layouts]] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """One thing found in some units' documents.

    Attributes:
        severity: ``error`` or ``warning``.
        fix: what to do, one sentence.
        units: each with what is found there.
    """

    severity: str
    topic: str
    title: str
    fix: str
    cite: str
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRows:
    """The check of every row before the start, as far as it is.

    Attributes:
        seen: rows checked so far, of `total`.
        found: of those with findings, unit and findings.
        seconds: how long those took.
    """

    seen: int
    total: int
    found: tuple[tuple[str, Mapping[str, Any]], ...]
    seconds: float = field(compare=False)

    @property
    def seconds_left(self) -> float | None:
        """How long the others will take at that speed; None when it cannot be told."""
        return self.seconds / self.seen * (self.total - self.seen) if self.seen else None

    @property
    def is_whole(self) -> bool:
        """Whether no row is left."""
        return self.seen >= self.total


def grouped(found: Iterable[tuple[str, Mapping[str, Any]]]) -> list[FindingGroup]:
    """Equal findings together, errors first, then those of most units."""
    facts: dict[str, Mapping[str, str]] = {}
    units: dict[str, dict[str, str]] = {}
    for unit, findings in found:
        for one in findings.get("told", ()):
            facts.setdefault(one["rule"], one)
            units.setdefault(one["rule"], {}).setdefault(unit, one["found"])
    groups = [
        FindingGroup(
            severity=one["severity"],
            topic=one["topic"],
            title=one["title"],
            fix=one["fix"],
            cite=one["cite"],
            units=tuple(units[rule].items()),
        )
        for rule, one in facts.items()
    ]
    return sorted(groups, key=lambda group: (group.severity != "error", -len(group.units)))


def findings_told(rehearsal: Rehearsed) -> Mapping[str, Any]:
    """The findings of a rehearsed row; that it cannot be made at all is the gravest."""
    if not rehearsal.error:
        return rehearsal.findings
    why = rehearsal.problems[0].message if rehearsal.problems else ""
    told = {"rule": rehearsal.error, "severity": "error", "topic": "", "title": rehearsal.error, "fix": "", "cite": ""}
    return {"told": [{**told, "found": why}]}


def findings_of_made(services: Services, who: Actor, batch_id: uuid.UUID) -> list[FindingGroup]:
    """What was found in the documents that were made."""
    allow(who)
    query = sa.select(BatchItemRow.unit_title, BatchItemRow.findings)
    with services.database.reading() as session:
        find_batch(session, batch_id, who.agency_id)
        rows = session.execute(
            query.where(BatchItemRow.batch_id == batch_id, BatchItemRow.docx.is_not(None)).order_by(
                BatchItemRow.position
            )
        )
        return grouped((title, findings) for title, findings in rows if findings)


def check_on(services: Services, who: Actor, batch_id: uuid.UUID, seconds: float) -> CheckedRows:
    """Make and check further rows for some seconds, as the workers will; what was found is kept until the data changes."""
    allow(who)
    with services.database.reading() as session:
        batch = find_batch(session, batch_id, who.agency_id)
        count = sa.select(sa.func.count()).select_from(BatchItemRow).where(BatchItemRow.batch_id == batch_id)
        total = session.scalar(count) or 0
    cache = FileCache(services.settings.data_dir / "cache" / "checked", _KEPT_BYTES)
    key = content_key(str(batch_id), batch.digest)
    kept = json.loads(cache.get(key) or b'{"seen": 0, "found": [], "seconds": 0}')
    seen, found = kept["seen"], kept["found"]
    filler, layouts = _common(key) or (Filler.compile(batch.document), Layouts())
    engine = DocumentEngine(services, layouts)
    begun = time.monotonic()
    while seen < total and time.monotonic() < begun + seconds:
        with services.database.reading() as session:
            rows = list_items(session, batch_id, ItemFilter(after=seen, limit=_AT_ONCE))
        for row in rows:
            told = findings_told(rehearsed(batch, row, (), filler, engine))
            if told.get("told"):
                found.append((row.unit_title, told))
            seen += 1
            if time.monotonic() >= begun + seconds:
                break
    spent = kept["seconds"] + time.monotonic() - begun
    cache.put(key, json.dumps({"seen": seen, "found": found, "seconds": spent}, ensure_ascii=False).encode())
    if seen < total:
        with _lock:
            _idle[key] = filler, layouts
            while len(_idle) > _WAITING:
                _idle.popitem(last=False)
    return CheckedRows(seen=seen, total=total, found=tuple((unit, told) for unit, told in found), seconds=spent)


def _common(key: str) -> tuple[Filler, Layouts] | None:
    with _lock:
        return _idle.pop(key) if key in _idle else None
