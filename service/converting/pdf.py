"""Looking at finished PDF: pages, sizes, fonts, text and where it stands, pictures of pages."""

import io
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdf
import pypdfium2
from pypdf.generic import DictionaryObject

MM_PER_POINT = 25.4 / 72
_PDFA_PART = rb"pdfaid:part[>=]['\"]?(\d)"
_PDFA_CONFORMANCE = rb"pdfaid:conformance[>=]['\"]?([ABU])"
#: A font as LibreOffice writes it; any other spelling is left to pypdf.
_PLAIN_FONT = re.compile(
    rb"<</Type/Font/Subtype/TrueType/BaseFont/(?P<name>[^\s/]+)\n/FirstChar \d+\n/LastChar \d+\n/Widths\[[^\]]*\]\n"
    rb"/FontDescriptor (?P<descriptor>\d+) 0 R\n(?P<unicode>/ToUnicode \d+ 0 R\n)?>>\nendobj\n"
)
_ANY_FONT = re.compile(rb"/Type\s*/Font\b")
_PLAIN_END = re.compile(rb"startxref\n(\d+)\n%%EOF\n$")
#: PDFium may be used by one thread at a time only.
_pdfium_lock = threading.RLock()


def _renew_lock() -> None:
    """In a child process nobody would ever release the parent's."""
    global _pdfium_lock
    _pdfium_lock = threading.RLock()


os.register_at_fork(after_in_child=_renew_lock)


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in mm."""

    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Font:
    """A font named by a PDF: `name` without the subset prefix, and whether its outlines travel in the file."""

    name: str
    embedded: bool
    has_unicode: bool


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A stretch of text on one line and its box in mm from the page's top left corner."""

    text: str
    page: int
    left_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float


def page_count(pdf: bytes) -> int:
    """How many pages; raise pypdfium2.PdfiumError when it is no PDF."""
    with _opened(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> list[PageSize]:
    """The size of every page."""
    with _opened(pdf) as document:
        sizes = [document.get_page_size(number) for number in range(len(document))]
    return [PageSize(width * MM_PER_POINT, height * MM_PER_POINT) for width, height in sizes]


def page_text(pdf: bytes, number: int) -> str:
    """The text of page `number` (counted from 1), in reading order, lines ended by newlines."""
    with _opened(pdf) as document:
        return _text_of(document[number - 1])


def page_texts(pdf: bytes) -> list[str]:
    """The text of every page."""
    with _opened(pdf) as document:
        return [_text_of(page) for page in document]


def page_png(pdf: bytes, number: int = 1, *, dpi: int = 96) -> bytes:
    """A picture of page `number` (counted from 1); raise IndexError when there is no such page."""
    with _opened(pdf) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        picture = document[number - 1].render(scale=dpi / 72).to_pil()
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return file.getvalue()


def placed_texts(pdf: bytes) -> list[PlacedText]:
    """Every stretch of text that stands on one line, with its box."""
    with _opened(pdf) as document:
        return [placed for number, page in enumerate(document, 1) for placed in _texts_of(page, number)]


def fonts(pdf: bytes) -> list[Font]:
    """Every font used on any page, by name."""
    found = _plain_fonts(pdf)
    return sorted(_parsed_fonts(pdf) if found is None else found, key=lambda font: font.name)


def _plain_fonts(pdf: bytes) -> set[Font] | None:
    """Every font of a PDF whose objects all stand in the open as LibreOffice writes them; None for any other PDF.

    A page can use no font that is no object of type Font. Reading these few takes a tenth of what parsing the file does.
    """
    end = _PLAIN_END.search(pdf, len(pdf) - 64)
    if end is None or not pdf.startswith(b"xref\n", int(end[1])) or b"/ObjStm" in pdf or b"/Encrypt" in pdf:
        return None
    written = list(_PLAIN_FONT.finditer(pdf))
    descriptors = [_plain_descriptor(pdf, match["descriptor"]) for match in written]
    if not all(descriptors) or len(written) != len(_ANY_FONT.findall(pdf)):
        return None
    return {
        Font(
            name=match["name"].decode("ascii", "replace").rpartition("+")[2],
            embedded=b"/FontFile" in descriptor,
            has_unicode=match["unicode"] is not None,
        )
        for match, descriptor in zip(written, descriptors, strict=True)
    }


def _plain_descriptor(pdf: bytes, number: bytes) -> bytes:
    """The words of a font's descriptor, none if it is not where LibreOffice would have written it."""
    start = pdf.find(b"\n" + number + b" 0 obj\n<</Type/FontDescriptor/")
    return pdf[start : pdf.find(b">>", start)] if start >= 0 else b""


def _parsed_fonts(pdf: bytes) -> set[Font]:
    reader = pypdf.PdfReader(io.BytesIO(pdf), strict=True)
    seen: dict[Any, Font] = {}
    for page in reader.pages:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        for reference in resources.get("/Font", DictionaryObject()).get_object().values():
            key = getattr(reference, "idnum", id(reference))
            if key not in seen:
                seen[key] = _font(reference.get_object())
    return set(seen.values())


def archival_level(pdf: bytes) -> str:
    """What the PDF says of itself: ``2B`` for PDF/A-2b; empty when it is no PDF/A."""
    metadata = pypdf.PdfReader(io.BytesIO(pdf)).root_object.get("/Metadata")
    if metadata is None:
        return ""
    said = [re.search(pattern, metadata.get_object().get_data()) for pattern in (_PDFA_PART, _PDFA_CONFORMANCE)]
    return "".join(match[1].decode() for match in said if match)


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _pdfium_lock:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _text_of(page: Any) -> str:
    textpage = page.get_textpage()
    text = str(textpage.get_text_range()).replace("\r\n", "\n")
    textpage.close()
    page.close()
    return text


def _texts_of(page: Any, number: int) -> Iterator[PlacedText]:
    height = page.get_height()
    textpage = page.get_textpage()
    for index in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(index)
        yield PlacedText(
            text=textpage.get_text_bounded(left, bottom, right, top).strip(),
            page=number,
            left_mm=left * MM_PER_POINT,
            top_mm=(height - top) * MM_PER_POINT,
            right_mm=right * MM_PER_POINT,
            bottom_mm=(height - bottom) * MM_PER_POINT,
        )
    textpage.close()


def _font(font: Any) -> Font:
    described = font
    if "/DescendantFonts" in font:
        described = font["/DescendantFonts"].get_object()[0].get_object()
    descriptor = described.get("/FontDescriptor", DictionaryObject()).get_object()
    return Font(
        name=str(font.get("/BaseFont", "")).lstrip("/").rpartition("+")[2],
        embedded=any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")),
        has_unicode="/ToUnicode" in font,
    )
