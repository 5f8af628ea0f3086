import pytest

from service.checking import Outcome, check
from service.checking.ended_texts import ENDED_TEXTS

RULES = (
    "legal-bases-type",
    "legal-bases-marks",
    "legal-bases-joined",
    "legal-bases-law-number",
    "legal-bases-complete",
)


def test_the_bases_of_a_plan_and_of_a_decision_are_accepted(draft, decision, accepts):
    for document in (draft, decision):
        accepts("legal-bases-type", document)
        accepts("legal-bases-marks", document)
        accepts("legal-bases-joined", document)
        accepts("legal-bases-law-number", document)
        accepts("legal-bases-complete", document)


@pytest.mark.parametrize("size", [13, 14])
def test_13_to_14_italic_is_accepted(draft, accepts, size):
    for line in draft.bases:
        line.size = size

    accepts("legal-bases-type", draft)


@pytest.mark.parametrize("change", [{"size": 12}, {"italic": False}, {"bold": True}])
def test_bases_set_otherwise_are_reported(decision, reports, change):
    for line in decision.bases:
        for name, value in change.items():
            setattr(line, name, value)

    report = reports("legal-bases-type", decision)

    assert report.findings[0].where.others == 2


@pytest.mark.parametrize(("index", "mark"), [(0, "."), (0, ","), (0, ""), (-1, ";"), (-1, ","), (-1, "")])
def test_a_wrong_mark_at_the_end_is_reported(decision, reports, index, mark):
    line = decision.bases[index]
    line.text = line.text.rstrip(";.") + mark

    reports("legal-bases-marks", decision)


def test_two_bases_in_one_paragraph_are_reported(decision, reports):
    first, second, *_ = decision.bases
    first.text = f"{first.text} {second.text}"
    decision.bases.remove(second)

    reports("legal-bases-joined", decision)


@pytest.mark.parametrize("number", ["số 72/2025/QH15", "số: 72/2025/QH15"])
def test_a_law_with_its_number_is_reported(decision, reports, number):
    decision.bases[0].text = f"Căn cứ Luật Tổ chức chính quyền địa phương {number} ngày 16 tháng 6 năm 2025;"

    reports("legal-bases-law-number", decision, found="72/2025/QH15")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Căn cứ Quyết định ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ phê duyệt Chương trình;", "số, ký hiệu"),
        ("Căn cứ Quyết định số 749/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Chương trình;", "ngày"),
        ("Căn cứ Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 phê duyệt Chương trình;", "cơ quan"),
    ],
)
def test_what_a_base_lacks_is_named(decision, reports, text, missing):
    decision.bases[1].text = text

    reports("legal-bases-complete", decision, found=missing)


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ chức năng, nhiệm vụ được giao;",
        "Căn cứ kết quả cuộc họp ngày 02 tháng 3 năm 2026;",
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 02/01/2026 của UBND tỉnh ban hành Quy chế làm việc;",
    ],
)
def test_complete_bases_and_those_that_cite_no_text_are_accepted(decision, accepts, text):
    decision.bases[1].text = text

    accepts("legal-bases-complete", decision)


def cites(draft, base, day="An Bình, ngày 12 tháng 3 năm 2026"):
    """A plan of that day with `base` as its first legal basis."""
    draft.bases[0].text, draft.place_date.text = base, day
    return draft


OLD_LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;"
OLD_DECREE = "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa;"


@pytest.mark.parametrize(
    ("base", "day"),
    [
        (OLD_LAW, "ngày 01 tháng 3 năm 2025"),
        (OLD_LAW.replace("19 tháng 6 năm", "19/6/").replace("/ ", "/"), "ngày 12 tháng 3 năm 2026"),
        (OLD_DECREE, "ngày 01 tháng 7 năm 2025"),
        (OLD_DECREE.replace("NĐ-CP", "nđ-cp"), "ngày 02 tháng 7 năm 2026"),
    ],
)
def test_a_basis_that_had_ended_is_reported(draft, base, day):
    report = check(cites(draft, base, f"An Bình, {day}").docx())

    assert "legal-bases-ended" in {finding.rule for finding in report.findings}


def test_what_replaced_an_ended_basis_is_told(draft, reports):
    report = reports("legal-bases-ended", cites(draft, OLD_LAW), found="hết hiệu lực từ ngày 01/03/2025")

    assert "ngày 16 tháng 6 năm 2025" in report.findings[0].fix


@pytest.mark.parametrize(
    "base",
    [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019;",
        "Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ thay thế Nghị định số 61/2018/NĐ-CP;",
    ],
)
def test_a_basis_in_force_is_accepted(draft, accepts, base):
    accepts("legal-bases-ended", cites(draft, base))


@pytest.mark.parametrize(("base", "day"), [(OLD_LAW, "28 tháng 02 năm 2025"), (OLD_DECREE, "30 tháng 6 năm 2025")])
def test_the_last_day_of_a_basis_is_still_its_day(draft, base, day):
    report = check(cites(draft, base, f"An Bình, ngày {day}").docx())

    assert "legal-bases-ended" not in {finding.rule for finding in report.findings}


def test_without_a_year_the_force_of_a_basis_is_not_judged(draft):
    report = check(cites(draft, OLD_LAW, "An Bình, ngày    tháng    năm").docx())

    verdict = next(one for one in report.verdicts if one.rule == "legal-bases-ended")
    assert verdict.outcome is Outcome.UNKNOWN


def test_ended_texts_end_after_they_begin_and_are_named_once():
    assert all(one.issued < one.ended for one in ENDED_TEXTS)
    assert len({one.number for one in ENDED_TEXTS}) == len(ENDED_TEXTS)
