"""What an agency's own issued plans ask for in the coming weeks."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.actions.documents import DocumentView
from service.documents.model import Document
from service.nd30.kinds import Kind
from service.storage.drafts import DocumentState
from service.web.unfinished import words_of

_MONTHS = 12
_FULL_DATE = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)(?!\d)")
#: How far ahead, and how long a date that has passed is still shown.
_AHEAD = dt.timedelta(days=45)
_PAST = dt.timedelta(days=14)
_MOST = 5


@dataclass(frozen=True, kw_only=True, order=True)
class DueOutput:
    """An output of an issued plan with its last day."""

    on: dt.date
    name: str
    lead: str
    late: bool


def soon_due(documents: Iterable[DocumentView], now: dt.date) -> list[DueOutput]:
    """The outputs due soon, by date."""
    found = [output for item in documents for output in _outputs(item, now)]
    return sorted(found)[:_MOST]


def impossible_days(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Days that no calendar has among the due dates of a document, finished or not: the place of each and its words."""
    for group_at, group in enumerate(_mappings(data.get("tasks"))):
        for task_at, task in enumerate(_mappings(group.get("tasks"))):
            for output_at, output in enumerate(_mappings(task.get("outputs"))):
                for found in _FULL_DATE.finditer(words_of(output.get("due"))):
                    day, month, year = map(int, found.groups())
                    if not (1 <= month <= _MONTHS and 1 <= day <= calendar.monthrange(year, month)[1]):
                        yield f"/tasks/{group_at}/tasks/{task_at}/outputs/{output_at}/due", found[0]


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [item if isinstance(item, Mapping) else {} for item in value] if isinstance(value, list) else []


def _outputs(item: DocumentView, now: dt.date) -> Iterable[DueOutput]:
    if item.kind != Kind.KE_HOACH or item.state is not DocumentState.ISSUED:
        return
    document = Document.model_validate(item.data)
    year = document.issued_on.year if document.issued_on else None
    for group in document.tasks:
        for task in group.tasks:
            for output in task.outputs:
                window = output.due.meaning(year).window
                if window and now - _PAST <= window.end <= now + _AHEAD:
                    yield DueOutput(on=window.end, name=output.name, lead=task.lead[0], late=window.end < now)
