"""A sheet with one row per commune, and a sheet of their own tasks: whose row it is, and every fault at its cell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pydantic_core import PydanticCustomError

from service.documents import TaskGroup
from service.documents.text import clean_text
from service.errors import InvalidSheet, Problem
from service.importing.columns import HEADING_DEPTH, ColumnMapping, Field, recognise
from service.importing.sheets import Cell, Sheet, Workbook
from service.importing.tasks import TASK_FIELDS, read_task_rows
from service.units import Certainty, Gazetteer, Lookup, Province, Unit, bare_key, find_province, find_unit

#: Columns that say whose row it is; any one of code and name will do.
UNIT_FIELDS: Final = (
    Field(name="ma_don_vi", label="Mã đơn vị", also=("Mã", "Mã xã", "Mã ĐVHC", "Mã đơn vị hành chính")),
    Field(
        name="ten_don_vi",
        label="Tên đơn vị",
        also=("Đơn vị", "Xã", "Tên xã", "Xã, phường", "Xã, phường, đặc khu", "Tên xã, phường", "Tên đơn vị hành chính"),
    ),
    Field(name="tinh", label="Tỉnh, thành phố", also=("Tỉnh", "Tỉnh/Thành phố", "Tên tỉnh", "Thuộc tỉnh")),
)
#: Columns that set parts of the document by themselves.
DOCUMENT_FIELDS: Final = (
    Field(name="so", label="Số", also=("Số văn bản", "Số VB")),
    Field(name="ngay_ban_hanh", label="Ngày ban hành", also=("Ngày, tháng",)),
    Field(name="nguoi_ky", label="Người ký", also=("Họ và tên người ký", "Họ tên người ký")),
    Field(name="chuc_vu", label="Chức vụ người ký", also=("Chức vụ",)),
)
_IGNORED: Final = tuple(item for item in TASK_FIELDS if item.ignored)
ROW_FIELDS: Final = (*_IGNORED, *UNIT_FIELDS, *DOCUMENT_FIELDS)
OWN_TASK_FIELDS: Final = (*UNIT_FIELDS, *TASK_FIELDS)
#: Names of the two sheets as our own template has them.
ROWS_SHEET: Final = "Dữ liệu"
OWN_TASKS_SHEET: Final = "Nhiệm vụ riêng"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """What a sheet says of one commune.

    Attributes:
        place: the row in the sheet, ``Dữ liệu!7``.
        values: texts by column name (``chi_tieu``).
        cells: address of each value.
        own_tasks: tasks of the second sheet.
    """

    unit: Unit
    place: str
    values: Mapping[str, str]
    cells: Mapping[str, str]
    own_tasks: tuple[TaskGroup, ...] = ()


#: A row of the file, and what it was read as: its commune with its values (None when unsure), and every fault in it.
_RowRead = tuple[tuple[Cell, ...], UnitRow | None, tuple[Problem, ...]]


class RowMemory:
    """What the rows of one file were read as, so that mending one row does not read the others again.

    One memory serves one file with one set of required columns and the units of one day; wrong headings are never kept.
    `labels` are headings that stand for columns of other names, by these names.
    """

    def __init__(self, labels: Mapping[str, str] | None = None) -> None:
        self.labels = labels or {}
        self._known: tuple[object, str, ColumnMapping, dict[int, _RowRead]] | None = None

    def recognised(self, book: Workbook) -> tuple[Sheet, ColumnMapping]:
        """As `recognise_rows`; looked for again only when a row that headings may stand in has changed."""
        sheet, mapping, _rows = self.of(book)
        return sheet, mapping

    def of(self, book: Workbook) -> tuple[Sheet, ColumnMapping, dict[int, _RowRead]]:
        """The sheet, its columns, and what its rows were read as with these columns."""
        heads = [(sheet.name, sheet.visible, sheet.merged, sheet.rows[: HEADING_DEPTH + 1]) for sheet in book]
        known = self._known
        if known is None or known[0] != heads:
            sheet, mapping = recognise_rows(book, self.labels)
            same = known is not None and (sheet.name, mapping) == known[1:3]
            known = self._known = heads, sheet.name, mapping, known[3] if known is not None and same else {}
        return next(sheet for sheet in book if sheet.name == known[1]), known[2], known[3]


@dataclass(slots=True)
class _Reading:
    gazetteer: Gazetteer
    problems: list[Problem] = field(default_factory=list)
    first_seen: dict[str, str] = field(default_factory=dict)


def column_name(heading: str) -> str:
    """The name under which a column of the sender's own is used: ``Chỉ tiêu (%)`` is ``row.chi_tieu``."""
    words = "".join(letter if letter.isalnum() else " " for letter in bare_key(heading.split("\n")[0])).split()
    return "_".join(words)


