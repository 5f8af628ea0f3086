"""Which paragraph is which component: our own styles first, then words, place and neighbours."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from service.nd30.kinds import BY_ABBREVIATION, Kind
from service.nd30.page import IN_FORCE_FROM
from service.nd30.type_styles import Component
from service.reading.drawn import Drawn
from service.reading.facts import StoryKind
from service.reading.pieces import Piece
from service.reading.zones.foot import find_foot
from service.reading.zones.head import Head, find_head
from service.reading.zones.middle import find_middle
from service.reading.zones.model import BY_STYLE, BY_WORDS, Regime, Zones
from service.reading.zones.tail import find_tail, is_party, tail_start
from service.reading.zones.words import CIRCULATION_KEYS, E_SIGNATURE, URGENCY_KEYS, is_secret_mark

#: Kinds of legal normative texts, by the words of their title.
_NORMATIVE_TITLES: Final = frozenset(
    {"LUẬT", "BỘ LUẬT", "PHÁP LỆNH", "NGHỊ ĐỊNH", "THÔNG TƯ", "THÔNG TƯ LIÊN TỊCH", "HIẾN PHÁP", "LỆNH"}
    | {"NGHỊ QUYẾT LIÊN TỊCH", "VĂN BẢN HỢP NHẤT"}
)
#: Kinds that both regimes know: a year in the number tells the normative ones, from bodies that may issue them.
_BOTH: Final = frozenset({Kind.NGHI_QUYET, Kind.QUYET_DINH})
_LAWGIVERS: Final = re.compile(r"^(?:QH\d*|UBTVQH\d*|CTN|CP|TTg|HĐTP|KTNN|HĐND|UBND)$")
#: One of these is enough to tell an administrative document, however faulty.
_MARKS_OF_THE_FORM: Final = frozenset(
    {
        Component.QUOC_HIEU,
        Component.TIEU_NGU,
        Component.NUMBER,
        Component.PLACE_DATE,
        Component.ADDRESSEE,
        Component.RECIPIENTS_HEADING,
    }
)
_STAMPS_SEARCHED: Final = 40
#: A rule that belongs to a line of the header stands at most this far below it.
_RULE_DROP_MM: Final = 12.0
_SLACK_MM: Final = 4.0
#: A rule that no line claims is still looked for this far about.
_LOOSE_MM: Final = 25.0


def recognise(pieces: Sequence[Piece], rules: Sequence[Drawn]) -> Zones:
    """Recognise every component among the pieces of one document."""
    behind = tail_start(pieces)
    main = [piece for piece in pieces if piece.order < behind and not E_SIGNATURE.match(piece.text)]
    head = find_head(main)
    head_end = _head_end(head)
    foot = find_foot([piece for piece in main if piece.order >= head_end])
    foot_start = behind if foot.start is None else foot.start
    middle = find_middle([piece for piece in main if head_end <= piece.order < foot_start], head.kind)
    parts, sure = dict(head.parts), dict(head.sure)
    _stamps(parts, sure, main, head_end)
    for component, found in (
        (Component.WIRED_BY, middle.wired_by),
        (Component.ADDRESSEE, middle.addressing),
        (Component.ADDRESSEE_LIST, middle.addressees),
        (Component.LEGAL_BASIS, middle.bases),
        (Component.ENACTING_LINE, middle.enacting),
        (Component.RECIPIENTS_HEADING, (foot.heading,) if foot.heading else ()),
        (Component.RECIPIENTS_LIST, foot.recipients),
        (Component.DRAFTER, foot.drafter),
        (Component.CONTACT, foot.contact),
    ):
        if found:
            parts[component] = found
            sure[component] = BY_STYLE if found[0].style == component.style_name else BY_WORDS
    appendices, attachments = find_tail([piece for piece in pieces if piece.order >= behind], rules)
    title = " ".join(piece.text for piece in parts.get(Component.TITLE, ()))
    secret = _secret(main, head_end)
    regime, reason = _regime(head, title, pieces, bool(secret))
    if regime is Regime.ADMINISTRATIVE and _is_application(parts, title):
        regime, reason = Regime.UNRECOGNISED, "đơn, không có số, ký hiệu và tên cơ quan ban hành"
    if regime is Regime.ADMINISTRATIVE and not (
        set(parts) & _MARKS_OF_THE_FORM or head.kind or foot.signers or appendices
    ):
        regime, reason = Regime.UNRECOGNISED, "không nhận ra thành phần thể thức nào"
    return Zones(
        parts=parts,
        sure=sure,
        rules=_rules(head, rules),
        regime=regime,
        regime_reason=reason,
        kind=head.kind,
        title_text=title,
        number=head.number,
        place_date=head.place_date,
        content=middle.content,
        signers=foot.signers,
        appendices=appendices,
        attachments=attachments,
        secret_marks=secret,
        ours=sum(value == BY_STYLE for value in sure.values()) >= 3,
    )


def _is_application(parts: dict[Component, tuple[Piece, ...]], title: str) -> bool:
    """A person's application (đơn), which bears Quốc hiệu too but is issued by no agency."""
    return title.upper().startswith("ĐƠN ") and not {Component.NUMBER, Component.ISSUER} & set(parts)


