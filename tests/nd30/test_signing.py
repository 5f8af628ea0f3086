"""Forms of authority and which may stand over one another (khoản 7, điểm b; Điều 13)."""

import pytest

from service.nd30.signing import ACADEMIC_TITLES, AUTHORITIES, COMBINATIONS, SECRET_MARKS, Authority

TM, Q, KT, TL, TUQ = Authority.TM, Authority.Q, Authority.KT, Authority.TL, Authority.TUQ


def test_each_form_is_printed_with_a_full_stop_and_explained():
    assert [form.printed for form in Authority] == ["TM.", "Q.", "KT.", "TL.", "TUQ."]
    assert set(AUTHORITIES) == set(Authority)


@pytest.mark.parametrize("lines", [(), (TM,), (TM, KT), (TL, KT), (TUQ, KT), (Q,), (TM, Q)])
def test_what_offices_sign(lines):
    assert lines in COMBINATIONS


@pytest.mark.parametrize("lines", [(KT, TM), (KT, KT), (TM, TL), (TM, KT, TL), (Q, KT), (TL, TUQ)])
def test_what_nobody_may_sign(lines):
    assert lines not in COMBINATIONS


def test_at_most_two_forms_stand_over_the_post():
    assert all(len(lines) <= 2 for lines in COMBINATIONS)


def test_titles_and_secret_marks_are_in_full_and_in_short():
    assert {"TS.", "Tiến sĩ", "ThS."} <= set(ACADEMIC_TITLES)
    assert SECRET_MARKS == ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
