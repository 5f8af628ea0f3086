"""The dated list of units: counts by day, names that repeat, what a name looks like in print."""

from collections import Counter
from datetime import date

import pytest

from service.errors import InvalidInput
from service.units import FIRST_DAY, NamedAfter, ProvinceType, UnitType, units_on


@pytest.mark.parametrize(
    ("day", "xa", "phuong", "cities"),
    [
        (date(2025, 7, 1), 2621, 687, 6),
        (date(2026, 4, 29), 2621, 687, 6),
        (date(2026, 4, 30), 2611, 697, 7),
        (date(2026, 8, 31), 2611, 697, 7),
        (date(2026, 9, 1), 2611, 697, 8),
        (date(2026, 9, 19), 2611, 697, 8),
        (date(2026, 9, 20), 2599, 709, 9),
        (date(2030, 1, 1), 2599, 709, 9),
    ],
)
def test_the_units_of_each_day_are_counted(day, xa, phuong, cities):
    gazetteer = units_on(day)

    assert Counter(unit.type for unit in gazetteer.units.values()) == {
        UnitType.XA: xa,
        UnitType.PHUONG: phuong,
        UnitType.DAC_KHU: 13,
    }
    assert Counter(province.type for province in gazetteer.provinces.values()) == {
        ProvinceType.THANH_PHO: cities,
        ProvinceType.TINH: 34 - cities,
    }


def test_there_is_no_list_before_the_two_levels_began():
    with pytest.raises(InvalidInput, match="01/7/2025") as caught:
        units_on(date(2025, 6, 30))

    [problem] = caught.value.problems
    assert problem.code == "no-units-before"


def test_244_official_names_are_borne_by_more_than_one_commune():
    assert len(units_on(date(2026, 9, 20)).repeated_names) == 244


def test_within_a_province_no_name_repeats_even_without_its_type():
    gazetteer = units_on(date(2026, 9, 20))

    assert len({(unit.province.code, unit.name) for unit in gazetteer.units.values()}) == 3321


def test_a_unit_carries_its_province_as_it_stood_that_day():
    kep_in_august = units_on(date(2026, 8, 1)).units["07399"]
    kep_in_november = units_on(date(2026, 11, 22)).units["07399"]

    assert kep_in_august.with_province == "xã Kép, tỉnh Bắc Ninh"
    assert kep_in_november.with_province == "phường Kép, thành phố Bắc Ninh"
    assert kep_in_august.valid_to == kep_in_november.valid_from == date(2026, 9, 20)
    assert kep_in_november.act == "388/NQ-UBTVQH16"


def test_every_unit_belongs_to_a_province_and_has_a_five_digit_code():
    gazetteer = units_on(FIRST_DAY)

    assert all(len(code) == 5 and code.isdigit() for code in gazetteer.units)
    assert sum(len(gazetteer.in_province(code)) for code in gazetteer.provinces) == 3321


def test_the_header_of_a_commune_has_two_lines_in_capitals():
    unit = units_on(date(2026, 11, 22)).units["31756"]

    assert unit.header_lines == ("ỦY BAN NHÂN DÂN", "XÃ PHÚ LỘC")
    assert (unit.full_name, unit.title, unit.place_name) == ("xã Phú Lộc", "Xã Phú Lộc", "Phú Lộc")


def test_capitals_keep_every_vietnamese_letter_and_apostrophe():
    gazetteer = units_on(date(2026, 11, 22))
    by_name = {unit.name: unit.header_lines[1] for unit in gazetteer.units.values()}

    assert by_name["Cư M'gar"] == "XÃ CƯ M'GAR"
    assert by_name["Văn Miếu - Quốc Tử Giám"] == "PHƯỜNG VĂN MIẾU - QUỐC TỬ GIÁM"


@pytest.mark.parametrize(
    ("code", "why", "place"),
    [
        ("10570", NamedAfter.PERSON, "Phường Trần Hưng Đạo"),
        ("21520", NamedAfter.PERSON, "Xã Đặng Thuỳ Trâm"),
        ("03127", NamedAfter.EVENT, "Phường Điện Biên Phủ"),
        ("00691", NamedAfter.NUMBER, "Phường Hà Giang 2"),
        ("00004", None, "Ba Đình"),
    ],
)
def test_a_unit_named_after_a_person_a_number_or_an_event_is_a_place_by_its_full_name(code, why, place):
    unit = units_on(date(2026, 11, 22)).units[code]

    assert unit.named_after is why
    assert unit.place_name == place


def test_a_name_with_a_number_keeps_its_type_word_small_inside_a_sentence():
    gazetteer = units_on(date(2026, 11, 22))

    assert gazetteer.units["00691"].full_name == "phường Hà Giang 2"
    assert gazetteer.units["10570"].full_name == "Phường Trần Hưng Đạo"


def test_a_number_right_after_the_type_word_gives_it_a_capital():
    [unit] = [one for one in units_on(date(2026, 11, 22)).units.values() if one.name == "1 Bảo Lộc"]

    assert unit.full_name == unit.place_name == "Phường 1 Bảo Lộc"


def test_the_city_named_after_a_person_is_capitalised_inside_a_sentence():
    provinces = units_on(date(2026, 11, 22)).provinces

    assert provinces["79"].full_name == provinces["79"].place_name == "Thành phố Hồ Chí Minh"
    assert provinces["01"].full_name == "thành phố Hà Nội"
    assert provinces["01"].place_name == "Hà Nội"
    assert provinces["38"].header_lines == ("ỦY BAN NHÂN DÂN", "TỈNH THANH HOÁ")
    assert provinces["38"].title == "Tỉnh Thanh Hoá"


def test_every_unit_listed_as_named_after_someone_exists_under_that_name():
    from service.units.gazetteer import read_table

    gazetteer = units_on(date(2026, 11, 22))
    places = {**gazetteer.provinces, **gazetteer.units}

    assert all(places[row["code"]].name == row["name"] for row in read_table("named_after"))


def test_every_official_name_may_stand_in_a_document():
    from service.documents.text import clean_line

    for unit in units_on(date(2026, 11, 22)).units.values():
        for words in (unit.name, unit.title, unit.with_province, unit.header_lines[1], f"{unit.name} – 5 m²"):
            assert clean_line(words) == words
