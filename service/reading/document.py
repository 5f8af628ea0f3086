"""From the bytes of a Word file to facts: the one way into this package."""

from collections.abc import Mapping
from typing import Final

from service.errors import UnreadableFile
from service.reading.beside import read_notes, take_letterhead
from service.reading.content import ContentReader
from service.reading.facts import Facts, Properties, Section, StoryKind
from service.reading.numbering import read_numbering
from service.reading.opening import Limits, open_package
from service.reading.parts import Parts, find_parts
from service.reading.pictures import with_contents
from service.reading.sections import SectionReader
from service.reading.styles import read_styles
from service.reading.theme import read_theme
from service.reading.wml import Element, attr, child, children, is_on, mm_from_twips, parse_xml, twips, value, whole

#: Word measures a table from its edge, no longer from its text, since this compatibility mode (Word 2013).
_EDGE_MODE: Final = 15
_DEFAULT_TAB: Final = 720.0
_PAGES: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages"
_STATISTICS: Final = "docProps/app.xml"


def read_facts(data: bytes, limits: Limits | None = None) -> Facts:
    """Read a DOCX held in memory.

    Raises:
        UnreadableFile: it is no DOCX, encrypted, damaged beyond reading, or larger than `limits` allow.
    """
    package = open_package(data, limits)
    parts = find_parts(package)
    root = parts.document()
    body = child(root, "body")
    sheet = read_styles(parts.by_kind("styles"), read_theme(parts.by_kind("theme")))
    settings = parts.by_kind("settings")
    numbering = read_numbering(parts.by_kind("numbering"), sheet.theme)
    content = ContentReader(
        root, sheet, numbering, _images(parts), edge_at_indent=_compatibility(settings) >= _EDGE_MODE
    )
    blocks = content.read(body, StoryKind.BODY) if body is not None else ()
    sections = SectionReader(parts, sheet).read([*content.met.section_ends, *children(body, "sectPr")])
    letterhead, sections = take_letterhead(parts, sheet, sections)
    return Facts(
        blocks=(*letterhead.blocks, *blocks),
        sections=sections or (Section(0),),
        strokes=(*letterhead.strokes, *content.met.strokes),
        boxes=(*letterhead.boxes, *content.met.boxes),
        pictures=with_contents(package, content.met.pictures),
        properties=_properties(parts, settings, content.met.changes),
        unread=tuple(content.met.unread),
        notes=read_notes(parts, sheet),
        diagrams=content.met.diagrams,
    )


def _images(parts: Parts) -> Mapping[str, str]:
    return {
        id_: relation.target
        for id_, relation in parts.relations.items()
        if relation.kind == "image" and not relation.external
    }


def _compatibility(settings: Element | None) -> int:
    for setting in children(child(settings, "compat"), "compatSetting"):
        if attr(setting, "name") == "compatibilityMode":
            return whole(attr(setting, "val")) or 0
    return 0


def _properties(parts: Parts, settings: Element | None, changes: int) -> Properties:
    comments = parts.by_kind("comments")
    tab = twips(value(settings, "defaultTabStop")) or _DEFAULT_TAB
    return Properties(
        pages=_counted_pages(parts),
        tracked_changes=changes,
        comments=sum(1 for _ in children(comments, "comment")),
        signed=parts.signed,
        damaged_parts=tuple(parts.damaged),
        even_and_odd_headers=is_on(child(settings, "evenAndOddHeaders")),
        default_tab_mm=mm_from_twips(tab),
        gaps_add=is_on(child(child(settings, "compat"), "doNotUseHTMLParagraphAutoSpacing")),
    )


def _counted_pages(parts: Parts) -> int | None:
    """Pages as the last program counted them; None when it did not say."""
    if not parts.package.has(_STATISTICS):
        return None
    try:
        root = parse_xml(parts.package.read(_STATISTICS), _STATISTICS)
    except UnreadableFile:
        return None
    return whole(root.findtext(_PAGES)) or None
