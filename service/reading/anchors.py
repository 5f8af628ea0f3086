"""Where a drawing hangs: its anchor against the page, the margins or the paragraph that holds it."""

from typing import Final

from service.reading.drawings import Anchor
from service.reading.facts import Section
from service.reading.places import Area, Layout, Place
from service.reading.sheets import A4, MARGINS

_ALIGNED: Final = {"center": 0.5, "right": 1.0}


def anchor_point(
    anchor: Anchor, layout: Layout, sections: tuple[Section, ...], size: tuple[float, float]
) -> tuple[float, float, int] | None:
    """Upper left corner (mm) and page of a drawing of `size`; None when its anchor paragraph has no place."""
    place = layout.places.get(anchor.paragraph)
    if place is None:
        return None
    section = sections[0]
    width, _ = size
    if anchor.inline:
        return _inline_x(place, width), place.top_mm, place.page
    area = _across(_reference(anchor), place, section)
    share = _ALIGNED.get(anchor.across_align)
    x = area.x_mm + ((anchor.across_mm or 0.0) if share is None else (area.width_mm - width) * share)
    base = {
        "page": 0.0,
        "margin": section.margin_mm("top") or MARGINS["top"],
        "topMargin": 0.0,
    }.get(anchor.down_from, place.top_mm)
    return x, base + (anchor.down_mm or 0.0), place.page


def _inline_x(place: Place, width: float) -> float:
    """Where an inline drawing that is alone in its paragraph stands: centred unless the text says otherwise."""
    return place.area.x_mm + max(0.0, place.area.width_mm - width) / 2


def _reference(anchor: Anchor) -> str:
    outside = not anchor.in_cell and anchor.across_from in {"column", "character"}
    return "margin" if outside else anchor.across_from


def _across(reference: str, place: Place, section: Section) -> Area:
    width = section.width_mm or A4[0]
    left = section.margin_mm("left") or MARGINS["left"]
    if reference == "page":
        return Area(0.0, width)
    if reference == "margin":
        return Area(left, section.text_width_mm)
    if reference == "rightMargin":
        return Area(left + section.text_width_mm, width - left - section.text_width_mm)
    if reference in {"leftMargin", "insideMargin", "outsideMargin"}:
        return Area(0.0, left)
    return place.area
