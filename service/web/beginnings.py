"""What a new document holds before anything is typed: the agency's head, signer and recipients, the usual headings."""

import datetime as dt
from typing import Any

from service.accounts import AgencyProfile
from service.nd30.forms import CHAIR, FORMS
from service.nd30.kinds import KINDS, Addressing, Kind, Layout

Data = dict[str, Any]

_PLANS = (Kind.KE_HOACH, Kind.CHUONG_TRINH, Kind.PHUONG_AN, Kind.DE_AN, Kind.DU_AN)
_ADDRESSED = (Addressing.ALWAYS, Addressing.OTHERWISE)
_LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"


def new_document(kind: Kind, profile: AgencyProfile, today: dt.date, variant: str = "") -> Data:
    """The data of a new draft; it lacks what only the drafter knows."""
    data: Data = {
        "kind": kind.value,
        "issuer": profile.issuer.model_dump(mode="json", exclude_none=True),
        "issued_on": f"{today:%Y-%m}",
        "subject": "",
        "legal_bases": [_LAW] if _has_bases(kind) else [],
        "body": {"layout": KINDS[kind].layout.value, "content": _content(kind)},
        "recipients": _recipients(kind, profile),
        "archive": {"registry": "VT"},
        "signer": {"post": "", "name": ""},
    }
    if profile.parent_agency:
        data["parent_agency"] = profile.parent_agency.model_dump(mode="json")
    if profile.recipient_lists:
        data["archive"] = profile.recipient_lists[0].archive.model_dump(mode="json", exclude_none=True)
    if profile.signers:
        data["signer"] = profile.signers[0].model_dump(mode="json", exclude_defaults=True)
    if KINDS[kind].addressing in _ADDRESSED:
        data["addressees"] = [""]
    if kind in FORMS:
        data[FORMS[kind].name] = {}
    if kind is Kind.BIEN_BAN:
        data |= {"signer": {"post": CHAIR, "name": ""}, "archive": {"registry": "VT", "unit": "Hồ sơ"}}
    if kind is Kind.BAO_CAO:
        data["reported_on"] = today.isoformat()
    if variant == "kem":
        data |= _attached()
    return data


def report_from(plan: Data, profile: AgencyProfile, today: dt.date) -> Data:
    """A report whose tasks are the plan's, each output still to be filled in."""
    data = new_document(Kind.BAO_CAO, profile, today)
    number, year = plan.get("number"), str(plan.get("issued_on", ""))[:4]
    subject = str(plan.get("subject") or "")
    data["subject"] = f"Kết quả {subject[:1].lower()}{subject[1:]}" if subject else ""
    data["tasks"] = plan.get("tasks", [])
    name = f"Kế hoạch số {number}/{_symbol(plan)}" if number else "Kế hoạch"
    data["opening"] = [
        f"Thực hiện {name} năm {year} về {subject[:1].lower()}{subject[1:]}, {data['issuer']['name']} báo cáo kết quả như sau:"
    ]
    data["body"]["content"] = [
        _section("Công tác chỉ đạo, điều hành", _paragraph("")),
        _section("Kết quả thực hiện nhiệm vụ", {"type": "progress-figures"}),
        _section("Nhiệm vụ chậm tiến độ, nguyên nhân", {"type": "late-list"}),
        _section("Phương hướng, nhiệm vụ thời gian tới", _paragraph("")),
    ]
    return data


def _symbol(plan: Data) -> str:
    return str(plan.get("symbol") or f"KH-{plan.get('issuer', {}).get('sign', '')}")


def _has_bases(kind: Kind) -> bool:
    return kind in _PLANS or bool(KINDS[kind].enacting_line) or kind in (Kind.QUY_CHE, Kind.QUY_DINH)


def _recipients(kind: Kind, profile: AgencyProfile) -> list[Data]:
    usual = profile.recipient_lists[0].recipients if profile.recipient_lists else ()
    lines = [item.model_dump(mode="json", exclude_none=True) for item in usual]
    if KINDS[kind].addressing in _ADDRESSED:
        return [{"name": "Như trên"}, *lines]
    if kind is Kind.QUYET_DINH:
        return [{"name": "Như Điều 3"}, *lines]
    return lines


def _content(kind: Kind) -> list[Data]:
    if kind in _PLANS:
        return [
            _section("Mục đích, yêu cầu", _clause("Mục đích"), _clause("Yêu cầu")),
            _section("Nội dung, nhiệm vụ", _paragraph("")),
            _section("Tổ chức thực hiện", {"type": "clause", "text": ""}),
        ]
    if kind is Kind.BAO_CAO:
        return [
            _section("Kết quả thực hiện", {"type": "clause", "text": ""}),
            _section("Khó khăn, vướng mắc", _paragraph("")),
            _section("Phương hướng, nhiệm vụ thời gian tới", _paragraph("")),
        ]
    if kind is Kind.GIAY_UY_QUYEN:
        headings = ("Người ủy quyền", "Người được ủy quyền", "Nội dung ủy quyền", "Thời hạn ủy quyền")
        return [_clause(heading) for heading in headings]
    if kind in (Kind.QUY_CHE, Kind.QUY_DINH):
        return [
            {
                "type": "chapter",
                "title": "Quy định chung",
                "content": [_article("Phạm vi điều chỉnh, đối tượng áp dụng")],
            }
        ]
    if KINDS[kind].layout is Layout.ARTICLES:
        return [{"type": "article", "text": ""} for _ in range(3)]
    return [_paragraph("")]


def _attached() -> Data:
    """An indirect decision: it issues the text that follows it."""
    name = KINDS[Kind.QUY_CHE].name
    chapter = {"type": "chapter", "title": "Quy định chung", "content": [_article("Phạm vi điều chỉnh")]}
    return {
        "subject": f"Ban hành {name} ",
        "body": {
            "layout": Layout.ARTICLES.value,
            "content": [
                {"type": "article", "text": f"Ban hành kèm theo Quyết định này {name} "},
                {"type": "article", "text": "Quyết định này có hiệu lực thi hành kể từ ngày ký"},
                {"type": "article", "text": ""},
            ],
        },
        "attachment": {
            "kind": Kind.QUY_CHE.value,
            "subject": "",
            "body": {"layout": Layout.ARTICLES.value, "content": [chapter]},
        },
    }


def _section(title: str, *content: Data) -> Data:
    return {"type": "section", "title": title, "content": list(content)}


def _clause(title: str) -> Data:
    return {"type": "clause", "title": title, "content": [_paragraph("")]}


def _article(title: str) -> Data:
    return {"type": "article", "title": title, "content": [_paragraph("")]}


def _paragraph(text: str) -> Data:
    return {"type": "paragraph", "text": text}
