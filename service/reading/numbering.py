"""Automatic numbering turned into the text that Word prints, restarts included."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from service.reading.paragraph_properties import read_paragraph_properties
from service.reading.run_properties import Properties, read_run_properties
from service.reading.theme import Theme
from service.reading.wml import Element, W, attr, child, is_on, value, whole

_LEVELS: Final = 9
_MAX_START: Final = 32767
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
#: Bullets of symbol fonts live where Unicode has room for private use: all print some mark.
_PRIVATE_USE: Final = range(0xE000, 0xF900)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: Literal["tab", "space", "nothing"] = "tab"
    restart_after: int | None = None
    legal: bool = False
    style: str = ""
    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordList:
    """One ``w:num``: the abstract list it counts in, its levels, and where it starts over."""

    abstract: int
    levels: Mapping[int, Level]
    start_over: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """Every list of the file, and the counters while the text is read in order."""

    lists: Mapping[int, WordList] = field(default_factory=dict)
    _counters: dict[int, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[int, int]] = field(default_factory=set)

    def level(self, number_id: int, level: int) -> Level | None:
        """The level, or None when the file does not define it (then Word prints no number)."""
        one = self.lists.get(number_id)
        return one.levels.get(level) if one else None

    def level_of_style(self, number_id: int, style_id: str) -> int:
        """The level that a list binds to a paragraph style; 0 when it binds none."""
        one = self.lists.get(number_id)
        bound = (index for index, level in one.levels.items() if level.style == style_id) if one else iter(())
        return next(bound, 0)

    def count(self, number_id: int, level: int) -> str:
        """Count one paragraph of this list and level, and return its number as printed."""
        one = self.lists[number_id]
        counters = self._counters.setdefault(one.abstract, [None] * _LEVELS)
        current = counters[level]
        if level in one.start_over and (number_id, level) not in self._started:
            self._started.add((number_id, level))
            counters[level] = one.start_over[level]
        else:
            counters[level] = one.levels[level].start if current is None else current + 1
        self._restart_below(one, counters, level)
        return _printed(one, counters, level)

    @staticmethod
    def _restart_below(one: WordList, counters: list[int | None], level: int) -> None:
        for deeper in range(level + 1, _LEVELS):
            after = one.levels[deeper].restart_after if deeper in one.levels else None
            if after is None or (after != 0 and level <= after - 1):
                counters[deeper] = None


def read_numbering(root: Element | None, theme: Theme) -> Numbering:
    """Read the numbering part; an absent or odd one gives no lists."""
    if root is None:
        return Numbering()
    abstracts: dict[int, Element] = {}
    by_style_link: dict[str, int] = {}
    for element in root.iterfind(W + "abstractNum"):
        number = whole(attr(element, "abstractNumId"))
        if number is not None:
            abstracts[number] = element
            link = value(element, "styleLink")
            if link:
                by_style_link[link] = number
    lists: dict[int, WordList] = {}
    for element in root.iterfind(W + "num"):
        number, abstract = whole(attr(element, "numId")), whole(value(element, "abstractNumId"))
        if number is None or abstract not in abstracts:
            continue
        linked = value(abstracts[abstract], "numStyleLink")
        abstract = by_style_link.get(linked or "", abstract)
        lists[number] = _list(element, abstract, abstracts[abstract], theme)
    return Numbering(lists)


def _list(element: Element, abstract: int, definition: Element, theme: Theme) -> WordList:
    levels = _levels(definition, theme)
    start_over: dict[int, int] = {}
    for override in element.iterfind(W + "lvlOverride"):
        index = whole(attr(override, "ilvl"))
        start = whole(value(override, "startOverride"))
        if index is not None and start is not None and abs(start) <= _MAX_START:
            start_over[index] = start
        levels.update(_levels(override, theme))
    return WordList(abstract, levels, start_over)


def _levels(parent: Element, theme: Theme) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in parent.iterfind(W + "lvl"):
        index = whole(attr(element, "ilvl"))
        if index is not None and 0 <= index < _LEVELS:
            found[index] = _level(element, theme)
    return found


def _level(element: Element, theme: Theme) -> Level:
    suffix = value(element, "suff")
    start = whole(value(element, "start"))
    return Level(
        start=start if start is not None and abs(start) <= _MAX_START else 1,
        number_format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        suffix="space" if suffix == "space" else "nothing" if suffix == "nothing" else "tab",
        restart_after=whole(value(element, "lvlRestart")),
        legal=is_on(child(element, "isLgl")),
        style=value(element, "pStyle") or "",
        paragraph=read_paragraph_properties(child(element, "pPr")),
        run=read_run_properties(child(element, "rPr"), theme),
    )


def _printed(one: WordList, counters: list[int | None], level: int) -> str:
    own = one.levels[level]
    if own.number_format == "bullet":
        return "".join("•" if ord(letter) in _PRIVATE_USE else letter for letter in own.text)
    text = own.text
    for index in range(_LEVELS):
        placeholder = f"%{index + 1}"
        if placeholder not in text:
            continue
        definition = one.levels.get(index, Level())
        count = counters[index]
        style = "decimal" if own.legal and definition.number_format != "none" else definition.number_format
        text = text.replace(placeholder, format_number(definition.start if count is None else count, style))
    return text


def format_number(amount: int, style: str) -> str:
    """Write a number as a list does: ``decimal``, ``upperRoman``, ``lowerLetter`` ...; unknown styles are decimal."""
    if style == "none":
        return ""
    if style in {"upperRoman", "lowerRoman"}:
        roman = _roman(amount)
        return roman.upper() if style == "upperRoman" else roman
    if style in {"upperLetter", "lowerLetter"} and amount > 0:
        letter = chr(ord("a") + (amount - 1) % 26) * min(1 + (amount - 1) // 26, 9)
        return letter.upper() if style == "upperLetter" else letter
    if style == "decimalZero":
        return f"{amount:02d}"
    return str(amount)


def _roman(amount: int) -> str:
    if not 0 < amount < 4000:
        return str(amount)
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (amount // worth)
        amount %= worth
    return text
