"""The top of page one: Quốc hiệu, Tiêu ngữ, agency, number, place and date, title, subject (ô số 1 to 5)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from service.nd30.kinds import BY_ABBREVIATION, KINDS, Kind
from service.nd30.type_styles import Component
from service.reading.facts import StoryKind
from service.reading.pieces import Piece
from service.reading.text import letters
from service.reading.zones.agency import split_agency
from service.reading.zones.model import BY_LIKENESS, BY_PLACE, BY_STYLE, BY_WORDS, Number, PlaceDate
from service.reading.zones.words import (
    ATTACHED,
    AUTHORITY,
    CONG_VAN_SUBJECT,
    DIVISION,
    ENACTING,
    KINH_GUI,
    LEGAL_BASIS,
    QUOC_HIEU_KEY,
    TIEU_NGU_KEY,
    WIRES_LINE,
    alike,
    is_stamp,
    kind_of_title,
    starts_number,
    take_number,
    take_place_date,
)

#: The header, title and subject stand among the first pieces of a document.
_SEARCHED = 60
_TITLE_SEARCHED = 14
_LONGEST_SUBJECT = 600
_LONGEST_OTHER_TITLE = 10
_MIDDLE_TOLERANCE_MM = 15.0
#: From Quốc hiệu down to the last line of the longest header.
_HEADER_MM = 60.0


@dataclass(slots=True)
class Head:
    """What was found so far, and how sure each find is."""

    parts: dict[Component, tuple[Piece, ...]] = field(default_factory=dict)
    sure: dict[Component, float] = field(default_factory=dict)
    number: Number | None = None
    place_date: PlaceDate | None = None
    kind: Kind | None = None
    end: int = 0

    def put(self, component: Component, pieces: Iterable[Piece], sure: float) -> None:
        """Note a find, unless there is nothing or the component was found before."""
        found = tuple(pieces)
        if found and component not in self.parts:
            self.parts[component] = found
            self.sure[component] = sure

    def first(self, component: Component) -> Piece | None:
        """First piece of a component, or None."""
        return next(iter(self.parts.get(component, ())), None)

    def taken(self) -> set[int]:
        """Orders of every piece that has a component."""
        return {piece.order for pieces in self.parts.values() for piece in pieces}


def find_head(pieces: Sequence[Piece]) -> Head:
    """Recognise the components of the top of page one among `pieces`, the main text."""
    head = Head()
    top = [piece for piece in pieces[:_SEARCHED] if not piece.is_rule]
    _styled(head, pieces)
    _fixed_line(head, top, Component.QUOC_HIEU, QUOC_HIEU_KEY)
    _fixed_line(head, top, Component.TIEU_NGU, TIEU_NGU_KEY)
    _number_and_date(head, top)
    _left_column(head, top)
    header = [piece.order for pieces_ in head.parts.values() for piece in pieces_ if _in_header(head, piece)]
    head.end = max(header, default=-1) + 1
    _title(head, [piece for piece in top if piece.order >= head.end])
    _subject(head, pieces)
    head.kind = _kind(head, pieces)
    return head


_HEADER_COMPONENTS = (
    Component.QUOC_HIEU,
    Component.TIEU_NGU,
    Component.PARENT_AGENCY,
    Component.ISSUER,
    Component.NUMBER,
    Component.PLACE_DATE,
    Component.CONG_VAN_SUBJECT,
)
_HEAD_STYLES = (
    *_HEADER_COMPONENTS,
    Component.TITLE,
    Component.SUBJECT,
    Component.ENACTING_AUTHORITY,
)


def _in_header(head: Head, piece: Piece) -> bool:
    return any(piece in head.parts.get(component, ()) for component in _HEADER_COMPONENTS)


def _styled(head: Head, pieces: Sequence[Piece]) -> None:
    """Take what our own styles name."""
    by_style: dict[str, list[Piece]] = {}
    for piece in pieces:
        by_style.setdefault(piece.style, []).append(piece)
    for component in _HEAD_STYLES:
        found = [piece for piece in by_style.get(component.style_name, []) if not piece.is_rule]
        head.put(component, found, BY_STYLE)
    number, place = head.first(Component.NUMBER), head.first(Component.PLACE_DATE)
    head.number = take_number(number.text) if number else None
    head.place_date = take_place_date(place.text) if place else None


def _fixed_line(head: Head, top: Sequence[Piece], component: Component, key: str) -> None:
    for piece in top:
        likeness = alike(piece.key, key)
        if likeness:
            head.put(component, [piece], BY_WORDS if likeness == 1.0 else BY_LIKENESS)
            return


def _number_and_date(head: Head, top: Sequence[Piece]) -> None:
    nation = head.first(Component.QUOC_HIEU)
    for piece in _until_content(top):
        if Component.NUMBER not in head.parts and starts_number(piece.text) and _left_of(piece, nation):
            head.put(Component.NUMBER, [piece], BY_WORDS)
            head.number = take_number(piece.text)
        elif Component.PLACE_DATE not in head.parts:
            found = take_place_date(piece.text)
            if found is not None and not KINH_GUI.match(piece.text):
                head.put(Component.PLACE_DATE, [piece], BY_WORDS)
                head.place_date = found


def _until_content(top: Sequence[Piece]) -> Iterable[Piece]:
    """The pieces before the first one that can only belong to the content."""
    for piece in top:
        if LEGAL_BASIS.match(piece.text) or KINH_GUI.match(piece.text) or ENACTING.match(piece.text + ":"):
            is_header = piece.paragraph.cell is not None and not KINH_GUI.match(piece.text)
            if not is_header:
                return
        yield piece


def _left_of(piece: Piece, nation: Piece | None) -> bool:
    """In the column left of Quốc hiệu, as far as places are known."""
    if nation is None or nation.spot is None or piece.spot is None:
        return True
    return piece.spot.middle_mm < nation.spot.x_mm + nation.spot.width_mm / 3


def _left_column(head: Head, top: Sequence[Piece]) -> None:
    """The agency's lines, and for a công văn its subject, from the column left of Quốc hiệu."""
    nation = head.first(Component.QUOC_HIEU)
    number = head.first(Component.NUMBER)
    reference = nation or number
    if reference is None:
        return
    taken = head.taken()
    column = [
        piece
        for piece in _until_content(top)
        if piece.order not in taken and not is_stamp(piece) and _in_left_column(piece, head, reference)
    ]
    above, below = _above_number(column, number)
    title_at = next((i for i, piece in enumerate(above) if _is_title(piece)), len(above))
    parent, issuer = split_agency(above[:title_at])
    head.put(Component.PARENT_AGENCY, parent, BY_PLACE)
    head.put(Component.ISSUER, issuer, BY_PLACE)
    start = next((i for i, piece in enumerate(below) if CONG_VAN_SUBJECT.match(piece.text)), None)
    if start is not None:
        head.put(Component.CONG_VAN_SUBJECT, below[start:], BY_WORDS)


