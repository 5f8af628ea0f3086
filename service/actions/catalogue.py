"""What everybody may know: kinds of documents, their schemas, the units of Vietnam."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.documents.schema import json_schema
from service.nd30.kinds import KINDS, Kind
from service.numbering import vietnam_day
from service.units import Unit, search_units, units_on


@dataclass(frozen=True, kw_only=True)
class KindView:
    """A kind of document as callers see it."""

    kind: str
    name: str
    abbreviation: str
    rendered: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class UnitView:
    """A commune as callers see it."""

    code: str
    type: str
    name: str
    full_name: str
    province_code: str
    province: str


def kinds() -> list[KindView]:
    """The kinds in the decree's order."""
    return [
        KindView(
            kind=kind.value,
            name=facts.name,
            abbreviation=facts.abbreviation,
            rendered=facts.rendered,
            reason=facts.why_not,
        )
        for kind, facts in KINDS.items()
    ]


def schema(kind: Kind) -> Mapping[str, Any]:
    """JSON Schema of the data of one kind."""
    return json_schema(kind)


def find_units(words: str, *, province: str | None, on: dt.date | None, limit: int, now: dt.datetime) -> list[UnitView]:
    """Communes by name, of one province or of all, as they stood on a day (today by default)."""
    gazetteer = units_on(on or vietnam_day(now))
    everywhere = len(gazetteer.units)
    found = search_units(words, gazetteer, everywhere) if words.strip() else tuple(gazetteer.units.values())
    wanted = [unit for unit in found if province is None or unit.province.code == province]
    return [_view(unit) for unit in wanted[:limit]]


def _view(unit: Unit) -> UnitView:
    return UnitView(
        code=unit.code,
        type=unit.type.value,
        name=unit.name,
        full_name=unit.full_name,
        province_code=unit.province.code,
        province=unit.province.full_name,
    )
