"""The sheets of a document: the column of text that each section leaves between its margins, headers and footers."""

from typing import Final

from service.reading.cells import CellSetter
from service.reading.facts import HeaderType, Properties, Section, Story, StoryKind, flatten
from service.reading.places import Area, Layout

#: What a program takes where the file says nothing.
A4: Final = (210.0, 297.0)
MARGINS: Final = {"top": 20.0, "bottom": 20.0, "left": 30.0, "right": 15.0}


class Sheets:
    """Measures the pages of each section and places what stands in their headers and footers."""

    def __init__(self, sections: tuple[Section, ...], properties: Properties, layout: Layout) -> None:
        self._sections = sections
        self._properties = properties
        self._layout = layout
        self._heights: dict[tuple[int, StoryKind, HeaderType], float] = {}
        for section in sections:
            for kind, stories in ((StoryKind.HEADER, section.headers), (StoryKind.FOOTER, section.footers)):
                for type_, story in stories.items():
                    self._place(section, (section.index, kind, type_), story)

    def column(self, index: int) -> Area:
        """Where the text of a section stands across the page."""
        section = self._section(index)
        left, right = _margin(section, "left"), _margin(section, "right")
        return Area(left, max((section.width_mm or A4[0]) - left - right, 1.0))

    def edges(self, index: int, first: bool) -> tuple[float, float]:
        """Upper and lower edge (mm) of the text on the first or a later page of a section; high headers push it down."""
        section = self._section(index)
        type_: HeaderType = "first" if first and section.title_page else "default"
        header = section.header_mm + self._heights.get((section.index, StoryKind.HEADER, type_), 0.0)
        footer = section.footer_mm + self._heights.get((section.index, StoryKind.FOOTER, type_), 0.0)
        height = section.height_mm or A4[1]
        top, bottom = max(_margin(section, "top"), header), height - max(_margin(section, "bottom"), footer)
        # Headers that leave no room for text are a mistake; no program obeys them.
        return (top, bottom) if bottom - top > height / 4 else (_margin(section, "top"), height)

    def _section(self, index: int) -> Section:
        return self._sections[min(index, len(self._sections) - 1)]

    def _place(self, section: Section, key: tuple[int, StoryKind, HeaderType], story: Story) -> None:
        """Place a story against its edge of the paper; its cells are numbered apart from those of the text."""
        apart = Layout()
        setter = CellSetter(apart, self._properties.default_tab_mm, gaps_add=self._properties.gaps_add)
        column = self.column(section.index)
        stack = setter.stack(story.blocks, column.width_mm)
        self._heights[key] = stack.height_mm if story.blocks else 0.0
        below = (section.height_mm or A4[1]) - section.footer_mm - stack.height_mm
        top = section.header_mm if key[1] is StoryKind.HEADER else below
        setter.place_stack(stack, column, top, page=0)
        self._layout.stories[key] = tuple((one, apart.places[one.ordinal]) for one in flatten(story.blocks))


def _margin(section: Section, side: str) -> float:
    margin = section.margin_mm(side)
    return MARGINS[side] if margin is None else margin
