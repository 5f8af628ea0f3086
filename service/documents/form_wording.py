"""The words that the samples with lines of their own print, from what is filled in (Mẫu 1.6 to 1.10)."""

from collections.abc import Iterator

from service.documents.dates import PartialDate
from service.documents.forms import Salutation
from service.documents.labels import CHOICES
from service.documents.marks import list_marks, without_end_mark
from service.documents.model import Document
from service.documents.wording import addressee_lines, bare_name, capitals, competence, long_date
from service.nd30.forms import FORMS, WIRES
from service.nd30.kinds import Kind
from service.nd30.page import CLOSING_MARK

_FULL_STOP = "."
#: As the samples print it, where the data does not say which.
_EITHER = "Ông (bà)"


def sender_line(document: Document) -> str:
    """Return ``ỦY BAN NHÂN DÂN XÃ AN BÌNH điện:`` for a công điện, else nothing (Mẫu 1.6)."""
    return f"{capitals(competence(document))} {WIRES}" if document.kind is Kind.CONG_DIEN else ""


def wired_lines(document: Document) -> tuple[str, ...]:
    """Return those whom a công điện goes to, a line each, however few they are (Mẫu 1.6)."""
    names = tuple(map(bare_name, document.addressees))
    return tuple(f"- {name}{mark}" for name, mark in zip(names, list_marks(len(names)), strict=True))


def form_values(document: Document) -> dict[str, str]:
    """Return what each field of the kind's form prints; empty for a kind without one.

    Besides the fields: the issuer, how a person is called, and the mark behind the last line, which closes the document
    when nothing follows.
    """
    form = FORMS.get(document.kind)
    filled = getattr(document, form.name) if form else None
    if form is None or filled is None:
        return {}
    values = {field: _printed(getattr(filled, field)) for field in type(filled).model_fields}
    called = getattr(filled, "salutation", None)
    return values | {
        "salutation": CHOICES[Salutation].get(called, _EITHER),
        "pronoun": CHOICES[Salutation].get(called, _EITHER).lower(),
        "issuer": document.issuer.name,
        "end": _FULL_STOP if document.body.content else CLOSING_MARK.use,
        "confirmation": form.confirmation if getattr(filled, "confirmed", False) else "",
    }


def _printed(value: object) -> str:
    """A day in full, blanks for what of it is open; words without the mark at their end."""
    if value is None or isinstance(value, PartialDate):
        return long_date(value)
    return without_end_mark(str(value))


def form_lines(document: Document) -> Iterator[str]:
    """Yield the lines of the kind's form as printed, several addressees each on a line."""
    form, values = FORMS.get(document.kind), form_values(document)
    for line in form.lines if form else ():
        to_whom = addressee_lines(document) if "{addressees}" in line else ()
        if len(to_whom) > 1:
            yield line.partition("{addressees}")[0].format_map(values).rstrip()
            yield from to_whom
        else:
            yield line.format_map(values | {"addressees": "".join(to_whom)})
