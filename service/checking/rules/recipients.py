"""Nơi nhận: its heading, its lines, the archive line (Phụ lục I, Phần I, Mục II, khoản 9, điểm d)."""

import re
from collections.abc import Iterator

from service.checking.examined import LOOSE_KINDS, Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at, on_page
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.type_style import judge_pieces, judge_type
from service.checking.wording import decimal, quoted
from service.nd30.kinds import Kind
from service.nd30.page import CITE_RECIPIENTS
from service.nd30.type_styles import TYPE_STYLES, Component
from service.reading import Piece, clean, letters

_CITE = TYPE_STYLES[Component.RECIPIENTS_LIST].cite
_HEADING = "Nơi nhận:"
_DASH = re.compile(r"^[-–]\s?")
_BULLET = re.compile(r"^[•+*·○▪o]\s")
_ARCHIVE = re.compile(r"^[-–+•*]?\s?Lưu\b", re.IGNORECASE)
_ARCHIVE_FORM = re.compile(r"^[-–]?\s?Lưu: ?VT\b")
#: The drafter's name or initials that some offices add behind the archive line.
_INITIALS = re.compile(r"\s?[(\[][^()\[\]]*[)\]]\.?$|\s?\.?\s?[A-ZĐ][a-zà-ỹ]+\s?(?:\(\d+\))?$")
_LIKE_ABOVE = "nhutren"
#: Samples whose recipients begin "Như trên" without a Kính gửi (Mẫu 1.6 to 1.8, 1.10).
_ADDRESSED_OTHERWISE = frozenset({Kind.GIAY_GIOI_THIEU, Kind.GIAY_NGHI_PHEP, Kind.GIAY_MOI, Kind.CONG_DIEN})
_ENACTING = frozenset({Kind.QUYET_DINH, Kind.NGHI_QUYET})
_LEVEL_MM = 3.0


@rule("recipients-missing", Topic.RECIPIENTS_HEADING, Severity.ERROR, CITE_RECIPIENTS, "Thêm “Nơi nhận:” và danh sách.")
def recipients_missing(document: Examined) -> Iterator[Verdict]:
    """Văn bản phải có Nơi nhận."""
    if document.of(Component.RECIPIENTS_HEADING):
        return
    if document.kind is None or document.kind in LOOSE_KINDS:
        yield NotApplicable("loại văn bản không bắt buộc")
    elif document.facts.boxes or not document.zones.signers:
        yield Unknown("chưa nhận ra phần ký")
    else:
        yield Finding(on_page("Cuối văn bản, bên trái"), "không có Nơi nhận", quoted(_HEADING))


@rule("recipients-heading-type", Topic.RECIPIENTS_HEADING, Severity.ERROR, _CITE)
def recipients_heading_type(document: Examined) -> Iterator[Verdict]:
    """“Nơi nhận:” in thường, cỡ chữ 12, nghiêng, đậm."""
    piece = document.first(Component.RECIPIENTS_HEADING)
    if piece is not None and _shares_line(piece):
        yield Unknown("“Nơi nhận” và nơi nhận đầu tiên cùng một dòng")
        return
    yield from judge_type(document, Component.RECIPIENTS_HEADING)


def _shares_line(piece: Piece) -> bool:
    return len(piece.key) > len(letters(_HEADING))


@rule(
    "recipients-heading-text",
    Topic.RECIPIENTS_HEADING,
    Severity.ERROR,
    CITE_RECIPIENTS,
    "Ghi “Nơi nhận:” trên một dòng.",
)
def recipients_heading_text(document: Examined) -> Iterator[Verdict]:
    """“Nơi nhận” trên một dòng riêng, sau có dấu hai chấm."""
    piece = document.first(Component.RECIPIENTS_HEADING)
    if piece is None:
        yield NotApplicable()
    elif _shares_line(piece):
        yield Finding(at(piece, Component.RECIPIENTS_HEADING), quoted(piece.text), "“Nơi nhận:” trên dòng riêng")
    elif piece.text != _HEADING and not piece.upper:
        yield Finding(at(piece, Component.RECIPIENTS_HEADING), quoted(piece.text), quoted(_HEADING))


