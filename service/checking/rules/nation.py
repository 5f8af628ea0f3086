"""Quốc hiệu, Tiêu ngữ and the rule under it (Phụ lục I, Phần I, Mục II, khoản 1)."""

from collections.abc import Iterator

from service.checking.drawn_rules import judge_drawn, judge_length, judge_presence, judge_unbroken
from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at, on_page
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.type_style import judge_type, judge_under
from service.checking.wording import pt, quoted
from service.nd30.page import MOTTO_RULE, QUOC_HIEU, TIEU_NGU
from service.nd30.type_styles import Component

#: A line whose middle lies here stands on the left, one centred on the page does not.
_LEFT_MM = 95.0


@rule("quoc-hieu-missing", Topic.QUOC_HIEU, Severity.ERROR, QUOC_HIEU.cite, "Thêm Quốc hiệu ở bên phải đầu trang 1.")
def quoc_hieu_missing(document: Examined) -> Iterator[Verdict]:
    """Văn bản phải có Quốc hiệu."""
    yield from _missing(document, Component.QUOC_HIEU, QUOC_HIEU.use)


@rule("quoc-hieu-text", Topic.QUOC_HIEU, Severity.ERROR, QUOC_HIEU.cite)
def quoc_hieu_text(document: Examined) -> Iterator[Verdict]:
    """Quốc hiệu ghi đúng lời văn; HÒA và HOÀ đều đúng."""
    piece = document.first(Component.QUOC_HIEU)
    if piece is None:
        yield NotApplicable()
    elif piece.text.upper() not in QUOC_HIEU.allowed:
        fix = f"Ghi lại: {QUOC_HIEU.use}."
        yield Finding(at(piece, Component.QUOC_HIEU), quoted(piece.text), quoted(QUOC_HIEU.use), fix=fix)


@rule("quoc-hieu-type", Topic.QUOC_HIEU, Severity.ERROR, QUOC_HIEU.cite)
def quoc_hieu_type(document: Examined) -> Iterator[Verdict]:
    """Quốc hiệu in hoa, cỡ chữ 12 đến 13, đứng, đậm."""
    yield from judge_type(document, Component.QUOC_HIEU)


@rule("quoc-hieu-place", Topic.QUOC_HIEU, Severity.WARNING, QUOC_HIEU.cite, "Đặt Quốc hiệu ở nửa phải trang 1.")
def quoc_hieu_place(document: Examined) -> Iterator[Verdict]:
    """Quốc hiệu ở phía trên, bên phải trang đầu."""
    piece = document.first(Component.QUOC_HIEU)
    if piece is None or piece.spot is None:
        yield Unknown("chưa đo được vị trí")
    elif piece.spot.page > 1 or piece.spot.middle_mm < _LEFT_MM:
        yield Finding(at(piece, Component.QUOC_HIEU), "không ở bên phải trang 1", "phía trên, bên phải trang 1")


@rule("tieu-ngu-missing", Topic.TIEU_NGU, Severity.ERROR, TIEU_NGU.cite, "Thêm Tiêu ngữ dưới Quốc hiệu.")
def tieu_ngu_missing(document: Examined) -> Iterator[Verdict]:
    """Văn bản phải có Tiêu ngữ."""
    yield from _missing(document, Component.TIEU_NGU, TIEU_NGU.use)


@rule("tieu-ngu-text", Topic.TIEU_NGU, Severity.ERROR, TIEU_NGU.cite)
def tieu_ngu_text(document: Examined) -> Iterator[Verdict]:
    """Tiêu ngữ ghi đúng lời văn, giữa các cụm từ có gạch nối (-) và cách chữ."""
    piece = document.first(Component.TIEU_NGU)
    if piece is None:
        yield NotApplicable()
    elif not piece.upper and piece.text not in TIEU_NGU.allowed:
        yield Finding(
            at(piece, Component.TIEU_NGU), quoted(piece.text), quoted(TIEU_NGU.use), fix=f"Ghi lại: {TIEU_NGU.use}."
        )


@rule("tieu-ngu-type", Topic.TIEU_NGU, Severity.ERROR, TIEU_NGU.cite)
def tieu_ngu_type(document: Examined) -> Iterator[Verdict]:
    """Tiêu ngữ in thường, cỡ chữ 13 đến 14, đứng, đậm, canh giữa dưới Quốc hiệu."""
    yield from judge_type(document, Component.TIEU_NGU)
    for piece in document.of(Component.TIEU_NGU):
        yield from judge_under(piece, document.first(Component.QUOC_HIEU), Component.TIEU_NGU)


@rule("tieu-ngu-smaller", Topic.TIEU_NGU, Severity.WARNING, "Phụ lục III, Mục II, các mẫu", "Tăng cỡ chữ Tiêu ngữ.")
def tieu_ngu_smaller(document: Examined) -> Iterator[Verdict]:
    """Tiêu ngữ không nhỏ hơn Quốc hiệu."""
    nation, motto = document.first(Component.QUOC_HIEU), document.first(Component.TIEU_NGU)
    if nation is None or motto is None or not nation.sizes or not motto.sizes:
        yield NotApplicable()
    elif motto.sizes[-1] < nation.sizes[-1]:
        yield Finding(at(motto, Component.TIEU_NGU), pt(motto.sizes[-1]), f"từ {pt(nation.sizes[-1])} trở lên")


@rule("tieu-ngu-rule-missing", Topic.TIEU_NGU_RULE, Severity.ERROR, MOTTO_RULE.cite, "Vẽ đường kẻ dưới Tiêu ngữ.")
def tieu_ngu_rule_missing(document: Examined) -> Iterator[Verdict]:
    """Dưới Tiêu ngữ có đường kẻ ngang."""
    yield from judge_presence(document, Component.TIEU_NGU, MOTTO_RULE)


@rule("tieu-ngu-rule-length", Topic.TIEU_NGU_RULE, Severity.ERROR, MOTTO_RULE.cite)
def tieu_ngu_rule_length(document: Examined) -> Iterator[Verdict]:
    """Đường kẻ dưới Tiêu ngữ dài bằng dòng chữ."""
    yield from judge_length(document, Component.TIEU_NGU, MOTTO_RULE)


@rule("tieu-ngu-rule-unbroken", Topic.TIEU_NGU_RULE, Severity.ERROR, MOTTO_RULE.cite)
def tieu_ngu_rule_unbroken(document: Examined) -> Iterator[Verdict]:
    """Đường kẻ dưới Tiêu ngữ là nét liền."""
    yield from judge_unbroken(document, Component.TIEU_NGU, MOTTO_RULE.cite)


@rule("tieu-ngu-rule-underline", Topic.TIEU_NGU_RULE, Severity.WARNING, MOTTO_RULE.cite)
def tieu_ngu_rule_underline(document: Examined) -> Iterator[Verdict]:
    """Đường kẻ dưới Tiêu ngữ được vẽ, không gạch chân chữ."""
    yield from judge_drawn(document, Component.TIEU_NGU, MOTTO_RULE.cite)


def _missing(document: Examined, component: Component, words: str) -> Iterator[Verdict]:
    """Absence is only sure when nothing on the page could hold the words unseen."""
    if document.of(component):
        return
    if document.facts.pictures or document.facts.unread or document.facts.properties.damaged_parts:
        yield Unknown("có hình hoặc phần không đọc được")
    elif document.appendix_file:
        yield NotApplicable("tệp phụ lục")
    else:
        yield Finding(on_page("Đầu trang 1"), "không có", quoted(words))
