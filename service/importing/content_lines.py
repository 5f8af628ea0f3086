"""Paragraphs of the content to blocks: what each line is, told by its printed number, its letters and its neighbours."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from service.importing.letter_case import LetterCase
from service.importing.recognised import CLEAR, GUESSED, LIKELY, ContentLine, Level
from service.nd30.page import CLOSING_MARK
from service.reading import Paragraph, clean, is_upper
from service.reading.pieces import cut
from service.sentences import Sentence

_ROMAN: Final = r"[IVXL]+"
_ORDINAL: Final = "[Nn]hất|[Hh]ai|[Bb]a|[Tt]ư|NHẤT|HAI|BA|TƯ"
#: Behind the number of a division: nothing, a mark, or its title.
_THEN: Final = r"(?:\s*[.:)/\-–]?\s*$|\s*[.:\-–]\s+|\s+(?=[A-ZĐÀ-Ỹ]))"
#: What a line may begin with, the surest first: level, pattern of the whole line, how sure, why not.
_FORMS: Final = (
    (Level.PART, rf"^(?:Phần|PHẦN)\s+(?:thứ\s+|THỨ\s+)?(?P<n>{_ROMAN}|\d{{1,2}}|{_ORDINAL}){_THEN}", CLEAR, ""),
    (Level.CHAPTER, rf"^(?:Chương|CHƯƠNG)\s+(?P<n>{_ROMAN}|\d{{1,2}}){_THEN}", CLEAR, ""),
    (Level.SUBSECTION, rf"^(?:Tiểu mục|TIỂU MỤC)\s+(?P<n>\d{{1,2}}|{_ROMAN}){_THEN}", CLEAR, ""),
    (Level.SECTION, rf"^(?:Mục|MỤC)\s+(?P<n>\d{{1,2}}|{_ROMAN}){_THEN}", CLEAR, ""),
    (Level.ARTICLE, r"^(?:Điều|ĐIỀU)\s+(?P<n>\d{1,3}[a-zđ]?)\s*(?:[.:)]\s*|$|\s(?=[A-ZĐÀ-Ỹ]))", CLEAR, ""),
    (Level.SECTION, rf"^(?P<n>{_ROMAN})\s*[.)/\-–]\s*(?=\S)(?![\d])", CLEAR, ""),
    (Level.PART, r"^(?P<n>[A-EĐ])\s*[.)/\-–]\s+(?=[A-ZĐÀ-Ỹ]{2})", LIKELY, Sentence("Mục đánh bằng chữ in hoa, xếp thành phần.")),
    (Level.PARAGRAPH, r"^(?P<n>)(?=\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s)", GUESSED, Sentence("Số thứ tự ba cấp, để nguyên trong lời văn.")),
    (Level.SUBCLAUSE, r"^(?P<n>\d{1,2}\.\d{1,2})\s*[.)]?\s+(?=\D)", CLEAR, ""),
    (Level.CLAUSE, r"^(?P<n>\d{1,2})\s*\.(?:\s+(?=\S)|(?=[^\d\s]))", CLEAR, ""),
    (Level.CLAUSE, r"^(?P<n>\d{1,2})\s*[)/]\s*(?=[^\d\s])", LIKELY, Sentence("Đánh số bằng dấu ngoặc hoặc gạch chéo, xếp thành khoản.")),
    (Level.POINT, r"^(?P<n>[a-zđ]|a[a-zđ])\s*\)\s*(?=\S)", CLEAR, ""),
    (Level.POINT, r"^(?P<n>[a-hđ])\s*[.]\s+(?=\S)", LIKELY, Sentence("Chữ cái với dấu chấm, xếp thành điểm.")),
    (Level.DASH, r"^(?P<n>\+)\s*(?=\S)", CLEAR, ""),
    (Level.DASH, r"^(?P<n>)[-–—•*·▪]\s*(?=[^\s\d])", CLEAR, ""),
    (Level.DASH, r"^(?P<n>)[-–—•*·▪]\s+(?=\d)", CLEAR, ""),
)  # fmt: skip
_COMPILED: Final = tuple((level, re.compile(pattern), sure, why) for level, pattern, sure, why in _FORMS)
_ORDINALS: Final = {"nhất": "I", "hai": "II", "ba": "III", "tư": "IV"}
#: Levels whose title stands on the line below when their own line holds only the number.
_TITLED_BELOW: Final = (Level.PART, Level.CHAPTER, Level.SUBSECTION, Level.SECTION, Level.ARTICLE)
_HEADINGS: Final = (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION)
_LONGEST_TITLE: Final = 250
_ENDED: Final = re.compile(r"[.;:,]$")
_CLOSING: Final = re.compile(rf"\s*{re.escape(CLOSING_MARK.use)}\s*$")


@dataclass(frozen=True, slots=True)
class _Line:
    """One paragraph taken apart; `length` letters of its text are the number."""

    paragraph: Paragraph
    level: Level
    number: str
    length: int
    sure: float
    why: str

    @property
    def words(self) -> str:
        return clean(self.paragraph.text[self.length :])


def content_lines(paragraphs: Sequence[Paragraph], case: LetterCase) -> list[ContentLine]:
    """The blocks that these paragraphs are, in order and not yet put into one another; empty paragraphs give none."""
    lines = [_taken_apart(_composed(paragraph)) for paragraph in paragraphs if clean(paragraph.printed)]
    lines = _joined_headings(lines)
    found = [
        _block(line, lines[index + 1] if index + 1 < len(lines) else None, case) for index, line in enumerate(lines)
    ]
    return _without_closing_mark(found)


def _composed(paragraph: Paragraph) -> Paragraph:
    """The paragraph with composed letters (dựng sẵn), however the file spells them."""
    if unicodedata.is_normalized("NFC", paragraph.text):
        return paragraph
    runs = tuple(replace(run, text=unicodedata.normalize("NFC", run.text)) for run in paragraph.runs)
    return replace(paragraph, runs=runs, text="".join(run.text for run in runs))


def _taken_apart(paragraph: Paragraph) -> _Line:
    label = paragraph.label
    if label and label.bullet:
        return _Line(paragraph, Level.DASH, "", 0, CLEAR, "")
    if label and label.text.strip():
        found = _begins(clean(label.text) + " Aa")
        if found:
            level, number, _, sure, why = found
            return _Line(paragraph, level, number, 0, sure, why)
    found = _begins(_level_spaces(paragraph.text))
    if not found:
        return _Line(paragraph, Level.PARAGRAPH, "", 0, CLEAR, "")
    level, number, length, sure, why = found
    return _Line(paragraph, level, number, length, sure, why)


def _level_spaces(text: str) -> str:
    """The same length of text with plain spaces, so that offsets stay."""
    return re.sub(r"\s", " ", text)


def _begins(text: str) -> tuple[Level, str, int, float, str] | None:
    start = len(text) - len(text.lstrip())
    for level, pattern, sure, why in _COMPILED:
        match = pattern.match(text[start:])
        if match:
            number = _ORDINALS.get(match["n"].lower(), match["n"])
            return level, number, start + match.end(), sure, why
    return None


def _joined_headings(lines: list[_Line]) -> list[_Line]:
    """A number alone on its line takes the line below as its words."""
    joined: list[_Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and before.level in _TITLED_BELOW and not before.words and line.level is Level.PARAGRAPH:
            merged = _together(before.paragraph, line.paragraph, before.length)
            joined[-1] = replace(before, paragraph=merged)
        elif before and _goes_on_in_capitals(before, line):
            joined[-1] = replace(before, paragraph=_together(before.paragraph, line.paragraph, None))
        else:
            joined.append(line)
    return joined


def _goes_on_in_capitals(before: _Line, line: _Line) -> bool:
    """A heading in capitals on two lines of its own."""
    return (
        before.level in _HEADINGS
        and line.level is Level.PARAGRAPH
        and is_upper(before.words)
        and is_upper(line.words)
        and len(line.words) < _LONGEST_TITLE
    )


def _together(first: Paragraph, second: Paragraph, cut_at: int | None) -> Paragraph:
    """One paragraph of two; the first one's number keeps its place."""
    gap = "" if cut_at == len(first.text) else " "
    runs = first.runs
    if gap and runs:
        runs = (*runs[:-1], replace(runs[-1], text=runs[-1].text + gap))
    return replace(first, text=first.text + gap + second.text, runs=(*runs, *second.runs))


