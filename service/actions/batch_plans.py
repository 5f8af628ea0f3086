"""From what a person sends to a batch that may be made: a choice of units or a sheet of rows, every fault told first."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.accounts import Actor, Permission
from service.actions.batch_columns import column_label, labels_of_sheet
from service.actions.producing import newest_version
from service.actions.services import Services
from service.batches import (
    BatchOptions,
    BatchPlan,
    DocumentTemplate,
    Format,
    Numbers,
    UnitData,
    choose_units,
    plan_batch,
)
from service.errors import InvalidInput, InvalidSheet
from service.importing import RowMemory, UnitRow, Workbook, read_unit_rows, read_workbook, with_faults
from service.importing.unit_rows import recognise_rows
from service.importing.unit_rows_sheet import unit_rows_sheet
from service.numbering import vietnam_day
from service.units import Unit, UnitType, alphabetical, units_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which units: of these provinces, of these types, with these codes; all when nothing is asked."""

    provinces: Sequence[str] = ()
    types: Sequence[UnitType] = ()
    codes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file as it was sent."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """What a batch is to be.

    Attributes:
        data: JSON of the common document with its ``{{ … }}``.
        choice: which units, when there is no sheet.
        sheet: one row for each unit; it decides the units.
        items: the rows where they were read already, in place of a sheet.
        on: the day that decides which units there are; today in Vietnam when None.
        template_id: an agency's own Word template.
        labels: what columns are called, by their names; the sheet's own headings are known without.
        proven: digests of rows found good before, of which each need not be filled in again.
    """

    data: Mapping[str, Any]
    choice: Choice = Choice()
    sheet: SentFile | None = None
    items: Sequence[UnitData] | None = None
    formats: tuple[Format, ...] = (Format.DOCX,)
    check: bool = False
    numbers: Numbers = Numbers.ROW
    on: dt.date | None = None
    template_id: uuid.UUID | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    proven: set[str] | None = field(default=None, repr=False)


def make_plan(services: Services, who: Actor | None, request: PlanRequest) -> BatchPlan:
    """Read everything and prove every row.

    Raises:
        InvalidDocument: the common document, or all documents alike.
        InvalidSheet: faults of rows, each at its cell; `sheet_with_faults` puts them into the sheet.
        InvalidInput: the choice of units, or a day before the units' list begins.
        UnreadableFile: the sheet is none.
    """
    allow(who)
    day = request.on or vietnam_day(services.clock())
    template = DocumentTemplate.compile(request.data)
    items, labels = _items(request, template, day)
    version_id, digest = _template_version(services, who, request.template_id)
    options = BatchOptions(
        formats=request.formats,
        check=request.check,
        numbers=request.numbers,
        day=day,
        template_digest=digest,
        labels=labels,
    )
    return plan_batch(request.data, items, options, template_version_id=version_id, proven=request.proven)


def rows_sheet(
    services: Services,
    who: Actor | None,
    data: Mapping[str, Any],
    choice: Choice,
    labels: Mapping[str, str] | None = None,
) -> bytes:
    """The Excel file to fill in for this document and these units; `labels` are its headings by the columns' names."""
    allow(who)
    template = DocumentTemplate.compile(data)
    day = vietnam_day(services.clock())
    units = alphabetical(_chosen(choice, day))
    names = (*template.required, *template.optional)
    headings = {name: column_label(name, labels) for name in names}
    return unit_rows_sheet(units, units_on(day).provinces.values(), template.required, template.optional, headings)


def sheet_with_faults(sheet: SentFile, fault: InvalidInput) -> SentFile:
    """The sheet as it was sent with its faults in a first column; raise `fault` again where there is no sheet to read."""
    if not isinstance(fault, InvalidSheet):
        raise fault
    book = read_workbook(sheet.content, sheet.name)
    name, content = with_faults(sheet.content, sheet.name, book, fault.problems, _heading_rows(book))
    return SentFile(name=name, content=content)


def rows_of(
    sheet: SentFile, data: Mapping[str, Any], day: dt.date, labels: Mapping[str, str] | None = None
) -> tuple[list[UnitData], dict[str, str]]:
    """Read a sheet of rows for this document, and what it calls its columns; raise InvalidSheet with every fault at its cell."""
    template = DocumentTemplate.compile(data)
    book, memory = read_workbook(sheet.content, sheet.name), RowMemory(labels)
    rows = read_unit_rows(book, units_on(day), template.required, template.optional, memory)
    return [_unit_data(row) for row in rows], labels_of_sheet(memory.recognised(book)[1])


def allow(who: Actor | None) -> None:
    """Raise NotAllowed unless the actor may make batches; without an actor it is the person at this machine."""
    if who is not None:
        who.require(Permission.BATCHES)


def _items(
    request: PlanRequest, template: DocumentTemplate, day: dt.date
) -> tuple[Sequence[UnitData], Mapping[str, str]]:
    if request.items is not None:
        return request.items, request.labels
    if request.sheet is not None:
        items, headings = rows_of(request.sheet, request.data, day, request.labels)
        return items, {**headings, **request.labels}
    if template.required:
        names = ", ".join(f"row.{name}" for name in template.required)
        raise InvalidInput(f"Văn bản dùng {names}; cần bảng dữ liệu có các cột này.")
    return [UnitData(unit=unit) for unit in _chosen(request.choice, day)], request.labels


def _chosen(choice: Choice, day: dt.date) -> tuple[Unit, ...]:
    return choose_units(units_on(day), provinces=choice.provinces, types=choice.types, codes=choice.codes)


def _unit_data(row: UnitRow) -> UnitData:
    tasks = tuple(group.model_dump(mode="json", exclude_defaults=True) for group in row.own_tasks)
    return UnitData(unit=row.unit, values=row.values, own_tasks=tasks, place=row.place)


def _heading_rows(book: Workbook) -> dict[str, int]:
    try:
        sheet, mapping = recognise_rows(book)
    except InvalidSheet:
        return {}
    return {sheet.name: mapping.first_row}


def _template_version(
    services: Services, who: Actor | None, template_id: uuid.UUID | None
) -> tuple[uuid.UUID | None, str]:
    if template_id is None or who is None:
        return None, ""
    with services.database.reading() as session:
        _, version = newest_version(session, who.agency_id, template_id)
        return version.id, version.digest
