"""What a sample with lines of its own needs filled in, and only it (Phụ lục III, Mẫu 1.7 to 1.10)."""

from collections.abc import Iterator

from service.documents.dates import PartialDate
from service.documents.forms import Introduction, Leave, Minutes
from service.documents.model import Document
from service.errors import Problem
from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS, Kind


def form_problems(document: Document) -> Iterator[Problem]:
    """Yield what is missing of the kind's own form, what belongs to the form of another kind, and impossible days."""
    yield from _whose(document)
    if document.introduction:
        yield from _introduced(document, document.introduction)
    if document.leave:
        yield from _days_of_leave(document.leave)
    if document.minutes:
        yield from _meeting(document, document.minutes)


def _introduced(document: Document, introduction: Introduction) -> Iterator[Problem]:
    """One body, and a day until which the paper is good, not before the paper's own."""
    if len(document.addressees) > 1:
        message = "Giấy giới thiệu cử đến một cơ quan; cử đến nơi khác thì lập giấy khác."
        yield Problem("/addressees/1", "introduced-to-several", message)
    yield from _whole(introduction.valid_until, "/introduction/valid_until", "Giấy giới thiệu có giá trị đến ngày nào")
    if _before(introduction.valid_until, document.issued_on):
        message = "Giấy giới thiệu không thể hết giá trị trước ngày ban hành."
        yield Problem("/introduction/valid_until", "ended-before-issue", message)


def _days_of_leave(leave: Leave) -> Iterator[Problem]:
    yield from _whole(leave.requested_on, "/leave/requested_on", "Đơn đề nghị nghỉ phép ghi ngày nào")
    yield from _whole(leave.from_day, "/leave/from_day", "Được nghỉ từ ngày nào")
    yield from _whole(leave.to_day, "/leave/to_day", "Được nghỉ đến hết ngày nào")
    if _before(leave.to_day, leave.from_day):
        yield Problem(
            "/leave/to_day",
            "leave-ends-before-it-begins",
            "Ngày cuối cùng được nghỉ trước ngày đầu tiên; sửa một trong hai ngày.",
        )


def _meeting(document: Document, minutes: Minutes) -> Iterator[Problem]:
    """It began before it ended, somebody was there, and its chair signs as chair and on nobody's behalf."""
    for name, moment, verb in (
        ("started_at", minutes.started_at, "bắt đầu"),
        ("ended_at", minutes.ended_at, "kết thúc"),
    ):
        if moment is None:
            yield Problem(f"/minutes/{name}", "moment-missing", f"Ghi giờ và ngày {verb}.")
    if minutes.started_at and minutes.ended_at and minutes.ended_at <= minutes.started_at:
        yield Problem("/minutes/ended_at", "ended-before-it-began", "Thời điểm kết thúc phải sau thời điểm bắt đầu.")
    if not minutes.attendees:
        yield Problem("/minutes/attendees", "attendees-missing", "Ghi ít nhất một người hoặc một nhóm tham dự.")
    if document.signer.authority and document.kind is Kind.BIEN_BAN:
        message = "Biên bản do chủ tọa và thư ký ký, không ghi TM., KT., TL.; chức vụ của chủ tọa ghi ở Chức vụ khác."
        yield Problem("/signer/authority", "minutes-with-authority", message)


def _whole(day: PartialDate | None, path: str, question: str) -> Iterator[Problem]:
    if day is None or day.as_date() is None:
        yield Problem(path, "day-missing", f"{question}: ghi đủ ngày, tháng, năm.")


def _before(one: PartialDate | None, other: PartialDate | None) -> bool:
    first, second = one and one.as_date(), other and other.as_date()
    return bool(first and second and first < second)


def _whose(document: Document) -> Iterator[Problem]:
    for kind, form in FORMS.items():
        filled = getattr(document, form.name)
        title = str(Document.model_fields[form.name].title)
        name = KINDS[kind].name
        if kind is document.kind and filled is None:
            message = f"{name} phải có phần “{title}” ({form.cite})."
            yield Problem(f"/{form.name}", "form-missing", message)
        elif kind is not document.kind and filled is not None:
            message = f"Phần “{title}” chỉ dùng cho {name.lower()}; bỏ khóa này."
            yield Problem(f"/{form.name}", "form-not-allowed", message)
