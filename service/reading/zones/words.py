"""The words by which components are known, and lines of number and date taken apart; forgiving, since faulty ones must be found too."""

import re
from functools import cache
from typing import Final

from rapidfuzz.fuzz import ratio

from service.nd30.forms import WIRES
from service.nd30.kinds import KINDS, Kind
from service.nd30.page import CIRCULATION_MARKS, QUOC_HIEU, TIEU_NGU, URGENCY_BOXES
from service.nd30.signing import SECRET_MARKS
from service.reading.pieces import Piece
from service.reading.text import letters
from service.reading.zones.model import Number, PlaceDate

#: Spelling mistakes still leave this much of a fixed line intact.
_ALIKE: Final = 86.0
_LONGEST_TITLE_WORDS: Final = 14

QUOC_HIEU_KEY: Final = letters(QUOC_HIEU.use)
TIEU_NGU_KEY: Final = letters(TIEU_NGU.use)
PARTY_KEY: Final = "dangcongsanvietnam"
URGENCY_KEYS: Final = {letters(words): words for words in URGENCY_BOXES}
CIRCULATION_KEYS: Final = {letters(words): words for words in CIRCULATION_MARKS}
DRAFT_KEYS: Final = frozenset({"duthao", "banduthao", "duthaolan1", "duthaolan2", "duthaolan3"})

_BLANK: Final = r"[\s….,_]*"
_NUMBER: Final = re.compile(
    rf"^S[ốỐ]\s?[:.]?{_BLANK}(?P<number>\d*){_BLANK}(?:/\s?(?P<year>(?:19|20)\d\d)\s?)?/\s?(?P<sign>.*)$"
)
_NUMBER_START: Final = re.compile(r"^S[ốỐ](?:\s?[:.]|\s?[\d/…_]|\s?$)")
_DATE: Final = re.compile(
    rf"^(?P<place>.*?)\s?,?\s?ng[àÀ]y{_BLANK}(?P<day>\d*){_BLANK}th[áÁ]ng{_BLANK}(?P<month>\d*){_BLANK}(?:n[ăĂ]m{_BLANK}(?P<year>\d*)[\W_]*)?$",
    re.IGNORECASE,
)
_SHORT_DATE: Final = re.compile(
    r"^(?P<place>[^\d]{2,60}?)\s?,\s?(?:ng[àÀ]y\s?)?(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})\s?\.?$",
    re.IGNORECASE,
)
#: Minutes say when a meeting began and ended: ``Thời gian bắt đầu: 8 giờ 00, ngày ...``, ``Hôm nay, ngày ...``.
_HOUR: Final = re.compile(r":|\bgiờ\b|^hôm nay\b", re.IGNORECASE)
_LONGEST_DATE_LINE: Final = 90
APPENDIX: Final = re.compile(
    r"^(?:PHỤ LỤC|Phụ lục|PHỤ LUC|phụ lục)\b(?:\s+(?:SỐ|Số|số))?[\s:.\-–]*"
    r"(?P<numeral>[IVXLC]+|\d{1,2}|[A-ZĐ])?(?=$|[\s:.\-–)])[\s:.\-–]*(?P<rest>.*)$"
)
#: What signing software prints on an appendix file: number, day and time of the document it belongs to.
E_SIGNATURE: Final = re.compile(r"^Số: ?[^;]{0,40}; ?\d{1,2}/\d{1,2}/\d{4}; ?\d{1,2}:\d{2}")
ATTACHED: Final = re.compile(r"^\(?\s?(?:Ban hành )?[Kk]èm theo\b")
KINH_GUI: Final = re.compile(r"^K[íÍ]nh\s+g[ửỬ]i\b", re.IGNORECASE)
#: The line over those whom a công điện goes to: who sends it, then this word.
WIRES_LINE: Final = re.compile(rf"(?:\S.*\s)?{WIRES}$", re.IGNORECASE | re.DOTALL)
NOI_NHAN: Final = re.compile(r"^N[ơƠ]i\s+nh[ậẬ]n\b(?!\s+\w)", re.IGNORECASE)
LEGAL_BASIS: Final = re.compile(r"^[-–•*+]?\s?C[ăĂ]n\s+c[ứỨ]\b", re.IGNORECASE)
ENACTING: Final = re.compile(r"^(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|RA QUYẾT ĐỊNH)\s?[:.]?$", re.IGNORECASE)
#: A heading of the content, which may follow the title at once.
DIVISION: Final = re.compile(
    r"^(?:(?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|Điều|ĐIỀU)\s+(?:thứ\s+)?[\dIVX]|[IVX]+\s?[./)]\s)"
)
CONG_VAN_SUBJECT: Final = re.compile(r"^(?:V/v|v/v|V/V|VV\b|Về việc|về việc|V/ v|V / v)", re.IGNORECASE)
AUTHORITY: Final = re.compile(r"^(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T\.M|K\.T)\b\s?[./]?")


