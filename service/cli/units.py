"""``nd30 units``: look a unit up, or list them, as they stood on a day."""

import csv
import sys
from collections.abc import Iterable
from datetime import date, datetime

import click

from service.errors import InvalidInput, Problem
from service.units import Province, Unit, UnitType, find_province, search_units, units_on

_COLUMNS = ("Mã", "Đơn vị", "Tỉnh, thành phố", "Địa danh", "Từ ngày", "Văn bản")
_on = click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Ngày cần tra (mặc định: hôm nay).")


@click.group("units")
def units() -> None:
    """Tra cứu xã, phường, đặc khu theo tên hoặc mã."""


@units.command("search")
@click.argument("text")
@click.option("--limit", default=20, show_default=True, help="Số kết quả tối đa.")
@_on
def search(text: str, limit: int, day: datetime | None) -> None:
    """Tìm đơn vị theo mã hoặc tên, có dấu hay không dấu."""
    found = search_units(text, units_on(_day(day)), limit)
    if not found:
        click.echo("Không tìm thấy đơn vị nào.", err=True)
        raise SystemExit(1)
    _print(found)


@units.command("list")
@click.option("--province", "province_text", help="Chỉ một tỉnh, thành phố (tên hoặc mã).")
@click.option("--type", "type_", type=click.Choice([word.value for word in UnitType]), help="Chỉ một loại.")
@_on
def list_units(province_text: str | None, type_: str | None, day: datetime | None) -> None:
    """Liệt kê đơn vị."""
    gazetteer = units_on(_day(day))
    province = None
    if province_text:
        lookup = find_province(province_text, gazetteer)
        province = lookup.found or _no_such_province(province_text, lookup.candidates)
    here = gazetteer.in_province(province.code) if province else gazetteer.units.values()
    _print(unit for unit in here if type_ is None or unit.type == type_)


def _day(day: datetime | None) -> date:
    return day.date() if day else date.today()  # noqa: DTZ011 - an official means the day on the wall


def _no_such_province(text: str, candidates: tuple[Province, ...]) -> Province:
    hint = f" Có phải {' hoặc '.join(province.full_name for province in candidates)}?" if candidates else ""
    message = f"Không có tỉnh, thành phố “{text}”.{hint}"
    raise InvalidInput(message, [Problem("--province", "unknown-province", message)])


def _print(found: Iterable[Unit]) -> None:
    """Write tab-separated rows, which both people and spreadsheets read."""
    writer = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    for unit in found:
        writer.writerow(
            (unit.code, unit.title, unit.province.title, unit.place_name, unit.valid_from.isoformat(), unit.act)
        )
