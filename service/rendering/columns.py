"""Widths of table columns: wanted shares, but never narrower than the widest word, so that no date or name is torn."""

from collections.abc import Sequence
from functools import lru_cache

from service.nd30.metrics import text_width_pt

#: Inner margin of a cell at either side, twips (style ``ND30 Bảng``), and what the borders take.
_PADDING = 2 * 85 + 20
_TWIPS_PER_PT = 20
#: A word longer than this share of the table is left to break, or it would starve the other columns.
_MAX_WORD_SHARE = 0.3


@lru_cache(maxsize=4096)
def _word_width(word: str, size_pt: float, bold: bool) -> float:
    return text_width_pt(word, size_pt, bold=bold)


def widest_word(texts: Sequence[str], size_pt: float, *, bold: bool = False) -> int:
    """Width of the widest unbreakable word of `texts`, in twips, without padding."""
    widest = max((_word_width(word, size_pt, bold) for word in set(" ".join(texts).split())), default=0.0)
    return round(widest * _TWIPS_PER_PT) + 1


def lines_in(text: str, size_pt: float, width: int, *, bold: bool = False) -> int:
    """Return how many lines `text` takes in a column `width` twips wide, each filled with as many words as fit."""
    available = (width - _PADDING) / _TWIPS_PER_PT
    space = _word_width(" ", size_pt, bold)
    lines, used = 1, -space
    for word in text.split():
        needed = _word_width(word, size_pt, bold)
        if used > 0 and used + space + needed > available:
            lines, used = lines + 1, needed
        else:
            used += space + needed
    return lines


def fit(shares: Sequence[float], words: Sequence[int], total: int) -> list[int]:
    """Divide `total` twips by `shares`, giving each column at least its widest word.

    Args:
        shares: wanted relative widths.
        words: widest word of each column, in twips.
        total: width of the table, in twips.
    """
    minimums = [min(word + _PADDING, int(total * _MAX_WORD_SHARE)) for word in words]
    if sum(minimums) >= total:
        scale = total / sum(minimums)
        return _exact([minimum * scale for minimum in minimums], total)
    fixed: dict[int, int] = {}
    while True:
        rest = total - sum(fixed.values())
        free = [one for one in range(len(shares)) if one not in fixed]
        weight = sum(shares[one] for one in free)
        narrow = [one for one in free if rest * shares[one] / weight < minimums[one]]
        if not narrow:
            return _exact([fixed.get(one, rest * shares[one] / weight) for one in range(len(shares))], total)
        for one in narrow:
            fixed[one] = minimums[one]


def _exact(widths: list[float], total: int) -> list[int]:
    """Round to whole twips that add up to `total`."""
    whole = [int(width) for width in widths]
    whole[-1] += total - sum(whole)
    return whole
