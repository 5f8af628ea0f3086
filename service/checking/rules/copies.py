"""Bản sao: the block that a copying body adds below the copied text, or the line it signs with (Phụ lục I, Phần II)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.type_style import judge_pieces
from service.checking.wording import quoted, sizes_text
from service.nd30.kinds import COPY_ABBREVIATIONS
from service.nd30.numbering import COPY_NUMBER
from service.nd30.type_styles import TYPE_STYLES, Component
from service.reading import Piece, letters

_CITE_PAPER = "Phụ lục I, Phần II, Mục II"
_CITE_ELECTRONIC = "Phụ lục I, Phần II, Mục I"
#: Hình thức sao by its letters, with the abbreviation of its number.
_FORMS = {letters(name.removeprefix("Bản ")): sign for sign, name in COPY_ABBREVIATIONS.items()}
_SIGNED = re.compile(r"^(?:sao y|sao lục|trích sao) ?;", re.IGNORECASE)
_NUMBER = re.compile(r"^S[ốỐ]\s?:?\s?[\d.…\s]*/?(?P<sign>[^-–]*)")
#: The number stands in the next row of the copy's block; the signed line at the top of the first page.
_NEAR = 8
_TOP = 12
_NO_COPY = NotApplicable("không phải bản sao")


@dataclass(frozen=True, slots=True)
class _Copy:
    """The block of a paper copy: hình thức sao, and the line of its number where one was found."""

    form: Piece
    number: Piece | None


def _copy(document: Examined) -> _Copy | None:
    """The copy's block stands behind the copied text: below its recipients or its signature."""
    heading = document.first(Component.RECIPIENTS_HEADING)
    names = [block.name.order for block in document.zones.signers if block.name]
    behind = min([*([heading.order] if heading else []), *names], default=None)
    pieces = document.read.pieces
    for index, piece in enumerate(pieces):
        if behind is not None and piece.order > behind and piece.key in _FORMS:
            around = pieces[index + 1 : index + 1 + _NEAR]
            return _Copy(piece, next((one for one in around if _NUMBER.match(one.text) and "/" in one.text), None))
    return None


@rule("copy-form-type", Topic.STAMPS, Severity.ERROR, _CITE_PAPER)
def copy_form_type(document: Examined) -> Iterator[Verdict]:
    """Hình thức sao (SAO Y, SAO LỤC, TRÍCH SAO) in hoa, cỡ chữ 13 đến 14, đứng, đậm."""
    copy = _copy(document)
    if copy is None:
        yield _NO_COPY
        return
    piece, allowed = copy.form, TYPE_STYLES[Component.TITLE].size.allowed
    wrong = [size for size in piece.sizes if size not in allowed]
    faults = [
        (bool(wrong), f"cỡ chữ {sizes_text(wrong)}", f"cỡ chữ {str(allowed).removesuffix(' pt')}"),
        (not piece.upper, "chữ thường", "chữ in hoa"),
        (piece.bold is not True, "không đậm", "chữ đậm"),
        (piece.italic is not False, "chữ nghiêng", "chữ đứng"),
    ]
    where = replace(at(piece), place="Hình thức sao", zone="")
    for faulty, found, expected in faults:
        if faulty:
            yield Finding(where, found, expected, fix=f"Đổi thành {expected}.")


@rule("copy-number", Topic.NUMBER_FORMAT, Severity.ERROR, _CITE_PAPER)
def copy_number(document: Examined) -> Iterator[Verdict]:
    """Số, ký hiệu bản sao dạng “Số: 01/SY-UBND”: SY cho sao y, SL cho sao lục, TrS cho trích sao."""
    copy = _copy(document)
    if copy is None:
        yield _NO_COPY
    elif copy.number is None:
        yield Unknown("chưa nhận ra số bản sao")
    else:
        wanted, text = _FORMS[copy.form.key], copy.number.text
        match, whole = _NUMBER.match(text), COPY_NUMBER.match(text)
        sign = match["sign"].strip() if match else ""
        blank = not re.search(r"\d", text.partition("/")[0])
        if sign != wanted or (whole is None and (document.issued or not blank)):
            where = replace(at(copy.number), place="Số bản sao", zone="")
            yield Finding(where, quoted(text), f"dạng “Số: 01/{wanted}-...”", fix=f"Ghi ký hiệu {wanted}.")


@rule("copy-signature-text", Topic.STAMPS, Severity.ERROR, _CITE_ELECTRONIC)
def copy_signature_text(document: Examined) -> Iterator[Verdict]:
    """Dòng ký số của bản sao điện tử cỡ chữ 10, đứng."""
    pieces = [piece for piece in document.read.pieces[:_TOP] if _SIGNED.match(piece.text)]
    if not pieces:
        yield NotApplicable("không phải bản sao điện tử")
    yield from judge_pieces(pieces, Component.E_SIGNATURE, capitals=False)
