"""The paragraphs of a Word template as an official sees them: where each stands, and the tags in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from docx.oxml.ns import qn
from lxml import etree

from service.rendering.faults import part_title, quoted
from service.rendering.hidden import JINJA_TAG
from service.rendering.sources import WordTemplate
from service.sentences import Sentence

#: ``{%tr for x in y %}``: bracket, what goes with the tag, what it says.
_TAG: Final = re.compile(
    r"(?P<bracket>\{\{|\{%|\{#)(?P<scope>p|tr|tc|r)?(?(scope)\s)-?(?P<text>.*?)-?(?:\}\}|%\}|#\})", re.DOTALL
)
_STRAIGHT: Final = str.maketrans("“”‘’", "\"\"''")  # Word curls quotes; docxtpl straightens them within tags


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: ``{{ }}``, ``{% %}`` or ``{# #}``.

    Attributes:
        bracket: how it opens.
        scope: ``p``, ``tr``, ``tc``, ``r``: what disappears with it; empty if nothing.
        text: what it says, quotes straightened.
        raw: as it is written.
    """

    bracket: str
    scope: str
    text: str
    raw: str

    @property
    def word(self) -> str:
        """The first word of a statement."""
        return self.text.split(maxsplit=1)[0] if self.text.split() else ""

    @property
    def expression(self) -> str:
        """What follows the first word."""
        return self.text.strip()[len(self.word) :].strip()


@dataclass(frozen=True, slots=True)
class TemplateParagraph:
    """One paragraph of a template.

    Attributes:
        part: name of the ZIP entry.
        where: its place in words.
        text: all of it, tags included.
        element: the ``w:p``.
    """

    part: str
    where: str
    text: str
    element: Any

    @property
    def place(self) -> str:
        """Its place and how it begins, for a message."""
        return Sentence("%(where)s %(words)s", where=self.where, words=quoted(self.text))

    @property
    def tags(self) -> list[Tag]:
        """All complete tags, in order."""
        tags = []
        for raw in JINJA_TAG.findall(self.text):
            found = _TAG.fullmatch(raw)
            if found:
                tags.append(Tag(found["bracket"], found["scope"] or "", found["text"].translate(_STRAIGHT), raw))
        return tags

    @property
    def outside_tags(self) -> str:
        """The text without its tags."""
        return JINJA_TAG.sub("", self.text)


def template_paragraphs(template: WordTemplate) -> Iterator[TemplateParagraph]:
    """Read the body, headers, footers and footnotes of an opened template, text boxes included."""
    yield from _of_part("word/document.xml", template.docx.element.body)
    for part in template.running_parts():
        yield from _of_part(str(part.partname).lstrip("/"), part.element)
    for part in template.footnotes():
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        yield from _of_part(str(part.partname).lstrip("/"), root)


def _of_part(name: str, root: Any) -> Iterator[TemplateParagraph]:
    title = part_title(name)
    tables = {table: number for number, table in enumerate(root.iter(qn("w:tbl")), 1)}
    number = 0
    for paragraph in root.iter(qn("w:p")):
        in_text = not any(ancestor.tag in (qn("w:tc"), qn("w:txbxContent")) for ancestor in paragraph.iterancestors())
        number += in_text
        where = Sentence("đoạn %(n)s", n=number) if in_text else _inside(paragraph, tables)
        yield TemplateParagraph(
            name, Sentence("%(part)s, %(where)s", part=title, where=where), _text(paragraph), paragraph
        )


def _inside(paragraph: Any, tables: dict[Any, int]) -> str:
    for ancestor in paragraph.iterancestors():
        if ancestor.tag == qn("w:txbxContent"):
            return Sentence("hộp chữ")
        if ancestor.tag == qn("w:tc"):
            row = next(ancestor.iterancestors(qn("w:tr")))
            table = next(row.iterancestors(qn("w:tbl")))
            column = len(list(ancestor.itersiblings(qn("w:tc"), preceding=True))) + 1
            line = len(list(row.itersiblings(qn("w:tr"), preceding=True))) + 1
            return Sentence("bảng %(table)s, hàng %(row)s, ô %(cell)s", table=tables[table], row=line, cell=column)
    return ""


def _text(paragraph: Any) -> str:
    """Join the texts of a paragraph's own runs; those of a text box in it belong to the box."""
    texts = (text for text in paragraph.iter(qn("w:t")) if next(text.iterancestors(qn("w:p"))) is paragraph)
    return "".join(text.text or "" for text in texts)
