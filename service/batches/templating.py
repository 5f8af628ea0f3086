"""A document whose texts speak of the unit: ``{{ unit.full_name }}``, ``{{ row.chi_tieu }}``, filled in for each commune.

The output is data, not markup: the renderer escapes it, so nothing is escaped here. What a text may do is a short list
of expression nodes; loops, calls, assignments and attributes of attributes are not on it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from service.errors import InvalidDocument, Problem
from service.units import Unit

_MARK: Final = re.compile(r"\{[{%#]")
#: The whole text is one expression: an empty result leaves the field out, a number stays a number.
_FILTERS: Final = ("upper", "lower", "capitalize", "trim", "default")
#: JSON fields that take a number.
_NUMBER_FIELDS: Final = frozenset({"number", "copies", "percent"})
_ALLOWED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Filter,
    nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat,
)  # fmt: skip
#: What ``unit`` offers, with what it gives for one commune.
UNIT_NAMES: Final = {
    "code": "31756",
    "name": "Phú Lộc",
    "full_name": "xã Phú Lộc",
    "title": "Xã Phú Lộc",
    "type": "xã",
    "place_name": "Phú Lộc",
    "province": "thành phố Cần Thơ",
    "province_name": "Cần Thơ",
    "province_code": "92",
    "with_province": "xã Phú Lộc, thành phố Cần Thơ",
}


def unit_values(unit: Unit) -> dict[str, str]:
    """What ``{{ unit.… }}`` gives."""
    return {
        "code": unit.code,
        "name": unit.name,
        "full_name": unit.full_name,
        "title": unit.title,
        "type": unit.type.value,
        "place_name": unit.place_name,
        "province": unit.province.full_name,
        "province_name": unit.province.name,
        "province_code": unit.province.code,
        "with_province": unit.with_province,
    }


class _Missing:
    """Marks what an empty expression leaves out."""


_MISSING: Final = _Missing()


@dataclass(frozen=True, slots=True)
class _Text:
    """One text with expressions."""

    template: Template
    is_number: bool

    def fill(self, context: Mapping[str, Any]) -> "str | int | _Missing":
        text = self.template.render(context).strip()
        if not text:
            return _MISSING
        return int(text) if self.is_number and text.isdecimal() else text


@dataclass(frozen=True, slots=True)
class DocumentTemplate:
    """The JSON of a document with its expressions compiled.

    Attributes:
        required: names of ``row`` that must have a value for every unit.
        optional: names of ``row`` used only where an empty value is provided for (``{% if row.x %}``, ``default``).
        varying: top-level fields that differ from unit to unit.
    """

    data: Mapping[str, Any]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    varying: frozenset[str]

    @classmethod
    def compile(cls, data: Mapping[str, Any]) -> "DocumentTemplate":
        """Compile every text; raise InvalidDocument with each unknown name, wrong expression and its JSON pointer."""
        scan = _Scan()
        compiled = {key: scan.node(value, f"/{_escape(key)}", key) for key, value in data.items()}
        if scan.problems:
            raise InvalidDocument("Văn bản có chỗ điền chưa đúng.", scan.problems)
        required = tuple(dict.fromkeys(scan.required))
        optional = tuple(name for name in dict.fromkeys(scan.optional) if name not in required)
        varying = frozenset(key for key, value in compiled.items() if _has_text(value))
        return cls(compiled, required, optional, varying)

    def fill(self, unit: Mapping[str, str], row: Mapping[str, str]) -> dict[str, Any]:
        """The plain data of one unit's document."""
        filled = _fill(self.data, {"unit": unit, "row": row})
        assert isinstance(filled, dict)
        return filled

    def fill_varying(self, unit: Mapping[str, str], row: Mapping[str, str]) -> dict[str, Any]:
        """The plain data of the fields that differ from unit to unit."""
        filled = _fill({key: self.data[key] for key in self.varying}, {"unit": unit, "row": row})
        assert isinstance(filled, dict)
        return filled


class _Scan:
    """One walk through the JSON: texts are compiled, names are gathered, faults are noted."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.required: list[str] = []
        self.optional: list[str] = []

    def node(self, value: Any, pointer: str, key: str) -> Any:
        if isinstance(value, Mapping):
            return {name: self.node(part, f"{pointer}/{_escape(name)}", name) for name, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.node(part, f"{pointer}/{number}", key) for number, part in enumerate(value)]
        if isinstance(value, str) and _MARK.search(value):
            return self._text(value, pointer, key)
        return value

    def _text(self, source: str, pointer: str, key: str) -> _Text | str:
        try:
            tree = _environment().parse(source)
            faults = [*self._faults(tree)]
            if not faults:
                self._gather(tree, optional=False)
                return _Text(_environment().from_string(source), key in _NUMBER_FIELDS)
        except TemplateSyntaxError:
            faults = ["Biểu thức {{ … }} viết chưa đúng; ví dụ đúng: {{ unit.full_name }}."]
        self.problems += [Problem(pointer, "bad-expression", message) for message in dict.fromkeys(faults)]
        return source

    def _faults(self, tree: nodes.Template) -> Iterator[str]:
        for node in _all_nodes(tree):
            if not isinstance(node, _ALLOWED):
                yield "Chỗ điền chỉ được dùng tên, điều kiện if và các phép lọc cho phép."
            elif isinstance(node, nodes.Filter) and node.name not in _FILTERS:
                yield f"Không có phép lọc “{node.name}”; chỉ có: {', '.join(_FILTERS)}."
            elif isinstance(node, nodes.Getattr | nodes.Getitem):
                yield from _wrong_reference(node)
            elif isinstance(node, nodes.Name) and node.name not in {"unit", "row"}:
                yield f"Không có tên “{node.name}”; chỉ có unit.… và row.…."

    def _gather(self, node: nodes.Node, *, optional: bool) -> None:
        """Collect the names of ``row``; those under a condition or a default may be empty."""
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "row":
            (self.optional if optional else self.required).append(node.attr)
        under = optional or isinstance(node, nodes.If | nodes.CondExpr)
        under = under or (isinstance(node, nodes.Filter) and node.name == "default")
        for child in node.iter_child_nodes():
            self._gather(child, optional=under)


def _wrong_reference(node: nodes.Getattr | nodes.Getitem) -> Iterator[str]:
    if not (isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name)):
        yield "Chỉ được viết unit.tên hoặc row.tên."
    elif node.node.name == "unit" and node.attr not in UNIT_NAMES:
        yield f"Không có unit.{node.attr}; các tên dùng được: {', '.join(f'unit.{name}' for name in UNIT_NAMES)}."
    elif node.attr.startswith("_"):
        yield f"Không có {node.node.name}.{node.attr}."


def _all_nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all_nodes(child)


def _fill(value: Any, context: Mapping[str, Any]) -> Any:
    """Fill a compiled value; what comes out empty is left out of its object or list."""
    if isinstance(value, _Text):
        return value.fill(context)
    if isinstance(value, Mapping):
        parts = ((key, _fill(part, context)) for key, part in value.items())
        return {key: part for key, part in parts if part is not _MISSING}
    if isinstance(value, list):
        return [part for part in (_fill(part, context) for part in value) if part is not _MISSING]
    return value


def _has_text(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_has_text(part) for part in value.values())
    if isinstance(value, list):
        return any(_has_text(part) for part in value)
    return isinstance(value, _Text)


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(autoescape=False, undefined=StrictUndefined)
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.globals.clear()
    return environment


def _escape(key: str) -> str:
    """One step of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")
