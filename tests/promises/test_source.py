"""Promises about the source: every module says why it exists, nothing grows too long, everything public is typed and told."""

import ast
import re

from tests.promises.source import ROOT, functions, length, modules, public, relative, tracked

#: Lines of a module and of a function; the tables of `nd30` are as long as the law.
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "misc", "tools"}


def lines_of(path):
    return path.read_text("utf-8").splitlines()


def test_every_module_opens_with_a_sentence():
    silent = [
        relative(path)
        for path, tree in modules().items()
        if tree.body and len((ast.get_docstring(tree) or "").split()) < 4
    ]

    assert silent == []


def test_no_module_is_too_long():
    long = {relative(path): len(lines_of(path)) for path in modules() if path.parent.name != "nd30"}

    assert {path: lines for path, lines in long.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_too_long():
    long = {
        f"{relative(path)}:{one.name}": length(one)
        for path, tree in modules().items()
        for one in functions(tree)
        if length(one) > LONGEST_FUNCTION
    }

    assert long == {}


def test_the_names_of_modules_say_what_is_in_them():
    names = {part for path in modules() for part in (*path.relative_to(ROOT).parts[:-1], path.stem)}

    assert names & FORBIDDEN_NAMES == set()
    assert [name for name in names if not re.fullmatch(r"[a-z0-9_]+", name)] == []


def test_everything_public_has_a_docstring():
    silent = [
        f"{relative(path)}:{one.name}"
        for path, tree in modules().items()
        for one in public(tree)
        if not ast.get_docstring(one) and not any("overload" in ast.unparse(mark) for mark in one.decorator_list)
    ]

    assert silent == []


def untyped(function):
    """Names of the arguments without a type, and ``return`` where the result has none."""
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    bare = [one.arg for one in arguments if one.annotation is None and one.arg not in ("self", "cls", "mcs")]
    return bare + (["return"] if function.returns is None and function.name != "__init__" else [])


def test_every_function_is_typed():
    found = {
        f"{relative(path)}:{one.name}": untyped(one)
        for path, tree in modules().items()
        for one in functions(tree)
        if untyped(one)
    }

    assert found == {}


def test_nothing_is_imported_by_star_and_only_the_command_line_prints():
    found = []
    for path, tree in modules().items():
        for node in ast.walk(tree):
            star = isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names)
            prints = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            if star or (prints and "cli" not in path.parts):
                found.append(f"{relative(path)}:{node.lineno}")

    assert found == []


def test_identifiers_are_ascii():
    names = {
        name
        for tree in modules().values()
        for node in ast.walk(tree)
        for name in (getattr(node, "id", None), getattr(node, "arg", None), getattr(node, "name", None))
        if isinstance(name, str)
    }

    assert [name for name in names if not name.isascii()] == []


def test_every_silenced_check_is_named_and_gives_its_reason():
    named = re.compile(r"# noqa: [A-Z0-9, ]+ (?:#|-) *\S|# type: ignore\[[a-z, -]+\]")
    bare = [
        f"{relative(path)}: {line.strip()}"
        for path in modules()
        for line in lines_of(path)
        if re.search(r"# noqa|# type: ignore", line) and not named.search(line)
    ]

    assert bare == []


def test_functions_and_modules_are_short_in_the_median():
    of_functions = sorted(length(one) for tree in modules().values() for one in functions(tree))
    of_modules = sorted(len(lines_of(path)) for path in modules())

    assert of_functions[len(of_functions) // 2] <= 10
    assert of_modules[len(of_modules) // 2] <= 120


def test_the_project_tells_nothing_of_the_machine_it_was_written_on():
    strays = re.compile(r"/work" + r"/|\bshared/(?!\w+\.py)|/tmp/nd" + r"30|\bissue #?\d", re.IGNORECASE)
    texts = tracked("*.py", "*.md", "Makefile", "Dockerfile", ".ci/*", "*.toml", "*.html")

    assert [relative(path) for path in texts if strays.search(path.read_text("utf-8"))] == []
