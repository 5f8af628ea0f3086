"""The last section break becomes the section of the body, and no page holds nothing but what stands below a table."""

import pytest

from service.rendering.finish import close_sections
from tests.rendering import examples

OWN = '<w:sectPr><w:pgSz w:w="1"/></w:sectPr>'
BREAK = '<w:sectPr><w:pgSz w:w="2"/></w:sectPr>'


def body(*blocks):
    return f"<w:body>{''.join(blocks)}</w:body>"


def breaking(section, style='<w:pStyle w:val="ND30NgatPhan"/>'):
    return f"<w:p><w:pPr>{style}{section}</w:pPr></w:p>"


def test_the_break_at_the_end_takes_the_place_of_the_bodys_own_section():
    assert close_sections(body("<w:p/>", breaking(BREAK), OWN)) == body("<w:p/>", BREAK)


def test_only_the_last_break_is_taken():
    earlier = breaking(BREAK)

    assert close_sections(body(earlier, "<w:p/>", breaking(BREAK), OWN)) == body(earlier, "<w:p/>", BREAK)


def test_a_break_before_more_text_stays():
    xml = body(breaking(BREAK), "<w:p><w:r><w:t>Hết</w:t></w:r></w:p>", OWN)

    assert close_sections(xml) == xml


def test_a_break_that_carries_text_stays():
    xml = body(f"<w:p><w:pPr>{BREAK}</w:pPr><w:r><w:t>Hết</w:t></w:r></w:p>", OWN)

    assert close_sections(xml) == xml


def test_a_template_of_one_section_is_left_alone():
    xml = body("<w:p/>", OWN)

    assert close_sections(xml) == xml


SPACER = '<w:p><w:pPr><w:pStyle w:val="ND30KhoangCach"/><w:keepNext/></w:pPr></w:p>'
TABLE = "<w:tbl><w:tr/></w:tbl>"
NO_HEIGHT = '<w:spacing w:before="0" w:after="0" w:line="1" w:lineRule="exact"/>'


def test_below_a_last_table_a_paragraph_without_height_stays():
    xml = body(TABLE, breaking(BREAK), OWN)

    assert close_sections(xml) == body(
        TABLE, f'<w:p><w:pPr><w:pStyle w:val="ND30NgatPhan"/>{NO_HEIGHT}</w:pPr></w:p>', BREAK
    )


def test_the_paragraph_of_a_section_break_below_a_table_has_no_height():
    xml = body(TABLE, breaking(BREAK), "<w:p/>", OWN)

    assert close_sections(xml) == body(
        TABLE, breaking(BREAK, f'<w:pStyle w:val="ND30NgatPhan"/>{NO_HEIGHT}'), "<w:p/>", OWN
    )


def test_a_spacer_between_a_table_and_a_section_break_is_dropped():
    xml = body(TABLE, SPACER, breaking(BREAK), TABLE, SPACER, breaking(BREAK), OWN)

    assert close_sections(xml) == close_sections(xml.replace(SPACER, ""))


@pytest.mark.parametrize(
    "kept",
    [
        body("<w:p/>", SPACER, breaking(BREAK), "<w:p/>", OWN),
        body(TABLE, SPACER, "<w:p/>", breaking(BREAK), "<w:p/>", OWN),
        body(TABLE, "<w:p><w:pPr/><w:r><w:t>Hết</w:t></w:r></w:p>", breaking(BREAK), "<w:p/>", OWN),
    ],
    ids=["after text", "between table and text", "with text"],
)
def test_any_other_paragraph_stays(kept):
    assert close_sections(kept) == kept


def listing(lines, rows):
    """A plan with two appendices, alike: so many lines, then a table of so many rows."""
    line = {"type": "paragraph", "text": "Một đoạn chỉ dài một dòng, không hơn."}
    columns = [{"heading": "Việc"}, {"heading": "Hạn"}]
    table = {"type": "table", "columns": columns, "rows": [[f"Việc số {row}", "Quý I"] for row in range(rows)]}
    appendix = {"name": "Danh mục", "content": [*[line] * lines, table]}
    return examples.plan(opening=["Chi tiết tại các Phụ lục kèm theo."], appendices=[appendix, appendix])


@pytest.mark.office
@pytest.mark.xdist_group("printed")
@pytest.mark.parametrize(("lines", "rows"), [(0, 34), (1, 33), (4, 29), (7, 25), (15, 15), (18, 11)])
def test_a_table_that_fills_its_page_is_not_followed_by_an_empty_one(printed, lines, rows):
    measured = printed(listing(lines, rows))
    printed_on = [[line for line in page.lines if line not in page.page_number] for page in measured.pages]

    assert all(printed_on)
    assert len(measured.pages) == 3