def _block(line: _Line, following: _Line | None, case: LetterCase) -> ContentLine:
    block = ContentLine(
        level=line.level, number=line.number, lines=(line.paragraph.ordinal,), sure=line.sure, why=line.why
    )
    if line.level in _HEADINGS:
        return _heading(block, line, case)
    if line.level in (Level.ARTICLE, Level.CLAUSE, Level.SUBCLAUSE):
        return _titled_or_worded(block, line, following, case)
    return replace(block, text=runs_of(line.paragraph, line.length) or "…")


def _heading(block: ContentLine, line: _Line, case: LetterCase) -> ContentLine:
    block = replace(block, title=case.natural(_CLOSING.sub("", line.words)) or "…")
    if not line.words:
        return block.doubted(GUESSED, Sentence("Không thấy tiêu đề."))
    if len(line.words) > _LONGEST_TITLE or (line.words.endswith(".") and not is_upper(line.words)):
        return block.doubted(LIKELY, Sentence("Tiêu đề dài như một câu; xem có phải lời văn không."))
    return block


def _titled_or_worded(block: ContentLine, line: _Line, following: _Line | None, case: LetterCase) -> ContentLine:
    """A title when the words are bold throughout; without that, when they read like one and something stands below."""
    words = line.words
    bold = _all_bold(line)
    if bold and len(words) <= _LONGEST_TITLE:
        return replace(block, title=case.natural(words))
    split = _bold_start(line)
    if split:
        rest = runs_of(line.paragraph, split)
        return replace(block, title=case.natural(clean(line.paragraph.text[line.length : split])), text=rest)
    deeper = following is not None and _depth(following.level) > _depth(line.level)
    if words and deeper and len(words) <= 120 and not _ENDED.search(words):
        titled = replace(block, title=case.natural(words))
        return titled.doubted(LIKELY, Sentence("Chữ không đậm nhưng giống tiêu đề, vì còn nội dung bên dưới."))
    return replace(block, text=runs_of(line.paragraph, line.length) or "…")


