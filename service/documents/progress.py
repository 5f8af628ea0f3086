"""Figures of a report, computed from its outputs and never typed: counts, shares, and what is late."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from service.documents.model import Document
from service.documents.tasks import Output, State, Task, TaskGroup


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of outputs by state on the day of the report.

    Attributes:
        done_late: of those done, the ones completed after their time.
        unreported: outputs of which nothing is known yet; a report with a number has none.
    """

    done: int = 0
    in_progress: int = 0
    late: int = 0
    not_started: int = 0
    unreported: int = 0
    done_late: int = 0

    @property
    def total(self) -> int:
        """All outputs."""
        return self.done + self.in_progress + self.late + self.not_started + self.unreported

    def share(self, count: int) -> str:
        """Return what part of all outputs `count` is, the Vietnamese way (``44,4%``); rounded to a tenth, halves up."""
        return percent_words((2000 * count + self.total) // (2 * self.total)) if self.total else percent_words(0)


def percent_words(tenths: int) -> str:
    """Return tenths of a percent the Vietnamese way: 444 gives ``44,4%``, 1000 gives ``100%``."""
    whole, tenth = divmod(tenths, 10)
    return f"{whole},{tenth}%" if tenth else f"{whole}%"


@dataclass(frozen=True, slots=True)
class LateOutput:
    """An output that should have been ready by the day of the report.

    Attributes:
        days: how many days past its time; None when the words of its time limit name no day.
    """

    group: TaskGroup
    task: Task
    output: Output
    days: int | None


def reported_day(document: Document) -> datetime.date | None:
    """Return the day the figures are of: as given, else the day of issue; None while that is open."""
    on = document.reported_on or document.issued_on
    return on.as_date() if on else None


def state_on(output: Output, day: datetime.date | None) -> State | None:
    """Return the state of an output on `day`: unfinished work past its time is late, whatever was reported of it."""
    if output.progress is None:
        return None
    state = output.progress.state
    overdue = day is not None and output.due.meaning(day.year).is_over(day)
    return State.LATE if overdue and state in (State.IN_PROGRESS, State.NOT_STARTED) else state


def figures(tasks: tuple[TaskGroup, ...], day: datetime.date | None) -> Figures:
    """Count the outputs of `tasks` by their state on `day`."""
    states: list[State | None] = []
    done_late = 0
    for _, _, output in _outputs(tasks):
        states.append(state_on(output, day))
        done_late += _was_late(output)
    return Figures(
        done=states.count(State.DONE),
        in_progress=states.count(State.IN_PROGRESS),
        late=states.count(State.LATE),
        not_started=states.count(State.NOT_STARTED),
        unreported=states.count(None),
        done_late=done_late,
    )


def _was_late(output: Output) -> bool:
    progress = output.progress
    completed = progress.completed_on.as_date() if progress and progress.completed_on else None
    return completed is not None and output.due.meaning(completed.year).is_over(completed)


def late_outputs(tasks: tuple[TaskGroup, ...], day: datetime.date | None) -> tuple[LateOutput, ...]:
    """Return what is late on `day`, in the order of the tasks."""
    return tuple(
        LateOutput(group, task, output, output.due.meaning(day.year).days_over(day) or None if day else None)
        for group, task, output in _outputs(tasks)
        if state_on(output, day) is State.LATE
    )


def _outputs(tasks: tuple[TaskGroup, ...]) -> Iterator[tuple[TaskGroup, Task, Output]]:
    for group in tasks:
        for task in group.tasks:
            for output in task.outputs:
                yield group, task, output
