"""Webhooks of the agency."""

from flask import Response

from service.accounts import Permission
from service.actions import webhooks
from service.api.answers import answer, items, page, secret_answer
from service.api.idempotency import id_for_key, idempotent
from service.api.identity import actor, services
from service.api.operations import blueprint, needs
from service.api.requests import decode_cursor
from service.api.schemas.others import (
    DeliveryList,
    NewWebhookAnswer,
    WebhookAnswer,
    WebhookBody,
    WebhookList,
    WebhookPath,
)
from service.api.schemas.shapes import PageQuery

bp = blueprint("webhooks", "Webhook")

NEEDS = needs(Permission.WEBHOOKS)


@bp.get("/webhooks", summary="Danh sách webhook", responses={200: WebhookList}, **NEEDS)
def list_webhooks() -> Response:
    """Không kèm khóa ký."""
    return items(WebhookList, webhooks.webhooks_of(services(), actor()))


@bp.post("/webhooks", summary="Đăng ký webhook", responses={201: NewWebhookAnswer}, **NEEDS)
@idempotent
def create(body: WebhookBody) -> Response:
    """Trả khóa ký một lần. Địa chỉ thuộc mạng nội bộ bị từ chối, trừ khi người vận hành cho phép."""
    made = webhooks.create_webhook(services(), actor(), body.url, list(body.events), hook_id=id_for_key())
    content = WebhookAnswer.model_validate(made.row).model_dump() | {"secret": made.secret}
    return secret_answer(NewWebhookAnswer, content, f"/api/v1/webhooks/{made.row.id}")


@bp.get("/webhooks/<uuid:webhook_id>", summary="Một webhook", responses={200: WebhookAnswer}, **NEEDS)
def read(path: WebhookPath) -> Response:
    """Không kèm khóa ký."""
    return answer(WebhookAnswer, webhooks.get_webhook(services(), actor(), path.webhook_id))


@bp.delete("/webhooks/<uuid:webhook_id>", summary="Xóa webhook", responses={204: None}, **NEEDS)
def delete(path: WebhookPath) -> Response:
    """Xóa cả các lần báo."""
    webhooks.delete_webhook(services(), actor(), path.webhook_id)
    return Response(status=204)


@bp.get("/webhooks/<uuid:webhook_id>/deliveries", summary="Các lần báo", responses={200: DeliveryList}, **NEEDS)
def deliveries(path: WebhookPath, query: PageQuery) -> Response:
    """Mỗi lần báo với tất cả các lần gửi."""
    before = decode_cursor(query.cursor)
    found = webhooks.deliveries_of(services(), actor(), path.webhook_id, before=before, limit=query.limit + 1)
    return page(DeliveryList, found, query.limit, lambda one: one.id)
