"""Căn cứ ban hành (Phụ lục I, Phần I, Mục II, khoản 6, điểm a)."""

import re
from collections.abc import Iterator
from datetime import date

from service.checking.ended_texts import ENDED_TEXTS, EndedText
from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.type_style import judge_pieces
from service.checking.wording import quoted
from service.nd30.type_styles import TYPE_STYLES, Component
from service.reading import Piece, clean, letters

_CITE = TYPE_STYLES[Component.LEGAL_BASIS].cite
_LAW = re.compile(r"^[-–]?\s?Căn cứ (?:các )?(?:Bộ luật|Luật|Pháp lệnh)\b", re.IGNORECASE)
_LAW_NUMBER = re.compile(r"\bsố:?\s?\d+/\d{4}/(?:QH|UBTVQH|PL)[\w-]*", re.IGNORECASE)
#: Kinds of texts that a legal basis cites by number, date and issuer.
_CITED = re.compile(
    r"^[-–]?\s?Căn cứ (?:các )?(?P<kind>Nghị định|Nghị quyết|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị|Kế hoạch|Công văn|Thông báo"
    r"|Hướng dẫn|Chương trình|Đề án|Quy định|Quy chế)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\bsố:?\s?[\w.-]+/[\w.-]|\b\d+[/-][\w-]*[A-ZĐ]{2,}", re.IGNORECASE)
_DATE = re.compile(r"ngày\s+\d{1,2}\s*(?:tháng\s+\d{1,2}\s+năm\s+\d{4}|[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})", re.IGNORECASE)
_ISSUER = re.compile(r"\bcủa\s+\S+|\b(?:liên tịch|giữa)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\bcủa\s+(?:\S+\s+){2,}\S+|\b(?:về|quy định|ban hành|hướng dẫn|phê duyệt|sửa đổi|thực hiện)\b", re.IGNORECASE
)
#: Number of a text, and the day of a law, as legal bases write them.
_FULL_NUMBER = re.compile(r"(?<![\d/])\d{1,4}/\d{4}/[A-ZĐ]{2}[A-ZĐ\d-]*", re.IGNORECASE)
_DAY = re.compile(r"ngày\s+(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(\d{4})", re.IGNORECASE)
_JOINED = re.compile(r";\s*(?:và\s+)?căn cứ\b", re.IGNORECASE)


@rule("legal-bases-type", Topic.LEGAL_BASES, Severity.ERROR, _CITE)
def legal_bases_type(document: Examined) -> Iterator[Verdict]:
    """Căn cứ in thường, nghiêng, cỡ chữ 13 đến 14."""
    pieces = document.of(Component.LEGAL_BASIS)
    if not pieces:
        yield NotApplicable("không có phần căn cứ")
    yield from judge_pieces(pieces, Component.LEGAL_BASIS)


@rule("legal-bases-marks", Topic.LEGAL_BASES, Severity.ERROR, _CITE)
def legal_bases_marks(document: Examined) -> Iterator[Verdict]:
    """Sau mỗi căn cứ có dấu chấm phẩy, căn cứ cuối cùng kết thúc bằng dấu chấm."""
    bases = _paragraphs(document)
    if not bases:
        yield NotApplicable("không có phần căn cứ")
    for index, piece in enumerate(bases):
        mark = "." if index == len(bases) - 1 else ";"
        if not piece.text.rstrip('”"’ ').endswith(mark):
            found = f"cuối dòng {quoted(piece.text[-1:])}"
            fix = f"Kết thúc bằng {quoted(mark)}."
            yield Finding(at(piece, Component.LEGAL_BASIS), found, f"cuối dòng {quoted(mark)}", fix=fix)


def _paragraphs(document: Examined) -> list[Piece]:
    """The bases, lines of one paragraph that only break count as one."""
    found: list[Piece] = []
    for piece in document.of(Component.LEGAL_BASIS):
        if found and found[-1].paragraph is piece.paragraph and not found[-1].text.endswith((";", ".")):
            found[-1] = piece
        else:
            found.append(piece)
    return found


