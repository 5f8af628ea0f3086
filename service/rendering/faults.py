"""Say in Vietnamese what went wrong in a template, and in which paragraph."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Final

from jinja2 import Template, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from service.errors import InvalidDocument, InvalidTemplate, Problem
from service.rendering.growth import BudgetError
from service.sentences import Sentence

#: Longest piece of a paragraph that a message quotes.
_QUOTED: Final = 80
_XML_TAG: Final = re.compile(r"<[^>]*>")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def part_title(name: str) -> str:
    """Call a part by the word an official knows."""
    for beginning, title in (
        ("header", Sentence("Đầu trang")),
        ("footer", Sentence("Chân trang")),
        ("footnotes", Sentence("Chú thích")),
    ):
        if name.startswith(f"word/{beginning}"):
            return Sentence("%(part)s (%(name)s)", part=title, name=name)
    return Sentence("Thân văn bản") if name == "word/document.xml" else name


def quoted(text: str) -> str:
    """Quote the beginning of a paragraph."""
    text = " ".join(text.split())
    return f"«{text}»" if len(text) <= _QUOTED else f"«{text[:_QUOTED]}…»"


def paragraph_at(name: str, source: str, line: int) -> str:
    """Say which paragraph stands on a line of a Jinja source, where each paragraph begins a line."""
    lines = source.split("\n")
    text = _XML_TAG.sub("", lines[line - 1]) if 0 < line <= len(lines) else ""
    if not text.strip():
        return part_title(name)
    return Sentence("%(part)s, đoạn %(words)s", part=part_title(name), words=quoted(text))


def syntax_fault(name: str, source: str, error: TemplateSyntaxError) -> Problem:
    """Report a tag that Jinja cannot read."""
    message = Sentence("Thẻ viết sai. Xem lại dấu ngoặc, dấu nháy và thẻ đóng.")
    return Problem(paragraph_at(name, source, error.lineno), "bad-tag", message)


def bare_cell(name: str, source: str, line: int) -> Problem:
    """Report a cell that an empty list or a false condition leaves without its last paragraph."""
    message = Sentence(
        "Ô bảng có thể không còn đoạn nào ở cuối, Word sẽ báo tệp hỏng; thêm một đoạn không có thẻ %(tag)s vào cuối ô.",
        tag="{%p … %}",
    )
    return Problem(paragraph_at(name, source, line), "bare-cell", message)


def rendering_fault(name: str, source: str, template: Template, error: Exception) -> InvalidTemplate:
    """Turn whatever the Jinja program of a part raised into a fault of its template."""
    line = _line_of(template, error.__traceback__)
    code, message = explained(error)
    return InvalidTemplate(message, [Problem(paragraph_at(name, source, line), code, message)])


def explained(error: Exception) -> tuple[str, str]:
    """Give slug and sentence for what a template's expression raised."""
    if isinstance(error, BudgetError):
        return "too-much", Sentence("Mẫu lặp quá nhiều hoặc tạo ra quá nhiều nội dung; xem lại các vòng lặp.")
    if isinstance(error, SecurityError):
        return "forbidden", f"Mẫu dùng phép không được phép ({error}); chỉ dùng các trường dữ liệu."
    if isinstance(error, UndefinedError):
        return "unknown-variable", f"Mẫu dùng trường không có trong dữ liệu ({error})."
    return "failed-expression", f"Không tính được biểu thức trong mẫu ({type(error).__name__}: {error})."


def _line_of(template: Template, traceback: TracebackType | None) -> int:
    line = 0
    while traceback:
        if traceback.tb_frame.f_globals.get("__jinja_template__") is template:
            line = template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line


def unprintable(context: Mapping[str, object]) -> InvalidDocument:
    """Name every value that no Word file can hold: a control character in it, or else XML that is broken."""
    problems = [
        Problem(path, "control-character", f"Có ký tự U+{ord(character):04X} mà tệp Word không chứa được; hãy xóa đi.")
        for path, character in _forbidden(context, "")
    ]
    broken = Problem("", "ill-formed-xml", "Dữ liệu có đoạn XML không đúng cú pháp; văn bản chưa được tạo.")
    return InvalidDocument(problems=problems or [broken])


def _forbidden(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        found = _FORBIDDEN.search(value)
        if found:
            yield path, found.group()
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _forbidden(item, f"{path}/{key}")
    elif isinstance(value, Sequence):
        for index, item in enumerate(value):
            yield from _forbidden(item, f"{path}/{index}")
    elif hasattr(value, "__html__"):
        yield from _forbidden(str(value), path)
