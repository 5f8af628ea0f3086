"""The last section break becomes the section of the body; anything else is left alone."""

from service.rendering.finish import merge_last_section

OWN = '<w:sectPr><w:pgSz w:w="1"/></w:sectPr>'
BREAK = '<w:sectPr><w:pgSz w:w="2"/></w:sectPr>'


def body(*blocks):
    return f"<w:body>{''.join(blocks)}</w:body>"


def breaking(section, style='<w:pStyle w:val="ND30NgatPhan"/>'):
    return f"<w:p><w:pPr>{style}{section}</w:pPr></w:p>"


def test_the_break_at_the_end_takes_the_place_of_the_bodys_own_section():
    assert merge_last_section(body("<w:p/>", breaking(BREAK), OWN)) == body("<w:p/>", BREAK)


def test_only_the_last_break_is_taken():
    earlier = breaking(BREAK)

    assert merge_last_section(body(earlier, "<w:p/>", breaking(BREAK), OWN)) == body(earlier, "<w:p/>", BREAK)


def test_a_break_before_more_text_stays():
    xml = body(breaking(BREAK), "<w:p><w:r><w:t>Hết</w:t></w:r></w:p>", OWN)

    assert merge_last_section(xml) == xml


def test_a_break_that_carries_text_stays():
    xml = body(f"<w:p><w:pPr>{BREAK}</w:pPr><w:r><w:t>Hết</w:t></w:r></w:p>", OWN)

    assert merge_last_section(xml) == xml


def test_a_template_of_one_section_is_left_alone():
    xml = body("<w:p/>", OWN)

    assert merge_last_section(xml) == xml
