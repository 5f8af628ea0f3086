"""Numbers, signs, dates and letters: how they are written (Phụ lục I, Phần I, Mục II, khoản 3, 4, 6; Điều 15)."""

import re
from collections.abc import Iterator
from itertools import count, islice

from service.nd30.kinds import BY_ABBREVIATION, COPY_ABBREVIATIONS

CITE_NUMBER = "Phụ lục I, Phần I, Mục II, khoản 3, điểm c"
CITE_SYMBOL = "Phụ lục I, Phần I, Mục II, khoản 3, điểm b"
CITE_DATE = "Phụ lục I, Phần I, Mục II, khoản 4, điểm b"
CITE_PLACE = "Phụ lục I, Phần I, Mục II, khoản 4, điểm a"
CITE_SERIES = "Điều 15, khoản 1"
CITE_POINT = "Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
CITE_REGISTER = "Phụ lục IV, Phần I"

#: Letters of the points (điểm), in the order of the Vietnamese alphabet as the decree itself uses it: no ă â ê ô ơ ư, no f j w z.
POINT_LETTERS = (
    "a",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "x",
    "y",
)
#: Vietnamese letters that the decree skips without forbidding them.
SKIPPED_POINT_LETTERS = ("ă", "â", "ê", "ô", "ơ", "ư")

#: The first number of a series each 1 January (Điều 15, khoản 1).
FIRST_NUMBER = 1
#: Numbers below this are written with a leading zero.
PADDED_BELOW = 10
#: Months written with a leading zero; the others are not.
PADDED_MONTHS = (1, 2)

#: Blanks of a draft, in no-break spaces: wide enough to write in by hand (settled practice).
NUMBER_BLANK = 10
DAY_BLANK = 7
NO_BREAK_SPACE = "\u00a0"

#: The ten columns of the register of outgoing documents (sổ đăng ký văn bản đi; Phụ lục IV).
REGISTER_COLUMNS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)

_SIGN = r"[A-ZĐƯƠÂĂÊÔ&0-9.]+(?:-[A-ZĐƯƠÂĂÊÔ&0-9.]+)*"
_NUMBER = r"(?P<number>0[1-9]|[1-9]\d+)"
_KINDS = "|".join(sorted(map(re.escape, BY_ABBREVIATION), key=len, reverse=True))
_COPIES = "|".join(COPY_ABBREVIATIONS)

#: ``Số: 15/KH-UBND``: try this before `CONG_VAN_NUMBER`.
NAMED_NUMBER = re.compile(rf"^Số: ?{_NUMBER}/(?P<kind>{_KINDS})-(?P<issuer>{_SIGN})$")
#: ``Số: 12/UBND-VX``
CONG_VAN_NUMBER = re.compile(rf"^Số: ?{_NUMBER}/(?P<issuer>[A-ZĐƯƠÂĂÊÔ&0-9.]+)-(?P<unit>{_SIGN})$")
#: ``Số: 01/SY-UBND``
COPY_NUMBER = re.compile(rf"^Số: ?{_NUMBER}/(?P<kind>{_COPIES})-(?P<issuer>{_SIGN})$")
#: A draft: the number left blank.
BLANK_NUMBER = re.compile(rf"^Số:[ {NO_BREAK_SPACE}.…_]*/(?P<sign>[^ /]+)$")
#: A year segment marks a legal normative document (``12/2026/QĐ-UBND``), which has other rules.
NORMATIVE_NUMBER = re.compile(r"^Số: *(?P<number>\d*)[ \u00a0.…]*/(?P<year>(?:19|20)\d\d)/(?P<sign>\S+)$")
#: A sign by itself: ``KH-UBND``
NAMED_SYMBOL = re.compile(rf"^(?P<kind>{_KINDS})-(?P<issuer>{_SIGN})$")
CONG_VAN_SYMBOL = re.compile(rf"^(?P<issuer>[A-ZĐƯƠÂĂÊÔ&0-9.]+)-(?P<unit>{_SIGN})$")

#: ``An Bình, ngày 05 tháng 01 năm 2026``
DATE_LINE = re.compile(
    r"^(?P<place>.+), ngày (?P<day>0[1-9]|[12]\d|3[01]) tháng (?P<month>01|02|[3-9]|1[0-2]) năm (?P<year>\d{4})$"
)


def padded_number(number: int) -> str:
    """Write a document's number: below 10 with a leading zero (khoản 3, điểm c)."""
    return f"{number:02d}"


def padded_day(day: int) -> str:
    """Write a day: below 10 with a leading zero (khoản 4, điểm b)."""
    return f"{day:02d}"


def padded_month(month: int) -> str:
    """Write a month: 1 and 2 with a leading zero, the others without (khoản 4, điểm b)."""
    return f"{month:02d}" if month in PADDED_MONTHS else str(month)


def point_letters() -> Iterator[str]:
    """Yield letters for points without end: a … y, then aa, ab … (the decree does not say what follows the last letter)."""
    yield from POINT_LETTERS
    for first in count():
        for letter in POINT_LETTERS:
            yield POINT_LETTERS[first % len(POINT_LETTERS)] * (1 + first // len(POINT_LETTERS)) + letter


def point_letter(index: int) -> str:
    """Return the letter of the point at `index` (0-based)."""
    return next(islice(point_letters(), index, None))
