"""The fields that the drafting page shows for a kind whose sample has lines of its own, told by the model of the data."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, get_args

from pydantic.fields import FieldInfo

from service.documents.dates import PartialDate
from service.documents.forms import form_model
from service.documents.labels import CHOICES
from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS, Kind
from service.web.words import _


def own_fields(kind: Kind) -> list[dict[str, Any]]:
    """Label, help, place and type of each field of the kind's own form; none for a kind without one."""
    form = FORMS.get(kind)
    return [_field(form.name, name, info) for name, info in form_model(form.name).model_fields.items()] if form else []


def _field(form: str, name: str, info: FieldInfo) -> dict[str, Any]:
    told: dict[str, Any] = {
        "path": f"/{form}/{name}",
        "label": _(info.title or name),
        "help": _(info.description) if info.description else "",
    }
    chosen = next((one for one in _types(info) if issubclass(one, StrEnum)), None)
    if chosen:
        told["options"] = [[choice.value, _(words)] for choice, words in CHOICES[chosen].items()]
    return told | {"type": _type(info), "optional": not info.is_required()}


def _type(info: FieldInfo) -> str:
    """How the field is typed: ``text``, ``day``, ``choice``, ``check``."""
    types = _types(info)
    if bool in types:
        return "check"
    if PartialDate in types:
        return "day"
    return "choice" if any(issubclass(one, StrEnum) for one in types) else "text"


def _types(info: FieldInfo) -> tuple[type, ...]:
    annotation = info.annotation
    return tuple(one for one in (annotation, *get_args(annotation)) if isinstance(one, type))


def words_of_forms() -> Iterator[str]:
    """Every word that the page shows of these fields, for whoever translates."""
    for kind, form in FORMS.items():
        del kind
        for info in form_model(form.name).model_fields.values():
            yield from filter(None, (info.title, info.description))
    yield from {facts.addressees for facts in KINDS.values()}
