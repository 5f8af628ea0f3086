"""Texts that legal bases often cite and that have ended: which, since when, and what replaced them.

Only texts whose end and successor are beyond doubt stand here (last looked at on 22/11/2026). A law is known by its name and day, since
legal bases leave its number out; a decree by its number.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class EndedText:
    """One text: its name as cited, its number, the day it was issued, the day it ended, and the text in force then."""

    name: str
    number: str
    issued: date
    ended: date
    successor: str


ENDED_TEXTS: Final = (
    EndedText(
        "Luật Tổ chức chính quyền địa phương",
        "77/2015/QH13",
        date(2015, 6, 19),
        date(2025, 3, 1),
        "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
    ),
    EndedText(
        "Luật Tổ chức chính quyền địa phương",
        "65/2025/QH15",
        date(2025, 2, 19),
        date(2025, 6, 16),
        "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
    ),
    EndedText(
        "Luật Tổ chức Chính phủ",
        "76/2015/QH13",
        date(2015, 6, 19),
        date(2025, 3, 1),
        "Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025",
    ),
    EndedText(
        "Luật Ban hành văn bản quy phạm pháp luật",
        "80/2015/QH13",
        date(2015, 6, 22),
        date(2025, 4, 1),
        "Luật Ban hành văn bản quy phạm pháp luật ngày 19 tháng 02 năm 2025",
    ),
    EndedText(
        "Luật Đất đai", "45/2013/QH13", date(2013, 11, 29), date(2024, 8, 1), "Luật Đất đai ngày 18 tháng 01 năm 2024"
    ),
    EndedText(
        "Luật Đầu tư công",
        "39/2019/QH14",
        date(2019, 6, 13),
        date(2025, 1, 1),
        "Luật Đầu tư công ngày 29 tháng 11 năm 2024",
    ),
    EndedText(
        "Luật Lưu trữ", "01/2011/QH13", date(2011, 11, 11), date(2025, 7, 1), "Luật Lưu trữ ngày 21 tháng 6 năm 2024"
    ),
    EndedText(
        "Luật Cán bộ, công chức",
        "22/2008/QH12",
        date(2008, 11, 13),
        date(2025, 7, 1),
        "Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025",
    ),
    EndedText(
        "Luật Đấu thầu", "43/2013/QH13", date(2013, 11, 26), date(2024, 1, 1), "Luật Đấu thầu ngày 23 tháng 6 năm 2023"
    ),
    EndedText(
        "Luật Giao dịch điện tử",
        "51/2005/QH11",
        date(2005, 11, 29),
        date(2024, 7, 1),
        "Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023",
    ),
    EndedText(
        "Luật Căn cước công dân",
        "59/2014/QH13",
        date(2014, 11, 20),
        date(2024, 7, 1),
        "Luật Căn cước ngày 27 tháng 11 năm 2023",
    ),
    EndedText(
        "Luật Bảo vệ môi trường",
        "55/2014/QH13",
        date(2014, 6, 23),
        date(2022, 1, 1),
        "Luật Bảo vệ môi trường ngày 17 tháng 11 năm 2020",
    ),
    EndedText(
        "Nghị định",
        "110/2004/NĐ-CP",
        date(2004, 4, 8),
        date(2020, 3, 5),
        "Nghị định số 30/2020/NĐ-CP về công tác văn thư",
    ),
    EndedText(
        "Nghị định",
        "09/2010/NĐ-CP",
        date(2010, 2, 8),
        date(2020, 3, 5),
        "Nghị định số 30/2020/NĐ-CP về công tác văn thư",
    ),
    EndedText(
        "Nghị định",
        "34/2016/NĐ-CP",
        date(2016, 5, 14),
        date(2025, 4, 1),
        "Nghị định số 78/2025/NĐ-CP hướng dẫn Luật Ban hành văn bản quy phạm pháp luật",
    ),
    EndedText(
        "Nghị định",
        "61/2018/NĐ-CP",
        date(2018, 4, 23),
        date(2025, 7, 1),
        "Nghị định số 118/2025/NĐ-CP về cơ chế một cửa, một cửa liên thông",
    ),
    EndedText(
        "Nghị định",
        "43/2014/NĐ-CP",
        date(2014, 5, 15),
        date(2024, 8, 1),
        "Nghị định số 102/2024/NĐ-CP hướng dẫn Luật Đất đai",
    ),
)