def alike(key: str, wanted: str) -> float:
    """How sure it is that a line meant `wanted`: 0, or between 0.8 and 1."""
    if key == wanted:
        return 1.0
    if abs(len(key) - len(wanted)) > len(wanted) // 4:
        return 0.0
    score = ratio(key, wanted)
    return score / 100 if score >= _ALIKE else 0.0


def starts_number(text: str) -> bool:
    """The line looks like a number line (``Số: ...``)."""
    return bool(_NUMBER_START.match(text)) and len(text) <= 60


def take_number(text: str) -> Number:
    """Take a number line apart; what cannot be read stays empty."""
    match = _NUMBER.match(text)
    if not match:
        digits = re.match(r"^S[ốỐ]\s?[:.]?\s?(\d*)\s?[-–]?\s?(.*)$", text)
        return Number(text, digits[1], "", digits[2].strip()) if digits else Number(text)
    return Number(text, match["number"], match["year"] or "", match["sign"].strip())


def take_place_date(text: str) -> PlaceDate | None:
    """Take a place and date line apart; None when the line is none."""
    if len(text) > _LONGEST_DATE_LINE:
        return None
    match = _DATE.match(text) or _SHORT_DATE.match(text)
    if not match or not match["place"] or _HOUR.search(match["place"]):
        return None
    day, month, year = (int(match[name]) if match[name] else None for name in ("day", "month", "year"))
    return PlaceDate(text, match["place"].strip(" ,"), day, month, year)


@cache
def _kind_keys() -> tuple[tuple[str, Kind], ...]:
    keys = [(letters(facts.title), kind) for kind, facts in KINDS.items()]
    return tuple(sorted(keys, key=lambda pair: len(pair[0]), reverse=True))


def kind_of_title(piece: Piece) -> Kind | None:
    """The kind that a title line names: exactly, or at the start of a short line in capitals."""
    for key, kind in _kind_keys():
        if piece.key == key:
            return kind
        if piece.key.startswith(key) and piece.upper and len(piece.text.split()) <= _LONGEST_TITLE_WORDS:
            return kind
    return None


def is_secret_mark(text: str) -> bool:
    """Exactly a state-secret mark, as a stamp prints it."""
    return text.removeprefix("ĐỘ MẬT:").removeprefix("Độ mật:").strip(" :.") in SECRET_MARKS


def is_draft_mark(piece: Piece) -> bool:
    """A line that only says that this is a draft."""
    return piece.key in DRAFT_KEYS or (piece.key.startswith("duthao") and len(piece.key) <= 24)


def is_stamp(piece: Piece) -> bool:
    """A stamp's words, or a draft mark: no part of the agency's name or title."""
    return (
        piece.key in URGENCY_KEYS or piece.key in CIRCULATION_KEYS or is_secret_mark(piece.text) or is_draft_mark(piece)
    )
