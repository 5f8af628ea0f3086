"""Breaking a centred heading into lines of like length, as a clerk does by hand; nothing is broken that must stay together."""

from functools import cache

from service.nd30.metrics import text_width_pt
from service.nd30.provision import Range
from service.nd30.type_styles import TYPE_STYLES, Component

#: A number stays on the line of the word that says what it counts.
_COUNTED = frozenset({"số", "ngày", "tháng", "năm", "quý", "Quý", "điều", "Điều", "khoản", "điểm"})
#: ``ngày 05 tháng 01 năm 2026`` is one piece.
_DATE_WORDS = frozenset({"tháng", "năm"})
_DASHES = frozenset({"-", "–"})
#: Neighbours inside the names of bodies that every reader takes as one word.
_NAME_PAIRS = frozenset({("ủy", "ban"), ("ban", "nhân"), ("đồng", "nhân"), ("nhân", "dân"), ("hội", "đồng")})


def width_pt(text: str, component: Component) -> float:
    """Width of one line of `text` in the type style of `component`, in points."""
    style = TYPE_STYLES[component]
    return text_width_pt(text, style.size.use, bold=style.bold, italic=style.italic)


def balanced(text: str, component: Component, available_pt: float) -> tuple[str, ...]:
    """Break `text` into the fewest lines that fit `available_pt`, as equal as possible.

    A single word wider than the line stands alone and is left to the layout engine.
    """
    words = _units(text)
    widths = [width_pt(word, component) for word in words]
    space = width_pt(" ", component)

    @cache
    def best(start: int, lines: int) -> tuple[float, tuple[int, ...]]:
        """Smallest possible width of the widest line for words from `start`, and where the lines end."""
        if lines == 1:
            return _line_width(widths, space, start, len(words)), (len(words),)
        options = []
        for end in range(start + 1, len(words) - lines + 2):
            rest, ends = best(end, lines - 1)
            options.append((max(rest, _line_width(widths, space, start, end)), (end, *ends)))
        return min(options)

    for lines in range(1, len(words) + 1):
        widest, ends = best(0, lines)
        if widest <= available_pt or lines == len(words):
            starts = (0, *ends[:-1])
            return tuple(" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True))
    return (text,)


def _line_width(widths: list[float], space: float, start: int, end: int) -> float:
    return sum(widths[start:end]) + space * (end - start - 1)


def _units(text: str) -> list[str]:
    """Split `text` into the pieces that lines may consist of: words, with dates and numbers kept whole."""
    units: list[str] = []
    for word in text.split(" "):
        if units and (_belongs(before := units[-1].rpartition(" ")[2], word) or _names(before, word)):
            units[-1] += f" {word}"
        else:
            units.append(word)
    return units


def _belongs(before: str, word: str) -> bool:
    """Tell whether `word` must stay on the line of the word `before` it."""
    if word in _DASHES:
        return True
    if word[:1].isdigit():
        return before in _COUNTED or before in _DASHES
    return word in _DATE_WORDS and before[-1:].isdigit()


def _names(before: str, word: str) -> bool:
    """Tell whether two words are parts of one name: ``Ủy ban``, ``An Bình``; in capitals only the former can be told."""
    if (before.casefold(), word.casefold()) in _NAME_PAIRS:
        return True
    return before.istitle() and word.istitle() and len(before) > 1 and before[-1].isalpha()


def rule_length_pt(lines: tuple[str, ...], component: Component, allowed: Range, use: float) -> float:
    """Length of the drawn rule under `lines`, in points; `allowed` and `use` are multiples of a line.

    The decree speaks of one line of text. With several, the rule keeps its range for the last line, below which it stands,
    and for the longest as well where both can hold.
    """
    last, longest = width_pt(lines[-1], component), max(width_pt(line, component) for line in lines)
    low, high = allowed.low * last, allowed.high * last
    both_low, both_high = max(low, allowed.low * longest), min(high, allowed.high * longest)
    if both_low <= both_high:
        low, high = both_low, both_high
    return min(max(use * last, low), high)
