"""A filled-in document to start from, for every kind this service makes: an official replaces words, not structure."""

from collections.abc import Callable
from typing import Any

from service.documents.model import Document
from service.documents.parse import parse_document
from service.errors import NotFound
from service.nd30.kinds import KINDS, Kind

Data = dict[str, Any]

_MONTH = "2026-01"
_COMMITTEE: Data = {
    "name": "Ủy ban nhân dân xã An Bình",
    "sign": "UBND",
    "place": "An Bình",
    "head_post": "Chủ tịch",
}
_COUNCIL: Data = {
    "name": "Hội đồng nhân dân xã An Bình",
    "sign": "HĐND",
    "place": "An Bình",
    "head_post": "Chủ tịch",
}
_LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
_DECREE = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
_PROPOSAL = "Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"
_SIGNER: Data = {
    "authority": [{"form": "TM", "of": "Ủy ban nhân dân"}],
    "post": "Chủ tịch",
    "name": "Nguyễn Văn An",
}
_RECIPIENTS = [
    {"name": "Thường trực Đảng ủy xã", "purpose": "để báo cáo"},
    {"name": "Thường trực Hội đồng nhân dân xã", "purpose": "để báo cáo"},
    {"name": "Chủ tịch, các Phó Chủ tịch UBND xã"},
    {"name": "Các phòng, đơn vị thuộc xã", "purpose": "để thực hiện"},
]


def starting_document(kind: Kind) -> Document:
    """Return a valid draft of `kind` with example words; raise NotFound for a kind that this service does not make."""
    if not KINDS[kind].rendered:
        raise NotFound(f"Chưa có dữ liệu mẫu cho {KINDS[kind].name.lower()}: hệ thống chưa lập loại văn bản này.")
    return parse_document(_BUILDERS[kind](kind))


def _draft(kind: Kind, subject: str, body: list[Data], **more: Any) -> Data:
    common: Data = {
        "kind": kind.value,
        "issuer": _COMMITTEE,
        "issued_on": _MONTH,
        "subject": subject,
        "body": {"layout": KINDS[kind].layout.value, "content": body},
        "recipients": _RECIPIENTS,
        "archive": {"unit": "VP"},
        "signer": _SIGNER,
    }
    return common | more


def _section(title: str, *content: Data) -> Data:
    return {"type": "section", "title": title, "content": list(content)}


def _clause(title: str, *texts: str) -> Data:
    return {"type": "clause", "title": title, "content": [_paragraph(text) for text in texts]}


def _paragraph(text: str) -> Data:
    return {"type": "paragraph", "text": text}


def _article(title: str, *texts: str) -> Data:
    clauses = [{"type": "clause", "text": text} for text in texts]
    return {"type": "article", "title": title, "content": clauses}


def _direct_article(text: str) -> Data:
    return {"type": "article", "text": text}


def _chapter(title: str, *articles: Data) -> Data:
    return {"type": "chapter", "title": title, "content": list(articles)}


def _plan(kind: Kind) -> Data:
    """A plan, programme or project: purpose, tasks in an appendix, organisation."""
    name = KINDS[kind].name
    body = [
        _section(
            "Mục đích, yêu cầu",
            _clause(
                "Mục đích", "Xác định nội dung công việc, thời hạn và trách nhiệm của từng đơn vị trong thực hiện."
            ),
            _clause(
                "Yêu cầu",
                "Bám sát chỉ đạo của cấp trên, phù hợp với tình hình thực tế của xã; phân công rõ trách nhiệm.",
            ),
        ),
        _section("Nhiệm vụ", _paragraph("Nhiệm vụ, sản phẩm, thời hạn và đơn vị thực hiện tại Phụ lục kèm theo.")),
        _section(
            "Tổ chức thực hiện",
            _clause(
                "Các phòng, đơn vị thuộc xã", "Tổ chức thực hiện nhiệm vụ được phân công và báo cáo kết quả hằng quý."
            ),
            _clause(
                "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",
                f"Theo dõi, đôn đốc, tổng hợp kết quả thực hiện {name} này, báo cáo Ủy ban nhân dân xã.",
            ),
        ),
    ]
    return _draft(
        kind,
        "Thực hiện công tác cải cách hành chính năm 2026",
        body,
        legal_bases=[_LAW],
        appendices=[
            {
                "name": "Phân công nhiệm vụ cải cách hành chính năm 2026",
                "orientation": "landscape",
                "content": [{"type": "task-table"}],
            }
        ],
        tasks=_tasks(),
    )


