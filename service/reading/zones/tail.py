"""Behind the signature: appendices, and texts that the document issues (quy chế, kế hoạch ...)."""

from collections.abc import Sequence
from typing import Final

from service.nd30.type_styles import Component
from service.reading.drawn import Drawn
from service.reading.facts import Paragraph
from service.reading.pieces import Piece
from service.reading.zones.foot import find_heading
from service.reading.zones.head import stands_centred
from service.reading.zones.model import Appendix, Attachment
from service.reading.zones.words import (
    APPENDIX,
    ATTACHED,
    E_SIGNATURE,
    PARTY_KEY,
    QUOC_HIEU_KEY,
    alike,
    kind_of_title,
)

_LONGEST_HEADING: Final = 200
_MOST_TITLE_LINES: Final = 8
#: An attached text's heading and its "(Kèm theo ...)" line stand this close together.
_NEAR: Final = 9


def tail_start(pieces: Sequence[Piece]) -> int:
    """Order of the first piece behind the main text; one past the last when there is nothing behind.

    A file that opens with the heading of an appendix is an appendix by itself and has no main text.
    """
    opening = next((piece for piece in pieces[:2] if not E_SIGNATURE.match(piece.text)), None)
    if opening is not None and is_appendix(opening):
        return opening.order
    heading = find_heading(pieces)
    end = pieces[-1].order + 1 if pieces else 0
    table = heading.paragraph.cell.table if heading and heading.paragraph.cell else None
    for index, piece in enumerate(pieces):
        if heading is not None:
            if piece.order <= heading.order or (piece.paragraph.cell and piece.paragraph.cell.table == table):
                continue
            if piece.paragraph.section > heading.paragraph.section or begins_tail(pieces, index):
                return piece.order
        elif index and is_appendix(piece) and _on_new_page(pieces, index):
            return piece.order
    return end


def begins_tail(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the piece begins an appendix or an attached text."""
    piece = pieces[index]
    return is_appendix(piece) or bool(alike(piece.key, QUOC_HIEU_KEY)) or _begins_attachment(pieces, index)


def is_appendix(piece: Piece) -> bool:
    """Whether the piece is the heading of an appendix."""
    if piece.style == Component.APPENDIX.style_name:
        return True
    return bool(APPENDIX.match(piece.text)) and len(piece.text) <= _LONGEST_HEADING and stands_centred(piece)


def _begins_attachment(pieces: Sequence[Piece], index: int) -> bool:
    piece = pieces[index]
    if kind_of_title(piece) is None or not piece.upper or not stands_centred(piece):
        return False
    return any(ATTACHED.match(other.text) for other in pieces[index + 1 : index + _NEAR])


def _on_new_page(pieces: Sequence[Piece], index: int) -> bool:
    before, piece = pieces[index - 1].paragraph, pieces[index].paragraph
    return (
        piece.section > before.section
        or before.page_break
        or piece.page_break
        or piece.format.page_break_before
        or (
            pieces[index].spot is not None
            and pieces[index - 1].spot is not None
            and _page(pieces[index]) > _page(pieces[index - 1])
        )
    )


def _page(piece: Piece) -> int:
    return piece.spot.page if piece.spot else 0


def find_tail(pieces: Sequence[Piece], rules: Sequence[Drawn]) -> tuple[tuple[Appendix, ...], tuple[Attachment, ...]]:
    """Recognise what stands among `pieces`, everything behind the main text."""
    starts = [index for index in range(len(pieces)) if is_appendix(pieces[index]) or _begins_attachment(pieces, index)]
    starts = [
        index for n, index in enumerate(starts) if n == 0 or index - starts[n - 1] > 1 or is_appendix(pieces[index])
    ]
    appendices: list[Appendix] = []
    attachments: list[Attachment] = []
    for start, end in zip(starts, [*starts[1:], len(pieces)], strict=False):
        part = pieces[start:end]
        if is_appendix(part[0]):
            appendices.append(_appendix(part, rules))
        else:
            attachments.append(_attachment(part))
    return tuple(appendices), tuple(attachments)


def _appendix(part: Sequence[Piece], rules: Sequence[Drawn]) -> Appendix:
    heading = part[0]
    match = APPENDIX.match(heading.text)
    title, attached, used = _heading_lines(part[1:])
    paragraphs = _paragraphs(part[1 + used :])
    ordinals = {piece.paragraph.ordinal for piece in part[: 1 + used]}
    return Appendix(
        heading=heading,
        numeral=(match["numeral"] or "") if match else "",
        title=title,
        attached=attached,
        section=heading.paragraph.section,
        paragraphs=paragraphs,
        rules=tuple(rule for rule in rules if rule.paragraph in ordinals),
    )


def _attachment(part: Sequence[Piece]) -> Attachment:
    subject, attached, used = _heading_lines(part[1:])
    return Attachment(
        title=(part[0],),
        subject=subject,
        attached=attached,
        section=part[0].paragraph.section,
        kind=kind_of_title(part[0]),
        paragraphs=_paragraphs(part[1 + used :]),
    )


def _heading_lines(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...], int]:
    """The centred lines under a heading: name, then the reference line; and how many pieces they are."""
    title: list[Piece] = []
    attached: list[Piece] = []
    for used, piece in enumerate(pieces):
        styled = piece.style == Component.APPENDIX_ATTACHED.style_name
        if piece.is_rule:
            continue
        if styled or ATTACHED.match(piece.text) or (attached and not _closed(attached) and stands_centred(piece)):
            attached.append(piece)
        elif attached or not stands_centred(piece) or used >= _MOST_TITLE_LINES or piece.paragraph.cell is not None:
            return tuple(title), tuple(attached), used
        else:
            title.append(piece)
    return tuple(title), tuple(attached), len(pieces)


def _closed(attached: Sequence[Piece]) -> bool:
    return attached[-1].text.rstrip(". ").endswith(")")


def _paragraphs(pieces: Sequence[Piece]) -> tuple[Paragraph, ...]:
    return tuple(dict.fromkeys(piece.paragraph for piece in pieces))


def is_party(pieces: Sequence[Piece]) -> bool:
    """Whether the header is that of a Party document."""
    return any(piece.key == PARTY_KEY for piece in pieces[:40])
