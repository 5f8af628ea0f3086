"""API tokens of the caller's agency."""

from flask import Response

from service.accounts import Permission
from service.actions import people
from service.api.answers import items, secret_answer
from service.api.idempotency import idempotent
from service.api.identity import actor, services
from service.api.operations import blueprint, needs
from service.api.schemas.people import NewTokenAnswer, NewTokenBody, TokenAnswer, TokenList, TokenPath

bp = blueprint("tokens", "Mã truy cập")

NEEDS = needs(Permission.ADMINISTER)


@bp.get("/tokens", summary="Danh sách mã truy cập", responses={200: TokenList}, **NEEDS)
def list_tokens() -> Response:
    """Không kèm mã; mã chỉ hiện lúc tạo."""
    return items(TokenList, people.tokens_of(services(), actor()))


@bp.post("/tokens", summary="Tạo mã truy cập", responses={201: NewTokenAnswer}, **NEEDS)
@idempotent
def create(body: NewTokenBody) -> Response:
    """Trả mã một lần; hệ thống chỉ giữ dấu vết SHA-256 của nó."""
    made = people.create_token(services(), actor(), body.name, body.scopes, body.expires_at)
    content = TokenAnswer.model_validate(made.row).model_dump() | {"secret": made.secret}
    return secret_answer(NewTokenAnswer, content, f"/api/v1/tokens/{made.row.id}")


@bp.delete("/tokens/<uuid:token_id>", summary="Thu hồi mã truy cập", responses={204: None}, **NEEDS)
def revoke(path: TokenPath) -> Response:
    """Mã mất hiệu lực ngay."""
    people.cancel_token(services(), actor(), path.token_id)
    return Response(status=204)
