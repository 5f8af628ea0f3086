"""Preparing a batch, its third step: the sheet of rows, mended on the page, its columns named; then the rehearsal takes over."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.actions import batches as running
from service.actions.batch_columns import column_label, is_named, named
from service.actions.batch_drafts import Choices, change_draft, draft_of_batch, join_batch
from service.actions.batch_plans import Choice, SentFile, rows_sheet
from service.actions.documents import get_document
from service.batches import UnitData
from service.errors import InvalidInput, Nd30Error, NotFound
from service.storage.unfinished_tables import BatchDraftRow
from service.units import units_on
from service.web import agency_forms, common_document
from service.web.batch_kept import draft_to_change
from service.web.batch_rows import RowsState, choices_of_columns, columns_of, plan_of, rows_state
from service.web.context import actor, services, today
from service.web.typed import uuid_of
from service.web.words import _

bp = Blueprint("batch_row_pages", __name__, url_prefix="/hang-loat")

#: So many units may be filled in on the page instead of in Excel.
_BY_HAND = 200
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/soan/<uuid:draft_id>/so-lieu")
def rows(draft_id: uuid.UUID) -> str:
    """The third step: a row for each unit, where the document asks for one."""
    return _rows_page(*draft_to_change(draft_id))


@bp.post("/soan/<uuid:draft_id>/bang")
def take_sheet(draft_id: uuid.UUID) -> AnyResponse:
    """Take a sheet, or another one in its place: what was mended in the old one goes with it."""
    _row, choices = draft_to_change(draft_id)
    sent = request.files.get("sheet")
    if sent is None or not sent.filename:
        raise InvalidInput(_("Chọn một bảng XLSX, ODS hoặc CSV."))
    sheet = SentFile(name=sent.filename.rpartition("/")[2], content=sent.stream.read())
    change_draft(services(), actor(), draft_id, _unmended(choices), sheet=sheet)
    return redirect(url_for("batch_row_pages.rows", draft_id=draft_id))


@bp.post("/soan/<uuid:draft_id>/bo-bang")
def leave_sheet(draft_id: uuid.UUID) -> AnyResponse:
    """Do without the sheet: the units of the second step count again."""
    _row, choices = draft_to_change(draft_id)
    change_draft(services(), actor(), draft_id, _unmended(choices), without_sheet=True)
    return redirect(url_for("batch_row_pages.rows", draft_id=draft_id))


@bp.post("/soan/<uuid:draft_id>/dien-tai-cho")
def fill_here(draft_id: uuid.UUID) -> AnyResponse:
    """A sheet of the chosen units with empty columns, to be filled in on the page."""
    _row, choices = draft_to_change(draft_id)
    content = rows_sheet(services(), actor(), _data(choices), _choice(choices), choices.labels)
    sheet = SentFile(name="bang-don-vi.xlsx", content=content)
    change_draft(services(), actor(), draft_id, _unmended(choices), sheet=sheet)
    return redirect(url_for("batch_row_pages.rows", draft_id=draft_id))


@bp.get("/soan/<uuid:draft_id>/bang-mau.xlsx")
def sheet_to_fill(draft_id: uuid.UUID) -> Response:
    """The Excel file to fill in for the chosen document and units."""
    _row, choices = draft_to_change(draft_id)
    content = rows_sheet(services(), actor(), _data(choices), _choice(choices), choices.labels)
    return _file(content, "bang-don-vi.xlsx")


@bp.get("/soan/<uuid:draft_id>/bang-loi.xlsx")
def faulty_sheet(draft_id: uuid.UUID) -> Response:
    """The sheet as it was sent and mended, with what is still wrong in a first column."""
    row, choices = draft_to_change(draft_id)
    state = rows_state(row, choices, _data(choices))
    if state.sheet is None:
        raise NotFound(_("Lô này chưa có bảng."))
    file = state.sheet.with_faults(state.problems, choices.edits, choices.dropped)
    return _file(file.content, file.name)


@bp.post("/soan/<uuid:draft_id>/sua")
def mend(draft_id: uuid.UUID) -> str | AnyResponse:
    """Keep every typed cell and do what the pressed button says."""
    row, choices = draft_to_change(draft_id)
    state = rows_state(row, choices, _data(choices))
    if state.sheet is None:
        raise NotFound(_("Lô này chưa có bảng."))
    changed = _mended(choices, state)
    change_draft(services(), actor(), draft_id, changed)
    if "HX-Request" in request.headers:
        return render_template("batch/rows_state.html", **_rows_values(row, changed))
    return redirect(url_for("batch_row_pages.rows", draft_id=draft_id))


@bp.post("/soan/<uuid:draft_id>/cot")
def columns(draft_id: uuid.UUID) -> AnyResponse:
    """Say what each column is, or let them be recognised again."""
    row, choices = draft_to_change(draft_id)
    plain = choices.model_copy(update={"headings": {}})
    headings: dict[str, str] = {}
    if request.form.get("act") != "forget":
        state = rows_state(row, choices, _data(choices))
        known = {words for words, _label in choices_of_columns(state.sheet)} if state.sheet else set()
        for name, words in request.form.items():
            address = name.removeprefix("cot:")
            if name != address and (words in known or words == "-"):
                headings[address] = words if words in known else _unused(address)
    change_draft(services(), actor(), draft_id, plain.model_copy(update={"headings": headings}))
    return redirect(url_for("batch_row_pages.rows", draft_id=draft_id))


@bp.post("/soan/<uuid:draft_id>/ten-cot")
def name_columns(draft_id: uuid.UUID) -> AnyResponse | tuple[str, int]:
    """Say what the columns of the document are called; the sheet to fill in has these headings, and is read back by them."""
    row, choices = draft_to_change(draft_id)
    typed = {key.removeprefix("ten:"): text for key, text in request.form.items() if key.startswith("ten:")}
    try:
        labels = named(choices.labels, typed)
    except InvalidInput as error:
        return _rows_page(
            row, choices, {"typed": typed, "wrong": {one.path: one.message for one in error.problems}}
        ), 422
    change_draft(services(), actor(), draft_id, choices.model_copy(update={"labels": labels}))
    return redirect(url_for("batch_row_pages.rows", draft_id=draft_id))


@bp.post("/soan/<uuid:draft_id>/dien-tap")
def to_rehearsal(draft_id: uuid.UUID) -> AnyResponse:
    """Make the batch of it, all rows proved; nothing runs before it was rehearsed and approved."""
    row, choices = draft_to_change(draft_id)
    return redirect(url_for("batch_pages.show", batch_id=_planned(row, choices)))


@bp.post("/soan/<uuid:draft_id>/cach-lam")
def how(draft_id: uuid.UUID) -> AnyResponse:
    """Formats, numbers and template; the batch is made anew with them."""
    row, old = draft_to_change(draft_id)
    form = request.form
    choices = old.model_copy(
        update={
            "formats": "docx" if form.get("formats") == "docx" else "pdf",
            "numbers": "register" if form.get("numbers") == "register" else "row",
            "template": uuid_of(form.get("template")),
        }
    )
    change_draft(services(), actor(), draft_id, choices)
    return redirect(url_for("batch_pages.show", batch_id=_planned(row, choices)))


@bp.post("/<uuid:batch_id>/sua-lai")
def again(batch_id: uuid.UUID) -> AnyResponse:
    """Back from the rehearsal to the rows; a batch made elsewhere begins anew."""
    draft_id = draft_of_batch(services(), actor(), batch_id)
    if draft_id is None:
        return redirect(url_for("batch_wizard.new"))
    return redirect(url_for("batch_row_pages.rows", draft_id=draft_id))


def _planned(row: BatchDraftRow, choices: Choices) -> uuid.UUID:
    data = _data(choices)
    state = rows_state(row, choices, data)
    if state.refused is not None:
        raise state.refused
    plan = state.plan
    if plan is None:
        if not state.ready:
            raise InvalidInput(_("Còn dòng phải sửa trước khi diễn tập."))
        plan = plan_of(
            choices, data, [UnitData(unit=unit) for unit in choices.chosen(units_on(today()))], choices.labels
        )
    made = running.store_batch(services(), actor(), plan)
    join_batch(services(), actor(), row.id, made)
    return made


def _mended(choices: Choices, state: RowsState) -> Choices:
    """The choices with the cells typed, and what the pressed button does: a unit, a text, a row left out, or put back."""
    sheet = state.sheet
    assert sheet is not None
    shown = {fault.editable: fault.found for fault in state.faults if fault.editable}
    cells = dict(choices.cells)
    cells |= {
        address: text.strip()
        for name, text in request.form.items()
        if (address := name.removeprefix("cell:")) != name and address in shown and text.strip() != shown[address]
    }
    dropped = list(choices.dropped)
    act, _bar, rest = request.form.get("do", "").partition("|")
    place, _bar, value = rest.partition("|")
    if act == "unit":
        cells |= sheet.unit_cells(place, value)
    elif act == "text" and place in shown:
        cells[place] = value
    elif act == "drop":
        dropped.append(place)
    elif act == "drop-all":
        dropped += state.faulty_rows
    elif act == "undo":
        dropped = [row for row in dropped if row != place]
        cells = {address: text for address, text in cells.items() if _row_of(address) != place}
    return choices.model_copy(update={"cells": cells, "dropped": tuple(dict.fromkeys(dropped))})


def _row_of(address: str) -> str:
    sheet, _mark, cell = address.rpartition("!")
    return f"{sheet}!{cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"


def _unused(address: str) -> str:
    return f"Không dùng {address.rpartition('!')[2].rstrip('0123456789')}"


def _unmended(choices: Choices) -> Choices:
    return choices.model_copy(update={"headings": {}, "cells": {}, "dropped": ()})


def _data(choices: Choices) -> dict[str, Any]:
    """The common document: the chosen one, with the unit's names in place of ours where it is to bear them."""
    if choices.document is None:
        raise InvalidInput(_("Chọn văn bản làm gốc."))
    item = get_document(services(), actor(), choices.document)
    make = common_document.of_each_unit if choices.mode == "own" else common_document.sent_to_each
    return make(dict(item.data), agency_forms.current_profile())


