"""Tên loại, trích yếu and the rule under them; trích yếu of a công văn (Phụ lục I, Phần I, Mục II, khoản 5)."""

from collections.abc import Iterator

from service.checking.drawn_rules import judge_length, judge_presence, judge_unbroken
from service.checking.examined import LOOSE_KINDS, Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at, on_page
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.type_style import judge_pieces, judge_type
from service.checking.wording import pt, quoted
from service.nd30.kinds import BY_ABBREVIATION, CITE_KINDS, CONG_VAN_OPENING, KINDS, Kind
from service.nd30.page import CONG_VAN_SUBJECT_GAP, SUBJECT_RULE
from service.nd30.type_styles import TYPE_STYLES, Component
from service.reading import gap_pt

_CITE = TYPE_STYLES[Component.TITLE].cite
_CITE_SUBJECT = "Phụ lục I, Phần I, Mục II, khoản 5, điểm a"
#: Kinds whose sample prints no subject (Mẫu 1.8, 1.10), or which have no sample.
_WITHOUT_SUBJECT = LOOSE_KINDS | {Kind.CONG_VAN} | {kind for kind, facts in KINDS.items() if not facts.prints_subject}
#: "A short sentence": longer ones fill more than five printed lines.
_LONGEST_SUBJECT = 400
_CONG_VAN = KINDS[Kind.CONG_VAN].title


@rule("title-missing", Topic.TITLE, Severity.ERROR, _CITE, "Thêm tên loại, in hoa, đậm, canh giữa.")
def title_missing(document: Examined) -> Iterator[Verdict]:
    """Văn bản có tên loại phải ghi tên loại."""
    number = document.zones.number
    if document.of(Component.TITLE):
        return
    if document.kind is Kind.CONG_VAN:
        yield NotApplicable("công văn không ghi tên loại")
    elif number and number.groups and number.groups[0] in BY_ABBREVIATION and not document.facts.boxes:
        title = KINDS[BY_ABBREVIATION[number.groups[0]]].title
        yield Finding(on_page("Dưới số, ký hiệu"), "không có tên loại", quoted(title))
    else:
        yield Unknown("chưa nhận ra tên loại")


@rule("title-type", Topic.TITLE, Severity.ERROR, _CITE)
def title_type(document: Examined) -> Iterator[Verdict]:
    """Tên loại in hoa, cỡ chữ 13 đến 14, đứng, đậm, canh giữa."""
    yield from _named(document, Component.TITLE)


@rule("subject-missing", Topic.TITLE, Severity.ERROR, _CITE, "Thêm trích yếu ngay dưới tên loại.")
def subject_missing(document: Examined) -> Iterator[Verdict]:
    """Dưới tên loại có trích yếu nội dung."""
    if document.of(Component.SUBJECT):
        return
    title = document.first(Component.TITLE)
    if title is None or document.kind is None or document.kind in _WITHOUT_SUBJECT:
        yield NotApplicable("loại văn bản không bắt buộc")
    elif len(title.text) > len(KINDS[document.kind].title) or document.facts.boxes:
        yield Unknown("trích yếu có thể nằm cùng dòng tên loại")
    else:
        yield Finding(at(title, Component.TITLE), "không có trích yếu", "trích yếu ngay dưới tên loại")


@rule("subject-type", Topic.TITLE, Severity.ERROR, TYPE_STYLES[Component.SUBJECT].cite)
def subject_type(document: Examined) -> Iterator[Verdict]:
    """Trích yếu in thường, cỡ chữ 13 đến 14, đứng, đậm, canh giữa."""
    yield from _named(document, Component.SUBJECT)


def _named(document: Examined, component: Component) -> Iterator[Verdict]:
    if document.kind is Kind.CONG_VAN and not document.of(component):
        yield NotApplicable("công văn")
        return
    if component is Component.SUBJECT and _has_none(document):
        yield NotApplicable("mẫu không có trích yếu")
        return
    yield from judge_type(document, component, centred=True)


@rule("subject-ending", Topic.TITLE, Severity.WARNING, _CITE_SUBJECT, "Bỏ dấu ở cuối trích yếu.")
def subject_ending(document: Examined) -> Iterator[Verdict]:
    """Trích yếu không có dấu câu ở cuối."""
    component = Component.SUBJECT if document.of(Component.SUBJECT) else Component.CONG_VAN_SUBJECT
    pieces = document.of(component)
    if not pieces:
        yield NotApplicable("mẫu không có trích yếu") if _has_none(document) else Unknown("chưa nhận ra trích yếu")
    elif pieces[-1].text.endswith((".", ";", ",", ":")) and not pieces[-1].text.endswith("..."):
        yield Finding(at(pieces[-1], component), f"kết thúc bằng {quoted(pieces[-1].text[-1])}", "không có dấu ở cuối")


@rule("subject-length", Topic.TITLE, Severity.WARNING, _CITE_SUBJECT, "Rút ngắn trích yếu.")
def subject_length(document: Examined) -> Iterator[Verdict]:
    """Trích yếu là một câu ngắn gọn hoặc một cụm từ."""
    pieces = document.of(Component.SUBJECT)
    text = document.zones.text(Component.SUBJECT)
    if not pieces:
        yield NotApplicable()
    elif len(text) > _LONGEST_SUBJECT:
        yield Finding(at(pieces[0], Component.SUBJECT), f"{len(text.split())} chữ", "một câu ngắn gọn")


@rule("title-kind", Topic.TITLE, Severity.WARNING, CITE_KINDS)
def title_kind(document: Examined) -> Iterator[Verdict]:
    """Tên loại thuộc danh mục 29 loại văn bản hành chính."""
    title = document.first(Component.TITLE)
    if title is None:
        yield NotApplicable()
    elif document.kind is None:
        fix = "Chọn một tên loại trong danh mục tại Điều 7."
        yield Finding(at(title, Component.TITLE), quoted(title.text), "một trong 29 tên loại", fix=fix)


