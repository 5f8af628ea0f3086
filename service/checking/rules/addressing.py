"""Kính gửi (Phụ lục I, Phần I, Mục II, khoản 9, điểm b and d)."""

import re
from collections.abc import Iterator

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at, on_page
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.type_style import judge_pieces
from service.checking.wording import decimal, quoted
from service.nd30.kinds import KINDS, Addressing
from service.nd30.page import CITE_ADDRESSEES
from service.nd30.type_styles import Component
from service.reading import Piece

_CITE_WHO = "Phụ lục I, Phần I, Mục II, khoản 9, điểm b"
_HEADING = re.compile(r"^Kính gửi(?P<colon>\s?:)?\s*(?P<rest>.*)$", re.IGNORECASE)
_DASH = re.compile(r"^[-–]\s?")
#: Dashes stand in one line when their left edges are this close.
_LINE_MM = 2.0


@rule("kinh-gui-missing", Topic.KINH_GUI, Severity.ERROR, _CITE_WHO, "Thêm “Kính gửi: ...”.")
def kinh_gui_missing(document: Examined) -> Iterator[Verdict]:
    """Công văn và tờ trình phải có “Kính gửi”."""
    if document.kind is None or KINDS[document.kind].addressing is not Addressing.ALWAYS:
        yield NotApplicable("loại văn bản không có Kính gửi")
    elif document.of(Component.ADDRESSEE):
        return
    elif document.facts.boxes or not document.of(Component.NUMBER):
        yield Unknown("chưa nhận ra Kính gửi")
    else:
        yield Finding(on_page("Trước nội dung"), "không có Kính gửi", "“Kính gửi: ...”")


@rule("kinh-gui-kind", Topic.KINH_GUI, Severity.WARNING, _CITE_WHO, "Bỏ Kính gửi, ghi ở Nơi nhận.")
def kinh_gui_kind(document: Examined) -> Iterator[Verdict]:
    """Chỉ công văn, tờ trình và báo cáo gửi cấp trên có “Kính gửi”."""
    piece = document.first(Component.ADDRESSEE)
    if piece is None or document.kind is None:
        yield NotApplicable()
    elif KINDS[document.kind].addressing in (Addressing.NEVER, Addressing.OTHERWISE):
        found = f"Kính gửi trong {KINDS[document.kind].name.lower()}"
        yield Finding(at(piece, Component.ADDRESSEE), found, "không có Kính gửi")


@rule("kinh-gui-colon", Topic.KINH_GUI, Severity.ERROR, CITE_ADDRESSEES)
def kinh_gui_colon(document: Examined) -> Iterator[Verdict]:
    """Sau “Kính gửi” có dấu hai chấm."""
    piece = document.first(Component.ADDRESSEE)
    match = _HEADING.match(piece.text) if piece else None
    if piece is None or match is None:
        yield NotApplicable()
    elif not match["colon"]:
        yield Finding(at(piece, Component.ADDRESSEE), quoted(piece.text), "“Kính gửi:”", fix="Thêm dấu hai chấm.")


@rule("kinh-gui-type", Topic.KINH_GUI, Severity.ERROR, CITE_ADDRESSEES)
def kinh_gui_type(document: Examined) -> Iterator[Verdict]:
    """Kính gửi in thường, cỡ chữ 13 đến 14, đứng, không đậm."""
    pieces = (*document.of(Component.ADDRESSEE), *document.of(Component.ADDRESSEE_LIST))
    if not pieces:
        yield NotApplicable()
    yield from judge_pieces(pieces, Component.ADDRESSEE)


@rule("kinh-gui-list", Topic.KINH_GUI, Severity.ERROR, CITE_ADDRESSEES)
def kinh_gui_list(document: Examined) -> Iterator[Verdict]:
    """Gửi một nơi thì cùng dòng, không gạch đầu dòng; gửi nhiều nơi thì mỗi nơi một dòng, có “-”, cuối dòng “;”, dòng cuối “.”."""
    piece = document.first(Component.ADDRESSEE)
    match = _HEADING.match(piece.text) if piece else None
    if piece is None or match is None:
        yield NotApplicable()
        return
    listed = list(document.of(Component.ADDRESSEE_LIST))
    rest = match["rest"].strip()
    items = _items([*([piece] if rest else []), *listed])
    if not items:
        yield Unknown("chưa nhận ra nơi gửi")
    elif len(items) == 1:
        yield from _one(items[0], bool(rest))
    else:
        yield from _several(items)


def _items(lines: list[Piece]) -> list[list[Piece]]:
    """Group lines: one without a dash goes on with the one before, unless that one is finished."""
    items: list[list[Piece]] = []
    for line in lines:
        finished = bool(items) and items[-1][-1].text.endswith((";", "."))
        if not items or _DASH.match(line.text) or finished:
            items.append([line])
        else:
            items[-1].append(line)
    return items


def _words(item: list[Piece]) -> str:
    text = " ".join(piece.text for piece in item)
    match = _HEADING.match(text)
    return match["rest"].strip() if match else text


def _one(item: list[Piece], same_line: bool) -> Iterator[Finding]:
    where, text = at(item[0], Component.ADDRESSEE), _words(item)
    if re.search(r";\s*\S", text):
        yield Finding(where, "nhiều nơi trên một dòng", "mỗi nơi một dòng", fix="Xuống dòng, thêm gạch đầu dòng.")
    elif _DASH.match(text):
        yield Finding(where, "một nơi nhận có gạch đầu dòng", "“Kính gửi: Bộ Nội vụ”", fix="Bỏ gạch đầu dòng.")
    elif not same_line and item[0].paragraph.cell is None:
        yield Finding(where, "nơi nhận ở dòng dưới", "cùng dòng với “Kính gửi:”", fix="Đưa lên cùng dòng.")


def _several(items: list[list[Piece]]) -> Iterator[Finding]:
    for index, item in enumerate(items):
        text, last = _words(item), index == len(items) - 1
        where = at(item[0], Component.ADDRESSEE_LIST)
        if not _DASH.match(text):
            yield Finding(where, "thiếu gạch đầu dòng", "“- ” ở đầu dòng", fix="Thêm gạch đầu dòng.")
        if not text.endswith("." if last else ";"):
            mark = "." if last else ";"
            yield Finding(
                where, f"cuối dòng {quoted(text[-1:])}", f"cuối dòng {quoted(mark)}", fix=f"Thêm {quoted(mark)}."
            )


@rule("kinh-gui-alignment", Topic.KINH_GUI, Severity.ERROR, CITE_ADDRESSEES, "Đặt cùng một lề trái cho các dòng.")
def kinh_gui_alignment(document: Examined) -> Iterator[Verdict]:
    """Các gạch đầu dòng của Kính gửi thẳng hàng với nhau."""
    dashes = [piece for piece in document.of(Component.ADDRESSEE_LIST) if _DASH.match(piece.text) and piece.spot]
    if len(dashes) < 2:
        yield NotApplicable()
        return
    edges = [piece.spot.x_mm for piece in dashes if piece.spot]
    spread = max(edges) - min(edges)
    if spread > _LINE_MM:
        yield Finding(at(dashes[-1], Component.ADDRESSEE_LIST), f"lệch nhau {decimal(spread)} mm", "thẳng hàng")
