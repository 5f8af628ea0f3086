"""What a batch is to make, proved before anything runs: every commune's document is filled in and read once."""

import datetime as dt
import hashlib
import json
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from service.batches.filling import Filler, UnitData, row_problems, set_fields
from service.documents import Document
from service.errors import InvalidDocument, InvalidInput, InvalidSheet, Problem
from service.units import Gazetteer, Unit, UnitType, find_province

#: Raise it when the same data is to give other files: approvals and input digests change with it.
_EDITION = 1
#: So many faulty rows without a good one: the fault is in the common document, and more of the same helps nobody.
_HOPELESS = 50


class Format(StrEnum):
    """What each document becomes."""

    DOCX = "docx"
    PDF = "pdf"


class Numbers(StrEnum):
    """Where numbers come from."""

    ROW = "row"
    """From the document or the row's column ``Số``; without one the document is a draft."""
    REGISTER = "register"
    """From the register of each commune's own agency in this service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOptions:
    """How a batch is made.

    Attributes:
        formats: DOCX is always among the outputs.
        check: whether every document passes the checker, not only those rehearsed.
        day: the day that decides which units there are.
        template_digest: SHA-256 of an agency's own Word template, or empty for the shipped one.
        labels: what columns are called, by their names; no output depends on it.
    """

    formats: tuple[Format, ...] = (Format.DOCX,)
    check: bool = False
    numbers: Numbers = Numbers.ROW
    day: dt.date
    template_digest: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """JSON data for the database."""
        return {
            "formats": [item.value for item in self.formats],
            "check": self.check,
            "numbers": self.numbers.value,
            "day": self.day.isoformat(),
            "template_digest": self.template_digest,
            "labels": dict(self.labels),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "BatchOptions":
        """Read what `as_data` wrote."""
        return cls(
            formats=tuple(map(Format, data["formats"])),
            check=data["check"],
            numbers=Numbers(data["numbers"]),
            day=dt.date.fromisoformat(data["day"]),
            template_digest=data["template_digest"],
            labels=data.get("labels", {}),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPlan:
    """A batch that may be made: every row was filled in and read without a fault.

    Attributes:
        data: the common document with its expressions.
        template_version_id: an agency's own Word template; None for the shipped one.
    """

    name: str
    data: Mapping[str, Any]
    items: tuple[UnitData, ...]
    options: BatchOptions
    template_version_id: uuid.UUID | None = None
    item_digests: tuple[str, ...] = field(default=(), repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 of everything that decides the outputs; an approval approves this."""
        return batch_digest(self.item_digests)


def choose_units(
    gazetteer: Gazetteer,
    *,
    provinces: Sequence[str] = (),
    types: Sequence[UnitType] = (),
    codes: Sequence[str] = (),
) -> tuple[Unit, ...]:
    """The units of some provinces (names or codes), some types, or a list of codes; all when nothing is asked.

    Raises:
        InvalidInput: with every province or code that does not exist.
    """
    problems: list[Problem] = []
    wanted_provinces = {_province(text, gazetteer, problems) for text in provinces}
    wanted_codes = {code.strip().zfill(5) for code in codes}
    problems.extend(
        Problem(code, "unknown-unit", f"Không có đơn vị mang mã “{code}”.")
        for code in sorted(wanted_codes - set(gazetteer.units))
    )
    if problems:
        raise InvalidInput("Lựa chọn đơn vị chưa đúng.", problems)
    chosen = tuple(
        unit
        for unit in gazetteer.units.values()
        if (not wanted_provinces or unit.province.code in wanted_provinces)
        and (not types or unit.type in types)
        and (not wanted_codes or unit.code in wanted_codes)
    )
    if not chosen:
        message = "Không có đơn vị nào hợp với lựa chọn."
        raise InvalidInput(message, [Problem("", "no-units", message)])
    return chosen


