"""Looks at every PDF before it leaves: LibreOffice can fail without saying so."""

import re

import pypdf.errors
import pypdfium2

from service.converting import pdf as pdf_facts
from service.errors import ConversionFailed, Problem, UnreadableFile
from service.reading.opening import open_package

#: Tinos for all text; OpenSymbol comes with LibreOffice and draws bullets and tick boxes that Tinos lacks.
EXPECTED_FONTS = frozenset({"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic", "OpenSymbol"})
#: Letters that only Vietnamese text has: ă â đ ê ô ơ ư with and without marks, U+1EA0-1EF9.
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
#: The replacement character, and the private areas that hold what has no meaning of its own.
_MEANINGLESS = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_PRINTED_TEXT = re.compile(r"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<")


def verify(pdf: bytes, docx: bytes) -> int:
    """Return the number of pages; raise ConversionFailed with everything that is wrong with the PDF made of `docx`."""
    try:
        pages = pdf_facts.page_count(pdf)
        problems = [*_font_problems(pdf), *_text_problems(pdf, docx, pages)]
    except (pypdfium2.PdfiumError, pypdf.errors.PyPdfError) as error:
        raise _failure([Problem("", "unreadable-pdf", "Không mở lại được PDF vừa tạo.")]) from error
    if pages < 1:
        problems.append(Problem("", "no-pages", "PDF không có trang nào."))
    if problems:
        raise _failure(problems)
    return pages


def _font_problems(pdf: bytes) -> list[Problem]:
    problems = []
    for font in pdf_facts.fonts(pdf):
        if not font.embedded:
            problems.append(Problem(font.name, "font-not-embedded", f"Phông {font.name} không được nhúng vào PDF."))
        if font.name not in EXPECTED_FONTS:
            problems.append(
                Problem(
                    font.name,
                    "unexpected-font",
                    f"PDF dùng phông {font.name} thay vì Tinos; kiểm tra gói fonts-croscore.",
                )
            )
        if not font.has_unicode:
            problems.append(
                Problem(font.name, "no-text-layer", f"Chữ của phông {font.name} không tìm kiếm, sao chép được.")
            )
    return problems


def _text_problems(pdf: bytes, docx: bytes, pages: int) -> list[Problem]:
    """Read page after page until Vietnamese is found, usually on the first."""
    if not _is_vietnamese(docx):
        return []
    for number in range(1, pages + 1):
        text = pdf_facts.page_text(pdf, number)
        if _MEANINGLESS.search(text):
            return [Problem(f"trang {number}", "scrambled-text", f"Chữ ở trang {number} không đọc lại được đúng.")]
        if _VIETNAMESE.search(text):
            return []
    return [Problem("", "no-vietnamese", "Không đọc lại được chữ tiếng Việt từ PDF.")]


def _is_vietnamese(docx: bytes) -> bool:
    """Whether the main part holds any Vietnamese to look for."""
    try:
        xml = open_package(docx).read("word/document.xml").decode("utf-8", "replace")
    except UnreadableFile:
        return False
    return any(_VIETNAMESE.search(printed[1]) for printed in _PRINTED_TEXT.finditer(xml))


def _failure(problems: list[Problem]) -> ConversionFailed:
    return ConversionFailed("PDF vừa tạo không đạt: " + " ".join(problem.message for problem in problems), problems)
