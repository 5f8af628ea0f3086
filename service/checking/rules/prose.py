"""Paragraphs of the content: size, justification, indent, gap, line spacing (Phụ lục I, Phần I, Mục II, khoản 6, điểm e)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at_paragraph
from service.checking.outline import HEADINGS, OutlineLine, outline
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.wording import decimal, mm, pt
from service.nd30.page import (
    BODY_ALIGN,
    CITE_BODY,
    FIRST_LINE_INDENT,
    LINE_SPACING,
    PARAGRAPH_GAP,
    SINGLE_LINE,
)
from service.nd30.provision import OneOf
from service.nd30.type_styles import TYPE_STYLES, Component
from service.reading import Paragraph, first_letter_mm, gap_pt, is_upper

#: Word's 1.25 cm differs from 1.27 cm by less than an eye can see.
_NEAR_MM = 0.35
#: Paragraphs in one line look the same whether justified or not.
_FEWEST_LINES = 2
_ROUNDING_PT = 0.05
_SUB_ITEMS = ("+", "•", "*", "·", "o ")

Groups = Mapping[str, Sequence[Paragraph]]


@rule("body-size", Topic.BODY_SIZE, Severity.ERROR, CITE_BODY, "Đặt cỡ chữ nội dung 13 hoặc 14.")
def body_size(document: Examined) -> Iterator[Verdict]:
    """Nội dung dùng cỡ chữ 13 đến 14."""
    allowed = TYPE_STYLES[Component.BODY].size
    groups: dict[str, list[Paragraph]] = defaultdict(list)
    for paragraph in _prose(document):
        sizes = {run.face.size_pt for run in paragraph.runs if run.text.strip() and not run.face.raised}
        for size in sizes:
            if size not in allowed.allowed:
                groups[pt(size)].append(paragraph)
    yield from _grouped(document, groups, str(allowed.allowed))


@rule("body-justified", Topic.BODY_JUSTIFIED, Severity.ERROR, BODY_ALIGN.cite, "Chọn Justify (Ctrl+J).")
def body_justified(document: Examined) -> Iterator[Verdict]:
    """Nội dung canh đều cả hai lề."""
    groups: dict[str, list[Paragraph]] = defaultdict(list)
    names = {"left": "canh trái", "right": "canh phải", "center": "canh giữa"}
    for paragraph in _flowing(document):
        place = document.layout.places.get(paragraph.ordinal)
        lines = len(place.lines) if place else 0
        if paragraph.format.align in BODY_ALIGN.allowed or lines < _FEWEST_LINES:
            continue
        if paragraph.format.align == "center" and (_all_bold(paragraph) or is_upper(paragraph.text)):
            continue
        groups[names[paragraph.format.align]].append(paragraph)
    yield from _grouped(document, groups, "canh đều hai bên")


@rule("body-indent", Topic.BODY_INDENT, Severity.ERROR, FIRST_LINE_INDENT.cite, "Đặt First line 1 cm hoặc 1,27 cm.")
def body_indent(document: Examined) -> Iterator[Verdict]:
    """Chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm."""
    groups: dict[str, list[Paragraph]] = defaultdict(list)
    for paragraph, start in _starts(document):
        if start not in FIRST_LINE_INDENT.allowed and not _is_near(start):
            groups[mm(start)].append(paragraph)
    yield from _grouped(document, groups, str(FIRST_LINE_INDENT.allowed))


@rule(
    "body-indent-rounded", Topic.BODY_INDENT, Severity.WARNING, FIRST_LINE_INDENT.cite, "Đặt First line đúng 1,27 cm."
)
def body_indent_rounded(document: Examined) -> Iterator[Verdict]:
    """Lùi đầu dòng đúng 1 cm hoặc 1,27 cm, không làm tròn thành 1,25 cm."""
    groups: dict[str, list[Paragraph]] = defaultdict(list)
    for paragraph, start in _starts(document):
        if start not in FIRST_LINE_INDENT.allowed and _is_near(start):
            groups[mm(start)].append(paragraph)
    yield from _grouped(document, groups, str(FIRST_LINE_INDENT.allowed))


def _is_near(start: float) -> bool:
    allowed = FIRST_LINE_INDENT.allowed
    return isinstance(allowed, OneOf) and any(abs(start - value) <= _NEAR_MM for value in allowed)


def _starts(document: Examined) -> Iterator[tuple[Paragraph, float]]:
    """Paragraphs whose indent the decree fixes, with where their first letter prints, mm from the margin."""
    for paragraph in _flowing(document):
        place = document.layout.places.get(paragraph.ordinal)
        if place is None or paragraph.format.align in {"center", "right"}:
            continue
        start = first_letter_mm(paragraph, place)
        if start is not None and not _is_sub_item(paragraph) and not is_upper(paragraph.printed):
            yield paragraph, start


def _is_sub_item(paragraph: Paragraph) -> bool:
    """Bullets and plus signs: lists the decree says nothing of."""
    bullet = paragraph.label is not None and paragraph.label.bullet
    return bullet or paragraph.text.lstrip().startswith(_SUB_ITEMS)


@rule(
    "body-paragraph-gap",
    Topic.BODY_PARAGRAPH_GAP,
    Severity.ERROR,
    PARAGRAPH_GAP.cite,
    "Đặt Spacing Before hoặc After từ 6 pt, bỏ chọn “Don't add space between paragraphs of the same style”.",
)
def body_paragraph_gap(document: Examined) -> Iterator[Verdict]:
    """Khoảng cách giữa các đoạn tối thiểu 6 pt."""
    groups: dict[str, list[Paragraph]] = defaultdict(list)
    for before, paragraph in pairwise(_prose(document)):
        adjoining = paragraph.ordinal == before.ordinal + 1 and paragraph.section == before.section
        headings = before.format.align == "center" and paragraph.format.align == "center"
        if not adjoining or headings or before.page_break or paragraph.format.page_break_before:
            continue
        gap = gap_pt(before, paragraph)
        if gap + _ROUNDING_PT not in PARAGRAPH_GAP.allowed:
            groups[pt(gap)].append(paragraph)
    yield from _grouped(document, groups, str(PARAGRAPH_GAP.allowed))


@rule(
    "body-line-spacing",
    Topic.BODY_LINE_SPACING,
    Severity.ERROR,
    LINE_SPACING.cite,
    "Đặt Line spacing từ Single đến 1.5 lines.",
)
def body_line_spacing(document: Examined) -> Iterator[Verdict]:
    """Khoảng cách dòng từ dòng đơn đến 1,5 dòng; cỡ cố định được quy đổi theo cỡ chữ."""
    groups: dict[str, list[Paragraph]] = defaultdict(list)
    for paragraph in _flowing(document):
        lines = _lines(paragraph)
        if lines not in LINE_SPACING.allowed:
            groups[_spacing_words(paragraph, lines)].append(paragraph)
    yield from _grouped(document, groups, "từ 1 đến 1,5 dòng")


def _lines(paragraph: Paragraph) -> float:
    """Line spacing in multiples of a line of the paragraph's own size."""
    spacing = paragraph.format.line
    if spacing.rule == "auto":
        return spacing.amount
    sizes = [run.face.size_pt for run in paragraph.runs if run.text.strip()] or [paragraph.mark.size_pt]
    lines = spacing.amount / (max(sizes) * SINGLE_LINE)
    return max(lines, 1.0) if spacing.rule == "atLeast" else lines


