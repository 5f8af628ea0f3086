"""Prove, when a template is compiled, that whatever the data is the result is well-formed XML.

A walk over the parsed template keeps the stack of open elements. Every branch of an ``if`` must leave the same stack,
the body of a ``for`` the stack it found. Then any path through the template closes what it opens; text is escaped, and
XML from the data is looked at when it comes (`well_formed_pieces`). What cannot be proven is parsed after each render.

The same walk finds table cells that some data would leave without a paragraph at their end: Word calls such a file corrupt.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final
from xml.parsers import expat

from jinja2 import nodes

_MARKUP: Final = re.compile(
    r"""<(?P<close>/?)(?P<name>[^\s<>/"'!?]+)(?P<rest>(?:[^<>"']|"[^"<]*")*?)(?P<empty>/?)>"""  # lxml quotes by " alone
)
_NAMESPACES: Final = re.compile(r'\sxmlns[:=][^"]*"[^"]*"')
_SILENT: Final = (nodes.Assign, nodes.AssignBlock, nodes.Macro, nodes.ExprStmt)  # print nothing where they stand
_BLOCKS: Final = ("w:p", "w:sdt", "w:tbl")  # what fills a cell; bookmarks and the like do not count


class NotProvenError(Exception):
    """The walk met something that it cannot vouch for."""


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open: its name with the namespaces it declares, and whether a paragraph ends it so far."""

    name: str
    declared: tuple[str, ...] = ()
    ends_with_paragraph: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """Where the walk stands: open elements, and the beginning of a tag that is not finished."""

    stack: tuple[_Open, ...] = ()
    unfinished: str = ""

    @property
    def shape(self) -> object:
        return [(element.name, element.declared) for element in self.stack], self.unfinished

    def ending(self, paragraph: bool) -> "_State":
        """Note whether the last thing in the innermost element is a paragraph."""
        if not self.stack:
            return self
        return replace(self, stack=(*self.stack[:-1], replace(self.stack[-1], ends_with_paragraph=paragraph)))


class Walk:
    """One walk over a parsed template; it puts the filter ``attribute`` on every value inside a tag.

    Attributes:
        proven: the result is well-formed for any data.
        bare_cells: lines of the source where a cell closes that may hold no paragraph.
    """

    def __init__(self, tree: nodes.Template, before: str = "", after: str = "") -> None:
        self.bare_cells: set[int] = set()
        try:
            state = self._data(_State(), before, 0)
            state = self._data(self._body(state, tree.body), after, 0)
            self.proven = not state.stack and not state.unfinished
        except NotProvenError:
            self.proven = False

    def _body(self, state: _State, body: Iterable[nodes.Node]) -> _State:
        for node in body:
            state = self._node(state, node)
        return state

    def _node(self, state: _State, node: nodes.Node) -> _State:
        if isinstance(node, nodes.Output):
            return self._output(state, node)
        if isinstance(node, nodes.If):
            return self._if(state, node)
        if isinstance(node, nodes.For):
            return _merged(state, self._body(state, node.body), self._body(state, node.else_))
        if isinstance(node, (nodes.With, nodes.Block)):
            return self._body(state, node.body)
        if isinstance(node, _SILENT):
            return state
        raise NotProvenError

    def _if(self, state: _State, node: nodes.If) -> _State:
        branches = [node.body, *(other.body for other in node.elif_), node.else_]
        return _merged(*(self._body(state, branch) for branch in branches))

    def _output(self, state: _State, node: nodes.Output) -> _State:
        for index, part in enumerate(node.nodes):
            if isinstance(part, nodes.TemplateData):
                state = self._data(state, part.data, part.lineno)
            elif state.unfinished:
                state = _inside_quotes(state)
                node.nodes[index] = nodes.Filter(part, "attribute", [], [], None, None, lineno=part.lineno)
            else:
                state = state.ending(paragraph=True)  # {{p x }} between the paragraphs of a cell: XML of the caller
        return state

    def _data(self, state: _State, data: str, line: int) -> _State:
        text, position, stack = state.unfinished + data, 0, state.stack
        for tag in _MARKUP.finditer(text):
            if "<" in text[position : tag.start()]:
                raise NotProvenError
            line += text.count("\n", position, tag.end())
            position = tag.end()
            stack = self._tag(stack, tag, line)
        rest = text[position:]
        start = rest.find("<")
        return _State(stack, rest[start:] if start >= 0 else "")

    def _tag(self, stack: tuple[_Open, ...], tag: re.Match[str], line: int) -> tuple[_Open, ...]:
        name = tag["name"]
        if not tag["close"]:
            stack = (*stack, _Open(name, tuple(sorted(_NAMESPACES.findall(tag["rest"])))))
        if not tag["close"] and not tag["empty"]:
            return stack
        if not stack or stack[-1].name != name:
            raise NotProvenError
        if name == "w:tc" and not stack[-1].ends_with_paragraph:
            self.bare_cells.add(line)
        if name not in _BLOCKS:
            return stack[:-1]
        return _State(stack[:-1]).ending(paragraph=name != "w:tbl").stack


def _inside_quotes(state: _State) -> _State:
    """Accept a value in a tag only within quotes, where escaping keeps it."""
    if state.unfinished.count('"') % 2 == 0:
        raise NotProvenError
    return replace(state, unfinished=state.unfinished + "x")


def _merged(*states: _State) -> _State:
    """Join branches: same open elements, and of what is known of them only what all branches agree on."""
    first = states[0]
    if any(_closed_quote(state) != _closed_quote(first) for state in states):
        raise NotProvenError
    ends = (all(flags) for flags in zip(*([e.ends_with_paragraph for e in s.stack] for s in states), strict=True))
    stack = tuple(replace(e, ends_with_paragraph=end) for e, end in zip(first.stack, ends, strict=True))
    return _State(stack, first.unfinished)


def _closed_quote(state: _State) -> object:
    """Tell two states apart, but for the value of the attribute that both stand in."""
    value = state.unfinished.rfind('"') + 1
    inside = state.unfinished.count('"') % 2 == 1
    return state.shape if not inside else (_State(state.stack).shape, state.unfinished[:value])


def well_formed(xml: str | bytes) -> bool:
    """Tell whether `xml` is one well-formed element with all its prefixes declared."""
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(xml, True)
    except (expat.ExpatError, UnicodeEncodeError):
        return False
    return True


def well_formed_pieces(pieces: Collection[str], namespaces: str) -> bool:
    """Tell whether each piece can stand between two elements where `namespaces` (``xmlns:w="..." ...``) are declared."""
    joined = "</_><_>".join(pieces)
    return joined.count("</_>") == len(pieces) - 1 and well_formed(f"<_ {namespaces}><_>{joined}</_></_>")
