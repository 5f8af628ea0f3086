"""Administration: addresses that are told of events, tried out, paused and removed."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.actions import webhooks as hooks
from service.actions.webhook_trials import try_webhook
from service.errors import InvalidInput
from service.web import undoing
from service.web.administration import sections
from service.web.administration_words import EVENTS, TOLD
from service.web.context import actor, services
from service.web.words import _

bp = Blueprint("webhook_pages", __name__, url_prefix="/quan-tri")
bp.context_processor(sections)

_DELIVERIES = 10


@bp.get("/thong-bao")
def page() -> str:
    """The addresses with what they were told last."""
    return _page()


@bp.post("/thong-bao")
def add() -> str | tuple[str, int]:
    """Register an address; the secret that signs its messages is shown once."""
    try:
        made = hooks.create_webhook(services(), actor(), request.form.get("url", ""), request.form.getlist("event"))
    except InvalidInput as error:
        return _page(fault=error.problems[0].message if error.problems else error.message), 422
    return _page(secret=made.secret)


@bp.post("/thong-bao/<uuid:hook_id>/<any(bat, tat):state>")
def switch(hook_id: uuid.UUID, state: str) -> Response:
    """Tell this address no more, or again."""
    hooks.switch_webhook(services(), actor(), hook_id, on=state == "bat")
    if state == "bat":
        flash(_("Đã bật lại thông báo."))
    else:
        back = url_for("webhook_pages.switch", hook_id=hook_id, state="bat")
        undoing.offer(_("Đã tắt thông báo tới địa chỉ này."), back)
    return redirect(url_for("webhook_pages.page"))


@bp.post("/thong-bao/<uuid:hook_id>/gui-thu")
def trial(hook_id: uuid.UUID) -> Response:
    """Send a message now and say whether it arrived."""
    arrived, why = try_webhook(services(), actor(), hook_id)
    said = _("Tin gửi thử đã tới nơi.") if arrived else _("Tin gửi thử chưa tới: %(why)s", why=why)
    flash(said)
    return redirect(url_for("webhook_pages.page"))


@bp.post("/thong-bao/<uuid:hook_id>/bo")
def remove(hook_id: uuid.UUID) -> Response:
    """Remove an address with its past messages; it comes back as it was when that was a mistake."""
    hooks.delete_webhook(services(), actor(), hook_id)
    undoing.offer(_("Đã bỏ địa chỉ nhận thông báo."), url_for("webhook_pages.take_back", hook_id=hook_id))
    return redirect(url_for("webhook_pages.page"))


@bp.post("/thong-bao/<uuid:hook_id>/lay-lai")
def take_back(hook_id: uuid.UUID) -> Response:
    """Undo a removal."""
    hooks.take_webhook_back(services(), actor(), hook_id)
    flash(_("Địa chỉ nhận thông báo đã trở lại."))
    return redirect(url_for("webhook_pages.page"))


def _page(fault: str = "", secret: str = "") -> str:
    told = [
        (hook, hooks.deliveries_of(services(), actor(), hook.id, before=None, limit=_DELIVERIES))
        for hook in hooks.webhooks_of(services(), actor())
    ]
    return render_template(
        "admin/webhooks.html", hooks=told, events=EVENTS, told=TOLD, fault=fault, secret=secret, values=request.form
    )
