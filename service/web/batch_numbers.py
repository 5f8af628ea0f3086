"""Another number for a failed row of a batch: its consequence told, wished for with a reason, taken back until it is done."""

import uuid

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.accounts import Permission
from service.actions import batch_numbers as numbers
from service.actions import batches as running
from service.errors import Conflict, InvalidInput
from service.web import undoing
from service.web.context import actor, services
from service.web.words import _

bp = Blueprint("batch_numbers", __name__, url_prefix="/hang-loat")


@bp.route("/<uuid:batch_id>/dong/<int:position>/so-moi", methods=["GET", "POST"])
def new_number(batch_id: uuid.UUID, position: int) -> str | AnyResponse | tuple[str, int]:
    """What another number means for the register; a POST wishes for it."""
    actor().require(Permission.ISSUE)
    problem = ""
    if request.method == "POST":
        try:
            given = numbers.ask_new_number(services(), actor(), batch_id, position, request.form.get("reason", ""))
        except InvalidInput as error:
            problem = error.problems[0].message
        else:
            back = url_for("batch_numbers.keep_number", batch_id=batch_id, position=position)
            words = _("Khi chạy lại, dòng này lấy số mới thay số %(number)s.", number=given.printed)
            undoing.offer(words, back)
            return _back(batch_id)
    row = running.batch_item(services(), actor(), batch_id, position)
    found = numbers.numbers_given(services(), actor(), batch_id, [row]).get(position)
    if found is None:
        raise Conflict(_("Dòng này chưa được cấp số."))
    html = render_template(
        "batch/new_number.html",
        now=running.batch_progress(services(), actor(), batch_id),
        batch_id=batch_id,
        item=row,
        given=found,
        next_number=numbers.number_that_follows(services(), actor(), batch_id, position),
        typed=request.form.get("reason", found.wish.reason if found.wish else ""),
        problem=problem,
    )
    return (html, 422) if problem else html


@bp.post("/<uuid:batch_id>/dong/<int:position>/giu-so")
def keep_number(batch_id: uuid.UUID, position: int) -> AnyResponse:
    """Take the wish back: the row keeps the number that it has."""
    numbers.keep_number(services(), actor(), batch_id, position)
    return _back(batch_id)


def _back(batch_id: uuid.UUID) -> AnyResponse:
    return redirect(url_for("batch_pages.show", batch_id=batch_id, xem="ban-do", _anchor="dong-loi"))