def recognise_rows(book: Workbook, labels: Mapping[str, str] | None = None) -> tuple[Sheet, ColumnMapping]:
    """The sheet of rows with its columns; the sender's own columns are included under their `column_name`.

    A heading among `labels` is the column of that name.
    """
    fields = (*ROW_FIELDS, *(Field(name=name, label=label) for name, label in (labels or {}).items()))
    failures: list[InvalidSheet] = []
    for sheet in book.visible:
        try:
            mapping = recognise(sheet, fields, least=1)
        except InvalidSheet as error:
            failures.append(error)
            continue
        if {"ma_don_vi", "ten_don_vi"} & set(mapping.columns) and "task" not in recognise_names(sheet):
            return sheet, _with_own_columns(mapping)
    if failures and any(problem.code == "duplicate-column" for error in failures for problem in error.problems):
        raise failures[0]
    if not book.visible:
        message = "Tệp không có trang tính nào hiện ra và có dữ liệu."
        raise InvalidSheet(message, [Problem("", "no-sheet", message)])
    message = "Không thấy trang tính nào có cột “Mã đơn vị” hoặc “Tên đơn vị”."
    raise InvalidSheet(message, [Problem(f"{book.visible[0].name}!1", "no-headings", message)])


def recognise_names(sheet: Sheet) -> frozenset[str]:
    """Names of the task columns that a sheet has: a sheet of own tasks is no sheet of rows."""
    try:
        return frozenset(recognise(sheet, OWN_TASK_FIELDS).columns)
    except InvalidSheet:
        return frozenset()


def read_unit_rows(
    book: Workbook,
    gazetteer: Gazetteer,
    required: Iterable[str] = (),
    optional: Iterable[str] = (),
    memory: RowMemory | None = None,
) -> tuple[UnitRow, ...]:
    """Read the rows, and the own tasks when there is a sheet of them.

    Args:
        book: the file.
        gazetteer: the units of the day that counts.
        required: column names that must be there and filled in every row.
        optional: column names that must be there but may be empty.
        memory: what the same file, otherwise mended, was read as before.

    Raises:
        InvalidSheet: with every fault of every row, each at its cell.
    """
    memory = memory or RowMemory()
    sheet, mapping, known = memory.of(book)
    reading = _Reading(gazetteer)
    required = tuple(required)
    _check_columns(sheet, mapping, {name: memory.labels.get(name, name) for name in (*required, *optional)}, reading)
    rows = [
        row for number in _data_rows(sheet, mapping) if (row := _row(sheet, mapping, number, required, reading, known))
    ]
    tasks = _read_own_tasks(book, sheet, rows, reading)
    if not rows and not reading.problems:
        reading.problems.append(sheet.problem(mapping.first_row, None, "no-rows", "Không có dòng nào dưới tiêu đề."))
    if reading.problems:
        raise InvalidSheet(f"Tệp có {len(reading.problems)} lỗi, chưa lập được danh sách.", reading.problems)
    return tuple(
        UnitRow(
            unit=row.unit, place=row.place, values=row.values, cells=row.cells, own_tasks=tasks.get(row.unit.code, ())
        )
        for row in rows
    )


def _with_own_columns(mapping: ColumnMapping) -> ColumnMapping:
    """Give every other column its name too, a column of notes included: the document may use it."""
    for column in sorted({*mapping.unknown, *mapping.ignored}):
        name = column_name(mapping.headings[column])
        if name and name not in mapping.columns:
            mapping = mapping.with_column(name, column)
    return mapping


def _data_rows(sheet: Sheet, mapping: ColumnMapping) -> list[int]:
    return [row for row in range(mapping.first_row, len(sheet.rows)) if not sheet.is_blank(row)]


