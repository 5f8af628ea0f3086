"""What the samples with lines of their own need, and what makes no sense on them."""

import pytest

from service.documents.starting import starting_document
from service.nd30.forms import FORMS
from service.nd30.kinds import Kind
from tests.documents import drafts


def paper(kind: Kind) -> drafts.Data:
    """The example of a kind as data that tests may change."""
    return starting_document(kind).as_data()


def with_form(kind: Kind, **changes: object) -> drafts.Data:
    """The same with fields of its form replaced; None leaves one out."""
    data = paper(kind)
    filled = {name: value for name, value in (data[FORMS[kind].name] | changes).items() if value is not None}
    return data | {FORMS[kind].name: filled}


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_must_be_there(kind: Kind) -> None:
    name = FORMS[kind].name
    [problem] = drafts.problems(paper(kind), **{name: None})

    assert (problem.path, problem.code) == (f"/{name}", "form-missing")
    assert FORMS[kind].cite in problem.message


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_belongs_to_its_kind_alone(kind: Kind) -> None:
    name = FORMS[kind].name

    assert drafts.faults(signer=drafts.signer(), **{name: paper(kind)[name]}) == [(f"/{name}", "form-not-allowed")]


@pytest.mark.parametrize("kind", [Kind.GIAY_MOI, Kind.GIAY_GIOI_THIEU, Kind.GIAY_NGHI_PHEP])
def test_a_form_says_enough_without_further_content(kind: Kind) -> None:
    data = {name: value for name, value in paper(kind).items() if name != "body"}

    assert drafts.problems(data) == ()


def test_an_empty_field_is_told_where_it_stands() -> None:
    assert drafts.faults(with_form(Kind.GIAY_MOI, chair="  ")) == [("/invitation/chair", "blank")]
    assert drafts.faults(with_form(Kind.GIAY_MOI, chair=None)) == [("/invitation/chair", "missing")]
    assert drafts.faults(with_form(Kind.GIAY_MOI, guests=["x"]))[0][0] == "/invitation/guests"


@pytest.mark.parametrize("kind", [Kind.GIAY_MOI, Kind.CONG_DIEN, Kind.GIAY_GIOI_THIEU])
def test_who_is_invited_wired_or_visited_must_be_named(kind: Kind) -> None:
    assert ("/addressees", "addressees-missing") in drafts.faults(paper(kind), addressees=None)


@pytest.mark.parametrize("kind", [Kind.GIAY_MOI, Kind.CONG_DIEN, Kind.GIAY_GIOI_THIEU])
def test_as_above_may_open_the_recipients_and_need_not(kind: Kind) -> None:
    assert drafts.problems(paper(kind), recipients=[{"name": "Sở Nội vụ"}]) == ()
    assert drafts.problems(paper(kind), recipients=[{"name": "Như trên"}]) == ()
    wrong = [{"name": "Sở Nội vụ"}, {"name": "Như trên"}]
    assert drafts.faults(paper(kind), recipients=wrong) == [("/recipients/1/name", "as-above-not-first")]


def test_one_is_introduced_to_one_body() -> None:
    several = drafts.faults(paper(Kind.GIAY_GIOI_THIEU), addressees=["Sở Nội vụ", "Sở Tài chính"])

    assert several == [("/addressees/1", "introduced-to-several")]


@pytest.mark.parametrize("valid_until", [None, "2026", "2026-02"])
def test_an_introduction_ends_on_a_day(valid_until: str | None) -> None:
    data = with_form(Kind.GIAY_GIOI_THIEU, valid_until=valid_until)

    assert drafts.faults(data) == [("/introduction/valid_until", "day-missing")]


def test_an_introduction_does_not_end_before_it_is_issued() -> None:
    data = with_form(Kind.GIAY_GIOI_THIEU, valid_until="2026-01-04") | {"issued_on": "2026-01-05"}

    assert drafts.faults(data) == [("/introduction/valid_until", "ended-before-issue")]
    assert drafts.problems(data, issued_on="2026-01-04") == ()


@pytest.mark.parametrize("name", ["requested_on", "from_day", "to_day"])
def test_leave_is_told_in_whole_days(name: str) -> None:
    assert drafts.faults(with_form(Kind.GIAY_NGHI_PHEP, **{name: "2026-01"})) == [(f"/leave/{name}", "day-missing")]


def test_leave_does_not_end_before_it_begins() -> None:
    one_day = with_form(Kind.GIAY_NGHI_PHEP, from_day="2026-01-19", to_day="2026-01-19")
    backwards = with_form(Kind.GIAY_NGHI_PHEP, from_day="2026-01-20", to_day="2026-01-19")

    assert drafts.problems(one_day) == ()
    assert drafts.faults(backwards) == [("/leave/to_day", "leave-ends-before-it-begins")]


def test_a_salutation_is_one_of_two() -> None:
    data = with_form(Kind.GIAY_NGHI_PHEP, salutation="co")

    [(path, _)] = drafts.faults(data)
    assert path == "/leave/salutation"


def test_minutes_need_content_unlike_other_forms() -> None:
    data = {name: value for name, value in paper(Kind.BIEN_BAN).items() if name != "body"}

    assert drafts.faults(data) == [("/body", "missing")]
    assert drafts.faults(data, body={"content": []}) == [("/body/content", "body-empty")]


@pytest.mark.parametrize("name", ["started_at", "ended_at"])
def test_minutes_say_when_it_began_and_ended(name: str) -> None:
    assert drafts.faults(with_form(Kind.BIEN_BAN, **{name: None})) == [(f"/minutes/{name}", "moment-missing")]


@pytest.mark.parametrize(
    "wrong", ["2026-01-09", "8 giờ", "2026-02-30T08:00", "2026-01-09T24:30", "0001-01-01T00:00", 7]
)
def test_a_moment_is_a_minute_of_a_day_that_exists(wrong: object) -> None:
    assert drafts.faults(with_form(Kind.BIEN_BAN, started_at=wrong)) == [("/minutes/started_at", "bad-moment")]


@pytest.mark.parametrize("ended", ["2026-01-09T08:00", "2026-01-08T17:00"])
def test_a_meeting_ends_after_it_began(ended: str) -> None:
    data = with_form(Kind.BIEN_BAN, started_at="2026-01-09T08:00", ended_at=ended)

    assert drafts.faults(data) == [("/minutes/ended_at", "ended-before-it-began")]


def test_somebody_was_there() -> None:
    assert drafts.faults(with_form(Kind.BIEN_BAN, attendees=[])) == [("/minutes/attendees", "attendees-missing")]


def test_the_chair_signs_on_nobodys_behalf() -> None:
    signer = {"authority": [{"form": "TM", "of": "Ủy ban nhân dân"}], "post": "Chủ tọa", "name": "Nguyễn Văn An"}

    assert ("/signer/authority", "minutes-with-authority") in drafts.faults(paper(Kind.BIEN_BAN), signer=signer)


@pytest.mark.parametrize("kind", [None, [], {}, 7, "x", "giay"])
def test_a_kind_that_is_none_is_told_whatever_it_is(kind: object) -> None:
    data = {name: value for name, value in paper(Kind.GIAY_MOI).items() if name != "body"}

    assert "/body" in [path for path, _ in drafts.faults({**data, "kind": kind})]
