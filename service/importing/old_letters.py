"""Letters typed for .VnTime and VNI-Times fonts (TCVN3, VNI) to Unicode, each stretch by the font that it is printed in."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from service.reading import Block, Facts, Paragraph, Row, Run, Table
from service.reading.fonts import legacy_encoding

_FACE: Final = "Times New Roman"


def in_unicode(facts: Facts) -> tuple[Facts, str]:
    """The same facts in Unicode, and the old code page (``tcvn3``, ``vni``) that most of it was in, or nothing."""
    met: list[str] = []
    blocks = tuple(_block(block, met) for block in facts.blocks)
    return (replace(facts, blocks=blocks), max(set(met), key=met.count)) if met else (facts, "")


def _block(block: Block, met: list[str]) -> Block:
    if isinstance(block, Paragraph):
        return _paragraph(block, met)
    return replace(block, rows=tuple(_row(block, index, met) for index in range(len(block.rows))))


def _row(table: Table, index: int, met: list[str]) -> Row:
    row = table.rows[index]
    cells = (replace(cell, blocks=tuple(_block(block, met) for block in cell.blocks)) for cell in row.cells)
    return replace(row, cells=tuple(cells))


def _paragraph(paragraph: Paragraph, met: list[str]) -> Paragraph:
    if not any(legacy_encoding(run.face.latin) for run in paragraph.runs):
        return paragraph
    runs = tuple(_run(run, met) for run in _joined(paragraph.runs))
    return replace(paragraph, runs=runs, text="".join(run.text for run in runs))


def _joined(runs: tuple[Run, ...]) -> Iterator[Run]:
    """Neighbours of one face as one run: a letter of VNI and its mark may stand in two."""
    waiting: Run | None = None
    for run in runs:
        if waiting and (waiting.face, waiting.field) == (run.face, run.field):
            waiting = replace(waiting, text=waiting.text + run.text)
            continue
        if waiting:
            yield waiting
        waiting = run
    if waiting:
        yield waiting


def _run(run: Run, met: list[str]) -> Run:
    encoding = legacy_encoding(run.face.latin)
    if not encoding or not run.text.strip():
        return run
    from viparse.normalize.encodings import CHARMAPS  # takes 0.2 s to load and is needed by almost no document
    from viparse.normalize.tables import convert

    text = convert(run.text, CHARMAPS[encoding])
    met.append(encoding)
    capitals = run.face.caps or (encoding == "tcvn3" and run.face.latin.upper().endswith("H"))
    return replace(run, text=text.upper() if capitals else text, face=replace(run.face, latin=_FACE, ascii=_FACE))
