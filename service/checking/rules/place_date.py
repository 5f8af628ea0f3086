"""Địa danh, thời gian ban hành (Phụ lục I, Phần I, Mục II, khoản 4)."""

import re
from collections.abc import Iterator
from datetime import date

from service.checking.examined import LOOSE_KINDS, Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at, on_page
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.type_style import judge_type_under
from service.checking.wording import decimal, quoted
from service.nd30.numbering import (
    CITE_DATE,
    CITE_PLACE,
    PADDED_BELOW,
    PADDED_MONTHS,
    padded_day,
    padded_month,
)
from service.nd30.type_styles import TYPE_STYLES, Component
from service.reading import Piece, PlaceDate
from service.units import FIRST_DAY, spelling_key, units_on

_CITE = TYPE_STYLES[Component.PLACE_DATE].cite
#: Two lines count as level when their baselines are this close.
_LEVEL_MM = 3.0
_BLANK = re.compile(r"[\s….,_]+")
_MONTHS = range(1, 13)


@rule("place-date-missing", Topic.PLACE_DATE, Severity.ERROR, _CITE, "Thêm địa danh, ngày, tháng, năm dưới Quốc hiệu.")
def place_date_missing(document: Examined) -> Iterator[Verdict]:
    """Văn bản phải có địa danh và thời gian ban hành."""
    if document.of(Component.PLACE_DATE):
        return
    if document.kind is None or document.kind in LOOSE_KINDS:
        yield NotApplicable("loại văn bản không bắt buộc")
    elif document.of(Component.NUMBER) and document.of(Component.TIEU_NGU) and not document.facts.boxes:
        yield Finding(
            on_page("Dưới Tiêu ngữ"), "không có địa danh, thời gian", "<địa danh>, ngày ... tháng ... năm ..."
        )
    else:
        yield Unknown("chưa nhận ra địa danh, thời gian")


@rule("place-date-pattern", Topic.PLACE_DATE, Severity.ERROR, CITE_DATE)
def place_date_pattern(document: Examined) -> Iterator[Verdict]:
    """Địa danh, thời gian ghi dạng “An Bình, ngày 05 tháng 01 năm 2026”, không viết tắt."""
    piece, found = document.first(Component.PLACE_DATE), document.zones.place_date
    if piece is None or found is None:
        yield Unknown("chưa nhận ra địa danh, thời gian")
        return
    for wrong, right in _faults(piece.text, found):
        yield Finding(at(piece, Component.PLACE_DATE), wrong, right, fix=f"Ghi {right}.")


def _faults(text: str, found: PlaceDate) -> Iterator[tuple[str, str]]:
    if not re.search(r"ngày", text) or not re.search(r"tháng", text) or not re.search(r"năm", text):
        if re.search(r"ngày|tháng|năm", text, re.IGNORECASE) and re.search(r"NGÀY|THÁNG", text):
            yield quoted(text), "chữ thường: ngày ... tháng ... năm ..."
        else:
            yield quoted(text), quoted(_written(found))
        return
    if not re.search(r",\s?ngày", text):
        yield quoted(text), "dấu phẩy sau địa danh"
    if found.place and not found.place[0].isupper():
        yield quoted(found.place), "địa danh viết hoa chữ đầu"
    day = re.search(r"ngày\s?(\d+)", text)
    if day and len(day[1]) < 2 and int(day[1]) < PADDED_BELOW:
        yield f"ngày {day[1]}", f"ngày {padded_day(int(day[1]))}"
    month = re.search(r"tháng\s?(\d+)", text)
    if month and len(month[1]) < 2 and int(month[1]) in PADDED_MONTHS:
        yield f"tháng {month[1]}", f"tháng {padded_month(int(month[1]))}"
    year = re.search(r"năm\s?(\d+)", text)
    if year and len(year[1]) != 4:
        yield f"năm {year[1]}", "năm ghi đủ bốn chữ số"
    if text.endswith((".", ";")) and not text.endswith(("…", "...")):
        yield quoted(text[-1]), "không có dấu ở cuối dòng"


def _written(found: PlaceDate) -> str:
    day = padded_day(found.day) if found.day else "..."
    month = padded_month(found.month) if found.month else "..."
    return f"{found.place}, ngày {day} tháng {month} năm {found.year or '...'}"


