"""The document as a rule sees it: what was read, whether it is judged as a draft or as issued, and its printed pages when asked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from service.checking.printed import PrintedPage
from service.nd30.kinds import Kind
from service.nd30.type_styles import Component
from service.reading import (
    Facts,
    Layout,
    Paragraph,
    Piece,
    ReadDocument,
    Section,
    StoryKind,
    Zones,
)

#: Texts that are no administrative documents in the usual form: parts of the form may be missing by nature.
LOOSE_KINDS = frozenset({Kind.BIEN_BAN, Kind.HOP_DONG, Kind.BAN_GHI_NHO, Kind.BAN_THOA_THUAN, Kind.THU_CONG})
_MEETING = re.compile(r"\b(?:họp|hội nghị|hội thảo|giao ban|sơ kết|tổng kết)\b", re.IGNORECASE)
#: Letters that old codes write Vietnamese with, and those that only Unicode has.
_BORROWED = re.compile("[\u00a1-\u00ff\u0152-\u0192\u2013-\u2122]")
_UNICODE_VIETNAMESE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
_FEWEST_LETTERS = 40
_A4_HEIGHT = 297.0
#: Years beyond these are slips of the pen.
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MONTHS = range(1, 13)
#: A second page used down to here is there beyond doubt; a first page that ends above this has no second one.
_CLEARLY_BEGUN = 0.25
_CLEARLY_FREE = 0.8


@dataclass(frozen=True)
class Examined:
    """One document under examination.

    Attributes:
        issued: judged as an issued document; blanks for number and day are then faults.
        printed: its pages as measured on the PDF, or None when that was not asked for.
    """

    read: ReadDocument
    issued: bool
    printed: tuple[PrintedPage, ...] | None = None

    @property
    def zones(self) -> Zones:
        """The recognised components."""
        return self.read.zones

    @property
    def facts(self) -> Facts:
        """What the file says."""
        return self.read.facts

    @property
    def layout(self) -> Layout:
        """Where the text stands."""
        return self.read.layout

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in order."""
        return self.read.sections

    @property
    def kind(self) -> Kind | None:
        """The kind of document."""
        return self.zones.kind

    def of(self, component: Component) -> tuple[Piece, ...]:
        """The pieces of a component."""
        return self.zones.of(component)

    def first(self, component: Component) -> Piece | None:
        """First piece of a component, or None."""
        return self.zones.first(component)

    @property
    def appendix_file(self) -> bool:
        """The file is an appendix by itself: it opens with the word and has no header."""
        return bool(self.zones.appendices) and not self.zones.number and not self.zones.title_text

    @cached_property
    def minutes_of_meeting(self) -> bool:
        """Minutes that Mẫu 1.9 is for: of a meeting, conference or workshop, not of a hand-over or an inspection."""
        words = f"{self.zones.title_text} {self.zones.text(Component.SUBJECT)}"
        return self.kind is Kind.BIEN_BAN and bool(_MEETING.search(words))

    @cached_property
    def day(self) -> date | None:
        """The day of issue; the first possible day when a draft leaves day or month open; None when the year is open."""
        found = self.zones.place_date
        if found is None or found.year is None or not _FIRST_YEAR < found.year < _LAST_YEAR:
            return None
        month = found.month if found.month in _MONTHS else 1
        return found.date or date(found.year, month or 1, 1)

    @cached_property
    def main_sections(self) -> frozenset[int]:
        """Indexes of the sections that hold the main text."""
        held = {piece.paragraph.section for pieces in self.zones.parts.values() for piece in pieces}
        return frozenset(held | {paragraph.section for paragraph in self.zones.content} or {0})

    @cached_property
    def prose(self) -> tuple[Paragraph, ...]:
        """Paragraphs of running text in the content: no tables, boxes, blank lines."""
        return tuple(p for p in self.zones.content if is_prose(p))

    @cached_property
    def attached_prose(self) -> tuple[Paragraph, ...]:
        """Paragraphs of running text in attached regulations."""
        return tuple(p for one in self.zones.attachments for p in one.paragraphs if is_prose(p))

    @cached_property
    def has_second_page(self) -> bool | None:
        """Whether the main text runs to a second page; None when that is too close to tell without a PDF."""
        if self.printed is not None and not self.zones.appendices and not self.zones.attachments:
            return len(self.printed) > 1
        pieces = list(self.main_pieces())
        last = next((piece.spot for piece in reversed(pieces) if piece.spot), None)
        if last is None:
            return False
        if last.page > 2 or any(piece.paragraph.page_break or piece.paragraph.rendered_break for piece in pieces[:-1]):
            return True
        section = self.sections[0]
        height = section.height_mm or _A4_HEIGHT
        if last.page == 2:
            return True if last.bottom_mm > _CLEARLY_BEGUN * height else None
        return False if last.bottom_mm < _CLEARLY_FREE * height else None

    @cached_property
    def old_code(self) -> tuple[str, int]:
        """The character code of before Unicode that lines are in (``TCVN3``, ``VNI``), and how many they are; "" and 0 for none."""
        suspects = [piece.text for piece in self.lines if _BORROWED.search(piece.text)]
        text = "\n".join(line for line in suspects if not _UNICODE_VIETNAMESE.search(line))
        if sum(letter.isalpha() for letter in text) < _FEWEST_LETTERS:
            return "", 0
        from viparse import detect_text_encoding  # takes 0.2 s to load and is needed by almost no document

        encoding = detect_text_encoding(text)
        return (str(encoding).upper(), len(suspects)) if encoding else ("", 0)

    @property
    def unreadable(self) -> bool:
        """Half of its lines and more are in an old code: no words can be judged, only paper, fonts and colours."""
        return 2 * self.old_code[1] >= len(self.lines) > 0

    @property
    def lines(self) -> tuple[Piece, ...]:
        """Every line of the document, those of its footnotes behind the others."""
        return (*self.read.pieces, *self.read.notes)

    def main_pieces(self) -> Iterator[Piece]:
        """Every piece of the main text, in reading order."""
        behind = [one.heading.order for one in self.zones.appendices]
        behind += [one.title[0].order for one in self.zones.attachments]
        edge = min(behind, default=len(self.read.pieces))
        return (piece for piece in self.read.pieces if piece.order < edge)


def is_prose(paragraph: Paragraph) -> bool:
    """Running text of the body, with words in it."""
    return paragraph.story is StoryKind.BODY and paragraph.cell is None and bool(paragraph.text.strip())
