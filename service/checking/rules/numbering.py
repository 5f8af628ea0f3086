"""Numbers of the divisions: no gap, the right numerals, the right marks (Phụ lục I, Phần I, Mục II, khoản 6, điểm đ)."""

from collections.abc import Iterator

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Verdict, at_paragraph
from service.checking.outline import HEADINGS, Level, OutlineLine, is_roman, outline
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.wording import quoted
from service.nd30.numbering import CITE_POINT, POINT_LETTERS, SKIPPED_POINT_LETTERS

_ROMAN_LEVELS = (Level.PART, Level.CHAPTER, Level.ROMAN)
_ARABIC_LEVELS = (Level.SECTION, Level.SUBSECTION)
#: The right mark after the number of each level.
_MARKS = {Level.ARTICLE: ".", Level.CLAUSE: ".", Level.POINT: ")"}
#: Levels whose numbering starts over when one of these begins.
_RESTARTS = {
    Level.PART: (),
    Level.CHAPTER: (Level.PART,),
    Level.SECTION: (Level.PART, Level.CHAPTER),
    Level.SUBSECTION: (Level.PART, Level.CHAPTER, Level.SECTION),
    Level.ROMAN: (Level.PART, Level.CHAPTER),
    Level.ARTICLE: (),
    Level.CLAUSE: (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.ARTICLE, Level.ROMAN),
}
#: Chapters may number on through the parts, so both are right.
_MAY_GO_ON = (Level.CHAPTER, Level.ROMAN, Level.SECTION)


@rule("division-gap", Topic.BODY_STRUCTURE, Severity.ERROR, CITE_POINT, "Đánh lại số thứ tự cho liên tục.")
def division_gap(document: Examined) -> Iterator[Verdict]:
    """Phần, chương, mục, điều, khoản đánh số liên tục, không nhảy số, không trùng số."""
    for lines in _texts(document):
        for line, expected in _gaps(lines):
            found = f"{line.level.value} {line.number}"
            yield Finding(at_paragraph(line.paragraph), found, f"{line.level.value} {expected}")


def _texts(document: Examined) -> Iterator[tuple[OutlineLine, ...]]:
    """The outlines of the main content and of each attached text: each counts for itself."""
    yield outline(document.prose)
    for attachment in document.zones.attachments:
        yield outline(paragraph for paragraph in attachment.paragraphs if paragraph.cell is None)


def _gaps(lines: tuple[OutlineLine, ...]) -> Iterator[tuple[OutlineLine, str]]:
    last: dict[Level, int] = {}
    nested: list[int] = []
    for line in lines:
        for level, parents in _RESTARTS.items():
            if line.level in parents:
                if level not in _MAY_GO_ON:
                    last.pop(level, None)
                if level is Level.CLAUSE:
                    nested.clear()
        if line.value is None or line.level not in _RESTARTS:
            continue
        expected = _clause(nested, line.value) if line.level is Level.CLAUSE else _next(last, line)
        if expected is not None:
            yield line, _as_written(line, expected)


def _next(last: dict[Level, int], line: OutlineLine) -> int | None:
    """Note the number of a line; return the expected one when it is not that."""
    assert line.value is not None
    expected = last.get(line.level, 0) + 1
    fits = line.value == expected or (line.value == 1 and line.level in _MAY_GO_ON)
    fits = fits or (line.level is Level.ARTICLE and line.number[-1:].isalpha())
    last[line.level] = line.value
    return None if fits else expected


def _clause(nested: list[int], value: int) -> int | None:
    """Clauses may nest without saying so: a 1 opens a list, any other number must go on with an open one."""
    if value == 1:
        nested.append(1)
        return None
    while nested:
        if value == nested[-1] + 1:
            nested[-1] = value
            return None
        if len(nested) == 1:
            expected, nested[-1] = nested[-1] + 1, value
            return expected
        nested.pop()
    nested.append(value)
    return 1


def _as_written(line: OutlineLine, expected: int) -> str:
    if not is_roman(line.number):
        return str(expected)
    pairs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for worth, letters in pairs:
        text += letters * (expected // worth)
        expected %= worth
    return text


@rule(
    "point-order",
    Topic.BODY_STRUCTURE,
    Severity.ERROR,
    CITE_POINT,
    "Đánh lại thứ tự điểm: a, b, c, d, đ, e, g, h, i, k.",
)
def point_order(document: Examined) -> Iterator[Verdict]:
    """Các điểm theo thứ tự bảng chữ cái tiếng Việt, không có f, j, w, z."""
    for lines in _texts(document):
        expected = 0
        for line in lines:
            if line.level is not Level.POINT:
                expected = 0
            elif line.number in SKIPPED_POINT_LETTERS:
                continue
            elif line.number not in POINT_LETTERS:
                yield Finding(at_paragraph(line.paragraph), f"điểm {line.number}", "chữ cái tiếng Việt")
                expected = 0
            else:
                index = POINT_LETTERS.index(line.number)
                if index and expected and index != expected:
                    right = POINT_LETTERS[expected] if expected < len(POINT_LETTERS) else "điểm kế tiếp"
                    yield Finding(at_paragraph(line.paragraph), f"điểm {line.number}", f"điểm {right}")
                expected = index + 1


@rule("point-letters", Topic.BODY_STRUCTURE, Severity.WARNING, CITE_POINT, "Dùng a, b, c, d, đ, e, g, h, i, k ...")
def point_letters(document: Examined) -> Iterator[Verdict]:
    """Điểm không dùng các chữ ă, â, ê, ô, ơ, ư (Nghị định không dùng)."""
    for lines in _texts(document):
        for line in lines:
            if line.level is Level.POINT and line.number in SKIPPED_POINT_LETTERS:
                yield Finding(at_paragraph(line.paragraph), f"điểm {line.number}", "bỏ qua chữ này")


@rule("division-mark", Topic.BODY_STRUCTURE, Severity.ERROR, CITE_POINT)
def division_mark(document: Examined) -> Iterator[Verdict]:
    """Sau số của điều, khoản có dấu chấm; sau chữ của điểm có dấu đóng ngoặc đơn."""
    for lines in _texts(document):
        seen: set[tuple[Level, str]] = set()
        for line in lines:
            right = _MARKS.get(line.level)
            key = (line.level, line.mark)
            if right is None or line.mark == right or key in seen:
                continue
            seen.add(key)
            word = f"{line.word} " if line.word else ""
            expected = f"{word}{line.number}{right}"
            found = quoted(f"{word}{line.number}{line.mark}")
            yield Finding(at_paragraph(line.paragraph), found, quoted(expected), fix=f"Ghi {quoted(expected)}.")


@rule("division-numerals", Topic.BODY_STRUCTURE, Severity.ERROR, CITE_POINT)
def division_numerals(document: Examined) -> Iterator[Verdict]:
    """Phần, chương đánh số La Mã; mục, tiểu mục đánh số Ả Rập."""
    lines = [line for text in _texts(document) for line in text if line.level in HEADINGS]
    if not lines:
        yield NotApplicable("không chia phần, chương, mục")
    for line in lines:
        roman = is_roman(line.number)
        if line.level in _ROMAN_LEVELS and line.number.isdigit():
            yield Finding(at_paragraph(line.paragraph), f"{line.word} {line.number}", "số La Mã")
        elif line.level in _ARABIC_LEVELS and roman:
            yield Finding(at_paragraph(line.paragraph), f"{line.word} {line.number}", "số Ả Rập")
