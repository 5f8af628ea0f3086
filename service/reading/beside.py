"""Text that stands beside the body in parts of its own: a letterhead in the first page's header, footnotes and endnotes."""

from dataclasses import dataclass, replace
from typing import Final

from service.nd30.page import QUOC_HIEU, TIEU_NGU
from service.reading.content import ContentReader
from service.reading.drawings import Stroke
from service.reading.facts import Block, HeaderType, Paragraph, Section, Story, StoryKind, TextBox, flatten
from service.reading.numbering import Numbering
from service.reading.parts import Parts
from service.reading.styles import StyleSheet
from service.reading.text import letters
from service.reading.wml import attr, children

#: Numbers of paragraphs in other parts lie far below those of the body, which count from 0.
_HEADER_FROM: Final = -1_000_000_000
_NOTES_FROM: Final = {"footnotes": -2_000_000_000, "endnotes": -3_000_000_000}
#: Notes of these types are the lines that set notes apart, not notes.
_NO_NOTES: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_FIXED_LINES: Final = (letters(QUOC_HIEU.use), letters(TIEU_NGU.use))


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What of the decree's header people put into Word's page header, with its rules and boxes."""

    blocks: tuple[Block, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    boxes: tuple[TextBox, ...] = ()


def take_letterhead(
    parts: Parts, sheet: StyleSheet, sections: tuple[Section, ...]
) -> tuple[Letterhead, tuple[Section, ...]]:
    """The header of page one when Quốc hiệu or Tiêu ngữ stands in it, and the sections with that header emptied."""
    if not sections:
        return Letterhead(), sections
    type_: HeaderType = "first" if sections[0].title_page else "default"
    story = sections[0].headers.get(type_)
    if story is None or not _holds_fixed_line(story.paragraphs):
        return Letterhead(), sections
    root = parts.by_name(story.part)
    assert root is not None, "a part that was read before"
    reader = ContentReader(root, sheet, Numbering(), {}, first=_HEADER_FROM)
    blocks = reader.read(root, StoryKind.HEADER)
    emptied = tuple(_without(section, story) for section in sections)
    return Letterhead(blocks, tuple(reader.met.strokes), tuple(reader.met.boxes)), emptied


def _holds_fixed_line(paragraphs: tuple[Paragraph, ...]) -> bool:
    return any(line in letters(paragraph.text) for paragraph in paragraphs for line in _FIXED_LINES)


def _without(section: Section, story: Story) -> Section:
    """The section with that header taken away, its page number left."""
    kept = {
        type_: replace(one, blocks=(), boxes=()) if one.part == story.part else one
        for type_, one in section.headers.items()
    }
    return replace(section, headers=kept)


def read_notes(parts: Parts, sheet: StyleSheet) -> tuple[Paragraph, ...]:
    """Every paragraph of the footnotes and endnotes."""
    found: list[Paragraph] = []
    for kind, first in _NOTES_FROM.items():
        root = parts.by_kind(kind)
        if root is None:
            continue
        reader = ContentReader(root, sheet, Numbering(), {}, first=first)
        for note in children(root, kind.removesuffix("s")):
            if attr(note, "type") not in _NO_NOTES:
                found.extend(flatten(reader.read(note, StoryKind.NOTE)))
    return tuple(found)
