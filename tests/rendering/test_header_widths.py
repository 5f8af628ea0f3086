"""The split of the header for every unit of the country, by font metrics: nothing wraps that must not."""

import datetime
import re

import pytest

from service.nd30.metrics import text_width_pt
from service.nd30.page import ISSUER_RULE, QUOC_HIEU
from service.nd30.type_styles import Component
from service.rendering.balance import rule_length_pt, width_pt
from service.rendering.header import TEXT_WIDTH_PT, lay_out_header
from service.units import units_on
from tests.rendering import examples

#: The longest day and month, and the blanks of a draft.
DAYS = ("2026-12-28", "2026-10-30", None)
GUTTER = 3.0
UNITS = tuple(units_on(datetime.date(2026, 1, 1)).units.values())


def committee(unit, issued_on="2026-12-28"):
    """A plan of a unit's people's committee on a day."""
    number = None if issued_on is None else 1234
    return examples.plan(
        parent_agency={"name": f"UBND {unit.province.full_name}"},
        issuer={"name": f"Ủy ban nhân dân {unit.full_name}", "sign": "UBND", "place": unit.place_name},
        number=number,
        issued_on=issued_on,
    )


def date_width(header):
    """Width of the date at the size that the header chose for it."""
    words = "".join(re.findall(r">([^<>]*)</w:t>", header.place_date))
    return text_width_pt(words, 13 if 'w:val="26"' in header.place_date else 14, italic=True)


@pytest.fixture(scope="module")
def headers():
    return [(unit, lay_out_header(committee(unit))) for unit in UNITS]


def test_there_are_3321_units():
    assert len(UNITS) == 3321


def test_quoc_hieu_fits_the_right_column_of_every_unit(headers):
    nation = width_pt(QUOC_HIEU.use, Component.QUOC_HIEU)

    assert all(header.right >= nation + GUTTER for _, header in headers)


def test_the_two_columns_are_the_width_of_the_text(headers):
    assert all(header.left + header.right == pytest.approx(TEXT_WIDTH_PT) for _, header in headers)


def test_the_issuer_of_every_unit_is_broken_before_its_unit_and_fits_the_left_column(headers):
    for unit, header in headers:
        assert header.issuer[0] == "ỦY BAN NHÂN DÂN", unit.with_province
        assert " ".join(header.issuer) == f"ỦY BAN NHÂN DÂN {unit.title.upper()}"
        assert all(width_pt(line, Component.ISSUER) <= header.left for line in header.issuer), unit.with_province
        assert all(width_pt(line, Component.PARENT_AGENCY) <= header.left for line in header.parent), unit.with_province


def test_the_number_of_every_unit_fits_the_left_column(headers):
    width = width_pt("Số: 12345/KH-UBND", Component.NUMBER)

    assert all(width <= header.left for _, header in headers)


def test_the_rule_under_every_issuer_is_a_third_to_a_half_of_its_last_line(headers):
    for _, header in headers:
        length = rule_length_pt(header.issuer, Component.ISSUER, ISSUER_RULE.allowed, ISSUER_RULE.use)
        assert length / width_pt(header.issuer[-1], Component.ISSUER) in ISSUER_RULE.allowed


def test_the_date_of_every_unit_fits_the_right_column_in_an_allowed_size():
    longest = sorted({unit.place_name for unit in UNITS}, key=lambda name: text_width_pt(name, 14, italic=True))[-60:]
    for unit in (unit for unit in UNITS if unit.place_name in longest):
        for day in DAYS:
            header = lay_out_header(committee(unit, day))
            assert header.right >= date_width(header) + GUTTER, (unit.with_province, day)


def extremes():
    """Units with the longest and the shortest names, titles, places and provinces."""
    measures = (
        lambda unit: text_width_pt(unit.title, 13, bold=True),
        lambda unit: text_width_pt(unit.place_name, 14, italic=True),
        lambda unit: text_width_pt(unit.province.full_name, 13),
    )
    ranked = [sorted(UNITS, key=measure) for measure in measures]
    return list({unit.code: unit for ordered in ranked for unit in (*ordered[:2], *ordered[-4:])}.values())


@pytest.mark.office
@pytest.mark.xdist_group("printed")
def test_libreoffice_wraps_nothing_for_the_longest_and_shortest_names(printed):
    for unit in extremes():
        for day in ("2026-12-28", None):
            page = printed(committee(unit, day)).pages[0]
            expected = lay_out_header(committee(unit, day))

            assert len(page.styled("Quốc hiệu")) == 1, unit.with_province
            assert len(page.styled("Địa danh ngày tháng")) == 1, unit.with_province
            assert len(page.styled("Số ký hiệu")) == 1, unit.with_province
            assert [line.text for line in page.styled("Cơ quan ban hành")] == list(expected.issuer)
            assert [line.text for line in page.styled("Cơ quan chủ quản")] == list(expected.parent)
