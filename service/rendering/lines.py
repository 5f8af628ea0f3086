"""Ô 6: the tree of blocks as a flat list of lines, each with the style it takes and the number Word will give it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from markupsafe import Markup

from service.documents.body import (
    Article,
    Block,
    Chapter,
    Clause,
    Dash,
    LateList,
    Paragraph,
    Part,
    Point,
    ProgressChart,
    ProgressFigures,
    Section,
    Subclause,
    Subsection,
    Table,
    TaskTable,
)
from service.documents.model import Document
from service.documents.outline import Entry, outline_blocks, roman
from service.documents.progress_blocks import CHART_CAPTION, chart_bars, computed_blocks
from service.documents.text import Run, plain_text
from service.documents.wording import capitals
from service.nd30.kinds import Layout
from service.rendering.free_tables import free_table, kept_with_next
from service.rendering.progress_chart import progress_chart
from service.rendering.runs import run_xml, runs_xml
from service.rendering.task_tables import task_line

Line = dict[str, Any]
"""One line for the template: ``kind``, ``text`` (runs), ``explicit`` (no automatic number), ``keep`` (with the next), or a table."""


class Place(Enum):
    """Where a text stands; each place has lists of its own in the template."""

    MAIN = "main"
    ATTACHED = "attached"
    APPENDED = "appended"


#: Block type and layout -> what the template calls the line.
_SECTION_NAMES = {Layout.SECTIONS: "roman_section", Layout.ARTICLES: "section"}
#: Lists of the template: line kind -> (list, level, how the level prints its number).
_LISTS: dict[str, tuple[int, int, Callable[[list[int]], str]]] = {
    "part": (0, 0, lambda counters: f"Phần {roman(counters[0])}"),
    "roman_section": (0, 1, lambda counters: f"{roman(counters[1])}."),
    "titled_clause": (0, 2, lambda counters: f"{counters[2]}."),
    "clause": (0, 2, lambda counters: f"{counters[2]}."),
    "titled_subclause": (0, 3, lambda counters: f"{counters[2]}.{counters[3]}."),
    "subclause": (0, 3, lambda counters: f"{counters[2]}.{counters[3]}."),
    "chapter": (1, 0, lambda counters: f"Chương {roman(counters[0])}"),
    "section": (1, 1, lambda counters: f"Mục {counters[1]}"),
    "subsection": (1, 2, lambda counters: f"Tiểu mục {counters[2]}"),
    "article": (2, 0, lambda counters: f"Điều {counters[0]}."),
    "article_titled_clause": (2, 1, lambda counters: f"{counters[1]}."),
    "article_clause": (2, 1, lambda counters: f"{counters[1]}."),
}
_LEVELS = 4
#: Level of the khoản in the list of sections: 1.1 needs a 1 before it.
_CLAUSE_LEVEL = 2


@dataclass
class _Counting:
    """Counts as Word's lists will, to know which numbers of the data they give by themselves."""

    place: Place
    counters: list[list[int]] = field(default_factory=lambda: [[0] * _LEVELS for _ in range(3)])

    def is_automatic(self, kind: str, label: str) -> bool:
        """Tell whether the list prints `label` for the next line of `kind`; if so, count it."""
        if kind not in _LISTS or (kind == "part" and self.place is Place.APPENDED):
            return False
        number, level, printed = _LISTS[kind]
        counters = self.counters[number].copy()
        counters[level] += 1
        counters[level + 1 :] = [0] * (_LEVELS - level - 1)
        if (level > _CLAUSE_LEVEL and not counters[_CLAUSE_LEVEL]) or printed(counters) != label:
            return False
        self.counters[number] = counters
        return True


def lay_out_lines(
    content: tuple[Block, ...], layout: Layout, place: Place, document: Document, width_twips: int
) -> list[Line]:
    """Return the lines of `content` in reading order.

    Args:
        content: the blocks, already closed with the end mark where the place wants one.
        layout: how the text is divided.
        place: which lists count it.
        document: for its tasks.
        width_twips: width of the text area, for tables.
    """
    counting = _Counting(place)
    lines: list[Line] = []
    for entry in outline_blocks(content, layout, ""):
        lines += _lines_of(entry, layout, counting, document, width_twips)
    return lines


