"""The space between two paragraphs: as their settings state it, and as it prints."""

from service.reading.facts import Paragraph
from service.reading.wml import MM_PER_PT


def gap_pt(before: Paragraph | None, paragraph: Paragraph) -> float:
    """What one paragraph leaves below and the next asks above, added up, in points; neighbours of one style may drop theirs."""
    return sum(_sides(before, paragraph))


def gap_mm(before: Paragraph | None, paragraph: Paragraph | None, *, add: bool) -> float:
    """The gap as it prints, in mm: the larger side counts, both when the file says that they `add`; None is no neighbour."""
    sides = _sides(before, paragraph)
    return (sum(sides) if add else max(sides)) * MM_PER_PT


def _sides(before: Paragraph | None, paragraph: Paragraph | None) -> tuple[float, float]:
    same = before is not None and paragraph is not None and before.style == paragraph.style
    after = 0.0 if before is None or (same and before.format.contextual) else before.format.after_pt
    return after, 0.0 if paragraph is None or (same and paragraph.format.contextual) else paragraph.format.before_pt
