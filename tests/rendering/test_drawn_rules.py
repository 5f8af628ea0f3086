"""A drawn rule is a straight connector in points, with a twin for readers that know VML only."""

import re

from service.rendering.drawn_rules import drawn_rule


def test_the_length_in_points_becomes_emu_everywhere():
    xml = drawn_rule(72, 3)

    assert xml.count('cx="914400"') == 2
    assert 'to="72.00pt,2pt"' in xml


def test_it_is_centred_on_its_column_and_hangs_on_its_paragraph():
    xml = drawn_rule(100, 1)

    assert '<wp:positionH relativeFrom="column"><wp:align>center</wp:align>' in xml
    assert '<wp:positionV relativeFrom="paragraph">' in xml


def test_number_and_name_tell_drawings_apart():
    assert re.findall(r'docPr id="(\d+)"', drawn_rule(10, 1) + drawn_rule(10, 2)) == ["1", "2"]
    assert 'id="duong_ke_7"' in drawn_rule(10, 7)
