import pytest
from typed.wordml import page_field, run_properties, text_run

R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def section(
    inner="", size='w:w="11906" w:h="16838"', margins='w:top="1134" w:right="851" w:bottom="1134" w:left="1701"'
):
    """Section properties."""
    return f"<w:sectPr {R}>{inner}<w:pgSz {size}/><w:pgMar {margins}/></w:sectPr>"


def ending(properties):
    """A paragraph that ends a section."""
    return f"<w:p><w:pPr>{properties}</w:pPr></w:p>"


def reference(name, type_="default"):
    """A reference to a header or footer part."""
    tag = "headerReference" if name.startswith("header") else "footerReference"
    return f'<w:{tag} w:type="{type_}" r:id="rId{name}"/>'


def numbered(properties="", before="", after="", *, complex_=False):
    """A header paragraph with the page number."""
    face = run_properties(size=14)
    wrap = lambda words: text_run(words, face) if words else ""  # noqa: E731
    return f"<w:p><w:pPr>{properties}</w:pPr>{wrap(before)}{page_field(face, complex_=complex_)}{wrap(after)}</w:p>"


def test_sizes_and_margins_are_millimetres(read):
    [one] = read(section()).sections

    assert one.width_mm == pytest.approx(210, abs=0.02)
    assert one.margin_mm("left") == pytest.approx(30, abs=0.01)
    assert one.text_width_mm == pytest.approx(165, abs=0.02)
    assert not one.landscape


def test_a_file_that_names_no_page_leaves_it_unknown(read):
    [one] = read("<w:p/>").sections

    assert one.width_mm is None
    assert one.margin_mm("top") is None


def test_a_sheet_wider_than_high_is_landscape_whatever_its_attribute_says(read):
    [one] = read(section(size='w:w="16838" w:h="11906"')).sections

    assert one.landscape


def test_gutters_belong_to_the_left_margin_and_negative_margins_count(read):
    margins = 'w:top="-1134" w:right="851" w:bottom="1134" w:left="1134" w:gutter="567"'

    [one] = read(section(margins=margins)).sections

    assert one.margin_mm("left") == pytest.approx(30, abs=0.01)
    assert one.margin_mm("top") == pytest.approx(20, abs=0.01)


def test_paragraphs_know_their_section(read):
    document = read(f"<w:p/>{ending(section())}<w:p/>{section()}")

    assert [paragraph.section for paragraph in document.facts.paragraphs()] == [0, 0, 1]


def test_a_section_without_header_takes_the_one_before(read):
    first = ending(section(reference("header1")))

    one, two = read(first + section(), header1=numbered('<w:jc w:val="center"/>')).sections

    assert one.headers["default"] is two.headers["default"]
    assert two.headers["default"].page_fields[0].align == "center"


@pytest.mark.parametrize(
    ("properties", "before", "align"),
    [
        ('<w:jc w:val="center"/>', "", "center"),
        ('<w:jc w:val="right"/>', "", "right"),
        ("", "", "left"),
        ('<w:framePr w:hAnchor="margin" w:xAlign="center"/>', "", "center"),
        ('<w:framePr w:hAnchor="margin" w:xAlign="right"/>', "", "right"),
        ('<w:tabs><w:tab w:val="center" w:pos="4680"/></w:tabs>', "\t", "center"),
        ('<w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs>', "\t\t", "right"),
        ("", "\t", ""),
    ],
)
@pytest.mark.parametrize("complex_", [False, True])
def test_how_a_page_number_stands_across_the_page(read, properties, before, align, complex_):
    [one] = read(section(reference("header1")), header1=numbered(properties, before, complex_=complex_)).sections

    assert one.headers["default"].page_fields[0].align == align


def test_a_page_number_in_a_content_control_is_found_with_what_is_round_it(read):
    control = f"<w:sdt><w:sdtContent>{numbered('', '- ', ' -')}</w:sdtContent></w:sdt>"

    [one] = read(section(reference("footer1")), footer1=control).sections

    assert one.footers["default"].page_fields[0].decoration == "-  -"
    assert one.headers == {}


def test_start_format_and_first_page_are_read(read):
    [one] = read(section('<w:pgNumType w:fmt="lowerRoman" w:start="3"/><w:titlePg/>')).sections

    assert (one.page_start, one.page_format, one.title_page) == (3, "lowerRoman", True)


def test_a_header_that_is_not_there_is_no_header(read):
    [one] = read(section(reference("header9"))).sections

    assert one.headers == {}
