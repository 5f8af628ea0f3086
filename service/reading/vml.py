"""Shapes written in VML, the older drawing language, still the commonest in documents made from old files."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from service.reading.drawings import Anchor, StrokeKind
from service.reading.shape import Frame, Shape
from service.reading.wml import Element, R, V, W, length_mm, number

#: Shape types that are straight lines (connector, line).
_LINES: Final = frozenset({"#_x0000_t32", "#_x0000_t20"})
_CONNECTOR: Final = "{urn:schemas-microsoft-com:office:office}connectortype"
_ALLOW_IN_CELL: Final = "{urn:schemas-microsoft-com:office:office}allowincell"
_HIDDEN: Final = "hidden"
_DEEPEST_GROUP: Final = 8


def vml_shapes(parent: Element, paragraph: int) -> Iterator[Shape]:
    """Every shape of one ``w:pict`` or ``w:object``, groups opened."""
    yield from _children(parent, Frame(Anchor(paragraph, inline=True)), 0)


def _children(parent: Element, frame: Frame, depth: int) -> Iterator[Shape]:
    for element in parent:
        tag = str(element.tag)
        if not tag.startswith(V) or tag == V + "shapetype":
            continue
        style = _css(element.get("style", ""))
        if style.get("visibility") == _HIDDEN:
            continue
        if tag == V + "group" and depth < _DEEPEST_GROUP:
            yield from _children(element, _group(element, style, frame, depth), depth + 1)
        elif tag == V + "line":
            yield from _line(element, style, frame, depth)
        elif tag != V + "background":
            yield _shape(element, style, frame, depth)


def _css(text: str) -> dict[str, str]:
    pairs = (entry.partition(":") for entry in text.split(";"))
    return {name.strip().lower(): what.strip().lower() for name, _, what in pairs if name.strip()}


def _anchor(style: dict[str, str], paragraph: int, element: Element) -> Anchor:
    if style.get("position") not in {"absolute", "relative"}:
        return Anchor(paragraph, inline=True)
    across = style.get("mso-position-horizontal-relative", "text")
    down = style.get("mso-position-vertical-relative", "text")
    align = style.get("mso-position-horizontal", "")
    return Anchor(
        paragraph,
        across_from={"text": "column", "char": "character"}.get(across, across),
        across_mm=length_mm(style.get("margin-left"), "pt") or length_mm(style.get("left"), "pt") or 0.0,
        across_align=align if align in {"left", "center", "right"} else "",
        down_from={"text": "paragraph", "line": "line"}.get(down, down),
        down_mm=length_mm(style.get("margin-top"), "pt") or length_mm(style.get("top"), "pt") or 0.0,
        in_cell=element.get(_ALLOW_IN_CELL, "t") not in {"f", "false"},
    )


def _group(element: Element, style: dict[str, str], frame: Frame, depth: int) -> Frame:
    width, height = length_mm(style.get("width"), "pt"), length_mm(style.get("height"), "pt")
    origin = _pair(element.get("coordorigin", "0,0"))
    extent = _pair(element.get("coordsize", "1000,1000"))
    if depth:
        x, y = number(style.get("left")) or 0.0, number(style.get("top")) or 0.0
        anchor = frame.anchor_at(x, y)
        width = (number(style.get("width")) or 0.0) * frame.scale_x
        height = (number(style.get("height")) or 0.0) * frame.scale_y
    else:
        anchor = _anchor(style, frame.anchor.paragraph, element)
    return Frame(
        anchor,
        (width or 0.0) / extent[0] if extent[0] else 0.0,
        (height or 0.0) / extent[1] if extent[1] else 0.0,
        *origin,
    )


def _pair(text: str) -> tuple[float, float]:
    first, second = _halves(text)
    return number(first) or 0.0, number(second) or 0.0


def _line(element: Element, style: dict[str, str], frame: Frame, depth: int) -> Iterator[Shape]:
    ends = (*_halves(element.get("from", "0,0")), *_halves(element.get("to", "0,0")))
    if depth:
        x1, y1, x2, y2 = (number(end) or 0.0 for end in ends)
        anchor = frame.anchor_at(min(x1, x2), min(y1, y2))
        width, height = abs(x2 - x1) * frame.scale_x, abs(y2 - y1) * frame.scale_y
    else:
        points = [length_mm(end, "px") for end in ends]
        if any(point is None for point in points):
            return
        x1, y1, x2, y2 = (point or 0.0 for point in points)
        base = _anchor(style, frame.anchor.paragraph, element)
        anchor = replace(base, across_mm=min(x1, x2), down_mm=min(y1, y2), inline=False)
        width, height = abs(x2 - x1), abs(y2 - y1)
    yield Shape(anchor, width, height, True, _stroked(element), _solid(element), kind=StrokeKind.VML)


def _halves(text: str) -> tuple[str, str]:
    first, _, second = text.partition(",")
    return first.strip(), second.strip()


def _shape(element: Element, style: dict[str, str], frame: Frame, depth: int) -> Shape:
    straight = element.get("type") in _LINES or element.get(_CONNECTOR) == "straight"
    if depth:
        anchor = frame.anchor_at(number(style.get("left")) or 0.0, number(style.get("top")) or 0.0)
        width: float | None = (number(style.get("width")) or 0.0) * frame.scale_x
        height: float | None = (number(style.get("height")) or 0.0) * frame.scale_y
    else:
        anchor = _anchor(style, frame.anchor.paragraph, element)
        width, height = length_mm(style.get("width"), "pt"), length_mm(style.get("height"), "pt")
    image = element.find(V + "imagedata")
    words = element.find(f"{V}textbox/{W}txbxContent")
    upright = 45 < (number(style.get("rotation")) or 0.0) % 180 < 135
    return Shape(
        anchor,
        height if upright else width,
        width if upright else height,
        straight=straight,
        stroked=_stroked(element),
        solid=_solid(element),
        words=words,
        image=(image.get(R + "id", "") or "?") if image is not None else "",
        kind=StrokeKind.VML,
    )


def _stroked(element: Element) -> bool:
    return element.get("stroked", "t") not in {"f", "false"}


def _solid(element: Element) -> bool:
    stroke = element.find(V + "stroke")
    return stroke is None or stroke.get("dashstyle", "solid") == "solid"
