"""Which field each printed paragraph shows: every text of the data is marked, printed once more, and its marks are looked for.

A mark is one private character before the closing punctuation of a text, so that printing is not changed by it; two equal
sentences carry different marks. Where the marked print does not say the same as the real one, nothing is claimed.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any

from service.converting.pdf import PlacedText
from service.nd30.page import MARGINS
from service.reading import letters
from service.rendering import CompiledTemplate, render_document
from service.web.unfinished import COMPUTED, Data, printable, words_of

#: Marks are the characters of a plane that no text may use; there are more of them than a document has texts.
_FIRST_MARK, _MARKS = 0xF0000, 0xFFFE
_PIECE = re.compile(r"<w:(p|tblHeader)(?=[ />])[^>]*?(/?)>|</w:(p|tr)>|>([^<]+)</w:t>")
_MARK = re.compile(f"[{chr(_FIRST_MARK)}-{chr(_FIRST_MARK + _MARKS)}]")
_END = re.compile(r"[\s.;:,!?…\"”)\]]*$")
#: Parts whose texts are words and nothing else; of the rest a mark would make another value.
_PARTS = ("subject", "addressees", "legal_bases", "opening", "body", "attachment", "appendices", "tasks", "recipients")
_NAMES = {"issuer": ("name", "place"), "parent_agency": ("name",), "signer": ("post", "name", "other_post")}
#: Above this stand page numbers.
_TOP_MM = MARGINS["top"].use
#: Letters that are surely not a number alone; fewer are looked for in the next paragraphs only.
_SURE, _NEAR = 4, 6
#: Stretches of one line stand on one level, give or take (mm).
_LEVEL_MM = 2.0
_NO_WORDS = frozenset({"type", "layout", "orientation", "align", "kind", "due", "progress", "number"})


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed paragraph: its letters alone, the places of the data whose words it shows, whether it heads every page of its table."""

    letters: str
    paths: tuple[str, ...] = ()
    repeats: bool = False


def printed_paragraphs(
    data: Mapping[str, Any], docx: bytes, template: CompiledTemplate | None, templates_dir: Path | None
) -> tuple[Printed, ...]:
    """Every paragraph of `docx`, the print of `data`, by its ordinal."""
    paths: list[str] = []
    marked = _paragraphs(render_document(printable(_marked(data, paths)), template, templates_dir=templates_dir))
    plain = _paragraphs(docx)
    alike = len(plain) == len(marked)
    return tuple(
        Printed(said := letters(words), _paths(said, marked[at][0] if alike else "", paths), repeats)
        for at, (words, repeats) in enumerate(plain)
    )


def path_of(place: Printed, data: Mapping[str, Any], words: str = "") -> str:
    """The field meant among those of one paragraph: the first that says `words`; empty where the paragraph shows none."""
    if len(place.paths) < 2:
        return "".join(place.paths)
    wanted = letters(words)
    saying = (path for path in place.paths if wanted in letters(words_of(_at(data, path))))
    return next(saying, place.paths[0])


def places_of_lines(lines: Sequence[PlacedText], printed: Sequence[Printed]) -> list[int | None]:
    """The ordinal of the paragraph that each stretch of text on the pages belongs to, in the order of both."""
    following = _Following(printed)
    found = [following.place(line) for line in lines]
    for index in range(len(lines) - 1, 0, -1):  # a number that Word counts stands before the words of its paragraph
        if found[index - 1] is None and _level(lines[index - 1], lines[index]):
            found[index - 1] = found[index]
    return found