def _depth(level: Level) -> int:
    return list(Level).index(level)


def _all_bold(line: _Line) -> bool:
    runs = cut(line.paragraph.runs, line.length, len(line.paragraph.text))
    printing = [run for run in runs if clean(run.text)]
    return bool(printing) and all(run.face.bold for run in printing)


def _bold_start(line: _Line) -> int:
    """Where plain words begin behind a bold title that ends with a mark; 0 when there is none."""
    at, bold = 0, ""
    for run in line.paragraph.runs:
        if at + len(run.text) > line.length and clean(run.text):
            if not run.face.bold:
                break
            bold += run.text[max(line.length - at, 0) :]
        at += len(run.text)
    return at if re.search(r"[.:]\s*$", bold) and 3 <= len(clean(bold)) <= _LONGEST_TITLE else 0


def runs_of(paragraph: Paragraph, start: int = 0, end: int | None = None, *, plain: bool = False) -> Any:
    """The words behind `start` as the data has them: a string, or runs where only some are bold or italic."""
    runs = cut(paragraph.runs, start, len(paragraph.text) if end is None else end)
    marks = {(run.face.bold, run.face.italic) for run in runs if clean(run.text)}
    if plain or len(marks) <= 1:
        return _words("".join(run.text for run in runs))
    data = [_run(run.text, run.face.bold, run.face.italic) for run in runs if run.text]
    data[0]["text"] = data[0]["text"].lstrip()
    data[-1]["text"] = data[-1]["text"].rstrip()
    return [run for run in data if run["text"]]


def _run(text: str, bold: bool, italic: bool) -> dict[str, Any]:
    return {"text": re.sub(r"[ \t\u00a0]+", " ", text)} | {
        name: True for name, on in (("bold", bold), ("italic", italic)) if on
    }


def _words(text: str) -> str:
    return "\n".join(filter(None, map(clean, text.split("\n"))))


def _without_closing_mark(blocks: list[ContentLine]) -> list[ContentLine]:
    """The mark that closes the content is made by the renderer; a paragraph of it alone goes."""
    if not blocks or not isinstance(blocks[-1].text, str):
        return blocks
    last = blocks[-1]
    text = _CLOSING.sub(".", last.text)
    if text in {".", ""} and not last.title:
        return blocks[:-1]
    return [*blocks[:-1], replace(last, text=re.sub(r"\.\.$", ".", text))]