@rule("place-date-month", Topic.PLACE_DATE, Severity.WARNING, CITE_DATE)
def place_date_month(document: Examined) -> Iterator[Verdict]:
    """Chỉ tháng 1, tháng 2 ghi thêm số 0 phía trước."""
    piece = document.first(Component.PLACE_DATE)
    if piece is None:
        yield Unknown("chưa nhận ra địa danh, thời gian")
        return
    month = re.search(r"tháng\s?0([3-9])\b", piece.text)
    if month:
        right = f"tháng {month[1]}"
        yield Finding(at(piece, Component.PLACE_DATE), f"tháng 0{month[1]}", right, fix=f"Ghi {right}.")


@rule("place-date-type", Topic.PLACE_DATE, Severity.ERROR, _CITE)
def place_date_type(document: Examined) -> Iterator[Verdict]:
    """Địa danh, thời gian in thường, cỡ chữ 13 đến 14, nghiêng, không đậm."""
    yield from judge_type_under(document, Component.PLACE_DATE, Component.QUOC_HIEU)


@rule("place-date-level", Topic.PLACE_DATE, Severity.WARNING, _CITE, "Đặt hai dòng ngang nhau.")
def place_date_level(document: Examined) -> Iterator[Verdict]:
    """Địa danh, thời gian trên cùng một dòng với số, ký hiệu."""
    number, place = document.first(Component.NUMBER), document.first(Component.PLACE_DATE)
    if number is None or place is None or number.spot is None or place.spot is None:
        yield Unknown("chưa đo được vị trí")
    elif not _in_boxes(number, place) and abs(number.spot.y_mm - place.spot.y_mm) > _LEVEL_MM:
        found = f"lệch {decimal(abs(number.spot.y_mm - place.spot.y_mm))} mm"
        yield Finding(at(place, Component.PLACE_DATE), found, "ngang dòng số, ký hiệu")


def _in_boxes(*pieces: Piece) -> bool:
    return any(piece.paragraph.box is not None for piece in pieces)


@rule("place-date-impossible", Topic.PLACE_DATE, Severity.ERROR, CITE_DATE, "Sửa lại ngày, tháng.")
def place_date_impossible(document: Examined) -> Iterator[Verdict]:
    """Ngày ban hành phải có trong lịch."""
    piece, found = document.first(Component.PLACE_DATE), document.zones.place_date
    if piece is None or found is None:
        yield Unknown("chưa nhận ra địa danh, thời gian")
        return
    wrong_month = found.month is not None and found.month not in _MONTHS
    wrong_day = found.day is not None and not 1 <= found.day <= 31
    if wrong_month or wrong_day or (not found.blank and found.date is None):
        yield Finding(at(piece, Component.PLACE_DATE), quoted(_BLANK.sub(" ", piece.text)), "một ngày có trong lịch")


@rule("place-date-blank", Topic.PLACE_DATE, Severity.ERROR, CITE_DATE, "Ghi ngày, tháng, năm khi phát hành.")
def place_date_blank(document: Examined) -> Iterator[Verdict]:
    """Văn bản đã phát hành phải ghi đủ ngày, tháng, năm."""
    piece, found = document.first(Component.PLACE_DATE), document.zones.place_date
    if not document.issued:
        yield NotApplicable("bản dự thảo")
    elif piece is None or found is None:
        yield Unknown("chưa nhận ra địa danh, thời gian")
    elif found.blank:
        yield Finding(at(piece, Component.PLACE_DATE), "để trống ngày hoặc tháng", "đủ ngày, tháng, năm")


@rule("place-date-full-name", Topic.PLACE_DATE, Severity.ERROR, CITE_PLACE)
def place_date_full_name(document: Examined) -> Iterator[Verdict]:
    """Đơn vị đặt tên theo người, chữ số, sự kiện thì địa danh ghi đầy đủ cả từ phường, xã."""
    piece, found = document.first(Component.PLACE_DATE), document.zones.place_date
    issuer = spelling_key(document.zones.text(Component.ISSUER))
    if piece is None or found is None or not issuer:
        yield Unknown("chưa nhận ra địa danh hoặc cơ quan")
        return
    place = spelling_key(found.place)  # with its tones: Kim Đông is not Kim Đồng
    for unit in units_on(found.date if found.date and found.date >= FIRST_DAY else date.max).units.values():
        if unit.named_after and place == spelling_key(unit.name) and issuer.endswith(spelling_key(unit.title)):
            right = unit.place_name
            yield Finding(
                at(piece, Component.PLACE_DATE), quoted(found.place), quoted(right), fix=f"Ghi {quoted(right)}."
            )
            return
