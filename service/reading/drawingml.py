"""Shapes written in DrawingML, as Word has done since 2010."""

from collections.abc import Iterator
from typing import Final

from service.reading.drawings import Anchor
from service.reading.shape import Frame, Shape
from service.reading.wml import PIC, WP, WPG, WPS, A, Element, R, W, mm_from_emu, number

_LINES: Final = frozenset({"line", "straightConnector1", "lineInv"})
#: What a graphic may be that is drawn by another program from data of its own.
_DIAGRAMS: Final = ("/chart", "/chartex", "/diagram", "/lockedCanvas", "/slicer")
_DEEPEST_GROUP: Final = 8
_DEGREE: Final = 60000


def drawingml_shapes(holder: Element, paragraph: int) -> Iterator[Shape]:
    """Every shape of one ``wp:anchor`` or ``wp:inline``, groups opened."""
    properties = holder.find(WP + "docPr")
    if properties is not None and properties.get("hidden") in {"1", "true"}:
        return
    extent = holder.find(WP + "extent")
    width = mm_from_emu(extent.get("cx")) if extent is not None else None
    height = mm_from_emu(extent.get("cy")) if extent is not None else None
    anchor = _anchor(holder, paragraph)
    data = holder.find(f"{A}graphic/{A}graphicData")
    if data is not None and data.get("uri", "").endswith(_DIAGRAMS):
        yield Shape(anchor, width, height, stroked=False, diagram=True)
        return
    for content in data if data is not None else ():
        if content.tag == WPG + "wgp":
            yield from _group(content, Frame(anchor), (width, height), 0)
        else:
            yield from _dml_shape(content, anchor, width, height)


def _anchor(holder: Element, paragraph: int) -> Anchor:
    if holder.tag == WP + "inline":
        return Anchor(paragraph, inline=True)
    simple = holder.find(WP + "simplePos")
    if holder.get("simplePos") in {"1", "true"} and simple is not None:
        return Anchor(
            paragraph,
            across_from="page",
            across_mm=mm_from_emu(simple.get("x")),
            down_from="page",
            down_mm=mm_from_emu(simple.get("y")),
        )
    across, down = holder.find(WP + "positionH"), holder.find(WP + "positionV")
    return Anchor(
        paragraph,
        across_from=across.get("relativeFrom", "column") if across is not None else "column",
        across_mm=_offset(across),
        across_align=_alignment(across),
        down_from=down.get("relativeFrom", "paragraph") if down is not None else "paragraph",
        down_mm=_offset(down),
        down_align=_alignment(down),
        in_cell=holder.get("layoutInCell", "1") not in {"0", "false"},
    )


def _offset(position: Element | None) -> float | None:
    return mm_from_emu(position.findtext(WP + "posOffset")) if position is not None else None


def _alignment(position: Element | None) -> str:
    return (position.findtext(WP + "align") or "") if position is not None else ""


def _dml_shape(content: Element, anchor: Anchor, width: float | None, height: float | None) -> Iterator[Shape]:
    if content.tag == PIC + "pic":
        blip = content.find(f".//{A}blip")
        image = blip.get(R + "embed", "") if blip is not None else ""
        yield Shape(anchor, width, height, image=image or "?")
    elif content.tag == WPS + "wsp":
        geometry = content.find(f"{WPS}spPr/{A}prstGeom")
        kind = geometry.get("prst", "") if geometry is not None else ""
        straight = kind in _LINES or (not kind and content.find(WPS + "cNvCnPr") is not None)
        turned = _is_upright(content.find(f"{WPS}spPr/{A}xfrm"))
        outline = content.find(f"{WPS}spPr/{A}ln")
        yield Shape(
            anchor,
            height if turned else width,
            width if turned else height,
            straight=straight,
            stroked=_is_stroked(content, outline, straight),
            solid=_is_solid(outline),
            words=content.find(f"{WPS}txbx/{W}txbxContent"),
        )


def _is_upright(transform: Element | None) -> bool:
    turn = number(transform.get("rot")) if transform is not None else None
    quarter = ((turn or 0) / _DEGREE) % 180
    return 45 < quarter < 135


def _is_stroked(content: Element, outline: Element | None, straight: bool) -> bool:
    if outline is not None:
        return outline.find(A + "noFill") is None
    reference = content.find(f"{WPS}style/{A}lnRef")
    return straight or (reference is not None and reference.get("idx") != "0")


def _is_solid(outline: Element | None) -> bool:
    dash = outline.find(A + "prstDash") if outline is not None else None
    return dash is None or dash.get("val", "solid") == "solid"


def _group(group: Element, frame: Frame, size: tuple[float | None, float | None], depth: int) -> Iterator[Shape]:
    """Walk a group; `size` is its own size in mm where that is known from outside."""
    transform = group.find(f"{WPG}grpSpPr/{A}xfrm")
    inner = _group_frame(frame, transform, size) if transform is not None else frame
    for entry in group:
        if entry.tag in {WPG + "grpSp", WPG + "wgp"} and depth < _DEEPEST_GROUP:
            yield from _group(entry, inner, (None, None), depth + 1)
            continue
        own = entry.find(f"{WPS}spPr/{A}xfrm") if entry.tag == WPS + "wsp" else entry.find(f"{PIC}spPr/{A}xfrm")
        if own is None:
            continue
        x, y, width, height = _box(own, "off", "ext")
        yield from _dml_shape(entry, inner.anchor_at(x, y), width * inner.scale_x, height * inner.scale_y)


def _group_frame(frame: Frame, transform: Element, size: tuple[float | None, float | None]) -> Frame:
    x, y, width, height = _box(transform, "off", "ext")
    child_x, child_y, child_width, child_height = _box(transform, "chOff", "chExt")
    outer_width = size[0] if size[0] is not None else width * frame.scale_x
    outer_height = size[1] if size[1] is not None else height * frame.scale_y
    anchor = frame.anchor if size[0] is not None else frame.anchor_at(x, y)
    return Frame(
        anchor,
        outer_width / child_width if child_width else 1.0,
        outer_height / child_height if child_height else 1.0,
        child_x,
        child_y,
    )


def _box(transform: Element, offset: str, extent: str) -> tuple[float, float, float, float]:
    """Offset and extent in mm; zeros where they are missing."""
    off, ext = transform.find(A + offset), transform.find(A + extent)
    x, y = (mm_from_emu(off.get(name)) or 0.0 if off is not None else 0.0 for name in ("x", "y"))
    width, height = (mm_from_emu(ext.get(name)) or 0.0 if ext is not None else 0.0 for name in ("cx", "cy"))
    return x, y, width, height