def _has_none(document: Examined) -> bool:
    """A giấy giới thiệu or giấy nghỉ phép has no subject, and the text orders no rule there."""
    return document.kind is not None and not KINDS[document.kind].prints_subject and not document.of(Component.SUBJECT)


@rule("title-rule-missing", Topic.TITLE_RULE, Severity.ERROR, SUBJECT_RULE.cite, "Vẽ đường kẻ dưới trích yếu.")
def title_rule_missing(document: Examined) -> Iterator[Verdict]:
    """Dưới trích yếu có đường kẻ ngang."""
    if document.kind is Kind.CONG_VAN:
        yield NotApplicable("công văn")
    elif document.kind in LOOSE_KINDS:
        yield NotApplicable("loại văn bản không có mẫu")
    elif _has_none(document):
        yield NotApplicable("mẫu không có trích yếu")
    elif not document.of(Component.SUBJECT):
        yield Unknown("chưa nhận ra trích yếu")
    else:
        yield from judge_presence(document, Component.SUBJECT, SUBJECT_RULE)


@rule("title-rule-length", Topic.TITLE_RULE, Severity.ERROR, SUBJECT_RULE.cite)
def title_rule_length(document: Examined) -> Iterator[Verdict]:
    """Đường kẻ dưới trích yếu dài từ 1/3 đến 1/2 dòng chữ."""
    yield from judge_length(document, Component.SUBJECT, SUBJECT_RULE)


@rule("title-rule-unbroken", Topic.TITLE_RULE, Severity.ERROR, SUBJECT_RULE.cite)
def title_rule_unbroken(document: Examined) -> Iterator[Verdict]:
    """Đường kẻ dưới trích yếu là nét liền."""
    if _has_none(document):
        yield NotApplicable("mẫu không có trích yếu")
        return
    yield from judge_unbroken(document, Component.SUBJECT, SUBJECT_RULE.cite)


@rule("cong-van-title", Topic.CONG_VAN_SUBJECT, Severity.ERROR, CITE_KINDS, "Bỏ dòng CÔNG VĂN.")
def cong_van_title(document: Examined) -> Iterator[Verdict]:
    """Công văn không ghi tên loại “CÔNG VĂN”."""
    piece = next((piece for piece in document.main_pieces() if piece.text.upper() == _CONG_VAN and piece.centred), None)
    if piece is not None:
        yield Finding(at(piece, Component.TITLE), quoted(piece.text), "không ghi tên loại")


@rule("cong-van-subject-missing", Topic.CONG_VAN_SUBJECT, Severity.ERROR, CONG_VAN_SUBJECT_GAP.cite)
def cong_van_subject_missing(document: Examined) -> Iterator[Verdict]:
    """Công văn có trích yếu, mở đầu bằng “V/v”, dưới số và ký hiệu."""
    pieces = document.of(Component.CONG_VAN_SUBJECT)
    if document.kind is not Kind.CONG_VAN:
        yield NotApplicable("không phải công văn")
    elif not pieces and (document.facts.boxes or not document.of(Component.NUMBER)):
        yield Unknown("chưa nhận ra trích yếu")
    elif not pieces:
        fix = "Thêm dòng “V/v ...” dưới số, ký hiệu."
        yield Finding(on_page("Dưới số, ký hiệu"), "không có trích yếu", "“V/v ...”", fix=fix)
    elif not pieces[0].text.startswith(CONG_VAN_OPENING):
        found = quoted(" ".join(pieces[0].text.split()[:2]))
        yield Finding(at(pieces[0], Component.CONG_VAN_SUBJECT), found, quoted(CONG_VAN_OPENING), fix="Ghi “V/v”.")


@rule("cong-van-subject-type", Topic.CONG_VAN_SUBJECT, Severity.ERROR, CONG_VAN_SUBJECT_GAP.cite)
def cong_van_subject_type(document: Examined) -> Iterator[Verdict]:
    """Trích yếu công văn in thường, cỡ chữ 12 đến 13, đứng, không đậm, canh giữa."""
    pieces = document.of(Component.CONG_VAN_SUBJECT)
    if not pieces:
        yield NotApplicable("không phải công văn")
    yield from judge_pieces(pieces, Component.CONG_VAN_SUBJECT, centred=True)


@rule(
    "cong-van-subject-gap",
    Topic.CONG_VAN_SUBJECT,
    Severity.WARNING,
    CONG_VAN_SUBJECT_GAP.cite,
    "Đặt Spacing Before của dòng V/v là 6 pt.",
)
def cong_van_subject_gap(document: Examined) -> Iterator[Verdict]:
    """Trích yếu công văn cách dòng số, ký hiệu 6 pt."""
    subject, number = document.first(Component.CONG_VAN_SUBJECT), document.first(Component.NUMBER)
    if subject is None:
        yield NotApplicable("không phải công văn")
    elif number is None or subject.paragraph is number.paragraph or subject.paragraph.cell != number.paragraph.cell:
        yield Unknown("chưa đo được khoảng cách")
    elif subject.paragraph.ordinal != number.paragraph.ordinal + 1:
        yield Unknown("có dòng trống ở giữa")
    else:
        gap = gap_pt(number.paragraph, subject.paragraph)
        if gap not in CONG_VAN_SUBJECT_GAP.allowed:
            yield Finding(at(subject, Component.CONG_VAN_SUBJECT), pt(gap), provision=CONG_VAN_SUBJECT_GAP)
