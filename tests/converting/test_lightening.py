"""Table styles written out for LibreOffice: only plain ones, only for the converter, and the PDF stays the same to the byte."""

import io
import zipfile

import pytest

from benchmarks.convert.plan import plan_docx
from service.converting import PdfOptions
from service.converting.finishing import fix_bytes, moment_of
from service.converting.installation import find_installation
from service.converting.lightening import lightened
from service.converting.office import Job, Office
from service.rendering import render_document
from service.settings import Settings
from tests.converting.papers import paper
from tests.rendering.specimens import NAMES, specimen

GROUND = (
    '<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    '</w:docDefaults><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
BORDERS = '<w:tblBorders><w:top w:val="single" w:sz="4"/></w:tblBorders>'
MARGINS = '<w:tblCellMar><w:left w:w="85" w:type="dxa"/></w:tblCellMar>'
LAYOUT = '<w:tblLayout w:type="fixed"/>'


def style(said=f"<w:tblPr>{BORDERS}{MARGINS}</w:tblPr>", name="Bang", base="TableNormal"):
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="Bảng"/><w:basedOn w:val="{base}"/>'
        f"{said}</w:style>"
    )


def table(said=LAYOUT, name="Bang"):
    cell = '<w:tc><w:tcPr><w:tcW w:w="500" w:type="dxa"/></w:tcPr><w:p/></w:tc>'
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="{name}"/>{said}</w:tblPr><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>'


def docx(body, styles):
    return paper(body=body, parts={"word/styles.xml": f"<w:styles>{styles}</w:styles>"})


def parts_of(packed):
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_borders_and_margins_of_a_plain_style_go_into_the_table():
    before = docx(table(), GROUND + style())
    parts = parts_of(before)
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        f'<w:tblStyle w:val="Bang"/>{LAYOUT}', BORDERS + LAYOUT + MARGINS
    )

    assert parts_of(lightened(before)) == parts


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        (table(), ""),
        (table(name="Khác"), GROUND + style()),
        (table(BORDERS + LAYOUT), GROUND + style()),
        (table(LAYOUT + MARGINS), GROUND + style()),
        (table(), GROUND + style("<w:pPr><w:jc/></w:pPr>" + f"<w:tblPr>{BORDERS}</w:tblPr>")),
        (table(), GROUND + style(f"<w:tblPr>{BORDERS}</w:tblPr><w:tblStylePr/>")),
        (table(), GROUND + style("<w:tblPr><w:tblInd/></w:tblPr>")),
        (table(), GROUND + style(base="Khac")),
        (table(), GROUND.replace('w:after="0"', 'w:after="160"') + style()),
    ],
    ids=["no style", "unknown", "own borders", "own margins", "paragraphs", "condition", "indent", "base", "ground"],
)
def test_anything_else_is_passed_on_untouched(body, styles):
    packed = docx(body, styles)

    assert lightened(packed) is packed


def test_what_is_no_word_file_is_passed_on_untouched():
    assert lightened(b"PK nothing") == b"PK nothing"


@pytest.fixture(scope="module")
def office():
    office = Office(find_installation(Settings()), start_timeout=60)
    yield office
    office.stop()


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_is_the_same_to_the_byte(office, name):
    job = Job(filter_data=PdfOptions().filter_data(), about={}, timeout=60, memory=2 << 30)
    printed = render_document(specimen(name))
    plain, light = (
        fix_bytes(office.convert(loaded, job), moment=moment_of(printed), seed=b"", language="vi-VN")
        for loaded in (printed, lightened(printed))
    )

    assert lightened(printed) != printed
    assert light == plain


def test_every_table_of_our_own_plan_is_written_out():
    assert "<w:tblStyle" not in parts_of(lightened(plan_docx()))["word/document.xml"]
