"""What everybody may know: kinds of documents, their schemas, the units of Vietnam."""

from flask import Response, jsonify

from service.actions import catalogue
from service.api.answers import items
from service.api.identity import services
from service.api.operations import blueprint
from service.api.schemas.others import KindList, KindPath, UnitList, UnitQuery

bp = blueprint("catalogue", "Danh mục")


@bp.get("/kinds", summary="29 loại văn bản hành chính", responses={200: KindList})
def list_kinds() -> Response:
    """Tên loại, chữ viết tắt, và hệ thống có làm được loại đó không."""
    return items(KindList, catalogue.kinds())


@bp.get(
    "/kinds/<kind>/schema",
    summary="Lược đồ dữ liệu của một loại văn bản",
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}},
)
def kind_schema(path: KindPath) -> Response:
    """JSON Schema (2020-12) với tên và giải thích tiếng Việt của từng trường."""
    return jsonify(catalogue.schema(path.kind))


@bp.get("/units", summary="Tìm xã, phường, đặc khu", responses={200: UnitList})
def list_units(query: UnitQuery) -> Response:
    """Tìm theo tên có dấu hoặc không dấu, theo tỉnh, theo danh mục tại một ngày."""
    found = catalogue.find_units(
        query.q, province=query.province, on=query.on, limit=query.limit, now=services().clock()
    )
    return items(UnitList, found)
