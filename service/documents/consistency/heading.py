"""Head of the document: kind, issuer, number and sign, date, subject (Phụ lục I, Phần I, Mục II, khoản 2 đến 5)."""

import re
from collections.abc import Iterator

from service.documents.model import Document
from service.documents.text import LONGEST_SIGN
from service.documents.wording import capitals
from service.errors import Problem
from service.nd30.kinds import BY_ABBREVIATION, KINDS, Kind

#: An issuer's name is written in full; only the body above it may be abbreviated (khoản 2, điểm a).
_ABBREVIATED = re.compile(r"(?P<short>UBND|HĐND)\b", re.IGNORECASE)
_IN_FULL = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}
#: Words of the two names that are written with a small letter (Phụ lục II, Mục IV).
_MISCAPITALISED = re.compile(r"[ỦU][ỷyỶY] Ban\b|Hội Đồng\b|Nhân Dân\b")


def heading_problems(document: Document) -> Iterator[Problem]:
    """Yield what is impossible in the head of the document."""
    yield from _kind(document)
    yield from _issuer(document)
    yield from _sign(document)
    yield from _date(document)
    yield from _subject(document)


def _kind(document: Document) -> Iterator[Problem]:
    facts = KINDS[document.kind]
    if not facts.rendered:
        message = f"Hệ thống chưa lập {facts.name.lower()}: {facts.why_not}; chọn tên loại khác (nd30 kinds)."
        yield Problem("/kind", "kind-not-supported", message)
    attachment = document.attachment
    if attachment and not KINDS[attachment.kind].abbreviation:
        name = KINDS[attachment.kind].name
        message = f"{name} không thể ban hành kèm theo quyết định; ghi tên loại như quy-che, quy-dinh, ke-hoach."
        yield Problem("/attachment/kind", "kind-not-attachable", message)


def _issuer(document: Document) -> Iterator[Problem]:
    name = document.issuer.name
    found = _ABBREVIATED.match(name)
    if found:
        full = _IN_FULL[found["short"].upper()] + name[found.end() :]
        message = f"Tên cơ quan ban hành phải ghi đầy đủ: “{full}”."
        yield Problem("/issuer/name", "issuer-abbreviated", message)
    elif " " in name and name == capitals(name):
        message = "Ghi tên cơ quan bằng chữ thường như trong câu (ví dụ: Ủy ban nhân dân xã An Bình); máy tự in hoa."
        yield Problem("/issuer/name", "issuer-in-capitals", message)
    elif _MISCAPITALISED.search(name):
        message = "Chỉ viết hoa chữ đầu của tên: “Ủy ban nhân dân”, “Hội đồng nhân dân”."
        yield Problem("/issuer/name", "issuer-miscapitalised", message)


def _sign(document: Document) -> Iterator[Problem]:
    sign = document.issuer.sign
    if sign != capitals(sign) or "/" in sign:
        message = f"Chữ viết tắt tên cơ quan ghi in hoa, không có dấu gạch chéo: “{capitals(sign).replace('/', '-')}”."
        yield Problem("/issuer/sign", "sign-not-capitals", message)
    symbol = document.printed_symbol
    if len(symbol) > LONGEST_SIGN:  # made of the agency's sign and the unit's
        yield Problem("/archive/unit", "too-long", f"Ký hiệu “{symbol}” dài quá {LONGEST_SIGN} chữ; viết tắt đơn vị.")
    if document.kind is Kind.CONG_VAN:
        yield from _sign_of_cong_van(document, symbol)
        return
    abbreviation = KINDS[document.kind].abbreviation
    right = f"{abbreviation}-{sign}"
    if document.symbol and "/" in symbol:
        yield Problem("/symbol", "symbol-with-slash", f"Ký hiệu không có năm và dấu gạch chéo; ghi “{right}”.")
    elif abbreviation and not symbol.startswith(f"{abbreviation}-"):
        message = f"Ký hiệu của {KINDS[document.kind].name.lower()} bắt đầu bằng “{abbreviation}-”; ghi “{right}”."
        yield Problem("/symbol", "symbol-of-another-kind", message)


def _sign_of_cong_van(document: Document, symbol: str) -> Iterator[Problem]:
    first, hyphen, _ = symbol.partition("-")
    example = f"{document.issuer.sign}-VP"
    if not document.symbol and not document.archive.unit:
        message = f"Ký hiệu công văn cần chữ viết tắt đơn vị soạn thảo hoặc lĩnh vực (ví dụ “{example}”): ghi ở đây."
        yield Problem("/archive/unit", "cong-van-without-unit", message)
    elif first in BY_ABBREVIATION or first == "CV":
        message = f"Ký hiệu công văn không có tên loại; ghi cơ quan rồi đơn vị soạn thảo, ví dụ “{example}”."
        yield Problem("/symbol", "symbol-of-another-kind", message)
    elif not hyphen or "/" in symbol:
        message = f"Ký hiệu công văn gồm cơ quan và đơn vị soạn thảo, nối bằng gạch ngang, ví dụ “{example}”."
        yield Problem("/symbol", "symbol-incomplete", message)


def _date(document: Document) -> Iterator[Problem]:
    issued = document.issued_on and document.issued_on.as_date()
    reported = document.reported_on and document.reported_on.as_date()
    if document.number is not None and not document.is_issued:
        message = "Văn bản đã có số thì phải có đủ ngày, tháng, năm ban hành; nếu là bản thảo thì để trống số."
        yield Problem("/issued_on", "numbered-without-day", message)
    if issued and reported and reported > issued:
        message = "Ngày chốt số liệu không thể sau ngày ban hành báo cáo."
        yield Problem("/reported_on", "reported-after-issue", message)


def _subject(document: Document) -> Iterator[Problem]:
    yield from _ending(document.subject, "/subject")
    if document.attachment:
        yield from _ending(document.attachment.subject, "/attachment/subject")


def _ending(subject: str, path: str) -> Iterator[Problem]:
    if subject.endswith((".", ";", ",", ":")) and not subject.endswith(("...", "v.v.")):
        right = subject.rstrip(" .;,:")
        yield Problem(path, "subject-with-end-mark", f"Trích yếu không có dấu ở cuối; ghi “{right}”.")
