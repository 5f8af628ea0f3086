"""Impossible heads of documents, and the possible ones beside them."""

import pytest

from service.nd30.kinds import KINDS, Kind
from tests.documents import drafts


@pytest.mark.parametrize("kind", [kind for kind, facts in KINDS.items() if not facts.rendered])
def test_a_kind_that_is_not_made_here_is_refused(kind: Kind) -> None:
    assert ("/kind", "kind-not-supported") in drafts.faults(kind=kind.value)


def test_a_letter_cannot_be_issued_by_a_decision() -> None:
    attachment = {
        "kind": "cong-van",
        "subject": "x y",
        "body": {"layout": "sections", "content": [drafts.paragraph("z")]},
    }
    body = {"content": [{"type": "article", "text": "Ban hành kèm theo Quyết định này."}]}

    assert drafts.faults(drafts.DECISION, body=body, attachment=attachment) == [
        ("/attachment/kind", "kind-not-attachable")
    ]


@pytest.mark.parametrize(
    ("name", "code", "right"),
    [
        ("UBND xã An Bình", "issuer-abbreviated", "“Ủy ban nhân dân xã An Bình”"),
        ("HĐND xã An Bình", "issuer-abbreviated", "“Hội đồng nhân dân xã An Bình”"),
        ("ỦY BAN NHÂN DÂN XÃ AN BÌNH", "issuer-in-capitals", "chữ thường"),
        ("Ủy Ban Nhân Dân xã An Bình", "issuer-miscapitalised", "“Ủy ban nhân dân”"),
    ],
)
def test_the_issuer_is_written_in_full_and_in_small_letters(name: str, code: str, right: str) -> None:
    [problem] = drafts.problems(issuer={"name": name, "sign": "UBND", "place": "An Bình"})

    assert (problem.path, problem.code) == ("/issuer/name", code)
    assert right in problem.message


@pytest.mark.parametrize(
    "name", ["Văn phòng HĐND và UBND xã An Bình", "Uỷ ban nhân dân xã Hoà An", "Phòng Văn hóa - Xã hội", "VNPT"]
)
def test_a_name_not_provably_wrong_is_allowed(name: str) -> None:
    assert drafts.problems(issuer={"name": name, "sign": "X", "place": "Y"}, signer=drafts.signer()) == ()


def test_the_parent_may_be_abbreviated() -> None:
    assert drafts.problems(parent_agency={"name": "UBND tỉnh Lào Cai"}) == ()


@pytest.mark.parametrize("sign", ["ubnd", "Ubnd", "UBND/VP"])
def test_a_sign_stands_in_capitals_without_a_slash(sign: str) -> None:
    issuer = {"name": "Ủy ban nhân dân xã An Bình", "sign": sign, "place": "An Bình"}

    assert ("/issuer/sign", "sign-not-capitals") in drafts.faults(issuer=issuer)


@pytest.mark.parametrize(
    ("symbol", "code"),
    [
        ("BC-UBND", "symbol-of-another-kind"),
        ("2026/KH-UBND", "symbol-with-slash"),
        ("UBND-VX", "symbol-of-another-kind"),
    ],
)
def test_the_symbol_of_a_named_kind_begins_with_its_abbreviation(symbol: str, code: str) -> None:
    assert drafts.faults(symbol=symbol) == [("/symbol", code)]


def test_an_advisory_body_may_have_a_symbol_of_its_own() -> None:
    assert drafts.problems(symbol="KH-BCĐ389") == ()


@pytest.mark.parametrize("symbol", ["KH-UBND", "CV-UBND", "QĐ-UBND", "UBND", "UBND/VX-KT"])
def test_a_letters_symbol_has_no_kind(symbol: str) -> None:
    [(path, code)] = drafts.faults(drafts.LETTER, symbol=symbol)

    assert path == "/symbol"
    assert code in ("symbol-of-another-kind", "symbol-incomplete")


def test_a_letter_needs_its_drafting_unit() -> None:
    assert drafts.faults(drafts.LETTER, archive=None) == [("/archive/unit", "cong-van-without-unit")]


def test_a_sign_made_of_a_long_unit_is_refused_before_it_overflows_the_register() -> None:
    assert drafts.faults(drafts.LETTER, archive={"unit": "V" * 60}) == [("/archive/unit", "too-long")]
    assert drafts.problems(drafts.LETTER, archive=None, symbol="UBND-VX") == ()


@pytest.mark.parametrize("issued_on", [None, "2026", "2026-01"])
def test_a_number_comes_with_the_whole_date(issued_on: str | None) -> None:
    assert drafts.faults(issued_on=issued_on) == [("/issued_on", "numbered-without-day")]


@pytest.mark.parametrize("issued_on", [None, "2026", "2026-01", "2026-01-05"])
def test_a_draft_may_leave_any_part_of_the_date_open(issued_on: str | None) -> None:
    assert drafts.problems(number=None, issued_on=issued_on) == ()


def test_figures_cannot_be_of_a_day_after_the_issue() -> None:
    assert drafts.faults(drafts.REPORT, reported_on="2026-02-01") == [("/reported_on", "reported-after-issue")]
    assert drafts.problems(drafts.REPORT, reported_on="2026-01-05") == ()


@pytest.mark.parametrize("end", [".", ";", ",", ":", " ."])
def test_a_subject_has_no_mark_at_its_end(end: str) -> None:
    [problem] = drafts.problems(subject=f"Cải cách hành chính{end}")

    assert (problem.path, problem.code) == ("/subject", "subject-with-end-mark")
    assert "“Cải cách hành chính”" in problem.message


def test_a_subject_may_end_with_an_abbreviation_of_and_so_on() -> None:
    assert drafts.problems(subject="Quản lý chợ, bến bãi, v.v.") == ()
