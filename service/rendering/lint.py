"""Find every fault of a Word template before it is used, and name the paragraph of each.

What would make a broken or truncated file is a fault for `compile_template` too; what only an author can judge (a field
that the data does not have, a block that every document needs, text that disappears with a tag) is found by `lint_template`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from service.errors import InvalidTemplate, Problem
from service.rendering.lint_blocks import block_problems
from service.rendering.lint_tags import did_you_mean, tag_problems
from service.rendering.names import names_read, unknown_names
from service.rendering.package import packed, read_package
from service.rendering.part import ENVIRONMENT, compile_part
from service.rendering.sources import open_template, part_sources
from service.rendering.tags import OWN_TAGS, OwnTag
from service.rendering.template_text import TemplateParagraph, template_paragraphs
from service.sentences import Sentence

_WHOLE = Sentence("Cả mẫu")


def lint_template(
    source: Path | bytes,
    known_names: Iterable[str] | None = None,
    required_names: Iterable[str] = (),
    *,
    tags: tuple[OwnTag, ...] = (),
) -> tuple[Problem, ...]:
    """List all faults of a template, each with its place, what is wrong and what is right.

    Fields are judged only where the tags themselves are sound.

    Args:
        source: the DOCX.
        known_names: the fields that documents have, ``signer`` or ``signer.name`` or ``tasks[].name``; None if unknown.
        required_names: fields that the template must print, or begin a loop or condition with.
        tags: own tags beyond those of `OWN_TAGS`.
    """
    all_tags = (*OWN_TAGS, *tags)
    try:
        template = open_template(packed(read_package(source)), all_tags)
        paragraphs = list(template_paragraphs(template))
        problems = [*structure_problems(paragraphs, all_tags), *_lost_text(paragraphs)]
        if problems:
            return tuple(problems)
        sources = part_sources(template)
        for part in sources:
            compile_part(part)
    except InvalidTemplate as error:
        return error.problems
    read = {path for part in sources for path in names_read(ENVIRONMENT.parse(part.source))}
    known = None if known_names is None else set(known_names)
    return (*_unknown(read, known, paragraphs), *_missing(read, required_names))


def structure_problems(paragraphs: Sequence[TemplateParagraph], tags: Iterable[OwnTag]) -> tuple[Problem, ...]:
    """List the faults of tags and blocks, which make a template useless."""
    return (*tag_problems(paragraphs, tags), *block_problems(paragraphs))


def _lost_text(paragraphs: Iterable[TemplateParagraph]) -> Iterator[Problem]:
    for paragraph in paragraphs:
        alone = [tag for tag in paragraph.tags if tag.scope == "p"]
        if alone and paragraph.outside_tags.strip():
            yield Problem(
                paragraph.place,
                "lost-text",
                Sentence(
                    "Chữ cùng đoạn với thẻ %(tag)s sẽ không được in; chuyển chữ sang đoạn khác.", tag=alone[0].raw
                ),
            )


def _unknown(read: set[str], known: set[str] | None, paragraphs: Sequence[TemplateParagraph]) -> Iterator[Problem]:
    if known is None:
        return
    for path in sorted(unknown_names(read, known, ENVIRONMENT.globals)):
        shown = path.replace("[]", "")
        near = did_you_mean(shown, (name.replace("[]", "") for name in known))
        for place in _places(path, paragraphs):
            yield Problem(
                place, "unknown-variable", Sentence("Dữ liệu không có trường %(name)s.%(near)s", name=shown, near=near)
            )


def _places(path: str, paragraphs: Sequence[TemplateParagraph]) -> list[str]:
    """Find the paragraphs whose tags say the last name of a path."""
    last = path.replace("[]", "").rpartition(".")[2]
    word = re.compile(rf"\b{re.escape(last)}\b")
    places = [one.place for one in paragraphs if any(word.search(tag.text) for tag in one.tags)]
    return places or [_WHOLE]


def _missing(read: set[str], required: Iterable[str]) -> Iterator[Problem]:
    for name in required:
        if not any(path == name or path.startswith((f"{name}.", f"{name}[")) for path in read):
            tag = f"{{{{ {name} }}}}"
            message = Sentence("Mẫu thiếu phần bắt buộc %(name)s; thêm thẻ %(tag)s vào đúng chỗ.", name=name, tag=tag)
            yield Problem(_WHOLE, "missing-block", message)
