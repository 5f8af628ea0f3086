"""What an old document was taken for: data to begin a draft with, how sure each part is, and the words it comes from."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

Data = dict[str, Any]

#: How sure a part is (0 to 1): said by exact words, by what stands around it, guessed.
CLEAR, LIKELY, GUESSED = 0.95, 0.75, 0.5
#: Below this a person is asked to look.
SURE_ENOUGH: Final = 0.8


class Level(StrEnum):
    """What a line of the content is; the values are the types of blocks in the data."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    CLAUSE = "clause"
    SUBCLAUSE = "subclause"
    POINT = "point"
    DASH = "dash"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    TASK_TABLE = "task-table"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentLine:
    """One block of the content before it is put into its parent.

    Attributes:
        level: what it was taken for.
        number: its printed number without marks; empty for a block that has none.
        title: words of a heading.
        text: words, or runs where some are bold or italic.
        table: data of a free table.
        lines: the source lines that it comes from.
        sure: how sure the level is, 0 to 1.
        why: what made it unsure, a sentence for people.
    """

    level: Level
    number: str = ""
    title: str = ""
    text: Any = ""
    table: Data | None = None
    lines: tuple[int, ...] = ()
    sure: float = CLEAR
    why: str = ""

    @property
    def unsure(self) -> bool:
        """Whether a person should look at it."""
        return self.sure < SURE_ENOUGH

    @property
    def words(self) -> str:
        """What it says, in one string."""
        text = self.text if isinstance(self.text, str) else "".join(run["text"] for run in self.text)
        return " ".join(filter(None, (self.title, text)))

    def doubted(self, sure: float, why: str) -> "ContentLine":
        """The same line with less trust in it."""
        return self if self.sure < sure else replace(self, sure=sure, why=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One paragraph of the file, as a person reads it there.

    Attributes:
        number: its place in the file, from 1.
        page: page of the file, from 1; an estimate for a DOCX.
        part: name of the part that it was taken into; empty when it was left out.
        cell: table, row and column of the cell it stands in, or None.
        bold: all of it is bold; `centred`: it is centred.
    """

    number: int
    text: str
    page: int = 1
    part: str = ""
    cell: tuple[int, int, int] | None = None
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the data and where it comes from.

    Attributes:
        pointer: JSON pointer into the data.
        label: name of the part, for people.
        sure: 0 to 1; 0 when the part was not found at all.
        why: what to look at, a sentence; empty when the part is sure.
        lines: numbers of the source lines.
    """

    pointer: str
    label: str
    sure: float = CLEAR
    why: str = ""
    lines: tuple[int, ...] = ()

    @property
    def unsure(self) -> bool:
        """Whether a person should look at it."""
        return self.sure < SURE_ENOUGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """Everything that was recognised in one file.

    Attributes:
        data: the document as JSON data, its content included; what was not found is left out or empty.
        parts: every part in the order of the form.
        content: the blocks of the main text, flat, as `nested` puts them together.
        source: the file's own paragraphs.
        year: the year the document is of, if it says so.
    """

    data: Data
    parts: tuple[Part, ...]
    content: tuple[ContentLine, ...] = ()
    source: tuple[SourceLine, ...] = ()
    year: int | None = None

    @property
    def unsure(self) -> tuple[Part, ...]:
        """Parts that a person should look at."""
        return tuple(part for part in self.parts if part.unsure)
