"""The division of the content (phần, chương, mục, điều, khoản, điểm) read off the lines that begin them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from service.reading import Face, Paragraph, clean

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ORDINALS = {
    "nhất": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}


class Level(StrEnum):
    """A level of division; the value is its word."""

    PART = "Phần"
    CHAPTER = "Chương"
    SECTION = "Mục"
    SUBSECTION = "Tiểu mục"
    ARTICLE = "Điều"
    ROMAN = "mục La Mã"
    CLAUSE = "khoản"
    SUBCLAUSE = "tiểu khoản"
    POINT = "điểm"


#: Levels that stand on a line of their own, with the title on the next.
HEADINGS = (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION)

_HEADING = re.compile(
    r"^(?P<word>Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?P<number>(?:thứ |THỨ )?\w+)\s?(?P<mark>[.:\-–]?)\s*(?P<rest>.*)$"
)
_ARTICLE = re.compile(r"^(?P<word>Điều|ĐIỀU)\s+(?P<number>\d+[a-zđ]?)\s?(?P<mark>[.:,)\-–]?)\s*(?P<rest>.*)$")
_ROMAN = re.compile(r"^(?P<number>[IVXL]+)\s?(?P<mark>[.)/:\-–])\s*(?P<rest>\S.*)$")
_SUBCLAUSE = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2})+)(?P<mark>[.)]?)\s+(?P<rest>\S.*)$")
_CLAUSE = re.compile(r"^(?P<number>\d{1,2})\s?(?P<mark>[.)/:])(?=\s|\D)\s*(?P<rest>\S.*)$")
_POINT = re.compile(r"^(?P<number>[a-zđăâêôơư])\s?(?P<mark>[).:/])\s*(?P<rest>\S.*)$")
_LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A line that begins a division.

    Attributes:
        number: as printed (``IV``, ``3``, ``đ``).
        value: its place in its sequence, from 1; None for a letter or a word that is none.
        mark: what stands after the number.
        rest: the words after that.
        title: title on the next line, for headings.
    """

    level: Level
    number: str
    value: int | None
    mark: str
    rest: str
    paragraph: Paragraph
    word: str = ""
    title: Paragraph | None = None


def outline(paragraphs: Iterable[Paragraph]) -> tuple[OutlineLine, ...]:
    """Every line of `paragraphs` that begins a division, in order; text that only cites one is left out."""
    lines = list(paragraphs)
    found: list[OutlineLine] = []
    for index, paragraph in enumerate(lines):
        line = _line(paragraph)
        if line is None:
            continue
        if line.level in HEADINGS and not line.rest:
            following = lines[index + 1] if index + 1 < len(lines) else None
            title = following if following is not None and _line(following) is None else None
            line = OutlineLine(
                line.level,
                line.number,
                line.value,
                line.mark,
                "",
                paragraph,
                line.word,
                title if _is_title(title) else None,
            )
        found.append(line)
    return tuple(found)


def _is_title(paragraph: Paragraph | None) -> bool:
    return paragraph is not None and paragraph.format.align == "center" and len(paragraph.text) <= _LONGEST_HEADING * 2


def _line(paragraph: Paragraph) -> OutlineLine | None:
    text = clean(paragraph.printed)
    for level, match in _matches(text):
        number = match["number"]
        word = match.groupdict().get("word") or ""
        if level is Level.ARTICLE and not match["mark"] and not starts_bold(paragraph):
            return None
        if level in HEADINGS and not _reads_as_heading(paragraph, text):
            return None
        if level is Level.ROMAN and not _reads_as_roman(paragraph, match["rest"]):
            continue
        return OutlineLine(level, number, _value(level, number), match["mark"], match["rest"], paragraph, word)
    return None


def _matches(text: str) -> Iterator[tuple[Level, re.Match[str]]]:
    heading = _HEADING.match(text)
    if heading:
        yield Level(heading["word"].capitalize()), heading
    for level, pattern in (
        (Level.ARTICLE, _ARTICLE),
        (Level.ROMAN, _ROMAN),
        (Level.SUBCLAUSE, _SUBCLAUSE),
        (Level.CLAUSE, _CLAUSE),
        (Level.POINT, _POINT),
    ):
        match = pattern.match(text)
        if match:
            yield level, match


def _reads_as_heading(paragraph: Paragraph, text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and (paragraph.format.align == "center" or starts_bold(paragraph))


def _reads_as_roman(paragraph: Paragraph, rest: str) -> bool:
    return rest.upper() == rest or starts_bold(paragraph)


def starts_bold(paragraph: Paragraph) -> bool:
    """Whether the first letters that print are bold, an automatic number counted in."""
    return first_face(paragraph).bold


def first_face(paragraph: Paragraph) -> Face:
    """Face of the first letters that print."""
    if paragraph.label is not None:
        return paragraph.label.face
    return next((run.face for run in paragraph.runs if run.text.strip()), paragraph.mark)


def bold_words(paragraph: Paragraph) -> str:
    """The words of a paragraph that are bold, its label counted in."""
    label = paragraph.label.printed if paragraph.label is not None and paragraph.label.face.bold else ""
    return clean(label + "".join(run.text for run in paragraph.runs if run.face.bold))


def _value(level: Level, number: str) -> int | None:
    if level is Level.POINT:
        return None
    if level is Level.SUBCLAUSE:
        return int(number.rsplit(".", 1)[1])
    if number.isdigit():
        return int(number)
    if level is Level.ARTICLE:
        return int(re.sub(r"\D", "", number))
    return _ORDINALS.get(number.lower().removeprefix("thứ ").strip()) or roman_value(number)


def roman_value(number: str) -> int | None:
    """Value of a Roman numeral; None when it is none."""
    if not number or any(letter not in _ROMAN_VALUES for letter in number):
        return None
    total = 0
    for letter, following in zip(number, [*number[1:], ""], strict=True):
        worth = _ROMAN_VALUES[letter]
        total += -worth if following and _ROMAN_VALUES[following] > worth else worth
    return total


def is_roman(number: str) -> bool:
    """Whether the number is written in Roman numerals."""
    return roman_value(number) is not None
