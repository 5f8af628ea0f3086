"""Kính gửi and Nơi nhận: which kinds have them, and how they go together."""

import pytest

from tests.documents import drafts

AS_ABOVE = [{"name": "Như trên"}]


@pytest.mark.parametrize("kind", ["ke-hoach", "thong-bao", "chi-thi", "huong-dan"])
def test_a_kind_without_addressees_refuses_them(kind: str) -> None:
    assert ("/addressees", "addressees-not-allowed") in drafts.faults(drafts.REPORT, kind=kind)


@pytest.mark.parametrize("kind", ["cong-van", "to-trinh"])
def test_a_letter_and_a_submission_need_addressees(kind: str) -> None:
    assert drafts.faults(drafts.LETTER, kind=kind, addressees=None, recipients=[]) == [
        ("/addressees", "addressees-missing")
    ]


def test_a_report_upward_needs_addressees() -> None:
    recipients = [{"name": "UBND tỉnh Phú Thọ", "purpose": "để báo cáo"}]
    [problem] = drafts.problems(drafts.REPORT, addressees=None, recipients=recipients)

    assert (problem.path, problem.code) == ("/addressees", "addressees-missing")
    assert "chuyển “UBND tỉnh Phú Thọ” lên Kính gửi" in problem.message


def test_a_report_that_stays_on_its_level_needs_none() -> None:
    recipients = [{"name": "UBND tỉnh Phú Thọ", "purpose": "b/c"}, {"name": "Đại biểu HĐND xã"}]

    assert drafts.problems(drafts.REPORT, addressees=None, recipients=recipients, upward=False) == ()
    assert drafts.problems(drafts.REPORT, addressees=None, recipients=[{"name": "Đại biểu HĐND xã"}]) == ()


def test_what_a_report_says_of_its_direction_must_fit_its_addressees() -> None:
    assert drafts.faults(drafts.REPORT, upward=False) == [("/addressees", "addressees-not-allowed")]
    assert drafts.faults(drafts.REPORT, upward=True, addressees=None, recipients=[]) == [
        ("/addressees", "addressees-missing")
    ]


def test_only_a_report_says_whether_it_goes_up() -> None:
    assert drafts.faults(upward=True) == [("/upward", "upward-not-allowed")]


def test_as_above_needs_addressees() -> None:
    assert drafts.faults(recipients=AS_ABOVE) == [("/recipients/0/name", "as-above-without-addressees")]


def test_addressees_need_as_above() -> None:
    assert drafts.faults(drafts.LETTER, recipients=[{"name": "Sở Nội vụ"}]) == [("/recipients", "as-above-missing")]


def test_as_above_stands_first() -> None:
    recipients = [{"name": "Sở Nội vụ"}, *AS_ABOVE]

    assert drafts.faults(drafts.LETTER, recipients=recipients) == [("/recipients/1/name", "as-above-not-first")]


@pytest.mark.parametrize("name", ["Như trên", "- Như trên;", "như trên", "Như trên (01 bản)"])
def test_as_above_is_known_however_it_was_typed(name: str) -> None:
    assert drafts.problems(drafts.LETTER, recipients=[{"name": name}]) == ()


@pytest.mark.parametrize("name", ["Lưu: VT", "- Lưu: VT, VHXH.", "Lưu VT"])
def test_the_archive_line_is_not_a_recipient(name: str) -> None:
    assert drafts.faults(recipients=[{"name": name}]) == [("/recipients/0/name", "archive-among-recipients")]


def test_a_recipient_is_named_once() -> None:
    recipients = [{"name": "Sở Nội vụ"}, {"name": "- Sở Nội vụ;"}]

    assert drafts.faults(recipients=recipients) == [("/recipients/1/name", "recipient-repeated")]


def test_the_same_body_may_receive_for_two_purposes() -> None:
    recipients = [{"name": "Sở Nội vụ", "purpose": "để báo cáo"}, {"name": "Sở Nội vụ", "purpose": "để phối hợp"}]

    assert drafts.problems(recipients=recipients) == ()
