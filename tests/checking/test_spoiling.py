"""Spoil one property of a compliant document by any amount: exactly the matching rule reports, and only outside its range."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typed.draft import Draft, Rule, ink

from service.checking import check

few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def found(draft):
    """Rules that report."""
    return {finding.rule for finding in check(draft.docx()).findings}


@few
@given(side=st.sampled_from(["top", "bottom"]), mm=st.floats(5, 40))
def test_top_and_bottom_margins(side, mm):
    draft = Draft()
    setattr(draft.page, side, mm)
    stored = round(mm * 1440 / 25.4) * 25.4 / 1440

    expected = set() if 19.9 <= stored <= 25.1 else {"page-margins"}
    assert found(draft) - {"page-number-missing"} == expected


@few
@given(size=st.integers(16, 36))
def test_the_size_of_the_content_in_half_points(size):
    draft = Draft()
    for line in draft.lines():
        line.size = size / 2

    assert found(draft) - {"page-number-missing"} == (set() if 26 <= size <= 28 else {"body-size"})


@few
@given(twips=st.integers(0, 1200))
def test_the_indent_of_the_first_line(twips):
    draft = Draft()
    mm = twips * 25.4 / 1440
    for line in draft.lines():
        line.first = mm

    near = min(abs(mm - 10), abs(mm - 12.7))
    expected = set() if near <= 0.1 else {"body-indent-rounded"} if near <= 0.35 else {"body-indent"}
    assert found(draft) == expected


@few
@given(before=st.integers(0, 240), after=st.integers(0, 240))
def test_the_gap_between_paragraphs(before, after):
    draft = Draft()
    for line in draft.lines():
        line.before, line.after = before / 20, after / 20

    assert found(draft) == (set() if before + after >= 119 else {"body-paragraph-gap"})


@few
@given(line=st.integers(150, 520))
def test_line_spacing_in_multiples(line):
    draft = Draft()
    for one in draft.lines():
        one.spacing = line / 240

    assert found(draft) == (set() if 238 <= line <= 362 else {"body-line-spacing"})


@few
@given(share=st.floats(0.1, 1.4), kind=st.sampled_from(["drawing", "vml", "both", "connector", "border"]))
def test_the_length_of_the_rule_under_the_subject(share, kind):
    draft = Draft()
    draft.subject_rule = Rule(kind, length=share * ink(draft.subject[0]))

    if abs(share - 1 / 3) > 0.02 and abs(share - 0.5) > 0.02:
        assert found(draft) == (set() if 1 / 3 < share < 0.5 else {"title-rule-length"})


@few
@given(number=st.integers(1, 4000), padded=st.booleans())
def test_the_number_and_its_zero(number, padded):
    draft = Draft()
    draft.number.text = f"Số: {number:02d}/KH-UBND" if padded else f"Số: {number}/KH-UBND"

    assert found(draft) == (set() if padded or number >= 10 else {"number-pattern"})


@few
@given(day=st.integers(1, 31), month=st.integers(1, 12), year=st.integers(2020, 2035))
def test_any_day_after_the_decree_written_its_way(day, month, year):
    import calendar

    draft = Draft()
    draft.bases = []
    shown = f"{month:02d}" if month < 3 else str(month)
    draft.place_date.text = f"An Bình, ngày {day:02d} tháng {shown} năm {year}"
    exists = day <= calendar.monthrange(year, month)[1]
    in_force = (year, month, day) >= (2020, 3, 5)

    expected = {"regime-other"} if exists and not in_force else set() if exists else {"place-date-impossible"}
    assert found(draft) == expected


@few
@given(
    names=st.lists(
        st.sampled_from(["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Thị", "Văn", "Ngọc"]),
        min_size=2,
        max_size=5,
    )
)
def test_any_name_in_small_letters_and_in_capitals(names):
    draft = Draft()
    draft.signer[-1].text = " ".join(names)
    assert found(draft) == set()
    draft.signer[-1].text = " ".join(names).upper()

    assert found(draft) == {"signer-name-capitals"}