@rule(
    "recipients-heading-level", Topic.RECIPIENTS_HEADING, Severity.WARNING, CITE_RECIPIENTS, "Đặt hai dòng ngang nhau."
)
def recipients_heading_level(document: Examined) -> Iterator[Verdict]:
    """“Nơi nhận” ngang hàng với dòng quyền hạn, chức vụ người ký."""
    heading = document.first(Component.RECIPIENTS_HEADING)
    blocks = [block for block in document.zones.signers if block.authority]
    if heading is None or not blocks or document.kind is Kind.BIEN_BAN:
        yield NotApplicable()
        return
    post = blocks[-1].authority[0]
    same_row = heading.paragraph.cell and post.paragraph.cell and heading.paragraph.cell.row == post.paragraph.cell.row
    if heading.spot is None or post.spot is None or not same_row:
        yield Unknown("chưa đo được vị trí")
    elif abs(heading.spot.y_mm - post.spot.y_mm) > _LEVEL_MM:
        found = f"lệch {decimal(abs(heading.spot.y_mm - post.spot.y_mm))} mm"
        yield Finding(at(heading, Component.RECIPIENTS_HEADING), found, "ngang dòng quyền hạn, chức vụ")


@rule("recipients-list-type", Topic.RECIPIENTS_LIST, Severity.ERROR, _CITE)
def recipients_list_type(document: Examined) -> Iterator[Verdict]:
    """Danh sách nơi nhận in thường, cỡ chữ 11, đứng."""
    pieces = document.of(Component.RECIPIENTS_LIST)
    if not pieces:
        yield Unknown("chưa nhận ra danh sách nơi nhận")
    yield from judge_pieces(pieces, Component.RECIPIENTS_LIST, capitals=False)


@rule("recipients-list-marks", Topic.RECIPIENTS_LIST, Severity.ERROR, CITE_RECIPIENTS)
def recipients_list_marks(document: Examined) -> Iterator[Verdict]:
    """Mỗi nơi nhận một dòng, đầu dòng có gạch đầu dòng, cuối dòng có dấu chấm phẩy."""
    items = recipient_items(document)
    if not items:
        yield Unknown("chưa nhận ra danh sách nơi nhận")
    for index, item in enumerate(items):
        text = item_text(item)
        where = at(item[0], Component.RECIPIENTS_LIST)
        if not _DASH.match(text):
            found = quoted(text.split()[0]) if _BULLET.match(text) else "thiếu gạch đầu dòng"
            yield Finding(where, found, "“- ” ở đầu dòng", fix="Thêm gạch đầu dòng.")
        if index < len(items) - 1 and not text.endswith(";") and not _ARCHIVE.match(text):
            yield Finding(where, f"cuối dòng {quoted(text[-1:])}", "cuối dòng “;”", fix="Thêm dấu chấm phẩy.")


@rule("recipients-like-above", Topic.RECIPIENTS_LIST, Severity.ERROR, CITE_RECIPIENTS)
def recipients_like_above(document: Examined) -> Iterator[Verdict]:
    """Có Kính gửi thì nơi nhận đầu tiên là “Như trên”; không có Kính gửi thì không ghi “Như trên”."""
    items = recipient_items(document)
    if not items or document.kind in _ADDRESSED_OTHERWISE:
        yield NotApplicable()
        return
    like_above = next((item for item in items if letters(item_text(item)).startswith(_LIKE_ABOVE)), None)
    addressed = document.of(Component.ADDRESSEE)
    if addressed and like_above is None:
        where = at(items[0][0], Component.RECIPIENTS_LIST)
        yield Finding(where, quoted(item_text(items[0])), "“- Như trên;”", fix="Thêm dòng “- Như trên;” đầu danh sách.")
    elif like_above is not None and not addressed:
        if document.facts.boxes:
            yield Unknown("Kính gửi có thể nằm trong khung chữ")
        else:
            where = at(like_above[0], Component.RECIPIENTS_LIST)
            yield Finding(where, "“Như trên” mà không có Kính gửi", "ghi rõ nơi nhận", fix="Ghi rõ tên nơi nhận.")


