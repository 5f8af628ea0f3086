"""The lines of the samples that have their own, as printed."""

from typing import Any

from service.documents import Document, parse_document
from service.documents.form_wording import closing_lines, form_lines, form_values, sender_line, wired_lines
from service.documents.starting import starting_document
from service.nd30.kinds import Kind


def paper(kind: Kind, **changes: Any) -> Document:
    """The example of a kind with fields replaced; those of an object are added to it."""
    data = starting_document(kind).as_data()
    for name, value in changes.items():
        data[name] = data[name] | value if isinstance(value, dict) else value
    return parse_document(data)


def test_several_guests_stand_in_a_list_and_one_on_the_line() -> None:
    several = list(form_lines(paper(Kind.GIAY_MOI)))
    one = list(form_lines(paper(Kind.GIAY_MOI, addressees=["Ông Nguyễn Văn An, Trưởng thôn 4"])))

    assert several[:4] == [
        "Ủy ban nhân dân xã An Bình trân trọng kính mời:",
        "- Thường trực Đảng ủy xã;",
        "- Trưởng các phòng, đơn vị thuộc xã.",
        "Tới dự Hội nghị sơ kết công tác 6 tháng đầu năm 2026.",
    ]
    assert one[0] == "Ủy ban nhân dân xã An Bình trân trọng kính mời: Ông Nguyễn Văn An, Trưởng thôn 4"


def test_the_last_line_closes_a_paper_without_further_content() -> None:
    noted, bare = paper(Kind.GIAY_MOI), paper(Kind.GIAY_MOI, body={"content": []})

    assert list(form_lines(noted))[-1] == "Địa điểm: Hội trường Ủy ban nhân dân xã."
    assert list(form_lines(bare))[-1] == "Địa điểm: Hội trường Ủy ban nhân dân xã./."


def test_a_mark_that_was_typed_is_not_doubled() -> None:
    lines = list(form_lines(paper(Kind.GIAY_MOI, invitation={"chair": "Chủ tịch xã.", "place": "Hội trường;"})))

    assert "Chủ trì: Chủ tịch xã." in lines
    assert "Địa điểm: Hội trường." in lines


def test_braces_in_the_data_are_words() -> None:
    assert "Chủ trì: {x} {{ y }}." in list(form_lines(paper(Kind.GIAY_MOI, invitation={"chair": "{x} {{ y }}"})))


def test_an_introduction_reads_as_the_sample() -> None:
    assert list(form_lines(paper(Kind.GIAY_GIOI_THIEU))) == [
        "Ủy ban nhân dân xã An Bình trân trọng giới thiệu:",
        "Ông Trần Văn Bảo.",
        "Chức vụ: Công chức Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã An Bình.",
        "Được cử đến: Sở Nội vụ.",
        "Về việc: Liên hệ, nhận hồ sơ cải cách hành chính.",
        "Đề nghị Quý cơ quan tạo điều kiện để ông có tên ở trên hoàn thành nhiệm vụ.",
        "Giấy này có giá trị đến hết ngày 31 tháng 01 năm 2026./.",
    ]


def test_who_is_neither_named_ong_nor_ba_is_both_as_on_the_sample() -> None:
    lines = list(form_lines(paper(Kind.GIAY_GIOI_THIEU, introduction={"salutation": None})))

    assert lines[1] == "Ông (bà) Trần Văn Bảo."
    assert "để ông (bà) có tên ở trên" in lines[5]


def test_leave_is_told_in_days_as_the_decree_writes_them() -> None:
    lines = list(form_lines(paper(Kind.GIAY_NGHI_PHEP)))

    assert lines[0] == "Xét Đơn đề nghị nghỉ phép ngày 05 tháng 01 năm 2026 của bà Lê Thị Cúc,"
    assert lines[4] == (
        "Được nghỉ phép trong thời gian 05 ngày làm việc kể từ ngày 19 tháng 01 năm 2026 "
        "đến hết ngày 23 tháng 01 năm 2026 tại xã Thanh Sơn, tỉnh Phú Thọ."
    )


def test_room_for_a_confirmation_is_left_where_it_is_asked_for() -> None:
    assert form_values(paper(Kind.GIAY_NGHI_PHEP))["confirmation"] == ""
    asked = form_values(paper(Kind.GIAY_NGHI_PHEP, leave={"confirmed": True}))
    assert " ".join(asked["confirmation"].split()).startswith("Xác nhận của cơ quan (tổ chức) hoặc")


def test_a_telegram_says_who_wires_whom_a_line_each() -> None:
    by_head = paper(Kind.CONG_DIEN)
    collective = {"authority": [{"form": "TM", "of": "Ủy ban nhân dân"}], "post": "Chủ tịch", "name": "Nguyễn Văn An"}
    one = paper(Kind.CONG_DIEN, addressees=["Công an xã."], signer=collective)

    assert sender_line(by_head) == "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH điện:"
    assert wired_lines(by_head) == ("- Thủ trưởng các phòng, đơn vị thuộc xã;", "- Trưởng các thôn.")
    assert (sender_line(one), wired_lines(one)) == ("ỦY BAN NHÂN DÂN XÃ AN BÌNH điện:", ("- Công an xã.",))


def test_other_kinds_have_no_form_and_wire_nobody() -> None:
    plan = starting_document(Kind.KE_HOACH)

    assert (form_values(plan), list(form_lines(plan)), sender_line(plan)) == ({}, [], "")


def test_minutes_read_as_the_sample_and_close_behind_the_content() -> None:
    minutes = paper(Kind.BIEN_BAN)

    assert list(form_lines(minutes)) == [
        "Thời gian bắt đầu: 8 giờ 00, ngày 09 tháng 01 năm 2026.",
        "Địa điểm: Phòng họp số 1, trụ sở Ủy ban nhân dân xã.",
        "Thành phần tham dự:",
        "- Lãnh đạo Ủy ban nhân dân xã;",
        "- Trưởng các phòng, đơn vị thuộc xã.",
        "Chủ trì (chủ tọa): Ông Nguyễn Văn An, Chủ tịch Ủy ban nhân dân xã.",
        "Thư ký (người ghi biên bản): Bà Trần Thị Bình, Chánh Văn phòng.",
        "Nội dung (theo diễn biến cuộc họp):",
    ]
    assert list(closing_lines(minutes)) == ["Cuộc họp kết thúc vào 11 giờ 00, ngày 09 tháng 01 năm 2026./."]


def test_minutes_of_a_conference_say_so() -> None:
    minutes = paper(Kind.BIEN_BAN, minutes={"meeting": "hoi-nghi", "attendees": ["Toàn thể công chức"]})

    assert "Thành phần tham dự: Toàn thể công chức" in list(form_lines(minutes))
    assert list(form_lines(minutes))[-1] == "Nội dung (theo diễn biến hội nghị):"
    assert next(closing_lines(minutes)).startswith("Hội nghị kết thúc vào")


def test_hours_and_days_not_known_yet_are_left_open() -> None:
    data = starting_document(Kind.BIEN_BAN).as_data()
    del data["minutes"]["started_at"]
    printed = next(form_lines(Document.model_validate(data)))

    assert " ".join(printed.split()) == "Thời gian bắt đầu: giờ , ngày tháng năm ."
