import pytest

from service.errors import Conflict, InvalidInput
from service.nd30.kinds import Kind
from service.numbering import Purpose, SeriesPlan, decide_series, list_series, series_for, take_number

GENERAL = SeriesPlan(name="Văn bản khác")
DECISIONS = SeriesPlan(name="Quyết định", kinds=("quyet-dinh",))
COPIES = SeriesPlan(name="Bản sao", purpose=Purpose.COPIES)


def test_a_new_agency_numbers_all_kinds_in_one_series_and_copies_in_another(session, agency):
    names = {
        kind: series_for(session, agency, kind, 2026).name for kind in ("ke-hoach", "quyet-dinh", "SY", "SL", "TrS")
    }

    assert names == {"ke-hoach": "Văn bản hành chính", "quyet-dinh": "Văn bản hành chính"} | dict.fromkeys(
        ("SY", "SL", "TrS"), "Bản sao"
    )


def test_a_decision_holds_at_once_while_no_number_is_used(session, agency):
    assert decide_series(session, agency, [GENERAL, DECISIONS, COPIES], 2026) == 2026

    assert series_for(session, agency, "quyet-dinh", 2026).name == "Quyết định"
    assert series_for(session, agency, "ke-hoach", 2026).name == "Văn bản khác"
    assert {series.name for series in list_series(session, agency)} == {"Văn bản khác", "Quyết định", "Bản sao"}


def test_after_the_first_number_a_decision_waits_for_the_new_year(session, agency, line, occasion):
    take_number(session, series_for(session, agency, "ke-hoach", 2026), line(), occasion())

    assert decide_series(session, agency, [GENERAL, DECISIONS, COPIES], 2026) == 2027

    assert series_for(session, agency, "quyet-dinh", 2026).name == "Văn bản hành chính"
    assert series_for(session, agency, "quyet-dinh", 2027).name == "Quyết định"


def test_a_second_thought_replaces_the_decision_that_did_not_begin_yet(session, agency, line, occasion):
    take_number(session, series_for(session, agency, "ke-hoach", 2026), line(), occasion())
    before = list_series(session, agency)
    decide_series(session, agency, [GENERAL, DECISIONS, COPIES], 2026)

    decide_series(
        session, agency, [SeriesPlan(name=one.name, kinds=one.kinds, purpose=one.purpose) for one in before], 2026
    )

    assert list_series(session, agency) == before


def test_a_series_that_stays_keeps_its_numbers(session, agency, line, occasion):
    decide_series(session, agency, [GENERAL, COPIES], 2026)
    kept = series_for(session, agency, "ke-hoach", 2026)
    take_number(session, kept, line(), occasion())

    decide_series(session, agency, [GENERAL, DECISIONS, COPIES], 2026)

    assert series_for(session, agency, "ke-hoach", 2027).id == kept.id


@pytest.mark.parametrize(
    ("plans", "code"),
    [
        ([DECISIONS, COPIES], "no-general-series"),
        ([GENERAL, SeriesPlan(name="Hai"), COPIES], "two-general-series"),
        ([GENERAL, DECISIONS, SeriesPlan(name="QĐ", kinds=("quyet-dinh",)), COPIES], "kind-numbered-twice"),
        ([GENERAL, SeriesPlan(name="Lạ", kinds=("nghi-dinh",)), COPIES], "unknown-kind"),
        ([GENERAL], "one-copies-series"),
        ([GENERAL, SeriesPlan(name="Văn bản khác", kinds=("bao-cao",)), COPIES], "same-name"),
    ],
)
def test_every_kind_must_have_exactly_one_series(session, agency, plans, code):
    with pytest.raises(InvalidInput) as caught:
        decide_series(session, agency, plans, 2026)

    assert code in {problem.code for problem in caught.value.problems}


def test_series_that_name_every_kind_need_no_general_one(session, agency):
    every = SeriesPlan(name="Tất cả", kinds=tuple(Kind))

    assert decide_series(session, agency, [every, COPIES], 2026) == 2026


def test_a_year_before_the_agency_began_has_no_series(session, agency):
    with pytest.raises(Conflict):
        series_for(session, agency, "ke-hoach", 2020)
