"""Phụ lục: reference, numeral, heading, name, reference line, pages (Phụ lục I, Phần I, Mục III, khoản 1)."""

import re
from collections.abc import Iterator

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, Where, at, on_page
from service.checking.outline import is_roman, roman_value
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.type_style import judge_pieces
from service.checking.wording import quoted
from service.nd30.page import (
    APPENDIX_PAGE_NUMBER_FIRST,
    CITE_APPENDIX_ATTACHED,
    CITE_APPENDIX_HEADING,
    CITE_APPENDIX_REFERENCE,
)
from service.nd30.type_styles import Component
from service.reading import E_SIGNATURE, Appendix, Paragraph, is_upper

#: The line stands before anything else; in an electronic document the reference line leaves number and day open.
_TOP = 12
_BLANK_NUMBER = re.compile(r"số[\s….,_]*/")
_NONE = NotApplicable("không có phụ lục")
_POINTED = re.compile(r"phụ lục|kèm theo|đính kèm|gửi kèm", re.IGNORECASE)
_GENERAL = re.compile(
    r"(?:các|những|\d+|hai|ba|bốn|năm) phụ lục|phụ lục (?:kèm theo|đính kèm|gửi kèm)|phụ lục [^.;]{0,30}(?:đến|-|và|,)",
    re.IGNORECASE,
)
_WORD_ALONE = re.compile(r"^(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|Số|số))?\s*[:.]?\s*(?:[IVXLC]+|\d{1,2}|[A-ZĐ])?\s*[.:]?$")


@rule(
    "appendix-reference", Topic.APPENDIX_HEADING, Severity.ERROR, CITE_APPENDIX_REFERENCE, "Nêu phụ lục trong nội dung."
)
def appendix_reference(document: Examined) -> Iterator[Verdict]:
    """Trong văn bản phải có chỉ dẫn về từng phụ lục."""
    appendices = document.zones.appendices
    text = " ".join(_words(paragraph) for paragraph in document.zones.content)
    if not appendices:
        yield _NONE
    elif not text:
        yield Unknown("chưa nhận ra nội dung")
    elif not _POINTED.search(text):
        where = at(appendices[0].heading, Component.APPENDIX, len(appendices) - 1)
        yield Finding(where, "nội dung không nhắc đến phụ lục", "có chỉ dẫn về phụ lục")
    elif len(appendices) > 1 and not _GENERAL.search(text):
        named = {numeral.upper() for numeral in re.findall(r"phụ lục (?:số )?([IVXLC]+|\d+)\b", text, re.IGNORECASE)}
        for appendix in appendices:
            if named and appendix.numeral and appendix.numeral not in named:
                where = at(appendix.heading, Component.APPENDIX)
                yield Finding(where, f"nội dung không nhắc đến Phụ lục {appendix.numeral}", "có chỉ dẫn về phụ lục này")


def _words(paragraph: Paragraph) -> str:
    return " ".join(paragraph.printed.split())


@rule(
    "appendix-numeral",
    Topic.APPENDIX_HEADING,
    Severity.ERROR,
    CITE_APPENDIX_REFERENCE,
    "Đánh số La Mã: Phụ lục I, Phụ lục II.",
)
def appendix_numeral(document: Examined) -> Iterator[Verdict]:
    """Từ hai phụ lục trở lên thì đánh số La Mã, liên tục từ I."""
    appendices = document.zones.appendices
    if len(appendices) < 2:
        yield NotApplicable("không có hoặc chỉ có một phụ lục")
        return
    for index, appendix in enumerate(appendices, 1):
        where = at(appendix.heading, Component.APPENDIX)
        if not appendix.numeral:
            yield Finding(where, "không có số thứ tự", "số La Mã")
        elif not is_roman(appendix.numeral):
            yield Finding(where, quoted(appendix.numeral), "số La Mã")
        elif roman_value(appendix.numeral) != index:
            yield Finding(where, f"Phụ lục {appendix.numeral}", f"phụ lục thứ {index} theo thứ tự")


@rule("appendix-single-numeral", Topic.APPENDIX_HEADING, Severity.WARNING, CITE_APPENDIX_REFERENCE, "Bỏ số thứ tự.")
def appendix_single_numeral(document: Examined) -> Iterator[Verdict]:
    """Chỉ có một phụ lục thì không đánh số."""
    appendices = document.zones.appendices
    if len(appendices) != 1:
        yield NotApplicable("không có hoặc có nhiều phụ lục")
    elif appendices[0].numeral:
        yield Finding(at(appendices[0].heading, Component.APPENDIX), quoted(appendices[0].heading.text), "“Phụ lục”")


@rule("appendix-heading-type", Topic.APPENDIX_HEADING, Severity.ERROR, CITE_APPENDIX_HEADING)
def appendix_heading_type(document: Examined) -> Iterator[Verdict]:
    """Từ “Phụ lục” và số thứ tự in thường, cỡ chữ 14, đứng, đậm, canh giữa."""
    if not document.zones.appendices:
        yield _NONE
    for appendix in document.zones.appendices:
        heading = appendix.heading
        yield from judge_pieces([heading], Component.APPENDIX, capitals=False, centred=True)
        if is_upper(heading.text.split()[0]):
            found, fix = quoted(" ".join(heading.text.split()[:2])), "Viết “Phụ lục” bằng chữ in thường."
            yield Finding(at(heading, Component.APPENDIX), found, "“Phụ lục” in thường", fix=fix)


