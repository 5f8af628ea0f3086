"""Drawn rules judged: there, unbroken, and as long as the law says against the line above."""

from collections.abc import Iterator, Sequence
from typing import Any

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at
from service.checking.wording import decimal, mm
from service.nd30.provision import Provision
from service.nd30.type_styles import Component
from service.reading import Drawn, Piece, StrokeKind

#: Font metrics and the file's whole units leave this much doubt, as a share of the line of text.
_DOUBT = 0.01


def judge_presence(document: Examined, component: Component, provision: Provision[Any]) -> Iterator[Verdict]:
    """The rule under the component must be there."""
    pieces = document.of(component)
    if not pieces:
        yield Unknown(f"chưa nhận ra {component.value.lower()}")
    elif not document.zones.rules.get(component):
        if any(piece.spot is None for piece in pieces):
            yield Unknown("chưa đo được vị trí")
        else:
            yield Finding(
                at(pieces[-1], component), "không có đường kẻ", f"đường kẻ {provision.allowed}", provision.cite
            )


def judge_length(document: Examined, component: Component, provision: Provision[Any]) -> Iterator[Verdict]:
    """The rule's length against the text above: the last line, or the longest, whichever fits."""
    pieces, rule = document.of(component), _first(document, component)
    if not pieces or rule is None:
        yield NotApplicable("không có đường kẻ để đo")
        return
    if rule.length_mm is None:
        yield Unknown("tệp không ghi độ dài đường kẻ")
        return
    bases = _bases(pieces)
    if not bases:
        yield Unknown("chưa đo được dòng chữ")
        return
    if any(_fits(rule.length_mm / base, provision) for base in bases):
        return
    ratio = rule.length_mm / bases[0]
    found = f"{mm(rule.length_mm)}, bằng {decimal(ratio, 2)} dòng chữ dài {mm(bases[0])}"
    yield Finding(
        at(pieces[-1], component),
        found,
        str(provision.allowed),
        provision.cite,
        f"Kéo đường kẻ dài {mm(bases[0] * provision.use)}.",
    )


def judge_unbroken(document: Examined, component: Component, cite: str) -> Iterator[Verdict]:
    """The rule must be an unbroken line."""
    pieces, rule = document.of(component), _first(document, component)
    if rule is None:
        yield NotApplicable("không có đường kẻ")
    elif not pieces:  # a row of dots where the words are still to come looks like a rule
        yield Unknown(f"chưa nhận ra {component.value.lower()}")
    elif not rule.solid:
        found = "nét đứt hoặc dãy ký tự"
        yield Finding(at(pieces[-1], component), found, "nét liền", cite, "Vẽ lại bằng đường kẻ nét liền.")


def judge_drawn(document: Examined, component: Component, cite: str) -> Iterator[Verdict]:
    """The rule should be drawn, not made by underlining the words."""
    pieces, rule = document.of(component), _first(document, component)
    if rule is None:
        yield NotApplicable("không có đường kẻ")
    elif not pieces:
        yield Unknown(f"chưa nhận ra {component.value.lower()}")
    elif rule.kind is StrokeKind.UNDERLINE:
        fix = "Bỏ gạch chân chữ, vẽ đường kẻ (Insert, Shapes, Line)."
        yield Finding(at(pieces[-1], component), "gạch chân chữ", "đường kẻ bên dưới", cite, fix)


def _first(document: Examined, component: Component) -> Drawn | None:
    """The rule that counts: a drawn one before underlined words, a measured one before one of unknown length."""
    rules = document.zones.rules.get(component, ())
    ranked = sorted(rules, key=lambda rule: (rule.kind is StrokeKind.UNDERLINE, rule.length_mm is None))
    return ranked[0] if ranked else None


def _bases(pieces: Sequence[Piece]) -> list[float]:
    """Lengths that the law's share may be of: the last printed line, the longest, any other."""
    widths = [width for piece in pieces for width in _widths(piece)]
    return list(dict.fromkeys([_widths(pieces[-1])[0], max(widths), *widths])) if widths else []


def _widths(piece: Piece) -> list[float]:
    """Widths that the piece may have in print: of its longest line when it seems to wrap, and of all its words on one line."""
    whole = piece.width_mm
    return [piece.spot.width_mm, whole] if piece.spot and piece.spot.width_mm < whole else [whole]


def _fits(ratio: float, provision: Provision[Any]) -> bool:
    return any(value in provision.allowed for value in (ratio, ratio - _DOUBT, ratio + _DOUBT))
