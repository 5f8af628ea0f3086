"""One vocabulary: the Vietnamese label of every field and choice, for forms, sheets, schemas and messages.

The labels of fields stand on the fields themselves; this module finds them by place.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, get_args

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from service.documents.body import Alignment, TaskColumn
from service.documents.forms import Meeting, Salutation
from service.documents.model import Document, Medium, Orientation, Urgency
from service.documents.tasks import State
from service.nd30.kinds import KINDS, Kind, Layout
from service.nd30.signing import AUTHORITIES, Authority

STATES = {
    State.DONE: "Hoàn thành",
    State.IN_PROGRESS: "Đang thực hiện",
    State.LATE: "Chậm tiến độ",
    State.NOT_STARTED: "Chưa thực hiện",
}

#: Headings of the task table, on paper as in sheets and forms.
TASK_COLUMNS = {
    TaskColumn.ORDINAL: "TT",
    TaskColumn.GROUP: "Nhiệm vụ chung",
    TaskColumn.TASK: "Nhiệm vụ cụ thể",
    TaskColumn.OUTPUT: "Sản phẩm",
    TaskColumn.LEAD: "Cơ quan chủ trì",
    TaskColumn.COORDINATING: "Cơ quan phối hợp",
    TaskColumn.DUE: "Thời gian thực hiện",
    TaskColumn.STATE: "Tình trạng",
    TaskColumn.PERCENT: "Tỷ lệ (%)",
    TaskColumn.COMPLETED_ON: "Ngày hoàn thành",
    TaskColumn.EVIDENCE: "Kết quả, minh chứng",
    TaskColumn.REASON: "Nguyên nhân, ghi chú",
}

#: Every choice in the data and the words people read for it.
CHOICES: dict[type[StrEnum], Mapping[Any, str]] = {
    Kind: {kind: facts.name for kind, facts in KINDS.items()},
    Layout: {Layout.SECTIONS: "Theo phần, mục, khoản, điểm", Layout.ARTICLES: "Theo chương, mục, điều, khoản, điểm"},
    Authority: {form: f"{form.printed} ({facts.meaning})" for form, facts in AUTHORITIES.items()},
    State: STATES,
    TaskColumn: TASK_COLUMNS,
    Medium: {Medium.PAPER: "Văn bản giấy", Medium.ELECTRONIC: "Văn bản điện tử"},
    Orientation: {Orientation.PORTRAIT: "Trang dọc", Orientation.LANDSCAPE: "Trang ngang"},
    Urgency: {Urgency.HOA_TOC: "Hỏa tốc", Urgency.THUONG_KHAN: "Thượng khẩn", Urgency.KHAN: "Khẩn"},
    Meeting: {Meeting.CUOC_HOP: "Cuộc họp", Meeting.HOI_NGHI: "Hội nghị", Meeting.HOI_THAO: "Hội thảo"},
    Salutation: {Salutation.ONG: "Ông", Salutation.BA: "Bà"},
    Alignment: {
        Alignment.LEFT: "Căn trái",
        Alignment.CENTER: "Căn giữa",
        Alignment.RIGHT: "Căn phải",
        Alignment.JUSTIFY: "Căn đều hai bên",
    },
}


def choice_label(value: StrEnum) -> str:
    """Return the Vietnamese words for a choice."""
    return CHOICES[type(value)][value]


def label(pointer: str) -> str:
    """Return the Vietnamese label of the field at a JSON pointer: ``/signer/post`` gives ``Chức vụ người ký``.

    A place the model does not know gets its last key back.
    """
    found = [info.title for _, info in _walk(pointer) if info and info.title]
    return found[-1] if found else pointer.rpartition("/")[2]


def place(pointer: str) -> str:
    """Return a place in words, from the outside in: ``Bảng nhiệm vụ 1, Các nhiệm vụ 3, Cơ quan chủ trì``."""
    words: list[str] = []
    for key, info in _walk(pointer):
        if key.isdecimal() and words:
            words[-1] += f" {int(key) + 1}"
        elif info and info.title:
            words.append(info.title)
    return ", ".join(words) or "Văn bản"


def fields_at(pointer: str) -> dict[str, str]:
    """Return the keys that may stand in the object at `pointer`, each with its label."""
    models: tuple[type[BaseModel], ...] = (Document,)
    for key in _keys(pointer):
        if not key.isdecimal():
            models = _inner(models, key)
    return {name: info.title or name for model in models for name, info in model.model_fields.items()}


def _walk(pointer: str) -> Iterator[tuple[str, FieldInfo | None]]:
    """Yield each step of a pointer with the field it enters (None for an index or an unknown key)."""
    models: tuple[type[BaseModel], ...] = (Document,)
    for key in _keys(pointer):
        if key.isdecimal():
            yield key, None
            continue
        yield key, next((model.model_fields[key] for model in models if key in model.model_fields), None)
        models = _inner(models, key)


def _keys(pointer: str) -> list[str]:
    return [key.replace("~1", "/").replace("~0", "~") for key in pointer.split("/")[1:]]


def _inner(models: tuple[type[BaseModel], ...], key: str) -> tuple[type[BaseModel], ...]:
    """Return the models that the field `key` of any of `models` may hold."""
    found = (model.model_fields[key].annotation for model in models if key in model.model_fields)
    return tuple(dict.fromkeys(inner for annotation in found for inner in _models_in(annotation)))


def _models_in(annotation: Any) -> tuple[type[BaseModel], ...]:
    """Return the models inside a type, through unions, tuples and annotations."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return () if issubclass(annotation, RootModel) else (annotation,)
    return tuple(model for argument in get_args(annotation) for model in _models_in(argument))
