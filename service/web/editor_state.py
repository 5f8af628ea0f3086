"""Everything the drafting page's script starts from, as one piece of JSON."""

from typing import Any

from flask import url_for

from service.accounts import AgencyProfile
from service.actions.documents import DocumentView
from service.documents.labels import CHOICES, TASK_COLUMNS
from service.documents.model import Medium, Urgency
from service.documents.wording import is_collective
from service.nd30.forms import CHAIR
from service.nd30.kinds import KINDS, Addressing, Kind
from service.nd30.numbering import POINT_LETTERS
from service.nd30.page import CIRCULATION_MARKS
from service.nd30.signing import CITE_AUTHORITY, CITE_POST, COLLECTIVE_HEAD
from service.rendering.task_tables import usual_columns
from service.web import unfinished
from service.web.findings import problems_in_words
from service.web.own_form import own_fields
from service.web.words import _

#: Provisions shown as help beside the parts of the form.
CITES = {
    "issuer": "Phụ lục I, Phần I, Mục II, khoản 2",
    "number": "Phụ lục I, Phần I, Mục II, khoản 3",
    "date": "Phụ lục I, Phần I, Mục II, khoản 4",
    "subject": "Phụ lục I, Phần I, Mục II, khoản 5",
    "body": "Phụ lục I, Phần I, Mục II, khoản 6",
    "signer": CITE_AUTHORITY,
    "post": CITE_POST,
    "recipients": "Phụ lục I, Phần I, Mục II, khoản 9",
    "urgency": "Phụ lục I, Phần I, Mục III, khoản 2",
    "circulation": "Phụ lục I, Phần I, Mục III, khoản 2, điểm c",
    "drafter_mark": "Phụ lục I, Phần I, Mục III, khoản 3",
    "contact": "Phụ lục I, Phần I, Mục III, khoản 4",
}


def editor_state(
    item: DocumentView, profile: AgencyProfile, used: dict[str, Any], templates: dict[str, Any]
) -> dict[str, Any]:
    """The document, what this kind has, what was used before, and where to send what."""
    facts = KINDS[Kind(item.kind)]
    return {
        "id": str(item.id),
        "data": item.data,
        "revision": item.revision,
        "state": item.state.value,
        "savedAt": item.updated_at.isoformat(),
        "kind": {
            "slug": item.kind,
            "name": facts.name,
            "tag": facts.abbreviation or "CV",
            "layout": facts.layout.value,
            "addressed": facts.addressing is not Addressing.NEVER,
            "mustAddress": facts.addressing in (Addressing.ALWAYS, Addressing.OTHERWISE),
            "addressees": _(facts.addressees),
            "ownWords": facts.addressing is Addressing.OTHERWISE,
            "enacting": bool(facts.enacting_line),
            "report": item.kind == Kind.BAO_CAO,
        },
        "symbol": "-".join(filter(None, (facts.abbreviation, profile.issuer.sign))),
        "form": own_fields(Kind(item.kind)),
        "letters": POINT_LETTERS,
        "urgencies": [{"value": choice.value, "label": words} for choice, words in CHOICES[Urgency].items()],
        "media": [{"value": choice.value, "label": words} for choice, words in CHOICES[Medium].items()],
        "circulations": [mark.capitalize() for mark in CIRCULATION_MARKS],
        "templates": templates,
        "columns": {column.value: words for column, words in TASK_COLUMNS.items()},
        "usualColumns": {name: usual_columns(with_progress=name == "progress") for name in ("plan", "progress")},
        "signers": [signer.model_dump(mode="json", exclude_defaults=True) for signer in profile.signers],
        "lists": [entry.model_dump(mode="json", exclude_none=True) for entry in profile.recipient_lists],
        "situations": situations(profile, Kind(item.kind)),
        "used": used,
        "cites": CITES,
        "problems": problems_in_words(unfinished.problems(item.data), item.data),
        "urls": {
            name: url_for(f"editor.{name}", document_id=item.id)
            for name in ("save", "presence", "pages", "check", "report_sheet")
        }
        | {name: url_for(f"task_sheets.{name}", document_id=item.id) for name in ("read", "write")}
        | {"lookup": url_for("provisions.find"), "comments": url_for("commenting.listed", document_id=item.id)},
    }


def situations(profile: AgencyProfile, kind: Kind | None = None) -> list[dict[str, Any]]:
    """The ways of signing that this agency knows, in words, each with what will be printed; minutes are signed in one way."""
    if kind is Kind.BIEN_BAN:
        about = _("Thư ký ký bên trái. Chức vụ chính quyền của chủ tọa, nếu cần, ghi ở Chức vụ khác.")
        return [_situation("chair", _("Chủ tọa ký"), about, [], CHAIR)]
    name = profile.issuer.name
    if not is_collective(name):
        return _situations_of_a_head(profile.issuer.head_post or "Giám đốc")
    body = next((short for short in ("Ủy ban nhân dân", "Hội đồng nhân dân") if name.startswith(short)), name)
    return _situations_of_a_collective(body, profile.issuer.head_post or COLLECTIVE_HEAD)


def _situations_of_a_head(head: str) -> list[dict[str, Any]]:
    """Chế độ thủ trưởng: the head signs alone; deputies sign for the head."""
    return [
        _situation("head", _("%(head)s ký", head=head), _("Người đứng đầu tự ký."), [], head),
        _situation(
            "deputy",
            _("Cấp phó ký thay %(head)s", head=head),
            _("In thêm dòng KT. phía trên chức vụ."),
            [{"form": "KT", "of": head}],
            f"Phó {head}",
        ),
        _situation(
            "order",
            _("Ký thừa lệnh %(head)s", head=head),
            _("Người được giao ký, in dòng TL."),
            [{"form": "TL", "of": head}],
            "",
        ),
    ]


def _situations_of_a_collective(body: str, head: str) -> list[dict[str, Any]]:
    """Chế độ tập thể: on behalf of the body, or on the head's own authority."""
    on_behalf = {"form": "TM", "of": body}
    return [
        _situation(
            "collective",
            _("%(head)s ký thay mặt %(body)s", head=head, body=body),
            _("Việc thuộc thẩm quyền tập thể."),
            [on_behalf],
            head,
        ),
        _situation(
            "collective-deputy",
            _("Phó %(head)s ký thay %(head)s", head=head),
            _("Việc của tập thể, cấp phó ký; in thêm dòng KT."),
            [on_behalf, {"form": "KT", "of": head}],
            f"Phó {head}",
        ),
        _situation(
            "head",
            _("%(head)s ký với thẩm quyền của mình", head=head),
            _("Việc thuộc thẩm quyền người đứng đầu."),
            [],
            head,
        ),
        _situation(
            "deputy",
            _("Phó %(head)s ký thay, thẩm quyền của %(head)s", head=head),
            _("Cấp phó ký việc của người đứng đầu."),
            [{"form": "KT", "of": head}],
            f"Phó {head}",
        ),
        _situation(
            "order",
            _("Ký thừa lệnh %(head)s", head=head),
            _("Chánh Văn phòng hoặc trưởng phòng được giao ký."),
            [{"form": "TL", "of": head}],
            "Chánh Văn phòng",
        ),
    ]


def _situation(key: str, title: str, about: str, authority: list[dict[str, str]], post: str) -> dict[str, Any]:
    return {"key": key, "title": title, "about": about, "authority": authority, "post": post}
