"""Names that have ended: the district level, the provinces before the mergers, the communes and provinces that changed type since.

Used to warn of a header or recipient copied from last year's file.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from service.units.folding import spelling_key
from service.units.gazetteer import FIRST_DAY, read_table, short_date, units_on
from service.units.model import Province, Unit

_DISTRICT_TYPES = ("huyện", "quận", "thị xã", "thị trấn")
_TYPES = (*_DISTRICT_TYPES, "thành phố", "tỉnh", "đặc khu", "phường", "xã")
_TYPE_WORD = re.compile(rf"(?<!\w)({'|'.join(_TYPES)})\s+", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W_][\w'’]*(?:\s+[-–](?=\s))?\s*")
_PARTY = {spelling_key(word) for word in ("ủy", "đoàn", "đội", "hội")}
_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Abolished:
    """A unit's name that no longer held on the day of the document.

    Attributes:
        phrase: the words as they stand in the text.
        start: offset of the phrase in the NFC text.
        since: the first day on which the name no longer held.
        now: what stands in its place, empty where no single unit does.
    """

    phrase: str
    start: int
    since: date
    now: str

    @property
    def message(self) -> str:
        """One Vietnamese sentence for the reader of the finding."""
        instead = f", nay là {self.now}" if self.now else ""
        return f"“{self.phrase}” không còn từ ngày {short_date(self.since)}{instead}."


def abolished(text: str, on: date) -> tuple[Abolished, ...]:
    """Every mention in `text` of a unit that had ended by the day `on`, in order; what is not known for sure is left out."""
    text = unicodedata.normalize("NFC", text)
    return tuple(found for match in _TYPE_WORD.finditer(text) if (found := _ended(text, match, on)))


def _ended(text: str, match: re.Match[str], on: date) -> Abolished | None:
    type_word = match[1].lower()
    for name in _names_at(text, match.end()):
        ending = _ending(type_word, name, on)
        if ending is not None:
            since, now = ending
            return Abolished(f"{match[1]} {name}", match.start(), since, now)
    return None


def _names_at(text: str, start: int) -> Iterator[str]:
    """The capitalised words beginning at `start`; parts of the run only where capitals or a dash hide the name's end."""
    ends: list[int] = []
    position = start
    while len(ends) < _LONGEST_NAME and (word := _NAME_WORD.match(text, position)):
        if not (word[0][0].isupper() or word[0][0].isdigit()):
            break
        ends.append(position := word.end())
    for end in reversed(ends):
        name = text[start:end].rstrip()
        if end == ends[-1] or name.endswith(("-", "–")) or name.isupper():
            yield name.rstrip(" -–")


def _ending(type_word: str, name: str, on: date) -> tuple[date, str] | None:
    key = spelling_key(name)
    if type_word in _DISTRICT_TYPES:
        is_a_district = key.split(" ")[0] not in _PARTY
        return (FIRST_DAY, "") if is_a_district and on >= FIRST_DAY else None
    since, now = _ended_names().get((type_word, key), (date.max, ""))
    return (since, now) if since <= on and (type_word, key) not in _names_on(max(on, FIRST_DAY)) else None


@cache
def _ended_names() -> Mapping[tuple[str, str], tuple[date, str]]:
    """(type, folded name) to (first day without it, what it is now)."""
    latest = units_on(date.max)
    ended = {("thành phố", spelling_key(row["name"])): (FIRST_DAY, "") for row in read_table("former_cities")}
    for row in read_table("former_provinces"):
        if row["valid_to"]:
            successor = latest.provinces[row["successor_code"]].full_name
            ended[row["type"].lower(), spelling_key(row["name"])] = (date.fromisoformat(row["valid_to"]), successor)
    for table, units in (("provinces", latest.provinces), ("communes", latest.units)):
        for row in read_table(table):
            if row["valid_to"]:
                now = units[row["code"]].full_name
                ended[row["type"].lower(), spelling_key(row["name"])] = (date.fromisoformat(row["valid_to"]), now)
    return ended


@cache
def _names_on(day: date) -> frozenset[tuple[str, str]]:
    gazetteer = units_on(day)
    places: list[Province | Unit] = [*gazetteer.provinces.values(), *gazetteer.units.values()]
    return frozenset((place.type.value, spelling_key(place.name)) for place in places)
