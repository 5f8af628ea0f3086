"""What may become of a batch and of each of its rows."""

from enum import StrEnum


class BatchState(StrEnum):
    """State of a batch; rows are taken up only while it runs."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    FINISHED = "finished"
    """No row is left waiting or running; some may have failed."""


class ItemState(StrEnum):
    """State of one commune's document."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


#: Words for people.
BATCH_WORDS = {
    BatchState.PLANNED: "chờ duyệt",
    BatchState.RUNNING: "đang chạy",
    BatchState.PAUSED: "tạm dừng",
    BatchState.CANCELLED: "đã hủy",
    BatchState.FINISHED: "đã xong",
}
ITEM_WORDS = {
    ItemState.WAITING: "chờ",
    ItemState.RUNNING: "đang làm",
    ItemState.DONE: "xong",
    ItemState.FAILED: "lỗi",
    ItemState.CANCELLED: "đã hủy",
}
