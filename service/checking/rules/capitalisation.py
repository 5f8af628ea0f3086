"""Viết hoa (Phụ lục II): the rules that a machine can judge without understanding the sentence."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from service.checking.examined import Examined
from service.checking.finding import Finding, Unknown, Verdict, at, at_paragraph
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.wording import quoted
from service.nd30.capitals import CAPITAL_RULES, CITE_NATION, CapitalRule
from service.nd30.provision import Force
from service.nd30.type_styles import Component
from service.reading import Paragraph, Piece, clean
from service.units import commemorative_names

_CITE_SENTENCE = "Phụ lục II, Mục I"
_SHOWN = 30
_LABELLED = re.compile(r"^(?:[-–+•*]|\d+(?:\.\d+)*[.)]|[a-zđăâêôơư]\)|\(?[ivx]+\))\s*")
_NATION = re.compile(r"\b(?:của|cho|với|bởi|trước) (?P<wrong>nhân dân|nhà nước)\b(?! (?:cách mạng|lao động))")
_NATION_COMPOUND = re.compile(
    r"(?:ủy ban|uỷ ban|hội đồng|tòa án|toà án|viện kiểm sát|quân đội|công an|hội|quỹ tín dụng) nhân dân$", re.IGNORECASE
)


def _pieces(document: Examined) -> Iterator[tuple[Piece, Component | None]]:
    """Prose in which capitals mean something: no headings in capitals, no header."""
    named = {piece.order: component for component, pieces in document.zones.parts.items() for piece in pieces}
    header = {Component.QUOC_HIEU, Component.TIEU_NGU, Component.PARENT_AGENCY, Component.ISSUER, Component.NUMBER}
    for piece in document.read.pieces:
        component = named.get(piece.order)
        if not piece.upper and component not in header and component is not Component.PLACE_DATE:
            yield piece, component


def _judge(capital: CapitalRule, document: Examined) -> Iterator[Verdict]:
    seen: set[str] = set()
    for piece, component in _pieces(document):
        for match in capital.wrong.finditer(piece.text):
            words = match["wrong"]
            if words not in seen and not piece.text[match.end() :].startswith(commemorative_names()):
                seen.add(words)
                end = min(len(piece.text), match.end() + _SHOWN)
                shown = clean(piece.text[match.start("wrong") : end]).rsplit(" ", 1)[0] or words
                yield Finding(at(piece, component), quoted(shown), f"như: {capital.right}", fix=f"{capital.rule}.")


def _register(capital: CapitalRule) -> None:
    judge = partial(_judge, capital)
    judge.__doc__ = f"{capital.rule}."  # the register takes a rule's title from here
    severity = Severity.ERROR if capital.force is Force.TEXT else Severity.WARNING
    rule(f"capital-{capital.slug}", Topic.CAPITALISATION, severity, capital.cite)(judge)


for _capital in CAPITAL_RULES:
    _register(_capital)


@rule("capital-sentence", Topic.CAPITALISATION, Severity.ERROR, _CITE_SENTENCE, "Viết hoa chữ cái đầu câu.")
def capital_sentence(document: Examined) -> Iterator[Verdict]:
    """Viết hoa chữ cái đầu câu khi xuống dòng.

    A line that goes on with an unfinished sentence (after a comma, a colon, a semicolon) is left alone.
    """
    prose = document.prose
    if not prose:
        yield Unknown("chưa nhận ra nội dung")
    for before, paragraph in pairwise(prose):
        if _finished(before) and _begins_small(paragraph):
            words = " ".join(clean(paragraph.text).split()[:4])
            yield Finding(at_paragraph(paragraph), quoted(words), quoted(words[:1].upper() + words[1:]))


def _finished(paragraph: Paragraph) -> bool:
    return clean(paragraph.text).endswith((".", "!", "?")) and not clean(paragraph.text).endswith("...")


def _begins_small(paragraph: Paragraph) -> bool:
    text = _LABELLED.sub("", clean(paragraph.printed))
    return bool(text) and text[0].isalpha() and text[0].islower()


@rule("capital-nation", Topic.CAPITALISATION, Severity.WARNING, CITE_NATION, "Viết “Nhân dân”, “Nhà nước”.")
def capital_nation(document: Examined) -> Iterator[Verdict]:
    """Viết hoa “Nhân dân”, “Nhà nước” khi là danh từ."""
    for piece, component in _pieces(document):
        match = _NATION.search(piece.text)
        if match and not _NATION_COMPOUND.search(piece.text[: match.end()]):
            words = match["wrong"]
            yield Finding(at(piece, component), quoted(words), quoted(words.capitalize()))
            return
