"""One small valid document as data, to be changed by tests in the one thing they are about."""

import copy
from typing import Any

from service.documents import Document, parse_document
from service.errors import InvalidDocument, Problem

Data = dict[str, Any]

PLAN: Data = {
    "kind": "ke-hoach",
    "issuer": {"name": "Ủy ban nhân dân xã An Bình", "sign": "UBND", "place": "An Bình"},
    "number": 5,
    "issued_on": "2026-01-05",
    "subject": "Tuyên truyền, phổ biến pháp luật năm 2026",
    "body": {"content": [{"type": "section", "title": "Mục đích", "content": [{"type": "paragraph", "text": "Nâng cao ý thức."}]}]},
    "recipients": [{"name": "Các phòng thuộc xã"}],
    "archive": {"unit": "VHXH"},
    "signer": {"authority": [{"form": "TM", "of": "Ủy ban nhân dân"}], "post": "Chủ tịch", "name": "Nguyễn Văn An"},
}  # fmt: skip
DECISION: Data = {
    **PLAN,
    "kind": "quyet-dinh",
    "subject": "Về việc thành lập Tổ công tác",
    "legal_bases": ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"],
    "body": {"content": [{"type": "article", "text": "Thành lập Tổ công tác."}]},
}
REPORT: Data = {
    **PLAN,
    "kind": "bao-cao",
    "addressees": ["Ủy ban nhân dân tỉnh"],
    "recipients": [{"name": "Như trên"}],
}
LETTER: Data = {**REPORT, "kind": "cong-van", "subject": "báo cáo kết quả"}
TASK: Data = {
    "name": "Rà soát văn bản",
    "outputs": [{"name": "Báo cáo", "due": "Tháng 6/2026"}],
    "lead": ["Văn phòng"],
}


def data(base: Data = PLAN, **changes: Any) -> Data:
    """Return a copy of `base` with whole fields replaced; a field set to None is left out."""
    changed = {**copy.deepcopy(base), **changes}
    return {key: value for key, value in changed.items() if value is not None}


def document(base: Data = PLAN, **changes: Any) -> Document:
    """Return the document of `data`."""
    return parse_document(data(base, **changes))


def problems(base: Data = PLAN, **changes: Any) -> tuple[Problem, ...]:
    """Return every problem of `data`, none when it is valid."""
    try:
        parse_document(data(base, **changes))
    except InvalidDocument as error:
        return error.problems
    return ()


def faults(base: Data = PLAN, **changes: Any) -> list[tuple[str, str]]:
    """Return place and code of every problem of `data`."""
    return [(problem.path, problem.code) for problem in problems(base, **changes)]


def signer(
    *authority: tuple[str, str | None], post: str = "Chủ tịch", name: str = "Nguyễn Văn An", **more: Any
) -> Data:
    """Return the data of a signer with lines of authority given as (form, of)."""
    lines = [{"form": form} | ({"of": of} if of else {}) for form, of in authority]
    return {"authority": lines, "post": post, "name": name, **more}


def paragraph(text: str) -> Data:
    """Return a paragraph block."""
    return {"type": "paragraph", "text": text}
