"""Which fields a template may name and which it must print: what an office's own template is judged by."""

from itertools import chain

from service.nd30.forms import FORMS, Form
from service.nd30.kinds import KINDS, Addressing, Kind

#: One line of a text: see `service.rendering.lines`.
_LINE = ("kind", "text", "explicit", "keep", "table", "rows", "widths")
_ROW = (
    "ordinal",
    "group",
    "task",
    "output",
    "lead",
    "coordinating",
    "due",
    "group_first",
    "task_first",
    "lead_first",
    "coordinating_first",
    "keep",
)
_WIDTHS = ("ordinal", "group", "task", "output", "lead", "coordinating", "due")


def _lines(source: str) -> tuple[str, ...]:
    return (
        *(f"{source}[].{name}" for name in _LINE),
        *(f"{source}[].rows[].{name}" for name in _ROW),
        *(f"{source}[].widths.{name}" for name in _WIDTHS),
    )


_PLAIN = (
    "parent_agency", "issuer", "issuer_rule", "motto_rule", "header_left", "header_right", "number_line", "place_date", "title",
    "subject", "subject_rule", "enacting_authority", "archive", "drafter_mark", "other_post", "signer_name", "signing_left",
    "signing_right", "urgency", "circulation", "contact", "sender",
)  # fmt: skip
_LISTS = ("addressees.single", "addressees.several[]", "legal_bases[]", "opening[]", "recipients[]", "authority[]")
_ATTACHMENT = ("title", "subject", "attached_to", "issuer_rule", "motto_rule", "rule")
_APPENDIX = ("heading", "title", "attached_to", "rule", "landscape")


def _form_names(form: Form) -> frozenset[str]:
    """The names that a template of this form prints; those of a list are one or several."""
    names = {*form.fields, *form.signing} | ({"confirmation"} if form.confirmation else set())
    if form.listed in form.filled_in:
        names |= {f"{form.listed}.single", f"{form.listed}.several[]"}
    return frozenset(f"form.{name}" for name in names - {form.listed})


#: Every field that `service.rendering.context` provides.
KNOWN_NAMES: frozenset[str] = frozenset(
    chain(
        _PLAIN,
        _LISTS,
        _lines("body"),
        (f"attachment.{name}" for name in _ATTACHMENT),
        _lines("attachment.lines"),
        (f"appendices[].{name}" for name in _APPENDIX),
        _lines("appendices[].lines"),
        *(_form_names(form) for form in FORMS.values()),
    )
)

#: What no document of any kind can do without.
REQUIRED_NAMES = ("issuer", "number_line", "body", "recipients", "archive", "authority", "signer_name")


def required_names(kind: Kind | None) -> tuple[str, ...]:
    """Return what a template of `kind` must print, of any kind where that is not known."""
    if kind is None:
        return REQUIRED_NAMES
    facts, form = KINDS[kind], FORMS.get(kind)
    heading = [
        name for name, printed in (("place_date", facts.prints_date), ("subject", facts.prints_subject)) if printed
    ]
    own = [f"form.{name}" for name in form.filled_in if name != form.listed] if form else []
    if form and form.listed in form.filled_in:
        own.append(f"form.{form.listed}.several")
    if facts.addressing is Addressing.OTHERWISE:
        own.append("addressees.several")
    return (*REQUIRED_NAMES, *heading, *own)
