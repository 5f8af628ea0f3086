"""The log as an agency's administrators look through it: whom it names, what each line is about, and all of it as Excel."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import sqlalchemy as sa

from service.accounts import Actor, AuditFilter, Permission, agencies_below, audit_actors, list_audit
from service.actions.services import Services
from service.storage.agency_tables import AgencyRow, AuditRow, TokenRow, UserRow
from service.storage.batch_tables import BatchRow
from service.storage.document_tables import DocumentRow, TemplateRow
from service.storage.exchange_tables import WebhookRow
from service.storage.register_tables import RegisterRow
from service.storage.workbook import write_table

#: What names a thing of each kind, and whose it is.
_NAMED: Mapping[str, tuple[Any, Any]] = {
    "document": (DocumentRow, DocumentRow.subject),
    "batch": (BatchRow, BatchRow.name),
    "template": (TemplateRow, TemplateRow.name),
    "token": (TokenRow, TokenRow.name),
    "webhook": (WebhookRow, WebhookRow.url),
    "register": (RegisterRow, RegisterRow.subject),
}
_HEADINGS = ("Lúc", "Ai", "Việc", "Về", "Chi tiết", "Loại đối tượng", "Mã đối tượng", "Mã yêu cầu")
_WIDTHS = (20, 28, 30, 50, 60, 14, 38, 38)
_AT_ONCE = 1000
#: A sheet of Excel holds about a million rows; a log larger than this is looked at with a filter.
_MOST = 100_000


def actors_of_log(services: Services, who: Actor) -> list[str]:
    """Everybody whom the agency's log names."""
    who.require(Permission.READ_AUDIT)
    with services.database.reading() as session:
        return audit_actors(session, who.agency_id)


def names_in_log(services: Services, who: Actor, lines: Iterable[AuditRow]) -> dict[str, str]:
    """What the lines are about in words, by the id of the thing: a document's subject, a batch's, a person's, a template's name.

    Things that are gone, and those of agencies that `who` does not administer, have no name here.
    """
    who.require(Permission.READ_AUDIT)
    wanted: dict[str, set[uuid.UUID]] = defaultdict(set)
    for line in lines:
        with suppress(ValueError):  # what has no id of its own has no name either
            wanted[line.object_kind].add(uuid.UUID(line.object_id))
    names: dict[str, str] = {}
    with services.database.reading() as session:
        for kind, ids in wanted.items():
            if kind in _NAMED:
                table, name = _NAMED[kind]
                query = sa.select(table.id, name).where(table.id.in_(ids), table.agency_id == who.agency_id)
            elif kind == "user":
                query = sa.select(UserRow.id, UserRow.name).where(UserRow.id.in_(ids))
            elif kind == "agency":
                below = agencies_below(session, who.agency_id)
                query = sa.select(AgencyRow.id, AgencyRow.name).where(AgencyRow.id.in_(ids & below))
            else:
                continue
            names |= {str(found): name for found, name in session.execute(query)}
    return names


def log_sheet(
    services: Services,
    who: Actor,
    wanted: AuditFilter,
    words: Callable[[AuditRow, Mapping[str, str]], tuple[str, ...]],
) -> bytes:
    """The lines as a sheet, newest first, read a thousand at a time; `words` makes the cells of a line, given the names of things."""
    who.require(Permission.READ_AUDIT)

    def lines() -> Iterator[tuple[str, ...]]:
        before, left = None, _MOST
        while left > 0:
            with services.database.reading() as session:
                rows = list_audit(session, who.agency_id, wanted, before=before, limit=_AT_ONCE)
            if not rows:
                return
            names = names_in_log(services, who, rows)
            yield from (words(row, names) for row in rows)
            before, left = rows[-1].id, left - len(rows)

    return write_table("Nhật ký", _HEADINGS, lines(), _WIDTHS)
