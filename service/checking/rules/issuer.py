"""Name of the agency, of the body above it, and the rule under it (Phụ lục I, Phần I, Mục II, khoản 2)."""

import re
from collections.abc import Iterator

from service.checking.drawn_rules import judge_length, judge_presence, judge_unbroken
from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.type_style import judge_type
from service.checking.wording import quoted
from service.nd30.page import ISSUER_RULE
from service.nd30.type_styles import TYPE_STYLES, Component

_CITE = TYPE_STYLES[Component.ISSUER].cite
_CITE_NAME = "Phụ lục I, Phần I, Mục II, khoản 2, điểm a"
#: Shortened words that are fine for the body above and not for the issuer.
_SHORTENED = re.compile(r"\b(?:UBND|HĐND|UBMTTQ|BQL|BCĐ|TTHC|THCS|THPT|KT-XH|GD&ĐT|GDĐT)\b")
#: Full names of these schools and bodies are seldom written; agencies print the short form everywhere.
_SETTLED = frozenset({"THCS", "THPT", "KT-XH", "TTHC"})
_SPELLINGS = re.compile(r"\b(?:(?P<new>[Ủủ]y)|(?P<old>[Uu]ỷ))\s+ban\b|\b(?:(?P<New>ỦY)|(?P<Old>UỶ))\s+BAN\b")


@rule("issuer-type", Topic.ISSUER, Severity.ERROR, _CITE)
def issuer_type(document: Examined) -> Iterator[Verdict]:
    """Tên cơ quan ban hành in hoa, cỡ chữ 12 đến 13, đứng, đậm, canh giữa."""
    yield from judge_type(document, Component.ISSUER, centred=True)


@rule("parent-agency-type", Topic.ISSUER, Severity.ERROR, TYPE_STYLES[Component.PARENT_AGENCY].cite)
def parent_agency_type(document: Examined) -> Iterator[Verdict]:
    """Tên cơ quan chủ quản in hoa, cỡ chữ 12 đến 13, đứng, không đậm."""
    if not document.of(Component.PARENT_AGENCY):
        yield NotApplicable("không có cơ quan chủ quản")
        return
    if "LIÊN TỊCH" in document.zones.title_text.upper():
        yield Unknown("văn bản liên tịch có nhiều cơ quan ban hành")
        return
    yield from judge_type(document, Component.PARENT_AGENCY)


@rule("issuer-shortened", Topic.ISSUER, Severity.WARNING, _CITE_NAME, "Ghi đầy đủ tên cơ quan ban hành (dòng chữ đậm).")
def issuer_shortened(document: Examined) -> Iterator[Verdict]:
    """Tên cơ quan ban hành ghi đầy đủ, không viết tắt."""
    for piece in document.of(Component.ISSUER):
        found = [word for word in _SHORTENED.findall(piece.text.upper()) if word not in _SETTLED]
        if found:
            yield Finding(at(piece, Component.ISSUER), quoted(piece.text), f"ghi đủ {quoted(found[0])}")


@rule("issuer-spelling", Topic.ISSUER, Severity.INFO, _CITE_NAME, "Dùng thống nhất “Ủy ban” trong cả văn bản.")
def issuer_spelling(document: Examined) -> Iterator[Verdict]:
    """Cách viết “Ủy ban” và “Uỷ ban” thống nhất trong một văn bản."""
    old = new = None
    for piece in document.read.pieces:
        for match in _SPELLINGS.finditer(piece.text):
            if match["old"] or match["Old"]:
                old = old or piece
            else:
                new = new or piece
    if old and new:
        yield Finding(at(old), "vừa “Ủy ban” vừa “Uỷ ban”", "một cách viết")


@rule("issuer-rule-missing", Topic.ISSUER_RULE, Severity.ERROR, ISSUER_RULE.cite, "Vẽ đường kẻ dưới tên cơ quan.")
def issuer_rule_missing(document: Examined) -> Iterator[Verdict]:
    """Dưới tên cơ quan ban hành có đường kẻ ngang."""
    yield from judge_presence(document, Component.ISSUER, ISSUER_RULE)


@rule("issuer-rule-length", Topic.ISSUER_RULE, Severity.ERROR, ISSUER_RULE.cite)
def issuer_rule_length(document: Examined) -> Iterator[Verdict]:
    """Đường kẻ dưới tên cơ quan dài từ 1/3 đến 1/2 dòng chữ."""
    yield from judge_length(document, Component.ISSUER, ISSUER_RULE)


@rule("issuer-rule-unbroken", Topic.ISSUER_RULE, Severity.ERROR, ISSUER_RULE.cite)
def issuer_rule_unbroken(document: Examined) -> Iterator[Verdict]:
    """Đường kẻ dưới tên cơ quan là nét liền."""
    yield from judge_unbroken(document, Component.ISSUER, ISSUER_RULE.cite)