def _head_end(head: Head) -> int:
    pieces = [piece.order for found in head.parts.values() for piece in found]
    return max(pieces, default=-1) + 1


def _stamps(
    parts: dict[Component, tuple[Piece, ...]], sure: dict[Component, float], main: Sequence[Piece], head_end: int
) -> None:
    """Urgency and circulation marks: exactly their words, standing alone near the top."""
    for component, keys in ((Component.URGENCY, URGENCY_KEYS), (Component.CIRCULATION, CIRCULATION_KEYS)):
        found = tuple(
            piece
            for piece in main[:_STAMPS_SEARCHED]
            if piece.style == component.style_name or (piece.key in keys and _alone(piece, head_end))
        )
        if found:
            parts[component] = found
            sure[component] = BY_STYLE if found[0].style == component.style_name else BY_WORDS


def _alone(piece: Piece, head_end: int) -> bool:
    """No entry of a table in the content: before the content begins, or in a box of its own."""
    return piece.paragraph.story is StoryKind.BOX or piece.order <= head_end + 1


def _secret(main: Sequence[Piece], head_end: int) -> tuple[Piece, ...]:
    return tuple(piece for piece in main[:_STAMPS_SEARCHED] if is_secret_mark(piece.text) and _alone(piece, head_end))


def _regime(head: Head, title: str, pieces: Sequence[Piece], secret: bool) -> tuple[Regime, str]:
    if secret:
        return Regime.CLASSIFIED, "có dấu chỉ độ mật"
    if Component.QUOC_HIEU not in head.parts and is_party(pieces) and not _numbered_as_administrative(head):
        return Regime.PARTY, "tiêu đề ĐẢNG CỘNG SẢN VIỆT NAM, không có Quốc hiệu"
    if head.number is not None and head.number.year and _may_be_normative(head):
        return Regime.NORMATIVE, f"số văn bản có năm ban hành: {head.number.text}"
    if title in _NORMATIVE_TITLES:
        return Regime.NORMATIVE, f"tên loại {title}"
    issued = head.place_date.date if head.place_date else None
    if issued is not None and issued < date.fromisoformat(IN_FORCE_FROM):
        return Regime.EARLIER, f"ban hành ngày {issued:%d/%m/%Y}, trước khi Nghị định có hiệu lực"
    return Regime.ADMINISTRATIVE, ""


def _numbered_as_administrative(head: Head) -> bool:
    """``15/KH-UBND``: the Party writes ``15-KH/ĐU``."""
    groups = head.number.groups if head.number else ()
    return bool(groups) and groups[0] in BY_ABBREVIATION and "/" not in groups[-1]