def _check_columns(sheet: Sheet, mapping: ColumnMapping, labels: Mapping[str, str], reading: _Reading) -> None:
    present = ", ".join(f"“{heading.partition(chr(10))[0]}”" for heading in mapping.headings.values())
    for name, label in labels.items():
        if name not in mapping.columns:
            message = f"Thiếu cột “{label}” cho {{{{ row.{name} }}}} mà văn bản dùng; các cột đang có: {present}."
            reading.problems.append(sheet.problem(max(mapping.first_row - 1, 0), None, "missing-column", message))


def _row(
    sheet: Sheet,
    mapping: ColumnMapping,
    number: int,
    required: Sequence[str],
    reading: _Reading,
    known: dict[int, _RowRead],
) -> UnitRow | None:
    """The row as it was read before, or anew when it has changed; whether its commune has another row is seen each time."""
    before = known.get(number)
    if before is None or before[0] is not sheet.rows[number]:
        alone = _Reading(reading.gazetteer)
        read = _read_row(sheet, mapping, number, required, alone)
        before = known[number] = (sheet.rows[number], read, tuple(alone.problems))
    _cells, row, problems = before
    reading.problems += problems
    if row is not None and (first := reading.first_seen.setdefault(row.unit.code, row.place)) != row.place:
        message = f"Trùng với dòng {first.rpartition('!')[2]}: {row.unit.with_province} (mã {row.unit.code})."
        reading.problems.append(Problem(row.place, "duplicate-unit", message))
    return row


def _read_row(
    sheet: Sheet, mapping: ColumnMapping, number: int, required: Sequence[str], reading: _Reading
) -> UnitRow | None:
    cells = {name: sheet.address(number, column) for name, column in mapping.columns.items()}
    values = {name: sheet.cell(number, column).text for name, column in mapping.columns.items()}
    unit = _unit_of(values, cells, sheet.address(number), reading)
    problems = [*_value_problems(sheet, mapping, number, required), *_number_problems(values, cells)]
    problems += _date_problems(sheet, mapping, number)
    whose = f"{unit.title}: " if unit else ""
    reading.problems += [Problem(problem.path, problem.code, whose + problem.message) for problem in problems]
    if unit is None:
        return None
    return UnitRow(unit=unit, place=sheet.address(number), values=values, cells=cells)


def _value_problems(sheet: Sheet, mapping: ColumnMapping, row: int, required: Sequence[str]) -> Iterator[Problem]:
    for name, column in mapping.columns.items():
        cell = sheet.cell(row, column)
        if fault := _unusable(cell):
            yield sheet.problem(row, column, *fault)
        elif not cell.text and name in required:
            label = mapping.headings.get(column, name).split("\n")[0].rstrip(" *")
            yield sheet.problem(row, column, "missing-value", f"Thiếu giá trị cột “{label}”.")


def _unusable(cell: Cell) -> tuple[str, str] | None:
    """Code and sentence when a cell's text cannot be printed."""
    if cell.fault:
        return "cell-without-value", cell.fault
    try:
        clean_text(cell.text)
    except PydanticCustomError as error:
        return error.type, error.message()
    return None


def _number_problems(values: Mapping[str, str], cells: Mapping[str, str]) -> Iterator[Problem]:
    text = values.get("so", "")
    if text and not (text.isascii() and text.isdigit() and int(text) > 0):
        message = f"Số văn bản “{text}” phải là số nguyên dương, không kèm ký hiệu."
        yield Problem(cells["so"], "not-a-number", message)


def _date_problems(sheet: Sheet, mapping: ColumnMapping, row: int) -> Iterator[Problem]:
    column = mapping.columns.get("ngay_ban_hanh", -1)
    cell = sheet.cell(row, column)
    serial = cell.as_date_serial()
    if serial:
        message = f"Ngày ban hành là số {cell.text}, có lẽ là {serial:%d/%m/%Y}; định dạng ô là ngày."
        yield sheet.problem(row, column, "date-as-number", message)


