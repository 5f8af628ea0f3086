"""The result of recognition: which piece is which component, how sure that is, and what hangs together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from service.nd30.kinds import Kind
from service.nd30.type_styles import Component
from service.reading.drawn import Drawn
from service.reading.facts import Paragraph
from service.reading.pieces import Piece

#: How sure a recognition is: said by our own style, by exact words, by words that nearly fit, by place alone.
BY_STYLE, BY_WORDS, BY_LIKENESS, BY_PLACE = 1.0, 0.95, 0.8, 0.6


class Regime(StrEnum):
    """Which rules a document is under."""

    ADMINISTRATIVE = "administrative"
    """Văn bản hành chính: Nghị định 30/2020/NĐ-CP."""
    NORMATIVE = "normative"
    """Văn bản quy phạm pháp luật: rules of its own."""
    PARTY = "party"
    """Văn bản của Đảng: rules of its own."""
    EARLIER = "earlier"
    """Issued before the decree came into force."""
    UNRECOGNISED = "unrecognised"
    """Nothing in it is a component of the form: probably no document of this kind."""
    CLASSIFIED = "classified"
    """Bears a state-secret mark: not to be processed here."""


@dataclass(frozen=True, slots=True)
class SignBlock:
    """One signature: authority and post lines, the name, and another post above the name."""

    authority: tuple[Piece, ...]
    name: Piece | None = None
    other_post: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Appendix:
    """One appendix: its heading, name, reference line and the paragraphs under them."""

    heading: Piece
    numeral: str
    title: tuple[Piece, ...]
    attached: tuple[Piece, ...]
    section: int
    paragraphs: tuple[Paragraph, ...] = ()
    rules: tuple[Drawn, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text issued by the document (quy chế, kế hoạch ...), with a heading of its own behind the signature."""

    title: tuple[Piece, ...]
    subject: tuple[Piece, ...]
    attached: tuple[Piece, ...]
    section: int
    kind: Kind | None
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """The number line taken apart; parts that are left blank or cannot be read are empty."""

    text: str
    number: str = ""
    year: str = ""
    sign: str = ""

    @property
    def blank(self) -> bool:
        """The number is left open, as in a draft."""
        return not self.number

    @property
    def groups(self) -> tuple[str, ...]:
        """Groups of the sign (``KH``, ``UBND``)."""
        return tuple(self.sign.split("-")) if self.sign else ()


@dataclass(frozen=True, slots=True)
class PlaceDate:
    """The place and date line taken apart; a part left blank is None."""

    text: str
    place: str = ""
    day: int | None = None
    month: int | None = None
    year: int | None = None

    @property
    def blank(self) -> bool:
        """Day, month or year is left open."""
        return None in {self.day, self.month, self.year}

    @property
    def date(self) -> date | None:
        """The calendar day; None when a part is open or the day does not exist."""
        if self.day is None or self.month is None or self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Zones:
    """Every component that was recognised.

    Attributes:
        parts: pieces by component, in reading order; the signer's block, appendices and attachments stand apart.
        sure: how sure each of them is, 0 to 1.
        rules: the drawn rules under Tiêu ngữ, the issuer and the subject.
        title_text: the tên loại as printed, also one outside the decree's list.
        content: paragraphs of ô số 6 behind legal bases and opening lines, tables included.
        end: order of the first piece behind the main text (appendices, attachments).
    """

    parts: Mapping[Component, tuple[Piece, ...]] = field(default_factory=dict)
    sure: Mapping[Component, float] = field(default_factory=dict)
    rules: Mapping[Component, tuple[Drawn, ...]] = field(default_factory=dict)
    regime: Regime = Regime.ADMINISTRATIVE
    regime_reason: str = ""
    kind: Kind | None = None
    title_text: str = ""
    number: Number | None = None
    place_date: PlaceDate | None = None
    content: tuple[Paragraph, ...] = ()
    signers: tuple[SignBlock, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    secret_marks: tuple[Piece, ...] = ()
    ours: bool = False

    def of(self, component: Component) -> tuple[Piece, ...]:
        """The pieces of a component; empty when it was not found."""
        return self.parts.get(component, ())

    def first(self, component: Component) -> Piece | None:
        """Its first piece, or None."""
        return next(iter(self.of(component)), None)

    def text(self, component: Component) -> str:
        """Its words on one line."""
        return " ".join(piece.text for piece in self.of(component))
