"""Sections with their pages and headers, inheritance counted in, and the page numbers that the headers print."""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from service.reading.content import ContentReader
from service.reading.facts import Align, HeaderType, PageField, Paragraph, Section, Story, StoryKind, flatten
from service.reading.numbering import Numbering
from service.reading.parts import Parts
from service.reading.styles import StyleSheet
from service.reading.wml import Element, R, attr, child, children, is_on, mm_from_twips, twips, value, whole

_PAGE: Final = "PAGE"
_KINDS: Final[tuple[tuple[str, StoryKind], ...]] = (
    ("headerReference", StoryKind.HEADER),
    ("footerReference", StoryKind.FOOTER),
)
_TYPES: Final = ("default", "first", "even")
#: A tab stop this close to the middle of the page centres what follows it.
_MIDDLE_MM: Final = 12.0

Stories = dict[tuple[StoryKind, HeaderType], Story]


class SectionReader:
    """Reads section properties in order; a section without a header of its own takes the one before."""

    def __init__(self, parts: Parts, sheet: StyleSheet) -> None:
        self._parts = parts
        self._sheet = sheet
        self._read: dict[str, Story] = {}

    def read(self, elements: list[Element]) -> tuple[Section, ...]:
        """Read every section of the document."""
        sections: list[Section] = []
        inherited: Stories = {}
        for index, element in enumerate(elements):
            inherited = {**inherited, **self._stories(element)}
            sections.append(_section(index, element, inherited))
        return tuple(sections)

    def _stories(self, element: Element) -> Stories:
        found: Stories = {}
        for tag, kind in _KINDS:
            for reference in children(element, tag):
                type_ = attr(reference, "type") or "default"
                story = self._story(reference.get(R + "id"), kind)
                if story is not None and type_ in _TYPES:
                    found[kind, cast("HeaderType", type_)] = story
        return found

    def _story(self, relation: str | None, kind: StoryKind) -> Story | None:
        part = self._parts.by_id(relation)
        if part is None:
            return None
        name, root = part
        if name not in self._read:
            reader = ContentReader(root, self._sheet, Numbering(), {})
            blocks = reader.read(root, kind)
            paragraphs = (
                *flatten(blocks),
                *(paragraph for box in reader.met.boxes for paragraph in flatten(box.blocks)),
            )
            self._read[name] = Story(
                kind, paragraphs, tuple(_page_fields(paragraphs)), tuple(reader.met.boxes), blocks, name
            )
        return self._read[name]


def _section(index: int, element: Element, stories: Stories) -> Section:
    size, margins = child(element, "pgSz"), child(element, "pgMar")
    numbers = child(element, "pgNumType")
    gutter = _mm(margins, "gutter") or 0.0
    edges = {
        side: abs(amount) for side in ("top", "bottom", "left", "right") if (amount := _mm(margins, side)) is not None
    }
    if gutter > 0 and "left" in edges:
        edges["left"] += gutter
    title = child(element, "titlePg")
    return Section(
        index=index,
        width_mm=_mm(size, "w"),
        height_mm=_mm(size, "h"),
        margins=edges,
        header_mm=_or(_mm(margins, "header"), 12.7),
        footer_mm=_or(_mm(margins, "footer"), 12.7),
        title_page=is_on(title),
        page_start=whole(attr(numbers, "start")),
        page_format=attr(numbers, "fmt") or "decimal",
        starts=value(element, "type") or "nextPage",
        headers=_of(stories, StoryKind.HEADER),
        footers=_of(stories, StoryKind.FOOTER),
    )


def _of(stories: Stories, kind: StoryKind) -> Mapping[HeaderType, Story]:
    return {type_: story for (one, type_), story in stories.items() if one is kind}


def _or(length: float | None, fallback: float) -> float:
    return fallback if length is None else length


def _mm(element: Element | None, name: str) -> float | None:
    amount = twips(attr(element, name))
    return None if amount is None else mm_from_twips(amount)


def _page_fields(paragraphs: tuple[Paragraph, ...]) -> Iterator[PageField]:
    for paragraph in paragraphs:
        for run in paragraph.runs:
            if run.field == _PAGE:
                around = "".join(other.text for other in paragraph.runs if other.field != _PAGE)
                align = _align(paragraph)
                yield PageField(run.face, align, paragraph.nested_fields, around.strip(), paragraph)
                break


def _align(paragraph: Paragraph) -> Align | str:
    """How a page number stands across the page; empty when the paragraph alone does not tell."""
    format_ = paragraph.format
    if format_.frame_align == "center":
        return "center"
    if format_.frame_align in {"right", "left", "outside", "inside"}:
        return format_.frame_align
    before = ""
    for run in paragraph.runs:
        if run.field == _PAGE:
            break
        before += run.text
    if "\t" in before:
        return _align_after_tabs(paragraph, before.count("\t"))
    if paragraph.cell is not None or paragraph.story is StoryKind.BOX or format_.frame_align:
        return "" if format_.align != "center" or format_.frame_align else "center"
    if abs(format_.left_mm - format_.right_mm) > 2 * _MIDDLE_MM and format_.align == "center":
        return ""
    return format_.align


def _align_after_tabs(paragraph: Paragraph, count: int) -> str:
    stops = paragraph.format.tabs
    if len(stops) < count:
        return ""
    return stops[count - 1].align
