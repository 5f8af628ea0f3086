"""Any DOCX into facts: opened safely, formatting resolved, each component of the form recognised.

Nothing outside this package sees XML; nothing in it judges.
"""

from service.reading.drawings import Picture, StrokeKind
from service.reading.drawn import Drawn
from service.reading.facts import (
    Block,
    Cell,
    Face,
    Facts,
    Label,
    LineSpacing,
    PageField,
    Paragraph,
    ParagraphFormat,
    Properties,
    Row,
    Run,
    Section,
    Story,
    StoryKind,
    Table,
    TextBox,
    every_table,
    flatten,
)
from service.reading.gaps import gap_pt
from service.reading.opening import Limits
from service.reading.pieces import Piece, Spot, first_letter_mm
from service.reading.places import Layout, Place
from service.reading.read import ReadDocument, read_document, understand
from service.reading.text import clean, is_upper, letters
from service.reading.zones import (
    E_SIGNATURE,
    Appendix,
    Attachment,
    Number,
    PlaceDate,
    Regime,
    SignBlock,
    Zones,
)

__all__ = [
    "E_SIGNATURE",
    "Appendix",
    "Attachment",
    "Block",
    "Cell",
    "Drawn",
    "Face",
    "Facts",
    "Label",
    "Layout",
    "Limits",
    "LineSpacing",
    "Number",
    "PageField",
    "Paragraph",
    "ParagraphFormat",
    "Picture",
    "Piece",
    "Place",
    "PlaceDate",
    "Properties",
    "ReadDocument",
    "Regime",
    "Row",
    "Run",
    "Section",
    "SignBlock",
    "Spot",
    "Story",
    "StoryKind",
    "StrokeKind",
    "Table",
    "TextBox",
    "Zones",
    "clean",
    "every_table",
    "first_letter_mm",
    "flatten",
    "gap_pt",
    "is_upper",
    "letters",
    "read_document",
    "understand",
]
