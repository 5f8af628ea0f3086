"""Headings of the divisions: titles where the layout asks for them, and how they are set (khoản 6, điểm d, đ)."""

from collections.abc import Iterator

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Verdict, at_paragraph
from service.checking.outline import HEADINGS, Level, OutlineLine, bold_words, first_face, outline, starts_bold
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.wording import pt, quoted
from service.nd30.type_styles import TYPE_STYLES, Component
from service.reading import Paragraph, is_upper

_CITE = TYPE_STYLES[Component.CHAPTER].cite
_CITE_TITLE = "Phụ lục I, Phần I, Mục II, khoản 6, điểm d"
#: A title is a phrase; a sentence that long is the text of the article itself.
_LONGEST_TITLE = 220


@rule("heading-title", Topic.BODY_STRUCTURE, Severity.ERROR, _CITE_TITLE, "Thêm tiêu đề.")
def heading_title(document: Examined) -> Iterator[Verdict]:
    """Phần, chương, mục, tiểu mục và điều trong bố cục chương, điều phải có tiêu đề."""
    texts = list(_texts(document))
    if not any(line.level in HEADINGS for lines in texts for line in lines):
        yield NotApplicable("không chia phần, chương, mục")
        return
    for lines in texts:
        chapters = any(line.level is Level.CHAPTER for line in lines)
        for line in lines:
            if line.level in HEADINGS and not line.rest and line.title is None:
                yield Finding(at_paragraph(line.paragraph), f"{line.word} {line.number} không có tiêu đề", "có tiêu đề")
            elif line.level is Level.ARTICLE and chapters and not _has_title(line):
                yield Finding(at_paragraph(line.paragraph), f"Điều {line.number} không có tiêu đề", "có tiêu đề")


def _texts(document: Examined) -> Iterator[tuple[OutlineLine, ...]]:
    yield outline(document.prose)
    for attachment in document.zones.attachments:
        yield outline(paragraph for paragraph in attachment.paragraphs if paragraph.cell is None)


def _has_title(line: OutlineLine) -> bool:
    """Words after the number that are bold, or at least a phrase on a line of its own."""
    if not line.rest:
        return False
    if len(bold_words(line.paragraph)) > len(f"Điều {line.number}.") + 2:
        return True
    return len(line.rest) <= _LONGEST_TITLE and not line.rest.endswith((".", ";", ":"))


@rule("heading-type", Topic.BODY_STRUCTURE, Severity.ERROR, _CITE)
def heading_type(document: Examined) -> Iterator[Verdict]:
    """Phần, chương, mục, tiểu mục canh giữa, đứng, đậm, cỡ chữ 13 đến 14; từ chỉ cấp in thường, tiêu đề in hoa."""
    headings = [line for lines in _texts(document) for line in lines if line.level in HEADINGS]
    if not headings:
        yield NotApplicable("không chia phần, chương, mục")
    for line in headings:
        yield from _setting(line.paragraph, Component.CHAPTER)
        if is_upper(line.word) and not line.rest:
            yield Finding(
                at_paragraph(line.paragraph), quoted(line.word), "chữ in thường", fix="Viết thường từ chỉ cấp."
            )
        if line.title is not None:
            yield from _setting(line.title, Component.CHAPTER)
            if not is_upper(line.title.printed):
                yield Finding(at_paragraph(line.title), "chữ thường", "tiêu đề in hoa", fix="In hoa tiêu đề.")


def _setting(paragraph: Paragraph, component: Component) -> Iterator[Finding]:
    style = TYPE_STYLES[component]
    face = first_face(paragraph)
    where = at_paragraph(paragraph)
    if paragraph.format.align != "center":
        yield Finding(where, "không canh giữa", "canh giữa", style.cite)
    if not face.bold:
        yield Finding(where, "không đậm", "chữ đậm", style.cite)
    if face.italic:
        yield Finding(where, "chữ nghiêng", "chữ đứng", style.cite)
    if face.size_pt not in style.size.allowed:
        yield Finding(where, f"cỡ chữ {pt(face.size_pt)}", provision=style.size)


@rule("article-type", Topic.BODY_STRUCTURE, Severity.ERROR, TYPE_STYLES[Component.ARTICLE].cite, "In đậm, kiểu đứng.")
def article_type(document: Examined) -> Iterator[Verdict]:
    """Từ “Điều”, số thứ tự và tiêu đề in thường, đứng, đậm."""
    articles = [line for lines in _texts(document) for line in lines if line.level is Level.ARTICLE]
    if not articles:
        yield NotApplicable("không chia điều")
    for found, expected, faulty in (
        ("không đậm", "chữ đậm", [line for line in articles if not starts_bold(line.paragraph)]),
        ("chữ nghiêng", "chữ đứng", [line for line in articles if first_face(line.paragraph).italic]),
        ("“ĐIỀU”", "“Điều”", [line for line in articles if is_upper(line.word)]),
    ):
        if faulty:
            yield Finding(at_paragraph(faulty[0].paragraph, others=len(faulty) - 1), found, expected)


@rule(
    "roman-section-type",
    Topic.BODY_STRUCTURE,
    Severity.ERROR,
    TYPE_STYLES[Component.ROMAN_SECTION].cite,
    "In hoa, đậm, kiểu đứng.",
)
def roman_section_type(document: Examined) -> Iterator[Verdict]:
    """Số La Mã và tiêu đề của mục (I., II.) in hoa, đứng, đậm."""
    sections = [line for lines in _texts(document) for line in lines if line.level is Level.ROMAN]
    if not sections:
        yield NotApplicable("không có mục đánh số La Mã")
    for found, expected, faulty in (
        ("chữ thường", "chữ in hoa", [line for line in sections if not is_upper(line.rest)]),
        ("không đậm", "chữ đậm", [line for line in sections if not starts_bold(line.paragraph)]),
        ("chữ nghiêng", "chữ đứng", [line for line in sections if first_face(line.paragraph).italic]),
    ):
        if faulty:
            yield Finding(at_paragraph(faulty[0].paragraph, others=len(faulty) - 1), found, expected)
