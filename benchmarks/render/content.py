"""Made-up plans: the same seed gives the same plan, two seeds share hardly a sentence."""

import json
import random
from pathlib import Path
from typing import Any, Final

_EXAMPLE: Final = Path(__file__).parents[2] / "fixtures" / "documents" / "ke-hoach-cchc-huyen-2022.json"

_TEXT: Final = (
    "rà soát cải cách thủ tục hành chính công khai minh bạch tuyên truyền phổ biến đến người dân doanh nghiệp trên địa "
    "bàn xã phường đặc khu nâng cao chất lượng phục vụ kiểm tra giám sát đôn đốc thực hiện nhiệm vụ được giao báo cáo "
    "kết quả định kỳ ứng dụng công nghệ thông tin chuyển đổi số cơ sở dữ liệu tiếp nhận & trả hồ sơ đúng hạn"
)
_AGENCIES: Final = (
    "Văn phòng HĐND và UBND",
    "Phòng Kinh tế",
    "Phòng Văn hóa - Xã hội",
    "Trung tâm Phục vụ hành chính công",
)


def plan(rows: int, seed: int) -> dict[str, Any]:
    """Make the data of a plan of about four pages of text and a table of `rows` tasks."""
    chance = random.Random(seed)
    return {
        "parent_agency": "THÀNH PHỐ HỒ CHÍ MINH",
        "issuer": "ỦY BAN NHÂN DÂN XÃ " + _sentence(chance, 2).upper(),
        "number": f"{seed}/KH-UBND",
        "place_date": f"{_sentence(chance, 2)}, ngày {chance.randint(10, 28)} tháng {chance.randint(3, 12)} năm 2026",
        "subject": _sentence(chance, 20),
        "legal_bases": [{"text": "Căn cứ " + _sentence(chance, 25) + ";"} for _ in range(5)],
        "sections": [_section(chance, number) for number in range(5)],
        "recipients": [{"name": _sentence(chance, 5)} for _ in range(6)],
        "archive": "VT, VP",
        "authority": "TM. ỦY BAN NHÂN DÂN - CHỦ TỊCH",
        "signer": _sentence(chance, 3).title(),
        "appendix_title": _sentence(chance, 12).upper(),
        "rows": [_task(chance, number) for number in range(rows)],
    }


def whole_document(rows: int, seed: int) -> dict[str, Any]:
    """Make a document as this service takes it: the example plan with `rows` tasks of one output each."""
    chance = random.Random(seed)
    document: dict[str, Any] = json.loads(_EXAMPLE.read_text())
    groups = [
        {"name": _sentence(chance, 8), "tasks": [_official_task(chance) for _ in range(8)]} for _ in range(rows // 8)
    ]
    return document | {"subject": _sentence(chance, 20), "tasks": groups}


def _official_task(chance: random.Random) -> dict[str, Any]:
    return {
        "name": _sentence(chance, 20),
        "outputs": [{"name": _sentence(chance, 6), "due": f"Trước ngày {chance.randint(10, 28)}/10/2022"}],
        "lead": [chance.choice(_AGENCIES)],
        "coordinating": [chance.choice(_AGENCIES)],
    }


def _section(chance: random.Random, number: int) -> dict[str, Any]:
    return {
        "heading": f"{number + 1}. {_sentence(chance, 6)}",
        "paragraphs": [{"words": _sentence(chance, 45) + "."} for _ in range(6)],
    }


def _task(chance: random.Random, number: int) -> dict[str, Any]:
    return {
        "number": number + 1,
        "group": _sentence(chance, 8),
        "task": _sentence(chance, 20),
        "output": _sentence(chance, 6),
        "due": f"Trước ngày {chance.randint(10, 28)}/{chance.randint(10, 12)}/2026",
        "lead": chance.choice(_AGENCIES),
        "coordinating": chance.choice(_AGENCIES),
        "note": "",
    }


def _sentence(chance: random.Random, words: int) -> str:
    text = " ".join(chance.choices(_TEXT.split(), k=words))
    return text[0].upper() + text[1:]
