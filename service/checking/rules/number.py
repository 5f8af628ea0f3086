"""Số, ký hiệu (Phụ lục I, Phần I, Mục II, khoản 3; Phụ lục III, Mục I)."""

import re
from collections.abc import Iterator

from service.checking.examined import LOOSE_KINDS, Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at, on_page
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.type_style import judge_type_under
from service.checking.wording import quoted
from service.nd30.kinds import BY_ABBREVIATION, CITE_KINDS, COPY_ABBREVIATIONS, KINDS, Kind
from service.nd30.numbering import (
    CITE_NUMBER,
    CITE_SYMBOL,
    CONG_VAN_NUMBER,
    COPY_NUMBER,
    NAMED_NUMBER,
    PADDED_BELOW,
    padded_number,
)
from service.nd30.type_styles import Component
from service.reading import Number

_CONG_VAN_SIGN = "CV"
#: Kinds whose sign begins with no abbreviation of a kind.
_UNSIGNED = frozenset({Kind.CONG_VAN, Kind.THU_CONG})
_WORD = re.compile(r"^Số: ?")


@rule("number-missing", Topic.NUMBER_FORMAT, Severity.ERROR, CITE_NUMBER, "Thêm dòng số, ký hiệu dưới tên cơ quan.")
def number_missing(document: Examined) -> Iterator[Verdict]:
    """Văn bản phải có dòng số, ký hiệu."""
    if document.of(Component.NUMBER):
        return
    if document.kind is None or document.kind in LOOSE_KINDS:
        yield NotApplicable("loại văn bản không bắt buộc")
    elif document.of(Component.ISSUER) and document.of(Component.PLACE_DATE) and not document.facts.boxes:
        yield Finding(on_page("Dưới tên cơ quan"), "không có dòng số", "Số: .../...")
    else:
        yield Unknown("chưa nhận ra dòng số, ký hiệu")


@rule("number-pattern", Topic.NUMBER_FORMAT, Severity.ERROR, CITE_NUMBER)
def number_pattern(document: Examined) -> Iterator[Verdict]:
    """Số, ký hiệu ghi đúng dạng: “Số:”, số dưới 10 thêm số 0, dấu / và - không cách chữ, ký hiệu in hoa."""
    piece, number = document.first(Component.NUMBER), document.zones.number
    if piece is None or number is None:
        yield Unknown("chưa nhận ra số, ký hiệu")
        return
    for found, expected in _faults(piece.text, number):
        yield Finding(at(piece, Component.NUMBER), found, expected, fix=f"Ghi {expected}.")


def _faults(text: str, number: Number) -> Iterator[tuple[str, str]]:
    """What is wrong with the line, each with what is right; a line that fits no pattern is quoted whole."""
    known = len(list(_named_faults(text, number)))
    yield from _named_faults(text, number)
    if known:
        return
    whole = text if number.number else re.sub(r"^(Số: ?)[\s….,_]*/", r"\g<1>15/", text)
    if not any(pattern.match(whole) for pattern in (NAMED_NUMBER, COPY_NUMBER, CONG_VAN_NUMBER)):
        sign = number.sign
        if sign.upper() != sign and _group(sign) not in {*BY_ABBREVIATION, *COPY_ABBREVIATIONS}:
            yield quoted(sign), quoted(sign.upper())
        elif "-" in sign or number.number or number.sign:
            yield quoted(text), "dạng “Số: 15/KH-UBND”"


def _named_faults(text: str, number: Number) -> Iterator[tuple[str, str]]:
    if not _WORD.match(text):
        yield quoted(text.split("/")[0].strip() or text), "“Số:” viết thường, có dấu hai chấm"
    if number.number and int(number.number) < PADDED_BELOW and len(number.number) < 2:
        yield quoted(number.number), quoted(padded_number(int(number.number)))
    if len(number.number) > 2 and number.number.startswith("0"):
        yield quoted(number.number), quoted(padded_number(int(number.number)))
    if number.number and "/" not in text:
        yield quoted(text), "dấu / giữa số và ký hiệu"
    tail = text[text.find("/") - 1 :] if "/" in text and number.number else text[text.find("/") + 1 :]
    if "/" in text and (re.search(r"\d\s+/|/\s|\s-|-\s", tail) or " " in number.sign):
        yield quoted(text), "không cách chữ quanh dấu / và -"
    if number.year:
        yield f"/{number.year}/ trong số, ký hiệu", "số, ký hiệu không có năm"
    if re.search("[–—]", number.sign):
        yield quoted(number.sign), "dấu gạch nối (-)"


