"""The fields that the drafting page shows for a kind whose sample has lines of its own, told by the model of the data."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from service.documents.dates import Moment, PartialDate
from service.documents.form_wording import EITHER
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
        choices = {choice: _(words) for choice, words in CHOICES[chosen].items()}
        told["options"] = [[choice.value, words] for choice, words in choices.items() if choice != info.default]
        told["open"] = choices.get(info.default) or _(EITHER)
    return told | {"type": _type(info), "optional": not info.is_required()}


def _type(info: FieldInfo) -> str:
    """How the field is typed: ``text``, ``lines``, ``day``, ``moment``, ``choice``, ``check``."""
    types = _types(info)
    if get_origin(info.annotation) is tuple:
        return "lines"
    if Moment in types:
        return "moment"
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
    yield EITHER
    for form in FORMS.values():
        for info in form_model(form.name).model_fields.values():
            yield from filter(None, (info.title, info.description))
            yield from (words for one in _types(info) if one in CHOICES for words in CHOICES[one].values())
    yield from {facts.addressees for facts in KINDS.values()}
