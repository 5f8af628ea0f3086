"""Figures of a report, computed from its outputs."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents import Document, LateList, Paragraph, ProgressFigures, State, Table, plain_text
from service.documents.progress import Figures, figures, late_outputs, percent_words, reported_day, state_on
from service.documents.progress_blocks import computed_blocks
from tests.documents import drafts
from tests.documents.strategies import documents

DAY = datetime.date(2026, 3, 25)
FIGURES = {"content": [{"type": "progress-figures"}, {"type": "late-list"}]}


def report(*outputs: tuple[str, drafts.Data | None]) -> Document:
    """Return a draft report with one task and these outputs (time limit, progress), reported on 25 March 2026."""
    made = [
        {"name": f"Sản phẩm {index}", "due": due} | ({"progress": progress} if progress else {})
        for index, (due, progress) in enumerate(outputs)
    ]
    groups = [{"name": "Nhóm", "tasks": [drafts.TASK | {"outputs": made}]}]
    return drafts.document(drafts.REPORT, number=None, issued_on="2026-03", reported_on=DAY, body=FIGURES, tasks=groups)


DONE = {"state": "done"}
WORKING = {"state": "in-progress", "percent": 40}
LATE = {"state": "late", "reason": "Thiếu nhân lực"}
WAITING = {"state": "not-started"}


def test_outputs_are_counted_by_state() -> None:
    tasks = report(
        ("Tháng 6/2026", DONE),
        ("Tháng 6/2026", WORKING),
        ("Tháng 6/2026", LATE),
        ("Tháng 6/2026", WAITING),
        ("Năm 2026", None),
    ).tasks

    assert figures(tasks, DAY) == Figures(done=1, in_progress=1, late=1, not_started=1, unreported=1)


@pytest.mark.parametrize(
    ("due", "progress", "state"),
    [
        ("Tháng 02/2026", WORKING, State.LATE),
        ("Tháng 02/2026", WAITING, State.LATE),
        ("Tháng 02/2026", DONE, State.DONE),
        ("Tháng 3/2026", WORKING, State.IN_PROGRESS),
        ("Thường xuyên", WORKING, State.IN_PROGRESS),
        ("Tháng 12/2026", LATE, State.LATE),
        ("Tháng 02/2026", None, None),
    ],
)
def test_unfinished_work_past_its_time_is_late_whatever_was_reported(
    due: str, progress: drafts.Data | None, state: State | None
) -> None:
    [group] = report((due, progress)).tasks

    assert state_on(group.tasks[0].outputs[0], DAY) is state


def test_work_completed_after_its_time_is_done_but_counted() -> None:
    tasks = report(
        ("Tháng 01/2026", DONE | {"completed_on": "2026-02-03"}),
        ("Tháng 01/2026", DONE | {"completed_on": "2026-01-31"}),
    ).tasks

    assert figures(tasks, DAY) == Figures(done=2, done_late=1)


def test_the_late_list_counts_the_days() -> None:
    [first, second] = late_outputs(
        report(("Trước ngày 15/3/2026", WORKING), ("Theo quy định", LATE), ("Năm 2026", DONE)).tasks, DAY
    )

    assert (first.output.name, first.days) == ("Sản phẩm 0", 11)
    assert (second.output.name, second.days) == ("Sản phẩm 1", None)


def test_without_a_day_only_what_is_reported_late_is_late() -> None:
    tasks = report(("Tháng 01/2020", WORKING), ("Tháng 01/2020", LATE)).tasks

    assert [late.output.name for late in late_outputs(tasks, None)] == ["Sản phẩm 1"]


def test_the_day_of_the_figures_is_the_day_of_issue_unless_given() -> None:
    assert reported_day(report(("Năm 2026", DONE))) == DAY
    assert reported_day(drafts.document(drafts.REPORT)) == datetime.date(2026, 1, 5)
    assert reported_day(drafts.document(drafts.REPORT, number=None, issued_on="2026-01")) is None


@pytest.mark.parametrize(("tenths", "words"), [(444, "44,4%"), (1000, "100%"), (0, "0%"), (5, "0,5%"), (500, "50%")])
def test_shares_have_a_decimal_comma(tenths: int, words: str) -> None:
    assert percent_words(tenths) == words


@pytest.mark.parametrize(
    ("count", "total", "words"),
    [(1, 3, "33,3%"), (2, 3, "66,7%"), (1, 8, "12,5%"), (1, 16, "6,3%"), (0, 5, "0%"), (5, 5, "100%"), (0, 0, "0%")],
)
def test_a_share_is_what_a_clerk_works_out_by_hand(count: int, total: int, words: str) -> None:
    assert Figures(done=count, in_progress=total - count).share(count) == words


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_is_off_by_no_more_than_half_a_tenth(count: int, others: int) -> None:
    share = Figures(done=count, late=others).share(count)

    assert abs(float(share.rstrip("%").replace(",", ".")) - 100 * count / (count + others)) <= 0.05 + 1e-9


def test_the_sentence_names_every_state_that_occurs() -> None:
    document = report(("Tháng 6/2026", DONE), ("Tháng 6/2026", WORKING), ("Tháng 02/2026", WAITING))
    sentence = computed_blocks(ProgressFigures(by_group=False), document)[0]

    assert isinstance(sentence, Paragraph)
    assert plain_text(sentence.text) == (
        "Tính đến ngày 25 tháng 3 năm 2026, tổng số sản phẩm phải thực hiện là 03, trong đó: hoàn thành 01 sản phẩm (33,3%); "
        "đang thực hiện 01 sản phẩm (33,3%); chậm tiến độ 01 sản phẩm (33,3%)."
    )


def test_the_table_has_a_row_for_each_group_and_a_total() -> None:
    _, table = computed_blocks(ProgressFigures(), report(("Tháng 6/2026", DONE), ("Tháng 6/2026", WORKING)))

    assert isinstance(table, Table)
    assert [[plain_text(cell) for cell in row] for row in table.rows] == [
        ["Nhóm", "2", "1", "1", "0", "0", "50%"],
        ["Tổng cộng", "2", "1", "1", "0", "0", "50%"],
    ]


def test_a_draft_shows_what_is_not_reported_yet() -> None:
    sentence, table = computed_blocks(ProgressFigures(), report(("Năm 2026", DONE), ("Năm 2026", None)))

    assert "chưa có số liệu 01 sản phẩm" in plain_text(sentence.text)  # type: ignore[union-attr]
    assert "Chưa có số liệu" in [plain_text(column.heading) for column in table.columns]  # type: ignore[union-attr]


def test_the_late_list_prints_days_and_reason() -> None:
    sentence, table = computed_blocks(LateList(), report(("Trước ngày 15/3/2026", LATE)))

    assert plain_text(sentence.text).endswith("có 01 sản phẩm chậm tiến độ, cụ thể như sau:")  # type: ignore[union-attr]
    assert [plain_text(cell) for cell in table.rows[0]] == [  # type: ignore[union-attr]
        "1", "Rà soát văn bản", "Sản phẩm 0", "Văn phòng", "Trước ngày 15/3/2026", "11", "Thiếu nhân lực",
    ]  # fmt: skip


def test_nothing_late_is_said_in_one_sentence() -> None:
    [sentence] = computed_blocks(LateList(), report(("Năm 2026", DONE)))

    assert plain_text(sentence.text) == "Tính đến ngày 25 tháng 3 năm 2026, không có sản phẩm chậm tiến độ."  # type: ignore[union-attr]


@settings(deadline=None, max_examples=25)
@given(documents(most_tasks=20))
def test_every_output_is_counted_once(document: Document) -> None:
    outputs = sum(len(task.outputs) for group in document.tasks for task in group.tasks)
    total = figures(document.tasks, DAY)

    assert total.total == outputs
    assert len(late_outputs(document.tasks, DAY)) == total.late
