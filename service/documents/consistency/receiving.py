"""Kính gửi and Nơi nhận must agree with the kind and with each other (Phụ lục I, Phần I, Mục II, khoản 9)."""

import re
from collections.abc import Iterator

from service.documents.model import Document
from service.documents.people import Recipient
from service.documents.wording import NHU_TREN, bare_name
from service.errors import Problem
from service.nd30.kinds import KINDS, Addressing, Kind

#: A line of the list that is really the archive line.
_ARCHIVE = re.compile(r"Lưu\s*:|Lưu\s+VT\b", re.IGNORECASE)
#: A copy sent so goes up.
_TO_REPORT = re.compile(r"(?:để )?(?:báo cáo|b/c)", re.IGNORECASE)
#: Bodies above a commune or a department, by the first words of their names.
_SUPERIOR = re.compile(
    r"(?:Thường trực |TT\.? ?)?(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân) (?:tỉnh|thành phố)|Sở |Bộ "
)


def receiving_problems(document: Document) -> Iterator[Problem]:
    """Yield what is impossible between addressees (Kính gửi) and recipients (Nơi nhận)."""
    addressing = KINDS[document.kind].addressing
    name = KINDS[document.kind].name
    if document.addressees and addressing is Addressing.NEVER:
        message = f"{name} không có phần Kính gửi; ghi các nơi này vào Nơi nhận."
        yield Problem("/addressees", "addressees-not-allowed", message)
    elif not document.addressees and addressing is Addressing.OTHERWISE:
        message = f"{name} phải có {KINDS[document.kind].addressees.lower()}: ghi ít nhất một nơi hoặc một người."
        yield Problem("/addressees", "addressees-missing", message)
    elif not document.addressees and addressing is Addressing.ALWAYS:
        message = f"{name} phải có Kính gửi: ghi nơi trực tiếp giải quyết, và “Như trên” ở dòng đầu Nơi nhận."
        yield Problem("/addressees", "addressees-missing", message)
    if document.kind is Kind.BAO_CAO:
        yield from _upward(document)
    elif document.upward is not None:
        yield Problem(
            "/upward", "upward-not-allowed", f"Chỉ báo cáo mới ghi gửi cấp trên hay không; {name} bỏ khóa này."
        )
    yield from _same_as_above(document)
    yield from _lines(document)


def _upward(document: Document) -> Iterator[Problem]:
    """A report to a superior body names it under Kính gửi; a report that stays on its level names nobody there."""
    if document.addressees:
        if document.upward is False:
            message = "Báo cáo không gửi cấp trên thì không có Kính gửi; ghi các nơi này vào Nơi nhận."
            yield Problem("/addressees", "addressees-not-allowed", message)
        return
    superior = next(filter(_is_superior, document.recipients), None)
    if document.upward:
        message = "Báo cáo gửi cấp trên phải có Kính gửi, và “Như trên” ở dòng đầu Nơi nhận."
        yield Problem("/addressees", "addressees-missing", message)
    elif superior and document.upward is None:
        message = (
            f"Báo cáo gửi cấp trên phải có Kính gửi: chuyển “{superior.name}” lên Kính gửi và ghi “Như trên” ở dòng đầu "
            "Nơi nhận; nếu báo cáo này không gửi cấp trên thì ghi upward: false."
        )
        yield Problem("/addressees", "addressees-missing", message)


def _is_superior(recipient: Recipient) -> bool:
    return bool(_SUPERIOR.match(recipient.name) and recipient.purpose and _TO_REPORT.match(recipient.purpose))


def _same_as_above(document: Document) -> Iterator[Problem]:
    """“Như trên” stands first among the recipients exactly when there is a Kính gửi (điểm b, d), and may where a sample has other words."""
    places = [index for index, line in enumerate(document.recipients) if is_same_as_above(line)]
    if places and not document.addressees:
        message = "“Như trên” chỉ dùng khi có Kính gửi; ghi tên nơi nhận, hoặc ghi Kính gửi."
        yield Problem(f"/recipients/{places[0]}/name", "as-above-without-addressees", message)
    elif document.addressees and not places and KINDS[document.kind].addressing is not Addressing.OTHERWISE:
        message = "Văn bản có Kính gửi thì dòng đầu Nơi nhận là “Như trên”."
        yield Problem("/recipients", "as-above-missing", message)
    elif places and places[0] != 0:
        message = "“Như trên” phải là dòng đầu của Nơi nhận; chuyển lên trên cùng."
        yield Problem(f"/recipients/{places[0]}/name", "as-above-not-first", message)


def is_same_as_above(recipient: Recipient) -> bool:
    """Tell whether a line of the list is “Như trên”, which stands for everybody under Kính gửi."""
    return bare_name(recipient.name).casefold().startswith(NHU_TREN.casefold())


def _lines(document: Document) -> Iterator[Problem]:
    seen: dict[tuple[str, str | None], int] = {}
    for index, recipient in enumerate(document.recipients):
        path = f"/recipients/{index}/name"
        key = (bare_name(recipient.name).casefold(), recipient.purpose)
        if _ARCHIVE.match(bare_name(recipient.name)):
            message = "Dòng Lưu ghi ở mục Lưu (archive), không ghi vào danh sách nơi nhận."
            yield Problem(path, "archive-among-recipients", message)
        elif key in seen:
            message = f"Nơi nhận này đã ghi ở dòng {seen[key] + 1}; bỏ một dòng."
            yield Problem(path, "recipient-repeated", message)
        seen.setdefault(key, index)
