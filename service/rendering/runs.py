"""Rich text (bold, italic) as WordprocessingML runs; the style of the paragraph gives everything else."""

import re
from html import escape

from markupsafe import Markup

from service.documents.text import Run
from service.nd30.numbering import NO_BREAK_SPACE


def runs_xml(
    runs: tuple[Run, ...], *, bold: bool | None = None, size_pt: float | None = None, prefix: str = "", suffix: str = ""
) -> Markup:
    """Return `runs` as ``w:r`` elements.

    Args:
        runs: the text; a line feed becomes a line break.
        bold: weight of unmarked text where it must differ from the paragraph style's.
        size_pt: size where it must differ from the paragraph style's.
        prefix: plain text before the first run, in its style.
        suffix: plain text after the last run, in its style.
    """
    if not runs:
        return Markup(run_xml(prefix + suffix, bold=bold, size_pt=size_pt))
    if len(runs) == 1:  # most texts
        [run] = runs
        text = f"{prefix}{run.text}{suffix}"
        return Markup(run_xml(text, bold=True if run.bold else bold, italic=run.italic or None, size_pt=size_pt))
    texts = [run.text for run in runs]
    texts[0] = prefix + texts[0]
    texts[-1] += suffix
    return Markup(
        "".join(
            run_xml(text, bold=True if run.bold else bold, italic=run.italic or None, size_pt=size_pt)
            for run, text in zip(runs, texts, strict=True)
        )
    )


def run_xml(text: str, *, bold: bool | None = None, italic: bool | None = None, size_pt: float | None = None) -> str:
    """Return one run of plain text; what is None stays as the paragraph style has it."""
    properties = ""
    if bold is not None:
        properties += "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    if italic is not None:
        properties += "<w:i/><w:iCs/>" if italic else '<w:i w:val="0"/><w:iCs w:val="0"/>'
    if size_pt is not None:
        properties += f'<w:sz w:val="{round(size_pt * 2)}"/><w:szCs w:val="{round(size_pt * 2)}"/>'
    head = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
    words = "<w:br/>".join(
        f'<w:t xml:space="preserve">{line}</w:t>' if line else "" for line in escape(text, quote=False).split("\n")
    )
    return f"{head}{words}</w:r>"


def slanted_runs(text: str, *, size_pt: float | None = None) -> Markup:
    """Return text of an italic style as runs, the blanks of a draft upright: LibreOffice widens each slanted no-break space."""
    pieces = filter(None, re.split(f"({NO_BREAK_SPACE}+)", text))
    return Markup(
        "".join(
            run_xml(piece, italic=False if piece[0] == NO_BREAK_SPACE else None, size_pt=size_pt) for piece in pieces
        )
    )
