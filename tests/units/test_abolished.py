"""Names that had ended by the day of the document are found; names that hold are left alone."""

from datetime import date

import pytest

from service.units import abolished

NOW = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "on", "phrase", "message"),
    [
        ("ỦY BAN NHÂN DÂN HUYỆN ĐÔNG ANH", NOW, "HUYỆN ĐÔNG ANH", "“HUYỆN ĐÔNG ANH” không còn từ ngày 01/7/2025."),
        ("Phường 3, Quận 5", NOW, "Quận 5", "“Quận 5” không còn từ ngày 01/7/2025."),
        ("thị trấn Me", NOW, "thị trấn Me", "“thị trấn Me” không còn từ ngày 01/7/2025."),
        ("Thành phố Biên Hoà", NOW, "Thành phố Biên Hoà", "“Thành phố Biên Hoà” không còn từ ngày 01/7/2025."),
        (
            "Sở Nội vụ tỉnh Bình Dương;",
            NOW,
            "tỉnh Bình Dương",
            "“tỉnh Bình Dương” không còn từ ngày 01/7/2025, nay là Thành phố Hồ Chí Minh.",
        ),
        (
            "tỉnh Bà Rịa – Vũng Tàu",
            NOW,
            "tỉnh Bà Rịa – Vũng Tàu",
            "“tỉnh Bà Rịa – Vũng Tàu” không còn từ ngày 01/7/2025, nay là Thành phố Hồ Chí Minh.",
        ),
        (
            "tỉnh Đồng Nai",
            date(2026, 4, 30),
            "tỉnh Đồng Nai",
            "“tỉnh Đồng Nai” không còn từ ngày 30/4/2026, nay là thành phố Đồng Nai.",
        ),
        (
            "tỉnh Quảng Ninh",
            date(2026, 9, 1),
            "tỉnh Quảng Ninh",
            "“tỉnh Quảng Ninh” không còn từ ngày 01/9/2026, nay là thành phố Quảng Ninh.",
        ),
        ("UBND xã Kép", NOW, "xã Kép", "“xã Kép” không còn từ ngày 20/9/2026, nay là phường Kép."),
    ],
)
def test_an_ended_name_is_found_with_its_day_and_successor(text, on, phrase, message):
    [found] = abolished(text, on)

    assert found.phrase == phrase
    assert found.message == message
    assert text[found.start :].startswith(phrase)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("ỦY BAN NHÂN DÂN HUYỆN ĐÔNG ANH", date(2025, 6, 30)),
        ("tỉnh Đồng Nai", date(2026, 4, 29)),
        ("xã Kép, tỉnh Bắc Ninh", date(2026, 9, 19)),
        ("thành phố Bắc Ninh", NOW),
        ("Thành phố Hồ Chí Minh", NOW),
        ("tỉnh Hà Tĩnh", NOW),
        ("HUYỆN ỦY ĐÔNG ANH", NOW),
        ("các huyện trong tỉnh", NOW),
        ("cơ sở dữ liệu cấp tỉnh, cấp xã", NOW),
        ("tỉnh Hà Nam Ninh", NOW),
    ],
)
def test_a_name_that_held_or_is_not_surely_a_unit_is_left_alone(text, on):
    assert abolished(text, on) == ()


def test_a_former_type_that_another_province_still_uses_is_not_reported():
    # Chi Lăng of Bắc Ninh became a phường, but Lạng Sơn has its xã Chi Lăng.
    assert abolished("xã Chi Lăng", NOW) == ()


def test_every_mention_is_reported_in_order():
    found = abolished("tỉnh Hà Giang, tỉnh Yên Bái và huyện Mù Cang Chải", NOW)

    assert [item.phrase for item in found] == ["tỉnh Hà Giang", "tỉnh Yên Bái", "huyện Mù Cang Chải"]


def test_capitals_hide_where_the_name_ends_so_the_longest_known_name_counts():
    [found] = abolished("KẾ HOẠCH CỦA TỈNH BẮC KẠN NĂM 2026", NOW)

    assert found.phrase == "TỈNH BẮC KẠN"
