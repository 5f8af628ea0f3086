"""What surrounds a block while it is read, and what is met beside the text."""

from dataclasses import dataclass, field

from service.reading.drawings import Picture, Stroke
from service.reading.facts import CellPlace, StoryKind, TextBox
from service.reading.wml import Element


@dataclass(frozen=True, slots=True)
class Where:
    """Surroundings of a block: its story, the innermost cell, text box and table style around it, and how many of them."""

    story: StoryKind
    cell: CellPlace | None = None
    box: int | None = None
    table_style: str | None = None
    depth: int = 0


@dataclass(slots=True)
class Met:
    """Everything met on the way that is no block of text."""

    strokes: list[Stroke] = field(default_factory=list)
    boxes: list[TextBox] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    section_ends: list[Element] = field(default_factory=list)
    changes: int = 0
    diagrams: int = 0
    unread: list[str] = field(default_factory=list)
