"""A copy of a faulty template with a Word comment at each fault, so that its author mends it in Word, not in a list."""

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from docx.enum.text import WD_COLOR_INDEX
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from service.errors import Problem
from service.rendering.faults import quoted
from service.rendering.package import MAIN_PART, packed, read_package
from service.rendering.sources import open_template
from service.rendering.tags import OWN_TAGS
from service.rendering.template_text import TemplateParagraph, template_paragraphs

_AUTHOR: Final = "Kiểm tra mẫu"
_INITIALS: Final = "KT"


def marked_template(source: bytes, problems: Iterable[Problem]) -> bytes:
    """Return the template with faulty paragraphs highlighted and commented.

    Faults of the template as a whole are told at its first paragraph; headers and footers, where Word allows no
    comment, are highlighted only.

    Raises:
        InvalidTemplate, UnreadableFile: the file cannot be opened at all.
    """
    template = open_template(packed(read_package(source)), OWN_TAGS)
    paragraphs = list(template_paragraphs(template))
    body = [one for one in paragraphs if one.part == MAIN_PART]
    for paragraph, faults in _by_paragraph(paragraphs, body, problems).items():
        found = Paragraph(paragraph.element, template.docx)
        runs = found.runs or [found.add_run()]
        for run in runs:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        if paragraph.part == MAIN_PART:
            _comment(template.docx, runs, faults)
    stream = io.BytesIO()
    template.docx.save(stream)
    return stream.getvalue()


def _by_paragraph(
    paragraphs: list[TemplateParagraph], body: list[TemplateParagraph], problems: Iterable[Problem]
) -> Mapping[TemplateParagraph, list[str]]:
    """Sentences by the paragraph that they speak of; those of no paragraph stand at the first."""
    faults: dict[TemplateParagraph, list[str]] = defaultdict(list)
    for problem in problems:
        place = next((one for one in paragraphs if _means(problem.path, one)), body[0] if body else None)
        if place is not None:
            faults[place].append(problem.message)
    return faults


def _means(path: str, paragraph: TemplateParagraph) -> bool:
    return path == paragraph.place or (bool(paragraph.text.strip()) and path.endswith(quoted(paragraph.text)))


def _comment(document: Any, runs: list[Run], faults: list[str]) -> None:
    document.add_comment(runs=runs, text="\n".join(faults), author=_AUTHOR, initials=_INITIALS)
