"""The pieces that the documents to start from are made of: one commune, its usual signer and recipients, blocks of content."""

from typing import Any

from service.nd30.kinds import KINDS, Kind

Data = dict[str, Any]

MONTH = "2026-01"
COMMITTEE: Data = {
    "name": "Ủy ban nhân dân xã An Bình",
    "sign": "UBND",
    "place": "An Bình",
    "head_post": "Chủ tịch",
}
COUNCIL: Data = {
    "name": "Hội đồng nhân dân xã An Bình",
    "sign": "HĐND",
    "place": "An Bình",
    "head_post": "Chủ tịch",
}
LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
DECREE = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
PROPOSAL = "Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"
SIGNER: Data = {
    "authority": [{"form": "TM", "of": "Ủy ban nhân dân"}],
    "post": "Chủ tịch",
    "name": "Nguyễn Văn An",
}
RECIPIENTS = [
    {"name": "Thường trực Đảng ủy xã", "purpose": "để báo cáo"},
    {"name": "Thường trực HĐND xã", "purpose": "để báo cáo"},
    {"name": "Chủ tịch, các Phó Chủ tịch UBND xã"},
    {"name": "Các phòng, đơn vị thuộc xã", "purpose": "để thực hiện"},
]


def draft(kind: Kind, subject: str, body: list[Data], **more: Any) -> Data:
    """Return the data of a draft of `kind`; `more` replaces or adds fields."""
    common: Data = {
        "kind": kind.value,
        "issuer": COMMITTEE,
        "issued_on": MONTH,
        "subject": subject,
        "body": {"layout": KINDS[kind].layout.value, "content": body},
        "recipients": RECIPIENTS,
        "archive": {"unit": "VP"},
        "signer": SIGNER,
    }
    return common | more


def section(title: str, *content: Data) -> Data:
    """Return a mục with its content."""
    return {"type": "section", "title": title, "content": list(content)}


def clause(title: str, *texts: str) -> Data:
    """Return a titled khoản with plain paragraphs below."""
    return {"type": "clause", "title": title, "content": [paragraph(text) for text in texts]}


def paragraph(text: str) -> Data:
    """Return a plain paragraph."""
    return {"type": "paragraph", "text": text}


def article(title: str, *texts: str) -> Data:
    """Return a titled điều of plain khoản."""
    clauses = [{"type": "clause", "text": text} for text in texts]
    return {"type": "article", "title": title, "content": clauses}


def direct_article(text: str) -> Data:
    """Return a điều whose words stand on the line of its number (Mẫu 1.2)."""
    return {"type": "article", "text": text}


def chapter(title: str, *articles: Data) -> Data:
    """Return a chương with its điều."""
    return {"type": "chapter", "title": title, "content": list(articles)}
