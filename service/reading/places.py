"""Where things stand on paper, in mm from its upper left corner."""

from dataclasses import dataclass, field, replace

from service.reading.facts import HeaderType, Paragraph, StoryKind
from service.reading.typesetting import PrintedLine


@dataclass(frozen=True, slots=True)
class Area:
    """A column of text: left edge and width, mm from the paper's edge."""

    x_mm: float
    width_mm: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: page (from 1), the column around it, and its printed lines, in mm from the paper's edges."""

    page: int
    area: Area
    top_mm: float
    lines: tuple[PrintedLine, ...]

    @property
    def bottom_mm(self) -> float:
        """Lower edge of its last line."""
        return self.lines[-1].y_mm + self.lines[-1].height_mm if self.lines else self.top_mm


@dataclass(slots=True)
class Layout:
    """Places by paragraph ordinal, edges of cells, and how far the text runs.

    Attributes:
        cells: by cell place, (x, top, width, bottom) in mm, on the page given by `cell_pages`.
        repeats: paragraphs of heading rows where they are printed again on a later page.
        stories: by section, kind and type of page: the paragraphs of a header or footer with where they stand.
        pages: how many pages the text is estimated to fill; the last one is filled up to `last_page_share`.
    """

    places: dict[int, Place] = field(default_factory=dict)
    cells: dict[tuple[int, int, int], tuple[float, float, float, float]] = field(default_factory=dict)
    cell_pages: dict[tuple[int, int, int], int] = field(default_factory=dict)
    boxes: dict[int, tuple[float, float, int]] = field(default_factory=dict)
    repeats: list[tuple[Paragraph, Place]] = field(default_factory=list)
    stories: dict[tuple[int, StoryKind, HeaderType], tuple[tuple[Paragraph, Place], ...]] = field(default_factory=dict)
    pages: int = 1
    last_page_share: float = 0.0


def moved(line: PrintedLine, right: float, y: float, page: int) -> PrintedLine:
    """The line `right` mm further right, its upper edge at `y` on `page`."""
    segments = tuple(replace(one, x_mm=one.x_mm + right) for one in line.segments)
    stretched = None if line.stretched_mm is None else line.stretched_mm + right
    return replace(line, segments=segments, y_mm=y, page=page, stretched_mm=stretched)