def _in_left_column(piece: Piece, head: Head, reference: Piece) -> bool:
    """In the column left of Quốc hiệu: in the header's own tables where it has any, and no lower than a header reaches."""
    tables = _header_tables(head)
    place = piece.paragraph.cell
    if tables and piece.paragraph.story is not StoryKind.BOX and (place is None or place.table not in tables):
        return False
    if piece.spot is None or reference.spot is None:
        return False
    if piece.spot.page != reference.spot.page or piece.spot.y_mm > reference.spot.y_mm + _HEADER_MM:
        return False
    if reference in head.parts.get(Component.QUOC_HIEU, ()):
        return _left_of(piece, reference)
    return place == reference.paragraph.cell


def _header_tables(head: Head) -> set[int]:
    components = (Component.QUOC_HIEU, Component.TIEU_NGU, Component.NUMBER, Component.PLACE_DATE)
    pieces = [piece for component in components for piece in head.parts.get(component, ())]
    return {piece.paragraph.cell.table for piece in pieces if piece.paragraph.cell is not None}


def _above_number(column: list[Piece], number: Piece | None) -> tuple[list[Piece], list[Piece]]:
    if number is None or number.spot is None:
        cut = next((i for i, piece in enumerate(column) if CONG_VAN_SUBJECT.match(piece.text)), len(column))
        return column[:cut], column[cut:]
    edge = number.spot.y_mm
    above = [piece for piece in column if piece.spot is not None and piece.spot.y_mm < edge - 0.5]
    return above, [piece for piece in column if piece not in above]


