import io

import pytest
from PIL import Image

from service.converting import OfficePool, Preview
from service.converting.pdf import page_png, placed_texts
from service.errors import NotFound
from service.settings import Settings
from tests.converting.papers import page_break, paper, paragraph

pytestmark = pytest.mark.office

TWO_PAGES = paper("trang một", body=page_break() + paragraph("trang hai"))


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    with OfficePool(Settings(data_dir=tmp_path_factory.mktemp("preview"), office_processes=1)) as pool:
        yield pool


@pytest.fixture
def preview(pool, tmp_path):
    return Preview(pool, Settings(data_dir=tmp_path))


def size_of(png):
    return Image.open(io.BytesIO(png)).size


def test_page_one_is_an_a4_sheet_at_screen_resolution(preview):
    page = preview.page(TWO_PAGES)

    assert (page.number, page.pages) == (1, 2)
    assert size_of(page.png) == (794, 1123)


def test_other_pages_come_from_the_same_conversion(preview, pool):
    preview.page(TWO_PAGES)
    converted = pool.metrics().converted

    second = preview.page(TWO_PAGES, 2)

    assert second.number == 2
    assert second.png != preview.page(TWO_PAGES).png
    assert pool.metrics().converted == converted


def test_an_unchanged_page_is_the_same_picture(preview):
    assert preview.page(TWO_PAGES).png == preview.page(TWO_PAGES).png


def test_a_larger_picture_can_be_asked_for(preview):
    assert size_of(preview.page(TWO_PAGES, dpi=192).png) == (1588, 2246)


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_page_that_is_not_there_is_told_with_their_number(number, preview):
    with pytest.raises(NotFound, match="có 2 trang"):
        preview.page(TWO_PAGES, number)


def test_the_picture_shows_ink_where_the_text_stands(pool):
    pdf = pool.convert(paper())
    [line] = placed_texts(pdf)
    picture = Image.open(io.BytesIO(page_png(pdf, dpi=254))).convert("L")

    box = tuple(round(mm * 10) for mm in (line.left_mm, line.top_mm, line.right_mm, line.bottom_mm))

    assert line.text == "Ủy ban nhân dân xã An Bình"
    assert picture.crop(box).getextrema()[0] < 100
    assert picture.crop((0, 0, 2100, box[1] - 5)).getextrema()[0] == 255
