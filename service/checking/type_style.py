"""Loại chữ, cỡ chữ, kiểu chữ of a component judged by its row in the law."""

from collections.abc import Callable, Iterator, Sequence

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at
from service.checking.wording import decimal, sizes_text
from service.nd30.type_styles import TYPE_STYLES, Component, TypeStyle
from service.reading import Piece

#: A centred line may stand this far from the middle of its column before an eye sees it.
_CENTRE_MM = 4.0
#: Lines of two cells are never exactly under one another.
_UNDER_MM = 9.0


def judge_type(
    document: Examined, component: Component, *, capitals: bool = True, centred: bool = False
) -> Iterator[Verdict]:
    """Judge every line of a component: size, weight, slope, capitals, and where asked its place in the column."""
    pieces = document.of(component)
    if not pieces:
        yield Unknown(f"chưa nhận ra {component.value.lower()}")
        return
    yield from judge_pieces(pieces, component, capitals=capitals, centred=centred)


def judge_type_under(
    document: Examined, component: Component, above: Component, *, capitals: bool = True
) -> Iterator[Verdict]:
    """Judge a component's type, and that each of its lines stands centred under the component `above`."""
    yield from judge_type(document, component, capitals=capitals)
    for piece in document.of(component):
        yield from judge_under(piece, document.first(above), component)


def judge_type_if_any(
    document: Examined, component: Component, absent: str, *, capitals: bool = True
) -> Iterator[Verdict]:
    """Judge the type of a component that a document need not have; `absent` says in Vietnamese that it has none."""
    if not document.of(component):
        yield NotApplicable(absent)
    yield from judge_pieces(document.of(component), component, capitals=capitals)


def judge_pieces(
    pieces: Sequence[Piece], component: Component, *, capitals: bool = True, centred: bool = False
) -> Iterator[Finding]:
    """Judge lines as a component's: one finding per property, at its first line, with the number of others."""
    style = TYPE_STYLES[component]
    tests: list[tuple[Callable[[Piece, TypeStyle], tuple[str, str] | None], bool]] = [
        (_size, True),
        (_weight, True),
        (_slope, True),
        (_capitals, capitals),
        (_centring, centred and style.align == "center"),
    ]
    for test, wanted in tests:
        faults = [(piece, fault) for piece in pieces if wanted and (fault := test(piece, style)) is not None]
        if faults:
            piece, (found, expected) = faults[0]
            where = at(piece, component, len(faults) - 1)
            yield Finding(where, found, expected, style.cite, f"Đổi thành {expected}.")


def _size(piece: Piece, style: TypeStyle) -> tuple[str, str] | None:
    wrong = [size for size in piece.sizes if size not in style.size.allowed]
    if not wrong:
        return None
    return f"cỡ chữ {sizes_text(wrong)}", f"cỡ chữ {str(style.size.allowed).removesuffix(' pt')}"


def _weight(piece: Piece, style: TypeStyle) -> tuple[str, str] | None:
    if piece.bold is style.bold or not piece.faces:
        return None
    found = "đậm một phần" if piece.bold is None else "chữ đậm" if piece.bold else "không đậm"
    return found, "chữ đậm" if style.bold else "không đậm"


def _slope(piece: Piece, style: TypeStyle) -> tuple[str, str] | None:
    if piece.italic is style.italic or not piece.faces:
        return None
    found = "nghiêng một phần" if piece.italic is None else "chữ nghiêng" if piece.italic else "chữ đứng"
    return found, "chữ nghiêng" if style.italic else "chữ đứng"


def _capitals(piece: Piece, style: TypeStyle) -> tuple[str, str] | None:
    if style.caps and not piece.upper:
        return "chữ thường", "chữ in hoa"
    if not style.caps and piece.upper and len(piece.key) > 1:
        return "chữ in hoa", "chữ in thường"
    return None


def _centring(piece: Piece, style: TypeStyle) -> tuple[str, str] | None:  # noqa: ARG001 - all tests take both
    return _off_by(off_centre_mm(piece), _CENTRE_MM)


def _off_by(offset: float | None, tolerance: float) -> tuple[str, str] | None:
    if offset is None or abs(offset) <= tolerance:
        return None
    return f"lệch giữa {decimal(abs(offset))} mm", "canh giữa"


def judge_under(piece: Piece, above: Piece | None, component: Component) -> Iterator[Finding]:
    """A line that must stand centred under another one, whatever their cells are."""
    if above is None or piece.spot is None or above.spot is None or piece.spot.page != above.spot.page:
        return
    fault = _off_by(piece.spot.middle_mm - above.spot.middle_mm, _UNDER_MM)
    if fault:
        yield Finding(
            at(piece, component), *fault, TYPE_STYLES[component].cite, f"Canh giữa dưới {above.text.capitalize()}."
        )


def _shares_line(piece: Piece) -> bool:
    """Behind it, on its own line, stands the other column, set off by spaces."""
    return bool(piece.paragraph.text[piece.end :].partition("\n")[0].strip())


def off_centre_mm(piece: Piece) -> float | None:
    """How far the piece stands right of the middle of its column; None when its place is not known or it shares its line."""
    spot, format_ = piece.spot, piece.paragraph.format
    if spot is None or piece.start > 0 or "\t" in piece.paragraph.text.strip() or _shares_line(piece):
        return None
    if format_.align == "center":
        return (format_.left_mm + format_.first_line_mm - format_.right_mm) / 2
    return None if piece.area_middle_mm is None else spot.middle_mm - piece.area_middle_mm
