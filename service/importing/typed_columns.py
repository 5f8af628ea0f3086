"""A foot typed in one column, recipients and signer set apart by spaces or tabs on each line, as the two columns it is meant to be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from service.reading import Block, Cell, Facts, Paragraph, Row, Table, clean, every_table, is_upper
from service.reading.facts import CellPlace
from service.reading.pieces import cut

_HEADING: Final = re.compile(r"^\s*Nơi nhận\s*:?", re.IGNORECASE)
_AUTHORITY: Final = re.compile(r"^\s*(?:TM|KT|TL|TUQ|Q)\s?[./]")
_APPENDIX: Final = re.compile(r"^\s*(?:PHỤ LỤC|Phụ lục)\b")
#: What sets two columns of one line apart; also at its beginning, where the left column is empty.
_GAP: Final = re.compile(r"[ \u00a0]*\t[\t \u00a0]*|[ \u00a0]{3,}")
#: Lines that the foot can have at the most, and letters that one of them can.
_MOST_LINES, _LONGEST = 20, 160
#: Share of the text's width that the left column takes.
_LEFT: Final = 0.48


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line of the foot: a paragraph, the letters of each column in it."""

    paragraph: Paragraph
    left: tuple[int, int]
    right: tuple[int, int]


def with_columns(facts: Facts) -> tuple[Facts, bool]:
    """The same facts with such a foot as a table of two cells, and whether there was one."""
    start = next((index for index, block in enumerate(facts.blocks) if _begins(block)), None)
    if start is None:
        return facts, False
    while start and _is_authority_alone(facts.blocks[start - 1]):
        start -= 1
    foot = _foot(facts.blocks[start:])
    lines = [line for paragraph in foot for line in _lines(paragraph)]
    if not any(_is_signers(line) for line in lines) or len(lines) > _MOST_LINES:
        return facts, False
    table = _table(facts, lines)
    return replace(facts, blocks=(*facts.blocks[:start], table, *facts.blocks[start + len(foot) :])), True


def _begins(block: Block) -> bool:
    """The line of the heading holds something behind a gap."""
    if not isinstance(block, Paragraph) or not _HEADING.match(block.text):
        return False
    gap = _GAP.search(block.text.split("\n")[0])
    return gap is not None and bool(clean(block.text[gap.end() :]))


def _is_authority_alone(block: Block) -> bool:
    """A line above the heading that holds the right column only: ``TM. ỦY BAN NHÂN DÂN`` behind many spaces."""
    if not isinstance(block, Paragraph):
        return False
    gap = _GAP.match(block.text)
    return gap is not None and bool(_AUTHORITY.match(block.text[gap.end() :]))


def _foot(blocks: Sequence[Block]) -> list[Paragraph]:
    """The paragraphs from the heading to the end of the foot."""
    found: list[Paragraph] = []
    for block in blocks:
        ends = not isinstance(block, Paragraph) or (
            found and (block.page_break or block.section != found[0].section or _APPENDIX.match(block.text))
        )
        if ends or len(clean(block.text if isinstance(block, Paragraph) else "")) > _LONGEST:
            break
        assert isinstance(block, Paragraph)
        found.append(block)
    return found


def _lines(paragraph: Paragraph) -> Iterator[_Line]:
    at = 0
    for text in paragraph.text.split("\n"):
        end = at + len(text)
        gap = _GAP.search(text)
        if gap and clean(text[gap.end() :]):
            yield _Line(paragraph, (at, at + gap.start()), (at + gap.end(), end))
        else:
            yield _Line(paragraph, (at, end), (end, end))
        at = end + 1


def _is_signers(line: _Line) -> bool:
    words = line.paragraph.text[slice(*line.right)]
    return bool(_AUTHORITY.match(words)) or (bool(clean(words)) and is_upper(words))


def _table(facts: Facts, lines: Sequence[_Line]) -> Table:
    """Both columns, a paragraph for each line in each, empty ones too: what stands side by side stays side by side."""
    ordinals = iter(range(1 + max(paragraph.ordinal for paragraph in facts.paragraphs()), 1 << 30))
    number = 1 + max((block.number for block in every_table(facts.blocks)), default=0)
    section = lines[0].paragraph.section
    width = facts.sections[min(section, len(facts.sections) - 1)].text_width_mm
    cells = []
    for column, (x, wide) in enumerate(((0.0, width * _LEFT), (width * _LEFT, width * (1 - _LEFT)))):
        place = CellPlace(number, 0, column)
        parts = (_part(line.paragraph, (line.left, line.right)[column], place, next(ordinals)) for line in lines)
        cells.append(Cell(place=place, x_mm=x, width_mm=wide, blocks=tuple(parts)))
    return Table(number=number, rows=(Row(cells=tuple(cells)),), x_mm=0.0, width_mm=width, section=section)


def _part(paragraph: Paragraph, span: tuple[int, int], place: CellPlace, ordinal: int) -> Paragraph:
    runs = cut(paragraph.runs, *span)
    text = "".join(run.text for run in runs)
    label = paragraph.label if span[0] == 0 and place.column == 0 else None
    plain = replace(paragraph.format, align="left", left_mm=0.0, right_mm=0.0, first_line_mm=0.0, tabs=())
    return replace(paragraph, ordinal=ordinal, runs=runs, text=text, label=label, cell=place, format=plain)
