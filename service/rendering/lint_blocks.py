"""Faults of blocks in a template: loops and conditions that are not closed, or closed by the wrong tag."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from service.errors import Problem
from service.rendering.lint_tags import BLOCKS, live_tags, opens_block
from service.rendering.template_text import Tag, TemplateParagraph
from service.sentences import Sentence


@dataclass(frozen=True, slots=True)
class _Open:
    tag: Tag
    paragraph: TemplateParagraph


def block_problems(paragraphs: Iterable[TemplateParagraph]) -> Iterator[Problem]:
    """Match the blocks of each part; a block may not reach from one part into another."""
    for _, part in groupby(paragraphs, key=lambda paragraph: paragraph.part):
        yield from _matched(part)


def _matched(paragraphs: Iterable[TemplateParagraph]) -> Iterator[Problem]:
    stack: list[_Open] = []
    for paragraph, tag in live_tags(paragraphs):
        if opens_block(tag):
            stack.append(_Open(tag, paragraph))
        elif tag.bracket == "{%" and _continues(tag):
            yield from _continued(stack, tag, paragraph)
    for left in stack:
        ending = f"{{%{left.tag.scope} {BLOCKS[left.tag.word][-1]} %}}"
        message = Sentence("Thẻ %(tag)s không được đóng; thêm thẻ %(ending)s.", tag=left.tag.raw, ending=ending)
        yield Problem(left.paragraph.place, "unclosed-block", message)


def _continues(tag: Tag) -> bool:
    return any(tag.word in words for words in BLOCKS.values())


def _continued(stack: list[_Open], tag: Tag, paragraph: TemplateParagraph) -> Iterator[Problem]:
    """Match ``else`` or an end with what is open; what is closed is taken off."""
    if not stack or tag.word not in BLOCKS[stack[-1].tag.word]:
        message = Sentence("Thẻ %(tag)s không khớp với thẻ mở nào.", tag=tag.raw)
        if stack:
            last = stack[-1]
            message = Sentence(
                "Thẻ %(tag)s không khớp với thẻ đang mở %(opener)s ở %(place)s.",
                tag=tag.raw,
                opener=last.tag.raw,
                place=last.paragraph.place,
            )
        yield Problem(paragraph.place, "unexpected-end", message)
        return
    opener = stack[-1].tag
    if opener.scope != tag.scope:
        message = Sentence(
            "Thẻ %(opener)s và thẻ %(tag)s phải cùng loại: cùng %(kinds)s hoặc cùng không có chữ.",
            opener=opener.raw,
            tag=tag.raw,
            kinds="{%p, {%tr",
        )
        yield Problem(paragraph.place, "mixed-scope", message)
    if tag.word.startswith("end"):
        stack.pop()
