"""Columns are as wide as wanted, never narrower than their widest word, and fill the table to the twip."""

from hypothesis import given
from hypothesis import strategies as st

from service.rendering.columns import fit, lines_in, widest_word

TOTAL = 9354


@given(st.lists(st.tuples(st.floats(0.1, 50), st.integers(0, 4000)), min_size=1, max_size=30), st.integers(3000, 15000))
def test_columns_always_fill_the_table_to_the_twip(columns, total):
    shares, words = zip(*columns, strict=True)
    widths = fit(shares, words, total)

    assert sum(widths) == total
    assert all(width >= 0 for width in widths)


def test_wanted_shares_are_kept_where_the_words_allow():
    assert fit([1, 2, 1], [100, 100, 100], 8000) == [2000, 4000, 2000]


def test_a_column_is_never_narrower_than_its_widest_word():
    date = widest_word(["Trước ngày 30/01/2026"], 12)
    narrow, *_ = fit([1, 20, 20], [date, 100, 100], TOTAL)

    assert narrow > date


def test_a_word_of_a_third_of_the_table_does_not_starve_the_others():
    widths = fit([1, 1, 1], [20_000, 500, 500], TOTAL)

    assert widths[0] <= TOTAL * 0.34
    assert min(widths) > 500


def test_too_many_long_words_share_what_there_is():
    widths = fit([1] * 10, [2000] * 10, TOTAL)

    assert sum(widths) == TOTAL
    assert max(widths) - min(widths) <= 10


def test_the_widest_word_is_measured_in_twips_and_the_blank_has_none():
    assert widest_word(["a bb ccc"], 12) > widest_word(["a bb"], 12)
    assert widest_word(["ccc"], 12, bold=True) > 300
    assert widest_word([""], 12) <= 1


def test_lines_are_counted_as_words_fill_them():
    words = "Cải cách thủ tục hành chính"

    assert lines_in(words, 12, 6000) == 1
    assert lines_in(words, 12, 1700) == 2
    assert lines_in(words, 12, 300) == len(words.split())
    assert lines_in("", 12, 1000) == 1
    assert lines_in(words, 12, 3000, bold=True) >= lines_in(words, 12, 3000)
