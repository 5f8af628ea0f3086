"""Ô 1-5: how the header stands on the page: which lines, which column widths, how long each rule."""

from dataclasses import dataclass

from markupsafe import Markup

from service.documents.model import Document
from service.documents.wording import date_line, issuer_lines, parent_line
from service.nd30.metrics import text_width_pt
from service.nd30.page import (
    HEADER_LEFT_SHARE,
    ISSUER_RULE,
    MARGINS,
    MOTTO_RULE,
    PAGE_WIDTH,
    QUOC_HIEU,
    SUBJECT_RULE,
    TIEU_NGU,
)
from service.nd30.provision import Provision, Range
from service.nd30.type_styles import TYPE_STYLES, Component
from service.rendering.balance import balanced, rule_length_pt, width_pt
from service.rendering.drawn_rules import drawn_rule
from service.rendering.runs import slanted_runs

_PT_PER_MM = 72 / 25.4
#: Width of the text on a portrait page, pt.
TEXT_WIDTH_PT = (PAGE_WIDTH.use - MARGINS["left"].use - MARGINS["right"].use) * _PT_PER_MM
#: White left between the two columns of the header, pt, so that they never touch.
_GUTTER_PT = 6.0
#: A heading centred on the page keeps this share of the text width, so that its lines do not run from margin to margin.
_HEADING_SHARE = 0.97


@dataclass(frozen=True, slots=True)
class Header:
    """What stands at the top of page 1; lengths in points.

    Attributes:
        parent: lines of the body above, capitals; empty when there is none.
        issuer: lines of the issuing body, capitals.
        place_date: the runs of the place and date line.
        left: width of the left column.
        right: width of the right column.
    """

    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    place_date: Markup
    left: float
    right: float


def lay_out_header(document: Document) -> Header:
    """Choose the split of the two columns so that neither Quốc hiệu nor the date wraps, and break long names to fit."""
    date = date_line(document)
    date_size = _date_size(date)
    needed = max(width_pt(QUOC_HIEU.use, Component.QUOC_HIEU), text_width_pt(date, date_size, italic=True))
    assert isinstance(HEADER_LEFT_SHARE.allowed, Range)
    right = min(needed + _GUTTER_PT, TEXT_WIDTH_PT * (1 - HEADER_LEFT_SHARE.allowed.low))
    wanted = issuer_lines(document.issuer)
    parent = parent_line(document)
    left = _left_width(parent, wanted, TEXT_WIDTH_PT - right)
    lines = tuple(piece for line in wanted for piece in balanced(line, Component.ISSUER, left - _GUTTER_PT))
    parents = balanced(parent, Component.PARENT_AGENCY, left - _GUTTER_PT) if parent else ()
    use = TYPE_STYLES[Component.PLACE_DATE].size.use
    place_date = slanted_runs(date, size_pt=date_size if date_size != use else None)
    return Header(parents, lines, place_date, left, TEXT_WIDTH_PT - left)


def _date_size(date: str) -> float:
    """Size of the place and date line: the smaller one allowed where a long place would else be wider than Quốc hiệu."""
    size = TYPE_STYLES[Component.PLACE_DATE].size
    if text_width_pt(date, size.use, italic=True) <= width_pt(QUOC_HIEU.use, Component.QUOC_HIEU):
        return size.use
    assert isinstance(size.allowed, Range)
    return size.allowed.low


def _left_width(parent: str, issuer: tuple[str, ...], most: float) -> float:
    """Width of the left column: the usual share, wider where a name needs it and Quốc hiệu leaves room."""
    usual = min(TEXT_WIDTH_PT * HEADER_LEFT_SHARE.use, most)
    longest = max(width_pt(parent, Component.PARENT_AGENCY), *(width_pt(line, Component.ISSUER) for line in issuer))
    return min(max(usual, longest + _GUTTER_PT), most)


def heading_lines(text: str, component: Component) -> tuple[str, ...]:
    """Break a heading that is centred on the page into balanced lines."""
    return balanced(text, component, TEXT_WIDTH_PT * _HEADING_SHARE)


class Rules:
    """Draws the rules of one document, numbering the drawings as it goes."""

    def __init__(self) -> None:
        self._drawn = 0

    def under(self, lines: tuple[str, ...], component: Component, provision: Provision[float]) -> Markup:
        """Return the rule under `lines` as `provision` wants it."""
        assert isinstance(provision.allowed, Range)
        length = rule_length_pt(lines, component, provision.allowed, provision.use)
        self._drawn += 1
        return drawn_rule(length, self._drawn)

    def motto(self) -> Markup:
        """Return the rule under Tiêu ngữ, as long as its text."""
        return self.under((TIEU_NGU.use,), Component.TIEU_NGU, MOTTO_RULE)

    def issuer(self, header: Header) -> Markup:
        """Return the rule under the issuing body."""
        return self.under(header.issuer, Component.ISSUER, ISSUER_RULE)

    def subject(self, lines: tuple[str, ...]) -> Markup:
        """Return the rule under the subject."""
        return self.under(lines, Component.SUBJECT, SUBJECT_RULE)
