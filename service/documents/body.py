"""What a document says, block by block, in the decree's own divisions (Phụ lục I, Phần I, Mục II, khoản 6)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, StrictBool, model_serializer

from service.documents.record import Record
from service.documents.text import CellText, Line, RichText
from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS, Kind, Layout


class _Block(Record):
    """Any block; its type is always written out, also where defaults are left out."""

    type: str

    @model_serializer(mode="wrap")
    def _with_type(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        return {"type": self.type} | data


class _Numbered(_Block):
    """A block with a number that is counted by itself unless the data gives one."""

    number: Line | None = Field(
        None,
        title="Số thứ tự",
        description="Chỉ ghi khi cần số khác với số tự đánh; chỉ ghi số hoặc chữ, không ghi dấu.",
    )


class _Titled(_Numbered):
    """A division that must have a title (khoản 6, điểm d)."""

    title: Line = Field(title="Tiêu đề", description="Cụm từ chỉ nội dung chính, chữ thường; máy tự in hoa.")


class _Worded(_Numbered):
    """A division with a title, or words on the line of its number."""

    title: Line | None = Field(None, title="Tiêu đề", description="Cụm từ chỉ nội dung chính, nếu có.")
    text: RichText | None = Field(None, title="Lời văn", description="Lời văn trên cùng dòng với số thứ tự.")


class _Said(_Block):
    """A block that is nothing without its words."""

    text: RichText = Field(title="Lời văn", description="Lời văn của khối này, không ghi số thứ tự hay gạch đầu dòng.")


class _Holding(_Block):
    """A block with others inside (listed first among the bases, so that the content is written last)."""

    content: "tuple[Block, ...]" = Field((), title="Nội dung", description="Các khối bên trong, theo thứ tự.")


class Part(_Holding, _Titled, title="Phần"):
    """Phần: a line ``Phần I`` and its title below."""

    type: Literal["part"] = "part"


class Chapter(_Holding, _Titled, title="Chương"):
    """Chương: a line ``Chương I`` and its title below."""

    type: Literal["chapter"] = "chapter"


class Section(_Holding, _Titled, title="Mục"):
    """Mục: ``I. TITLE`` on one line in the layout by sections, ``Mục 1`` and its title below in the layout by articles."""

    type: Literal["section"] = "section"


class Subsection(_Holding, _Titled, title="Tiểu mục"):
    """Tiểu mục: a line ``Tiểu mục 1`` and its title below."""

    type: Literal["subsection"] = "subsection"


class Article(_Holding, _Worded, title="Điều"):
    """Điều: bold ``Điều 1.``, then a title, or words on the same line (Mẫu 1.2), or both."""

    type: Literal["article"] = "article"


class Clause(_Holding, _Worded, title="Khoản"):
    """Khoản: ``1.`` and a bold title on a line of its own, or words."""

    type: Literal["clause"] = "clause"


class Subclause(_Holding, _Worded, title="Khoản nhỏ"):
    """A division of a khoản counted ``1.1``, as plans and reports have it (settled practice)."""

    type: Literal["subclause"] = "subclause"


class Point(_Holding, _Said, _Numbered, title="Điểm"):
    """Điểm: ``a)`` and words; letters follow the Vietnamese alphabet."""

    type: Literal["point"] = "point"


class Dash(_Holding, _Said, title="Gạch đầu dòng"):
    """One item that begins with a dash (settled practice)."""

    type: Literal["dash"] = "dash"


class Paragraph(_Said, title="Đoạn văn"):
    """A plain paragraph."""

    type: Literal["paragraph"] = "paragraph"


class Alignment(StrEnum):
    """How the words of a column stand in their cells."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Column(Record, title="Cột"):
    """One column of a free table."""

    heading: CellText = Field(title="Tên cột", description="Chữ ở đầu cột.")
    width: float | None = Field(
        None, title="Độ rộng", description="Tỷ lệ so với các cột khác; để trống thì máy tự tính.", gt=0, le=1000
    )
    align: Alignment = Field(Alignment.LEFT, title="Căn lề", description="left, center, right hoặc justify.")