def _choice(choices: Choices) -> Choice:
    codes = [unit.code for unit in choices.chosen(units_on(today()))]
    if not codes:
        raise InvalidInput(_("Chọn ít nhất một tỉnh, thành phố hoặc đơn vị."))
    return Choice(codes=codes)


def _rows_page(row: BatchDraftRow, choices: Choices, more: Mapping[str, Any] | None = None) -> str:
    return render_template("batch/rows.html", **_rows_values(row, choices), **(more or {}))


def _rows_values(row: BatchDraftRow, choices: Choices) -> dict[str, Any]:
    error: Nd30Error | None = None
    try:
        state = rows_state(row, choices, _data(choices))
    except Nd30Error as raised:
        state, error = RowsState(), raised
    heading_row, found = columns_of(state.sheet, request.args.get("dong", type=int)) if state.sheet else (0, [])
    first = next((fault for fault in state.faults if fault.remedies), None)
    heads, lines = state.sheet.excerpt(first.row) if state.sheet and first else ([], [])
    return {
        "draft": row,
        "choices": choices,
        "state": state,
        "error": error or state.refused,
        "heading_row": heading_row,
        "columns": found,
        "recognised": bool(state.sheet and state.sheet.columns()),
        "meanings": choices_of_columns(state.sheet) if state.sheet else [],
        "heads": heads,
        "lines": lines,
        "first": first,
        "by_hand": _BY_HAND,
        "asked": [
            (name, column_label(name), choices.labels.get(name, ""), name in state.needs, is_named(name, {}))
            for name in state.asked
        ],
    }


def _file(content: bytes, name: str) -> Response:
    response = make_response(content)
    response.mimetype = _XLSX
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
