"""The text of one paragraph as it prints: tracked changes accepted, fields resolved, special characters plain."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from service.reading.facts import Face, Run
from service.reading.fonts import legacy_encoding
from service.reading.run_properties import read_run_properties
from service.reading.shape import Shape
from service.reading.shapes import shapes_of
from service.reading.styles import FaceMaker
from service.reading.wml import MC, Element, M, W, attr, child, children

#: Wrappers whose content is printed as if they were not there.
_TRANSPARENT: Final = frozenset(
    W + name
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent", "ruby", "rubyBase")
)
#: Removed text; accepting the changes removes it.
_REMOVED: Final = frozenset({W + "del", W + "moveFrom"})
_CHANGES: Final = _REMOVED | {W + "ins", W + "moveTo"}
_DRAWINGS: Final = frozenset({W + "drawing", W + "pict", W + "object", MC + "AlternateContent"})
_LETTERS: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",
}
_SOFT_HYPHEN: Final = "\u00ad"
_NO_BREAK_HYPHEN: Final = "\u2011"
_PAGE: Final = "PAGE"


@dataclass(slots=True)
class OpenField:
    """A complex field between its begin and end marks; `keyword` is known once its instruction was read."""

    instruction: str = ""
    in_result: bool = False
    printed: bool = False
    face: Face = field(default_factory=Face)

    @property
    def keyword(self) -> str:
        """First word of the instruction, in capitals."""
        return (self.instruction.split() or [""])[0].upper()


@dataclass(slots=True)
class Flow:
    """What one paragraph holds, gathered while its elements are read in order.

    Attributes:
        nested: fields inside other fields were met (``IF { PAGE } ...``).
    """

    runs: list[Run] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    page_break: bool = False
    rendered_break: bool = False
    changes: int = 0
    math: bool = False
    nested: bool = False


class FlowReader:
    """Reads paragraphs of one story in order; complex fields may span several of them."""

    def __init__(self, faces: FaceMaker) -> None:
        self._faces = faces
        self._fields: list[OpenField] = []

    def read(self, element: Element, style: str | None, table: str | None, ordinal: int) -> Flow:
        """Read one ``w:p`` of paragraph style `style`, inside a table of style `table`."""
        flow = Flow()
        self._walk(element, flow, (table, style, ordinal))
        flow.runs = merge_runs(flow.runs)
        return flow

    def _walk(self, parent: Element, flow: Flow, where: tuple[str | None, str | None, int], hint: str = "") -> None:
        for element in parent:
            tag = element.tag
            if tag in _CHANGES:
                flow.changes += 1
            if tag == W + "r":
                self._run(element, flow, where, hint)
            elif tag in _TRANSPARENT:
                self._walk(element, flow, where, hint)
            elif tag == W + "sdt":
                for content in children(element, "sdtContent"):
                    self._walk(content, flow, where, hint)
            elif tag == W + "fldSimple":
                self._simple_field(element, flow, where)
            elif tag in _DRAWINGS:
                flow.shapes.extend(shapes_of(element, where[2]))
            elif tag in {M + "oMath", M + "oMathPara"}:
                self._math(element, flow, where)

    def _run(self, element: Element, flow: Flow, where: tuple[str | None, str | None, int], hint: str) -> None:
        table, style, ordinal = where
        direct = read_run_properties(child(element, "rPr"), self._faces.sheet.theme)
        face = self._faces.face(table, style, direct)
        for entry in element:
            tag = entry.tag
            if tag == W + "t":
                self._emit(flow, _kept(entry), face, hint)
            elif tag in _LETTERS:
                self._emit(flow, _LETTERS[tag], face, hint)
            elif tag == W + "br":
                self._break(entry, flow, face, hint)
            elif tag == W + "lastRenderedPageBreak":
                flow.rendered_break = True
            elif tag == W + "sym":
                self._emit(flow, _symbol(entry), face, hint)
            elif tag == W + "pgNum":
                flow.runs.append(Run("", face, _PAGE))
            elif tag == W + "fldChar":
                self._field_mark(attr(entry, "fldCharType") or "", flow, face)
            elif tag == W + "instrText":
                if self._fields and not self._fields[-1].in_result:
                    self._fields[-1].instruction += entry.text or ""
                    self._fields[-1].face = face
            elif tag in _DRAWINGS:
                flow.shapes.extend(shapes_of(entry, ordinal))

    def _emit(self, flow: Flow, text: str, face: Face, hint: str) -> None:
        """Add printed text, unless it is hidden or belongs to a field's instruction."""
        keyword = hint
        for one in self._fields:
            if not one.in_result:
                return
            keyword = one.keyword or keyword
            one.printed = True
        if face.hidden:
            return
        old = legacy_encoding(face.latin)  # there a soft hyphen is a letter, and capitals are another font
        text = (text if old else text.replace(_SOFT_HYPHEN, "")).replace(_NO_BREAK_HYPHEN, "-")
        if text:
            flow.runs.append(Run(text.upper() if face.caps and not old else text, face, keyword))

    def _break(self, entry: Element, flow: Flow, face: Face, hint: str) -> None:
        kind = attr(entry, "type")
        if kind == "page":
            flow.page_break = True
        elif kind != "column":
            self._emit(flow, "\n", face, hint)

    def _field_mark(self, kind: str, flow: Flow, face: Face) -> None:
        if kind == "begin":
            flow.nested = flow.nested or bool(self._fields)
            self._fields.append(OpenField(face=face))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            closed = self._fields.pop()
            if closed.keyword == _PAGE and not closed.printed:
                flow.runs.append(Run("", closed.face, _PAGE))

    def _simple_field(self, element: Element, flow: Flow, where: tuple[str | None, str | None, int]) -> None:
        keyword = ((attr(element, "instr") or "").split() or [""])[0].upper()
        before = len(flow.runs)
        self._walk(element, flow, where, keyword)
        if keyword == _PAGE and len(flow.runs) == before:
            flow.runs.append(Run("", self._faces.face(where[0], where[1], {}), _PAGE))

    def _math(self, element: Element, flow: Flow, where: tuple[str | None, str | None, int]) -> None:
        flow.math = True
        text = "".join(entry.text or "" for entry in element.iter(M + "t"))
        self._emit(flow, text, self._faces.face(where[0], where[1], {}), "MATH")


def _kept(entry: Element) -> str:
    """Text of a ``w:t``; outer spaces count only when the file says so, as in Word."""
    text = entry.text or ""
    if entry.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\r", " ").replace("\n", " ").replace("\t", " ")


def _symbol(entry: Element) -> str:
    """A symbol-font character: some mark, never a letter of the text."""
    code = attr(entry, "char") or ""
    return "•" if code.upper().startswith("F0") else ""


def merge_runs(runs: Iterable[Run]) -> list[Run]:
    """Join neighbours in one face and field: Word splits words over runs at every edit."""
    merged: list[Run] = []
    for run in runs:
        if merged and run.text and merged[-1].text and merged[-1].face is run.face and merged[-1].field == run.field:
            merged[-1] = Run(merged[-1].text + run.text, run.face, run.field)
        else:
            merged.append(run)
    return merged
