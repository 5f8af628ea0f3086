"""What is filled in on the samples that have lines of their own (Phụ lục III, Mục II, Mẫu 1.7 to 1.10)."""

from enum import StrEnum

from pydantic import Field, StrictBool

from service.documents.dates import Moment, PartialDate
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


class Salutation(StrEnum):
    """How a person is named before the name."""

    ONG = "ong"
    BA = "ba"


class _Person(Record):
    """Whom a paper is made out to."""

    salutation: Salutation | None = Field(None, title="Ông hay bà", description="Để trống thì in “Ông (bà)” như mẫu.")
    person: Line = Field(title="Họ và tên", description="Họ và tên người được cấp giấy.")
    post: Line = Field(title="Chức vụ", description="Chức vụ và đơn vị công tác của người được cấp giấy.")


class Introduction(_Person, title="Việc được giới thiệu"):
    """Who is sent and for what (giấy giới thiệu, Mẫu 1.8); the body they are sent to is the document's addressee."""

    purpose: Line = Field(title="Về việc", description="Việc được cử đi làm. Ví dụ: Liên hệ, đối chiếu hồ sơ đất đai.")
    valid_until: PartialDate | None = Field(
        None, title="Có giá trị đến hết ngày", description="Ngày cuối cùng giấy còn giá trị. Ví dụ: 15/8/2026."
    )


class Leave(_Person, title="Việc nghỉ phép"):
    """Who is on leave, how long, from when to when and where (giấy nghỉ phép, Mẫu 1.10)."""

    requested_on: PartialDate | None = Field(
        None, title="Ngày của đơn", description="Ngày ghi trên đơn đề nghị nghỉ phép."
    )
    length: Line = Field(title="Trong thời gian", description="Số ngày nghỉ. Ví dụ: 05 ngày làm việc.")
    from_day: PartialDate | None = Field(None, title="Kể từ ngày", description="Ngày đầu tiên được nghỉ.")
    to_day: PartialDate | None = Field(None, title="Đến hết ngày", description="Ngày cuối cùng được nghỉ.")
    place: Line = Field(title="Nơi nghỉ phép", description="Ví dụ: xã Thanh Sơn, tỉnh Phú Thọ.")
    counted_as: Line = Field(
        title="Tính vào thời gian",
        description="Loại nghỉ theo pháp luật về lao động. Ví dụ: nghỉ hằng năm của năm 2026.",
    )
    confirmed: StrictBool = Field(
        False, title="Chừa chỗ xác nhận", description="Thêm chỗ xác nhận của nơi nghỉ phép ở dưới, bên trái."
    )


class Meeting(StrEnum):
    """What minutes are of."""

    CUOC_HOP = "cuoc-hop"
    HOI_NGHI = "hoi-nghi"
    HOI_THAO = "hoi-thao"


class Minutes(Record, title="Cuộc họp được ghi biên bản"):
    """When and where a meeting was, who was there, led it and wrote it down (biên bản, Mẫu 1.9); what went on is the content."""

    meeting: Meeting = Field(Meeting.CUOC_HOP, title="Loại cuộc họp", description="Cuộc họp, hội nghị hay hội thảo.")
    started_at: Moment | None = Field(
        None, title="Bắt đầu lúc", description="Giờ và ngày bắt đầu. Ví dụ: 8 giờ 00, 15/7/2026."
    )
    ended_at: Moment | None = Field(
        None, title="Kết thúc lúc", description="Giờ và ngày kết thúc. Ví dụ: 11 giờ 30, 15/7/2026."
    )
    place: Line = Field(title="Địa điểm", description="Nơi họp. Ví dụ: Hội trường Ủy ban nhân dân xã.")
    attendees: tuple[Line, ...] = Field((), title="Thành phần tham dự", description="Mỗi người hoặc mỗi nhóm một dòng.")
    chair: Line = Field(title="Chủ trì (chủ tọa)", description="Họ tên, chức vụ chủ tọa.")
    secretary: Line = Field(title="Thư ký", description="Họ tên, chức vụ người ghi biên bản.")
    secretary_name: Line = Field(title="Họ và tên thư ký", description="In dưới chữ ký của thư ký, ở bên trái.")


_MODELS: dict[str, type[Record]] = {
    "invitation": Invitation,
    "introduction": Introduction,
    "leave": Leave,
    "minutes": Minutes,
}


def form_model(name: str) -> type[Record]:
    """Return the model of the document's field `name` (`service.nd30.forms.Form.name`)."""
    return _MODELS[name]
