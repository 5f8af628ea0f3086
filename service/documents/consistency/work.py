"""Tasks and their progress: printed where they are given, and progress that does not contradict itself."""

import datetime
from collections.abc import Iterator

from service.documents.body import Block, LateList, ProgressChart, ProgressFigures, TaskTable
from service.documents.model import Document
from service.documents.tasks import Output, Progress, State
from service.errors import Problem

_WHOLE = 100


def work_problems(document: Document) -> Iterator[Problem]:
    """Yield what is impossible among tasks, the blocks that print them, and their progress."""
    blocks = list(_everywhere(document))
    yield from _printed(document, blocks)
    figures = any(isinstance(block, ProgressFigures | ProgressChart | LateList) for _, block in blocks)
    must_be_reported = document.number is not None and figures
    reported = (document.reported_on or document.issued_on) if figures else document.reported_on
    day = reported.as_date() if reported else None
    for path, output in outputs_with_paths(document):
        if output.progress:
            yield from _progress(output.progress, f"{path}/progress", day)
        elif must_be_reported:
            message = "Báo cáo đã có số thì mọi sản phẩm phải có tiến độ, vì số liệu được tính từ đó."
            yield Problem(f"{path}/progress", "progress-missing", message)


def outputs_with_paths(document: Document) -> Iterator[tuple[str, Output]]:
    """Yield every output of every task with its JSON pointer, in order."""
    for group_index, group in enumerate(document.tasks):
        for task_index, task in enumerate(group.tasks):
            for index, output in enumerate(task.outputs):
                yield f"/tasks/{group_index}/tasks/{task_index}/outputs/{index}", output


def _task_blocks(content: tuple[Block, ...], path: str) -> Iterator[tuple[str, Block]]:
    for index, block in enumerate(content):
        if isinstance(block, TaskTable | ProgressFigures | ProgressChart | LateList):
            yield f"{path}/{index}", block
        yield from _task_blocks(getattr(block, "content", ()), f"{path}/{index}/content")


def _everywhere(document: Document) -> Iterator[tuple[str, Block]]:
    yield from _task_blocks(document.body.content, "/body/content")
    for index, appendix in enumerate(document.appendices):
        yield from _task_blocks(appendix.content, f"/appendices/{index}/content")
    if document.attachment:
        yield from _task_blocks(document.attachment.body.content, "/attachment/body/content")


def _printed(document: Document, blocks: list[tuple[str, Block]]) -> Iterator[Problem]:
    if document.tasks and not blocks:
        message = "Có nhiệm vụ nhưng văn bản không in bảng nhiệm vụ; thêm bảng nhiệm vụ vào phụ lục hoặc nội dung."
        yield Problem("/tasks", "tasks-not-printed", message)
    if not document.tasks:
        for path, _ in blocks:
            message = "Chỗ này in từ bảng nhiệm vụ, nhưng bảng nhiệm vụ đang trống; ghi tasks hoặc bỏ khối này."
            yield Problem(path, "tasks-missing", message)


def _progress(progress: Progress, path: str, day: datetime.date | None) -> Iterator[Problem]:
    """Yield what is wrong with a progress whose figures are of `day`, if that is known."""
    state, percent = progress.state, progress.percent
    if state is State.DONE and percent not in (None, _WHOLE):
        message = f"Đã hoàn thành thì tỷ lệ là 100, không phải {percent}; sửa tỷ lệ hoặc tình trạng."
        yield Problem(f"{path}/percent", "percent-against-state", message)
    elif state is State.NOT_STARTED and percent:
        message = f"Chưa thực hiện thì tỷ lệ là 0, không phải {percent}; sửa tỷ lệ hoặc tình trạng."
        yield Problem(f"{path}/percent", "percent-against-state", message)
    elif state in (State.IN_PROGRESS, State.LATE) and percent == _WHOLE:
        message = "Tỷ lệ đã là 100 thì tình trạng là hoàn thành (done)."
        yield Problem(f"{path}/state", "percent-against-state", message)
    if progress.completed_on and state is not State.DONE:
        message = "Chỉ sản phẩm đã hoàn thành (done) mới có ngày hoàn thành."
        yield Problem(f"{path}/completed_on", "completed-against-state", message)
    yield from _completed_in_time(progress, path, day)


def _completed_in_time(progress: Progress, path: str, day: datetime.date | None) -> Iterator[Problem]:
    """Nothing is completed after the day the figures are of."""
    completed = progress.completed_on.as_date() if progress.completed_on else None
    if day and completed and completed > day:
        message = "Ngày hoàn thành sau ngày chốt số liệu; sửa ngày hoặc ghi tình trạng đang thực hiện."
        yield Problem(f"{path}/completed_on", "completed-after-report", message)
