"""Fonts (Phụ lục I, Phần I, Mục I, khoản 4): only the font that prints counts, not what the file names and never uses."""

import re
from collections import Counter
from collections.abc import Iterator

from service.checking.examined import Examined
from service.checking.finding import Finding, Verdict, at
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.wording import quoted
from service.nd30.page import FONT
from service.reading import Piece, Run

#: What a font's name may carry without being another font.
_VARIANT = re.compile(r"(?:\s|-|,)*(?:bold|italic|regular|ps|mt|psmt|đậm|nghiêng|std)*$")
_MATH = "MATH"
_PAGE = "PAGE"
_LEGACY = re.compile(r"^(?:\.vn|vni[- ])", re.IGNORECASE)


@rule("font-family", Topic.FONT_FAMILY, Severity.ERROR, FONT.cite)
def font_family(document: Examined) -> Iterator[Verdict]:
    """Toàn văn bản dùng phông chữ Times New Roman."""
    letters: Counter[str] = Counter()
    first: dict[str, Piece] = {}
    for piece in document.lines:
        for run in piece.runs:
            for font, count in _fonts(run):
                letters[font] += count
                first.setdefault(font, piece)
    for font, count in sorted(letters.items()):
        if not is_ordered(font):
            legacy = ", chuyển chữ sang Unicode" if _LEGACY.match(font) else ""
            fix = f"Chọn đoạn này, đổi phông sang Times New Roman{legacy}."
            yield Finding(at(first[font]), f"{font} ({count} chữ)", quoted(FONT.use), provision=FONT, fix=fix)


def _fonts(run: Run) -> Iterator[tuple[str, int]]:
    """Fonts in which letters and figures of a run print, with how many; marks and symbols take what font they need."""
    if run.field in {_MATH, _PAGE}:
        return
    plain = sum(letter.isalnum() and letter.isascii() for letter in run.text)
    other = sum(letter.isalpha() and not letter.isascii() for letter in run.text)
    if run.face.ascii == run.face.latin:
        plain, other = plain + other, 0
    if plain:
        yield run.face.ascii, plain
    if other:
        yield run.face.latin, other


def is_ordered(font: str) -> bool:
    """Whether a font's name means Times New Roman, its bold and italic cuts included."""
    name = _VARIANT.sub("", font.strip().casefold())
    return name.replace(" ", "") == FONT.use.casefold().replace(" ", "")
