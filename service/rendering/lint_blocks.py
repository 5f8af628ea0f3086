"""Faults of blocks in a template: loops and conditions that are not closed, or closed by the wrong tag."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from service.errors import Problem
from service.rendering.lint_tags import BLOCKS, live_tags, opens_block
from service.rendering.template_text import Tag, TemplateParagraph


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
        ending = BLOCKS[left.tag.word][-1]
        message = f"Thẻ {left.tag.raw} không được đóng; thêm thẻ {{%{left.tag.scope} {ending} %}}."
        yield Problem(left.paragraph.place, "unclosed-block", message)


def _continues(tag: Tag) -> bool:
    return any(tag.word in words for words in BLOCKS.values())


def _continued(stack: list[_Open], tag: Tag, paragraph: TemplateParagraph) -> Iterator[Problem]:
    """Match ``else`` or an end with what is open; what is closed is taken off."""
    if not stack or tag.word not in BLOCKS[stack[-1].tag.word]:
        opened = f"; đang mở {stack[-1].tag.raw} ở {stack[-1].paragraph.place}" if stack else ""
        yield Problem(paragraph.place, "unexpected-end", f"Thẻ {tag.raw} không khớp với thẻ mở nào{opened}.")
        return
    opener = stack[-1].tag
    if opener.scope != tag.scope:
        message = f"Thẻ {opener.raw} và thẻ {tag.raw} phải cùng loại: cùng {{%p, cùng {{%tr hoặc cùng không có chữ."
        yield Problem(paragraph.place, "mixed-scope", message)
    if tag.word.startswith("end"):
        stack.pop()
