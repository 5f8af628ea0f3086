"""The first three steps of a batch that was started, to be read: what it was made of can be looked up, and not changed."""

import uuid
from collections import Counter
from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for

from service.actions import batch_board as board
from service.actions import batches as running
from service.actions.batch_columns import column_label
from service.actions.batch_drafts import Choices, draft_of_batch, find_draft, started_batch
from service.batches import Format, ItemFilter, ItemState
from service.errors import Conflict
from service.storage.batch_tables import BatchItemRow
from service.storage.unfinished_tables import BatchDraftRow
from service.units import UnitType, units_on
from service.web import previews
from service.web.context import actor, services
from service.web.words import _

bp = Blueprint("batch_kept", __name__, url_prefix="/hang-loat")

_PAGE: Final = 50
#: Where the step of a draft is to be read once its batch was started.
_INSTEAD: Final = {
    "batch_wizard.document": "batch_kept.document",
    "batch_wizard.units": "batch_kept.units",
    "batch_row_pages.rows": "batch_kept.rows",
}


def draft_to_change(draft_id: uuid.UUID) -> tuple[BatchDraftRow, Choices]:
    """A draft with its choices; once its batch was started its pages lead to what is kept, and nothing more is taken.

    Raises:
        NotFound: the agency has none such.
        Conflict: a change comes too late.
    """
    row, choices = find_draft(services(), actor(), draft_id)
    batch_id = started_batch(services(), row)
    if batch_id is not None:
        if request.method != "GET":
            raise Conflict(_("Lô này đã chạy nên không đổi được nữa; tạo lô mới để gửi khác đi."))
        abort(redirect(url_for(_INSTEAD.get(request.endpoint or "", "batch_kept.rows"), batch_id=batch_id)))
    return row, choices


@bp.get("/<uuid:batch_id>/van-ban")
def document(batch_id: uuid.UUID) -> str:
    """The common document and how it was made, with a page as it came out."""
    view = running.batch_view(services(), actor(), batch_id)
    draft_id = draft_of_batch(services(), actor(), batch_id)
    return render_template(
        "batch/kept_document.html",
        now=view.progress,
        batch=view.row,
        options=view.options,
        data=view.row.document,
        choices=find_draft(services(), actor(), draft_id)[1] if draft_id else None,
        example=_example(batch_id) if Format.PDF in view.options.formats else None,
        with_pdf=Format.PDF in view.options.formats,
    )


@bp.get("/<uuid:batch_id>/don-vi")
def units(batch_id: uuid.UUID) -> str:
    """Every unit of the batch, by province."""
    view = running.batch_view(services(), actor(), batch_id)
    gazetteer = units_on(view.options.day)
    chosen = [gazetteer.units[cell.unit_code] for cell in board.cells_of(services(), actor(), batch_id)]
    provinces = [
        (province, sorted((unit for unit in chosen if unit.province == province), key=lambda unit: unit.code))
        for province in gazetteer.provinces.values()
    ]
    types = Counter(unit.type for unit in chosen)
    return render_template(
        "batch/kept_units.html",
        now=view.progress,
        batch=view.row,
        day=view.options.day,
        provinces=[(province, listed) for province, listed in provinces if listed],
        types=[(kind, types[kind]) for kind in UnitType if types[kind]],
        total=len(gazetteer.units),
    )


@bp.get("/<uuid:batch_id>/so-lieu")
def rows(batch_id: uuid.UUID) -> str:
    """The values that each unit's document was filled with."""
    view = running.batch_view(services(), actor(), batch_id)
    words = request.args.get("tim", "")
    wanted = ItemFilter(text=words, after=request.args.get("sau", 0, type=int), limit=_PAGE + 1)
    found = running.batch_items(services(), actor(), batch_id, wanted)
    columns = board.columns_of_rows(found)
    return render_template(
        "batch/kept_rows.html",
        now=view.progress,
        batch=view.row,
        items=found[:_PAGE],
        columns=[(name, column_label(name, view.options.labels)) for name in columns],
        words_sought=words,
        more=found[_PAGE - 1].position if len(found) > _PAGE else None,
    )


def _example(batch_id: uuid.UUID) -> tuple[BatchItemRow, previews.Preview] | None:
    """The first finished document and its pages."""
    done = running.batch_items(services(), actor(), batch_id, ItemFilter(states=(ItemState.DONE,), limit=1))
    if not done or not done[0].pdf:
        return None
    _name, pdf = running.item_file(services(), actor(), batch_id, done[0].position, Format.PDF)
    return done[0], previews.keep(actor(), pdf)
