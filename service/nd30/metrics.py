"""Letter widths of the ordered font, so that rules and columns get their length without a layout engine (Mục I, khoản 4).

The widths are those of Tinos, which is metric-compatible with Times New Roman; they travel with the package, no font need be installed.
"""

import json
from functools import cache
from importlib.resources import files

_UNITS_PER_EM = 2048
#: Width of a letter that the table lacks (emoji, other scripts), in em: a square.
_UNKNOWN = 1.0


class _Widths(dict[str, float]):
    """Width of each letter, also of one that the table lacks."""

    def __missing__(self, letter: str) -> float:
        return _UNKNOWN


@cache
def _widths(bold: bool, italic: bool) -> _Widths:
    """Advance width of each letter, in em."""
    face = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold-italic"}[
        bold, italic
    ]
    table = json.loads(files("service.nd30").joinpath("tinos.json").read_text("utf-8"))["widths"][face]
    return _Widths(
        (chr(start + offset), width / _UNITS_PER_EM) for start, widths in table for offset, width in enumerate(widths)
    )


def text_width_pt(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width of `text` on one line, in points, without kerning (Word and LibreOffice do not kern by default)."""
    return sum(map(_widths(bold, italic).__getitem__, text)) * size_pt


def text_width_mm(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width of `text` on one line, in millimetres."""
    return text_width_pt(text, size_pt, bold=bold, italic=italic) * 25.4 / 72
