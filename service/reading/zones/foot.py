"""The end of the main text: recipients on the left, the signer on the right (ô số 7, 9b, 12, 13)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.nd30.type_styles import Component
from service.reading.facts import CellPlace, StoryKind
from service.reading.pieces import Piece
from service.reading.zones.model import SignBlock
from service.reading.zones.words import AUTHORITY, NOI_NHAN

#: Right of this, a line of the foot belongs to the signer's column (mm from the paper's left edge).
_RIGHT_MM: Final = 105.0
#: A line that begins left of this runs over the page, wherever its middle is.
_LEFTMOST_MM: Final = 60.0
#: Lines further apart than this have the signature between them.
_SIGNATURE_MM: Final = 8.0
_DASH: Final = re.compile(r"^[-–—•*+]\s?")
_DRAFTER: Final = re.compile(r"^[A-ZĐƯƠÂĂÊÔ][A-ZĐƯƠÂĂÊÔ.,/ ]{0,14}\.? ?\(?\d{1,4}\)?(?: ?bản)?\.?$")
_CONTACT: Final = re.compile(r"\b(?:Địa chỉ|Điện thoại|ĐT|Fax|E-?mail|Website)\b\s*:", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(r"^[\[(<].*[\])>]$")
_LONGEST_POST: Final = 110
#: Two signatures have no more lines than this.
_MOST_LINES: Final = 16
_LONGEST_NAME: Final = 60
#: A signer's block without "Nơi nhận" is looked for among the last pieces.
_LAST: Final = 24


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of the main text; `start` is the order of its first piece, or None when there is none."""

    heading: Piece | None = None
    recipients: tuple[Piece, ...] = ()
    signers: tuple[SignBlock, ...] = ()
    drafter: tuple[Piece, ...] = ()
    contact: tuple[Piece, ...] = ()
    start: int | None = None


def find_foot(pieces: Sequence[Piece]) -> Foot:
    """Recognise the foot among `pieces`, the main text behind its header."""
    heading = find_heading(pieces)
    signing = _signing_pieces(pieces, heading)
    below = _recipient_pieces(pieces, heading, {piece.order for piece in signing})
    drafter = tuple(piece for piece in below if _is_drafter(piece))
    contact = tuple(piece for piece in below if _is_contact(piece))
    recipients = tuple(piece for piece in below if piece not in drafter and piece not in contact)
    blocks = tuple(block for column in _columns(signing) if (block := sign_block(column)) is not None)
    orders = [piece.order for block in blocks for piece in (*block.authority, *([block.name] if block.name else []))]
    if heading is not None:
        orders.append(heading.order)
    return Foot(heading, recipients, blocks, drafter, contact, min(orders, default=None))


def find_heading(pieces: Sequence[Piece]) -> Piece | None:
    """The "Nơi nhận" line."""
    styled = Component.RECIPIENTS_HEADING.style_name
    return next((piece for piece in pieces if piece.style == styled or NOI_NHAN.match(piece.text)), None)


def is_item(piece: Piece) -> bool:
    """The piece begins an item of a list with dashes, typed or automatic."""
    return bool(_DASH.match(piece.text))


def _recipient_pieces(pieces: Sequence[Piece], heading: Piece | None, signing: set[int]) -> list[Piece]:
    if heading is None:
        return []
    place = heading.paragraph.cell
    found: list[Piece] = []
    for piece in pieces:
        if piece.order <= heading.order or piece.order in signing or piece.is_rule:
            continue
        cell = piece.paragraph.cell
        if place is not None:
            if (cell is not None and cell.table == place.table and cell.column == place.column) or (
                cell is None and _is_contact(piece)
            ):
                found.append(piece)
        elif cell is None and not _on_the_right(piece):
            found.append(piece)
    return found


def _is_drafter(piece: Piece) -> bool:
    return piece.style == Component.DRAFTER.style_name or bool(_DRAFTER.match(piece.text))


def _is_contact(piece: Piece) -> bool:
    return piece.style == Component.CONTACT.style_name or (bool(_CONTACT.search(piece.text)) and not is_item(piece))


def _on_the_right(piece: Piece) -> bool:
    spot = piece.spot
    return spot is not None and spot.middle_mm > _RIGHT_MM and spot.x_mm > _LEFTMOST_MM and not is_item(piece)


