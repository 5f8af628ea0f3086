"""What is filled in on the samples that have lines of their own (Phụ lục III, Mục II, Mẫu 1.7 to 1.10)."""

from pydantic import Field

from service.documents.record import Record
from service.documents.text import Line


class Invitation(Record, title="Cuộc họp được mời dự"):
    """What a giấy mời invites to (Mẫu 1.7); those invited are the document's addressees, its notes the content."""

    event: Line = Field(
        title="Tới dự",
        description="Tên hoặc nội dung cuộc họp, hội nghị, hội thảo. Ví dụ: Hội nghị sơ kết 6 tháng đầu năm 2026.",
    )
    chair: Line = Field(title="Chủ trì", description="Họ tên, chức vụ người chủ trì.")
    time: Line = Field(title="Thời gian", description="Ví dụ: 8 giờ 00 phút, ngày 15 tháng 7 năm 2026.")
    place: Line = Field(title="Địa điểm", description="Nơi họp. Ví dụ: Hội trường Ủy ban nhân dân xã.")


_MODELS: dict[str, type[Record]] = {"invitation": Invitation}


def form_model(name: str) -> type[Record]:
    """Return the model of the document's field `name` (`service.nd30.forms.Form.name`)."""
    return _MODELS[name]