class _Following:
    """Reads paragraphs along with the stretches of the pages: what each has still to say, and where the reading stands."""

    def __init__(self, printed: Sequence[Printed]) -> None:
        self._printed = printed
        self._rest = [one.letters for one in printed]
        self._at = 0
        self._page = 1
        self._begun: dict[int, None] = {}

    def place(self, line: PlacedText) -> int | None:
        """The paragraph that goes on with this stretch."""
        if line.page != self._page:
            self._page = line.page
            self._repeat_heads()
        wanted = letters(line.text)
        found = self._find(wanted) if wanted and line.top_mm > _TOP_MM else None
        if found is not None:
            self._at, self._rest[found] = found, self._rest[found][len(wanted) :]
            self._begun.pop(found, None)
            if self._rest[found]:
                self._begun[found] = None
        return found

    def _repeat_heads(self) -> None:
        """The head of a table that goes on is printed again."""
        for index, one in enumerate(self._printed[: self._at + 1]):
            if one.repeats and self._rest[index] != one.letters:
                self._rest[index], self._begun[index] = one.letters, None

    def _find(self, wanted: str) -> int | None:
        """What was begun goes on, else one begins after the last, else before it (cells stand beside each other)."""
        rest, at = self._rest, self._at
        is_number = len(wanted) == 1 or wanted.isdigit()  # that of a paragraph, not the beginning of "100%"
        if len(wanted) < _SURE:
            near = chain(self._begun, range(at, min(at + _NEAR, len(rest))))
            return next((i for i in near if rest[i] == wanted or (not is_number and rest[i].startswith(wanted))), None)
        order = chain(self._begun, range(at, len(rest)), range(at))
        return next((i for i in order if rest[i].startswith(wanted)), None)


def _level(one: PlacedText, other: PlacedText) -> bool:
    return one.page == other.page and abs(one.bottom_mm - other.bottom_mm) < _LEVEL_MM


def _marked(data: Mapping[str, Any], paths: list[str]) -> Data:
    marked = {key: _with_marks(value, f"/{key}", paths) if key in _PARTS else value for key, value in data.items()}
    for part, names in _NAMES.items():
        if isinstance(holder := data.get(part), Mapping):
            said = {name: _with_marks(holder[name], f"/{part}/{name}", paths) for name in names if name in holder}
            marked[part] = {**holder, **said}
    return marked


def _with_marks(value: Any, path: str, paths: list[str]) -> Any:
    """`value` with a mark in every text; runs of one text carry the same mark."""
    if _is_runs(value):
        mark = _mark(path, paths)
        return [{**run, "text": _with_mark(run["text"], mark)} if isinstance(run, Mapping) else run for run in value]
    if isinstance(value, list):
        return [_with_marks(item, f"{path}/{index}", paths) for index, item in enumerate(value)]
    if isinstance(value, Mapping):
        if value.get("type") in COMPUTED:
            return value
        return {
            key: item if key in _NO_WORDS else _with_marks(item, f"{path}/{key}", paths) for key, item in value.items()
        }
    return _with_mark(value, _mark(path, paths)) if isinstance(value, str) else value


def _is_runs(value: Any) -> bool:
    """Whether a list is one text in runs, and no list of blocks or of texts."""
    runs = [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
    return bool(runs) and all(isinstance(run.get("text"), str) and "type" not in run for run in runs)


def _mark(path: str, paths: list[str]) -> str:
    paths.append(path)
    return chr(_FIRST_MARK + (len(paths) - 1) % _MARKS)


def _with_mark(text: str, mark: str) -> str:
    end = _END.search(text)
    return text if end is None or not end.start() else f"{text[: end.start()]}{mark}{text[end.start() :]}"


def _paths(said: str, marked: str, paths: Sequence[str]) -> tuple[str, ...]:
    """The places of a paragraph's marks, unless the marks changed what it says."""
    if said != letters(_MARK.sub("", marked)):
        return ()
    marks = dict.fromkeys(ord(mark) - _FIRST_MARK for mark in _MARK.findall(marked))
    return tuple(paths[mark] for mark in marks if mark < len(paths))


def _paragraphs(docx: bytes) -> list[tuple[str, bool]]:
    """The words of every paragraph of the main part, in the order of their beginnings, and whether its row repeats on each page."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        xml = package.read("word/document.xml").decode()
    words: list[list[str]] = []
    heads: list[bool] = []
    around: list[int] = []  # one paragraph may stand inside another, in a text box
    repeats = False
    for begun, empty, ended, text in _PIECE.findall(xml):
        if text:
            words[around[-1]].append(unescape(text))
        elif ended == "p":
            around.pop()
        elif begun == "p":
            words.append([])
            heads.append(repeats)
            if not empty:
                around.append(len(words) - 1)
        else:
            repeats = begun == "tblHeader"
    return [("".join(pieces), head) for pieces, head in zip(words, heads, strict=True)]


def _at(data: Any, path: str) -> Any:
    for key in path.split("/")[1:]:
        data = data[int(key)] if isinstance(data, list) else data[key]
    return data
