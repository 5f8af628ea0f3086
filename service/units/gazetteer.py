"""The list of units as it stood on one day, read once per stretch of time in which nothing changed."""

import csv
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib import resources

from service.errors import InvalidInput, Problem
from service.nd30.numbering import padded_day, padded_month
from service.units.folding import bare_key, spelling_key
from service.units.model import NamedAfter, Province, ProvinceType, Unit, UnitType

#: The day the present two levels began (Luật Tổ chức chính quyền địa phương 72/2025/QH15); there is no data before it.
FIRST_DAY = date(2025, 7, 1)


@dataclass(frozen=True)
class Gazetteer:
    """All units of one day, with indexes; get one from `units_on`.

    Attributes:
        since: first day on which this list held.
        provinces: by code, 34 of them.
        units: by code, 3,321 of them.
    """

    since: date
    provinces: Mapping[str, Province] = field(repr=False)
    units: Mapping[str, Unit] = field(repr=False)

    def in_province(self, code: str) -> tuple[Unit, ...]:
        """Every commune of the province, in the order of the national list."""
        return tuple(unit for unit in self.units.values() if unit.province.code == code)

    @cached_property
    def by_spelling(self) -> Mapping[str, tuple[Unit, ...]]:
        """Communes by `spelling_key` of the name without its type."""
        return _index((spelling_key(unit.name), unit) for unit in self.units.values())

    @cached_property
    def by_bare(self) -> Mapping[str, tuple[Unit, ...]]:
        """Communes by `bare_key` of the name without its type."""
        return _index((name, self.units[code]) for code, name in self.bare_names.items())

    @cached_property
    def bare_names(self) -> Mapping[str, str]:
        """`bare_key` of each commune's name without its type, by code."""
        return {unit.code: bare_key(unit.name) for unit in self.units.values()}

    @cached_property
    def repeated_names(self) -> frozenset[tuple[UnitType, str]]:
        """Official names, type included, that more than one commune bears: never a key."""
        counts = _index((f"{unit.type}\n{unit.name}", unit) for unit in self.units.values())
        return frozenset((units[0].type, units[0].name) for units in counts.values() if len(units) > 1)


def units_on(day: date) -> Gazetteer:
    """The units as they stood on `day`; raise InvalidInput for a day before 01/7/2025."""
    if day < FIRST_DAY:
        message = f"Danh mục đơn vị hành chính chỉ có từ ngày 01/7/2025, không có ngày {short_date(day)}."
        raise InvalidInput(message, [Problem("", "no-units-before", message)])
    days = change_days()
    return _units_since(days[bisect_right(days, day) - 1])


def short_date(day: date) -> str:
    """A date in a message, padded as documents are: ``01/7/2025``, ``20/02/2026``."""
    return f"{padded_day(day.day)}/{padded_month(day.month)}/{day.year}"


@cache
def change_days() -> tuple[date, ...]:
    """Every day on which the list changed, oldest first."""
    rows = [*read_table("provinces"), *read_table("communes")]
    return tuple(sorted({date.fromisoformat(row["valid_from"]) for row in rows}))


@cache
def read_table(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of ``data/<name>.csv``."""
    with (resources.files("service.units") / "data" / f"{name}.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def _units_since(day: date) -> Gazetteer:
    provinces = {row["code"]: _province(row) for row in _rows_on("provinces", day)}
    units = (_unit(row, provinces[row["province_code"]]) for row in _rows_on("communes", day))
    return Gazetteer(day, provinces, {unit.code: unit for unit in units})


def _rows_on(name: str, day: date) -> Iterable[Mapping[str, str]]:
    for row in read_table(name):
        begins, ends = _stretch(row)
        if begins <= day and (ends is None or day < ends):
            yield row


def _stretch(row: Mapping[str, str]) -> tuple[date, date | None]:
    ends = row["valid_to"]
    return date.fromisoformat(row["valid_from"]), date.fromisoformat(ends) if ends else None


def _province(row: Mapping[str, str]) -> Province:
    begins, ends = _stretch(row)
    return Province(
        code=row["code"],
        type=ProvinceType(row["type"].lower()),
        name=row["name"],
        valid_from=begins,
        valid_to=ends,
        act=row["act"],
        named_after=_named_after(row),
    )


def _unit(row: Mapping[str, str], province: Province) -> Unit:
    begins, ends = _stretch(row)
    return Unit(
        code=row["code"],
        type=UnitType(row["type"].lower()),
        name=row["name"],
        province=province,
        valid_from=begins,
        valid_to=ends,
        act=row["act"],
        named_after=_named_after(row),
    )


def _named_after(row: Mapping[str, str]) -> NamedAfter | None:
    if any(letter.isdigit() for letter in row["name"]):
        return NamedAfter.NUMBER
    return _people_and_events().get(row["code"])


@cache
def _people_and_events() -> Mapping[str, NamedAfter]:
    """Codes of units named after a person or an event: only those beyond doubt, since no act lists them."""
    return {row["code"]: NamedAfter(row["named_after"]) for row in read_table("named_after")}


@cache
def commemorative_names() -> tuple[str, ...]:
    """Names of people and events that units bear: the type word before them takes a capital (Phụ lục II, Mục III, khoản 1, điểm b)."""
    return tuple(sorted({row["name"] for row in read_table("named_after")}))


def _index(pairs: Iterable[tuple[str, Unit]]) -> Mapping[str, tuple[Unit, ...]]:
    index: dict[str, list[Unit]] = defaultdict(list)
    for key, unit in pairs:
        index[key].append(unit)
    return {key: tuple(units) for key, units in index.items()}
