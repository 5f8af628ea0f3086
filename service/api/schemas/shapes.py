"""The kinds of schemas: answers, bodies, queries, pages of a list, and the problem."""

import datetime as dt
import re
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode
from pydantic_core import PydanticCustomError

from service.documents import Document
from service.documents.record import Record

#: What a cursor looks like: an id in URL-safe Base64; empty for the first page.
CURSOR = r"^([A-Za-z0-9_-]{22})?$"
#: The same with the time of making before the id, for documents.
DRAFT_CURSOR = r"^([A-Za-z0-9_-]{32})?$"


def _iso_only(value: Any) -> Any:
    """A number would pass for seconds since 1970."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value  # an answer made from the register
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return value
    raise PydanticCustomError("bad-date", "Ngày không đúng; ghi dạng 2026-06-05.")


Day = Annotated[dt.date, BeforeValidator(_iso_only)]
"""A calendar day in JSON or in a query: ``2026-06-05``."""


class Answer(Record):
    """Something the API gives, made from the value an action returned."""

    model_config = ConfigDict(from_attributes=True)


class Body(Record):
    """A JSON object the API takes."""


class Query(BaseModel):
    """Query parameters; unknown ones are passed over. The schema is asked for with every request, so it is kept."""

    model_config = ConfigDict(frozen=True)

    @classmethod
    @cache
    def model_json_schema(  # type: ignore[override]
        cls,
        by_alias: bool = True,
        ref_template: str = "#/components/schemas/{model}",
        schema_generator: type[GenerateJsonSchema] = GenerateJsonSchema,
        mode: JsonSchemaMode = "validation",
    ) -> dict[str, Any]:
        """The schema, made once."""
        schema = super().model_json_schema(by_alias, ref_template, schema_generator, mode)
        schema.pop("description", None)
        for field in schema["properties"].values():
            if "examples" in field:  # a parameter's examples have names, a single example has none
                field["example"] = field.pop("examples")[0]
        return schema


class PageQuery(Query):
    """Which part of a list."""

    cursor: str | None = Field(None, description="next_cursor của trang trước; bỏ trống cho trang đầu.", pattern=CURSOR)
    limit: int = Field(50, description="Số mục trên một trang.", ge=1, le=200)


class DocumentData(RootModel[dict[str, Any]]):
    """The data of a document: described by the model, read by `service.documents.parse` with all its faults."""

    @classmethod
    def model_json_schema(cls, *arguments: Any, **options: Any) -> dict[str, Any]:
        """The schema of the document model."""
        schema = Document.model_json_schema(*arguments, **options)
        return schema | {"title": "DocumentData"}


class DraftData(RootModel[dict[str, Any]]):
    """The data of a draft: a whole document, or with ``incomplete=true`` anything that says its kind."""

    @classmethod
    def model_json_schema(cls, *arguments: Any, **options: Any) -> dict[str, Any]:
        """The document model, or an object with a kind."""
        whole = Document.model_json_schema(*arguments, **options)
        definitions = whole.pop("$defs")
        unfinished = {
            "title": "Chưa xong",
            "type": "object",
            "description": "Chỉ nhận khi incomplete=true.",
            "properties": {"kind": whole["properties"]["kind"]},
            "required": ["kind"],
        }
        return {"title": "DraftData", "anyOf": [whole, unfinished], "$defs": definitions}


class PatchData(RootModel[dict[str, Any]]):
    """A merge patch: any object."""

    @classmethod
    def model_json_schema(cls, *arguments: Any, **options: Any) -> dict[str, Any]:
        """Any object."""
        del arguments, options
        description = "Phần thay đổi theo RFC 7396: khóa có giá trị null bị xóa, khóa khác được thay."
        return {
            "title": "PatchData",
            "type": "object",
            "description": description,
            "examples": [{"subject": "Cải cách hành chính năm 2027"}],
        }


class ProblemItem(Answer, title="Lỗi"):
    """One fault at one place."""

    pointer: str = Field(description="JSON pointer tới chỗ sai; chuỗi rỗng là toàn bộ.", examples=["/signer/post"])
    code: str = Field(description="Mã lỗi ổn định.", examples=["missing"])
    message: str = Field(description="Câu giải thích bằng tiếng Việt.", examples=["Thiếu chức vụ người ký."])


class ProblemAnswer(Answer, title="Problem"):
    """RFC 9457."""

    type: str = Field(description="Loại lỗi.", examples=["urn:nd30:problem:invalid-document"])
    title: str = Field(description="Câu tóm tắt bằng tiếng Việt.", examples=["Dữ liệu văn bản chưa hợp lệ."])
    status: int = Field(description="Mã trạng thái HTTP.", examples=[422])
    instance: str = Field(description="Mã yêu cầu, để báo cho người vận hành.", examples=["urn:nd30:request:1f0c"])
    problems: list[ProblemItem] = Field(description="Tất cả các lỗi tìm thấy.")