@rule("legal-bases-joined", Topic.LEGAL_BASES, Severity.ERROR, _CITE, "Xuống dòng sau mỗi căn cứ.")
def legal_bases_joined(document: Examined) -> Iterator[Verdict]:
    """Mỗi căn cứ một dòng riêng."""
    pieces = document.of(Component.LEGAL_BASIS)
    if not pieces:
        yield NotApplicable("không có phần căn cứ")
    joined = [piece for piece in pieces if _JOINED.search(piece.text)]
    if joined:
        yield Finding(
            at(joined[0], Component.LEGAL_BASIS, len(joined) - 1), "nhiều căn cứ trong một đoạn", "mỗi căn cứ một đoạn"
        )


@rule("legal-bases-law-number", Topic.LEGAL_BASES, Severity.ERROR, _CITE, "Bỏ số, ký hiệu của Luật, Pháp lệnh.")
def legal_bases_law_number(document: Examined) -> Iterator[Verdict]:
    """Căn cứ Luật, Pháp lệnh không ghi số, ký hiệu."""
    pieces = document.of(Component.LEGAL_BASIS)
    if not pieces:
        yield NotApplicable("không có phần căn cứ")
    for piece in pieces:
        for part in _JOINED.split(piece.text):
            number = _LAW_NUMBER.search(part)
            text = part if _LAW.match(part) else f"Căn cứ {clean(part)}"
            if number and _LAW.match(text):
                yield Finding(at(piece, Component.LEGAL_BASIS), quoted(number[0]), "chỉ ghi tên Luật, Pháp lệnh")


@rule("legal-bases-complete", Topic.LEGAL_BASES, Severity.ERROR, _CITE)
def legal_bases_complete(document: Examined) -> Iterator[Verdict]:
    """Căn cứ ghi đủ tên loại, số, ký hiệu, cơ quan, ngày tháng năm và trích yếu."""
    pieces = document.of(Component.LEGAL_BASIS)
    if not pieces:
        yield NotApplicable("không có phần căn cứ")
    for piece in pieces:
        match = _CITED.match(piece.text)
        if match is None or _JOINED.search(piece.text):
            continue
        missing = [
            words
            for words, pattern in (
                ("số, ký hiệu", _NUMBER),
                ("ngày tháng năm", _DATE),
                ("cơ quan ban hành", _ISSUER),
                ("trích yếu", _SUBJECT),
            )
            if not pattern.search(match["rest"])
        ]
        if missing and len(missing) < 4:
            found = f"thiếu {', '.join(missing)}"
            yield Finding(
                at(piece, Component.LEGAL_BASIS), found, "đủ các yếu tố", fix=f"Bổ sung {', '.join(missing)}."
            )


@rule("legal-bases-ended", Topic.LEGAL_BASES, Severity.WARNING, _CITE)
def legal_bases_ended(document: Examined) -> Iterator[Verdict]:
    """Căn cứ còn hiệu lực vào ngày ban hành (đối chiếu danh mục văn bản hay được viện dẫn đã hết hiệu lực)."""
    pieces, day = document.of(Component.LEGAL_BASIS), document.day
    if not pieces:
        yield NotApplicable("không có phần căn cứ")
        return
    if day is None:
        yield Unknown("chưa rõ ngày ban hành")
        return
    for piece in pieces:
        for text in _cited(piece.text):
            if day >= text.ended:
                ended = f"{text.ended:%d/%m/%Y}"
                found = f"{text.name} ({text.number}) hết hiệu lực từ ngày {ended}"
                fix = f"Xem lại căn cứ; văn bản thay thế: {text.successor}."
                yield Finding(at(piece, Component.LEGAL_BASIS), found, "văn bản còn hiệu lực", fix=fix)


def _cited(text: str) -> Iterator[EndedText]:
    """The ended texts that a basis cites itself, not those that the cited text amends."""
    for part in text.split(";"):
        number = _FULL_NUMBER.search(part)
        cited = {number[0].upper()} if number else set()
        days = list(_DAY.finditer(part))
        first = letters(part[: days[0].start()]) if days else ""
        for one in ENDED_TEXTS:
            by_day = bool(days) and _as_date(days[0]) == one.issued and first.endswith(letters(one.name))
            if one.number in cited or by_day:
                yield one


def _as_date(match: re.Match[str]) -> date | None:
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
