"""From the common document to each commune's: texts filled in, number, signer and own tasks of its row put in place.

What is alike for all communes is read and proved once; for each commune only the fields that differ are read again.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from service.batches.templating import DocumentTemplate, unit_values
from service.documents import Document
from service.documents.consistency import Consistency
from service.documents.parse import parse_document
from service.documents.secrecy import secret_marks
from service.errors import InvalidDocument, Problem
from service.nd30.signing import Authority
from service.units import Unit

#: Columns that set a field by themselves, whether the text mentions them or not.
_SETS: Final = {
    "so": ("number",),
    "ngay_ban_hanh": ("issued_on",),
    "nguoi_ky": ("signer", "name"),
    "chuc_vu": ("signer", "post"),
}
#: Every field that a row can set.
_BY_ROWS: Final = frozenset({"tasks", *(steps[0] for steps in _SETS.values())})
_DATE: Final = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitData:
    """One commune of a batch.

    Attributes:
        values: texts of its row by column name.
        own_tasks: task groups of its own, as JSON data.
        place: its row in the sheet (``Dữ liệu!7``), or empty.
    """

    unit: Unit
    values: Mapping[str, str] = field(default_factory=dict)
    own_tasks: tuple[Mapping[str, Any], ...] = ()
    place: str = ""


class Filler:
    """Makes the document of each commune from one template; not safe for threads, make one for each."""

    def __init__(self, template: DocumentTemplate) -> None:
        self._template = template
        self._blank = dict.fromkeys((*template.required, *template.optional), "")
        self._constant: dict[str, Any] = {}
        self._consistency = Consistency()

    @classmethod
    def compile(cls, data: Mapping[str, Any]) -> "Filler":
        """Compile the JSON of the common document; raise InvalidDocument with each wrong expression."""
        return cls(DocumentTemplate.compile(data))

    @property
    def template(self) -> DocumentTemplate:
        """The compiled expressions."""
        return self._template

    def plain(self, item: UnitData) -> dict[str, Any]:
        """The JSON data of one commune's document."""
        data = self._template.fill(unit_values(item.unit), {**self._blank, **item.values})
        return _with_row(data, item)

    def document(self, item: UnitData, *, proven: bool = False) -> Document:
        """One commune's document; raise InvalidDocument with every problem.

        Args:
            item: the commune.
            proven: the very same data was found consistent before (when the batch was planned), so that need not be repeated.
        """
        if not self._constant:
            document = parse_document(self.plain(item))
            tuple(self._consistency.inconsistencies(document, frozenset()))  # it learns what each check reads
            self._learn(document, item)
            return document
        differing = self._differing(item)
        constant = {key: value for key, value in self._constant.items() if key not in differing}
        try:
            document = Document.model_validate({**constant, **differing})
        except ValidationError:
            return parse_document(self.plain(item))  # says every problem, each at its place
        if not proven:
            fields = self._template.varying | set_fields(item) | (_BY_ROWS - self._constant.keys())
            problems = (*secret_marks(differing), *self._consistency.inconsistencies(document, fields))
            if problems:
                raise InvalidDocument(problems=problems)
        self._learn(document, item)
        return document

    def _learn(self, document: Document, item: UnitData) -> None:
        """Keep what is alike for all communes: neither a text nor this row made it what it is."""
        alike = document.model_fields_set - self._template.varying - set_fields(item) - self._constant.keys()
        self._constant.update({name: getattr(document, name) for name in alike})

    def _differing(self, item: UnitData) -> dict[str, Any]:
        """The plain data of the fields that the texts or the row make differ, or that only rows set so far."""
        fields = (set_fields(item) | (_BY_ROWS - self._constant.keys())) - self._template.varying
        plain = {key: self._template.data[key] for key in fields if key in self._template.data}
        varying = self._template.fill_varying(unit_values(item.unit), {**self._blank, **item.values})
        return _with_row({**plain, **varying}, item)


def set_fields(item: UnitData) -> frozenset[str]:
    """The top-level fields that the row sets by itself."""
    fields = {steps[0] for name, steps in _SETS.items() if item.values.get(name)}
    return frozenset(fields | ({"tasks"} if item.own_tasks else set()))


def row_problems(item: UnitData, problems: Iterable[Problem]) -> list[Problem]:
    """The problems of one commune's document, at its row of the sheet or, without a sheet, under its code."""
    return [
        Problem(
            item.place or item.unit.code,
            problem.code,
            f"{item.unit.with_province}: {problem.message} ({problem.path or '/'})",
        )
        for problem in problems
    ]


def _with_row(data: dict[str, Any], item: UnitData) -> dict[str, Any]:
    """Put number, date, signer and own tasks of the row into the document's data."""
    for name, steps in _SETS.items():
        text = item.values.get(name, "")
        if text:
            data = _set(data, steps, _value(name, text))
    if post := item.values.get("chuc_vu", ""):
        data = {**data, "signer": _with_authority(data["signer"], post)}
    if item.own_tasks:
        data = {**data, "tasks": _merged_tasks(data.get("tasks", ()), item.own_tasks)}
    return data


def _with_authority(signer: Mapping[str, Any], post: str) -> dict[str, Any]:
    """A deputy signs in the head's stead (KT.), the head does not (khoản 7, điểm b)."""
    lines = [line for line in signer.get("authority", ()) if line["form"] != Authority.KT.value]
    head = re.sub(r"^Phó\s+", "", post)
    if head != post:
        lines.append({"form": Authority.KT.value, "of": head[:1].upper() + head[1:]})
    return {**signer, "authority": lines}


def _value(name: str, text: str) -> str | int:
    if name == "so" and text.isdecimal():
        return int(text)
    if name == "ngay_ban_hanh" and (found := _DATE.fullmatch(text)):
        return f"{found['year']}-{int(found['month']):02d}-{int(found['day']):02d}"
    return text


def _set(data: dict[str, Any], steps: tuple[str, ...], value: str | int) -> dict[str, Any]:
    """A copy of `data` with the field at `steps` set; objects on the way are copied, never changed."""
    first, *rest = steps
    inner = data.get(first)
    return {
        **data,
        first: _set(dict(inner) if isinstance(inner, Mapping) else {}, tuple(rest), value) if rest else value,
    }


def _merged_tasks(common: Iterable[Mapping[str, Any]], own: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Own tasks join the common group of the same name; other groups follow."""
    groups = [dict(group) for group in common]
    for group in own:
        same = next((known for known in groups if known["name"] == group["name"]), None)
        if same is None:
            groups.append(dict(group))
        else:
            same["tasks"] = [*same["tasks"], *group["tasks"]]
    return groups
