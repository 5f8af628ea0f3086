"""The third step of a batch: the rows of the sheet, what is wrong in each and what was mended, ready for one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter

from service.actions.batch_drafts import Choices, sheet_of
from service.actions.batch_plans import PlanRequest, make_plan
from service.actions.batch_sheets import CellFault, RowSheet, column_choices, in_order, text_at
from service.batches import BatchPlan, DocumentTemplate, Format, Numbers, UnitData
from service.errors import InvalidDocument, InvalidInput, InvalidSheet, Nd30Error, Problem
from service.importing.mending import place_of
from service.storage.unfinished_tables import BatchDraftRow
from service.units import units_on
from service.web.context import actor, services, today

#: Faults shown at once; the rest follow as these are mended.
SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Mended:
    """A row that was put right here, and may be put back."""

    row: str
    cell: str
    before: str
    after: str

    @property
    def place(self) -> str:
        """Where it stands among the faults."""
        return self.row


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of the sheet: its heading, what it was taken for, and the address of the heading."""

    letter: str
    heading: str
    meaning: str
    address: str


@dataclass(frozen=True, kw_only=True)
class RowsState:
    """Everything that the step shows.

    Attributes:
        refused: a fault of the common document or of the file as a whole.
        faulty_rows: addresses of rows with a fault.
        good: rows that may be made as they are.
        needs: columns that the document asks for; `asked` are those that may stay empty too, while there is no sheet.
    """

    sheet: RowSheet | None = None
    problems: tuple[Problem, ...] = ()
    faults: tuple[CellFault, ...] = ()
    mended: tuple[Mended, ...] = ()
    refused: Nd30Error | None = None
    good: int = 0
    needs: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    plan: BatchPlan | None = None

    @property
    def faulty_rows(self) -> list[str]:
        """Addresses of the rows that have a fault."""
        return list(dict.fromkeys(fault.row for fault in self.faults if fault.remedies))

    @property
    def ready(self) -> bool:
        """Whether the batch may be rehearsed."""
        return not self.faults and self.refused is None and self.good > 0 and (self.sheet is not None or not self.needs)

    @property
    def listed(self) -> list[CellFault | Mended]:
        """Faults and mended rows together, in the order of the sheet."""
        return sorted((*self.faults[:SHOWN], *self.mended), key=lambda one: in_order(one.place))


def rows_state(row: BatchDraftRow, choices: Choices, data: Mapping[str, Any]) -> RowsState:
    """Read the sheet as mended so far and prove every row."""
    try:
        template = DocumentTemplate.compile(data)
    except InvalidDocument as error:
        return RowsState(refused=error)
    needs = tuple(template.required)
    sent = sheet_of(services(), row)
    if sent is None:
        asked = (*needs, *template.optional)
        return RowsState(good=len(choices.chosen(units_on(today()))), needs=needs, asked=asked)
    try:
        sheet = RowSheet.read(sent, data, today(), choices.edits, choices.dropped, choices.labels)
    except Nd30Error as error:
        return RowsState(refused=error, needs=needs)
    return _proved(sheet, choices, data, needs)


def plan_of(
    choices: Choices,
    data: Mapping[str, Any],
    items: list[UnitData],
    labels: Mapping[str, str],
    proven: set[str] | None = None,
) -> BatchPlan:
    """The batch as chosen; raise InvalidSheet, InvalidDocument, InvalidInput with every fault."""
    formats = (Format.DOCX, Format.PDF) if choices.formats == "pdf" else (Format.DOCX,)
    request = PlanRequest(
        data=data,
        items=items,
        formats=formats,
        check=True,
        numbers=Numbers(choices.numbers),
        template_id=choices.template,
        labels=labels,
        proven=proven,
    )
    return make_plan(services(), actor(), request)


def columns_of(sheet: RowSheet, row: int | None) -> tuple[int, list[Column]]:
    """The row of headings (from 1) and every column with what it is taken for; `row` where a person pointed at it."""
    known = sheet.columns()
    if known is not None and row is None:
        found, mapping = known
        names = {column: name for name, column in mapping.columns.items()}
        heading_row = mapping.first_row - 1
    else:
        found, names = next((one for one in sheet.book.visible), None) or sheet.book.sheets[0], {}
        heading_row = (row or 0) - 1 if row else _likely_headings(found.rows)
    width = max((len(line) for line in found.rows[heading_row : heading_row + 3]), default=0)
    return heading_row + 1, [
        Column(
            letter=get_column_letter(column + 1),
            heading=found.cell(heading_row, column).text,
            meaning=names.get(column, ""),
            address=found.address(heading_row, column),
        )
        for column in range(min(width, 40))
    ]


def choices_of_columns(sheet: RowSheet) -> list[tuple[str, str]]:
    """What a column may be."""
    return column_choices(sheet.template, sheet.labels)


def _proved(sheet: RowSheet, choices: Choices, data: Mapping[str, Any], needs: tuple[str, ...]) -> RowsState:
    mended = tuple(_mended(sheet, choices))
    try:
        items = sheet.rows()
        plan = plan_of(choices, data, items, sheet.labels, sheet.memory.proven)
    except InvalidSheet as error:
        return RowsState(
            sheet=sheet,
            problems=error.problems,
            faults=tuple(sheet.faults(error.problems, SHOWN)),
            mended=mended,
            good=_good_rows(sheet, error.problems),
            needs=needs,
        )
    except (InvalidDocument, InvalidInput) as error:
        return RowsState(sheet=sheet, refused=error, mended=mended, needs=needs)
    return RowsState(sheet=sheet, mended=mended, good=len(items), needs=needs, plan=plan)


def _good_rows(sheet: RowSheet, problems: tuple[Problem, ...]) -> int:
    known = sheet.columns()
    if known is None:
        return 0
    found, mapping = known
    rows = sum(not found.is_blank(row) for row in range(mapping.first_row, len(found.rows)))
    places = {place[:2] for problem in problems if (place := place_of(problem.path))}
    return max(0, rows - sum(name == found.name and row >= mapping.first_row for name, row in places))


def _mended(sheet: RowSheet, choices: Choices) -> list[Mended]:
    """One line for each mended cell, or for a row whose unit was chosen, or that was left out."""
    rows: dict[str, list[str]] = {}
    for address in choices.cells:
        place = place_of(address)
        if place is not None and place[2] is not None:
            rows.setdefault(f"{place[0]}!{place[1] + 1}", []).append(address)
    lines = [_mended_line(sheet, row, addresses, choices.cells) for row, addresses in rows.items()]
    left_out = [Mended(row=row, cell=row.rpartition("!")[2], before="", after="") for row in choices.dropped]
    return [line for line in lines if line.row not in choices.dropped and line.after] + left_out


def _mended_line(sheet: RowSheet, row: str, addresses: list[str], cells: Mapping[str, str]) -> Mended:
    changed = [address for address in addresses if text_at(sheet.original, address) != cells[address]]
    return Mended(
        row=row,
        cell=", ".join(address.rpartition("!")[2] for address in changed),
        before="; ".join(text for address in changed if (text := text_at(sheet.original, address))),
        after="; ".join(cells[address] for address in changed),
    )


def _likely_headings(rows: tuple[Any, ...]) -> int:
    """The first row with two texts or more."""
    return next((number for number, line in enumerate(rows) if sum(bool(cell.text) for cell in line) > 1), 0)
