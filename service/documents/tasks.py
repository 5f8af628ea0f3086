"""Tasks of a plan and how far they have come: nhiệm vụ, sản phẩm, thời hạn, tiến độ."""

from enum import StrEnum

from pydantic import Field, StrictInt

from service.documents.dates import PartialDate
from service.documents.due import Due
from service.documents.record import Record
from service.documents.text import Line, RichText


class State(StrEnum):
    """How far an output is (tình trạng)."""

    DONE = "done"
    IN_PROGRESS = "in-progress"
    LATE = "late"
    NOT_STARTED = "not-started"


class Progress(Record, title="Tiến độ"):
    """What has become of an output by the day of the report (kết quả thực hiện)."""

    state: State = Field(
        title="Tình trạng",
        description="done (hoàn thành), in-progress (đang thực hiện), late (chậm), not-started (chưa).",
    )
    percent: StrictInt | None = Field(
        None, title="Tỷ lệ hoàn thành", description="Phần trăm hoàn thành, từ 0 đến 100.", ge=0, le=100
    )
    completed_on: PartialDate | None = Field(None, title="Ngày hoàn thành", description="Ngày hoàn thành sản phẩm.")
    evidence: Line | None = Field(
        None, title="Minh chứng", description="Số, ký hiệu văn bản hoặc kết quả cụ thể. Ví dụ: Kế hoạch số 12/KH-UBND."
    )
    reason: Line | None = Field(None, title="Nguyên nhân", description="Nguyên nhân chậm hoặc chưa thực hiện.")


class Output(Record, title="Sản phẩm"):
    """What a task must yield (sản phẩm), and by when."""

    name: Line = Field(title="Sản phẩm", description="Ví dụ: Báo cáo kết quả thực hiện.")
    due: Due = Field(
        title="Thời hạn",
        description="Ghi nguyên văn. Ví dụ: Quý I/2026; Trước ngày 30/01/2026; Thường xuyên; Hằng quý.",
        examples=["Quý I/2026", "Trước ngày 30/01/2026", "Thường xuyên"],
    )
    progress: Progress | None = Field(None, title="Tiến độ", description="Kết quả thực hiện, dùng cho báo cáo.")


class Task(Record, title="Nhiệm vụ"):
    """One task with its outputs and the agencies that answer for it."""

    name: RichText = Field(title="Nhiệm vụ", description="Nhiệm vụ cụ thể; không ghi số thứ tự.")
    outputs: tuple[Output, ...] = Field(
        title="Sản phẩm", description="Một hoặc nhiều sản phẩm, mỗi sản phẩm một thời hạn.", min_length=1
    )
    lead: tuple[Line, ...] = Field(title="Cơ quan chủ trì", description="Các cơ quan, đơn vị chủ trì.", min_length=1)
    coordinating: tuple[Line, ...] = Field(
        (), title="Cơ quan phối hợp", description="Các cơ quan, đơn vị phối hợp, nếu có."
    )


class TaskGroup(Record, title="Nhóm nhiệm vụ"):
    """Tasks under one heading (nhiệm vụ chung)."""

    name: Line = Field(title="Nhiệm vụ chung", description="Tên nhóm nhiệm vụ. Ví dụ: Cải cách thể chế.")
    tasks: tuple[Task, ...] = Field(title="Các nhiệm vụ", description="Các nhiệm vụ cụ thể của nhóm.", min_length=1)
