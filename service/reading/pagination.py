"""Which page each line and table row falls on: what may not be parted, and where a page breaks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

#: Lengths come from the file in whole twentieths of a point; this much is rounding.
_ROUNDING_MM: Final = 0.1
#: Lines that a page break leaves together at either end of a paragraph (widow and orphan control).
_FEWEST_LINES: Final = 2

#: Told the page (from 1) and the upper edge (mm) once they are known.
Put = Callable[[int, float], None]
#: Upper and lower edge of the text (mm) on the first or a later page of a section.
Edges = Callable[[int, bool], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Slab:
    """What a page break never parts: some lines of a paragraph, a table row.

    Attributes:
        gap_mm: space above it; it falls away where a page filled up by itself.
        slack_mm: what of its height may hang over the lower edge: the spacing below its last line.
        section: index of the section it stands in.
        starts_page: begins a page, whatever room is left.
        goes_on: belongs to the same paragraph as the slab before.
        glued: stays on the page of the next slab, if that can be.
        kept: all of its paragraph stays together when it is glued to what follows, if that can be.
        repeated_mm: height of the heading rows that are printed again when this row begins a page; `repeat` is told where.
    """

    height_mm: float
    put: Put
    gap_mm: float = 0.0
    slack_mm: float = 0.0
    section: int = 0
    starts_page: bool = False
    goes_on: bool = False
    glued: bool = False
    kept: bool = False
    repeated_mm: float = 0.0
    repeat: Put | None = None


def parts_of(lines: int, *, widow_control: bool, keep_lines: bool) -> list[int]:
    """How many lines stay together, from the first to the last: five lines part as 2, 1, 2."""
    if keep_lines or lines == 0:
        return [lines]
    if not widow_control:
        return [1] * lines
    if lines < 2 * _FEWEST_LINES:
        return [lines]
    return [_FEWEST_LINES, *[1] * (lines - 2 * _FEWEST_LINES), _FEWEST_LINES]


class Pages:
    """Puts slabs one below another, page after page.

    Attributes:
        page: the last page (from 1), filled down to `y`.
    """

    def __init__(self, edges: Edges) -> None:
        self._edges = edges
        self.page = 1
        self._section = 0
        self._top, self.bottom = edges(0, True)
        self.y = self._top
        self._empty = True
        self._overflown = False

    @property
    def top(self) -> float:
        """Upper edge of the text on the current page."""
        return self._top

    def fill(self, slabs: Sequence[Slab]) -> None:
        """Put every slab where it belongs."""
        for group in _groups(slabs):
            waiting = group
            while waiting:
                waiting = self._begin(waiting)

    def _begin(self, group: list[Slab]) -> list[Slab]:
        """Put what has room on this page, all of the group if it can be; return the rest."""
        first = group[0]
        if first.starts_page and not (first.section == self._section and self._empty and not self._overflown):
            self._turn(first.section, overflown=False)
        fitting = self._fitting(group)
        if fitting < len(group):
            fitting = self._parting(group, fitting)
            if fitting == 0 and not self._empty:
                self._turn(first.section, overflown=True)
                fitting = self._fitting(group)
                fitting = fitting if fitting == len(group) else self._parting(group, fitting)
            fitting = max(fitting, 1)
        for slab in group[:fitting]:
            self._put(slab)
        rest = group[fitting:]
        if rest:
            self._turn(rest[0].section, overflown=True)
        return rest

    def _fitting(self, group: Sequence[Slab]) -> int:
        """How many slabs of the group have room, one below another."""
        y = self.y + (self._repeated(group[0]))
        for count, slab in enumerate(group):
            y += (0.0 if count == 0 and self._drops_gap else slab.gap_mm) + slab.height_mm
            if y - slab.slack_mm > self.bottom + _ROUNDING_MM:
                return count
        return len(group)

    def _parting(self, group: Sequence[Slab], fitting: int) -> int:
        """Where a group that has no room breaks: inside a paragraph, else before its first slab; anywhere on an empty page."""
        return fitting if self._empty or group[fitting].goes_on else 0

    @property
    def _drops_gap(self) -> bool:
        return self._empty and self._overflown

    def _repeated(self, slab: Slab) -> float:
        """Height of the heading rows above a row that begins a page; those that would fill half of it are not printed again."""
        fits = self._drops_gap and slab.repeated_mm < (self.bottom - self._top) / 2
        return slab.repeated_mm if fits else 0.0

    def _put(self, slab: Slab) -> None:
        if slab.repeat is not None and self._repeated(slab):
            slab.repeat(self.page, self.y)
        self.y += self._repeated(slab) + (0.0 if self._drops_gap else slab.gap_mm)
        slab.put(self.page, self.y)
        self.y += slab.height_mm
        self._empty = False

    def _turn(self, section: int, *, overflown: bool) -> None:
        begins = section != self._section
        self.page += 1
        self._section = section
        self._top, self.bottom = self._edges(section, begins)
        self.y = self._top
        self._empty, self._overflown = True, overflown


def _groups(slabs: Sequence[Slab]) -> Iterator[list[Slab]]:
    """Slabs that should stay on one page: a kept paragraph whole, with the first slab of what it is kept with."""
    group: list[Slab] = []
    for index, slab in enumerate(slabs):
        following = slabs[index + 1] if index + 1 < len(slabs) else None
        group.append(slab)
        if following is None or following.starts_page or not (slab.glued or (following.goes_on and slab.kept)):
            yield group
            group = []
