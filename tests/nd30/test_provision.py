"""The shape of a row: what is in a range, how it reads, and that we can never write what the law does not allow."""

from math import inf

import pytest

from service.nd30.provision import Force, OneOf, Provision, Range


@pytest.mark.parametrize(("value", "inside"), [(19.9, False), (20, True), (22.5, True), (25, True), (25.1, False)])
def test_a_range_holds_both_its_ends(value, inside):
    assert (value in Range(20, 25, "mm")) is inside


def test_a_tolerance_widens_both_ends():
    assert 19.95 in Range(20, 25, "mm", 0.1)
    assert 25.05 in Range(20, 25, "mm", 0.1)
    assert 19.8 not in Range(20, 25, "mm", 0.1)


def test_a_range_without_a_top_has_none():
    assert 1_000_000 in Range(6, inf, "pt")


@pytest.mark.parametrize("value", ["20", None, (20,)])
def test_what_is_no_number_is_in_no_range(value):
    assert value not in Range(20, 25, "mm")


@pytest.mark.parametrize(
    ("allowed", "words"),
    [
        (Range(20, 25, "mm"), "20-25 mm"),
        (Range(13, 13, "pt"), "13 pt"),
        (Range(1.27, 1.5, "cm"), "1,27-1,5 cm"),
        (Range(1 / 3, 1 / 2, "lần", words="từ 1/3 đến 1/2"), "từ 1/3 đến 1/2"),
        (OneOf((12.7, 10.0), "mm"), "12,7 hoặc 10 mm"),
        (OneOf(("Times New Roman",)), "Times New Roman"),
    ],
)
def test_ranges_and_choices_read_as_people_say_them(allowed, words):
    assert str(allowed) == words


def test_one_of_a_few_allows_each_and_what_is_near_a_number():
    indents = OneOf((12.7, 10.0), "mm", 0.1)

    assert 12.65 in indents
    assert 10 in indents
    assert 11 not in indents
    assert "12.7" not in indents
    assert list(indents) == [12.7, 10.0]


def test_a_provision_that_we_would_break_ourselves_cannot_be_written():
    with pytest.raises(ValueError, match="we would write 30"):
        Provision("Phụ lục I", "Lề trên", Range(20, 25, "mm"), 30.0)


def test_a_provision_is_ordered_by_the_text_unless_it_says_otherwise():
    assert Provision("Phụ lục I", "Lề trên", Range(20, 25, "mm"), 20.0).force is Force.TEXT
