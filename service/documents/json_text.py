"""JSON text to plain data, refusing what a plain JSON reader lets pass in silence: keys given twice, NaN, a wrong encoding."""

import json
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, NoReturn

from service.errors import InvalidDocument, Problem

#: How deep objects and lists may nest; a document needs about 40.
MAX_DEPTH = 100
#: Values that hold no others.
_PLAIN = frozenset({str, int, float, bool, type(None)})


class _Object(dict[str, Any]):
    """A JSON object that remembers the keys it was given more than once."""

    repeated: tuple[str, ...] = ()


def load_json(text: str | bytes) -> Any:
    """Return the data in `text` (UTF-8 when bytes); raise InvalidDocument when it is no JSON or badly shaped."""
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        data = json.loads(decoded, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        message = f"Tệp không phải UTF-8 (byte thứ {error.start + 1}); lưu lại với bảng mã UTF-8."
        raise InvalidDocument(problems=[Problem("", "not-utf-8", message)]) from error
    except json.JSONDecodeError as error:
        message = f"JSON sai cú pháp ở dòng {error.lineno}, cột {error.colno}: {_reason(error)}."
        raise InvalidDocument(problems=[Problem("", "bad-json", message)]) from error
    except ValueError as error:  # a number of thousands of digits
        raise InvalidDocument(problems=[Problem("", "bad-json", "JSON có số quá dài.")]) from error
    except RecursionError as error:
        raise InvalidDocument(problems=[_too_deep("")]) from error
    refuse_bad_shape(data)
    return data


def refuse_bad_shape(data: Any) -> None:
    """Raise InvalidDocument naming every key given twice, and where the data nests too deep."""
    if not _well_shaped(data):
        raise InvalidDocument(problems=_shape_problems(data, "", 0))


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        found.repeated = tuple(dict.fromkeys(key for key in keys if keys.count(key) > 1))
    return found


def _refuse_constant(name: str) -> NoReturn:
    message = f"JSON không có giá trị {name}; ghi số hoặc null."
    raise InvalidDocument(problems=[Problem("", "bad-json", message)])


def _well_shaped(data: Any) -> bool:
    """Tell whether there is nothing for `_shape_problems` to find; many times quicker, since almost all data is sound."""
    level = [data]
    for _ in range(MAX_DEPTH + 1):
        if not level:
            return True
        if any(value.repeated for value in level if type(value) is _Object):
            return False
        level = [inner for inner in _inside(level) if type(inner) not in _PLAIN]
    return not level


def _inside(level: list[Any]) -> list[Any]:
    """Return what the objects and lists of one level hold."""
    objects = [value.values() for value in level if isinstance(value, dict)]
    lists = [value for value in level if isinstance(value, list | tuple)]
    others = [value.values() for value in level if isinstance(value, Mapping) and not isinstance(value, dict)]
    return list(chain.from_iterable(chain(objects, lists, others)))


def texts(data: Any) -> Iterator[str]:
    """Yield every string in `data`, in no particular order."""
    level: list[Any] = [[data]]
    while level:
        found = _inside(level)
        yield from [inner for inner in found if isinstance(inner, str)]
        level = [inner for inner in found if type(inner) not in _PLAIN]


def _shape_problems(data: Any, path: str, depth: int) -> Iterator[Problem]:
    """Yield a problem for each key given twice, and one where the data nests too deep."""
    if depth > MAX_DEPTH:
        yield _too_deep(path)
        return
    if isinstance(data, _Object):
        for twice in data.repeated:
            message = f"Khóa “{twice}” ghi hai lần trong cùng một chỗ; giữ lại một."
            yield Problem(child(path, twice), "repeated-key", message)
    for key, value in _children(data):
        yield from _shape_problems(value, child(path, key), depth + 1)


def _children(data: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(data, Mapping):
        yield from data.items()
    elif isinstance(data, list | tuple):
        yield from enumerate(data)


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every string in `data` with its JSON pointer, in order."""
    stack: list[tuple[str, Any]] = [(path, data)]
    while stack:
        place, value = stack.pop()
        if isinstance(value, str):
            yield place, value
        elif isinstance(value, list | tuple):
            stack += [(f"{place}/{index}", value[index]) for index in range(len(value) - 1, -1, -1)]
        elif isinstance(value, Mapping):
            stack += [(child(place, key), inner) for key, inner in reversed(tuple(value.items()))]


def child(path: str, key: str | int) -> str:
    """Return the JSON pointer of `key` inside `path` (RFC 6901)."""
    name = str(key)
    return f"{path}/{name.replace('~', '~0').replace('/', '~1') if '/' in name or '~' in name else name}"


def _too_deep(path: str) -> Problem:
    return Problem(path, "too-deep", "Dữ liệu lồng nhau quá sâu.")


#: The reasons of Python's JSON reader, for people.
_REASONS = {
    "Expecting value": "thiếu giá trị",
    "Expecting property name enclosed in double quotes": "tên khóa phải đặt trong ngoặc kép",
    "Expecting ':' delimiter": "thiếu dấu hai chấm",
    "Expecting ',' delimiter": "thiếu dấu phẩy hoặc thừa ngoặc",
    "Illegal trailing comma before end of object": "thừa dấu phẩy cuối",
    "Illegal trailing comma before end of array": "thừa dấu phẩy cuối",
    "Extra data": "thừa chữ sau khi đã hết dữ liệu",
    "Unterminated string starting at": "chuỗi chưa đóng ngoặc kép",
    "Invalid control character at": "có ký tự điều khiển trong chuỗi",
    "Invalid \\escape": "dấu gạch chéo ngược sai",
    "Invalid \\uXXXX escape": "mã \\u sai",
}


def _reason(error: json.JSONDecodeError) -> str:
    return _REASONS.get(error.msg, "không đọc được")
