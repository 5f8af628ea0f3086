"""Where the task table may go over to a new page: never inside a task, nor before the words of a merged cell have found room."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MergedCell:
    """A cell merged down over the rows from `start` up to `end`, whose words take so many `lines`."""

    start: int
    end: int
    lines: int


def kept_rows(task_first: Sequence[bool], cells: Iterable[MergedCell], height: Callable[[int], int]) -> list[bool]:
    """Say of each row whether it must stay on the page of the next.

    Args:
        task_first: of each row, whether it begins a task.
        cells: those merged over several tasks.
        height: lines that a row is high by its other cells.
    """
    kept = [not following for following in task_first[1:]] + [False] * bool(task_first)
    for cell in cells:
        row, missing = cell.start, cell.lines
        while row + 1 < cell.end and missing > 1 and (missing := missing - height(row)) > 0:
            kept[row] = True
            row += 1
    return kept