def _signing_pieces(pieces: Sequence[Piece], heading: Piece | None) -> list[Piece]:
    """Pieces of the signer's columns: beside "Nơi nhận", else in the table before it, else on the right."""
    place = heading.paragraph.cell if heading else None
    if place is not None:
        beside = [
            piece
            for piece in pieces
            if piece.paragraph.cell is not None
            and piece.paragraph.cell.table == place.table
            and piece.paragraph.cell.column != place.column
        ]
        above = _signed_above(pieces, place)
        if beside:
            return above or beside
    edge = heading.order if heading else len(pieces) and pieces[-1].order + 1
    before = [piece for piece in pieces if piece.order < edge][-_LAST:]
    table = _signing_table(before)
    if table:
        return table
    return _on_the_right_side(pieces, before, heading)


def _signed_above(pieces: Sequence[Piece], place: CellPlace) -> list[Piece]:
    """The rows over "Nơi nhận" in its own table when all signatures stand there: minutes have two (Mẫu 1.9)."""
    inside = [
        (one, one.paragraph.cell) for one in pieces if one.paragraph.cell and one.paragraph.cell.table == place.table
    ]
    if any(cell.row >= place.row and cell.column != place.column and one.text for one, cell in inside):
        return []
    above = [one for one, cell in inside if cell.row < place.row]
    return above if _are_signatures(above) else []


def _signing_table(before: Sequence[Piece]) -> list[Piece]:
    """The last table before the recipients, when it holds posts and names (minutes have one with two columns)."""
    if not before or before[-1].paragraph.cell is None:
        return []
    number = before[-1].paragraph.cell.table
    inside = [piece for piece in before if piece.paragraph.cell and piece.paragraph.cell.table == number]
    return inside if _are_signatures(inside) else []


def _are_signatures(pieces: Sequence[Piece]) -> bool:
    """Few short lines, a post in capitals among them."""
    short = all(len(piece.text) <= _LONGEST_POST for piece in pieces)
    return short and len(pieces) <= _MOST_LINES and any(piece.upper for piece in pieces)


def _on_the_right_side(pieces: Sequence[Piece], before: Sequence[Piece], heading: Piece | None) -> list[Piece]:
    """Lines on the right half: those above "Nơi nhận" up to the first long line, and those beside or below it."""
    found: list[Piece] = []
    for piece in reversed(before):
        if not _on_the_right(piece) or len(piece.text) > _LONGEST_POST:
            break
        found.insert(0, piece)
    if heading is not None:
        found += [piece for piece in pieces if piece.order > heading.order and _on_the_right(piece)]
    return found if any(piece.upper for piece in found) else []


def _columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    columns: dict[int, list[Piece]] = {}
    for piece in pieces:
        cell = piece.paragraph.cell
        columns.setdefault(cell.column if cell else 0, []).append(piece)
    return list(columns.values())


def sign_block(pieces: Sequence[Piece]) -> SignBlock | None:
    """Take one signer's column apart: authority and post, then the signature's space, then another post and the name."""
    lines = [
        piece
        for piece in pieces
        if not piece.is_rule and not _PLACEHOLDER.match(piece.text) and piece.paragraph.story is StoryKind.BODY
    ]
    if not lines or len(lines) > 12:
        return None
    above, below = _around_signature(lines)
    if not any(piece.upper or AUTHORITY.match(piece.text) for piece in above):
        return None
    name = below[-1] if below and len(below[-1].text) <= _LONGEST_NAME else None
    return SignBlock(tuple(above), name, tuple(below[:-1] if name else below))


def _around_signature(lines: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    named = next((i for i, piece in enumerate(lines) if piece.style == Component.SIGNER_NAME.style_name), None)
    if named is not None:
        posts = [i for i, piece in enumerate(lines) if piece.style == Component.OTHER_POST.style_name]
        edge = min([named, *posts])
        return lines[:edge], lines[edge : named + 1]
    for index in range(1, len(lines)):
        low, high = lines[index - 1].spot, lines[index].spot
        if low and high and (high.page > low.page or high.y_mm - low.bottom_mm > _SIGNATURE_MM):
            return lines[:index], lines[index:]
    plain = (i for i, piece in enumerate(lines) if not piece.upper and not AUTHORITY.match(piece.text))
    edge = next(plain, len(lines))
    return lines[:edge], lines[edge:]


def items_of(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Group the lines of a list into items: an item begins with a dash, other lines go on with the one before."""
    items: list[list[Piece]] = []
    for piece in pieces:
        if is_item(piece) or not items:
            items.append([piece])
        else:
            items[-1].append(piece)
    return tuple(tuple(item) for item in items)