def _tasks(progress: Data | None = None) -> list[Data]:
    plan = {"name": "Kế hoạch của Ủy ban nhân dân xã", "due": "Trước ngày 15/02/2026"}
    report = {"name": "Báo cáo kết quả thực hiện", "due": "Tháng 12/2026"}
    outputs = [output | ({"progress": progress} if progress else {}) for output in (plan, report)]
    office = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"
    task = {"name": "Rà soát thủ tục hành chính năm 2026", "outputs": outputs, "lead": [office]}
    return [{"name": "Cải cách thủ tục hành chính", "tasks": [task | {"coordinating": ["Các phòng, đơn vị thuộc xã"]}]}]


def _report(kind: Kind) -> Data:
    body = [
        _section(
            "Kết quả thực hiện",
            _clause(
                "Công tác chỉ đạo, điều hành",
                "Ủy ban nhân dân xã đã ban hành kế hoạch và phân công trách nhiệm cụ thể.",
            ),
            {"type": "clause", "title": "Kết quả thực hiện nhiệm vụ", "content": [{"type": "progress-figures"}]},
        ),
        _section("Nhiệm vụ chậm tiến độ", {"type": "late-list"}),
        _section("Phương hướng thực hiện", _paragraph("Tiếp tục đôn đốc các đơn vị hoàn thành nhiệm vụ được giao.")),
    ]
    return _draft(
        kind,
        "Kết quả cải cách hành chính quý I năm 2026",
        body,
        addressees=["Ủy ban nhân dân tỉnh", "Sở Nội vụ"],
        recipients=[{"name": "Như trên"}, *_RECIPIENTS[:3]],
        reported_on="2026-03-25",
        issued_on="2026-03",
        tasks=_tasks({"state": "in-progress", "percent": 50}),
    )


def _decision(kind: Kind) -> Data:
    body = [
        _direct_article("Thành lập Tổ công tác cải cách hành chính xã An Bình, gồm các thành viên sau đây: ..."),
        _direct_article(
            "Tổ công tác có nhiệm vụ tham mưu Ủy ban nhân dân xã chỉ đạo, đôn đốc công tác cải cách hành chính."
        ),
        _direct_article(
            "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, thủ trưởng các đơn vị có liên quan và các ông, bà "
            "có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này kể từ ngày ký."
        ),
    ]
    return _draft(
        kind,
        "Về việc thành lập Tổ công tác cải cách hành chính",
        body,
        legal_bases=[_LAW, _PROPOSAL],
        recipients=[{"name": "Như Điều 3"}, *_RECIPIENTS[:3]],
    )


def _resolution(kind: Kind) -> Data:
    body = [
        _direct_article("Thông qua chương trình giám sát năm 2026 của Hội đồng nhân dân xã An Bình."),
        _direct_article("Thường trực Hội đồng nhân dân xã tổ chức thực hiện Nghị quyết này."),
    ]
    return _draft(
        kind,
        "Về chương trình giám sát năm 2026 của Hội đồng nhân dân xã",
        body,
        issuer=_COUNCIL,
        legal_bases=[
            _LAW,
            "Xét Tờ trình của Thường trực Hội đồng nhân dân xã; ý kiến thảo luận của đại biểu tại kỳ họp",
        ],
        recipients=[{"name": "Thường trực Đảng ủy xã"}, {"name": "Đại biểu Hội đồng nhân dân xã"}, {"name": "UBND xã"}],
        signer={"post": "Chủ tịch", "name": "Nguyễn Văn An"},
    )


def _regulation(kind: Kind) -> Data:
    """A quy chế or quy định issued by itself, in chapters."""
    body = [
        _chapter(
            "Quy định chung",
            _article(
                "Phạm vi điều chỉnh, đối tượng áp dụng",
                f"{KINDS[kind].name} này quy định việc soạn thảo, ban hành và quản lý văn bản của xã.",
                f"{KINDS[kind].name} này áp dụng đối với các phòng, đơn vị và công chức thuộc xã.",
            ),
        ),
        _chapter(
            "Tổ chức thực hiện",
            _article(
                "Trách nhiệm thi hành",
                "Thủ trưởng các đơn vị thuộc xã tổ chức thực hiện.",
                "Văn phòng theo dõi, đôn đốc.",
            ),
        ),
    ]
    return _draft(kind, "Công tác văn thư của xã An Bình", body, legal_bases=[_DECREE])


