"""The blocks of one story (body, text box, header) in reading order, with everything drawn beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from service.reading.drawings import Picture, Stroke
from service.reading.facts import Block, StoryKind, TextBox
from service.reading.numbering import Numbering
from service.reading.paragraphs import ParagraphReader
from service.reading.shape import Shape
from service.reading.shapes import has_words
from service.reading.styles import StyleSheet
from service.reading.tables import TableReader
from service.reading.where import Met, Where
from service.reading.wml import Element, W, child

#: A shape flatter than this is a rule, whatever its geometry is called; shorter ones are dots.
_FLAT_MM: Final = 1.5
_SHORTEST_RULE_MM: Final = 4.0
#: Tables in tables and boxes in boxes beyond this are nobody's document.
_DEEPEST: Final = 16
_WRAPPERS: Final = frozenset(W + name for name in ("sdtContent", "customXml", "smartTag", "ins", "moveTo"))


class ContentReader:
    """Reads the stories of one part; list counters run on from call to call, as Word counts.

    Paragraphs, tables and boxes are numbered from `first` on, so that those of several parts can stand together.
    """

    def __init__(
        self,
        root: Element,
        sheet: StyleSheet,
        numbering: Numbering,
        images: Mapping[str, str],
        *,
        edge_at_indent: bool = False,
        first: int = 0,
    ) -> None:
        self.met = Met()
        self._first = first
        self._images = images
        self._paragraphs = ParagraphReader(root, sheet, numbering, self.met, first)
        self._tables = TableReader(sheet, self._blocks, edge_at_indent=edge_at_indent, first=first)

    def read(self, parent: Element, story: StoryKind) -> tuple[Block, ...]:
        """Read every block under `parent` (a body, header, footer or text box)."""
        return tuple(self._blocks(parent, Where(story)))

    def _blocks(self, parent: Element, where: Where) -> Iterator[Block]:
        for element in parent:
            tag = element.tag
            if tag == W + "p":
                paragraph, shapes = self._paragraphs.read(element, where)
                self._keep(shapes, where)
                if paragraph is not None:
                    yield paragraph
            elif tag == W + "tbl" and where.depth < _DEEPEST:
                yield self._tables.read(element, where, len(self.met.section_ends))
            elif tag == W + "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    yield from self._blocks(content, where)
            elif tag in _WRAPPERS:
                yield from self._blocks(element, where)
            elif tag == W + "altChunk":
                self.met.unread.append("altChunk")

    def _keep(self, shapes: list[Shape], where: Where) -> None:
        for shape in shapes:
            if shape.diagram:
                self.met.diagrams += 1
            elif shape.image:
                part = self._images.get(shape.image, "")
                self.met.pictures.append(Picture(shape.anchor, shape.width_mm, shape.height_mm, part))
            elif has_words(shape):
                self._keep_box(shape, where)
            elif _is_rule(shape):
                self.met.strokes.append(Stroke(shape.kind, shape.width_mm, shape.anchor, shape.solid))

    def _keep_box(self, shape: Shape, where: Where) -> None:
        index = len(self.met.boxes)
        number = self._first + index
        box = TextBox(number, shape.anchor, shape.width_mm, shape.height_mm, shape.stroked, ())
        self.met.boxes.append(box)
        assert shape.words is not None
        if where.depth < _DEEPEST:
            inside = Where(StoryKind.BOX, where.cell, number, depth=where.depth + 1)
            self.met.boxes[index] = replace(box, blocks=tuple(self._blocks(shape.words, inside)))


def _is_rule(shape: Shape) -> bool:
    if not shape.stroked:
        return False
    flat = shape.straight if shape.height_mm is None else shape.height_mm <= _FLAT_MM
    return flat and (shape.width_mm is None or shape.width_mm >= _SHORTEST_RULE_MM)
