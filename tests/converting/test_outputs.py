"""What every PDF promises: marks, metadata, repeatable bytes, fonts, text."""

import io
from datetime import UTC, datetime

import pypdf
import pytest

from benchmarks.convert.plan import plan_docx
from service.converting import Attachment, OfficePool, Part, PdfOptions, merge
from service.converting.pdf import archival_level, fonts, page_count, page_sizes, page_text, page_texts
from service.converting.verifying import verify
from service.errors import ConversionFailed
from service.settings import Settings
from tests.converting.papers import page_break, paper, paragraph

pytestmark = pytest.mark.office

DATED = "<cp:coreProperties><dcterms:modified>2026-06-05T01:00:00Z</dcterms:modified></cp:coreProperties>"
TINOS = {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
ABOUT = PdfOptions(
    title="Kế hoạch cải cách hành chính", author="Ủy ban nhân dân xã An Bình", subject="Cải cách hành chính năm 2026"
)


def opened(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


@pytest.fixture(scope="module")
def plan(warm_pool):
    return warm_pool.convert(plan_docx(), ABOUT)


def test_portrait_and_landscape_pages_keep_their_sizes(plan):
    sizes = [(round(size.width_mm), round(size.height_mm)) for size in page_sizes(plan)]

    assert len(sizes) == page_count(plan)
    assert (sizes[0], sizes[-1]) == ((210, 297), (297, 210))


def test_an_issued_document_is_pdf_a_2b_with_its_colour_profile(plan):
    root = opened(plan).root_object

    assert archival_level(plan) == "2B"
    assert root["/OutputIntents"][0]["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"


def test_a_preview_is_no_pdf_a(warm_pool):
    assert archival_level(warm_pool.convert(paper(), PdfOptions(archival=False))) == ""


def test_readers_see_title_author_subject_and_language(plan):
    reader = opened(plan)

    assert reader.metadata.title == ABOUT.title
    assert reader.metadata.author == ABOUT.author
    assert reader.metadata.subject == ABOUT.subject
    assert reader.root_object["/Lang"] == "vi-VN"
    assert ABOUT.title.encode() in reader.root_object["/Metadata"].get_object().get_data()


def test_only_tinos_is_in_the_file_and_it_is_embedded(plan):
    assert {"Tinos", "Tinos-Bold"} <= {font.name for font in fonts(plan)} <= TINOS
    assert all(font.embedded and font.has_unicode for font in fonts(plan))


def test_vietnamese_comes_out_as_it_went_in(plan):
    first = page_text(plan, 1)

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert "Độc lập - Tự do - Hạnh phúc" in first


@pytest.mark.parametrize("archival", [True, False])
def test_two_offices_at_two_times_give_equal_bytes(archival, tmp_path):
    """A start takes about a second, so the two are not made at the same time."""
    docx, pdfs = plan_docx(), []
    for number in (1, 2):
        with OfficePool(Settings(data_dir=tmp_path, cache_size=0, office_processes=1)) as pool:
            pool.convert(paper(f"làm ấm {number}"))
            pdfs.append(pool.convert(docx, PdfOptions(archival=archival, title="Kế hoạch")))

    assert pdfs[0] == pdfs[1]


def test_a_repaired_file_is_still_sound(plan):
    """Every object stands where the cross-reference table says, although the colour profile changed its length."""
    reader = opened(plan)

    assert len(reader.pages) == page_count(plan)
    assert all(reader.get_object(number) is not None for number in range(1, reader.trailer["/Size"]))


def test_the_date_inside_is_the_documents_own(warm_pool):
    docx = paper(parts={"docProps/core.xml": DATED})

    reader = opened(warm_pool.convert(docx))

    assert reader.metadata.creation_date == datetime(2026, 6, 5, 1, tzinfo=UTC)
    assert b"2026-06-05T01:00:00Z" in reader.root_object["/Metadata"].get_object().get_data()


def test_the_caller_may_set_the_date(warm_pool):
    moment = datetime(2026, 6, 5, 9, 30, tzinfo=UTC)

    assert opened(warm_pool.convert(paper(), PdfOptions(created=moment))).metadata.creation_date == moment


def test_source_and_docx_travel_inside_a_pdf_a_3(warm_pool):
    source = Attachment("kế-hoạch.json", b'{"kind": "ke-hoach"}', "application/json")
    docx = paper()
    options = PdfOptions(attachments=(source, Attachment("ke-hoach.docx", docx, "application/msword", "Alternative")))

    first, second = warm_pool.convert(docx, options), warm_pool.convert(docx, options)

    assert first == second
    assert archival_level(first) == "3B"
    reader = opened(first)
    assert {name: content for name, [content] in reader.attachments.items()} == {
        "kế-hoạch.json": source.content,
        "ke-hoach.docx": docx,
    }
    assert [file["/AFRelationship"] for file in reader.root_object["/AF"]] == ["/Source", "/Alternative"]


@pytest.fixture(scope="module")
def two_parts(warm_pool):
    main = warm_pool.convert(paper("Kế hoạch", body=page_break() + paragraph("trang hai")))
    return [Part("Kế hoạch", main), Part("Phụ lục I", warm_pool.convert(paper("Phụ lục")), label="PL1-")]


def test_merged_parts_have_bookmarks_and_labels_of_their_own(two_parts):
    reader = opened(merge(two_parts))

    assert [mark.title for mark in reader.outline] == ["Kế hoạch", "Phụ lục I"]
    assert [reader.get_destination_page_number(mark) for mark in reader.outline] == [0, 2]
    assert reader.page_labels == ["1", "2", "PL1-1"]


def test_merging_keeps_pdf_a_and_gives_equal_bytes(two_parts):
    assert archival_level(merge(two_parts)) == "2B"
    assert merge(two_parts) == merge(two_parts)
    assert [text.split("\n")[0] for text in page_texts(merge(two_parts))] == ["Kế hoạch", "trang hai", "Phụ lục"]


def test_a_part_that_is_no_pdf_a_takes_the_mark_from_the_whole(two_parts, warm_pool):
    plain = Part("Bản nháp", warm_pool.convert(paper(), PdfOptions(archival=False)))

    assert archival_level(merge([*two_parts, plain])) == ""


def test_merging_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="nothing"):
        merge([])


def test_a_pdf_without_the_vietnamese_of_its_document_is_refused(warm_pool):
    english = warm_pool.convert(paper("plain"))

    with pytest.raises(ConversionFailed, match="tiếng Việt"):
        verify(english, paper("Ủy ban nhân dân"))


def test_a_truncated_pdf_is_refused(plan):
    with pytest.raises(ConversionFailed, match="Không mở lại được"):
        verify(plan[:2000], plan_docx())


def test_a_font_that_is_not_embedded_is_reported():
    with pytest.raises(ConversionFailed) as failure:
        verify(_pdf_with_a_viewers_font(), paper("plain"))

    assert {problem.code for problem in failure.value.problems} == {
        "font-not-embedded",
        "unexpected-font",
        "no-text-layer",
    }


def _pdf_with_a_viewers_font():
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    name, kinds = pypdf.generic.NameObject, pypdf.generic.DictionaryObject
    helvetica = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = kinds({name(key): name(value) for key, value in helvetica.items()})
    page[name("/Resources")] = kinds({name("/Font"): kinds({name("/F1"): font})})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
