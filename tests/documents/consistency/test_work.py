"""Tasks that are printed and progress that does not contradict itself."""

import pytest

from tests.documents import drafts

FIGURES = {"content": [{"type": "progress-figures"}, drafts.paragraph("x")]}


def tasks(**progress: object) -> list[drafts.Data]:
    """Return one group with one task whose output has this progress, or none."""
    output = {"name": "Báo cáo", "due": "Tháng 6/2026"} | ({"progress": progress} if progress else {})
    return [{"name": "Nhóm", "tasks": [drafts.TASK | {"outputs": [output]}]}]


def faults(**progress: object) -> list[tuple[str, str]]:
    """Return the faults of a report with this progress, places shortened to the progress."""
    found = drafts.faults(drafts.REPORT, body=FIGURES, tasks=tasks(**progress))
    return [(path.removeprefix("/tasks/0/tasks/0/outputs/0/progress"), code) for path, code in found]


def test_tasks_that_nothing_prints_are_refused() -> None:
    assert drafts.faults(tasks=tasks()) == [("/tasks", "tasks-not-printed")]


@pytest.mark.parametrize("kind", ["task-table", "progress-figures", "late-list"])
def test_a_block_of_tasks_needs_tasks(kind: str) -> None:
    assert drafts.faults(body={"content": [{"type": kind}]}) == [("/body/content/0", "tasks-missing")]


def test_a_task_table_in_an_appendix_prints_the_tasks() -> None:
    appendix = {"content": [{"type": "task-table"}]}

    assert drafts.problems(tasks=tasks(), appendices=[appendix], opening=["tại Phụ lục kèm theo"]) == ()


@pytest.mark.parametrize(
    "progress",
    [
        {"state": "done"},
        {"state": "done", "percent": 100, "completed_on": "2026-01-05"},
        {"state": "in-progress", "percent": 99},
        {"state": "in-progress"},
        {"state": "late", "percent": 50, "reason": "Thiếu nhân lực"},
        {"state": "not-started", "percent": 0},
    ],
)
def test_progress_that_agrees_with_itself_is_allowed(progress: drafts.Data) -> None:
    assert faults(**progress) == []


@pytest.mark.parametrize(
    ("progress", "place", "code"),
    [
        ({"state": "done", "percent": 90}, "/percent", "percent-against-state"),
        ({"state": "not-started", "percent": 10}, "/percent", "percent-against-state"),
        ({"state": "in-progress", "percent": 100}, "/state", "percent-against-state"),
        ({"state": "late", "percent": 100}, "/state", "percent-against-state"),
        ({"state": "in-progress", "completed_on": "2026-01-02"}, "/completed_on", "completed-against-state"),
        ({"state": "done", "completed_on": "2026-01-06"}, "/completed_on", "completed-after-report"),
        ({"state": "done", "percent": 101}, "/percent", "less-than-equal"),
    ],
)
def test_progress_against_itself_is_refused(progress: drafts.Data, place: str, code: str) -> None:
    assert faults(**progress) == [(place, code)]


def test_a_numbered_report_with_figures_knows_every_output() -> None:
    assert faults() == [("", "progress-missing")]
    assert drafts.problems(drafts.REPORT, number=None, body=FIGURES, tasks=tasks()) == ()
