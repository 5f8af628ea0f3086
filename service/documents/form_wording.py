"""The words that the samples with lines of their own print, from what is filled in (Mẫu 1.6 to 1.10)."""

from collections.abc import Iterator
from typing import Any

from service.documents.dates import Moment, PartialDate
from service.documents.forms import Meeting, Salutation
from service.documents.labels import CHOICES
from service.documents.marks import list_marks, without_end_mark
from service.documents.model import Document
from service.documents.wording import addressee_lines, bare_name, capitals, competence, long_date
from service.nd30.forms import FORMS, WIRES
from service.nd30.kinds import Kind
from service.nd30.numbering import DAY_BLANK, NO_BREAK_SPACE
from service.nd30.page import CLOSING_MARK

_FULL_STOP = "."
#: As the samples print it, where the data does not say which.
EITHER = "Ông (bà)"
_BLANK = NO_BREAK_SPACE * DAY_BLANK
#: An hour and a day that are still to be written in.
_OPEN_MOMENT = f"{_BLANK} giờ {_BLANK}, {long_date(None)}"


def sender_line(document: Document) -> str:
    """Return ``ỦY BAN NHÂN DÂN XÃ AN BÌNH điện:`` for a công điện, else nothing (Mẫu 1.6)."""
    return f"{capitals(competence(document))} {WIRES}" if document.kind is Kind.CONG_DIEN else ""


def wired_lines(document: Document) -> tuple[str, ...]:
    """Return those whom a công điện goes to, a line each, however few they are (Mẫu 1.6)."""
    return _a_line_each(document.addressees)


def _a_line_each(listed: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(map(bare_name, listed))
    return tuple(f"- {name}{mark}" for name, mark in zip(names, list_marks(len(names)), strict=True))


def form_values(document: Document) -> dict[str, Any]:
    """Return what each field of the kind's form prints; empty for a kind without one.

    Besides the fields: the issuer, how a person or a meeting is called, and the mark behind the last line, which closes
    the document when nothing follows.
    """
    form = FORMS.get(document.kind)
    filled = getattr(document, form.name) if form else None
    if form is None or filled is None:
        return {}
    values = {field: _printed(getattr(filled, field)) for field in type(filled).model_fields}
    values |= {field: _OPEN_MOMENT for field in ("started_at", "ended_at") if getattr(filled, field, values) is None}
    called = CHOICES[Salutation].get(getattr(filled, "salutation", None), EITHER)
    return values | {
        "salutation": called,
        "pronoun": called.lower(),
        "the_meeting": values.get("meeting", "").capitalize(),
        "issuer": document.issuer.name,
        "end": _FULL_STOP if document.body.content and not form.closing else CLOSING_MARK.use,
        "confirmation": form.confirmation if getattr(filled, "confirmed", False) else "",
    }


def _printed(value: object) -> Any:
    """Days and hours in full, blanks for what of them is open; names by ones and several; words without the mark at their end."""
    if value is None or isinstance(value, PartialDate):
        return long_date(value)
    if isinstance(value, Moment):
        return f"{value.at.hour} giờ {value.at.minute:02d}, {long_date(value.day)}"
    if isinstance(value, tuple):
        return {
            "single": value[0] if len(value) == 1 else "",
            "several": list(_a_line_each(value)) if len(value) > 1 else [],
        }
    if isinstance(value, Meeting):
        return CHOICES[Meeting][value].lower()
    return without_end_mark(str(value))


def form_lines(document: Document) -> Iterator[str]:
    """Yield the lines that the kind's form prints before the content, several names each on a line."""
    form = FORMS.get(document.kind)
    if form is None:
        return
    values = form_values(document)
    for line in form.lines:
        words, listing, _ = line.partition(f"{{{form.listed}}}")
        names = _names(document, values, form.listed) if listing else ()
        if len(names) > 1:
            yield words.format_map(values).rstrip()
            yield from names
        else:
            yield line.format_map(values | {form.listed: "".join(names)})


def _names(document: Document, values: dict[str, Any], listed: str) -> tuple[str, ...]:
    if listed == "addressees":
        return addressee_lines(document)
    return tuple(values[listed]["several"]) or tuple(filter(None, [values[listed]["single"]]))


def closing_lines(document: Document) -> Iterator[str]:
    """Yield the lines that the kind's form prints behind the content."""
    form, values = FORMS.get(document.kind), form_values(document)
    yield from (line.format_map(values) for line in form.closing) if form else ()
