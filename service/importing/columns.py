"""Which column of a sheet means what: recognised from its headings, then adjusted by a person who sees the sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from openpyxl.utils import get_column_letter
from rapidfuzz import fuzz

from service.errors import InvalidSheet, Problem
from service.importing.sheets import Sheet
from service.sentences import Sentence
from service.units import bare_key, spelling_key

#: Headings are looked for in this many rows from the top; above them stand the title and the agency's name.
HEADING_DEPTH: Final = 30
#: Least likeness, of 100, at which a misspelled heading is taken for a known one.
_ALIKE: Final = 88


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that a column may mean.

    Attributes:
        name: identifier, as in the JSON.
        label: heading that we write and show.
        also: other headings seen in offices' sheets.
        required: whether rows make no sense without it.
        ignored: known, and of no use (ordinals, notes, the fault column of a returned file).
    """

    name: str
    label: str
    also: tuple[str, ...] = ()
    required: bool = False
    ignored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Where the headings stand and what each column means.

    Attributes:
        sheet: name of the sheet.
        first_row: first row of data, from 0; the headings end just above.
        columns: field name to column, from 0.
        headings: heading of every column that has one, by column.
        ignored: columns known to carry nothing for us.
    """

    sheet: str
    first_row: int
    columns: Mapping[str, int]
    headings: Mapping[int, str] = field(default_factory=dict)
    ignored: frozenset[int] = frozenset()

    @property
    def unknown(self) -> tuple[int, ...]:
        """Columns with a heading that no field claimed."""
        return tuple(sorted(set(self.headings) - set(self.columns.values()) - self.ignored))

    def with_column(self, name: str, column: int | None) -> "ColumnMapping":
        """The same mapping with a field moved to another column, or taken away (None)."""
        columns = {other: place for other, place in self.columns.items() if other != name and place != column}
        if column is not None:
            columns[name] = column
        return replace(self, columns=MappingProxyType(columns), ignored=self.ignored - {column})

    def missing(self, fields: Iterable[Field]) -> tuple[Field, ...]:
        """The required fields that have no column."""
        return tuple(item for item in fields if item.required and item.name not in self.columns)

    def check(self, fields: Sequence[Field]) -> "ColumnMapping":
        """Return self; raise InvalidSheet naming every required column that is missing."""
        problems = [
            Problem(f"{self.sheet}!{self.first_row}", "missing-column", _missing_sentence(item))
            for item in self.missing(fields)
        ]
        if problems:
            raise InvalidSheet(Sentence("Trang tính “%(sheet)s” thiếu cột bắt buộc.", sheet=self.sheet), problems)
        return self


def recognise(sheet: Sheet, fields: Sequence[Field], least: int = 2) -> ColumnMapping:
    """Find the heading row and what each column means.

    Args:
        sheet: the sheet to look at.
        fields: what its columns may mean.
        least: how many known headings make a row the heading row.

    Raises:
        InvalidSheet: no row looks like headings, or two columns bear the same known heading.
    """
    rows = range(min(HEADING_DEPTH, len(sheet.rows)))
    top = max(rows, key=lambda row: _known_headings(sheet, row, fields), default=0)
    known = _known_headings(sheet, top, fields) if sheet.rows else 0
    if known < least:
        raise _no_headings(sheet, fields)
    depth = _heading_depth(sheet, top, fields)
    headings = {column: text for column in range(_width(sheet, top)) if (text := _heading(sheet, top, depth, column))}
    columns, ignored, problems = _assign(sheet, top, headings, fields)
    if problems:
        raise InvalidSheet(Sentence("Trang tính “%(sheet)s” có cột trùng tên.", sheet=sheet.name), problems)
    return ColumnMapping(
        sheet=sheet.name,
        first_row=top + depth,
        columns=MappingProxyType(columns),
        headings=MappingProxyType(headings),
        ignored=ignored,
    )


def choose_sheet(sheets: Sequence[Sheet], fields: Sequence[Field]) -> tuple[Sheet, ColumnMapping]:
    """The first visible sheet whose headings are recognised; raise InvalidSheet when there is none."""
    failures: list[InvalidSheet] = []
    for sheet in sheets:
        try:
            return sheet, recognise(sheet, fields)
        except InvalidSheet as error:
            failures.append(error)
    if not failures:
        message = Sentence("Tệp không có trang tính nào hiện ra và có dữ liệu.")
        raise InvalidSheet(message, [Problem("", "no-sheet", message)])
    raise failures[0]


def _assign(
    sheet: Sheet, row: int, headings: Mapping[int, str], fields: Sequence[Field]
) -> tuple[dict[str, int], frozenset[int], list[Problem]]:
    """Give each column to its best field, exact names before similar ones."""
    columns: dict[str, int] = {}
    ignored: set[int] = set()
    problems: list[Problem] = []
    scored = sorted(
        (
            (likeness, -column, column, item)
            for column, text in headings.items()
            for likeness, item in [_best(text, fields)]
        ),
        key=lambda entry: entry[:2],
        reverse=True,
    )
    for likeness, _, column, item in scored:
        if likeness < _ALIKE or item is None:
            continue
        if item.ignored:
            ignored.add(column)
        elif item.name not in columns:
            columns[item.name] = column
        elif likeness == 100:
            first = get_column_letter(columns[item.name] + 1)
            message = Sentence(
                "Cột “%(name)s” trùng với cột %(first)s; xóa hoặc đổi tên một cột.", name=headings[column], first=first
            )
            problems.append(sheet.problem(row, column, "duplicate-column", message))
    return columns, frozenset(ignored), problems


def _best(text: str, fields: Sequence[Field]) -> tuple[float, Field | None]:
    """The field whose heading this is, with its likeness of 100; of two levels the one nearest the data decides."""
    best: tuple[float, Field | None] = (0.0, None)
    for level in text.split("\n"):
        for item in fields:
            likeness = max(_likeness(level, label) for label in (item.label, *item.also))
            if likeness > best[0]:
                best = (likeness, item)
        if best[0] >= _ALIKE:
            break
    return best


def _likeness(text: str, label: str) -> float:
    if spelling_key(text) == spelling_key(label):
        return 100.0
    plain, wanted = (bare_key(part).replace("/", " ").strip(" .:*()") for part in (text, label))
    return 99.0 if plain == wanted else min(98.0, fuzz.ratio(plain, wanted))


def _known_headings(sheet: Sheet, row: int, fields: Sequence[Field]) -> int:
    texts = {cell.text for cell in sheet.rows[row] if 0 < len(cell.text) <= 80}
    best = (_best(text, fields) for text in texts)
    return len({item.name for likeness, item in best if item is not None and likeness >= _ALIKE and not item.ignored})


def _heading_depth(sheet: Sheet, top: int, fields: Sequence[Field]) -> int:
    """How many rows the headings take: cells merged downwards tell, or cells merged to the side over known headings."""
    from_top = [(bottom - top + 1, right > left) for first, left, bottom, right in sheet.merged if first == top]
    downwards = max((rows for rows, _ in from_top), default=1)
    wide = any(is_wide for _, is_wide in from_top) and top + 1 < len(sheet.rows)
    return max(downwards, 2 if wide and _known_headings(sheet, top + 1, fields) else 1)


def _heading(sheet: Sheet, top: int, depth: int, column: int) -> str:
    """The words over a column, the nearest to the data first, one level a line; only upper levels span columns."""
    levels: list[str] = []
    for row in range(top + depth - 1, top - 1, -1):
        left = column if row == top + depth - 1 else _merged_left(sheet, row, column)
        text = " ".join(sheet.cell(row, left).text.split())
        if text and text not in levels:
            levels.append(text)
    return "\n".join(levels)


def _merged_left(sheet: Sheet, row: int, column: int) -> int:
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= column <= right:
            return left
    return column


def _width(sheet: Sheet, row: int) -> int:
    return max((len(cells) for cells in sheet.rows[row : row + 3]), default=0)


def _no_headings(sheet: Sheet, fields: Sequence[Field]) -> InvalidSheet:
    labels = ", ".join(item.label for item in fields if not item.ignored)
    message = Sentence(
        "Trang tính “%(sheet)s” không có dòng tiêu đề cột nhận ra được; cần các cột: %(labels)s.",
        sheet=sheet.name,
        labels=labels,
    )
    return InvalidSheet(message, [Problem(f"{sheet.name}!1", "no-headings", message)])


def _missing_sentence(item: Field) -> str:
    return Sentence("Thiếu cột “%(name)s”; thêm cột này hoặc chỉ ra cột tương ứng.", name=item.label)
