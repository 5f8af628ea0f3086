"""The log as an agency's administrators look through it: whom it names, and all of it as Excel."""

from collections.abc import Callable, Iterator

from service.accounts import Actor, AuditFilter, Permission, audit_actors, list_audit
from service.actions.services import Services
from service.storage.agency_tables import AuditRow
from service.storage.workbook import write_table

_HEADINGS = ("Lúc", "Ai", "Việc", "Chi tiết", "Loại đối tượng", "Mã đối tượng", "Mã yêu cầu")
_WIDTHS = (20, 28, 30, 70, 14, 38, 38)
_AT_ONCE = 1000
#: A sheet of Excel holds about a million rows; a log larger than this is looked at with a filter.
_MOST = 100_000


def actors_of_log(services: Services, who: Actor) -> list[str]:
    """Everybody whom the agency's log names."""
    who.require(Permission.READ_AUDIT)
    with services.database.reading() as session:
        return audit_actors(session, who.agency_id)


def log_sheet(
    services: Services, who: Actor, wanted: AuditFilter, words: Callable[[AuditRow], tuple[str, ...]]
) -> bytes:
    """The lines as a sheet, newest first, read a thousand at a time; `words` makes the cells of a line."""
    who.require(Permission.READ_AUDIT)

    def lines() -> Iterator[tuple[str, ...]]:
        before, left = None, _MOST
        while left > 0:
            with services.database.reading() as session:
                rows = list_audit(session, who.agency_id, wanted, before=before, limit=_AT_ONCE)
            if not rows:
                return
            yield from map(words, rows)
            before, left = rows[-1].id, left - len(rows)

    return write_table("Nhật ký", _HEADINGS, lines(), _WIDTHS)