@rule("number-type", Topic.NUMBER_FORMAT, Severity.ERROR, CITE_NUMBER)
def number_type(document: Examined) -> Iterator[Verdict]:
    """Số, ký hiệu cỡ chữ 13, kiểu chữ đứng, không đậm."""
    yield from judge_type_under(document, Component.NUMBER, Component.ISSUER, capitals=False)


@rule("number-kind-abbreviation", Topic.NUMBER_FORMAT, Severity.ERROR, CITE_KINDS)
def number_kind_abbreviation(document: Examined) -> Iterator[Verdict]:
    """Chữ viết tắt tên loại trong ký hiệu đúng bảng chữ viết tắt."""
    piece, number, kind = document.first(Component.NUMBER), document.zones.number, document.kind
    if piece is None or number is None or not number.groups:
        yield Unknown("chưa nhận ra ký hiệu")
    elif kind is None or kind in _UNSIGNED or not document.of(Component.TITLE):
        yield NotApplicable("văn bản không có tên loại trong danh mục")
    elif _group(number.sign) not in {*BY_ABBREVIATION, *COPY_ABBREVIATIONS}:
        expected = KINDS[kind].abbreviation
        fix = f"Đổi {quoted(_group(number.sign))} thành {quoted(expected)}."
        yield Finding(at(piece, Component.NUMBER), quoted(_group(number.sign)), quoted(expected), fix=fix)


@rule("number-cong-van-sign", Topic.NUMBER_FORMAT, Severity.ERROR, CITE_SYMBOL)
def number_cong_van_sign(document: Examined) -> Iterator[Verdict]:
    """Ký hiệu công văn gồm chữ viết tắt cơ quan và đơn vị soạn thảo, không có “CV”."""
    piece, number = document.first(Component.NUMBER), document.zones.number
    if document.kind is not Kind.CONG_VAN:
        yield NotApplicable("không phải công văn")
    elif piece is None or number is None or not number.groups:
        yield Unknown("chưa nhận ra ký hiệu")
    elif _CONG_VAN_SIGN in number.groups:
        rest = "-".join(group for group in number.groups if group != _CONG_VAN_SIGN)
        yield Finding(
            at(piece, Component.NUMBER), quoted(number.sign), f"dạng “{rest}-<đơn vị soạn thảo>”", fix="Bỏ “CV”."
        )
    elif number.groups[0] in BY_ABBREVIATION and document.of(Component.CONG_VAN_SUBJECT):
        found = quoted(number.sign)
        yield Finding(
            at(piece, Component.NUMBER), found, "<cơ quan>-<đơn vị soạn thảo>", fix="Bỏ chữ viết tắt tên loại."
        )


@rule("number-blank", Topic.NUMBER_FORMAT, Severity.ERROR, CITE_NUMBER, "Ghi số văn bản khi phát hành.")
def number_blank(document: Examined) -> Iterator[Verdict]:
    """Văn bản đã phát hành phải có số."""
    piece, number = document.first(Component.NUMBER), document.zones.number
    if not document.issued:
        yield NotApplicable("bản dự thảo")
    elif piece is None or number is None:
        yield Unknown("chưa nhận ra số, ký hiệu")
    elif number.blank:
        yield Finding(at(piece, Component.NUMBER), "để trống số", "số thứ tự đăng ký")


def _group(sign: str) -> str:
    """First group of a sign: the kind's abbreviation."""
    return re.split("[-–—]", sign)[0].strip()
