"""What is drawn beside the text, as the file states it: anchors, rules, pictures."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a drawing hangs: offsets in mm against what `*_from` names, or an alignment in it.

    `paragraph` is the ordinal of the paragraph that holds it; `inline` drawings stand in its text. A drawing that is not `in_cell`
    measures from the page's column even when it hangs in a table.
    """

    paragraph: int
    across_from: str = "column"
    across_mm: float | None = None
    across_align: str = ""
    down_from: str = "paragraph"
    down_mm: float | None = None
    down_align: str = ""
    inline: bool = False
    in_cell: bool = True


class StrokeKind(StrEnum):
    """How somebody made a horizontal rule."""

    DRAWING = "drawing"
    VML = "vml"
    BORDER = "border"
    CELL_BORDER = "cell-border"
    CHARACTERS = "characters"
    UNDERLINE = "underline"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn horizontal line as the file states it; `length_mm` is None when the file does not say."""

    kind: StrokeKind
    length_mm: float | None
    anchor: Anchor
    solid: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """An image; sizes in mm; `part` names the file inside the DOCX, `image_format` is told by its first bytes."""

    anchor: Anchor
    width_mm: float | None
    height_mm: float | None
    part: str
    image_format: str = ""
    transparent: bool | None = None
    ink: str = ""
