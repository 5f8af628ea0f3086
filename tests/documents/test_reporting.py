"""A report begun from a plan."""

from pathlib import Path

from service.documents import Document, PartialDate, parse_document, plain_text
from service.documents.progress import figures
from service.documents.reporting import progress_report_from
from service.nd30.kinds import Kind

FOLDER = Path(__file__).parents[2] / "fixtures" / "documents"
PLAN = parse_document((FOLDER / "ke-hoach-xa-2026.json").read_bytes())


def begun(*addressees: str, plan: Document = PLAN) -> Document:
    """Return the report of the first quarter, begun from a plan."""
    return progress_report_from(
        plan, period="quý I năm 2026", addressees=addressees, reported_on=PartialDate(2026, 3, 25)
    )


def test_a_begun_report_is_a_valid_draft() -> None:
    report = begun("Sở Nội vụ")

    assert (report.kind, report.is_issued) == (Kind.BAO_CAO, False)
    assert parse_document(report.as_data()) == report


def test_it_has_the_tasks_of_the_plan_and_nothing_reported_yet() -> None:
    report = begun("Sở Nội vụ")

    assert [task.name for group in report.tasks for task in group.tasks] == [
        task.name for group in PLAN.tasks for task in group.tasks
    ]
    assert figures(report.tasks, None).unreported == figures(PLAN.tasks, None).total


def test_progress_of_an_earlier_report_is_not_carried_over() -> None:
    earlier = parse_document((FOLDER / "bao-cao-quy.json").read_bytes())

    assert figures(begun("Sở Nội vụ", plan=earlier).tasks, None).unreported == 25


def test_the_plan_is_cited_in_full_once() -> None:
    report = begun("Sở Nội vụ")

    assert report.subject == "Kết quả thực hiện Kế hoạch số 15/KH-UBND quý I năm 2026"
    assert plain_text(report.opening[0]).startswith(
        "Thực hiện Kế hoạch số 15/KH-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân xã Tam Nông về cải cách hành chính năm 2026"
    )


def test_a_subject_that_says_about_is_not_made_to_say_it_twice() -> None:
    plan = PLAN.model_copy(update={"subject": "Về việc cải cách hành chính", "number": 5})

    assert "số 05/KH-UBND" in plain_text(begun(plan=plan).opening[0])
    assert "xã Tam Nông về việc cải cách" in plain_text(begun(plan=plan).opening[0])


def test_addressees_leave_the_recipients_for_as_above() -> None:
    report = begun("Sở Nội vụ")

    assert [recipient.name for recipient in report.recipients][:2] == ["Như trên", "UBND tỉnh Phú Thọ"]
    assert "Sở Nội vụ" not in [recipient.name for recipient in report.recipients]


def test_a_report_that_stays_on_its_level_has_no_addressees() -> None:
    report = begun()

    assert parse_document(report.as_data()) == report
    assert report.addressees == ()