def _unit_of(values: Mapping[str, str], cells: Mapping[str, str], place: str, reading: _Reading) -> Unit | None:
    """The commune of a row by its code, else by its name and province; what keeps it from being sure is noted."""
    gazetteer, problems = reading.gazetteer, reading.problems
    code, name = values.get("ma_don_vi", ""), values.get("ten_don_vi", "")
    province: Province | None = None
    if text := values.get("tinh", ""):
        found = find_province(text, gazetteer)
        province = found.found
        if province is None:
            problems.append(Problem(cells["tinh"], "unknown-province", _unknown("tỉnh, thành phố", text, found)))
    if code:
        unit = gazetteer.units.get(code.zfill(5)) if code.isdigit() else None
        if unit is None:
            problems.append(Problem(cells["ma_don_vi"], "unknown-unit", f"Không có đơn vị mang mã “{code}”."))
        elif name and not _agrees(name, unit, gazetteer):
            message = f"Mã {unit.code} là {unit.with_province}, khác tên “{name}” ở cùng dòng."
            problems.append(Problem(cells["ten_don_vi"], "code-name-mismatch", message))
        return unit
    if not name:
        problems.append(Problem(place, "missing-unit", "Dòng này không ghi mã hoặc tên đơn vị."))
        return None
    lookup = find_unit(name, gazetteer, province)
    if lookup.found is None:
        problems.append(Problem(cells["ten_don_vi"], *_why_not(name, lookup)))
    return lookup.found


def _agrees(name: str, unit: Unit, gazetteer: Gazetteer) -> bool:
    return any(candidate.code == unit.code for candidate in find_unit(name, gazetteer, unit.province).candidates[:1])


def _why_not(name: str, lookup: Lookup[Unit]) -> tuple[str, str]:
    """Code and sentence for a commune's name that is not sure."""
    if lookup.ambiguous:
        bearers = "; ".join(f"{unit.with_province} ({unit.code})" for unit in lookup.candidates[:5])
        return (
            "ambiguous-unit",
            f"“{name}” là tên của {len(lookup.candidates)} đơn vị; ghi thêm tỉnh hoặc mã: {bearers}.",
        )
    if lookup.certainty is Certainty.OTHER_TYPE:
        return "other-type", _unknown("đơn vị", name, lookup)
    return "unknown-unit", _unknown("đơn vị", name, lookup)


def _unknown(what: str, text: str, lookup: Lookup[Unit] | Lookup[Province]) -> str:
    if not lookup.candidates:
        return f"Không có {what} “{text}”."
    names = [place.with_province if isinstance(place, Unit) else place.full_name for place in lookup.candidates[:3]]
    verb = "nay thuộc" if lookup.certainty is Certainty.MERGED else "có phải"
    mark = "." if lookup.certainty is Certainty.MERGED else "?"
    return f"Không có {what} “{text}”; {verb} {' hoặc '.join(names)}{mark}"


def _read_own_tasks(
    book: Workbook, rows_sheet: Sheet, rows: Sequence[UnitRow], reading: _Reading
) -> Mapping[str, tuple[TaskGroup, ...]]:
    for sheet in book.visible:
        if sheet is not rows_sheet and "task" in recognise_names(sheet):
            return _own_tasks(sheet.filled_from_merges(), rows, reading)
    return {}


def _own_tasks(sheet: Sheet, rows: Sequence[UnitRow], reading: _Reading) -> Mapping[str, tuple[TaskGroup, ...]]:
    """Tasks by unit code; a row without a unit belongs to the unit above."""
    mapping = recognise(sheet, OWN_TASK_FIELDS)
    listed = {row.unit.code for row in rows}
    numbers: dict[str, list[int]] = defaultdict(list)
    unit: Unit | None = None
    for number in _data_rows(sheet, mapping):
        names = [name for name in ("ma_don_vi", "ten_don_vi", "tinh") if name in mapping.columns]
        values = {name: sheet.cell(number, mapping.columns[name]).text for name in names}
        if values.get("ma_don_vi") or values.get("ten_don_vi"):
            cells = {name: sheet.address(number, mapping.columns[name]) for name in names}
            unit = _unit_of(values, cells, sheet.address(number), reading)
            if unit and unit.code not in listed:
                message = f"{unit.with_province} không có trong trang tính “{ROWS_SHEET}”."
                reading.problems.append(sheet.problem(number, None, "unit-not-listed", message))
        if unit:
            numbers[unit.code].append(number)
    return {code: read_task_rows(sheet, mapping, places, reading.problems) for code, places in numbers.items()}
