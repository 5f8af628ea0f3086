"""A filled-in document to start from, for every kind this service makes: an official replaces words, not structure."""

from collections.abc import Callable

from service.documents.model import Document
from service.documents.parse import parse_document
from service.documents.starting_papers import PAPERS
from service.documents.starting_parts import (
    COUNCIL,
    DECREE,
    LAW,
    PROPOSAL,
    RECIPIENTS,
    Data,
    article,
    chapter,
    clause,
    direct_article,
    draft,
    paragraph,
    section,
)
from service.errors import NotFound
from service.nd30.kinds import KINDS, Kind


def starting_document(kind: Kind) -> Document:
    """Return a valid draft of `kind` with example words; raise NotFound for a kind that this service does not make."""
    if not KINDS[kind].rendered:
        raise NotFound(f"Chưa có dữ liệu mẫu cho {KINDS[kind].name.lower()}: {KINDS[kind].why_not}.")
    return parse_document(_BUILDERS[kind](kind))


def _plan(kind: Kind) -> Data:
    """A plan, programme or project: purpose, tasks in an appendix, organisation."""
    name = KINDS[kind].name
    body = [
        section(
            "Mục đích, yêu cầu",
            clause("Mục đích", "Xác định nội dung công việc, thời hạn và trách nhiệm của từng đơn vị trong thực hiện."),
            clause(
                "Yêu cầu",
                "Bám sát chỉ đạo của cấp trên, phù hợp với tình hình thực tế của xã; phân công rõ trách nhiệm.",
            ),
        ),
        section("Nhiệm vụ", paragraph("Nhiệm vụ, sản phẩm, thời hạn và đơn vị thực hiện tại Phụ lục kèm theo.")),
        section(
            "Tổ chức thực hiện",
            clause(
                "Các phòng, đơn vị thuộc xã", "Tổ chức thực hiện nhiệm vụ được phân công và báo cáo kết quả hằng quý."
            ),
            clause(
                "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",
                f"Theo dõi, đôn đốc, tổng hợp kết quả thực hiện {name} này, báo cáo Ủy ban nhân dân xã.",
            ),
        ),
    ]
    return draft(
        kind,
        "Thực hiện công tác cải cách hành chính năm 2026",
        body,
        legal_bases=[LAW],
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
        section(
            "Kết quả thực hiện",
            clause(
                "Công tác chỉ đạo, điều hành",
                "Ủy ban nhân dân xã đã ban hành kế hoạch và phân công trách nhiệm cụ thể.",
            ),
            {"type": "clause", "title": "Kết quả thực hiện nhiệm vụ", "content": [{"type": "progress-figures"}]},
        ),
        section("Nhiệm vụ chậm tiến độ", {"type": "late-list"}),
        section("Phương hướng thực hiện", paragraph("Tiếp tục đôn đốc các đơn vị hoàn thành nhiệm vụ được giao.")),
    ]
    return draft(
        kind,
        "Kết quả cải cách hành chính quý I năm 2026",
        body,
        addressees=["Ủy ban nhân dân tỉnh", "Sở Nội vụ"],
        recipients=[{"name": "Như trên"}, *RECIPIENTS[:3]],
        reported_on="2026-03-25",
        issued_on="2026-03",
        tasks=_tasks({"state": "in-progress", "percent": 50}),
    )


def _decision(kind: Kind) -> Data:
    body = [
        direct_article("Thành lập Tổ công tác cải cách hành chính xã An Bình, gồm các thành viên sau đây: ..."),
        direct_article(
            "Tổ công tác có nhiệm vụ tham mưu Ủy ban nhân dân xã chỉ đạo, đôn đốc công tác cải cách hành chính."
        ),
        direct_article(
            "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, thủ trưởng các đơn vị có liên quan và các ông, bà "
            "có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này kể từ ngày ký."
        ),
    ]
    return draft(
        kind,
        "Về việc thành lập Tổ công tác cải cách hành chính",
        body,
        legal_bases=[LAW, PROPOSAL],
        recipients=[{"name": "Như Điều 3"}, *RECIPIENTS[:3]],
    )