def plan_batch(
    data: Mapping[str, Any],
    items: Sequence[UnitData],
    options: BatchOptions,
    *,
    template_version_id: uuid.UUID | None = None,
    proven: set[str] | None = None,
) -> BatchPlan:
    """Fill in and read the document of every commune.

    Args:
        data: the common document.
        items: the communes.
        options: how they are made.
        template_version_id: an agency's own Word template.
        proven: proofs of rows found good before, however they were to be made; those found good now are added.

    Raises:
        InvalidDocument: wrong expressions in the common document, or faults that every commune's document has.
        InvalidSheet: faults of single rows, each at its row.
    """
    filler, proven = Filler.compile(data), set() if proven is None else proven
    common = common_digest(data, options)
    digests = tuple(item_digest(common, item) for item in items)
    content = content_digest(data)
    proofs = [item_digest(content, item) for item in items]
    faults: list[tuple[UnitData, tuple[Problem, ...]]] = []
    first: Document | None = None
    for item, proof in zip(items, proofs, strict=True):
        if first is not None and proof in proven:
            continue
        try:
            document = filler.document(item)
            first = first or document
            proven.add(proof)
        except InvalidDocument as error:
            faults.append((item, error.problems))
            if first is None and len(faults) == _HOPELESS:
                break
    total = _HOPELESS if first is None and len(items) > _HOPELESS else len(items)
    _refuse(faults, total, filler.template.varying)
    assert first is not None
    return BatchPlan(
        name=first.subject if "subject" not in filler.template.varying else _common_name(data),
        data=data,
        items=tuple(items),
        options=options,
        template_version_id=template_version_id,
        item_digests=digests,
    )


def common_digest(data: Mapping[str, Any], options: BatchOptions) -> str:
    """SHA-256 of what all rows have in common."""
    made_with = options.as_data()
    del made_with["labels"]
    return _digest([_EDITION, data, made_with])


def content_digest(data: Mapping[str, Any]) -> str:
    """The same without the way of making: formats, numbers and template make no data wrong, so what was proved stays so."""
    return _digest([_EDITION, data])


def item_digest(common: str, item: UnitData) -> str:
    """SHA-256 of everything that decides the outputs of one row, so that equal digests give equal files."""
    unit = item.unit
    return _digest([common, unit.code, unit.with_province, unit.place_name, dict(item.values), list(item.own_tasks)])


def batch_digest(item_digests: Iterable[str]) -> str:
    """SHA-256 over all rows in order."""
    return _digest(list(item_digests))


def _common_name(data: Mapping[str, Any]) -> str:
    """The subject with an ellipsis for what differs."""
    return re.sub(r"\{[{%].*?[%}]\}", "…", str(data["subject"]))


def _refuse(faults: Sequence[tuple[UnitData, tuple[Problem, ...]]], total: int, varying: frozenset[str]) -> None:
    """Tell a fault of the common document once, at its place there; the others at their rows."""
    counts = Counter((problem.path, problem.code) for _, problems in faults for problem in set(problems))
    shared = {key for key, count in counts.items() if count == total and total > 1}
    common = {
        problem
        for item, problems in faults[:1]
        for problem in problems
        if (problem.path, problem.code) in shared and not _is_the_rows(problem, item, varying)
    }
    if common:
        raise InvalidDocument(problems=sorted(common, key=lambda problem: problem.path))
    single = [problem for item, problems in faults for problem in row_problems(item, problems)]
    if single:
        raise InvalidSheet(f"{len(faults)} đơn vị có lỗi dữ liệu.", single)


def _is_the_rows(problem: Problem, item: UnitData, varying: frozenset[str]) -> bool:
    """Whether the faulty field is filled from a sheet: then each row's sender has to mend it."""
    field_name = problem.path.split("/")[1] if "/" in problem.path else ""
    return bool(item.place) and field_name in varying | set_fields(item)


def _province(text: str, gazetteer: Gazetteer, problems: list[Problem]) -> str:
    lookup = find_province(text, gazetteer)
    if lookup.found:
        return lookup.found.code
    hint = f" Có phải {lookup.candidates[0].full_name}?" if lookup.candidates else ""
    problems.append(Problem(text, "unknown-province", f"Không có tỉnh, thành phố “{text}”.{hint}"))
    return ""


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=dict)
    return hashlib.sha256(text.encode()).hexdigest()
