"""Faults of single tags in a template, and of a tag with the paragraph, row or cell it stands in."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any, Final

from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError, nodes

from service.errors import Problem
from service.rendering.part import ENVIRONMENT
from service.rendering.tags import OwnTag
from service.rendering.template_text import Tag, TemplateParagraph
from service.sentences import Sentence

#: Statements that open a block, with those that may stand within it and the one that ends it.
BLOCKS: Final = {
    "if": ("elif", "else", "endif"),
    "for": ("else", "endfor"),
    "macro": ("endmacro",),
    "call": ("endcall",),
    "filter": ("endfilter",),
    "with": ("endwith",),
    "block": ("endblock",),
    "set": ("endset",),
}
_REFUSED: Final = {
    "include": Sentence("không nhập được tệp khác vào mẫu"),
    "import": Sentence("không nhập được tệp khác vào mẫu"),
    "from": Sentence("không nhập được tệp khác vào mẫu"),
    "extends": Sentence("không nhập được tệp khác vào mẫu"),
    "autoescape": Sentence("không tắt được việc bảo vệ ký tự đặc biệt"),
}
_WITH_EXPRESSION: Final = frozenset({"colspan", "cellbg"})
_BARE: Final = frozenset({"vm", "hm", "raw", "endraw", "do"})
_PARTS_OF_BLOCKS: Final = frozenset(word for words in BLOCKS.values() for word in words)
_OPENINGS: Final = re.compile(r"\{\{|\{%|\{#")
_ENDINGS: Final = re.compile(r"\}\}|%\}|#\}")
_SCOPES: Final = {
    "tr": ("w:tr", Sentence("hàng bảng")),
    "tc": ("w:tc", Sentence("ô bảng")),
    "p": ("w:p", Sentence("đoạn")),
}


def tag_problems(paragraphs: Sequence[TemplateParagraph], own_tags: Iterable[OwnTag]) -> Iterator[Problem]:
    """Look at every tag by itself, and at what it would take away with it."""
    own = {tag.name: tag for tag in own_tags}
    for paragraph in paragraphs:
        yield from _brackets(paragraph)
    for paragraph, tag in live_tags(paragraphs):
        yield from _scope(paragraph, tag)
        yield from _statement(paragraph, tag, own)
    yield from _several_in_one(paragraphs)


def live_tags(paragraphs: Iterable[TemplateParagraph]) -> Iterator[tuple[TemplateParagraph, Tag]]:
    """Give all tags but those between ``{% raw %}`` and ``{% endraw %}``, and comments."""
    raw = False
    for paragraph in paragraphs:
        for tag in paragraph.tags:
            if tag.bracket == "{%" and tag.word in ("raw", "endraw"):
                raw = tag.word == "raw"
            elif not raw and tag.bracket != "{#":
                yield paragraph, tag


def _brackets(paragraph: TemplateParagraph) -> Iterator[Problem]:
    rest = paragraph.outside_tags
    if _OPENINGS.search(rest):
        message = Sentence("Thẻ mở mà không đóng trong cùng đoạn; thêm %(marks)s vào cuối thẻ.", marks="}} %}")
        yield Problem(paragraph.place, "unclosed-tag", message)
    elif _ENDINGS.search(rest):
        message = Sentence(
            "Có dấu đóng thẻ mà không có dấu mở; thêm %(marks)s vào đầu thẻ hoặc xóa dấu thừa.", marks="{{ {%"
        )
        yield Problem(paragraph.place, "unopened-tag", message)


def _scope(paragraph: TemplateParagraph, tag: Tag) -> Iterator[Problem]:
    if not tag.scope:
        return
    if tag.scope != "r" and re.search(r"[%}]", tag.text):
        message = Sentence(
            "Trong thẻ %(tag)s không được có dấu %(marks)s; tính trước rồi đưa vào dữ liệu.",
            tag=_whole(tag.scope),
            marks="% }",
        )
        yield Problem(paragraph.place, "mark-in-tag", message)
    if tag.scope == "p" and paragraph.element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        message = Sentence(
            "Thẻ %(tag)s nằm trong đoạn ngắt phần; phần trang sẽ mất theo. Chuyển thẻ sang một đoạn riêng.",
            tag=_whole("p"),
        )
        yield Problem(paragraph.place, "tag-in-section-break", message)
    if tag.scope in ("tr", "tc") and _around(paragraph, tag.scope) is None:
        message = Sentence(
            "Thẻ %(tag)s phải nằm trong bảng; ngoài bảng dùng %(other)s.", tag=_whole(tag.scope), other=_whole("p")
        )
        yield Problem(paragraph.place, "misplaced-tag", message)


def _statement(paragraph: TemplateParagraph, tag: Tag, own: dict[str, OwnTag]) -> Iterator[Problem]:
    word = tag.word
    if tag.bracket == "{{":
        yield from _expression(paragraph, tag, f"{{{{ {tag.text} }}}}")
    elif word in own:
        yield from _expression(paragraph, tag, f"{{{{ {tag.expression} }}}}")
        if own[word].inside == "w:tc" and _around(paragraph, "tc") is None:
            message = Sentence("Thẻ %(tag)s phải nằm trong ô bảng.", tag=f"{{% {word} %}}")
            yield Problem(paragraph.place, "misplaced-tag", message)
    elif word in _WITH_EXPRESSION:
        yield from _expression(paragraph, tag, f"{{{{ {tag.expression} }}}}")
    elif word in _REFUSED:
        yield Problem(
            paragraph.place,
            "refused-tag",
            Sentence("Thẻ %(tag)s không được phép: %(reason)s.", tag=f"{{% {word} %}}", reason=_REFUSED[word]),
        )
    elif word in BLOCKS:
        yield from _expression(paragraph, tag, f"{{% {tag.text} %}}{_ending(tag)}")
    elif word == "elif":
        yield from _expression(paragraph, tag, f"{{% if {tag.expression} %}}{{% endif %}}")
    elif word not in _PARTS_OF_BLOCKS and word not in _BARE:
        known = [*BLOCKS, *_PARTS_OF_BLOCKS, *_WITH_EXPRESSION, *own]
        message = Sentence("Không có thẻ %(tag)s.%(near)s", tag=f"{{% {word} %}}", near=did_you_mean(word, known))
        yield Problem(paragraph.place, "unknown-tag", message)


def opens_block(tag: Tag) -> bool:
    """Tell whether a statement needs an end; ``set x = 1`` does not, ``set x`` does."""
    return tag.bracket == "{%" and tag.word in BLOCKS and not (tag.word == "set" and "=" in tag.text)


def _whole(scope: str) -> str:
    return f"{{%{scope} … %}}"


def _ending(tag: Tag) -> str:
    return f"{{% {BLOCKS[tag.word][-1]} %}}" if opens_block(tag) else ""


def _expression(paragraph: TemplateParagraph, tag: Tag, jinja: str) -> Iterator[Problem]:
    try:
        tree = ENVIRONMENT.parse(jinja)
    except TemplateSyntaxError:
        message = Sentence("Thẻ %(tag)s viết sai. Xem lại tên trường, dấu nháy, dấu ngoặc.", tag=tag.raw)
        yield Problem(paragraph.place, "bad-expression", message)
        return
    for kind, known, title in (
        (nodes.Filter, ENVIRONMENT.filters, Sentence("bộ lọc")),
        (nodes.Test, ENVIRONMENT.tests, Sentence("phép thử")),
    ):
        for node in tree.find_all(kind):
            if node.name not in known:
                message = Sentence(
                    "Không có %(title)s %(name)s.%(near)s",
                    title=title,
                    name=node.name,
                    near=did_you_mean(node.name, known),
                )
                yield Problem(paragraph.place, "unknown-filter", message)


def _several_in_one(paragraphs: Iterable[TemplateParagraph]) -> Iterator[Problem]:
    """Find paragraphs, rows and cells with two tags that take them away: docxtpl keeps the last alone."""
    counts: Counter[tuple[str, Any]] = Counter()
    for paragraph in paragraphs:
        for tag in paragraph.tags:
            element = _around(paragraph, tag.scope) if tag.scope in _SCOPES else None
            if element is None:
                continue
            counts[tag.scope, element] += 1
            if counts[tag.scope, element] == 2:
                message = Sentence(
                    "Hai thẻ %(tag)s trong một %(thing)s; mỗi thẻ cần một %(thing)s riêng.",
                    tag=_whole(tag.scope),
                    thing=_SCOPES[tag.scope][1],
                )
                yield Problem(paragraph.place, "two-tags", message)


def _around(paragraph: TemplateParagraph, scope: str) -> Any:
    """Find the paragraph, row or cell that a tag of this scope takes away."""
    if scope == "p":
        return paragraph.element
    return next(paragraph.element.iterancestors(qn(_SCOPES[scope][0])), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known word, if any is near."""
    near = get_close_matches(word, list(known), n=1)
    return Sentence(" Có phải là %(word)s?", word=near[0]) if near else ""