def _is_title(piece: Piece) -> bool:
    kind = kind_of_title(piece)
    return kind is not None and piece.key == letters(KINDS[kind].title) and piece.upper


def _title(head: Head, after: Sequence[Piece]) -> None:
    if Component.TITLE in head.parts or Component.CONG_VAN_SUBJECT in head.parts:
        return
    for piece in after[:_TITLE_SEARCHED]:
        if KINH_GUI.match(piece.text) or LEGAL_BASIS.match(piece.text) or len(piece.text) > _LONGEST_SUBJECT:
            return
        if is_stamp(piece) or not stands_centred(piece):
            continue
        if kind_of_title(piece) is not None and (piece.upper or piece.bold):
            head.put(Component.TITLE, [piece], BY_WORDS)
            return
        if piece.upper and len(piece.text.split()) <= _LONGEST_OTHER_TITLE and not AUTHORITY.match(piece.text):
            head.put(Component.TITLE, [piece], BY_PLACE)
            return


def stands_centred(piece: Piece) -> bool:
    """Centred by its paragraph, by its text box, or by eye."""
    if piece.centred or piece.paragraph.story is StoryKind.BOX:
        return True
    spot = piece.spot
    if spot is None or spot.height_mm == 0:
        return False
    first_line = piece.paragraph.format.left_mm + piece.paragraph.format.first_line_mm
    return abs(spot.middle_mm - 112.5) < _MIDDLE_TOLERANCE_MM and first_line > 2 * _MIDDLE_TOLERANCE_MM


def _subject(head: Head, pieces: Sequence[Piece]) -> None:
    title = head.first(Component.TITLE)
    if title is None:
        return
    following = [piece for piece in pieces if piece.order > head.parts[Component.TITLE][-1].order]
    kind = kind_of_title(title)
    enacts = kind in {Kind.QUYET_DINH, Kind.NGHI_QUYET}
    subject: list[Piece] = []
    authority: list[Piece] = []
    for piece in following:
        if piece.is_rule:
            if subject:
                continue
            break
        if _ends_subject(piece) or sum(len(one.text) for one in subject) > _LONGEST_SUBJECT:
            break
        if kind is Kind.CONG_DIEN and subject and piece.upper:
            break  # who wires, in capitals, with "điện:" on the next line
        if enacts and subject and piece.upper:
            authority.append(piece)
        elif authority:
            break
        else:
            subject.append(piece)
    head.put(Component.SUBJECT, subject, BY_PLACE)
    head.put(Component.ENACTING_AUTHORITY, authority, BY_PLACE)


def _ends_subject(piece: Piece) -> bool:
    starts: tuple[Callable[[str], object], ...] = (
        KINH_GUI.match,
        LEGAL_BASIS.match,
        ENACTING.match,
        ATTACHED.match,
    )
    return (
        not stands_centred(piece)
        or is_stamp(piece)
        or bool(DIVISION.match(piece.text))
        or any(start(piece.text) for start in starts)
        or piece.text.startswith("(")
        or bool(WIRES_LINE.match(piece.paragraph.text.strip()))
    )


def _kind(head: Head, pieces: Sequence[Piece]) -> Kind | None:
    title = head.first(Component.TITLE)
    if title is not None:
        return kind_of_title(title)
    if Component.CONG_VAN_SUBJECT in head.parts:
        return Kind.CONG_VAN
    group = head.number.groups[0] if head.number and head.number.groups else ""
    if group in BY_ABBREVIATION:
        return BY_ABBREVIATION[group]
    if head.number is not None and any(KINH_GUI.match(piece.text) for piece in pieces[:_SEARCHED]):
        return Kind.CONG_VAN
    return None