def _spacing_words(paragraph: Paragraph, lines: float) -> str:
    spacing = paragraph.format.line
    if spacing.rule == "auto":
        return f"{decimal(lines, 2)} dòng"
    kind = "cố định" if spacing.rule == "exact" else "ít nhất"
    return f"{kind} {pt(spacing.amount)}, bằng {decimal(lines, 2)} dòng"


def _prose(document: Examined) -> tuple[Paragraph, ...]:
    return (*document.prose, *document.attached_prose)


def _flowing(document: Examined) -> list[Paragraph]:
    """Running text without the headings that stand centred on lines of their own."""
    headings = _heading_ordinals(outline(document.prose)) | _heading_ordinals(outline(document.attached_prose))
    return [paragraph for paragraph in _prose(document) if paragraph.ordinal not in headings]


def _heading_ordinals(lines: Sequence[OutlineLine]) -> set[int]:
    found = {line.paragraph.ordinal for line in lines if line.level in HEADINGS}
    return found | {line.title.ordinal for line in lines if line.title is not None}


def _all_bold(paragraph: Paragraph) -> bool:
    return all(run.face.bold for run in paragraph.runs if run.text.strip())


def _grouped(document: Examined, groups: Groups, expected: str) -> Iterator[Verdict]:
    """One finding per value, at its first paragraph, the commonest value first."""
    if not _prose(document):
        yield Unknown("chưa nhận ra nội dung") if document.kind else NotApplicable()
        return
    for found, paragraphs in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        others = len(paragraphs) - 1
        yield Finding(at_paragraph(paragraphs[0], others=others), found, expected)
