"""Flat lines of content put into one another: điểm into khoản, khoản into mục or điều, as their levels say."""

from collections.abc import Iterable
from typing import Any, Final

from service.documents.outline import roman
from service.importing.recognised import ContentLine, Data, Level
from service.nd30.kinds import Layout
from service.nd30.numbering import POINT_LETTERS

_DEPTHS: Final = {level: depth for depth, level in enumerate(Level)}
_CONTINUOUS: Final = (Level.PART, Level.CHAPTER, Level.ARTICLE)
_ROMANS: Final = {roman(number): number for number in range(1, 100)}
#: Blocks that nothing stands in.
_LEAVES: Final = (Level.PARAGRAPH, Level.TABLE, Level.TASK_TABLE)


def layout_of(lines: Iterable[ContentLine], usual: Layout) -> Layout:
    """By articles when there is an article, by sections when there is none but some other division."""
    levels = {line.level for line in lines}
    if Level.ARTICLE in levels or Level.CHAPTER in levels:
        return Layout.ARTICLES
    if levels & {Level.SECTION, Level.CLAUSE, Level.PART}:
        return Layout.SECTIONS
    return usual


def nested(lines: Iterable[ContentLine], layout: Layout) -> list[Data]:
    """The content as data; a number that plain counting would not give is written out."""
    root: Data = {"content": []}
    stack: list[tuple[int, Data]] = [(-1, root)]
    counting = _Counting(layout)
    for line in lines:
        while not _holds(stack[-1], line):
            stack.pop()
        parent = stack[-1][1]
        block = _block(line)
        counting.number(block, line, parent)
        parent.setdefault("content", []).append(block)
        if line.level not in _LEAVES:
            stack.append((_DEPTHS[line.level], block))
    return list(root["content"])


def _holds(entry: tuple[int, Data], line: ContentLine) -> bool:
    """Whether a line may stand in this block: deeper levels do; plain words stand under titles only."""
    depth, block = entry
    if depth < 0:
        return True
    if line.level in _LEAVES:
        return bool(block.get("title"))
    if line.level is Level.DASH and block["type"] == "dash":
        return bool(line.number == "+")
    return _DEPTHS[line.level] > depth


def _block(line: ContentLine) -> Data:
    if line.table is not None:
        return dict(line.table)
    block: Data = {"type": line.level.value}
    if line.level is Level.TASK_TABLE:
        return block
    if line.title and line.level not in (Level.POINT, Level.DASH, Level.PARAGRAPH):
        block["title"] = line.title
    text: Any = line.text or (line.title if "title" not in block else "")
    if text and line.level not in (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION):
        block["text"] = text
    elif "title" not in block:
        block["title" if line.level is not Level.PARAGRAPH else "text"] = line.words or "…"
    return block


class _Counting:
    """Counts as the renderer will, to notice where the file's numbers differ."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._last: dict[tuple[int, str], int] = {}
        self._numbers: dict[int, str] = {}

    def number(self, block: Data, line: ContentLine, parent: Data) -> None:
        """Write the number into the block when counting alone would give another."""
        if not line.number or line.level in (Level.DASH, *_LEAVES):
            return
        scope = (0 if line.level in _CONTINUOUS else id(parent), line.level.value)
        expected = self._last.get(scope, 0) + 1
        value = self._value(line.number, line.level)
        wanted = self._numbers.get(id(parent), "")
        prefix_differs = line.level is Level.SUBCLAUSE and bool(wanted) and line.number.rpartition(".")[0] != wanted
        if value != expected or prefix_differs:
            block["number"] = line.number
        self._last[scope] = value if value is not None else self._last.get(scope, 0)
        self._numbers[id(block)] = line.number

    def _value(self, number: str, level: Level) -> int | None:
        if level is Level.POINT:
            return POINT_LETTERS.index(number) + 1 if number in POINT_LETTERS else None
        is_roman = level in (Level.PART, Level.CHAPTER) or (level is Level.SECTION and self._layout is Layout.SECTIONS)
        if is_roman:
            return _ROMANS.get(number)
        last = number.rpartition(".")[2]
        return int(last) if last.isdecimal() else None
