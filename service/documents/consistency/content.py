"""Content: divisions in their order, titles where they are due, appendices that are referred to (Phụ lục I, Phần I, Mục II, khoản 6)."""

import re
from collections.abc import Iterator

from service.documents.body import Block, Body, LateList, ProgressChart, ProgressFigures, Table, TaskTable
from service.documents.json_text import child
from service.documents.model import Document
from service.documents.outline import roman
from service.documents.text import Run, plain_text
from service.errors import Problem
from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS, Kind, Layout

#: Divisions from the largest to the smallest; each may hold only smaller ones.
_RANKS = {
    name: rank
    for rank, name in enumerate(
        ("part", "chapter", "section", "subsection", "article", "clause", "subclause", "point", "dash")
    )
}
_NAMES = {
    "part": "Phần",
    "chapter": "Chương",
    "section": "Mục",
    "subsection": "Tiểu mục",
    "article": "Điều",
    "clause": "Khoản",
    "subclause": "Khoản nhỏ (1.1)",
    "point": "Điểm",
    "dash": "Gạch đầu dòng",
}
#: Divisions that only the layout by articles has.
_OF_ARTICLES = ("chapter", "subsection", "article")
#: Blocks that print the document's tasks.
_OF_TASKS = (TaskTable, ProgressFigures, ProgressChart, LateList)


def body_problems(document: Document) -> Iterator[Problem]:
    """Yield what is impossible in the structure of the body, the appendices and the attached text."""
    if document.body.content or document.kind not in FORMS or FORMS[document.kind].closing:
        yield from _body(document.body, "/body", attached=False)
    for index, appendix in enumerate(document.appendices):
        yield from _blocks(appendix.content, f"/appendices/{index}/content", document.body.layout, ())
    if document.attachment:
        yield from _body(document.attachment.body, "/attachment/body", attached=True)
    yield from _enacting(document)
    for index, basis in enumerate(document.legal_bases):
        if "\n" in plain_text(basis):
            message = "Mỗi căn cứ là một mục riêng; tách căn cứ này tại chỗ xuống dòng."
            yield Problem(f"/legal_bases/{index}", "bases-joined", message)


def _body(body: Body, path: str, *, attached: bool) -> Iterator[Problem]:
    if not body.content:
        yield Problem(f"{path}/content", "body-empty", "Nội dung văn bản đang trống; ghi ít nhất một đoạn.")
    above = ("attachment",) if attached else ()
    yield from _blocks(body.content, f"{path}/content", body.layout, above)


