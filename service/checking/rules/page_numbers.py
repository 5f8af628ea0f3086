"""Page numbers (Phụ lục I, Phần I, Mục I, khoản 7)."""

from collections.abc import Iterator

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, Where, on_page
from service.checking.rule import rule
from service.checking.rules.fonts import is_ordered
from service.checking.topics import Severity, Topic
from service.checking.wording import pt, quoted
from service.nd30.page import CITE_PAGE_NUMBER, FONT, PAGE_NUMBER_FIRST, PAGE_NUMBER_SIZE
from service.reading import PageField, Section, Story

_MISSING_FIX = "Chèn số trang ở đầu trang (Insert, Page Number, Top of Page), chọn Different First Page."
_ALIGN = {"left": "lệch trái", "right": "lệch phải", "both": "lệch trái", "inside": "lệch", "outside": "lệch"}


@rule("page-number-missing", Topic.PAGE_NUMBER, Severity.ERROR, CITE_PAGE_NUMBER, _MISSING_FIX)
def page_number_missing(document: Examined) -> Iterator[Verdict]:
    """Từ trang thứ hai phải có số trang."""
    second = document.has_second_page
    if second is False:
        yield NotApplicable("văn bản một trang")
        return
    for section in _main(document):
        odd, even = _numbered(section, "default"), _numbered(section, "even")
        if odd and (even or not document.facts.properties.even_and_odd_headers):
            continue
        if second is None:
            yield Unknown("chưa rõ có trang thứ hai hay không")
        else:
            found = "không có số trang" if not odd else "trang chẵn không có số trang"
            yield Finding(_place(document, section), found, "số trang ở giữa lề trên")


@rule(
    "page-number-first-page",
    Topic.PAGE_NUMBER,
    Severity.ERROR,
    CITE_PAGE_NUMBER,
    "Chọn Different First Page và xóa số ở đầu trang thứ nhất.",
)
def page_number_first_page(document: Examined) -> Iterator[Verdict]:
    """Không hiển thị số trang thứ nhất."""
    section = document.sections[0]
    fields = [
        field
        for story in _stories(section, "first" if section.title_page else "default")
        for field in story.page_fields
    ]
    if any(not field.conditional for field in fields):
        yield Finding(on_page("Trang 1"), "trang thứ nhất hiện số trang", "không hiện số trang")
    elif fields:
        yield Unknown("số trang nằm trong trường điều kiện")


@rule("page-number-place", Topic.PAGE_NUMBER, Severity.ERROR, CITE_PAGE_NUMBER, "Đặt số trang ở giữa đầu trang.")
def page_number_place(document: Examined) -> Iterator[Verdict]:
    """Số trang canh giữa trong phần lề trên."""
    for section in _main(document):
        for story in _used(document, section, footers=True):
            if story.page_fields:
                yield Finding(_place(document, section, "chân trang"), "ở chân trang", "giữa lề trên")
        for story in _used(document, section):
            for field in story.page_fields:
                if not field.align:
                    yield Unknown("chưa đo được vị trí số trang")
                elif field.align != "center":
                    yield Finding(_place(document, section, "đầu trang"), _ALIGN.get(field.align, "lệch"), "canh giữa")


@rule(
    "page-number-type",
    Topic.PAGE_NUMBER,
    Severity.ERROR,
    PAGE_NUMBER_SIZE.cite,
    "Chọn số trang, đặt cỡ 13 hoặc 14, kiểu đứng.",
)
def page_number_type(document: Examined) -> Iterator[Verdict]:
    """Số trang dùng chữ số Ả Rập, cỡ chữ 13 đến 14, kiểu đứng."""
    for section in _main(document):
        if section.page_format != "decimal":
            yield Finding(_place(document, section), f"kiểu số {section.page_format}", "chữ số Ả Rập")
        for field in _fields(document, section):
            if field.face.size_pt not in PAGE_NUMBER_SIZE.allowed:
                yield Finding(_place(document, section), pt(field.face.size_pt), provision=PAGE_NUMBER_SIZE)
            if field.face.italic:
                yield Finding(_place(document, section), "chữ nghiêng", "chữ đứng")


@rule("page-number-start", Topic.PAGE_NUMBER, Severity.ERROR, PAGE_NUMBER_FIRST.cite, "Đặt Start at: 1.")
def page_number_start(document: Examined) -> Iterator[Verdict]:
    """Số trang đánh từ số 1."""
    start = document.sections[0].page_start
    if start is not None and start not in PAGE_NUMBER_FIRST.allowed:
        yield Finding(on_page("Trang 1"), f"đánh từ số {start}", "đánh từ số 1")


@rule("page-number-decoration", Topic.PAGE_NUMBER, Severity.WARNING, CITE_PAGE_NUMBER, "Chỉ để con số.")
def page_number_decoration(document: Examined) -> Iterator[Verdict]:
    """Số trang chỉ gồm con số, không kèm chữ hay gạch."""
    for section in _main(document):
        for field in _fields(document, section):
            if field.decoration and not field.conditional:
                yield Finding(_place(document, section), quoted(field.decoration), "chỉ con số")


@rule("page-number-font", Topic.PAGE_NUMBER, Severity.WARNING, FONT.cite, "Đổi phông số trang sang Times New Roman.")
def page_number_font(document: Examined) -> Iterator[Verdict]:
    """Số trang cùng phông chữ với văn bản."""
    for section in _main(document):
        for field in _fields(document, section):
            if not is_ordered(field.face.ascii):
                yield Finding(_place(document, section), field.face.ascii, FONT.use)


def _main(document: Examined) -> list[Section]:
    """Sections of the main text, each distinct header once."""
    sections = [section for section in document.sections if section.index in document.main_sections]
    return sections[:1] + [one for one in sections[1:] if one.headers != sections[0].headers]


def _stories(section: Section, type_: str) -> list[Story]:
    return [story for key, story in (*section.headers.items(), *section.footers.items()) if key == type_]


def _numbered(section: Section, type_: str) -> bool:
    return any(story.page_fields for story in _stories(section, type_))


def _used(document: Examined, section: Section, *, footers: bool = False) -> list[Story]:
    """The headers, or footers, that print from page two on."""
    held = section.footers if footers else section.headers
    types = ["default", "even"] if document.facts.properties.even_and_odd_headers else ["default"]
    return [story for key, story in held.items() if key in types]


def _fields(document: Examined, section: Section) -> list[PageField]:
    return [
        field
        for footers in (False, True)
        for story in _used(document, section, footers=footers)
        for field in story.page_fields
    ]


def _place(document: Examined, section: Section, what: str = "") -> Where:
    name = "Số trang" if len(document.sections) == 1 else f"Số trang, phần {section.index + 1}"
    return on_page(f"{name}, {what}" if what else name)
