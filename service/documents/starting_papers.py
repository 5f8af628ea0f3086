"""The short papers of an office (giấy, phiếu) to start from."""

from collections.abc import Callable

from service.documents.starting_parts import Data, clause, draft, paragraph
from service.nd30.forms import CHAIR
from service.nd30.kinds import Kind

_OFFICE = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"
_HEAD: Data = {"post": "Chủ tịch", "name": "Nguyễn Văn An"}
_BY_ORDER: Data = {
    "authority": [{"form": "TL", "of": "Chủ tịch"}],
    "post": "Chánh Văn phòng",
    "name": "Trần Thị Bình",
}


def _power(kind: Kind) -> Data:
    """Giấy ủy quyền: who, to whom, for what, until when."""
    body = [
        clause("Người ủy quyền", "Ông Nguyễn Văn An, Chủ tịch Ủy ban nhân dân xã An Bình."),
        clause("Người được ủy quyền", "Bà Lê Thị Cúc, Phó Chủ tịch Ủy ban nhân dân xã An Bình."),
        clause("Nội dung ủy quyền", "Tham gia tố tụng tại Tòa án nhân dân với tư cách đại diện người bị kiện."),
        clause("Thời hạn ủy quyền", "Từ ngày ký đến hết ngày 31 tháng 12 năm 2026; không được ủy quyền lại"),
    ]
    recipients = [{"name": "Người được ủy quyền"}, {"name": "Tòa án nhân dân khu vực"}]
    return draft(kind, "Về việc tham gia tố tụng", body, recipients=recipients, signer=_HEAD)


def _sending_slip(kind: Kind) -> Data:
    """Phiếu gửi: which papers go with it, and how their receipt is to be confirmed."""
    body = [
        paragraph("Ủy ban nhân dân xã An Bình gửi kèm theo Phiếu này các văn bản, tài liệu sau đây:"),
        _papers(["1", "Báo cáo kết quả rà soát thủ tục hành chính năm 2026", "01", ""]),
        paragraph(f"Sau khi nhận được, đề nghị quý cơ quan ký xác nhận và gửi lại Phiếu này cho {_OFFICE}"),
    ]
    recipients = [{"name": "Sở Nội vụ"}]
    return draft(kind, "Gửi hồ sơ rà soát thủ tục hành chính", body, recipients=recipients, signer=_BY_ORDER)


def _papers(*rows: list[str]) -> Data:
    columns = [
        {"heading": "TT", "width": 6, "align": "center"},
        {"heading": "Tên văn bản, tài liệu", "width": 58},
        {"heading": "Số bản", "width": 12, "align": "center"},
        {"heading": "Ghi chú", "width": 24},
    ]
    return {"type": "table", "columns": columns, "rows": list(rows)}


def _passing_slip(kind: Kind) -> Data:
    """Phiếu chuyển: what is passed on, to whom, why, and what is asked."""
    body = [
        paragraph("Ủy ban nhân dân xã An Bình nhận được đơn đề ngày 05 tháng 01 năm 2026 của ông Phạm Văn Đông."),
        paragraph("Nội dung đơn không thuộc thẩm quyền giải quyết của Ủy ban nhân dân xã."),
        paragraph("Ủy ban nhân dân xã chuyển đơn đến Chi nhánh Văn phòng đăng ký đất đai để xem xét, giải quyết"),
    ]
    recipients = [{"name": "Chi nhánh Văn phòng đăng ký đất đai"}, {"name": "Ông Phạm Văn Đông", "purpose": "để biết"}]
    return draft(kind, "Đơn đề nghị của công dân", body, recipients=recipients, signer=_BY_ORDER)


def _telling_slip(kind: Kind) -> Data:
    """Phiếu báo: one thing told to those it concerns."""
    body = [
        paragraph("Ủy ban nhân dân xã An Bình báo thay đổi thời gian tiếp công dân định kỳ tháng 02 năm 2026:"),
        clause("Thời gian", "Từ 8 giờ 00 phút ngày 06 tháng 02 năm 2026."),
        clause("Địa điểm", "Phòng tiếp công dân, trụ sở Ủy ban nhân dân xã"),
    ]
    return draft(kind, "Thay đổi thời gian tiếp công dân", body, signer=_BY_ORDER)


def _invitation(kind: Kind) -> Data:
    """Giấy mời: who, to what, led by whom, when, where; what to note."""
    invitation = {
        "event": "Hội nghị sơ kết công tác 6 tháng đầu năm 2026",
        "chair": "Ông Nguyễn Văn An, Chủ tịch Ủy ban nhân dân xã",
        "time": "8 giờ 00 phút, ngày 15 tháng 7 năm 2026",
        "place": "Hội trường Ủy ban nhân dân xã",
    }
    notes = [paragraph("Đề nghị các đại biểu đến dự đúng thành phần, thời gian")]
    invited = ["Thường trực Đảng ủy xã", "Trưởng các phòng, đơn vị thuộc xã"]
    recipients = [{"name": "Như trên"}, {"name": "Chủ tịch, các Phó Chủ tịch UBND xã"}]
    subject = "Dự Hội nghị sơ kết công tác 6 tháng đầu năm 2026"
    return draft(
        kind,
        subject,
        notes,
        addressees=invited,
        invitation=invitation,
        recipients=recipients,
        issued_on="2026-07",
        signer=_BY_ORDER,
    )


