"""The printed number of every block: counted as Word's lists will count it, with explicit numbers respected."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.documents.body import Block, Body
from service.nd30.kinds import Layout
from service.nd30.numbering import POINT_LETTERS, point_letter

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
    (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

#: How each division prints its number in each layout.
_FORMS: dict[tuple[str, Layout], str] = {
    ("part", Layout.SECTIONS): "Phần {}",
    ("part", Layout.ARTICLES): "Phần {}",
    ("chapter", Layout.SECTIONS): "Chương {}",
    ("chapter", Layout.ARTICLES): "Chương {}",
    ("section", Layout.SECTIONS): "{}.",
    ("section", Layout.ARTICLES): "Mục {}",
    ("subsection", Layout.SECTIONS): "Tiểu mục {}",
    ("subsection", Layout.ARTICLES): "Tiểu mục {}",
    ("article", Layout.SECTIONS): "Điều {}.",
    ("article", Layout.ARTICLES): "Điều {}.",
    ("clause", Layout.SECTIONS): "{}.",
    ("clause", Layout.ARTICLES): "{}.",
    ("subclause", Layout.SECTIONS): "{}.",
    ("subclause", Layout.ARTICLES): "{}.",
    ("point", Layout.SECTIONS): "{})",
    ("point", Layout.ARTICLES): "{})",
}
#: Counted through the whole text; every other division begins again inside its parent.
_CONTINUOUS = ("part", "chapter", "article")


def roman(number: int) -> str:
    """Return `number` (from 1) in Roman capitals."""
    digits = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        digits += letters * times
    return digits


@dataclass(frozen=True, slots=True)
class Entry:
    """One block with its place and number.

    Attributes:
        path: JSON pointer to the block, below the pointer given to `outline`.
        depth: how many blocks it stands in.
        block: the block itself.
        label: its number as printed (``I.``, ``Điều 3.``, ``đ)``, ``-``), empty for a block without one.
        automatic: whether a Word list, counting the automatic entries of this scope alone, gives the same number.
    """

    path: str
    depth: int
    block: Block
    label: str
    automatic: bool


def outline(body: Body, path: str = "/body") -> Iterator[Entry]:
    """Yield every block of `body` in reading order with its printed number."""
    yield from outline_blocks(body.content, body.layout, f"{path}/content")


def outline_blocks(content: tuple[Block, ...], layout: Layout, path: str) -> Iterator[Entry]:
    """Yield every block of `content` in reading order; `path` is the JSON pointer of `content`."""
    yield from _walk(content, path, _Counting(layout, {}), _Parent(), 0)


@dataclass
class _Counter:
    """The state of one list: the last number and whether the data has departed from plain counting."""

    last: int = 0
    departed: bool = False

    def next(self, explicit: str | None, number: int | None) -> bool:
        """Count one more entry, explicitly numbered or not; return whether plain counting gives its number."""
        if explicit is None:
            self.last += 1
            return not self.departed
        same = number == self.last + 1 and not self.departed
        self.departed = self.departed or not same
        self.last = number if number is not None else self.last
        return same


@dataclass
class _Counting:
    layout: Layout
    continuous: dict[str, _Counter]


@dataclass(frozen=True)
class _Parent:
    """What a block takes from the one it stands in: subclauses repeat the number of their khoản, dashes under a dash are ``+``."""

    number: str = ""
    automatic: bool = True
    dashed: bool = False


def _walk(content: tuple[Block, ...], path: str, counting: _Counting, parent: _Parent, depth: int) -> Iterator[Entry]:
    counters: dict[str, _Counter] = {}
    for index, block in enumerate(content):
        place = f"{path}/{index}"
        number, label, automatic = _number(block, counters, counting, parent)
        yield Entry(place, depth, block, label, automatic)
        inner: tuple[Block, ...] = getattr(block, "content", ())
        here = _Parent(number, automatic) if block.type == "clause" else _Parent(dashed=block.type == "dash")
        yield from _walk(inner, f"{place}/content", counting, here, depth + 1)


def _number(block: Block, counters: dict[str, _Counter], counting: _Counting, parent: _Parent) -> tuple[str, str, bool]:
    """Return the bare number, the printed label and whether it is automatic."""
    if block.type == "dash":
        return "", "+" if parent.dashed else "-", True
    form = _FORMS.get((block.type, counting.layout))
    if form is None:
        return "", "", True
    scope = counting.continuous if block.type in _CONTINUOUS else counters
    counter = scope.setdefault(block.type, _Counter())
    explicit: str | None = getattr(block, "number", None)
    bare = explicit and bare_number(explicit)
    automatic = counter.next(bare, _value(bare, block.type, counting.layout) if bare else None)
    number = bare or _written(counter.last, block.type, counting.layout, parent.number)
    return number, form.format(number), automatic and parent.automatic


def bare_number(text: str) -> str:
    """Return an explicit number without the word before it and the mark after it: ``Điều 5.`` gives ``5``."""
    return re.sub(r"^(?:Phần|Chương|Mục|Tiểu mục|Điều)\s+", "", text, flags=re.IGNORECASE).rstrip(".) ") or text


def _is_roman(kind: str, layout: Layout) -> bool:
    return kind in ("part", "chapter") or (kind == "section" and layout is Layout.SECTIONS)


def _written(number: int, kind: str, layout: Layout, prefix: str) -> str:
    if kind == "point":
        return point_letter(number - 1)
    if kind == "subclause" and prefix:
        return f"{prefix}.{number}"
    return roman(number) if _is_roman(kind, layout) else str(number)


def _value(bare: str, kind: str, layout: Layout) -> int | None:
    """Return which number of its list an explicit number is, or None when it is none of them (``5a``)."""
    if kind == "point":
        return POINT_LETTERS.index(bare) + 1 if bare in POINT_LETTERS else None
    last = bare.rpartition(".")[2]
    if last.isdecimal():
        return int(last) or None
    if _is_roman(kind, layout):
        return next((number for number in range(1, 100) if roman(number) == bare), None)
    return None
