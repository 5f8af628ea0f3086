"""What can be said about a Word file without speaking of XML: text, faces, paragraphs, tables, sections, drawings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from service.reading.drawings import Anchor, Picture, Stroke

Align = Literal["left", "center", "right", "both"]
LineRule = Literal["auto", "exact", "atLeast"]
HeaderType = Literal["default", "first", "even"]


@dataclass(frozen=True, slots=True)
class Face:
    """How characters look in the end, after defaults, styles and direct formatting.

    Attributes:
        latin: font of letters beyond ASCII, that is of Vietnamese.
        ascii: font of plain letters and digits.
        size_pt: cỡ chữ.
        colour: ``RRGGBB``, or None for automatic (black on white).
        spacing_pt: extra space after each letter (giãn chữ).
        raised: superscript or subscript.
    """

    latin: str = "Times New Roman"
    ascii: str = "Times New Roman"
    size_pt: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    caps: bool = False
    hidden: bool = False
    colour: str | None = None
    spacing_pt: float = 0.0
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    r"""A stretch of one paragraph in one face; `text` is as printed (capitals applied, hyphens plain, soft hyphens gone).

    A line break is ``\n``, a tab ``\t``. `field` names the field whose result it is (``PAGE``), else it is empty.
    """

    text: str
    face: Face
    field: str = ""


@dataclass(frozen=True, slots=True)
class LineSpacing:
    """Distance of the lines: multiples of a line for ``auto``, points for ``exact`` and ``atLeast``."""

    rule: LineRule = "auto"
    amount: float = 1.0


@dataclass(frozen=True, slots=True)
class TabStop:
    """One tab stop, mm from the left edge of the text area."""

    at_mm: float
    align: str


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """How a paragraph is set, after the whole cascade; indents in mm, gaps in pt.

    Attributes:
        first_line_mm: first line against the rest; negative when it hangs.
        contextual: no gap between neighbours of one style.
        keep_next: stays on the page of the next paragraph; `keep_lines`: is never parted by a page break.
        widow_control: a page break leaves no single line of it behind or ahead.
        frame_align: horizontal place of the text frame it stands in, empty outside frames.
    """

    align: Align = "left"
    left_mm: float = 0.0
    right_mm: float = 0.0
    first_line_mm: float = 0.0
    before_pt: float = 0.0
    after_pt: float = 0.0
    contextual: bool = False
    line: LineSpacing = LineSpacing()
    tabs: tuple[TabStop, ...] = ()
    page_break_before: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    widow_control: bool = True
    top_border: bool = False
    bottom_border: bool = False
    frame_align: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """The number or bullet that Word prints before a numbered paragraph."""

    text: str
    face: Face
    bullet: bool = False
    suffix: Literal["tab", "space", "nothing"] = "tab"

    @property
    def printed(self) -> str:
        """The label with what separates it from the text."""
        return self.text + {"tab": " ", "space": " ", "nothing": ""}[self.suffix]


class StoryKind(StrEnum):
    """Where a paragraph stands."""

    BODY = "body"
    BOX = "box"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Coordinates of a table cell; `table` counts all tables of the file, nested ones included."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    Attributes:
        ordinal: its place among all ``w:p`` of its part, so that a comment can be put there.
        text: what it prints, without its automatic label, in the file's own Unicode form.
        style: name of its style.
        cell: innermost table cell around it, or None.
        box: number of the text box around it, or None.
        page_break: a manual page break stands inside; `rendered_break`: Word last broke the page here.
        mark: face of the paragraph mark, which gives an empty paragraph its height.
        nested_fields: a field stands inside another one (IF), so what prints may depend.
    """

    ordinal: int
    runs: tuple[Run, ...]
    text: str
    format: ParagraphFormat
    style: str = ""
    label: Label | None = None
    section: int = 0
    story: StoryKind = StoryKind.BODY
    cell: CellPlace | None = None
    box: int | None = None
    page_break: bool = False
    rendered_break: bool = False
    math: bool = False
    nested_fields: bool = False
    mark: Face = Face()

    @property
    def printed(self) -> str:
        """The text with its automatic label."""
        return (self.label.printed if self.label else "") + self.text


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; `x_mm` from the table's left edge, `merged` when it continues the cell above.

    `down_align` says where its words stand when they need less than its height: ``top``, ``center`` or ``bottom``.
    """

    place: CellPlace
    x_mm: float
    width_mm: float
    blocks: "tuple[Paragraph | Table, ...]"
    span: int = 1
    merged: bool = False
    top_border: bool = False
    bottom_border: bool = False
    down_align: str = "top"


@dataclass(frozen=True, slots=True)
class Row:
    """One table row; `height_pt` is its least height, or its height when `exact`; a `heading` is printed again on each page."""

    cells: tuple[Cell, ...]
    height_pt: float = 0.0
    exact: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `x_mm` is its left edge against the text area, `padding_mm` the space left and right in each cell.

    `down_padding_mm` is the space above and below the words of a cell, `rule_mm` how thick the rules between rows are.
    """

    number: int
    rows: tuple[Row, ...]
    x_mm: float
    width_mm: float
    section: int
    align: str = "left"
    padding_mm: tuple[float, float] = (1.9, 1.9)
    down_padding_mm: tuple[float, float] = (0.0, 0.0)
    rule_mm: float = 0.0
    bordered: bool = False
    floating: bool = False

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph inside, row by row, nested tables included."""
        for row in self.rows:
            for cell in row.cells:
                yield from flatten(cell.blocks)


Block = Paragraph | Table


def flatten(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph of `blocks` in reading order, those of tables included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from block.paragraphs()


def every_table(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Every table of `blocks` in reading order, each before those in its cells."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row.cells:
                    yield from every_table(cell.blocks)


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text box or shape with words; sizes in mm, None when it grows with its text."""

    number: int
    anchor: Anchor
    width_mm: float | None
    height_mm: float | None
    bordered: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageField:
    """A PAGE field in a header or footer.

    Attributes:
        align: how it stands across the page; empty when that cannot be told.
        conditional: it stands inside another field (IF), so it may not print everywhere.
        decoration: what is printed around it on the same line.
    """

    face: Face
    align: str
    conditional: bool
    decoration: str
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Story:
    """One header or footer; `blocks` are its paragraphs and tables as they stand, `part` names the part that holds it."""

    kind: StoryKind
    paragraphs: tuple[Paragraph, ...]
    page_fields: tuple[PageField, ...]
    boxes: tuple[TextBox, ...] = ()
    blocks: tuple[Block, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section (phần): its page and its headers; lengths in mm, None when the file leaves them to the program."""

    index: int
    width_mm: float | None = None
    height_mm: float | None = None
    margins: Mapping[str, float] = field(default_factory=dict)
    header_mm: float = 12.7
    footer_mm: float = 12.7
    title_page: bool = False
    page_start: int | None = None
    page_format: str = "decimal"
    starts: str = "nextPage"
    headers: Mapping[HeaderType, Story] = field(default_factory=dict)
    footers: Mapping[HeaderType, Story] = field(default_factory=dict)

    @property
    def landscape(self) -> bool:
        """Wider than high, whatever the orientation attribute says."""
        return self.width_mm is not None and self.height_mm is not None and self.width_mm > self.height_mm

    @property
    def text_width_mm(self) -> float:
        """Width between the margins; that of a standard page when the file does not say."""
        return (self.width_mm or 210.0) - self.margins.get("left", 30.0) - self.margins.get("right", 15.0)

    def margin_mm(self, side: str) -> float | None:
        """Distance of the text from that edge of the paper, or None when the file does not say."""
        return self.margins.get(side)


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself, none of it binding: pages as last counted by the program, tracked changes, comments.

    `gaps_add`: the space after a paragraph and before the next add up, as in old files; else the larger one counts.
    """

    pages: int | None = None
    tracked_changes: int = 0
    comments: int = 0
    signed: bool = False
    damaged_parts: tuple[str, ...] = ()
    even_and_odd_headers: bool = False
    default_tab_mm: float = 12.7
    gaps_add: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything read from one file, before anyone asks which paragraph is what.

    Attributes:
        blocks: the text, a letterhead that stands in the first page's header before it.
        notes: footnotes and endnotes.
        diagrams: how many charts, diagrams and embedded objects there are, whose words are not read.
        unread: kinds of text taken in from other files, which is not read either.
    """

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    strokes: tuple[Stroke, ...]
    boxes: tuple[TextBox, ...]
    pictures: tuple[Picture, ...]
    properties: Properties
    unread: tuple[str, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    diagrams: int = 0

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the body in reading order; text boxes follow the paragraph that holds them."""
        boxes: dict[int, list[TextBox]] = {}
        for box in self.boxes:
            boxes.setdefault(box.anchor.paragraph, []).append(box)
        for paragraph in flatten(self.blocks):
            yield paragraph
            for box in boxes.get(paragraph.ordinal, ()):
                yield from flatten(box.blocks)
