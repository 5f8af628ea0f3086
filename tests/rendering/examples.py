"""Documents that the tests render: the shipped examples, and specimens of everything that the examples leave out."""

import json
from pathlib import Path

from service.documents import parse_document

FOLDER = Path(__file__).parents[2] / "fixtures" / "documents"

SENTENCE = (
    "Các cơ quan, đơn vị chủ động rà soát, bổ sung nhiệm vụ cho phù hợp với tình hình thực tế, tổ chức thực hiện nghiêm "
    "túc, đúng tiến độ và báo cáo kết quả về Ủy ban nhân dân xã để tổng hợp."
)


def shipped_names():
    """Names of the shipped examples."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def shipped(name):
    """One shipped example."""
    return parse_document((FOLDER / f"{name}.json").read_bytes())


def plan(**changes):
    """A short plan of a commune; keyword arguments replace whole fields."""
    data = {
        "kind": "ke-hoach",
        "parent_agency": {"name": "UBND tỉnh Lào Cai"},
        "issuer": {"name": "Ủy ban nhân dân xã An Bình", "sign": "UBND", "place": "An Bình"},
        "number": 5,
        "issued_on": "2026-01-05",
        "subject": "Tuyên truyền, phổ biến pháp luật năm 2026",
        "body": {
            "content": [
                {"type": "section", "title": "Mục đích", "content": [{"type": "paragraph", "text": SENTENCE}]},
                {"type": "section", "title": "Tổ chức thực hiện", "content": [{"type": "paragraph", "text": SENTENCE}]},
            ]
        },
        "recipients": [{"name": "UBND tỉnh", "purpose": "để báo cáo"}, {"name": "Các phòng, đơn vị thuộc xã"}],
        "archive": {"unit": "VHXH"},
        "signer": {
            "authority": [{"form": "TM", "of": "Ủy ban nhân dân"}, {"form": "KT", "of": "Chủ tịch"}],
            "post": "Phó Chủ tịch",
            "name": "Nguyễn Văn An",
        },
    }
    return parse_document(data | changes)


def letter(**changes):
    """A công văn, which has no tên loại, and a subject under its number."""
    given = {
        "kind": "cong-van",
        "subject": "Góp ý dự thảo Kế hoạch chuyển đổi số của xã năm 2026",
        "addressees": ["Sở Khoa học và Công nghệ tỉnh Lào Cai"],
        "body": {"content": [{"type": "paragraph", "text": SENTENCE}] * 3},
        "recipients": [{"name": "Như trên"}, {"name": "Chủ tịch, các Phó Chủ tịch"}],
    }
    return plan(**(given | changes))


def decision(**changes):
    """A direct decision of a people's committee."""
    given = {
        "kind": "quyet-dinh",
        "subject": "Về việc kiện toàn Tổ công nghệ số cộng đồng",
        "legal_bases": [
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội xã An Bình",
        ],
        "body": {
            "content": [
                {
                    "type": "article",
                    "text": "Kiện toàn Tổ công nghệ số cộng đồng của xã gồm các ông, bà có tên sau:",
                    "content": [
                        {"type": "clause", "text": "Ông Trần Văn Bình, Tổ trưởng."},
                        {"type": "clause", "text": "Bà Lê Thị Cúc, thành viên."},
                    ],
                },
                {"type": "article", "text": "Quyết định này có hiệu lực kể từ ngày ký."},
                {
                    "type": "article",
                    "text": "Chánh Văn phòng và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
                },
            ]
        },
        "recipients": [{"name": "Như Điều 3"}, {"name": "Thường trực HĐND xã"}],
    }
    return plan(**(given | changes))


def tasks(count, *, words="Tổng hợp, theo dõi, đôn đốc việc thực hiện nhiệm vụ số"):
    """Groups of ten tasks, every third task with two outputs due on different days."""
    made = [
        {
            "name": f"{words} {number}",
            "outputs": [{"name": f"Kế hoạch {number}", "due": f"Trước ngày {number % 28 + 1:02d}/01/2026"}]
            + ([{"name": f"Báo cáo {number}", "due": "Tháng 12/2026"}] if number % 3 == 0 else []),
            "lead": ["Văn phòng" if number % 4 < 2 else "Trạm Y tế"],
            "coordinating": ["Các phòng, đơn vị"],
        }
        for number in range(1, count + 1)
    ]
    return [{"name": f"Nhóm {start // 10 + 1}", "tasks": made[start : start + 10]} for start in range(0, count, 10)]


def with_tasks(count, *, orientation="landscape", **table):
    """A plan whose only appendix is the task table."""
    return plan(
        opening=["Ủy ban nhân dân xã An Bình ban hành Kế hoạch (chi tiết tại Phụ lục kèm theo) như sau:"],
        tasks=tasks(count),
        appendices=[
            {
                "name": "Phân công nhiệm vụ",
                "orientation": orientation,
                "content": [{"type": "task-table", **table}],
            }
        ],
    )


def draft():
    """A plan with neither number nor day nor month."""
    return plan(number=None, issued_on="2026")


def urgent(urgency):
    """A decision to be sent at once."""
    return decision(urgency=urgency)


def marked():
    """A công văn with every mark that a document can bear in its margins."""
    return letter(
        circulation="Lưu hành nội bộ",
        drafter_mark={"sign": "PL", "copies": 300},
        contact={
            "address": "Thôn Trung Tâm, xã An Bình, tỉnh Lào Cai",
            "phone": "0214 3840 000",
            "fax": "0214 3840 001",
            "email": "anbinh@laocai.gov.vn",
            "website": "anbinh.laocai.gov.vn",
        },
        body={"content": [{"type": "paragraph", "text": SENTENCE}] * 14},
    )


def two_appendices():
    """A plan with a portrait and a landscape appendix, each longer than a page."""
    text = [{"type": "paragraph", "text": SENTENCE}] * 20
    return plan(
        opening=["Kế hoạch này kèm theo các phụ lục."],
        appendices=[
            {"name": "Danh mục văn bản cần rà soát", "content": [{"type": "section", "title": "Văn bản", "content": text}]},
            {"name": "Dự toán kinh phí", "orientation": "landscape", "content": [{"type": "section", "title": "Dự toán", "content": text}]},
        ],
    )  # fmt: skip


def data_of(document):
    """The JSON text of a document."""
    return json.dumps(document.as_data(), ensure_ascii=False)
