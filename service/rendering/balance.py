"""Breaking a centred heading into lines of like length, as a clerk does by hand; nothing is broken that must stay together."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from service.nd30.metrics import text_width_pt
from service.nd30.provision import Range
from service.nd30.type_styles import TYPE_STYLES, Component

#: A heading of more lines is no heading; its lines are merely filled, which takes no time.
_MOST_EVEN_LINES = 12
#: For a break where a clerk would make it, lines may differ from even ones by this much, pt.
_GOOD_BREAK_PT = 36.0
#: Words that a clerk begins a new line with.
_LINKING = frozenset(
    {"của", "và", "về", "trên", "tại", "trong", "cho", "theo", "từ", "để", "đối", "gắn", "giai", "năm"}
)
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


@lru_cache(maxsize=512)
def balanced(text: str, component: Component, available_pt: float) -> tuple[str, ...]:
    """Break `text` into the fewest lines that fit `available_pt`, as equal as possible.

    A single word wider than the line stands alone and is left to the layout engine.
    """
    words = _units(text)
    widths = _Widths([width_pt(word, component) for word in words], width_pt(" ", component))
    ends = _filled(widths, available_pt)
    if 1 < len(ends) <= _MOST_EVEN_LINES:
        ends = _even(widths, available_pt, len(ends), [_worth(words, end) for end in range(len(words) + 1)])
    return tuple(" ".join(words[start:end]) for start, end in pairwise((0, *ends)))


class _Widths:
    """Widths of lines made of neighbouring words, in points."""

    def __init__(self, words: Sequence[float], space: float) -> None:
        self.count = len(words)
        self._sums = (0.0, *accumulate(words))
        self._space = space

    def line(self, start: int, end: int) -> float:
        """Width of a line of the words from `start` up to `end`."""
        return self._sums[end] - self._sums[start] + self._space * (end - start - 1)

    def ends(self, start: int, available: float) -> Iterator[int]:
        """Yield where a line from `start` may end; at least its first word fits, whatever its width."""
        for end in range(start + 1, self.count + 1):
            if end > start + 1 and self.line(start, end) > available:
                return
            yield end


def _filled(widths: _Widths, available: float) -> tuple[int, ...]:
    """Return where lines end that each take as many words as fit: the fewest lines there can be."""
    ends = [0]
    while ends[-1] < widths.count:
        ends.append(max(widths.ends(ends[-1], available)))
    return tuple(ends[1:])


def _worth(words: Sequence[str], end: int) -> float:
    """Return how much a break before the word at `end` is worth, in squared points of unevenness."""
    if not 0 < end < len(words):
        return 0.0
    after_a_mark = words[end - 1].endswith((",", ";", ":"))
    links = words[end].casefold().partition(" ")[0] in _LINKING
    return 2 * _GOOD_BREAK_PT**2 if after_a_mark or links else 0.0


def _even(widths: _Widths, available: float, lines: int, worth: Sequence[float]) -> tuple[int, ...]:
    """Return where `lines` lines end so that the squares of their widths, less what the breaks are worth, add up to least."""
    cost = {widths.count: 0.0}
    choices: list[dict[int, int]] = []
    for _ in range(lines):
        following, cost, choice = cost, {}, {}
        for start in range(widths.count):
            reached = [end for end in widths.ends(start, available) if end in following]
            costs = [(widths.line(start, end) ** 2 - worth[end] + following[end], end) for end in reached]
            if costs:
                cost[start], choice[start] = min(costs)
        choices.append(choice)
    ends = [0]
    for choice in reversed(choices):
        ends.append(choice[ends[-1]])
    return tuple(ends[1:])


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
