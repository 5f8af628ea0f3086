"""The Python that Jinja writes for a Word template: cheaper look-ups and escapes, and a meter on whatever can grow."""

from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

_DICT_METHODS: Final = frozenset(dir(dict))


class MeteredCodeGenerator(CodeGenerator):
    """Jinja's own generator, but for five places.

    - ``{{ x }}`` calls `Meter.text`, which gives plain strings; Jinja's wraps each in a Markup object.
    - ``a.b`` looks into a dict first, where Jinja tries attributes and catches the exception.
    - a loop pays its turns beforehand; a filter and ``~`` show what they made to `Meter.kept`.
    """

    def write_commons(self) -> None:
        """Bind what every generated function uses to local names."""
        super().write_commons()
        self.writeline("text, turns, kept, fetch = context.text, context.turns, context.kept, environment.fetch")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("text(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write ``fetch(x, "name")``; names of dict methods keep Jinja's order, method before key."""
        if node.attr in _DICT_METHODS:
            super().visit_Getattr(node, frame)
        else:
            self._wrapped("fetch", node.node, frame, f", {node.attr!r}")

    def visit_MarkSafe(self, node: nodes.MarkSafe, frame: Frame) -> None:
        """Write ``turns(x)``: `metered` marks the iterables of loops with this node, which no template can say."""
        self._wrapped("turns", node.expr, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        """Write ``kept(filter(x))``; what only goes to be printed is not kept."""
        if node.name == "attribute":
            super().visit_Filter(node, frame)
            return
        self.write("kept(")
        super().visit_Filter(node, frame)
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """Write ``kept(a ~ b)``."""
        self.write("kept(")
        super().visit_Concat(node, frame)
        self.write(")")

    def _wrapped(self, function: str, node: nodes.Node, frame: Frame, more: str = "") -> None:
        self.write(f"{function}(")
        self.visit(node, frame)
        self.write(f"{more})")


def metered(tree: nodes.Template) -> nodes.Template:
    """Put a meter on every loop of a parsed template."""
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.MarkSafe(loop.iter, lineno=loop.lineno)
    return tree
