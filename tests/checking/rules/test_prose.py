import pytest
from typed.draft import Run, body_line


@pytest.fixture
def every(draft):
    """Set a property of every paragraph of the content."""

    def change(**values):
        for line in draft.lines():
            for name, value in values.items():
                setattr(line, name, value)
        return draft

    return change


@pytest.mark.parametrize("size", [13, 13.5, 14])
def test_13_to_14_is_accepted(every, accepts, size):
    accepts("body-size", every(size=size))


@pytest.mark.parametrize("size", [12, 12.5, 14.5, 16])
def test_other_sizes_are_reported_with_their_number(every, reports, size):
    report = reports("body-size", every(size=size))

    assert report.findings[0].where.others > 10


def test_one_small_word_is_reported_and_a_subscript_is_not(draft, reports, accepts):
    line = draft.text_of("Kinh phí")
    line.runs = [Run(line.text), Run("2", raised=True, size=8)]
    accepts("body-size", draft)
    line.runs = [Run(line.text), Run(" nhỏ", size=10)]

    reports("body-size", draft, found="10 pt")


@pytest.mark.parametrize("align", ["left", "right"])
def test_ragged_text_is_reported(every, reports, align):
    reports("body-justified", every(align=align))


def test_one_line_looks_the_same_either_way(draft, accepts):
    draft.text_of("1. Mục đích").align = "left"

    accepts("body-justified", draft)


@pytest.mark.parametrize("indent", [10, 12.7])
def test_both_indents_of_the_decree_are_accepted(every, accepts, indent):
    accepts("body-indent", every(first=indent))
    accepts("body-indent-rounded", every(first=indent))


@pytest.mark.parametrize("indent", [0, 5, 9, 11.3, 14, 20])
def test_other_indents_are_reported(every, reports, indent):
    reports("body-indent", every(first=indent))


def test_an_indent_made_of_left_and_hanging_counts_where_it_prints(every, reports, accepts):
    accepts("body-indent", every(left=25.4, first=-12.7))
    reports("body-indent", every(left=12.7, first=-6.35))


def test_word_s_1_25_cm_is_only_told(every, reports):
    reports("body-indent-rounded", every(first=12.5), found="12,5 mm")


def test_spaces_typed_for_an_indent_are_measured(draft, reports):
    for line in draft.body:
        line.first, line.text = 0, "    " + line.text

    reports("body-indent", draft)


@pytest.mark.parametrize(("before", "after"), [(6, 0), (0, 6), (3, 3), (12, 6)])
def test_gaps_from_6_points_are_accepted(every, accepts, before, after):
    accepts("body-paragraph-gap", every(before=before, after=after))


@pytest.mark.parametrize(("before", "after"), [(0, 0), (3, 0), (0, 4), (2.5, 3)])
def test_smaller_gaps_are_reported(every, reports, before, after):
    reports("body-paragraph-gap", every(before=before, after=after), found="pt")


def test_contextual_spacing_takes_the_gap_away(every, reports):
    reports("body-paragraph-gap", every(contextual=True), found="0 pt")


@pytest.mark.parametrize("spacing", [1.0, 1.15, 1.5])
def test_one_to_one_and_a_half_lines_are_accepted(every, accepts, spacing):
    accepts("body-line-spacing", every(spacing=spacing))


@pytest.mark.parametrize("spacing", [0.9, 0.95, 1.6, 2.0])
def test_other_multiples_are_reported(every, reports, spacing):
    reports("body-line-spacing", every(spacing=spacing), found="dòng")


@pytest.mark.parametrize("points", [16.5, 17, 18, 19, 20, 24])
def test_exact_points_are_counted_in_lines(every, accepts, points):
    accepts("body-line-spacing", every(exact=points))


@pytest.mark.parametrize("points", [14, 15.5, 25, 28])
def test_exact_points_outside_are_reported(every, reports, points):
    reports("body-line-spacing", every(exact=points), found="cố định")


def test_at_least_never_goes_below_a_line(every, accepts, reports):
    accepts("body-line-spacing", every(at_least=12))
    reports("body-line-spacing", every(at_least=26), found="ít nhất")


def test_tables_and_lists_of_plus_signs_are_left_alone(draft, accepts):
    at = draft.body.index(draft.text_of("c) Phấn đấu"))
    draft.body.insert(at + 1, body_line("+ Hồ sơ đất đai: trên 70%;", first=25.4))

    accepts("body-indent", draft)
