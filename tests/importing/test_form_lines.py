"""Samples with lines of their own, as offices typed them last year."""

import pytest
from typed import kinds

from service.importing import read_old_document
from service.nd30.kinds import Kind


def data_of(draft):
    """What a typed file is recognised as."""
    return read_old_document(draft.docx()).data


def introduction(**changes):
    """The lines of a giấy giới thiệu; a changed one is told by its field, an empty one left out."""
    lines = {
        "issuer": "Ủy ban nhân dân xã An Bình trân trọng giới thiệu:",
        "person": "Ông (bà) : Lê Văn Tám",
        "post": "Chức vụ : Công chức Địa chính, xã An Bình",
        "host": "Được cử đến: Sở Nông nghiệp và Môi trường;",
        "purpose": "Về việc:  Nhận bản đồ địa chính.",
        "request": "Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.",
        "until": "Giấy này có giá trị đến hết ngày 20/5/2025./.",
    }
    return kinds.giay("GIẤY GIỚI THIỆU", "GGT", *filter(None, (lines | changes).values()))


def test_an_introduction_is_read_into_its_fields():
    data = data_of(introduction())

    assert data["introduction"] == {
        "person": "Lê Văn Tám",
        "post": "Công chức Địa chính, xã An Bình",
        "purpose": "Nhận bản đồ địa chính",
        "valid_until": "2025-05-20",
    }
    assert data["addressees"] == ["Sở Nông nghiệp và Môi trường"]
    assert data["subject"] == "Nhận bản đồ địa chính"
    assert data["body"]["content"] == []


@pytest.mark.parametrize(("called", "salutation"), [("Ông Lê Văn Tám", "ong"), ("Bà: Lê Thị Tám", "ba")])
def test_ong_and_ba_are_told_apart(called, salutation):
    assert data_of(introduction(person=called))["introduction"]["salutation"] == salutation


def test_what_is_no_line_of_the_form_stays_content():
    data = data_of(introduction(request="Kính mong Quý cơ quan giúp đỡ."))

    assert [block["text"] for block in data["body"]["content"]] == ["Kính mong Quý cơ quan giúp đỡ."]


def test_a_line_that_is_missing_is_asked_for():
    found = read_old_document(introduction(purpose="").docx())
    [part] = [part for part in found.parts if part.pointer == "/introduction"]

    assert "purpose" not in part.why
    assert part.unsure
    assert "purpose" not in found.data["introduction"]


def test_an_invitation_keeps_its_guests_and_its_notes():
    draft = kinds.giay(
        "GIẤY MỜI",
        "GM",
        "Ủy ban nhân dân xã An Bình trân trọng kính mời:",
        "- Các đồng chí Đảng ủy viên;",
        "- Trưởng các ấp.",
        "Tới dự: Hội nghị tổng kết năm 2025",
        "Thời gian: 8 giờ 00, ngày 20 tháng 12 năm 2025",
        "Địa điểm: Hội trường xã",
        "Đề nghị các đồng chí đến đúng giờ./.",
    )
    data = data_of(draft)

    assert data["kind"] == Kind.GIAY_MOI
    assert data["addressees"] == ["Các đồng chí Đảng ủy viên", "Trưởng các ấp"]
    assert data["invitation"] == {
        "event": "Hội nghị tổng kết năm 2025",
        "time": "8 giờ 00, ngày 20 tháng 12 năm 2025",
        "place": "Hội trường xã",
    }
    assert [block["text"] for block in data["body"]["content"]] == ["Đề nghị các đồng chí đến đúng giờ."]


def test_a_telegram_keeps_those_whom_it_goes_to():
    data = data_of(kinds.cong_dien())

    assert (data["kind"], data["addressees"]) == ("cong-dien", ["Các phòng, đơn vị thuộc xã", "Trưởng các ấp"])
