"""The source of this project as its tests look at it: tracked files, parsed once."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Written once and kept as they were run.
_KEPT_AS_RUN = "migrations"


def tracked(*patterns):
    """Files of the project, without what tools and package managers put beside them."""
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, check=True, capture_output=True).stdout
    found = [ROOT / name for name in listed.decode().split("\0") if name]
    return sorted(path for path in found if path.is_file())


def relative(path):
    """A path as people name it."""
    return str(path.relative_to(ROOT))


@cache
def modules():
    """Every module that is delivered, by path: its syntax tree."""
    paths = [path for path in tracked("service/*.py", "templates_nd30/*.py") if _KEPT_AS_RUN not in path.parts]
    return {path: ast.parse(path.read_text("utf-8")) for path in paths}


def functions(tree):
    """Every function and method of a module."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function):
    """Lines of a function, its signature included."""
    return function.end_lineno - function.lineno + 1


def public(tree):
    """Public functions and classes at the top of a module, and public methods of public classes."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    for node in tree.body:
        if isinstance(node, kinds) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (one for one in node.body if isinstance(one, kinds) and not one.name.startswith("_"))
