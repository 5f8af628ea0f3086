"""The sheet of rows of a batch being prepared: what is wrong at which cell, and what would put each right."""

import datetime as dt
import hashlib
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from openpyxl.utils import get_column_letter

from service.actions.batch_columns import column_label, labels_of_sheet
from service.actions.batch_plans import SentFile
from service.batches import DocumentTemplate, UnitData
from service.errors import InvalidSheet, Problem
from service.importing import ColumnMapping, RowMemory, Sheet, Workbook, read_unit_rows, read_workbook, with_faults
from service.importing.mending import mended, mended_file, place_of
from service.importing.unit_rows import DOCUMENT_FIELDS, UNIT_FIELDS
from service.units import FIRST_DAY, Gazetteer, Province, Unit, find_province, find_unit, search_units, units_on

#: Faults of a document's own place in words of the column that fills it.
COLUMN_OF_PLACE: Final = {
    "/number": "so",
    "/issued_on": "ngay_ban_hanh",
    "/signer/name": "nguoi_ky",
    "/signer/post": "chuc_vu",
}
#: Types of units that ended with the two-level model; what is left of the name is often that of a commune of today.
_ENDED_TYPE: Final = re.compile(r"^(?:thị trấn|thị xã|huyện|quận)\s+", re.IGNORECASE)
_PLACE: Final = re.compile(r"\((?P<path>/[^()]*)\)$")
_SHOWN_CANDIDATES: Final = 4
#: Rows shown above and below a faulty one.
_AROUND: Final = 1
#: So many files are kept as they were read.
_REMEMBERED: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One press that mends a fault: a text for the cell, a unit for the row, or the row left out."""

    words: str
    text: str = ""
    unit: str = ""
    drop: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """One thing wrong in the sheet.

    Attributes:
        place: ``Dữ liệu!C118``; `cell` is what the table shows, ``C118`` or ``dòng 118``.
        row: address of the row, ``Dữ liệu!118``.
        found: what stands there.
        editable: the cell that a typed text goes to; empty when there is none.
    """

    place: str
    row: str
    found: str
    message: str
    code: str
    editable: str = ""
    remedies: tuple[Remedy, ...] = ()

    @property
    def cell(self) -> str:
        """The place without its sheet."""
        return self.place.rpartition("!")[2]

    @property
    def whole_row(self) -> bool:
        """Whether the fault lies with the row and no one cell of it."""
        return self.place == self.row and place_of(self.place) is not None


@dataclass(slots=True)
class SheetMemory:
    """What is known of one file for one common document.

    Attributes:
        original: the file as it was sent, read.
        rows: what its rows were read as.
        proven: digests of the rows whose documents were found good.
        meant: units that a faulty row may mean, by what stands in it.
    """

    original: Workbook
    rows: RowMemory = field(default_factory=RowMemory)
    proven: set[str] = field(default_factory=set)
    meant: dict[tuple[object, ...], list[Unit]] = field(default_factory=dict)


class _Memories:
    """The files that people are mending just now."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, SheetMemory] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, sent: SentFile, data: Mapping[str, Any], day: dt.date, labels: Mapping[str, str]) -> SheetMemory:
        text = json.dumps([sent.name, day.isoformat(), data, labels], ensure_ascii=False, sort_keys=True, default=str)
        key = hashlib.sha256(sent.content + text.encode()).hexdigest()
        with self._lock:
            found = self._known.get(key)
        if found is None:
            found = SheetMemory(read_workbook(sent.content, sent.name), RowMemory(labels))
        with self._lock:
            self._known[key] = found
            self._known.move_to_end(key)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return found


_memories = _Memories()