def _blocks(content: tuple[Block, ...], path: str, layout: Layout, above: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the problems of blocks and of what they hold; `above` names the blocks around, outermost first."""
    for index, block in enumerate(content):
        place = child(path, index)
        yield from _order(block, place, layout, above)
        yield from _words(block, place, above)
        if isinstance(block, Table):
            yield from _cells(block, place)
        yield from _blocks(getattr(block, "content", ()), f"{place}/content", layout, (*above, block.type))


def _order(block: Block, place: str, layout: Layout, above: tuple[str, ...]) -> Iterator[Problem]:
    """Each division stands in a larger one."""
    kind = block.type
    if kind not in _RANKS:
        return
    name = _NAMES[kind]
    if layout is Layout.SECTIONS and kind in _OF_ARTICLES:
        message = f"Bố cục theo phần, mục không có {name}; ghi layout là “articles”, hoặc dùng section, clause, point."
        yield Problem(place, "block-of-other-layout", message)
        return
    outer = above[-1] if above and above[-1] in _RANKS else None
    nested_dash = kind == "dash" and above[-2:] != ("dash", "dash")
    if outer and _RANKS[kind] <= _RANKS[outer] and not (nested_dash and outer == "dash"):
        message = f"{name} không thể nằm trong {_NAMES[outer]}; đưa ra ngoài, ngang với {_NAMES[outer]}."
        yield Problem(place, "block-in-smaller-block", message)
    elif kind == "subclause" and outer != "clause" and not getattr(block, "number", None):
        message = "Khoản nhỏ (1.1) phải nằm trong một khoản; đưa vào khoản, hoặc ghi rõ số thứ tự."
        yield Problem(place, "subclause-without-clause", message)


def _words(block: Block, place: str, above: tuple[str, ...]) -> Iterator[Problem]:
    """A numbered line says something; a điều in a divided text has a title (khoản 6, điểm d)."""
    if block.type not in ("article", "clause", "subclause"):
        return
    title, text = getattr(block, "title", None), getattr(block, "text", None)
    if not title and not text:
        yield Problem(
            place, "block-without-words", f"{_NAMES[block.type]} phải có tiêu đề (title) hoặc lời văn (text)."
        )
    elif block.type == "article" and not title and _in_divisions(above):
        message = "Trong văn bản chia theo chương, mục, mỗi Điều phải có tiêu đề; ghi title."
        yield Problem(f"{place}/title", "article-without-title", message)
    elif block.type != "article" and title and text:
        message = "Tiêu đề của khoản đứng riêng một dòng; chuyển lời văn thành khối paragraph bên trong khoản."
        yield Problem(f"{place}/text", "clause-with-title-and-text", message)


def _in_divisions(above: tuple[str, ...]) -> bool:
    return any(kind in ("part", "chapter", "section", "subsection") for kind in above)


def _cells(table: Table, place: str) -> Iterator[Problem]:
    for index, row in enumerate(table.rows):
        if len(row) != len(table.columns):
            message = f"Hàng {index + 1} có {len(row)} ô, bảng có {len(table.columns)} cột; ô trống ghi chuỗi rỗng."
            yield Problem(f"{place}/rows/{index}", "row-of-other-length", message)


def _enacting(document: Document) -> Iterator[Problem]:
    """Decisions and resolutions rest on legal bases; a decision has articles; what it issues goes with it (Mẫu 1.1-1.3)."""
    name = KINDS[document.kind].name
    enacts = bool(KINDS[document.kind].enacting_line)
    if enacts and not document.legal_bases:
        yield Problem("/legal_bases", "bases-missing", f"{name} phải có căn cứ ban hành; ghi ít nhất một căn cứ.")
    if document.kind is Kind.QUYET_DINH and document.body.content and not _has(document.body.content, "article"):
        message = "Quyết định phải có các Điều; ghi nội dung thành khối article trong bố cục “articles”."
        yield Problem("/body/content", "articles-missing", message)
    if document.attachment and not enacts:
        message = f"Chỉ quyết định, nghị quyết mới ban hành văn bản kèm theo; {name.lower()} dùng phụ lục."
        yield Problem("/attachment", "attachment-not-allowed", message)
    elif document.attachment and "kèm theo" not in _text_of(document.body.content).casefold():
        message = f"Nội dung phải chỉ rõ văn bản kèm theo, ví dụ: “Ban hành kèm theo {name} này ...”."
        yield Problem("/body/content", "attachment-not-referred", message)


def _has(content: tuple[Block, ...], kind: str) -> bool:
    return any(block.type == kind or _has(getattr(block, "content", ()), kind) for block in content)


def reference_problems(document: Document) -> Iterator[Problem]:
    """Yield each appendix that the text does not point to (Phụ lục I, Phần I, Mục III, khoản 1, điểm a)."""
    if not document.appendices:
        return
    text = _main_text(document)
    if len(document.appendices) == 1:
        if not re.search(r"phụ lục|kèm theo|đính kèm", text, re.IGNORECASE):
            message = "Nội dung phải có chỉ dẫn về phụ lục, ví dụ: “(chi tiết tại Phụ lục kèm theo)”."
            yield Problem("/appendices/0", "appendix-not-referred", message)
        return
    if re.search(r"(?:các|những|\d) phụ lục|phụ lục (?:kèm theo|đính kèm)", text, re.IGNORECASE):
        return
    referred = set(_referred(text))
    for index in range(len(document.appendices)):
        if roman(index + 1) not in referred:
            message = (
                f"Nội dung chưa có chỉ dẫn về Phụ lục {roman(index + 1)}, ví dụ: “(tại Phụ lục {roman(index + 1)})”."
            )
            yield Problem(f"/appendices/{index}", "appendix-not-referred", message)


def _referred(text: str) -> Iterator[str]:
    """Yield the Roman numbers that follow “Phụ lục”, also in lists and ranges (``Phụ lục I, II và IV``, ``Phụ lục I đến III``)."""
    numbers = [roman(number) for number in range(1, 100)]
    for found in re.finditer(r"phụ lục(?:(?:\s|số|phụ lục|và|đến|,|-|–)*\b[IVXLC]+\b)+", text, re.IGNORECASE):
        named = [word for word in re.findall(r"\b[IVXLC]+\b", found[0]) if word in numbers]
        yield from named
        if len(named) > 1 and re.search(r"đến|-|–", found[0]):
            yield from numbers[numbers.index(named[0]) : numbers.index(named[-1])]


def _main_text(document: Document) -> str:
    attached = document.attachment.body.content if document.attachment else ()
    opening = " ".join(map(plain_text, document.opening))
    return " ".join((opening, _text_of(document.body.content), _text_of(attached)))


def _text_of(content: tuple[Block, ...]) -> str:
    """Return the words of blocks, titles included, tables left out."""
    words: list[str] = []
    for block in content:
        text: tuple[Run, ...] = getattr(block, "text", None) or ()
        words += [getattr(block, "title", None) or "", plain_text(text), _text_of(getattr(block, "content", ()))]
    return " ".join(filter(None, words))