def _may_be_normative(head: Head) -> bool:
    """A year does not make a plan, or a school's decision, a legal normative text: there it is a mistake in the number."""
    if head.kind is None or head.number is None or not head.number.groups:
        return True
    return head.kind in _BOTH and bool(_LAWGIVERS.match(head.number.groups[-1].strip()))


_RULED: Final = (Component.TIEU_NGU, Component.ISSUER, Component.SUBJECT)


def _rules(head: Head, rules: Sequence[Drawn]) -> dict[Component, tuple[Drawn, ...]]:
    """Give each drawn rule of page one to the line it lies under, by its place and not by what anchors it."""
    found: dict[Component, tuple[Drawn, ...]] = {}
    for component in _RULED:
        under = _under(_ruled_pieces(head, component), rules, _limit(head, component))
        under = tuple(rule for rule in under if component is _nearest(head, rule, component))
        if under:
            found[component] = under
    given = {id(rule) for under in found.values() for rule in under}
    for component in _RULED:
        loose = [rule for rule in rules if id(rule) not in given]
        if component not in found and (near := _somewhere_below(_ruled_pieces(head, component), loose)):
            found[component] = near
            given.update(map(id, near))
    return found


def _nearest(head: Head, rule: Drawn, component: Component) -> Component:
    """Which line the rule stands in the middle of: heights beside a text box are guesses, and two lines may claim it."""
    middles = {
        one: abs(spots[-1].middle_mm - rule.middle_mm)
        for one in _RULED
        if (spots := [piece.spot for piece in _ruled_pieces(head, one) if piece.spot])
        and (one is component or _under(_ruled_pieces(head, one), [rule], _limit(head, one)))
    }
    return min(middles, key=lambda one: middles[one])


def _ruled_pieces(head: Head, component: Component) -> Sequence[Piece]:
    pieces = head.parts.get(component, ())
    return pieces or (head.parts.get(Component.TITLE, ()) if component is Component.SUBJECT else ())


def _somewhere_below(pieces: Sequence[Piece], rules: Sequence[Drawn]) -> tuple[Drawn, ...]:
    """A rule that belongs to no other line, roughly in the column and below: heights are estimates, and people push lines about."""
    spots = [piece.spot for piece in pieces if piece.spot]
    if not spots:
        return ()
    first, last = spots[0], spots[-1]
    near = [
        rule
        for rule in rules
        if rule.page == last.page
        and abs(rule.middle_mm - last.middle_mm) < _LOOSE_MM
        and first.y_mm - _SLACK_MM <= rule.y_mm <= last.bottom_mm + _LOOSE_MM
    ]
    return tuple(sorted(near, key=lambda rule: abs(rule.y_mm - last.bottom_mm))[:1])


def _limit(head: Head, component: Component) -> float:
    """How far down a rule of the component may lie: not below the next line of its column, give or take."""
    next_line = {
        Component.TIEU_NGU: Component.PLACE_DATE,
        Component.ISSUER: Component.NUMBER,
    }.get(component)
    piece = head.first(next_line) if next_line else None
    return piece.spot.bottom_mm if piece and piece.spot else float("inf")


def _under(pieces: Sequence[Piece], rules: Sequence[Drawn], limit: float) -> tuple[Drawn, ...]:
    spots = [piece.spot for piece in pieces if piece.spot]
    if not spots:
        return ()
    last = spots[-1]
    left, right = min(spot.x_mm for spot in spots), max(spot.x_mm + spot.width_mm for spot in spots)
    near = [
        rule
        for rule in rules
        if rule.page == last.page
        and left - _SLACK_MM <= rule.middle_mm <= right + _SLACK_MM
        and last.y_mm - _SLACK_MM / 2 <= rule.y_mm <= min(last.bottom_mm + _RULE_DROP_MM, limit + _SLACK_MM)
    ]
    return tuple(sorted(near, key=lambda rule: abs(rule.y_mm - last.bottom_mm)))
