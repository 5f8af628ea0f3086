"""What the model refuses, said in Vietnamese: each fault of pydantic becomes a Problem with a JSON pointer and what to write instead."""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType
from rapidfuzz import fuzz, process, utils

from service.documents.json_text import child
from service.documents.labels import fields_at, label
from service.errors import Problem

#: Pydantic's own faults, which speak English; all others are ours.
_ENGLISH = frozenset(get_args(ErrorType))
#: Below this likeness (0-100) no other key is suggested.
_ALIKE = 60


def problems_of(error: ValidationError, data: Any) -> tuple[Problem, ...]:
    """Return one problem for each fault, in the order of the data; `data` is what was validated."""
    details = error.errors(include_url=False)
    return tuple(dict.fromkeys(_problem(detail, data) for detail in details if not _follows(detail)))


def _follows(detail: ErrorDetails) -> bool:
    """Tell whether a list is called too short only because its items are faulty themselves."""
    given, context = detail["input"], detail.get("ctx") or {}
    return detail["type"] == "too_short" and isinstance(given, list | tuple) and len(given) >= context["min_length"]


def _problem(detail: ErrorDetails, data: Any) -> Problem:
    path = pointer(detail["loc"], data)
    kind = detail["type"]
    sentence = _SENTENCES.get(kind)
    if sentence is not None:
        return Problem(path, _CODES.get(kind, kind.replace("_", "-")), sentence(path, detail))
    if kind in _ENGLISH:
        return Problem(path, "bad-value", f"{label(path)} chưa đúng; xem lại giá trị này.")
    return Problem(path, kind, detail["msg"])


def pointer(loc: tuple[str | int, ...], data: Any) -> str:
    """Return the JSON pointer of a place in `data`, without the union tags that pydantic puts between.

    A fault inside a string that stands for a list of runs is a fault of that string.
    """
    path, here = "", data
    for key in loc:
        if isinstance(here, str):
            break
        if isinstance(here, Mapping) and key not in here and here.get("type") == key:
            continue
        path = child(path, key)
        here = _step(here, key)
    return path


def _step(here: Any, key: str | int) -> Any:
    if isinstance(here, Mapping):
        return here.get(key)
    if isinstance(here, list | tuple) and isinstance(key, int) and key < len(here):
        return here[key]
    return None


def nearest(text: str, choices: Mapping[str, str]) -> str | None:
    """Return the key of `choices` whose key or label is most like `text`, or None when none is."""
    names = {**{key: key for key in choices}, **{words: key for key, words in choices.items()}}
    found = process.extractOne(
        text, list(names), scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=_ALIKE
    )
    return names[found[0]] if found else None


def _missing(path: str, _: ErrorDetails) -> str:
    return f"Thiếu {label(path)} (khóa “{path.rpartition('/')[2]}”)."


def _unknown_key(path: str, _: ErrorDetails) -> str:
    parent, key = path.rsplit("/", 1)
    known = fields_at(parent)
    guess = nearest(key, known)
    hint = f" Có phải “{guess}” ({known[guess]})?" if guess else ""
    return f"Không có khóa “{key}” ở đây.{hint}"


def _choice(path: str, detail: ErrorDetails) -> str:
    expected = str((detail.get("ctx") or {}).get("expected", "")).replace(" or ", ", ")
    choices = [choice.strip("' ") for choice in expected.split(",")]
    guess = nearest(str(detail["input"]), {choice: choice for choice in choices})
    hint = f" Có phải “{guess}”?" if guess else ""
    return f"{label(path)} phải là một trong: {', '.join(choices)}.{hint}"


def _block_type(_: str, detail: ErrorDetails) -> str:
    context = detail.get("ctx") or {}
    choices = [tag.strip("' ") for tag in str(context.get("expected_tags", "")).split(",")]
    guess = nearest(str(context.get("tag", "")), {choice: choice for choice in choices})
    hint = f" Có phải “{guess}”?" if guess else ""
    return f"Không có loại khối “{context.get('tag')}”; dùng một trong: {', '.join(choices)}.{hint}"


def _limit(words: str, key: str) -> Callable[[str, ErrorDetails], str]:
    """Make a sentence that names the limit `key` of the fault."""

    def sentence(path: str, detail: ErrorDetails) -> str:
        return f"{label(path)} {words.format((detail.get('ctx') or {})[key])}."

    return sentence


def _plainly(words: str) -> Callable[[str, ErrorDetails], str]:
    """Make a sentence that names the field only."""

    def sentence(path: str, _: ErrorDetails) -> str:
        return f"{label(path)} {words}."

    return sentence


_TEXT = _plainly("phải là chuỗi chữ, đặt trong ngoặc kép")
_WHOLE = _plainly("phải là số nguyên, không đặt trong ngoặc kép")
_OBJECT = _plainly("phải là một đối tượng, đặt trong ngoặc nhọn { }")
_LIST = _plainly("phải là một danh sách, đặt trong ngoặc vuông [ ]")

_SENTENCES: dict[str, Callable[[str, ErrorDetails], str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "enum": _choice,
    "literal_error": _choice,
    "union_tag_invalid": _block_type,
    "union_tag_not_found": lambda *_: "Khối nội dung thiếu khóa “type” (ví dụ: section, clause, paragraph).",
    "string_type": _TEXT,
    "string_unicode": _plainly("có ký tự không phải Unicode hợp lệ"),
    "string_pattern_mismatch": _plainly("không được có dấu cách"),
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _plainly("phải là số"),
    "float_parsing": _plainly("phải là số"),
    "finite_number": _plainly("phải là số hữu hạn"),
    "bool_type": _plainly("phải là true hoặc false, không đặt trong ngoặc kép"),
    "bool_parsing": _plainly("phải là true hoặc false, không đặt trong ngoặc kép"),
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dict_type": _OBJECT,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "too_short": _limit("phải có ít nhất {} mục", "min_length"),
    "too_long": _limit("có nhiều nhất {} mục", "max_length"),
    "string_too_long": _limit("có nhiều nhất {} chữ", "max_length"),
    "greater_than": _limit("phải lớn hơn {}", "gt"),
    "greater_than_equal": _limit("phải từ {} trở lên", "ge"),
    "less_than_equal": _limit("không quá {}", "le"),
    "recursion_loop": lambda *_: "Dữ liệu lồng nhau quá sâu.",
}
_CODES = {
    "extra_forbidden": "unknown-key",
    "enum": "unknown-choice",
    "literal_error": "unknown-choice",
    "union_tag_invalid": "unknown-block",
    "union_tag_not_found": "unknown-block",
    "recursion_loop": "too-deep",
    "string_too_long": "too-long",
}
