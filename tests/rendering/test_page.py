"""Mục I of Phụ lục I on the finished page: paper, margins, font, page numbers."""

import pytest

from service.converting import pdf
from service.nd30.page import MARGINS, PAGE_HEIGHT, PAGE_NUMBER_SIZE, PAGE_WIDTH
from service.rendering import render_document
from tests.rendering.specimens import NAMES, specimen

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("printed")]

#: Half a millimetre: what a clerk can see with a ruler.
RULER = 0.5


@pytest.fixture(params=NAMES)
def document(request):
    return specimen(request.param)


def is_landscape(page):
    return page.width > page.height


def appendix_starts(printed_document):
    """Page numbers (from 1) on which an appendix or an attached text begins."""
    return [
        page.number
        for page in printed_document.pages
        if page.styled("Phụ lục") or (page.number > 1 and page.styled("Tên loại"))
    ]


def test_every_page_is_a4(document, printed):
    for page in printed(document).pages:
        sides = sorted((page.width, page.height))

        assert sides == pytest.approx([PAGE_WIDTH.use, PAGE_HEIGHT.use], abs=RULER)


def test_only_the_pages_of_landscape_appendices_lie_across(document, printed):
    pages = printed(document).pages
    turned = {page.number for page in pages if is_landscape(page)}

    if not any(appendix.orientation == "landscape" for appendix in document.appendices):
        assert turned == set()
    else:
        assert turned
        assert 1 not in turned


def test_nothing_but_page_numbers_and_marks_stands_in_the_margins(document, printed):
    for page in printed(document).pages:
        left, right = MARGINS["left"].use, page.width - MARGINS["right"].use
        for line in page.lines:
            if line.style == "Artifact":  # what stands in headers and footers
                continue
            assert line.left > left - RULER, line
            assert line.right < right + RULER, line
            assert MARGINS["top"].use < line.baseline < page.height - MARGINS["bottom"].use + RULER, line


def test_body_text_fills_the_width_between_the_margins(document, printed):
    upright = [page for page in printed(document).pages if not is_landscape(page)]
    body = [line for page in upright for line in page.styled("Nội dung", "Mở đầu", "Căn cứ", "Khoản", "Điều", "Điểm")]

    assert min(line.left for line in body) == pytest.approx(MARGINS["left"].use, abs=RULER)
    assert max(line.right for line in body) == pytest.approx(PAGE_WIDTH.use - MARGINS["right"].use, abs=RULER)


def test_the_first_page_of_the_text_and_of_each_appendix_shows_no_number(document, printed):
    measured = printed(document)

    for number in (1, *appendix_starts(measured)):
        assert measured.pages[number - 1].page_number == []


def test_every_other_page_is_numbered_and_appendices_count_for_themselves(document, printed):
    measured = printed(document)
    starts = {1, *appendix_starts(measured)}
    expected = 0

    for page in measured.pages:
        expected = 1 if page.number in starts else expected + 1
        if page.number not in starts:
            [number] = page.page_number
            assert number.text == str(expected)


def test_page_numbers_stand_upright_in_the_middle_of_the_top_margin(document, printed):
    for page in printed(document).pages:
        for number in page.page_number:
            middle = (MARGINS["left"].use + page.width - MARGINS["right"].use) / 2
            assert number.centre == pytest.approx(middle, abs=RULER)
            assert number.size == pytest.approx(PAGE_NUMBER_SIZE.use, abs=0.1)
            assert not number.italic
            assert not number.bold
            assert number.baseline < MARGINS["top"].use


def test_times_new_roman_alone_is_used_and_travels_in_the_file(document, office):
    fonts = pdf.fonts(office.convert(render_document(document)))

    assert {font.name.partition("-")[0] for font in fonts} == {"Tinos"}
    assert all(font.embedded and font.has_unicode for font in fonts)


def test_all_ink_is_black_but_for_the_urgency_stamp(document, printed):
    for line in printed(document).lines:
        colours = {tuple(colour) if isinstance(colour, tuple) else (colour,) for colour in line.colours}
        assert line.style == "Dấu khẩn" or all(set(colour) == {0} for colour in colours), line


def test_no_page_is_blank(document, printed):
    for page in printed(document).pages:
        assert [line for line in page.lines if line not in page.page_number], f"trang {page.number}"
