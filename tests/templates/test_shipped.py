"""The shipped templates: current, clean, styled by the law table, openable as they are."""

import io
import re
from pathlib import Path

import docx as python_docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openxml_audit import OpenXmlValidator

from service.converting import pdf
from service.nd30.kinds import KINDS, Kind
from service.nd30.page import FIRST_LINE_INDENT, FONT, LINE_SPACING, MARGINS, PAGE_HEIGHT, PAGE_WIDTH, PARAGRAPH_GAP
from service.nd30.type_styles import TYPE_STYLES, Component
from service.rendering import shipped_template, template_path
from service.rendering.column_widths import DOCUMENT_TAGS
from service.rendering.lint import lint_template
from service.rendering.template_names import KNOWN_NAMES, required_names
from templates_nd30.generator.package import template
from tests.rendering import word_files

FOLDER = Path(__file__).parents[2] / "templates_nd30"
RENDERED = [kind for kind, facts in KINDS.items() if facts.rendered]
#: One of each shape that the generator knows.
SHAPES = (Kind.KE_HOACH, Kind.CONG_VAN, Kind.QUYET_DINH, Kind.QUY_CHE, Kind.CONG_DIEN, Kind.GIAY_MOI)
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@pytest.fixture(params=RENDERED, ids=str)
def kind(request):
    return request.param


def opened(kind):
    return python_docx.Document(template_path(kind))


def inherited(style, read):
    """The first value that a style or one of those it is based on gives."""
    while style is not None:
        value = read(style)
        if value is not None:
            return value
        style = style.base_style
    return None


def test_the_file_is_what_the_generator_writes(kind):
    assert template_path(kind).read_bytes() == template(kind), "chạy make templates"


def test_there_is_a_template_for_each_kind_that_we_make_and_no_other():
    assert {path.stem for path in FOLDER.glob("*.docx")} == {kind.value for kind in RENDERED}


def test_the_linter_finds_nothing(kind):
    assert lint_template(template_path(kind), KNOWN_NAMES, required_names(kind), tags=DOCUMENT_TAGS) == ()


def test_an_independent_validator_finds_nothing(kind):
    assert [str(error) for error in OpenXmlValidator().validate(template_path(kind)).errors] == []


def test_every_component_has_a_style_with_the_size_weight_and_slant_of_the_law(kind):
    styles = opened(kind).styles
    for component, law in TYPE_STYLES.items():
        style = styles[component.style_name]

        assert style.font.size.pt in law.size.allowed, component
        assert bool(inherited(style, lambda one: one.font.bold)) == law.bold, component
        assert bool(inherited(style, lambda one: one.font.italic)) == law.italic, component
        if law.align:
            assert inherited(style, lambda one: one.paragraph_format.alignment) == ALIGNMENTS[law.align], component


def test_body_styles_have_the_indent_gap_and_spacing_of_the_law(kind):
    styles = opened(kind).styles
    for component in (
        Component.BODY,
        Component.LEGAL_BASIS,
        Component.OPENING,
        Component.POINT,
        Component.ARTICLE,
        Component.CLAUSE,
    ):
        style = styles[component.style_name]

        assert inherited(style, lambda one: one.paragraph_format.first_line_indent).mm in FIRST_LINE_INDENT.allowed
        assert inherited(style, lambda one: one.paragraph_format.space_before).pt in PARAGRAPH_GAP.allowed
        assert inherited(style, lambda one: one.paragraph_format.line_spacing) in LINE_SPACING.allowed


def test_the_page_is_that_of_the_law_in_every_section(kind):
    for section in opened(kind).sections:
        assert sorted((section.page_width.mm, section.page_height.mm)) == pytest.approx(
            [PAGE_WIDTH.use, PAGE_HEIGHT.use], abs=0.1
        )
        for side, margin in MARGINS.items():
            assert getattr(section, f"{side}_margin").mm == pytest.approx(margin.use, abs=0.05)
        assert section.different_first_page_header_footer


def test_the_default_font_and_language_are_times_new_roman_and_vietnamese(kind):
    xml = word_files.parts(template_path(kind).read_bytes())["word/styles.xml"].decode()
    defaults = xml[xml.index("<w:docDefaults>") : xml.index("</w:docDefaults>")]

    [fonts] = re.findall(r"<w:rFonts ([^>]*)/>", defaults)

    assert re.findall(r'="([^"]+)"', fonts) == [FONT.use] * 4
    assert 'w:lang w:val="vi-VN"' in defaults


def test_tags_stand_visibly_as_text(kind):
    document = opened(kind)
    words = "\n".join(para.text for para in document.paragraphs) + "\n".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )

    assert "{{ number_line }}" in words
    assert "{{r line.text }}" in words
    assert "{%p for line in body %}" in words
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words


def test_word_opens_in_its_present_mode_not_in_a_compatible_one(kind):
    settings = word_files.parts(template_path(kind).read_bytes())["word/settings.xml"].decode()

    assert re.search(r'compatibilityMode"[^>]*w:val="15"', settings)


def test_a_letter_has_no_title_and_a_decision_says_who_decides():
    letter, decision = opened(Kind.CONG_VAN), opened(Kind.QUYET_DINH)

    assert not [para for para in letter.paragraphs if para.style.name == "ND30 Tên loại"]
    assert [para.text for para in decision.paragraphs if para.style.name == "ND30 Lệnh ban hành"] == ["QUYẾT ĐỊNH:"]


def test_the_readme_explains_every_field_that_a_template_may_print():
    readme = (FOLDER / "README.md").read_text("utf-8")
    fields = {name.partition("[")[0].partition(".")[0] for name in KNOWN_NAMES}
    unexplained = {field for field in fields if field not in readme}

    assert unexplained <= {"header_left", "header_right", "signing_left", "signing_right"}


@pytest.mark.office
@pytest.mark.xdist_group("printed")
def test_libreoffice_opens_templates_as_they_are(office):
    for kind in SHAPES:
        assert pdf.page_count(office.convert(template_path(kind).read_bytes())) >= 1


def test_two_runs_of_the_generator_write_the_same_bytes():
    assert template(Kind.KE_HOACH) == template(Kind.KE_HOACH)


def test_templates_compile_and_are_proven_well_formed_once(kind):
    assert shipped_template(kind).rendered


@pytest.mark.parametrize("kind", SHAPES)
def test_a_saved_copy_is_still_clean(kind):
    document, copy = opened(kind), io.BytesIO()
    document.save(copy)

    assert lint_template(copy.getvalue(), KNOWN_NAMES, required_names(kind), tags=DOCUMENT_TAGS) == ()