def _directive(kind: Kind) -> Data:
    body = [
        {"type": "clause", "text": "Thủ trưởng các đơn vị thuộc xã chấp hành nghiêm kỷ luật, kỷ cương hành chính."},
        {
            "type": "clause",
            "text": "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã theo dõi, báo cáo kết quả thực hiện.",
        },
    ]
    opening = ["Để nâng cao hiệu quả hoạt động của bộ máy, Chủ tịch Ủy ban nhân dân xã yêu cầu:"]
    signer = {"post": "Chủ tịch", "name": "Nguyễn Văn An"}
    return _draft(kind, "Về việc tăng cường kỷ luật, kỷ cương hành chính", body, opening=opening, signer=signer)


def _notice(kind: Kind) -> Data:
    body = [
        {"type": "clause", "text": "Ủy ban nhân dân xã tổ chức tiếp công dân định kỳ vào thứ Năm hằng tuần."},
        {
            "type": "clause",
            "text": "Địa điểm: trụ sở Ủy ban nhân dân xã. Đề nghị các đơn vị và Nhân dân biết, thực hiện.",
        },
    ]
    return _draft(kind, "Lịch tiếp công dân năm 2026", body)


def _guidance(kind: Kind) -> Data:
    body = [
        _section("Nội dung", _clause("Hồ sơ", "Hồ sơ gồm các giấy tờ theo danh mục đã công khai.")),
        _section(
            "Tổ chức thực hiện",
            _paragraph("Các đơn vị căn cứ nội dung trên để thực hiện; có vướng mắc thì phản ánh kịp thời."),
        ),
    ]
    return _draft(kind, "Thực hiện lập hồ sơ công việc năm 2026", body)


def _submission(kind: Kind) -> Data:
    body = [
        _section(
            "Sự cần thiết",
            _paragraph("Việc ban hành kế hoạch là cần thiết để phân công rõ trách nhiệm trong năm 2026."),
        ),
        _section(
            "Nội dung chủ yếu", _paragraph("Dự thảo gồm ba phần: mục đích, yêu cầu; nhiệm vụ; tổ chức thực hiện.")
        ),
        _paragraph("Kính trình Ủy ban nhân dân tỉnh xem xét, quyết định"),
    ]
    addressees = ["Ủy ban nhân dân tỉnh"]
    recipients = [{"name": "Như trên"}, *_RECIPIENTS[:3]]
    return _draft(kind, "Về việc phê duyệt kế hoạch năm 2026", body, addressees=addressees, recipients=recipients)


def _letter(kind: Kind) -> Data:
    body = [
        _paragraph(
            "Ủy ban nhân dân xã đề nghị các phòng, đơn vị báo cáo kết quả thực hiện trước ngày 20 tháng 01 năm 2026"
        )
    ]
    recipients = [{"name": "Như trên"}, *_RECIPIENTS[:3]]
    return _draft(
        kind,
        "báo cáo kết quả cải cách hành chính",
        body,
        addressees=["Các phòng, đơn vị thuộc xã"],
        recipients=recipients,
    )


_BUILDERS: dict[Kind, Callable[[Kind], Data]] = {
    Kind.NGHI_QUYET: _resolution,
    Kind.QUYET_DINH: _decision,
    Kind.CHI_THI: _directive,
    Kind.QUY_CHE: _regulation,
    Kind.QUY_DINH: _regulation,
    Kind.THONG_CAO: _notice,
    Kind.THONG_BAO: _notice,
    Kind.HUONG_DAN: _guidance,
    Kind.CHUONG_TRINH: _plan,
    Kind.KE_HOACH: _plan,
    Kind.PHUONG_AN: _plan,
    Kind.DE_AN: _plan,
    Kind.DU_AN: _plan,
    Kind.BAO_CAO: _report,
    Kind.TO_TRINH: _submission,
    Kind.CONG_VAN: _letter,
}
