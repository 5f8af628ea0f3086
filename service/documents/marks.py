"""End marks: ``;`` and ``.`` of lists, ``./.`` of the content; made here and never stored in data."""

import re
from collections.abc import Iterable

from service.documents.body import Block, Paragraph
from service.documents.text import Run
from service.nd30.page import CLOSING_MARK

#: Marks that a list item or the content may already carry at its end.
_END_MARKS = re.compile(r"(?:\s*\./\.|[\s;,.])+$")


def without_end_mark(text: str) -> str:
    """Return `text` without the marks at its end (``;``, ``,``, ``.``, ``./.``); a text of marks alone stays as it is."""
    return _END_MARKS.sub("", text) or text


def with_end_mark(runs: tuple[Run, ...], mark: str) -> tuple[Run, ...]:
    """Return `runs` ending with `mark` instead of the mark they carry; the mark takes the style of the last run."""
    *others, last = runs
    return (*others, last.model_copy(update={"text": _END_MARKS.sub("", last.text) + mark}))


def list_marks(length: int) -> Iterable[str]:
    """Yield the end marks of a list of `length` items: ``;`` for each, ``.`` for the last."""
    yield from [";"] * (length - 1)
    yield from ["."] * min(length, 1)


def listed(items: tuple[tuple[Run, ...], ...]) -> tuple[tuple[Run, ...], ...]:
    """Return `items` with the end marks of a list."""
    return tuple(with_end_mark(item, mark) for item, mark in zip(items, list_marks(len(items)), strict=True))


def closed(content: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return `content` with ``./.`` after its last words, once, in place of a full stop.

    Content that ends with a table gets the mark in a paragraph of its own.
    """
    if not content:
        return content
    *others, last = content
    ended = _closed_block(last)
    if ended is None:
        return (*content, Paragraph(text=(Run(text=CLOSING_MARK.use),)))
    return (*others, ended)


def _closed_block(block: Block) -> Block | None:
    """Return `block` with the closing mark after its last words, or None when it ends with no words of its own."""
    inner: tuple[Block, ...] = getattr(block, "content", ())
    if inner:
        return block.model_copy(update={"content": closed(inner)})
    text: tuple[Run, ...] | None = getattr(block, "text", None)
    if text:
        return block.model_copy(update={"text": with_end_mark(text, CLOSING_MARK.use)})
    title: str | None = getattr(block, "title", None)
    if title:
        return block.model_copy(update={"title": without_end_mark(title) + CLOSING_MARK.use})
    return None
