"""Viết hoa: the rules of Phụ lục II that a machine can judge without understanding the sentence."""

import re
from dataclasses import dataclass

from service.nd30.provision import Force


@dataclass(frozen=True, slots=True)
class CapitalRule:
    """One rule of capitals.

    Attributes:
        slug: stable name.
        cite: the provision.
        rule: what it says, in our own words, Vietnamese.
        wrong: finds text that breaks it; group ``wrong`` is the part to mend.
        right: a text that complies, as an example.
        force: how binding it is where the pattern matches.
    """

    slug: str
    cite: str
    rule: str
    wrong: re.Pattern[str]
    right: str
    force: Force = Force.TEXT


_II = "Phụ lục II, Mục"
#: Not at the start of a sentence: after a word or a comma.
_INSIDE = r"(?<=[\wăâđêôơưÀ-ỹ,;)] )"

#: Units named by a number are written with a capital common noun (Mục III, khoản 1, điểm b).
NUMBERED_UNIT = re.compile(r"(?P<wrong>\b(?:phường|quận)) \d+\b")

CAPITAL_RULES: tuple[CapitalRule, ...] = (
    CapitalRule(
        "people-s-committee",
        f"{_II} IV, khoản 1",
        "Trong tên Ủy ban nhân dân, Hội đồng nhân dân chỉ viết hoa chữ đầu; “nhân dân” viết thường",
        re.compile(
            r"(?P<wrong>(?:Ủy|Uỷ) (?:Ban [Nn]hân [Dd]ân|ban Nhân [Dd]ân|ban nhân Dân)"
            r"|Hội (?:Đồng [Nn]hân [Dd]ân|đồng Nhân [Dd]ân|đồng nhân Dân))"
        ),
        "Ủy ban nhân dân xã, Hội đồng nhân dân tỉnh",
    ),
    CapitalRule(
        "unit-common-noun",
        f"{_II} III, khoản 1, điểm a",
        "Danh từ chung chỉ đơn vị hành chính viết thường trước tên riêng",
        re.compile(
            _INSIDE + r"(?P<wrong>Tỉnh|Xã|Huyện|Đặc khu|Thị xã|Thị trấn) (?=[A-ZĐÀ-Ỹ][a-zà-ỹ]+ [A-ZĐÀ-Ỹ][a-zà-ỹ]+)"
        ),
        "tỉnh Lào Cai, xã An Bình",
        Force.PRACTICE,
    ),
    CapitalRule(
        "unit-by-number",
        f"{_II} III, khoản 1, điểm b",
        "Đơn vị hành chính đặt theo chữ số viết hoa cả danh từ chung",
        NUMBERED_UNIT,
        "Phường 3, Quận 1",
    ),
    CapitalRule(
        "special-places",
        f"{_II} III, khoản 1, điểm c",
        "Thủ đô Hà Nội, Thành phố Hồ Chí Minh viết hoa chữ đầu của danh từ chung",
        re.compile(r"(?P<wrong>thủ đô Hà Nội|thành phố Hồ Chí Minh)"),
        "Thủ đô Hà Nội, Thành phố Hồ Chí Minh",
    ),
    CapitalRule(
        "citation-lower",
        f"{_II} V, khoản 7",
        "Viện dẫn khoản, điểm viết thường",
        re.compile(
            _INSIDE + r"(?P<wrong>Khoản \d+|Điểm [a-zđ]\b)(?= (?:khoản|Khoản|Điều|điều|Nghị|Luật|Quyết|Thông)\b)"
        ),
        "điểm a khoản 2 Điều 103",
    ),
    CapitalRule(
        "citation-upper",
        f"{_II} V, khoản 7",
        "Viện dẫn Phần, Chương, Mục, Tiểu mục, Điều viết hoa",
        re.compile(
            _INSIDE
            + r"(?P<wrong>điều \d+|chương [IVX]+|phần [IVX]+)\b(?= (?:Luật|Nghị|Thông|Quyết|Bộ luật|Hiến|của|Chương|Mục|Phần))"
        ),
        "khoản 2 Điều 103 Mục 5 Chương XII",
    ),
    CapitalRule(
        "document-name",
        f"{_II} V, khoản 6",
        "Tên loại văn bản viết hoa khi nói đến một văn bản cụ thể",
        re.compile(
            _INSIDE
            + r"(?P<wrong>nghị định|nghị quyết|quyết định|thông tư|chỉ thị|kế hoạch|công văn|thông báo|báo cáo) số \d+"
        ),
        "Nghị định số 30/2020/NĐ-CP",
    ),
    CapitalRule(
        "weekday-month-words",
        f"{_II} V, khoản 8, điểm c",
        "Ngày trong tuần và tháng ghi bằng chữ viết hoa chữ chỉ thứ tự",
        re.compile(
            r"(?P<wrong>\bthứ (?:hai|tư|năm|sáu|bảy)\b(?= (?:hằng|hàng) tuần|, ngày \d| ngày \d)|\btháng (?:giêng|chạp)\b)"
        ),
        "thứ Hai, tháng Giêng",
        Force.PRACTICE,
    ),
)

#: "Nhân dân", "Nhà nước" as nouns are written with a capital (Mục V, khoản 1), outside names of bodies and set adjectives.
CITE_NATION = f"{_II} V, khoản 1"
