"""Character properties as one level of the cascade states them, and their final face."""

from collections.abc import Mapping, Sequence
from typing import Final

from service.reading.facts import Face
from service.reading.theme import Theme
from service.reading.wml import TWIPS_PER_PT, Element, W, attr, is_on, number, twips

Properties = Mapping[str, object]

#: On/off properties that cancel out when two styles both set them (ECMA-376, Part 1, 17.7.3).
TOGGLES: Final = ("b", "i", "caps", "smallCaps", "strike", "dstrike", "vanish")
_TOGGLE_TAGS: Final = {W + name: name for name in TOGGLES}
_FONT_SLOTS: Final = ("ascii", "hAnsi", "eastAsia", "cs")
#: What Word uses where a file names no font and no size at all.
_WORD_FONT: Final = "Times New Roman"
_WORD_HALF_POINTS: Final = 20.0
_MAX_HALF_POINTS: Final = 3276.0


def read_run_properties(element: Element | None, theme: Theme) -> dict[str, object]:
    """Read one ``w:rPr``: only what it states, theme references resolved."""
    found: dict[str, object] = {}
    for entry in element if element is not None else ():
        tag = entry.tag
        if tag in _TOGGLE_TAGS:
            found[_TOGGLE_TAGS[tag]] = is_on(entry)
        elif tag == W + "rFonts":
            found.update(_fonts(entry, theme))
        elif tag == W + "sz":
            size = number(attr(entry, "val"))
            if size is not None and 0 < size <= _MAX_HALF_POINTS:
                found["sz"] = size
        elif tag == W + "u":
            found["u"] = (attr(entry, "val") or "single") != "none"
        elif tag == W + "color":
            found["color"] = _colour(entry, theme)
        elif tag == W + "spacing":
            found["spacing"] = (twips(attr(entry, "val")) or 0.0) / TWIPS_PER_PT
        elif tag == W + "vertAlign":
            found["raised"] = attr(entry, "val") in {"superscript", "subscript"}
        elif tag == W + "rStyle":
            found["style"] = attr(entry, "val") or ""
    return found


def _fonts(entry: Element, theme: Theme) -> dict[str, object]:
    found: dict[str, object] = {}
    for slot in _FONT_SLOTS:
        reference = attr(entry, "cstheme" if slot == "cs" else f"{slot}Theme")
        name = (theme.font(reference) if reference else "") or attr(entry, slot)
        if name:
            found[slot] = name
    return found


def _colour(entry: Element, theme: Theme) -> str | None:
    stated = attr(entry, "val") or "auto"
    if stated.lower() == "auto":
        reference = attr(entry, "themeColor")
        stated = theme.colour(reference) if reference else ""
    stated = stated.upper()
    is_hex = len(stated) == 6 and all(letter in "0123456789ABCDEF" for letter in stated)
    return stated if is_hex else None


def final_face(
    defaults: Properties, table: Properties, paragraph: Properties, character: Properties, direct: Properties
) -> Face:
    """Fold the levels, outermost first, into the face that is printed."""
    merged: dict[str, object] = {**defaults, **table, **paragraph, **character, **direct}
    on = {name: _toggle(name, defaults, (table, paragraph, character), direct) for name in TOGGLES}
    size = merged.get("sz", _WORD_HALF_POINTS)
    spacing = merged.get("spacing", 0.0)
    ascii_font = str(merged.get("ascii", _WORD_FONT))
    colour = merged.get("color")
    return Face(
        latin=str(merged.get("hAnsi", merged.get("ascii", _WORD_FONT))),
        ascii=ascii_font,
        size_pt=size / 2 if isinstance(size, int | float) else _WORD_HALF_POINTS / 2,
        bold=on["b"],
        italic=on["i"],
        underline=bool(merged.get("u", False)),
        strike=on["strike"] or on["dstrike"],
        caps=on["caps"] or on["smallCaps"],
        hidden=on["vanish"],
        colour=colour if isinstance(colour, str) else None,
        spacing_pt=spacing if isinstance(spacing, int | float) else 0.0,
        raised=bool(merged.get("raised", False)),
    )


def _toggle(name: str, defaults: Properties, styles: Sequence[Properties], direct: Properties) -> bool:
    """Direct formatting decides; else the defaults; else an odd number of styles that switch it on."""
    if name in direct:
        return bool(direct[name])
    if defaults.get(name):
        return True
    return sum(bool(level.get(name)) for level in styles) % 2 == 1
