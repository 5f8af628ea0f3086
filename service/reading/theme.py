"""Theme fonts and colours: what ``minorHAnsi`` and ``text1`` stand for in this file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.reading.wml import A, Element

_SLOTS = {"hansi": "latin", "ascii": "latin", "eastasia": "ea", "bidi": "cs"}
_COLOUR_NAMES = {
    "text1": "dk1",
    "dark1": "dk1",
    "text2": "dk2",
    "dark2": "dk2",
    "background1": "lt1",
    "light1": "lt1",
    "background2": "lt2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """Font names by ``(major|minor, latin|ea|cs)`` and colours (``RRGGBB``) by theme name."""

    fonts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)

    def font(self, reference: str) -> str:
        """Font behind a theme reference such as ``minorHAnsi``; empty when the theme does not name one."""
        family = reference[:5].lower()
        slot = _SLOTS.get(reference[5:].lower(), "latin")
        return self.fonts.get((family, slot), "")

    def colour(self, reference: str) -> str:
        """Colour behind a theme reference such as ``accent1``; empty when the theme does not name one."""
        return self.colours.get(_COLOUR_NAMES.get(reference, reference), "")


def read_theme(root: Element | None) -> Theme:
    """Read the theme part; an absent or odd one gives an empty theme."""
    if root is None:
        return Theme()
    fonts: dict[tuple[str, str], str] = {}
    for family in ("major", "minor"):
        for slot in ("latin", "ea", "cs"):
            element = root.find(f".//{A}fontScheme/{A}{family}Font/{A}{slot}")
            if element is not None and element.get("typeface"):
                fonts[family, slot] = element.get("typeface", "")
    colours: dict[str, str] = {}
    scheme = root.find(f".//{A}clrScheme")
    for entry in scheme if scheme is not None else ():
        shade = next(iter(entry), None)
        if shade is not None:
            name = str(entry.tag).rpartition("}")[2]
            colours[name] = (shade.get("lastClr") or shade.get("val") or "").upper()
    return Theme(fonts, colours)