class Table(_Block, title="Bảng"):
    """A free table (bảng, biểu): columns and rows of cells."""

    type: Literal["table"] = "table"
    caption: RichText | None = Field(None, title="Tên bảng", description="Dòng chữ phía trên bảng, nếu có.")
    columns: tuple[Column, ...] = Field(title="Các cột", description="Từ trái sang phải.", min_length=1, max_length=30)
    rows: tuple[tuple[CellText, ...], ...] = Field(
        title="Các hàng", description="Mỗi hàng có đủ số ô bằng số cột; ô trống ghi chuỗi rỗng."
    )
    merge_equal: StrictBool = Field(
        False, title="Gộp ô giống nhau", description="Gộp các ô liền nhau theo chiều dọc có cùng nội dung ở cột đầu."
    )


class TaskColumn(StrEnum):
    """A column of the task table (bảng phân công nhiệm vụ)."""

    ORDINAL = "ordinal"
    GROUP = "group"
    TASK = "task"
    OUTPUT = "output"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DUE = "due"
    STATE = "state"
    PERCENT = "percent"
    COMPLETED_ON = "completed_on"
    EVIDENCE = "evidence"
    REASON = "reason"


class TaskTable(_Block, title="Bảng phân công nhiệm vụ"):
    """The document's own tasks as a table."""

    type: Literal["task-table"] = "task-table"
    columns: tuple[TaskColumn, ...] | None = Field(
        None, title="Các cột", description="Chọn cột và thứ tự cột; để trống thì dùng các cột thường gặp.", min_length=2
    )
    merge_equal_lead: StrictBool = Field(
        False, title="Gộp cơ quan chủ trì", description="Gộp ô cơ quan chủ trì giống nhau của các nhiệm vụ liền nhau."
    )
    with_progress: StrictBool = Field(
        False, title="Kèm tiến độ", description="Thêm các cột kết quả thực hiện (dùng trong báo cáo)."
    )


class ProgressFigures(_Block, title="Số liệu tiến độ"):
    """Counts and shares of the outputs by state, computed and never typed (báo cáo)."""

    type: Literal["progress-figures"] = "progress-figures"
    by_group: StrictBool = Field(
        True, title="Theo nhóm nhiệm vụ", description="Tách số liệu theo từng nhóm nhiệm vụ, có hàng tổng cộng."
    )


class ProgressChart(_Block, title="Biểu đồ tiến độ"):
    """Bars of the outputs by state, one bar for each group of tasks, drawn from the figures (báo cáo)."""

    type: Literal["progress-chart"] = "progress-chart"


class LateList(_Block, title="Danh sách chậm tiến độ"):
    """The outputs that are late, with days and reasons, computed and never typed (báo cáo)."""

    type: Literal["late-list"] = "late-list"


Block = Annotated[
    Part
    | Chapter
    | Section
    | Subsection
    | Article
    | Clause
    | Subclause
    | Point
    | Dash
    | Paragraph
    | Table
    | TaskTable
    | ProgressFigures
    | ProgressChart
    | LateList,
    Field(discriminator="type"),
]
"""One block of the content; ``type`` in the data says which."""

for _model in (Part, Chapter, Section, Subsection, Article, Clause, Subclause, Point, Dash):
    _model.model_rebuild()


class Body(Record, title="Nội dung văn bản"):
    """The content of a document or of an attached text (nội dung văn bản)."""

    layout: Layout = Field(
        title="Bố cục",
        description="sections: phần, mục (I.), khoản (1.), điểm (a); articles: chương, mục, điều, khoản, điểm. "
        "Để trống thì theo tên loại văn bản.",
    )
    content: tuple[Block, ...] = Field(title="Nội dung", description="Các khối theo thứ tự, từ lớn đến nhỏ.")


def with_usual_layout(data: Any) -> Any:
    """Fill in the layout that the kind of the document usually has, where the data leaves it out.

    A kind whose sample has lines of its own may have no further content.
    """
    if isinstance(data, Mapping) and "body" not in data and _may_be_bare(data.get("kind")):
        data = {**data, "body": {"content": []}}
    if not isinstance(data, Mapping) or not isinstance(data.get("body"), Mapping) or "layout" in data["body"]:
        return data
    kind = data.get("kind")
    layout = KINDS[Kind(kind)].layout if isinstance(kind, str) and kind in KINDS else Layout.SECTIONS
    return {**data, "body": {"layout": layout, **data["body"]}}


def _may_be_bare(kind: Any) -> bool:
    """Tell whether the kind's own form says enough without further content."""
    form = FORMS.get(Kind(kind)) if isinstance(kind, str) and kind in KINDS else None
    return form is not None and not form.closing
