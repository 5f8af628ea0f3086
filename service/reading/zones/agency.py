"""The agency's lines in the header told apart: which are the body above (cơ quan chủ quản), which the issuer."""

import re
from collections.abc import Sequence
from typing import Final

from service.reading.pieces import Piece

#: Words with which the name of a body begins; a line that begins so may begin a second name.
_BODY_WORDS: Final = (
    "ỦY BAN", "UỶ BAN", "UBND", "HỘI ĐỒNG", "HĐND", "BỘ", "SỞ", "CỤC", "TỔNG CỤC", "CHI CỤC", "VỤ", "PHÒNG", "BAN",
    "VĂN PHÒNG", "TRƯỜNG", "TRUNG TÂM", "VIỆN", "BỆNH VIỆN", "TRẠM", "HỌC VIỆN", "ĐẠI HỌC", "CÔNG TY", "TỔNG CÔNG TY",
    "TẬP ĐOÀN", "HỘI", "LIÊN ĐOÀN", "CÔNG ĐOÀN", "ĐOÀN", "THANH TRA", "CÔNG AN", "QUÂN KHU", "TÒA ÁN", "TOÀ ÁN",
    "VIỆN KIỂM SÁT", "KHO BẠC", "THUẾ", "BẢO HIỂM", "CHỦ TỊCH", "TỔ", "ĐỘI", "HẠT", "QUỸ", "BÁO", "ĐÀI", "NHÀ", "THƯ VIỆN",
    "BẢO TÀNG", "LIÊN MINH", "MẶT TRẬN", "ỦY BAN MẶT TRẬN", "THƯỜNG TRỰC", "CHI NHÁNH", "NGÂN HÀNG", "CHÍNH PHỦ", "QUỐC HỘI",
)  # fmt: skip
_BODY: Final = re.compile(rf"^(?:{'|'.join(sorted(_BODY_WORDS, key=len, reverse=True))})\b")
#: A name is not finished when its line ends so.
_UNFINISHED: Final = re.compile(r"(?:\b(?:VÀ|CỦA|VỀ|CÁC|THUỘC)|,|-|–|&)$")
#: Type words that are no name by themselves: what follows on the next line still belongs to them.
_BARE: Final = re.compile(
    r"^(?:VĂN PHÒNG|BAN QUẢN LÝ|BAN CHỈ ĐẠO|TRUNG TÂM|PHÒNG|BAN|HỘI ĐỒNG|TRƯỜNG|TỔ|ĐOÀN|HỘI|SỞ|CHI CỤC|CỤC|CÔNG TY|THƯỜNG TRỰC|BỘ)$"
)


def split_agency(lines: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return the lines of the body above and those of the issuer.

    Two names are told apart first by weight (the body above is not bold, the issuer is), then by their words.
    """
    boundary = _by_weight(lines)
    if boundary is None:
        boundary = _by_words(lines)
    return tuple(lines[:boundary]), tuple(lines[boundary:])


def _by_weight(lines: Sequence[Piece]) -> int | None:
    """The first bold line behind plain ones; None when weight tells nothing."""
    weights = [line.bold for line in lines]
    for index in range(1, len(lines)):
        if weights[index - 1] is False and weights[index] is True and all(weights[index:]):
            return index
    return None


def _by_words(lines: Sequence[Piece]) -> int:
    """The last line that begins another body's name, the name before it being complete; 0 when there is only one name."""
    boundary = 0
    for index in range(1, len(lines)):
        before = lines[index - 1].text.upper()
        starts = _BODY.match(lines[index].text.upper())
        if starts and not _UNFINISHED.search(before) and not _BARE.match(before):
            boundary = index
    return boundary


def begins_body(text: str) -> bool:
    """Whether the words begin the name of a body."""
    return bool(_BODY.match(text.upper()))