def _telegram(kind: Kind) -> Data:
    """Công điện: who wires whom, and what is to be done at once."""
    body = [
        paragraph("Để chủ động ứng phó với mưa lớn, Chủ tịch Ủy ban nhân dân xã yêu cầu:"),
        {
            "type": "clause",
            "text": "Công an xã, Ban Chỉ huy Quân sự xã trực 24/24 giờ, sẵn sàng lực lượng, phương tiện.",
        },
        {"type": "clause", "text": "Trưởng các thôn rà soát, sơ tán các hộ ở nơi có nguy cơ sạt lở, ngập lụt."},
        {"type": "clause", "text": f"{_OFFICE} theo dõi, báo cáo kết quả trước 16 giờ hằng ngày"},
    ]
    addressees = ["Thủ trưởng các phòng, đơn vị thuộc xã", "Trưởng các thôn"]
    recipients = [{"name": "Như trên"}, {"name": "Thường trực Đảng ủy xã", "purpose": "để báo cáo"}]
    subject = "Về việc ứng phó với mưa lớn"
    return draft(
        kind,
        subject,
        body,
        addressees=addressees,
        recipients=recipients,
        signer=_HEAD,
        urgency="hoa-toc",
        issued_on="2026-07",
    )


def _introduction(kind: Kind) -> Data:
    """Giấy giới thiệu: who is sent where, for what, until when."""
    introduction = {
        "salutation": "ong",
        "person": "Trần Văn Bảo",
        "post": "Công chức Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã An Bình",
        "purpose": "Liên hệ, nhận hồ sơ cải cách hành chính",
        "valid_until": "2026-01-31",
    }
    recipients = [{"name": "Như trên"}]
    subject = "Giới thiệu công chức đến liên hệ công tác"
    more: Data = {"addressees": ["Sở Nội vụ"], "introduction": introduction, "recipients": recipients}
    return draft(kind, subject, [], **more, archive={}, signer=_BY_ORDER)


def _leave(kind: Kind) -> Data:
    """Giấy nghỉ phép: who, how long, where, counted as what."""
    leave = {
        "salutation": "ba",
        "person": "Lê Thị Cúc",
        "post": "Công chức Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã An Bình",
        "requested_on": "2026-01-05",
        "length": "05 ngày làm việc",
        "from_day": "2026-01-19",
        "to_day": "2026-01-23",
        "place": "xã Thanh Sơn, tỉnh Phú Thọ",
        "counted_as": "nghỉ hằng năm của năm 2026",
    }
    recipients = [{"name": "Bà Lê Thị Cúc"}]
    return draft(kind, "Nghỉ phép năm 2026 của công chức", [], leave=leave, recipients=recipients, signer=_HEAD)


def _minutes(kind: Kind) -> Data:
    """Biên bản: when, where, who; what was said, what was decided."""
    minutes = {
        "started_at": "2026-01-09T08:00",
        "ended_at": "2026-01-09T11:00",
        "place": "Phòng họp số 1, trụ sở Ủy ban nhân dân xã",
        "attendees": ["Lãnh đạo Ủy ban nhân dân xã", "Trưởng các phòng, đơn vị thuộc xã"],
        "chair": "Ông Nguyễn Văn An, Chủ tịch Ủy ban nhân dân xã",
        "secretary": "Bà Trần Thị Bình, Chánh Văn phòng",
        "secretary_name": "Trần Thị Bình",
    }
    body = [
        clause(
            "Chủ tọa nêu nội dung cuộc họp", "Đánh giá kết quả cải cách hành chính năm 2025, bàn nhiệm vụ năm 2026."
        ),
        clause("Ý kiến thảo luận", "Các ý kiến thống nhất với dự thảo kế hoạch."),
        clause("Chủ tọa kết luận", "Văn phòng hoàn thiện dự thảo, trình Ủy ban nhân dân xã ban hành."),
    ]
    signer = {"post": CHAIR, "name": "Nguyễn Văn An"}
    archive = {"unit": "Hồ sơ"}
    subject = "Họp về công tác cải cách hành chính năm 2026"
    recipients = [{"name": "Các thành viên dự họp"}]
    return draft(kind, subject, body, minutes=minutes, recipients=recipients, signer=signer, archive=archive)


PAPERS: dict[Kind, Callable[[Kind], Data]] = {
    Kind.GIAY_UY_QUYEN: _power,
    Kind.PHIEU_GUI: _sending_slip,
    Kind.PHIEU_CHUYEN: _passing_slip,
    Kind.PHIEU_BAO: _telling_slip,
    Kind.GIAY_MOI: _invitation,
    Kind.CONG_DIEN: _telegram,
    Kind.GIAY_GIOI_THIEU: _introduction,
    Kind.GIAY_NGHI_PHEP: _leave,
    Kind.BIEN_BAN: _minutes,
}
