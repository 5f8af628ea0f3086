"""Last year's document as a PDF with letters, to the data of this year's draft; a scan has no letters and is refused."""

import io
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pdfplumber
from pdfplumber.page import Page

from service.errors import UnreadableFile
from service.importing.bounds import refusal
from service.importing.old_document import recognise_document
from service.importing.pdf_bounds import inspect_pdf
from service.importing.pdf_facts import FactsMaker
from service.importing.pdf_lines import PdfLine, lines_of
from service.importing.pdf_paragraphs import TextArea, text_area
from service.importing.pdf_tables import PdfTable, continues, put_together, tables_of
from service.importing.recognised import Recognised
from service.sentences import Sentence

_MAX_LETTERS: Final = 20_000
_MAX_LINES: Final = 20_000
_MAX_SECONDS: Final = 60.0
#: A page with fewer letters holds a picture of text.
_FEW_LETTERS: Final = 20
#: A table this near to the text's upper edge begins its page (points).
_AT_TOP: Final = 90.0


@dataclass
class PdfPage:
    """What stands on one page; lengths in points."""

    number: int
    width: float
    height: float
    lines: list[PdfLine] = field(default_factory=list)
    tables: list[PdfTable] = field(default_factory=list)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return self.width, self.height


def read_old_pdf(data: bytes) -> Recognised:
    """Recognise a PDF.

    Raises:
        UnreadableFile: it is no PDF, encrypted, scanned, damaged, too long, or nothing a draft can begin with.
    """
    pages = _pages(data)
    tables = _over_pages(pages)
    areas = {size: _area(pages, size) for size in {page.size for page in pages}}
    maker = FactsMaker()
    for page in pages:
        maker.add_page(page.size, areas[page.size], page.lines, tables[page.number])
    return recognise_document(maker.understood(), wrapped=True, pages=maker.pages)


def _area(pages: Sequence[PdfPage], size: tuple[float, float]) -> TextArea:
    alike = [page for page in pages if page.size == size]
    boxes = [(table.box[0], table.box[2]) for page in alike for table in page.tables]
    return text_area([line for page in alike for line in page.lines], boxes, size[0])


def _pages(data: bytes) -> list[PdfPage]:
    inspect_pdf(data)
    started = time.monotonic()
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = list(_each(pdf.pages, started))
    except UnreadableFile:
        raise
    except (Exception, RecursionError) as error:  # pdfminer raises dozens of kinds on damaged files
        raise refusal("damaged", "Tệp PDF bị hỏng, không đọc được.") from error
    _refuse_scan(pages)
    return pages


def _each(pages: Sequence[Page], started: float) -> Iterator[PdfPage]:
    for number, page in enumerate(pages, 1):
        if time.monotonic() - started > _MAX_SECONDS:
            raise refusal("too-slow", "Tệp PDF quá phức tạp, đọc mãi chưa xong; lưu lại từ Word rồi thử tiếp.")
        yield _read(page, number)
        page.close()


def _read(page: Page, number: int) -> PdfPage:
    if len(page.chars) > _MAX_LETTERS or len(page.lines) + len(page.rects) + len(page.curves) > _MAX_LINES:
        raise refusal(
            "too-dense", Sentence("Trang %(page)s có quá nhiều chữ hoặc nét vẽ, không giống văn bản.", page=number)
        )
    page = page.dedupe_chars(tolerance=1.5)
    read = PdfPage(number, round(float(page.width)), round(float(page.height)), tables=tables_of(page, number))
    boxes = [table.box for table in read.tables]
    outside = [letter for letter in page.chars if not any(_inside(letter, box) for box in boxes)]
    read.lines = lines_of(outside, number, read.height)
    return read


def _inside(letter: Any, box: tuple[float, float, float, float]) -> bool:
    x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _refuse_scan(pages: Sequence[PdfPage]) -> None:
    bare = [page for page in pages if sum(len(line.text) for line in page.lines) < _FEW_LETTERS and not page.tables]
    if not pages or len(bare) * 2 > len(pages):
        sentence = Sentence(
            "Tệp PDF là bản quét (ảnh chụp trang giấy), không có chữ để đọc; dùng tệp Word hoặc PDF xuất từ Word."
        )
        raise refusal("scanned", sentence)


def _over_pages(pages: Sequence[PdfPage]) -> dict[int, list[PdfTable]]:
    """Tables by the page they begin on; what goes on over the following pages is put together there."""
    groups: list[list[PdfTable]] = []
    for page in pages:
        for index, table in enumerate(page.tables):
            above = any(line.bottom < table.box[1] for line in page.lines)
            at_top = index == 0 and not above and table.box[1] < _AT_TOP
            last = groups[-1][-1] if groups else None
            if last is not None and last.page == page.number - 1 and continues(last, table, at_top=at_top):
                groups[-1].append(table)
            else:
                groups.append([table])
    found: dict[int, list[PdfTable]] = {page.number: [] for page in pages}
    for group in groups:
        found[group[0].page].append(put_together(group))
    return found
