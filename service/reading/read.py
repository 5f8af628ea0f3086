"""Everything that is known of one file, read once."""

from collections.abc import Callable
from dataclasses import dataclass

from service.errors import Problem, UnreadableFile
from service.reading.anchors import anchor_point
from service.reading.document import read_facts
from service.reading.drawings import Picture
from service.reading.drawn import Drawn, drawn_rules
from service.reading.facts import Facts, Section, TextBox, every_table
from service.reading.layout import lay_out
from service.reading.opening import Limits
from service.reading.pieces import Piece, pieces_of, pieces_of_notes
from service.reading.places import Layout
from service.reading.zones import Zones, recognise


@dataclass(frozen=True)
class ReadDocument:
    """One document: what its file says, where it stands on paper, what each line is.

    Attributes:
        pieces: every line in reading order.
        notes: every paragraph of footnotes and endnotes; they belong to no component.
        rules: every drawn horizontal rule.
        zones: the components of the form that were recognised.
    """

    facts: Facts
    layout: Layout
    pieces: tuple[Piece, ...]
    rules: tuple[Drawn, ...]
    zones: Zones
    notes: tuple[Piece, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in order."""
        return self.facts.sections

    def corner_of(self, picture: Picture) -> tuple[float, float, int] | None:
        """Upper left corner (mm) and page of a picture that floats; None when it stands in a line of text, or cannot be placed."""
        if picture.anchor.inline or picture.width_mm is None:
            return None
        size = (picture.width_mm, picture.height_mm or 0.0)
        return anchor_point(picture.anchor, self.layout, self.facts.sections, size)

    def box_around(self, piece: Piece) -> tuple[float | None, float | None, bool] | None:
        """Width and height (mm) of the text box or table cell around a piece, and whether it has a border; None outside."""
        if piece.paragraph.box is not None:
            return _text_box(self.facts.boxes, piece.paragraph.box)
        place = piece.paragraph.cell
        if place is None:
            return None
        edges = self.layout.cells.get((place.table, place.row, place.column))
        table = next((one for one in every_table(self.facts.blocks) if one.number == place.table), None)
        if edges is None or table is None:
            return None
        return edges[2], edges[3] - edges[1], table.bordered


def read_document(
    data: bytes, limits: Limits | None = None, *, mend: Callable[[Facts], Facts] = lambda facts: facts
) -> ReadDocument:
    """Read a DOCX held in memory, mend what it says where the caller knows better, and recognise its components.

    Raises:
        UnreadableFile: it is no DOCX, encrypted, damaged beyond reading, or larger than `limits` allow; one sentence says which.
    """
    try:
        return understand(mend(read_facts(data, limits)))
    except RecursionError as error:
        sentence = "Tệp lồng nhau quá sâu, không phải văn bản bình thường."
        raise UnreadableFile(sentence, [Problem("", "too-deep", sentence)]) from error


def understand(facts: Facts) -> ReadDocument:
    """Lay out facts, wherever they were read, and recognise the components in them."""
    layout = lay_out(facts)
    pieces = pieces_of(facts, layout)
    rules = drawn_rules(facts, layout)
    notes = pieces_of_notes(facts, len(pieces))
    return ReadDocument(facts, layout, pieces, rules, recognise(pieces, rules), notes)


def _text_box(boxes: tuple[TextBox, ...], number: int) -> tuple[float | None, float | None, bool] | None:
    box = next((one for one in boxes if one.number == number), None)
    return (box.width_mm, box.height_mm, box.bordered) if box else None