@dataclass(frozen=True, slots=True)
class RowSheet:
    """A sheet of rows with what was mended in it.

    Attributes:
        memory: what was found out about the same file before.
        book: with the mended texts.
        template: the common document.
    """

    sent: SentFile
    memory: SheetMemory = field(repr=False)
    book: Workbook
    template: DocumentTemplate
    gazetteer: Gazetteer

    @classmethod
    def read(
        cls,
        sent: SentFile,
        data: Mapping[str, Any],
        day: dt.date,
        cells: Mapping[str, str],
        dropped: Sequence[str],
        labels: Mapping[str, str],
    ) -> "RowSheet":
        """Read the file and put the mended texts in; raise UnreadableFile, InvalidDocument."""
        memory = _memories.of(sent, data, day, labels)
        book = mended(memory.original, cells, dropped)
        return cls(sent, memory, book, DocumentTemplate.compile(data), units_on(day))

    @property
    def original(self) -> Workbook:
        """As it was sent."""
        return self.memory.original

    def rows(self) -> list[UnitData]:
        """The rows; raise InvalidSheet with every fault at its cell."""
        template = self.template
        found = read_unit_rows(self.book, self.gazetteer, template.required, template.optional, self.memory.rows)
        return [
            UnitData(
                unit=row.unit,
                values=row.values,
                own_tasks=tuple(group.model_dump(mode="json", exclude_defaults=True) for group in row.own_tasks),
                place=row.place,
            )
            for row in found
        ]

    def columns(self) -> tuple[Sheet, ColumnMapping] | None:
        """The sheet of rows and what its columns mean; None when that cannot be told."""
        try:
            return self.memory.rows.recognised(self.book)
        except InvalidSheet:
            return None

    @property
    def labels(self) -> dict[str, str]:
        """What its columns are called: as a person said, else as it says itself."""
        known = self.columns()
        return {**(labels_of_sheet(known[1]) if known else {}), **self.memory.rows.labels}

    def faults(self, problems: Iterable[Problem], shown: int = 60) -> list[CellFault]:
        """Each problem in the order of the sheet; what would put it right is sought for those `shown` first."""
        known = self.columns()
        ordered = sorted(problems, key=lambda problem: in_order(problem.path))
        found = [self._fault(problem, known, sought=index < shown) for index, problem in enumerate(ordered)]
        return sorted(found, key=lambda fault: in_order(fault.place))

    def unit_cells(self, row: str, code: str) -> dict[str, str]:
        """The cells that make a row that of the unit `code`; a sheet without a column of codes gets one."""
        known, place, unit = self.columns(), place_of(row), self.gazetteer.units.get(code)
        if known is None or place is None or unit is None:
            return {}
        sheet, mapping = known
        column = mapping.columns.get("ma_don_vi")
        cells = {}
        if column is None:
            column = max((len(line) for line in sheet.rows), default=0)
            cells[sheet.address(mapping.first_row - 1, column)] = "Mã đơn vị"
        cells[sheet.address(place[1], column)] = unit.code
        for name, text in (("ten_don_vi", unit.title), ("tinh", unit.province.title)):
            if name in mapping.columns:
                cells[sheet.address(place[1], mapping.columns[name])] = text
        return cells

    def excerpt(self, row: str) -> tuple[list[str], list[tuple[int, list[tuple[str, str]]]]]:
        """Headings with their letters, and the rows around a place as (number, cells with their address)."""
        known, place = self.columns(), place_of(row)
        if known is None or place is None or place[0] != known[0].name:
            return [], []
        sheet, mapping = known
        wanted = sorted(mapping.headings)[:8]
        heads = [f"{get_column_letter(column + 1)} {mapping.headings[column].split(chr(10))[0]}" for column in wanted]
        first, last = max(mapping.first_row, place[1] - _AROUND), min(place[1] + _AROUND, len(sheet.rows) - 1)
        lines = [
            (number + 1, [(sheet.address(number, column), sheet.cell(number, column).text) for column in wanted])
            for number in range(first, last + 1)
        ]
        return heads, lines

    def with_faults(self, problems: Iterable[Problem], cells: Mapping[str, str], dropped: Sequence[str]) -> SentFile:
        """The file as it was sent, mended as far as it was, with what is still wrong in a first column."""
        content = self.sent.content
        if self.sent.name.lower().endswith(".xlsx") and (cells or dropped):
            content = mended_file(content, cells, dropped)
        known = self.columns()
        headings = {known[0].name: known[1].first_row} if known else {}
        name, made = with_faults(content, self.sent.name, self.book, problems, headings)
        return SentFile(name=name, content=made)

    def _fault(self, problem: Problem, known: tuple[Sheet, ColumnMapping] | None, *, sought: bool) -> CellFault:
        place = place_of(problem.path)
        if place is None or known is None or place[0] != known[0].name:
            return CellFault(place=problem.path, row=problem.path, found="", message=problem.message, code=problem.code)
        sheet, mapping = known
        row, column = place[1], place[2]
        message = problem.message
        if column is None and (inside := _PLACE.search(message)):
            name = COLUMN_OF_PLACE.get(inside["path"])
            column = mapping.columns.get(name) if name else None
            message = message[: inside.start()].rstrip()
        message = message.partition("; ghi thêm")[0]  # the choices stand beside it
        in_rows = row >= mapping.first_row
        if (
            problem.code == "unknown-unit"
            and column is not None
            and (ended := _ENDED_TYPE.match(sheet.cell(row, column).text))
        ):
            day = f"{FIRST_DAY:%d}/{FIRST_DAY.month}/{FIRST_DAY.year}"
            message = f"{ended[0].strip().capitalize()} không còn từ {day}; chọn đơn vị hiện nay."
        address = sheet.address(row, column)
        return CellFault(
            place=address,
            row=sheet.address(row),
            found=sheet.cell(row, column).text if column is not None else "",
            message=message,
            code=problem.code,
            editable=address if column is not None and in_rows else "",
            remedies=tuple(self._remedies(problem.code if sought else "", sheet, mapping, row, column))
            if in_rows
            else (),
        )

    def _remedies(
        self, code: str, sheet: Sheet, mapping: ColumnMapping, row: int, column: int | None
    ) -> Iterator[Remedy]:
        values = {name: sheet.cell(row, place).text for name, place in mapping.columns.items()}
        if code in {"ambiguous-unit", "unknown-unit", "other-type", "code-name-mismatch"}:
            for unit in self._units_meant(values, wide=code in {"unknown-unit", "other-type"}):
                yield Remedy(words=f"{unit.title}, {unit.province.name}", unit=unit.code)
        elif code == "unknown-province":
            for province in find_province(values.get("tinh", ""), self.gazetteer).candidates[:_SHOWN_CANDIDATES]:
                yield Remedy(words=province.title, text=province.title)
        elif code == "date-as-number" and column is not None and (day := sheet.cell(row, column).as_date_serial()):
            yield Remedy(words=f"{day:%d/%m/%Y}", text=f"{day:%d/%m/%Y}")
        elif code == "not-a-number" and column is not None:
            digits = re.search(r"[1-9]\d*", sheet.cell(row, column).text)
            if digits:
                yield Remedy(words=digits[0], text=digits[0])
        yield Remedy(words=f"Bỏ dòng {row + 1}", drop=True)

    def _units_meant(self, values: Mapping[str, str], *, wide: bool) -> list[Unit]:
        """The same, remembered: a name is sought in the whole country."""
        key = (wide, *(values.get(field.name, "") for field in UNIT_FIELDS))
        if key not in self.memory.meant:
            self.memory.meant[key] = self._meant(values, wide=wide)[:_SHOWN_CANDIDATES]
        return self.memory.meant[key]

    def _meant(self, values: Mapping[str, str], *, wide: bool) -> list[Unit]:
        """Units that the code or the name of a row may mean; with `wide` also those whose names only begin alike."""
        code, name = values.get("ma_don_vi", ""), values.get("ten_don_vi", "")
        province: Province | None = None
        if text := values.get("tinh", ""):
            province = find_province(text, self.gazetteer).found
        found = [self.gazetteer.units[code.zfill(5)]] if code.zfill(5) in self.gazetteer.units else []
        if name:
            found += find_unit(name, self.gazetteer, province).candidates
            if province is not None and len(found) < 2:
                found += find_unit(name, self.gazetteer).candidates
            if wide and len(found) < _SHOWN_CANDIDATES:
                found += search_units(_ENDED_TYPE.sub("", name), self.gazetteer, limit=_SHOWN_CANDIDATES)
            if province is not None:
                found.sort(key=lambda unit: unit.province != province)
        return list({unit.code: unit for unit in found}.values())


def column_choices(template: DocumentTemplate, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a column may be: the heading to put over it, and its name in words."""
    fields = [item.name for item in (*UNIT_FIELDS, *DOCUMENT_FIELDS)]
    names = dict.fromkeys([*fields, *template.required, *template.optional])
    return [(label, label) for label in (column_label(name, labels) for name in names)]


def text_at(book: Workbook, address: str) -> str:
    """What stands in a cell; empty for a whole row, or a place that is not there."""
    place = place_of(address)
    sheet = next((one for one in book if place and one.name == place[0]), None)
    return "" if place is None or place[2] is None or sheet is None else sheet.cell(place[1], place[2]).text


def in_order(place: str) -> tuple[str, int, int]:
    """A key that sorts addresses as the sheet has them."""
    found = place_of(place)
    return (found[0], found[1], -1 if found[2] is None else found[2]) if found else ("", 0, 0)
