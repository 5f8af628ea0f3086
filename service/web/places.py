"""Places of a draft as officials quote them, ``Nội dung, điểm a khoản 2 Mục I``: counted as the page counts, even half filled in."""

import re
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from service.documents.labels import label, place
from service.documents.outline import Entry, bare_number, outline_blocks
from service.nd30.kinds import Layout

_ROOT = re.compile(r"(/body|/attachment/body|/appendices/(\d+))/content(?=/\d)")
_TASK = re.compile(r"/tasks/(\d+)/tasks/(\d+)(?:/outputs/(\d+))?")
_LEVELS = {
    "part": "Phần",
    "chapter": "Chương",
    "section": "Mục",
    "subsection": "Tiểu mục",
    "article": "Điều",
    "clause": "khoản",
    "subclause": "khoản",
    "point": "điểm",
    "dash": "gạch đầu dòng",
    "paragraph": "đoạn",
    "table": "bảng",
}


def place_on_paper(pointer: str, data: Mapping[str, Any]) -> str:
    """The place at a JSON pointer in words; what is not content is named by its labels."""
    root = _ROOT.match(pointer)
    if task := _TASK.match(pointer):
        return _task_place(pointer, task, data)
    if root is None:
        return place(pointer)
    blocks = {entry.path: entry for entry in _entries(data, root)}
    inner_first = [_level(blocks[path]) for path in _upwards(pointer) if path in blocks]
    head = f"Phụ lục {int(root[2]) + 1}" if root[2] else label(root[1])
    return ", ".join(filter(None, (head, " ".join(filter(None, inner_first)))))


def _task_place(pointer: str, task: re.Match[str], data: Mapping[str, Any]) -> str:
    """A task by its number in the whole table; its outputs are counted where there are several."""
    groups = [group.get("tasks") or [] for group in data.get("tasks") or [] if isinstance(group, Mapping)]
    number = sum(map(len, groups[: int(task[1])])) + int(task[2]) + 1
    words = [label("/tasks"), f"nhiệm vụ {number}", f"sản phẩm {int(task[3]) + 1}" if int(task[3] or 0) else ""]
    field = label(re.sub(r"/\d+$", "", pointer)) if pointer != task[0] else ""
    return ", ".join(filter(None, (*words, field)))


def _entries(data: Mapping[str, Any], root: re.Match[str]) -> Iterator[Entry]:
    holder: Any = data
    for key in root[1].split("/")[1:]:
        holder = holder[int(key)] if isinstance(holder, list) else holder.get(key, {})
    layout = Layout.ARTICLES if holder.get("layout") == Layout.ARTICLES else Layout.SECTIONS
    yield from outline_blocks(_loose(holder.get("content")), layout, root[0])


def _loose(content: Any) -> Any:
    """Blocks as they are typed so far, with just what counting looks at."""
    blocks = [item for item in content or () if isinstance(item, Mapping)]
    return tuple(
        SimpleNamespace(type=item.get("type"), number=item.get("number"), content=_loose(item.get("content")))
        for item in blocks
    )


def _upwards(pointer: str) -> Iterator[str]:
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]


def _level(entry: Entry) -> str:
    word = _LEVELS.get(entry.block.type)
    counted = bare_number(entry.label) if entry.label.strip("-+") else str(int(entry.path.rpartition("/")[2]) + 1)
    return f"{word} {counted}" if word else ""
