"""Finding the unit meant, and saying honestly when it is not sure."""

from datetime import date

import pytest

from service.units import Certainty, alphabetical, find_province, find_unit, search_units, units_on

TODAY = units_on(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31756", "31756"),
        ("4", "00004"),
        ("4.0", "00004"),
        ("Kép", "07399"),
        ("phường kép", "07399"),
        ("UBND phường Kép", "07399"),
        ("ỦY BAN NHÂN DÂN PHƯỜNG KÉP", "07399"),
        ("P. Kép", "07399"),
        ("Hiệp Hòa, Bắc Ninh", "07840"),
        ("Phường Hiệp Hoà (thành phố Bắc Ninh)", "07840"),
        ("Xã Cư M’gar - Đắk Lắk", "24280"),
        ("Văn Miếu – Quốc Tử Giám", "00226"),
        ("Xa Dung", "03208"),
    ],
)
def test_a_unit_is_found_by_code_or_by_any_fair_way_to_write_its_name(text, code):
    found = find_unit(text, TODAY).found

    assert found is not None
    assert found.code == code


def test_a_name_that_repeats_is_ambiguous_and_lists_every_bearer():
    lookup = find_unit("xã An Bình", TODAY)

    assert lookup.ambiguous
    assert lookup.found is None
    assert {unit.province.name for unit in lookup.candidates} == {"Phú Thọ", "Vĩnh Long"}


def test_the_province_settles_a_name_that_repeats():
    vinh_long = find_province("tỉnh Vĩnh Long", TODAY).found
    found = find_unit("xã An Bình", TODAY, vinh_long).found

    assert found is not None
    assert found.with_province == "xã An Bình, tỉnh Vĩnh Long"


def test_a_name_without_diacritics_is_a_suggestion_not_an_answer():
    lookup = find_unit("phuong ba dinh", TODAY)

    assert lookup.found is None
    assert lookup.certainty is Certainty.NO_DIACRITICS
    assert [unit.title for unit in lookup.candidates] == ["Phường Ba Đình"]


def test_a_commune_under_its_former_type_is_a_suggestion():
    lookup = find_unit("xã Kép", TODAY)

    assert lookup.certainty is Certainty.OTHER_TYPE
    assert [unit.title for unit in lookup.candidates] == ["Phường Kép"]
    assert find_unit("xã Kép", units_on(date(2026, 8, 1))).found is not None


def test_a_misspelled_name_brings_the_nearest_of_its_province():
    ha_noi = find_province("Hà Nội", TODAY).found
    lookup = find_unit("Ba Đìnk", TODAY, ha_noi)

    assert lookup.certainty is Certainty.SIMILAR
    assert lookup.candidates[0].title == "Phường Ba Đình"
    assert {unit.province.code for unit in lookup.candidates} == {"01"}


def test_nonsense_finds_nothing():
    assert find_unit("qqqq zzzz", TODAY).certainty is Certainty.NOTHING
    assert find_unit("", TODAY).found is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TP.HCM", "79"),
        ("Thành phố Hồ Chí Minh", "79"),
        ("Thanh Hóa", "38"),
        ("1", "01"),
        ("Tỉnh Đồng Nai", "75"),
        ("TP Huế", "46"),
    ],
)
def test_a_province_is_found_by_code_name_or_common_short_name(text, code):
    found = find_province(text, TODAY).found

    assert found is not None
    assert found.code == code


def test_a_merged_province_brings_its_successor_as_a_suggestion():
    lookup = find_province("tỉnh Bình Dương", TODAY)

    assert lookup.certainty is Certainty.MERGED
    assert lookup.found is None
    assert [province.code for province in lookup.candidates] == ["79"]


def test_a_misspelled_province_brings_a_suggestion():
    assert find_province("tinh dong nai", TODAY).candidates[0].code == "75"
    assert find_province("qqqqqq", TODAY).certainty is Certainty.NOTHING


def test_typing_finds_names_that_begin_so_before_names_that_contain_it():
    titles = [unit.title for unit in search_units("ba dinh", TODAY)]

    assert set(titles[:3]) == {"Phường Ba Đình", "Xã Ba Đình", "Xã Ba Dinh"}
    assert search_units("an binh can tho", TODAY)[0].with_province == "phường An Bình, thành phố Cần Thơ"


def test_typing_a_code_or_a_misspelling_also_finds():
    assert [unit.code for unit in search_units("31756", TODAY)] == ["31756"]
    assert "Phường Hoàn Kiếm" in [unit.title for unit in search_units("hoan kiemm", TODAY, limit=5)]


def test_every_official_name_with_its_province_finds_exactly_its_unit():
    for unit in TODAY.units.values():
        found = find_unit(unit.title, TODAY, unit.province).found
        assert found is unit, unit


def test_units_are_sorted_as_a_vietnamese_dictionary_would():
    names = [unit.name for unit in alphabetical(TODAY.in_province("92"))]

    assert names[:4] == ["An Bình", "An Lạc Thôn", "An Ninh", "An Thạnh"]
    assert names.index("Đại Hải") > names.index("Cờ Đỏ")
    assert [unit.province.name for unit in alphabetical(TODAY.units.values())][-1] == "Vĩnh Long"