@rule(
    "appendix-heading-line",
    Topic.APPENDIX_HEADING,
    Severity.WARNING,
    CITE_APPENDIX_HEADING,
    "Xuống dòng sau số thứ tự.",
)
def appendix_heading_line(document: Examined) -> Iterator[Verdict]:
    """Từ “Phụ lục” và số thứ tự trên một dòng riêng."""
    if not document.zones.appendices:
        yield _NONE
    for appendix in document.zones.appendices:
        if not _WORD_ALONE.match(appendix.heading.text):
            yield Finding(
                at(appendix.heading, Component.APPENDIX), quoted(appendix.heading.text), "tên phụ lục ở dòng dưới"
            )


@rule("appendix-title-type", Topic.APPENDIX_HEADING, Severity.ERROR, CITE_APPENDIX_HEADING)
def appendix_title_type(document: Examined) -> Iterator[Verdict]:
    """Tên phụ lục in hoa, cỡ chữ 13 đến 14, đứng, đậm, canh giữa."""
    if not document.zones.appendices:
        yield _NONE
    for appendix in document.zones.appendices:
        yield from judge_pieces(appendix.title, Component.APPENDIX_TITLE, centred=True)


@rule(
    "appendix-attached-missing",
    Topic.APPENDIX_HEADING,
    Severity.ERROR,
    CITE_APPENDIX_ATTACHED,
    "Thêm dòng (Kèm theo ...).",
)
def appendix_attached_missing(document: Examined) -> Iterator[Verdict]:
    """Dưới tên phụ lục có dòng “(Kèm theo ... số ... ngày ... của ...)”."""
    if not document.zones.appendices:
        yield _NONE
    for appendix in document.zones.appendices:
        if not appendix.attached:
            yield Finding(at(appendix.heading, Component.APPENDIX), "không có dòng kèm theo", "“(Kèm theo ... số ...)”")


@rule("appendix-attached-type", Topic.APPENDIX_HEADING, Severity.ERROR, CITE_APPENDIX_ATTACHED)
def appendix_attached_type(document: Examined) -> Iterator[Verdict]:
    """Dòng kèm theo in thường, cỡ chữ 13 đến 14, nghiêng, canh giữa."""
    texts = [one.attached for one in document.zones.appendices if one.attached]
    texts += [one.attached for one in document.zones.attachments if one.attached]
    if not texts:
        yield _NONE
    for attached in texts:
        yield from judge_pieces(attached, Component.APPENDIX_ATTACHED, centred=True)


@rule(
    "appendix-page-number",
    Topic.APPENDIX_PAGE,
    Severity.ERROR,
    APPENDIX_PAGE_NUMBER_FIRST.cite,
    "Ngắt phần (Next Page) trước phụ lục, đặt Start at: 1.",
)
def appendix_page_number(document: Examined) -> Iterator[Verdict]:
    """Số trang đánh riêng theo từng phụ lục."""
    appendices = document.zones.appendices
    if not appendices:
        yield _NONE
        return
    before = 0
    for index, appendix in enumerate(appendices):
        opens = index == 0 and document.appendix_file
        section = document.sections[min(appendix.section, len(document.sections) - 1)]
        numbered = any(story.page_fields for story in (*section.headers.values(), *section.footers.values()))
        if not numbered:
            yield NotApplicable("văn bản không có số trang")
        elif not opens and appendix.section in ({before} | document.main_sections):
            yield Finding(_place(appendix), "đánh số trang tiếp theo phần trước", "đánh số lại từ 1")
        elif (
            not (opens and section.page_start is None) and section.page_start not in APPENDIX_PAGE_NUMBER_FIRST.allowed
        ):
            found = "đánh số trang tiếp theo" if section.page_start is None else f"đánh từ số {section.page_start}"
            yield Finding(_place(appendix), found, "đánh số lại từ 1")
        before = appendix.section


def _place(appendix: Appendix) -> Where:
    return at(appendix.heading, Component.APPENDIX)


@rule(
    "appendix-signature-text",
    Topic.APPENDIX_PAGE,
    Severity.ERROR,
    "Phụ lục I, Phần I, Mục III, khoản 1, điểm d",
    "Ghi ở góc trên, bên phải, cỡ chữ 10.",
)
def appendix_signature_text(document: Examined) -> Iterator[Verdict]:
    """Phụ lục điện tử để ở tệp riêng có thông tin chữ ký số ở góc trên, bên phải trang đầu, cỡ chữ 10, đứng."""
    pieces = [piece for piece in document.read.pieces[:_TOP] if E_SIGNATURE.match(piece.text)]
    if not pieces:
        yield from _unsigned(document)
        return
    yield from judge_pieces(pieces, Component.E_SIGNATURE, capitals=False)
    spot = pieces[0].spot
    if document.appendix_file and spot and (spot.page > 1 or spot.middle_mm < (document.sections[0].width_mm or 0) / 2):
        where = at(pieces[0], Component.E_SIGNATURE)
        yield Finding(
            where, "không ở góc trên, bên phải", "góc trên, bên phải trang đầu", fix="Canh phải dòng đầu trang."
        )


def _unsigned(document: Examined) -> Iterator[Verdict]:
    """Signing writes the line; an issued electronic appendix, known by the blanks of its reference line, must have it."""
    attached = " ".join(piece.text for appendix in document.zones.appendices for piece in appendix.attached)
    if not document.appendix_file:
        yield NotApplicable("không phải phụ lục điện tử tách riêng")
    elif document.issued and _BLANK_NUMBER.search(attached):
        yield Finding(on_page("Góc trên, bên phải trang 1"), "không có", "Số: .../...; ngày/tháng/năm; giờ:phút:giây")
    else:
        yield Unknown("thông tin này do phần mềm ghi khi ký số")
