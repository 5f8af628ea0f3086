"""Words of a time limit turned into days: quarters, months, years, deadlines and what comes back again."""

import datetime
import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Period(StrEnum):
    """How often a recurring output falls due."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `start` to `end`, both included; `start` is None for a mere deadline."""

    start: datetime.date | None
    end: datetime.date


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words of a time limit say.

    Attributes:
        window: the days they name; None when they name none.
        recurrences: how often the work comes back, as named.
        standing: the work never ends (thường xuyên, liên tục).
        conditional: it is due only if the case arises (nếu có, khi phát sinh).
    """

    window: Window | None = None
    recurrences: tuple[Period, ...] = ()
    standing: bool = False
    conditional: bool = False

    def is_over(self, day: datetime.date) -> bool:
        """Tell whether the last day has passed on `day`; words that name no day are never over."""
        return self.window is not None and day > self.window.end

    def days_over(self, day: datetime.date) -> int:
        """Return how many days `day` is past the last day, 0 when it is not."""
        return max(0, (day - self.window.end).days) if self.window else 0


@dataclass(frozen=True, slots=True)
class _Mention:
    """One period named in the words; the year is None where they leave it out.

    Attributes:
        first: month and day it begins on.
        last: month and day it ends on; day 0 is the last of the month.
    """

    at: int
    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]
    years: int = 0


_YYYY = r"(?:19|20)\d\d"
_MM = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_MONTH = rf"(?P<month_of_day>{_MM})"
_QUARTER = r"(?:iv|i{1,3}|[1-4])"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _in_year(group: str) -> str:
    """Return the pattern of a year after a period: ``/2026``, ``năm 2026``, ``-2026``."""
    return rf"(?:\s*(?:/|-|,?\s*năm\s+|\s)\s*(?P<{group}>{_YYYY})\b)?"


_JOIN = r"(?:\s*(?:,|;|và|\+|-|–|đến)\s*(?:quý\s+|tháng\s+)?)"

#: Each form of naming a period, tried from left to right at every place, the longer first.
_FORMS = {
    "numeric": rf"\b{_DAY}\s*[/.-]\s*{_MONTH}(?:\s*[/.-]\s*(?P<numeric_year>{_YYYY}))?\b",
    "short_month": rf"\b(?P<short>1[0-2]|0?[1-9])\s*/\s*(?P<short_year>{_YYYY})\b",
    "written": rf"\b(?P<written_day>0?[1-9]|[12]\d|3[01])\s+tháng\s+(?P<written_month>{_MM})\b{_in_year('written_year')}",
    "span": rf"\b(?P<span_from>{_YYYY})\s*(?:-|–|đến(?:\s+năm)?)\s*(?P<span_to>{_YYYY})\b",
    "half": rf"\b(?:0?6|sáu)\s+tháng\s+(?P<half_end>đầu|cuối)(?:\s+năm)?{_in_year('half_year')}",
    "nine": rf"\b(?:0?9|chín)\s+tháng(?:\s+đầu)?(?:\s+năm)?{_in_year('nine_year')}",
    "quarter": rf"\bquý\s+(?P<quarters>{_QUARTER}(?:{_JOIN}{_QUARTER}\b)*)\b{_in_year('quarter_year')}",
    "month": rf"\btháng\s+(?P<months>{_MM}(?!\d)(?:{_JOIN}{_MM}\b(?!\s*/\s*\d{{1,2}}\b))*)\b{_in_year('month_year')}",
    "year": rf"\b(?P<annual>{_YYYY})\b",
}
_NAMED = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _FORMS.items()))
_RECURRING = re.compile(
    r"(?:h[àằ]ng|mỗi|định kỳ(?:\s+h[àằ]ng)?|(?:0?1|một)\s+lần\s*/|lần\s*/)\s*(?P<periods>(?:(?:0?6\s+)?(?:ngày|tuần|tháng|quý|năm)\b"
    r"(?:\s*(?:,|và|hoặc)\s*(?=(?:0?6\s+)?(?:tháng|quý|năm|tuần|ngày)\b(?!\s*\d)))?)+)"
)
_PERIODS = {
    "ngày": Period.DAY,
    "tuần": Period.WEEK,
    "tháng": Period.MONTH,
    "quý": Period.QUARTER,
    "6 tháng": Period.HALF_YEAR,
    "năm": Period.YEAR,
}
_STANDING = re.compile(r"thường xuyên|liên tục")
_CONDITIONAL = re.compile(r"nếu có|khi (?:có|phát sinh)|đột xuất|theo yêu cầu")
#: What stands before a deadline, and whether the named period itself is still in time.
_EXCLUSIVE = re.compile(r"\btrước(?:\s+(?:ngày|tháng|quý|năm|khi hết))*\s*$")
_INCLUSIVE = re.compile(
    r"\b(?:chậm nhất|muộn nhất|không quá|đến hết|hết|xong trong|đến)(?:\s+(?:là|vào|trong))*(?:\s+(?:ngày|tháng|quý|năm))*\s*$"
)
_FROM = re.compile(r"\btừ\b")
#: A time limit counted from an event names no day of its own.
_RELATIVE = re.compile(r"\bkể từ\b|\bsau\b|\btrong vòng\b")


def meaning_of(words: str, year: int | None = None) -> Meaning:
    """Return what the words of a time limit say; `year` stands in where they name no year."""
    folded = " ".join(words.lower().split())
    recurrences = tuple(dict.fromkeys(_recurrences(folded)))
    return Meaning(
        window=_window(folded, year),
        recurrences=recurrences,
        standing=bool(_STANDING.search(folded)),
        conditional=bool(_CONDITIONAL.search(folded)),
    )


def _recurrences(folded: str) -> Iterator[Period]:
    for found in _RECURRING.finditer(folded):
        for name in re.findall(r"0?6 tháng|ngày|tuần|tháng|quý|năm", found["periods"]):
            yield _PERIODS[name.lstrip("0")]


def _window(folded: str, year: int | None) -> Window | None:
    """Return the days from the first to the last period named, or up to the deadline."""
    mentions = _with_years(list(_mentions(folded)), year)
    if not mentions or _RELATIVE.search(folded):
        return None
    starts, ends = list(map(_start, mentions)), list(map(_end, mentions))
    known_starts, known_ends = list(filter(None, starts)), list(filter(None, ends))
    if len(known_starts) + len(known_ends) < 2 * len(mentions):
        return None
    last = mentions[ends.index(max(known_ends))]
    before = folded[: last.at]
    if _EXCLUSIVE.search(before):
        return Window(None, known_starts[mentions.index(last)] - datetime.timedelta(days=1))
    if _INCLUSIVE.search(before) and len(mentions) == 1 and not _FROM.search(folded):
        return Window(None, max(known_ends))
    return Window(min(known_starts), max(known_ends))


def _mentions(folded: str) -> Iterator[_Mention]:
    for found in _NAMED.finditer(folded):
        name = next(form for form in _FORMS if found[form])
        yield _READERS[name](found)


def _with_years(mentions: list[_Mention], year: int | None) -> list[_Mention]:
    """Give each period without a year that of the next one named, else of the one before, else `year`."""
    known = [mention.year for mention in mentions]
    filled: list[_Mention] = []
    for index, mention in enumerate(mentions):
        candidates = [*known[index:], *reversed(known[:index]), year]
        own = next((candidate for candidate in candidates if candidate is not None), None)
        filled.append(_Mention(mention.at, own, mention.first, mention.last, mention.years))
    return filled


def _start(mention: _Mention) -> datetime.date | None:
    return _date(mention.year, *mention.first)


def _end(mention: _Mention) -> datetime.date | None:
    return _date(mention.year + mention.years if mention.year else None, *mention.last)


def _date(year: int | None, month: int, day: int) -> datetime.date | None:
    if year is None:
        return None
    last = monthrange(year, month)[1]
    return datetime.date(year, month, day or last) if day <= last else None


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _read_numeric(found: re.Match[str]) -> _Mention:
    day = (int(found["month_of_day"]), int(found["day"]))
    return _Mention(found.start(), _year(found["numeric_year"]), day, day)


def _read_written(found: re.Match[str]) -> _Mention:
    day = (int(found["written_month"]), int(found["written_day"]))
    return _Mention(found.start(), _year(found["written_year"]), day, day)


def _read_short_month(found: re.Match[str]) -> _Mention:
    month = int(found["short"])
    return _Mention(found.start(), _year(found["short_year"]), (month, 1), (month, 0))


def _read_months(found: re.Match[str]) -> _Mention:
    months = [int(number) for number in re.findall(r"\d+", found["months"])]
    return _Mention(found.start(), _year(found["month_year"]), (min(months), 1), (max(months), 0))


def _read_quarters(found: re.Match[str]) -> _Mention:
    named = re.findall(rf"\b{_QUARTER}\b", found["quarters"])
    quarters = [_QUARTERS.get(name) or int(name) for name in named]
    return _Mention(found.start(), _year(found["quarter_year"]), (min(quarters) * 3 - 2, 1), (max(quarters) * 3, 0))


def _read_half(found: re.Match[str]) -> _Mention:
    first, last = ((1, 1), (6, 0)) if found["half_end"] == "đầu" else ((7, 1), (12, 0))
    return _Mention(found.start(), _year(found["half_year"]), first, last)


def _read_nine(found: re.Match[str]) -> _Mention:
    return _Mention(found.start(), _year(found["nine_year"]), (1, 1), (9, 0))


def _read_span(found: re.Match[str]) -> _Mention:
    first, last = int(found["span_from"]), int(found["span_to"])
    return _Mention(found.start(), first, (1, 1), (12, 0), max(0, last - first))


def _read_year(found: re.Match[str]) -> _Mention:
    return _Mention(found.start(), _year(found["annual"]), (1, 1), (12, 0))


_READERS: dict[str, Callable[[re.Match[str]], _Mention]] = {
    "numeric": _read_numeric,
    "short_month": _read_short_month,
    "written": _read_written,
    "span": _read_span,
    "half": _read_half,
    "nine": _read_nine,
    "quarter": _read_quarters,
    "month": _read_months,
    "year": _read_year,
}
