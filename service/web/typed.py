"""What people type into plain fields, read once for all pages."""

import datetime as dt
import uuid

from service.errors import InvalidInput
from service.storage.drafts import DraftPlace
from service.web.words import _


def day_of(text: str | None) -> dt.date | None:
    """A date as a browser's field or a person writes it: ``2026-03-05`` or ``05/3/2026``; raise InvalidInput for no date."""
    if not text or not text.strip():
        return None
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            return dt.date(year, month, day)
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput(_("Ngày không đúng; ghi dạng 05/3/2026.")) from None


def uuid_of(text: str | None) -> uuid.UUID | None:
    """An id in an address; None for anything else."""
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None


def place_of(text: str | None) -> DraftPlace | None:
    """Where a list of documents goes on, in an address; None for anything else."""
    try:
        return DraftPlace.from_text(text) if text else None
    except ValueError:
        return None
