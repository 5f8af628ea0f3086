"""What a rule says of a document: a finding at a place, or that it cannot tell, or that it has nothing to judge."""

from dataclasses import dataclass, replace
from typing import Any, Self

from service.checking.topics import Severity, Topic
from service.nd30.provision import Provision
from service.nd30.type_styles import TYPE_STYLES, Component
from service.reading import Paragraph, Piece, StoryKind

_QUOTED = 90


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the document.

    Attributes:
        zone: ô số of the decree's diagram, or what else the place is called; empty for the whole document.
        place: the place in words.
        text: the words there, shortened.
        paragraph: ordinal of the paragraph in the main part of the file, for a comment; None for a page-level place.
        others: how many more places have the same fault.
    """

    place: str
    zone: str = ""
    text: str = ""
    paragraph: int | None = None
    others: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault.

    A rule gives `where`, `found` and either a `provision` or `expected` and `cite`; who it is from is added when it is reported.

    Attributes:
        found: what is there.
        expected: what should be there.
        cite: the provision, in words a clerk can quote.
        fix: how to mend it, one Vietnamese sentence.
    """

    where: Where
    found: str
    expected: str = ""
    cite: str = ""
    fix: str = ""
    provision: Provision[Any] | None = None
    rule: str = ""
    topic: Topic = Topic.CONSISTENCY
    severity: Severity = Severity.ERROR

    def completed(self, rule: str, topic: Topic, severity: Severity, cite: str, fix: str) -> Self:
        """The finding with who it is from, and what it left to its rule or its provision."""
        provision = self.provision
        return replace(
            self,
            rule=rule,
            topic=topic,
            severity=severity,
            expected=self.expected or (str(provision.allowed) if provision else ""),
            cite=self.cite or (provision.cite if provision else "") or cite,
            fix=self.fix or fix,
        )


@dataclass(frozen=True, slots=True)
class Unknown:
    """The rule cannot tell; `reason` completes "Chưa xác định: ..."."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The rule has nothing to judge in this document."""

    reason: str = ""


Verdict = Finding | Unknown | NotApplicable


def at(piece: Piece, component: Component | None = None, others: int = 0) -> Where:
    """The place of a piece, named by its component."""
    paragraph = piece.paragraph
    name = component.value if component else "Nội dung"
    zone = TYPE_STYLES[component].zone if component else "6"
    if paragraph.story is StoryKind.NOTE:
        name, zone = "Chú thích cuối trang", ""
    return Where(name, zone, shortened(piece.text), _ordinal(paragraph), others)


def at_paragraph(paragraph: Paragraph, place: str = "Nội dung", zone: str = "6", others: int = 0) -> Where:
    """The place of a paragraph."""
    return Where(place, zone, shortened(" ".join(paragraph.printed.split())), _ordinal(paragraph), others)


def on_page(place: str) -> Where:
    """A place that is no paragraph: a section, a header, the whole document."""
    return Where(place)


def shortened(text: str) -> str:
    """The text, cut in the middle of nowhere when it is long."""
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"


def _ordinal(paragraph: Paragraph) -> int | None:
    """A comment can only be put into the main part of the file; paragraphs of other parts are numbered below zero."""
    return paragraph.ordinal if paragraph.story in {StoryKind.BODY, StoryKind.BOX} and paragraph.ordinal >= 0 else None
