"""The fixed words that some samples print around what is filled in (Phụ lục III, Mục II, Mẫu 1.6 to 1.10).

The generator of the templates writes these lines, the import reads them back.
"""

from dataclasses import dataclass
from string import Formatter

from service.nd30.kinds import Kind

#: Behind the name of the body, or the post of its head, that sends a công điện.
WIRES = "điện:"
CITE_WIRES = "Phụ lục III, Mẫu 1.6"

#: Over the place at the lower left of a giấy nghỉ phép, where it is needed; broken into lines that fit the column.
CONFIRMED = "Xác nhận của cơ quan (tổ chức)\nhoặc chính quyền địa phương\nnơi nghỉ phép"

#: Names between braces that are no fields of a form: the document's own, or made from another field.
_PRINTED_ELSEWHERE = frozenset({"issuer", "addressees", "end", "pronoun", "the_meeting"})


@dataclass(frozen=True, slots=True)
class Form:
    """What one sample prints between its heading and its signature.

    Attributes:
        name: the field of the document that holds what is filled in.
        cite: the sample.
        lines: the lines in order; ``{field}`` stands for what is filled in, ``{end}`` for the mark behind the last.
        closing: the lines behind the content.
        listed: the field that holds several names, a line each where they are several.
        signing: the fields that stand at the signature.
        confirmation: over the place for the confirmation of another body, at the lower left; empty where the sample has none.
    """

    name: str
    cite: str
    lines: tuple[str, ...]
    closing: tuple[str, ...] = ()
    listed: str = "addressees"
    signing: tuple[str, ...] = ()
    confirmation: str = ""

    @property
    def fields(self) -> frozenset[str]:
        """The names between braces."""
        return frozenset(
            field for line in (*self.lines, *self.closing) for _, field, _, _ in Formatter().parse(line) if field
        )

    @property
    def filled_in(self) -> tuple[str, ...]:
        """The names of what the form is there for, in alphabetical order: without what the document prints elsewhere too."""
        return tuple(sorted((self.fields | set(self.signing)) - _PRINTED_ELSEWHERE))


FORMS: dict[Kind, Form] = {
    Kind.GIAY_MOI: Form(
        "invitation",
        "Phụ lục III, Mẫu 1.7",
        (
            "{issuer} trân trọng kính mời: {addressees}",
            "Tới dự {event}.",
            "Chủ trì: {chair}.",
            "Thời gian: {time}.",
            "Địa điểm: {place}{end}",
        ),
    ),
    Kind.GIAY_GIOI_THIEU: Form(
        "introduction",
        "Phụ lục III, Mẫu 1.8",
        (
            "{issuer} trân trọng giới thiệu:",
            "{salutation} {person}.",
            "Chức vụ: {post}.",
            "Được cử đến: {addressees}.",
            "Về việc: {purpose}.",
            "Đề nghị Quý cơ quan tạo điều kiện để {pronoun} có tên ở trên hoàn thành nhiệm vụ.",
            "Giấy này có giá trị đến hết {valid_until}{end}",
        ),
    ),
    Kind.GIAY_NGHI_PHEP: Form(
        "leave",
        "Phụ lục III, Mẫu 1.10",
        (
            "Xét Đơn đề nghị nghỉ phép {requested_on} của {pronoun} {person},",
            "{issuer} cấp cho:",
            "{salutation}: {person}.",
            "Chức vụ: {post}.",
            "Được nghỉ phép trong thời gian {length} kể từ {from_day} đến hết {to_day} tại {place}.",
            "Số ngày nghỉ phép nêu trên được tính vào thời gian {counted_as}{end}",
        ),
        confirmation=CONFIRMED,
    ),
    Kind.BIEN_BAN: Form(
        "minutes",
        "Phụ lục III, Mẫu 1.9",
        (
            "Thời gian bắt đầu: {started_at}.",
            "Địa điểm: {place}.",
            "Thành phần tham dự: {attendees}",
            "Chủ trì (chủ tọa): {chair}.",
            "Thư ký (người ghi biên bản): {secretary}.",
            "Nội dung (theo diễn biến {meeting}):",
        ),
        ("{the_meeting} kết thúc vào {ended_at}{end}",),
        listed="attendees",
        signing=("secretary_name",),
    ),
}

#: Over the two signatures of minutes; the chair's stands where others have the signer's post.
SECRETARY, CHAIR = "Thư ký", "Chủ tọa"
