"""What only the printed page shows: wrapped lines, a signature alone on a page, lines that are not level, missing page numbers."""

from collections.abc import Iterator, Sequence

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, Where, at
from service.checking.printed import PrintedPage, Sighting, find, find_all
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.wording import decimal, mm
from service.nd30.kinds import KINDS, Kind
from service.nd30.page import CITE_PAGE_NUMBER, MARGINS, QUOC_HIEU, TIEU_NGU
from service.nd30.type_styles import TYPE_STYLES, Component
from service.reading import Piece, letters

_LEVEL_MM = 2.0
_CENTRE_MM = 3.0
#: A line of text this short may well be the page number's neighbour, not content.
_FEWEST_LETTERS = 3


@rule(
    "printed-nation-wraps",
    Topic.QUOC_HIEU,
    Severity.WARNING,
    QUOC_HIEU.cite,
    "Nới cột phải hoặc giảm cỡ chữ.",
    needs_pdf=True,
)
def printed_nation_wraps(document: Examined) -> Iterator[Verdict]:
    """Quốc hiệu in trên một dòng."""
    yield from _wraps(document, Component.QUOC_HIEU, QUOC_HIEU.use)


@rule(
    "printed-motto-wraps",
    Topic.TIEU_NGU,
    Severity.WARNING,
    TIEU_NGU.cite,
    "Nới cột phải hoặc giảm cỡ chữ.",
    needs_pdf=True,
)
def printed_motto_wraps(document: Examined) -> Iterator[Verdict]:
    """Tiêu ngữ in trên một dòng."""
    yield from _wraps(document, Component.TIEU_NGU, TIEU_NGU.use)


