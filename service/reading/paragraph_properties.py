"""Paragraph properties as one level of the cascade states them, and their final format."""

from collections.abc import Iterable, Mapping
from typing import Final, cast

from service.reading.facts import Align, LineRule, LineSpacing, ParagraphFormat, TabStop
from service.reading.wml import TWIPS_PER_PT, Element, W, attr, child, is_on, mm_from_twips, number, twips, value, whole

Properties = Mapping[str, object]

_ALIGN: Final[Mapping[str, Align]] = {
    "left": "left",
    "start": "left",
    "right": "right",
    "end": "right",
    "center": "center",
    "both": "both",
    "distribute": "both",
    "thaiDistribute": "both",
    "lowKashida": "both",
    "mediumKashida": "both",
    "highKashida": "both",
}
#: What Word prints for "automatic" space before and after a paragraph (HTML's 14 points).
_AUTO_GAP: Final = 280.0
#: One line, the unit of ``beforeLines`` (hundredths) and of automatic line spacing.
_LINE: Final = 240.0
_ON_OFF: Final = ("contextualSpacing", "keepNext", "keepLines", "widowControl", "pageBreakBefore")
_NO_BORDER: Final = frozenset({"none", "nil", ""})


def read_paragraph_properties(element: Element | None) -> dict[str, object]:
    """Read one ``w:pPr``: only what it states; lengths stay in twips until the end."""
    found: dict[str, object] = {}
    if element is None:
        return found
    for name in _ON_OFF:
        switch = child(element, name)
        if switch is not None:
            found[name] = is_on(switch)
    align = _ALIGN.get(value(element, "jc") or "")
    if align:
        found["align"] = align
    found.update(_indent(child(element, "ind")))
    found.update(_spacing(child(element, "spacing")))
    found.update(_borders(child(element, "pBdr")))
    found.update(_numbering(child(element, "numPr")))
    tabs = _tabs(child(element, "tabs"))
    if tabs:
        found["tabs"] = tabs
    frame = child(element, "framePr")
    if frame is not None:
        found["frame"] = attr(frame, "xAlign") or "?"
    return found


def merge(levels: Iterable[Properties]) -> dict[str, object]:
    """Fold levels, outermost first; tab stops add up, everything else is replaced."""
    merged: dict[str, object] = {}
    tabs: dict[float, str] = {}
    for level in levels:
        merged.update(level)
        tabs.update(cast("dict[float, str]", level.get("tabs", {})))
    if tabs:
        merged["tabs"] = tabs
    return merged


def final_format(merged: Properties) -> ParagraphFormat:
    """Turn merged properties into mm and pt."""
    tabs = cast("dict[float, str]", merged.get("tabs", {}))
    return ParagraphFormat(
        align=cast("Align", merged.get("align", "left")),
        left_mm=_mm(merged, "left"),
        right_mm=_mm(merged, "right"),
        first_line_mm=_mm(merged, "first"),
        before_pt=_gap(merged, "before"),
        after_pt=_gap(merged, "after"),
        contextual=bool(merged.get("contextualSpacing", False)),
        line=_line(merged),
        tabs=tuple(TabStop(mm_from_twips(at), kind) for at, kind in sorted(tabs.items()) if kind != "clear"),
        page_break_before=bool(merged.get("pageBreakBefore", False)),
        keep_next=bool(merged.get("keepNext", False)),
        keep_lines=bool(merged.get("keepLines", False)),
        widow_control=bool(merged.get("widowControl", True)),
        top_border=bool(merged.get("top", False)),
        bottom_border=bool(merged.get("bottom", False)),
        frame_align=str(merged.get("frame", "")),
    )


def _indent(element: Element | None) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, names in (("left", ("start", "left")), ("right", ("end", "right"))):
        amounts = [twips(attr(element, name)) for name in names if attr(element, name) is not None]
        if amounts and amounts[0] is not None:
            found[key] = amounts[0]
    first, hanging = twips(attr(element, "firstLine")), twips(attr(element, "hanging"))
    if hanging is not None:
        found["first"] = -hanging
    elif first is not None:
        found["first"] = first
    return found


def _spacing(element: Element | None) -> dict[str, object]:
    found: dict[str, object] = {}
    for side in ("before", "after"):
        auto = attr(element, f"{side}Autospacing")
        if auto is not None:
            found[f"{side}Auto"] = auto not in {"0", "false", "off"}
        lines = number(attr(element, f"{side}Lines"))
        gap = twips(attr(element, side))
        if lines:
            found[side] = lines / 100 * _LINE
        elif gap is not None:
            found[side] = gap
    line, rule = twips(attr(element, "line")), attr(element, "lineRule")
    if line is not None:
        found["line"] = line
        found["lineRule"] = rule if rule in {"exact", "atLeast"} else "auto"
    return found


def _borders(element: Element | None) -> dict[str, object]:
    found: dict[str, object] = {}
    for side in ("top", "bottom"):
        border = child(element, side)
        if border is not None:
            found[side] = (attr(border, "val") or "").lower() not in _NO_BORDER
    return found


def _numbering(element: Element | None) -> dict[str, object]:
    found: dict[str, object] = {}
    number_id, level = whole(value(element, "numId")), whole(value(element, "ilvl"))
    if number_id is not None:
        found["numId"] = number_id
    if level is not None:
        found["ilvl"] = max(0, min(level, 8))
    return found


def _tabs(element: Element | None) -> dict[float, str]:
    found: dict[float, str] = {}
    for tab in element.iterfind(W + "tab") if element is not None else ():
        at = twips(attr(tab, "pos"))
        if at is not None:
            found[at] = attr(tab, "val") or "left"
    return found


def _mm(merged: Properties, key: str) -> float:
    amount = merged.get(key, 0.0)
    return mm_from_twips(amount) if isinstance(amount, int | float) else 0.0


def _gap(merged: Properties, side: str) -> float:
    amount = _AUTO_GAP if merged.get(f"{side}Auto") else merged.get(side, 0.0)
    return amount / TWIPS_PER_PT if isinstance(amount, int | float) else 0.0


def _line(merged: Properties) -> LineSpacing:
    amount, rule = merged.get("line"), cast("LineRule", merged.get("lineRule", "auto"))
    if not isinstance(amount, int | float) or amount <= 0:
        return LineSpacing()
    return LineSpacing(rule, amount / (_LINE if rule == "auto" else TWIPS_PER_PT))
