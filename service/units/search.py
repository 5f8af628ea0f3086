"""Find the unit that a person meant: by code, by official name, and by the ways people really type names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from service.documents.ordering import vietnamese_key
from service.units.folding import bare_key, spelling_key
from service.units.gazetteer import Gazetteer, read_table
from service.units.model import Province, ProvinceType, Unit, UnitType

Place = TypeVar("Place", Unit, Province)
Word = TypeVar("Word", UnitType, ProvinceType)

#: Least likeness, of 100, at which a name is worth suggesting.
_ALIKE = 70
_AGENCIES = ("ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd")
_UNIT_WORDS = {word.value: word for word in UnitType} | {
    "x.": UnitType.XA,
    "p.": UnitType.PHUONG,
    "đk.": UnitType.DAC_KHU,
}
_PROVINCE_WORDS = {word.value: word for word in ProvinceType} | {
    "t.": ProvinceType.TINH,
    "tp.": ProvinceType.THANH_PHO,
    "tp": ProvinceType.THANH_PHO,
}
_NICKNAMES = {"hcm": "79", "tphcm": "79", "tp.hcm": "79", "sài gòn": "79"}
#: What may stand between a commune's name and its province's.
_BORDERS = (",", "(", " - ")


class Certainty(StrEnum):
    """How a name was matched; only by code and by spelling may it be taken without asking a person."""

    CODE = "code"
    SPELLING = "spelling"
    OTHER_TYPE = "other-type"
    MERGED = "merged"
    NO_DIACRITICS = "no-diacritics"
    SIMILAR = "similar"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Lookup(Generic[Place]):
    """What a search came to.

    Attributes:
        candidates: best first.
        certainty: how they were matched.
    """

    candidates: tuple[Place, ...]
    certainty: Certainty

    @property
    def found(self) -> Place | None:
        """The one unit meant, or None when it is unknown, ambiguous or only similar."""
        sure = self.certainty in {Certainty.CODE, Certainty.SPELLING}
        return self.candidates[0] if sure and len(self.candidates) == 1 else None

    @property
    def ambiguous(self) -> bool:
        """Whether several units bear exactly this name."""
        return self.certainty is Certainty.SPELLING and len(self.candidates) > 1


def find_province(text: str, gazetteer: Gazetteer) -> Lookup[Province]:
    """Look up a province by code, or by name with or without its type word."""
    code = text.strip().zfill(2)
    if code in gazetteer.provinces:
        return Lookup((gazetteer.provinces[code],), Certainty.CODE)
    readings = [name for _, name in _readings(spelling_key(text), _PROVINCE_WORDS, spelling_key)]
    by_spelling = {spelling_key(province.name): province for province in gazetteer.provinces.values()}
    by_spelling |= {spelling_key(name): gazetteer.provinces[of] for name, of in _NICKNAMES.items()}
    merged = {spelling_key(row["name"]): row["successor_code"] for row in read_table("former_provinces")}
    for name in readings:
        if name in by_spelling:
            return Lookup((by_spelling[name],), Certainty.SPELLING)
        if name in merged:
            return Lookup((gazetteer.provinces[merged[name]],), Certainty.MERGED)
    return _similar_provinces(text, gazetteer)


def find_unit(text: str, gazetteer: Gazetteer, province: Province | None = None) -> Lookup[Unit]:
    """Look up a commune by code, or by name with or without its type word, agency words and province.

    Args:
        text: ``31756``, ``An Bình``, ``UBND xã An Bình``, ``Xã An Bình, thành phố Cần Thơ``.
        gazetteer: the units of the day that counts.
        province: look only here; names that repeat in the country are unique in a province.
    """
    lookup = _find(text, gazetteer, province)
    if lookup.found or province is not None:
        return lookup
    for name, place in _splits(text):
        told = find_province(place, gazetteer).found
        if told is not None:
            return _find(name, gazetteer, told)
    return lookup


def alphabetical(units: Iterable[Unit]) -> list[Unit]:
    """Units in the order of the Vietnamese alphabet, by province first."""
    return sorted(units, key=lambda unit: (vietnamese_key(unit.province.name), vietnamese_key(unit.name), unit.code))


def search_units(text: str, gazetteer: Gazetteer, limit: int = 20) -> tuple[Unit, ...]:
    """The communes whose name begins with, then contains, then resembles what was typed so far; diacritics optional."""
    wanted = bare_key(text)
    if wanted.isdigit() and (unit := gazetteer.units.get(wanted.zfill(5))):
        return (unit,)
    hits = sorted(
        (rank, vietnamese_key(unit.name), unit.code)
        for unit in gazetteer.units.values()
        if (rank := _rank(wanted, unit)) is not None
    )
    if not hits:
        return _similar_units(text, gazetteer, None, limit).candidates
    return tuple(gazetteer.units[code] for *_, code in hits[:limit])


def _rank(wanted: str, unit: Unit) -> int | None:
    """Where the wanted letters stand in the unit's name and province, smaller is better, or None."""
    place = f"{bare_key(unit.name)} {bare_key(unit.province.name)}".find(wanted)
    if place >= 0:
        return place
    return 100 if bare_key(f"{unit.title} {unit.province.full_name}").startswith(wanted) else None


