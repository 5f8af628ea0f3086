"""What of an old document is of its year: deadlines, headings and words that name it, proposed to move to the year of the draft."""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from service.importing.recognised import Data

#: A year in a full date or a sign of another document stays what it is.
_FULL_DATE: Final = re.compile(
    r"(?:ngày\s+\d{1,2}(?:\s+tháng\s+|[/.-])\d{1,2}(?:\s+năm\s+|[/.-])|\d{1,2}[/.-]\d{1,2}[/.-])$"
)
_SIGN: Final = re.compile(r"(?:số\s*)?\d+\s*/\s*$")
_PERIOD: Final = re.compile(r"(?:quý\s+[IVX\d]+|tháng\s+\d{1,2})\s*[/-]\s*$", re.IGNORECASE)
_SPAN: Final = re.compile(r"\d{4}\s*[-–]\s*$")


class Where(StrEnum):
    """Which words a year stands in."""

    DEADLINE = "deadline"
    HEADING = "heading"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Moved:
    """One place whose year would change."""

    where: Where
    pointer: str
    before: str
    after: str


def moves(data: Mapping[str, Any], year: int, to: int) -> list[Moved]:
    """Every place of a document of `year` that would read otherwise in the year `to`; legal bases and references never change."""
    if year == to:
        return []
    found: list[Moved] = []
    for where, pointer, text in _texts(data):
        after = _moved(text, year, to, deadline=where is Where.DEADLINE)
        if after != text:
            found.append(Moved(where, pointer, text, after))
    return found


def move(data: Mapping[str, Any], changes: Iterator[Moved] | list[Moved]) -> Data:
    """A copy of the data with these changes made."""
    moved: Data = deepcopy(dict(data))
    for change in changes:
        *steps, last = change.pointer.strip("/").split("/")
        here: Any = moved
        for step in steps:
            here = here[int(step) if isinstance(here, list) else step]
        here[int(last) if isinstance(here, list) else last] = change.after
    return moved


def _moved(text: str, year: int, to: int, *, deadline: bool) -> str:
    """The text with its years moved on; in a deadline the following year moves too, and so do full dates."""
    years = {year: to, year + 1: to + 1} if deadline else {year: to}
    pattern = "|".join(map(str, years))
    return re.sub(
        rf"(?<!\d)(?:{pattern})(?!\d)(?!\s*[-–]\s*\d)(?!\s*/)", _replaced(text, years, deadline=deadline), text
    )


def _replaced(text: str, years: Mapping[int, int], *, deadline: bool) -> Callable[[re.Match[str]], str]:
    def replaced(found: re.Match[str]) -> str:
        before = text[max(found.start() - 40, 0) : found.start()]
        full_date = _FULL_DATE.search(before) and not deadline
        sign = _SIGN.search(before) and not _PERIOD.search(before) and not deadline
        keep = full_date or sign or _SPAN.search(before)
        return found[0] if keep else str(years[int(found[0])])

    return replaced


def _texts(data: Mapping[str, Any]) -> Iterator[tuple[Where, str, str]]:
    """Every text that may change, with its pointer; runs with marks of their own are left alone."""
    yield Where.HEADING, "/subject", str(data.get("subject", ""))
    for index, text in enumerate(data.get("opening", ())):
        if isinstance(text, str):
            yield Where.WORDS, f"/opening/{index}", text
    yield from _blocks(data.get("body", {}).get("content", ()), "/body/content")
    for index, appendix in enumerate(data.get("appendices", ())):
        if appendix.get("name"):
            yield Where.HEADING, f"/appendices/{index}/name", appendix["name"]
        yield from _blocks(appendix.get("content", ()), f"/appendices/{index}/content")
    yield from _tasks(data.get("tasks", ()))


def _blocks(content: Any, pointer: str) -> Iterator[tuple[Where, str, str]]:
    for index, block in enumerate(content):
        place = f"{pointer}/{index}"
        if block.get("title"):
            yield Where.HEADING, f"{place}/title", block["title"]
        if isinstance(block.get("text"), str):
            yield Where.WORDS, f"{place}/text", block["text"]
        yield from _blocks(block.get("content", ()), f"{place}/content")


def _tasks(groups: Any) -> Iterator[tuple[Where, str, str]]:
    for number, group in enumerate(groups):
        place = f"/tasks/{number}"
        yield Where.HEADING, f"{place}/name", group["name"]
        for index, task in enumerate(group["tasks"]):
            if isinstance(task["name"], str):
                yield Where.HEADING, f"{place}/tasks/{index}/name", task["name"]
            for output, one in enumerate(task["outputs"]):
                yield Where.HEADING, f"{place}/tasks/{index}/outputs/{output}/name", one["name"]
                yield Where.DEADLINE, f"{place}/tasks/{index}/outputs/{output}/due", one["due"]