def _wraps(document: Examined, component: Component, words: str) -> Iterator[Verdict]:
    pages, piece = document.printed or (), document.first(component)
    if piece is None or not pages:
        yield NotApplicable()
        return
    if find(pages[:1], piece.text):
        return
    half = letters(words)[: len(letters(words)) // 2]
    line = next((line for line in pages[0].lines if half in letters(line.text)), None)
    if line is None:
        yield Unknown("chưa tìm thấy dòng chữ trong bản PDF")
    else:
        yield Finding(at(piece, component), f"xuống dòng, dòng đầu rộng {mm(line.right_mm - line.left_mm)}", "một dòng")


@rule(
    "printed-signer-alone",
    Topic.SIGNER,
    Severity.WARNING,
    "Phụ lục I, Phần I, Mục IV",
    "Đưa ít nhất hai dòng nội dung sang trang có chữ ký.",
    needs_pdf=True,
)
def printed_signer_alone(document: Examined) -> Iterator[Verdict]:
    """Phần ký không đứng một mình trên một trang."""
    signer = _signer(document)
    content = [paragraph for paragraph in document.zones.content if paragraph.text.strip()]
    if signer is None or not content:
        yield Unknown("chưa nhận ra người ký hoặc nội dung")
        return
    page, line = signer[1].page, signer[1].line
    pages = document.printed or ()
    margin = MARGINS["top"].use / 2
    above = [
        one
        for one in pages[page - 1].lines
        if one.bottom_mm < line.top_mm - _LEVEL_MM and one.top_mm > margin and len(letters(one.text)) >= _FEWEST_LETTERS
    ]
    if not above and page > 1:
        where = at(signer[0], Component.AUTHORITY)
        yield Finding(where, f"phần ký đứng một mình ở trang {page}", "có nội dung trên cùng trang")


@rule(
    "printed-recipients-level",
    Topic.RECIPIENTS_HEADING,
    Severity.WARNING,
    TYPE_STYLES[Component.RECIPIENTS_HEADING].cite,
    "Đặt “Nơi nhận:” ngang dòng quyền hạn, chức vụ.",
    needs_pdf=True,
)
def printed_recipients_level(document: Examined) -> Iterator[Verdict]:
    """“Nơi nhận” in ngang hàng với dòng quyền hạn, chức vụ."""
    if document.kind is Kind.BIEN_BAN:
        yield NotApplicable("biên bản có hai người ký, Nơi nhận ở dưới")
        return
    signer = _signer(document)
    heading = document.first(Component.RECIPIENTS_HEADING)
    seen = _last(_exact(find_all(document.printed or (), "Nơi nhận:"), "Nơi nhận:")) if heading else None
    if signer is None or heading is None or seen is None:
        yield Unknown("chưa tìm thấy trong bản PDF")
        return
    yield from _level(heading, Component.RECIPIENTS_HEADING, seen, signer[1])


@rule(
    "printed-date-level",
    Topic.PLACE_DATE,
    Severity.WARNING,
    TYPE_STYLES[Component.PLACE_DATE].cite,
    "Đặt số, ký hiệu ngang địa danh, thời gian.",
    needs_pdf=True,
)
def printed_date_level(document: Examined) -> Iterator[Verdict]:
    """Địa danh, thời gian in cùng dòng với số, ký hiệu."""
    number, place = document.first(Component.NUMBER), document.first(Component.PLACE_DATE)
    if place is None and document.kind is not None and not KINDS[document.kind].prints_date:
        yield NotApplicable("mẫu không có địa danh, thời gian")
        return
    pages = (document.printed or ())[:1]
    first = _beginning(pages, number.text.split("/")[0]) if number else None
    second = _beginning(pages, place.text.partition(" ngày")[0] + " ngày") if place else None
    if place is None or first is None or second is None:
        yield Unknown("chưa tìm thấy trong bản PDF")
        return
    yield from _level(place, Component.PLACE_DATE, second, first)


def _beginning(pages: Sequence[PrintedPage], words: str) -> Sighting | None:
    """The line that begins so: a draft's blanks may part the rest of it."""
    found = [one for one in find_all(pages, words) if letters(one.line.text).startswith(letters(words))]
    return found[0] if found else None


def _level(piece: Piece, component: Component, one: Sighting, other: Sighting) -> Iterator[Finding]:
    if one.page != other.page:
        yield Finding(at(piece, component), f"ở trang {one.page} và trang {other.page}", "cùng một dòng")
    elif one.line is not other.line and abs(one.line.bottom_mm - other.line.bottom_mm) > _LEVEL_MM:
        offset = abs(one.line.bottom_mm - other.line.bottom_mm)
        yield Finding(at(piece, component), f"lệch {decimal(offset)} mm", "cùng một dòng")


def _signer(document: Examined) -> tuple[Piece, Sighting] | None:
    """The first line of the last signature, where it is printed: above the name, when that is known."""
    blocks = [block for block in document.zones.signers if block.authority]
    if not blocks:
        return None
    block, pages = blocks[-1], document.printed or ()
    piece = block.authority[0]
    sightings = _exact(find_all(pages, piece.text), piece.text)
    name = _last(_exact(find_all(pages, block.name.text), block.name.text)) if block.name else None
    if name is not None:
        sightings = [one for one in sightings if one.page == name.page and one.line.top_mm < name.line.top_mm]
    found = _last(sightings)
    return (piece, found) if found else None


def _exact(sightings: list[Sighting], words: str) -> list[Sighting]:
    """Those that say nothing else, if there are any."""
    exact = [one for one in sightings if letters(one.line.text) == letters(words)]
    return exact or sightings


def _last(sightings: list[Sighting]) -> Sighting | None:
    return max(sightings, key=lambda one: (one.page, one.line.top_mm), default=None)


@rule(
    "printed-page-number",
    Topic.PAGE_NUMBER,
    Severity.ERROR,
    CITE_PAGE_NUMBER,
    "Chèn số trang ở giữa lề trên.",
    needs_pdf=True,
)
def printed_page_number(document: Examined) -> Iterator[Verdict]:
    """Từ trang thứ hai, số trang in giữa lề trên."""
    pages = document.printed or ()
    signer = _signer(document)
    last = signer[1].page if signer else len(pages)
    if last < 2:
        yield NotApplicable("phần chính một trang")
    for number, page in enumerate(pages[1:last], 2):
        shown = [line for line in page.lines if line.text.strip(" -") == str(number)]
        margin = max(MARGINS["top"].use, document.sections[0].margin_mm("top") or 0)
        top = [line for line in shown if line.top_mm < margin]
        if not top:
            yield Finding(Where(f"Trang {number}"), "không có số trang ở lề trên", f"số {number} giữa lề trên")
        elif abs((top[0].left_mm + top[0].right_mm) / 2 - _middle(document, page.width_mm)) > _CENTRE_MM:
            yield Finding(Where(f"Trang {number}"), "số trang không ở giữa", "giữa lề trên")


def _middle(document: Examined, width: float) -> float:
    section = document.sections[0]
    left, right = section.margin_mm("left") or 0.0, section.margin_mm("right") or 0.0
    return left + (width - left - right) / 2
