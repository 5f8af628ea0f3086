"""Which fields of the data a template reads: ``signer.name``, ``tasks[].outputs[].due``."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from jinja2 import nodes

#: Filters that give back the items of a list.
_SAME_ITEMS: Final = frozenset({"sort", "reverse", "list", "unique", "dictsort"})
_METHODS: Final = frozenset(dir(dict)) | frozenset(dir(str))
_Scope = dict[str, str | None]


def names_read(tree: nodes.Template) -> set[str]:
    """Find the paths of all fields that a parsed template reads; ``[]`` stands for the items of a list."""
    reader = _Reader()
    reader.body(tree.body, {})
    return reader.paths


class _Reader:
    """A walk that follows loop variables and ``set`` back to the data; None is a value that the template made up."""

    def __init__(self) -> None:
        self.paths: set[str] = set()

    def body(self, statements: Iterable[nodes.Node], scope: _Scope) -> None:
        for statement in statements:
            self.statement(statement, scope)

    def statement(self, node: nodes.Node, scope: _Scope) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, scope)
        elif isinstance(node, nodes.If):
            self.path(node.test, scope)
            self.body([*node.body, *node.elif_, *node.else_], scope)
        elif isinstance(node, nodes.Assign):
            _bind(node.target, self.path(node.node, scope), scope)
        elif isinstance(node, nodes.Macro):
            self._macro(node, scope)
        elif isinstance(node, nodes.AssignBlock):
            self.body(node.body, dict(scope))
            _bind(node.target, None, scope)
        elif isinstance(node, nodes.With):
            inner = dict(scope)
            for target, value in zip(node.targets, node.values, strict=True):
                _bind(target, self.path(value, scope), inner)
            self.body(node.body, inner)
        elif isinstance(node, nodes.Stmt):
            self.body(node.iter_child_nodes(), scope)
        elif isinstance(node, nodes.Expr):
            self.path(node, scope)

    def _loop(self, node: nodes.For, scope: _Scope) -> None:
        items = self.path(node.iter, scope)
        inner = scope | {"loop": None}
        _bind(node.target, f"{items}[]" if items else None, inner)
        if node.test:
            self.path(node.test, inner)
        self.body(node.body, inner)
        self.body(node.else_, dict(scope))

    def _macro(self, node: nodes.Macro, scope: _Scope) -> None:
        scope[node.name] = None
        inner = scope | {"varargs": None, "kwargs": None, "caller": None}
        for argument in node.args:
            _bind(argument, None, inner)
        self.body(node.body, inner)

    def path(self, node: nodes.Node, scope: _Scope) -> str | None:
        """Note what an expression reads; give its own path if it is a field of the data."""
        if isinstance(node, nodes.Name):
            return self._noted(scope.get(node.name, node.name))
        if isinstance(node, nodes.Getattr):
            return self._member(self.path(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            owner = self.path(node.node, scope)
            return self._member(owner, node.arg.value) if isinstance(node.arg.value, str) else owner and f"{owner}[]"
        read = [self.path(child, scope) for child in node.iter_child_nodes()]
        return read[0] if isinstance(node, nodes.Filter) and node.name in _SAME_ITEMS and read else None

    def _member(self, owner: str | None, name: str) -> str | None:
        return self._noted(f"{owner}.{name}") if owner else None

    def _noted(self, path: str | None) -> str | None:
        if path:
            self.paths.add(path)
        return path


def _bind(target: nodes.Node, path: str | None, scope: _Scope) -> None:
    """Say what the name or names on the left of an assignment stand for."""
    if isinstance(target, nodes.Name):
        scope[target.name] = path
    else:
        for name in target.find_all(nodes.Name):
            scope[name.name] = None


def unknown_names(read: Iterable[str], known: Iterable[str], built_in: Mapping[str, object]) -> set[str]:
    """Pick the paths that the data does not have.

    Args:
        read: paths from `names_read`.
        known: the fields of the data, ``signer``, ``signer.name``; where no member of a field is listed, any may be read.
        built_in: names that Jinja itself gives.
    """
    fields = {prefix for field in known for prefix in _prefixes(field)}
    owners = {_owner(field) for field in fields}
    return {
        path
        for path in read
        if path not in fields
        and (_owner(path) in owners if _owner(path) else path not in built_in)
        and path.rpartition(".")[2] not in _METHODS
    }


def _prefixes(field: str) -> Iterator[str]:
    """Give a field and all that it lies in: ``tasks[].name``, ``tasks[]``, ``tasks``."""
    while field:
        yield field
        field = field[:-2] if field.endswith("[]") else _owner(field)


def _owner(path: str) -> str:
    """Give what a path is a member of: ``tasks[]`` for ``tasks[].name``; nothing for a top-level name."""
    return path.rpartition(".")[0]