def _find(text: str, gazetteer: Gazetteer, province: Province | None) -> Lookup[Unit]:
    code = text.strip().removesuffix(".0").zfill(5)
    if code in gazetteer.units:
        return Lookup((gazetteer.units[code],), Certainty.CODE)
    other_type: tuple[Unit, ...] = ()
    for key, index, certainty in (
        (spelling_key, gazetteer.by_spelling, Certainty.SPELLING),
        (bare_key, gazetteer.by_bare, Certainty.NO_DIACRITICS),
    ):
        for type_, name in _readings(key(text), _UNIT_WORDS, key):
            here = tuple(
                unit for unit in index.get(name, ()) if province is None or unit.province.code == province.code
            )
            typed = tuple(unit for unit in here if type_ is None or unit.type is type_)
            if typed:
                return Lookup(typed, certainty)
            other_type = other_type or here
        if other_type:
            return Lookup(other_type, Certainty.OTHER_TYPE)
    return _similar_units(text, gazetteer, province, limit=3)


def _readings(key: str, words: Mapping[str, Word], fold: Callable[[str], str]) -> Iterator[tuple[Word | None, str]]:
    """Each way to read a folded text as (type word, name): as it stands first, since ``Xa Dung`` is a name."""
    for agency in _AGENCIES:
        key = key.removeprefix(fold(agency)).strip()
    yield None, key
    for word, type_ in words.items():
        prefix = fold(word)
        rest = key.removeprefix(prefix)
        if rest != key and (rest.startswith(" ") or prefix.endswith(".")):
            yield type_, rest.strip()


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Each way to cut a text into (commune, province)."""
    for border in _BORDERS:
        name, found, place = text.rpartition(border)
        if found:
            yield name, place.strip(" )")


def _similar_units(text: str, gazetteer: Gazetteer, province: Province | None, limit: int) -> Lookup[Unit]:
    *_, (_, wanted) = _readings(bare_key(text), _UNIT_WORDS, bare_key)
    names = gazetteer.bare_names
    if province is not None:
        names = {unit.code: names[unit.code] for unit in gazetteer.in_province(province.code)}
    hits = process.extract(wanted, names, scorer=fuzz.ratio, limit=limit, score_cutoff=_ALIKE)
    units = tuple(gazetteer.units[code] for _, _, code in hits)
    return Lookup(units, Certainty.SIMILAR if units else Certainty.NOTHING)


def _similar_provinces(text: str, gazetteer: Gazetteer) -> Lookup[Province]:
    names = {province.code: bare_key(province.name) for province in gazetteer.provinces.values()}
    for _, wanted in _readings(bare_key(text), _PROVINCE_WORDS, bare_key):
        hits = process.extract(wanted, names, scorer=fuzz.ratio, limit=3, score_cutoff=_ALIKE)
        if hits:
            return Lookup(tuple(gazetteer.provinces[code] for _, _, code in hits), Certainty.SIMILAR)
    return Lookup((), Certainty.NOTHING)
