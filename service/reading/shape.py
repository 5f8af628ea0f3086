"""The one form to which shapes of both drawing languages are reduced: where, how large, what kind, which words."""

from dataclasses import dataclass, replace

from service.reading.drawings import Anchor, StrokeKind
from service.reading.wml import Element


@dataclass(frozen=True, slots=True)
class Shape:
    """One drawn thing; lengths in mm, None where the file does not say.

    Attributes:
        straight: a line or connector.
        stroked: its outline is drawn.
        solid: its outline is not dashed.
        words: the ``w:txbxContent`` with its text, or None.
        diagram: a chart, diagram or embedded object, whose words are not read.
        image: relationship id of its picture, empty when it is none.
        kind: the drawing language, for a shape that turns out to be a rule.
    """

    anchor: Anchor
    width_mm: float | None
    height_mm: float | None
    straight: bool = False
    stroked: bool = True
    solid: bool = True
    words: Element | None = None
    image: str = ""
    diagram: bool = False
    kind: StrokeKind = StrokeKind.DRAWING


@dataclass(frozen=True, slots=True)
class Frame:
    """How a group maps its own coordinates to mm against the anchor."""

    anchor: Anchor
    scale_x: float = 1.0
    scale_y: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0

    def anchor_at(self, x: float, y: float) -> Anchor:
        """The anchor of a point given in the group's coordinates."""
        return replace(
            self.anchor,
            across_mm=(self.anchor.across_mm or 0.0) + (x - self.shift_x) * self.scale_x,
            down_mm=(self.anchor.down_mm or 0.0) + (y - self.shift_y) * self.scale_y,
            across_align="",
            down_align="",
        )
