"""What an agency's own issued plans ask for in the coming weeks."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from service.actions.documents import DocumentView
from service.documents.model import Document
from service.nd30.kinds import Kind
from service.storage.drafts import DocumentState

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