@rule("recipients-as-article", Topic.RECIPIENTS_LIST, Severity.WARNING, "Phụ lục III, Mẫu 1.1, 1.2, 1.3")
def recipients_as_article(document: Examined) -> Iterator[Verdict]:
    """Quyết định, nghị quyết ghi nơi nhận đầu tiên là “Như Điều ...”."""
    items = recipient_items(document)
    if document.kind not in _ENACTING or not items:
        yield NotApplicable()
    elif not any(letters(item_text(item)).startswith("nhudieu") for item in items):
        where = at(items[0][0], Component.RECIPIENTS_LIST)
        yield Finding(where, quoted(item_text(items[0])), "“- Như Điều ...;”", fix="Thêm dòng “- Như Điều ...;”.")


@rule("archive-line-missing", Topic.ARCHIVE_LINE, Severity.ERROR, CITE_RECIPIENTS, "Thêm dòng “- Lưu: VT, ...”.")
def archive_line_missing(document: Examined) -> Iterator[Verdict]:
    """Dòng cuối của Nơi nhận là dòng “Lưu”."""
    items = recipient_items(document)
    if not items:
        yield Unknown("chưa nhận ra danh sách nơi nhận")
    elif not any(_ARCHIVE.match(item_text(item)) for item in items):
        where = at(items[-1][0], Component.RECIPIENTS_LIST)
        yield Finding(where, "không có dòng Lưu", "“- Lưu: VT, <đơn vị soạn thảo>.”")
    elif not _ARCHIVE.match(item_text(items[-1])):
        where = at(items[-1][0], Component.RECIPIENTS_LIST)
        yield Finding(where, "dòng Lưu không ở cuối", "dòng Lưu ở cuối", fix="Đưa dòng Lưu xuống cuối.")


@rule("archive-line-form", Topic.ARCHIVE_LINE, Severity.ERROR, CITE_RECIPIENTS)
def archive_line_form(document: Examined) -> Iterator[Verdict]:
    """Dòng Lưu ghi “- Lưu: VT, <viết tắt đơn vị soạn thảo> <số bản>.”."""
    for item in _archive(document):
        text = item_text(item)
        if not _ARCHIVE_FORM.match(text):
            where = at(item[0], Component.RECIPIENTS_LIST)
            yield Finding(where, quoted(text), "“- Lưu: VT, ...”", fix="Ghi “- Lưu: VT, <đơn vị soạn thảo>.”.")


@rule("archive-line-ending", Topic.ARCHIVE_LINE, Severity.ERROR, CITE_RECIPIENTS, "Kết thúc dòng Lưu bằng dấu chấm.")
def archive_line_ending(document: Examined) -> Iterator[Verdict]:
    """Dòng Lưu kết thúc bằng dấu chấm."""
    items = _archive(document)
    if not items:
        yield NotApplicable("không có dòng Lưu")
    for item in items:
        text = item_text(item)
        bare = _INITIALS.sub("", text)
        if not text.endswith(".") and not bare.endswith(".") and ".)" not in text and "." not in text[-12:]:
            where = at(item[-1], Component.RECIPIENTS_LIST)
            yield Finding(where, f"cuối dòng {quoted(text[-1:])}", "cuối dòng “.”")


def _archive(document: Examined) -> list[list[Piece]]:
    return [item for item in recipient_items(document) if _ARCHIVE.match(item_text(item))]


def recipient_items(document: Examined) -> list[list[Piece]]:
    """The lines of the list grouped into items: a line goes on with the one before unless that one is finished."""
    items: list[list[Piece]] = []
    for piece in document.of(Component.RECIPIENTS_LIST):
        begins = _DASH.match(piece.text) or _BULLET.match(piece.text) or _ARCHIVE.match(piece.text)
        finished = bool(items) and items[-1][-1].text.endswith((";", "."))
        if not items or begins or finished:
            items.append([piece])
        else:
            items[-1].append(piece)
    return items


def item_text(item: list[Piece]) -> str:
    """The words of an item on one line, subscripts left out."""
    return clean(" ".join(map(_words, item)))


def _words(piece: Piece) -> str:
    if not any(run.face.raised for run in piece.runs):
        return piece.text
    label = piece.paragraph.label.printed if piece.paragraph.label and piece.start == 0 else ""
    return label + "".join(run.text for run in piece.all_runs if not run.face.raised)
