"""Colour of the text and its character code (Phụ lục I, Phần I, Mục I, khoản 4)."""

import unicodedata
from collections.abc import Iterator

from service.checking.examined import Examined
from service.checking.finding import Finding, Verdict, at, on_page
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.nd30.page import CITE_ENCODING, COLOUR
from service.nd30.type_styles import Component
from service.reading import Piece, letters

#: Greys darker than this print as black: text pasted from elsewhere is often 1F1F1F or 262626.
_BLACK_BELOW = 0x30
_STAMPS = (Component.URGENCY, Component.CIRCULATION)


@rule("text-colour", Topic.TEXT_COLOUR, Severity.ERROR, COLOUR.cite, "Đổi màu chữ sang Automatic hoặc đen.")
def text_colour(document: Examined) -> Iterator[Verdict]:
    """Chữ trong văn bản màu đen, trừ các dấu đóng."""
    stamps = {piece.order for component in _STAMPS for piece in document.of(component)}
    seen: dict[str, list[Piece]] = {}
    for piece in document.lines:
        if piece.order in stamps or letters(piece.text).startswith("duthao"):
            continue
        for run in piece.runs:
            colour = run.face.colour
            if colour is not None and not _looks_black(colour):
                seen.setdefault(colour, []).append(piece)
    for colour, pieces in sorted(seen.items()):
        others = len({piece.order for piece in pieces}) - 1
        yield Finding(at(pieces[0], others=others), f"màu {colour_name(colour)}", "màu đen", COLOUR.cite)


def _looks_black(colour: str) -> bool:
    return all(int(colour[start : start + 2], 16) < _BLACK_BELOW for start in (0, 2, 4))


def colour_name(colour: str) -> str:
    """A colour as people call it, its code in brackets."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (0, 2, 4))
    high, low = max(red, green, blue), min(red, green, blue)
    if high - low < 32:
        name = "trắng" if low > 230 else "xám"
    elif red == high:
        name = "đỏ" if green < 128 else "vàng, cam"
    else:
        name = "xanh"
    return f"{name} ({colour})"


@rule("text-nfc", Topic.TEXT_ENCODING, Severity.WARNING, CITE_ENCODING, "Chuyển văn bản sang Unicode dựng sẵn (NFC).")
def text_nfc(document: Examined) -> Iterator[Verdict]:
    """Chữ dùng mã Unicode dựng sẵn, không dùng dấu rời."""
    loose = [piece for piece in document.lines if not unicodedata.is_normalized("NFC", piece.raw)]
    if loose:
        found = "dấu thanh rời (Unicode tổ hợp)"
        yield Finding(at(loose[0], others=len(loose) - 1), found, "Unicode dựng sẵn")


@rule(
    "text-legacy-encoding",
    Topic.TEXT_ENCODING,
    Severity.WARNING,
    CITE_ENCODING,
    "Chuyển văn bản sang Unicode bằng công cụ chuyển mã rồi đổi phông.",
)
def text_legacy_encoding(document: Examined) -> Iterator[Verdict]:
    """Chữ không dùng bảng mã cũ (TCVN3, VNI)."""
    encoding, lines = document.old_code
    if encoding:
        yield Finding(on_page(f"Cả văn bản, {lines} dòng"), f"bảng mã {encoding}", "Unicode theo TCVN 6909:2001")
