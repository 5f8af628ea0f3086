import threading

import pypdfium2
import pytest

from benchmarks.convert.plan import plan_docx
from service.converting import pdf
from service.converting.pdf import (
    archival_level,
    fonts,
    page_count,
    page_png,
    page_sizes,
    page_text,
    page_texts,
    placed_texts,
)
from tests.converting.papers import page_break, paper, paragraph

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def two_pages(warm_pool):
    return warm_pool.convert(paper("Trang thứ nhất", body=page_break() + paragraph("Trang thứ hai")))


def test_pages_are_counted_and_read_one_by_one(two_pages):
    assert page_count(two_pages) == 2
    assert [text.strip() for text in page_texts(two_pages)] == ["Trang thứ nhất", "Trang thứ hai"]
    assert page_text(two_pages, 2).strip() == "Trang thứ hai"


def test_sizes_are_in_millimetres(two_pages):
    assert [(round(size.width_mm), round(size.height_mm)) for size in page_sizes(two_pages)] == [(210, 297)] * 2


def test_text_stands_where_it_is_said_to_stand(two_pages):
    first, second = placed_texts(two_pages)

    assert (first.page, second.page) == (1, 2)
    assert first.left_mm < first.right_mm < 210
    assert 0 < first.top_mm < first.bottom_mm < 297


def test_a_page_that_is_not_there_is_an_index_error(two_pages):
    for number in (0, 3):
        with pytest.raises(IndexError):
            page_png(two_pages, number)


def test_a_font_is_named_without_its_subset_prefix(two_pages):
    [font] = fonts(two_pages)

    assert font.name == "Tinos"
    assert font.embedded


def test_fonts_read_in_the_open_are_those_that_a_parser_finds(warm_pool):
    plan = warm_pool.convert(plan_docx())

    assert pdf._plain_fonts(plan) == pdf._parsed_fonts(plan)
    assert {font.name for font in fonts(plan)} == {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        (b"/Type/Font/Subtype/TrueType", b"/Type /Font/Subtype/TrueType"),
        (b"/Type/FontDescriptor/", b"/Type /FontDescriptor/"),
        (b"\nstartxref\n", b"\nstartxref \n"),
    ],
)
def test_a_pdf_spelled_otherwise_is_left_to_the_parser(two_pages, written, otherwise):
    spelled = two_pages.replace(written, otherwise)

    assert pdf._plain_fonts(two_pages) is not None
    assert spelled != two_pages
    assert pdf._plain_fonts(spelled) is None


@pytest.mark.parametrize(("lost", "attribute"), [(b"/FontFile2 ", "embedded"), (b"/ToUnicode ", "has_unicode")])
def test_a_font_in_the_open_that_lacks_something_says_so(two_pages, lost, attribute):
    assert all(getattr(font, attribute) for font in fonts(two_pages))
    assert not any(
        getattr(font, attribute) for font in fonts(two_pages.replace(lost, b"/" + b"X" * (len(lost) - 2) + b" "))
    )


def test_several_threads_may_look_at_once(two_pages):
    """PDFium itself may not be used by two threads; callers need not know."""
    seen = []

    def look():
        seen.extend((page_count(two_pages), len(page_png(two_pages)), page_text(two_pages, 1)) for _ in range(5))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(seen) == 20
    assert len(set(seen)) == 1


def test_what_is_no_pdf_is_an_error():
    with pytest.raises(pypdfium2.PdfiumError):
        page_count(b"%PDF-1.7 not really")


def test_a_pdf_says_what_it_is(two_pages):
    assert archival_level(two_pages) == "2B"