def _resolution(kind: Kind) -> Data:
    body = [
        direct_article("Thông qua chương trình giám sát năm 2026 của Hội đồng nhân dân xã An Bình."),
        direct_article("Thường trực Hội đồng nhân dân xã tổ chức thực hiện Nghị quyết này."),
    ]
    return draft(
        kind,
        "Về chương trình giám sát năm 2026 của Hội đồng nhân dân xã",
        body,
        issuer=COUNCIL,
        legal_bases=[
            LAW,
            "Xét Tờ trình của Thường trực Hội đồng nhân dân xã; ý kiến thảo luận của đại biểu tại kỳ họp",
        ],
        recipients=[
            {"name": "Như Điều 2"},
            {"name": "Thường trực Đảng ủy xã"},
            {"name": "Đại biểu Hội đồng nhân dân xã"},
            {"name": "UBND xã"},
        ],
        signer={"post": "Chủ tịch", "name": "Nguyễn Văn An"},
    )


def _regulation(kind: Kind) -> Data:
    """A quy chế or quy định issued by itself, in chapters."""
    body = [
        chapter(
            "Quy định chung",
            article(
                "Phạm vi điều chỉnh, đối tượng áp dụng",
                f"{KINDS[kind].name} này quy định việc soạn thảo, ban hành và quản lý văn bản của xã.",
                f"{KINDS[kind].name} này áp dụng đối với các phòng, đơn vị và công chức thuộc xã.",
            ),
        ),
        chapter(
            "Tổ chức thực hiện",
            article(
                "Trách nhiệm thi hành",
                "Thủ trưởng các đơn vị thuộc xã tổ chức thực hiện.",
                "Văn phòng theo dõi, đôn đốc.",
            ),
        ),
    ]
    return draft(kind, "Công tác văn thư của xã An Bình", body, legal_bases=[DECREE])


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
    return draft(kind, "Về việc tăng cường kỷ luật, kỷ cương hành chính", body, opening=opening, signer=signer)


def _notice(kind: Kind) -> Data:
    body = [
        {"type": "clause", "text": "Ủy ban nhân dân xã tổ chức tiếp công dân định kỳ vào thứ Năm hằng tuần."},
        {
            "type": "clause",
            "text": "Địa điểm: trụ sở Ủy ban nhân dân xã. Đề nghị các đơn vị và Nhân dân biết, thực hiện.",
        },
    ]
    return draft(kind, "Lịch tiếp công dân năm 2026", body)


def _guidance(kind: Kind) -> Data:
    body = [
        section("Nội dung", clause("Hồ sơ", "Hồ sơ gồm các giấy tờ theo danh mục đã công khai.")),
        section(
            "Tổ chức thực hiện",
            paragraph("Các đơn vị căn cứ nội dung trên để thực hiện; có vướng mắc thì phản ánh kịp thời."),
        ),
    ]
    return draft(kind, "Thực hiện lập hồ sơ công việc năm 2026", body)


def _submission(kind: Kind) -> Data:
    body = [
        section(
            "Sự cần thiết",
            paragraph("Việc ban hành kế hoạch là cần thiết để phân công rõ trách nhiệm trong năm 2026."),
        ),
        section("Nội dung chủ yếu", paragraph("Dự thảo gồm ba phần: mục đích, yêu cầu; nhiệm vụ; tổ chức thực hiện.")),
        paragraph("Kính trình Ủy ban nhân dân tỉnh xem xét, quyết định"),
    ]
    addressees = ["Ủy ban nhân dân tỉnh"]
    recipients = [{"name": "Như trên"}, *RECIPIENTS[:3]]
    return draft(kind, "Về việc phê duyệt kế hoạch năm 2026", body, addressees=addressees, recipients=recipients)


def _letter(kind: Kind) -> Data:
    body = [
        paragraph(
            "Ủy ban nhân dân xã đề nghị các phòng, đơn vị báo cáo kết quả thực hiện trước ngày 20 tháng 01 năm 2026"
        )
    ]
    recipients = [{"name": "Như trên"}, *RECIPIENTS[:3]]
    return draft(
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
    **PAPERS,
}
