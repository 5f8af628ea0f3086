import pytest
from typed.draft import Line

from service.checking import Outcome


@pytest.mark.parametrize(
    "text",
    [
        "An Bình, ngày 01 tháng 01 năm 2026",
        "An Bình, ngày 31 tháng 12 năm 2026",
        "An Bình, ngày 05 tháng 3 năm 2026",
        "An Bình, ngày 10 tháng 02 năm 2026",
    ],
)
def test_the_decree_s_way_of_writing_a_day_is_accepted(draft, accepts, text):
    draft.place_date.text = text

    for rule in (
        "place-date-pattern",
        "place-date-month",
        "place-date-impossible",
        "place-date-missing",
        "place-date-full-name",
    ):
        accepts(rule, draft)
    assert accepts("place-date-pattern", draft)
    assert accepts("place-date-month", draft)
    assert accepts("place-date-impossible", draft)
    assert accepts("place-date-missing", draft)
    assert accepts("place-date-full-name", draft)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An Bình, ngày 5 tháng 3 năm 2026", "ngày 5"),
        ("An Bình, ngày 05 tháng 1 năm 2026", "tháng 1"),
        ("An Bình, ngày 05 tháng 2 năm 2026", "tháng 2"),
        ("An Bình ngày 05 tháng 3 năm 2026", "An Bình"),
        ("An Bình, ngày 05/3/2026", "05/3/2026"),
        ("An Bình, 05/3/2026", "05/3/2026"),
        ("an Bình, ngày 05 tháng 3 năm 2026", "an Bình"),
        ("An Bình, ngày 05 tháng 3 năm 2026.", "."),
    ],
)
def test_each_other_way_is_reported(draft, reports, text, found):
    draft.place_date.text = text

    reports("place-date-pattern", draft, found=found)


@pytest.mark.parametrize("month", ["03", "09"])
def test_a_padded_month_from_march_on_is_told(draft, reports, month):
    draft.place_date.text = f"An Bình, ngày 12 tháng {month} năm 2026"

    reports("place-date-month", draft)


@pytest.mark.parametrize("text", ["ngày 31 tháng 4", "ngày 30 tháng 02", "ngày 12 tháng 13", "ngày 32 tháng 3"])
def test_a_day_that_no_calendar_has_is_reported(draft, reports, text):
    draft.place_date.text = f"An Bình, {text} năm 2026"

    reports("place-date-impossible", draft)


@pytest.mark.parametrize("size", [13, 14])
def test_13_to_14_italic_is_accepted(draft, accepts, size):
    draft.place_date.size = size

    accepts("place-date-type", draft)


@pytest.mark.parametrize("change", [{"size": 12}, {"size": 15}, {"italic": False}, {"bold": True}])
def test_place_and_date_set_otherwise_are_reported(draft, reports, change):
    for name, value in change.items():
        setattr(draft.place_date, name, value)

    reports("place-date-type", draft)


def test_a_date_lower_than_the_number_is_told_in_millimetres(draft, reports, accepts):
    accepts("place-date-level", draft)
    draft.place_date.before = 24

    reports("place-date-level", draft, found="mm")


def test_a_missing_date_line_is_reported(draft, reports):
    draft.place_date.text = ""

    reports("place-date-missing", draft)


def test_a_blank_day_is_right_in_a_draft_and_wrong_once_issued(draft, accepts, reports):
    draft.place_date.text = "An Bình, ngày      tháng 3 năm 2026"
    accepts("place-date-blank", draft, outcome=Outcome.NOT_APPLICABLE)

    reports("place-date-blank", draft, issued=True)


def test_a_full_date_is_accepted_once_issued(draft, accepts):
    accepts("place-date-blank", draft, issued=True)


def test_a_ward_named_after_a_person_is_written_in_full(draft, reports, accepts):
    draft.issuer = [
        Line(text, size=13, bold=True, align="center") for text in ("ỦY BAN NHÂN DÂN", "PHƯỜNG HAI BÀ TRƯNG")
    ]
    draft.place_date.text = "Phường Hai Bà Trưng, ngày 12 tháng 3 năm 2026"
    draft.place_date.size = 13
    accepts("place-date-full-name", draft)
    draft.place_date.text = "Hai Bà Trưng, ngày 12 tháng 3 năm 2026"

    reports("place-date-full-name", draft)


def test_a_name_that_differs_by_a_tone_from_a_persons_is_another_name(draft, accepts):
    draft.issuer = [Line(text, size=13, bold=True, align="center") for text in ("ỦY BAN NHÂN DÂN", "XÃ KIM ĐÔNG")]
    draft.place_date.text = "Kim Đông, ngày 12 tháng 3 năm 2026"

    accepts("place-date-full-name", draft)
