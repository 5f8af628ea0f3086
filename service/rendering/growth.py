"""Bounds on what a template makes up by itself: texts, lists and numbers that grow without printing anything."""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from itertools import islice
from types import GeneratorType
from typing import Any, Final

from jinja2.exceptions import SecurityError

#: Characters of a text, items of a list, characters of a padded field, bits of a number.
MAX_TEXT: Final = 2**18
MAX_ITEMS: Final = 20_000
MAX_WIDTH: Final = 1_000
MAX_BITS: Final = 1_024

#: In a format: a width of four digits, a width taken from the data.
_LARGE_WIDTH: Final = re.compile(r"%[^a-zA-Z%]*(\d{4}|\*)|\{[^{}]*(\d{4}|\{)")


class BudgetError(SecurityError):
    """A template prints too much, runs too long or makes up too large a value."""


def check_size(value: object) -> None:
    """Refuse a text or list beyond the bounds."""
    if isinstance(value, str):
        _bound(len(value), MAX_TEXT)
    elif isinstance(value, (list, tuple)):
        _bound(len(value), MAX_ITEMS)


def short_range(*args: int) -> range:
    """Do as ``range`` does, within the bound of a list."""
    numbers = range(*args)
    _bound(len(numbers), MAX_ITEMS)
    return numbers


def guarded(function: Callable[..., Any], guard: "Guard") -> Callable[..., Any]:
    """Look at the arguments of a filter before it runs; Jinja may put one of its own in front of them."""
    own = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        given = [listed(arg) for arg in args[own:]]
        guard(*given, *kwargs.values())
        return function(*args[:own], *given, **kwargs)

    return wrapper


def listed(value: Any) -> Any:
    """Turn a generator into a list, whose length can be looked at."""
    return list(islice(value, MAX_ITEMS)) if isinstance(value, GeneratorType) else value


def _bound(size: int, limit: int) -> None:
    if size > limit:
        raise BudgetError("size")


def _guard_width(_text: object, *args: object) -> None:
    for arg in args:
        if isinstance(arg, int):
            _bound(arg, MAX_WIDTH)


def _guard_format(text: object, *_args: object) -> None:
    if isinstance(text, str) and _LARGE_WIDTH.search(text):
        raise BudgetError("size")


def _guard_replace(text: object, old: object = "", new: object = "", *_count: object) -> None:
    _bound(str(text).count(str(old)) * len(str(new)), MAX_TEXT)


def _guard_join(separator: object, items: object = (), *_more: object) -> None:
    texts = [len(str(item)) for item in items] if isinstance(items, Iterable) else []
    _bound(sum(texts) + len(texts) * len(str(separator)), MAX_TEXT)


def _guard_join_filter(items: object, separator: object = "", *_attribute: object) -> None:
    _guard_join(separator, items)


def _guard_plus(left: object, right: object) -> None:
    for kind, limit in ((str, MAX_TEXT), ((list, tuple), MAX_ITEMS)):
        if isinstance(left, kind) and isinstance(right, kind):
            _bound(len(left) + len(right), limit)


def _guard_times(left: object, right: object) -> None:
    if isinstance(left, int) and isinstance(right, int):
        _bound(left.bit_length() + right.bit_length(), MAX_BITS)
    for sequence, times in ((left, right), (right, left)):
        if isinstance(sequence, (str, list, tuple)) and isinstance(times, int):
            _bound(len(sequence) * times, MAX_ITEMS)


def _guard_power(left: object, right: object) -> None:
    if isinstance(left, int) and isinstance(right, int):
        _bound(left.bit_length() * right, MAX_BITS)


Guard = Callable[..., None]
OPERATOR_GUARDS: Final[dict[str, Guard]] = {
    "+": _guard_plus,
    "*": _guard_times,
    "**": _guard_power,
    "%": _guard_format,
}
METHOD_GUARDS: Final[dict[str, Guard]] = {
    "center": _guard_width,
    "expandtabs": _guard_width,
    "format": _guard_format,
    "format_map": _guard_format,
    "join": _guard_join,
    "ljust": _guard_width,
    "replace": _guard_replace,
    "rjust": _guard_width,
    "zfill": _guard_width,
}
FILTER_GUARDS: Final[dict[str, Guard]] = {
    "batch": _guard_width,
    "center": _guard_width,
    "format": _guard_format,
    "indent": _guard_width,
    "join": _guard_join_filter,
    "replace": _guard_replace,
    "slice": _guard_width,
}
