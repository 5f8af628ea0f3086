"""Between title and signature: Kính gửi, legal bases, the enacting words, the content (ô số 6, 9a)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.nd30.forms import WIRES
from service.nd30.kinds import Kind
from service.nd30.type_styles import Component
from service.reading.facts import Paragraph, StoryKind
from service.reading.pieces import Piece
from service.reading.text import letters
from service.reading.zones.foot import is_item
from service.reading.zones.words import ENACTING, KINH_GUI, LEGAL_BASIS, WIRES_LINE

#: Kinds whose content begins behind enacting words, all before them being legal bases.
ENACTED: Final = (Kind.QUYET_DINH, Kind.NGHI_QUYET)
_ADDRESSEES_SEARCHED: Final = 8
_MOST_ADDRESSEES: Final = 40
_BASES_SEARCHED: Final = 60
_OTHER_BASIS: Final = re.compile(r"^[-–]?\s?(?:Theo|Xét|Thực hiện|Sau khi|Trên cơ sở|Để)\b", re.IGNORECASE)
#: Words that show that a sentence goes on from its legal bases to what the document does.
_RUNS_ON: Final = re.compile(
    r":$|như sau|\b(?:ban hành|xây dựng|báo cáo|thông báo|triển khai|kính (?:mời|đề nghị|trình)|đề nghị|hướng dẫn|yêu cầu"
    r"|tổ chức thực hiện|giới thiệu|trân trọng)\b[^;]{0,160}[.:]?$"
)


@dataclass(frozen=True, slots=True)
class Middle:
    """What stands between title and signature; `styled` when our own styles named it."""

    wired_by: tuple[Piece, ...] = ()
    addressing: tuple[Piece, ...] = ()
    addressees: tuple[Piece, ...] = ()
    bases: tuple[Piece, ...] = ()
    enacting: tuple[Piece, ...] = ()
    content: tuple[Paragraph, ...] = ()
    styled: bool = False


def find_middle(pieces: Sequence[Piece], kind: Kind | None) -> Middle:
    """Recognise what stands among `pieces`: the main text without its header, title and foot."""
    rest = [piece for piece in pieces if not piece.is_rule and piece.paragraph.story is StoryKind.BODY]
    wired_by: tuple[Piece, ...] = ()
    addressing, addressees = _addressing(rest)
    if kind is Kind.CONG_DIEN and not addressing:
        wired_by, addressees = _wired(rest)
    taken = {piece.order for piece in (*wired_by, *addressing, *addressees)}
    rest = [piece for piece in rest if piece.order not in taken]
    enacting = _enacting(rest, kind)
    bases = _bases(rest, kind, enacting)
    skipped = {piece.order for piece in (*bases, *enacting)}
    content = tuple(dict.fromkeys(piece.paragraph for piece in rest if piece.order not in skipped))
    styled = any(piece.style == Component.LEGAL_BASIS.style_name for piece in bases)
    return Middle(wired_by, addressing, addressees, bases, enacting, content, styled)


def _addressing(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    styled = Component.ADDRESSEE.style_name
    for index, piece in enumerate(pieces[:_ADDRESSEES_SEARCHED]):
        if piece.style == styled or KINH_GUI.match(piece.text):
            return (piece,), _addressees(piece, pieces[index + 1 : index + 1 + _MOST_ADDRESSEES])
    return (), ()


def _wired(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Who sends a công điện, in one line or more, and whom it goes to (Mẫu 1.6)."""
    styled = [piece for piece in pieces[:_ADDRESSEES_SEARCHED] if piece.style == Component.WIRED_BY.style_name]
    for index, piece in enumerate(pieces[:_ADDRESSEES_SEARCHED]):
        if piece is styled[-1] if styled else WIRES_LINE.match(piece.text):
            before = pieces[index - 1 : index] if piece.key == letters(WIRES) else ()
            sender = tuple(styled) or (
                *before,
                *(one for one in pieces[: index + 1] if one.paragraph is piece.paragraph),
            )
            return sender, _addressees(piece, pieces[index + 1 : index + 1 + _MOST_ADDRESSEES])
    return (), ()


def _addressees(heading: Piece, following: Sequence[Piece]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    listed = is_item(heading) or heading.text.rstrip().endswith(":") or "- " in heading.text
    for piece in following:
        last = found[-1].text if found else ""
        same_table = heading.paragraph.cell is not None and _table(piece) == _table(heading)
        begins_item = is_item(piece) and listed and not last.endswith(".")
        goes_on = bool(found) and not last.endswith((";", ".")) and _goes_on(found[-1], piece)
        if not (piece.style == Component.ADDRESSEE_LIST.style_name or same_table or begins_item or goes_on):
            break
        found.append(piece)
    return tuple(found)


def _table(piece: Piece) -> int | None:
    return piece.paragraph.cell.table if piece.paragraph.cell else None


def _goes_on(before: Piece, piece: Piece) -> bool:
    """A second line of an item: not set as a paragraph of the content is."""
    return piece.paragraph is before.paragraph or (
        piece.paragraph.format.align == before.paragraph.format.align
        and abs(piece.paragraph.format.left_mm - before.paragraph.format.left_mm) < 1
        and piece.paragraph.format.left_mm > 20
    )


def _enacting(pieces: Sequence[Piece], kind: Kind | None) -> tuple[Piece, ...]:
    styled = Component.ENACTING_LINE.style_name
    for piece in pieces[:_BASES_SEARCHED]:
        if piece.style == styled or (kind in ENACTED and ENACTING.match(piece.text)):
            return (piece,)
    return ()


def _bases(pieces: Sequence[Piece], kind: Kind | None, enacting: tuple[Piece, ...]) -> tuple[Piece, ...]:
    styled = [piece for piece in pieces if piece.style == Component.LEGAL_BASIS.style_name]
    if styled:
        return tuple(styled)
    if enacting:
        return tuple(piece for piece in pieces if piece.order < enacting[0].order)
    found: list[Piece] = []
    for piece in pieces[:_BASES_SEARCHED]:
        is_basis = LEGAL_BASIS.match(piece.text) or (found and kind in ENACTED and _OTHER_BASIS.match(piece.text))
        if not is_basis or piece.paragraph.cell is not None or runs_on(piece.text):
            break
        found.append(piece)
    return tuple(found)


def runs_on(text: str) -> bool:
    """Whether a sentence that begins with legal bases goes on to say what the document does."""
    last = text.rsplit(";", 1)[-1]
    return (bool(_RUNS_ON.search(last)) and not LEGAL_BASIS.match(last.strip())) or text.endswith(":")