def _lines_of(entry: Entry, layout: Layout, counting: _Counting, document: Document, width: int) -> Iterator[Line]:
    label = entry.label
    match entry.block:
        case Part() | Chapter() | Section() | Subsection() as division:
            yield _division(division, label, layout, counting)
        case Article() | Clause() | Subclause() as worded:
            yield from _worded(worded, label, layout, counting)
        case Point() | Dash() | Paragraph() as said:
            yield _line(said.type, runs_xml(said.text, prefix=f"{label} " if label else ""))
        case Table() as table:
            yield from _table(table, width)
        case TaskTable() as table:
            yield task_line(document, table, width)
        case ProgressChart():
            yield _line("paragraph", Markup(run_xml(CHART_CAPTION, bold=True)), keep=True)
            yield {"kind": "table", "table": progress_chart(chart_bars(document), width), "keep": False}
        case ProgressFigures() | LateList() as computed:
            for block in computed_blocks(computed, document):
                yield from _lines_of(Entry(entry.path, entry.depth, block, "", True), layout, counting, document, width)


def _table(table: Table, width: int) -> Iterator[Line]:
    if table.caption:
        yield _line("paragraph", runs_xml(table.caption, bold=True), keep=True)
    yield {"kind": "table", "table": free_table(table, width), "keep": False}


def _line(kind: str, text: Markup, *, explicit: bool = False, keep: bool = False) -> Line:
    return {"kind": kind, "text": text, "explicit": explicit, "keep": keep}


def _division(block: Part | Chapter | Section | Subsection, label: str, layout: Layout, counting: _Counting) -> Line:
    """Phần, chương, mục, tiểu mục: number and title; the title in capitals."""
    kind = _SECTION_NAMES[layout] if block.type == "section" else block.type
    automatic = counting.is_automatic(kind, label)
    between = " " if kind == "roman_section" else "\n"
    lead = between.strip(" ") if automatic else label + between
    return _line(kind, Markup(run_xml(lead + capitals(block.title))), explicit=not automatic, keep=True)


def _worded(block: Article | Clause | Subclause, label: str, layout: Layout, counting: _Counting) -> Iterator[Line]:
    """Điều, khoản, 1.1: number, then a bold title on the line, or words on the line, or the title and words below."""
    kind = _worded_kind(block, layout)
    automatic = counting.is_automatic(kind, label)
    lead = "" if automatic else f"{label} "
    if block.title:
        yield _line(kind, Markup(run_xml(lead + block.title, bold=True)), explicit=not automatic, keep=True)
        if block.text:
            yield _line("paragraph", runs_xml(block.text))
        return
    words = runs_xml(block.text, bold=False if kind == "article" else None) if block.text else Markup()
    number = run_xml(lead) if lead else ""
    yield _line(kind, Markup(number) + words, explicit=not automatic)


def _worded_kind(block: Article | Clause | Subclause, layout: Layout) -> str:
    name = f"titled_{block.type}" if block.title and block.type != "article" else block.type
    return f"article_{name}" if isinstance(block, Clause) and layout is Layout.ARTICLES else name


def keep_with_next(line: Line) -> None:
    """Keep a line, of a table its last row, on the page of what follows."""
    line["keep"] = True
    if line["kind"] == "table":
        line["table"] = kept_with_next(line["table"])
    elif line["kind"] == "tasks":
        line["rows"][-1]["keep"] = True


def last_words(content: tuple[Block, ...]) -> str:
    """Return the words of the last block that has any, for judging how many lines it takes."""
    for block in reversed(content):
        text: tuple[Run, ...] = getattr(block, "text", None) or ()
        found = last_words(getattr(block, "content", ())) or plain_text(text)
        if found:
            return found
    return ""
