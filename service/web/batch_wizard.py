"""Preparing a batch, its first two steps: document and units, which may be gone back to without losing a choice."""

import json
import re
import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.accounts import Permission
from service.actions import batch_groups as groups
from service.actions.batch_drafts import (
    Choices,
    begin_draft,
    change_draft,
)
from service.actions.documents import get_document, list_documents
from service.converting.cache import FileCache
from service.errors import InvalidInput, Nd30Error, NotFound
from service.storage.drafts import DraftFilter
from service.storage.unfinished_tables import BatchDraftRow
from service.units import UnitType, bare_key, search_units, units_on
from service.web import undoing
from service.web.batch_kept import draft_to_change
from service.web.batch_units import Pasted, as_its_province, found_in, read_pasted, units_chosen, with_unit, with_units
from service.web.context import actor, services, today
from service.web.typed import uuid_of
from service.web.words import _

bp = Blueprint("batch_wizard", __name__, url_prefix="/hang-loat")

bp.app_template_filter("found_in")(found_in)

_HITS = 12
_DOCUMENTS = 100


@bp.get("/moi")
def new() -> str:
    """The first step of a new batch: which document."""
    actor().require(Permission.BATCHES)
    return _document_page(None, Choices(document=uuid_of(request.args.get("document"))))


@bp.post("/moi")
def begin() -> str | AnyResponse | tuple[str, int]:
    """Keep the choice and go on to the units."""
    actor().require(Permission.BATCHES)
    choices = _with_document(Choices())
    try:
        name = _name(choices)
    except Nd30Error as error:
        return _document_page(None, choices, error), 422
    return redirect(url_for("batch_wizard.units", draft_id=begin_draft(services(), actor(), choices, name)))


@bp.get("/soan/<uuid:draft_id>/van-ban")
def document(draft_id: uuid.UUID) -> str:
    """The first step again."""
    return _document_page(*draft_to_change(draft_id))


@bp.post("/soan/<uuid:draft_id>/van-ban")
def keep_document(draft_id: uuid.UUID) -> str | AnyResponse | tuple[str, int]:
    """Another document keeps units and sheet."""
    row, old = draft_to_change(draft_id)
    choices = _with_document(old)
    try:
        name = _name(choices)
    except Nd30Error as error:
        return _document_page(row, choices, error), 422
    change_draft(services(), actor(), draft_id, choices, name=name)
    return redirect(url_for("batch_wizard.units", draft_id=draft_id))


@bp.get("/soan/<uuid:draft_id>/don-vi")
def units(draft_id: uuid.UUID) -> str:
    """The second step: which units."""
    return _units_page(*draft_to_change(draft_id))


@bp.post("/soan/<uuid:draft_id>/don-vi")
def keep_units(draft_id: uuid.UUID) -> str | AnyResponse | tuple[str, int]:
    """Keep the units, whichever button was pressed."""
    row, old = draft_to_change(draft_id)
    choices, pasted = units_chosen(old, request.form, units_on(today()))
    if group_id := uuid_of(request.form.get("add_group")):
        found = next((one for one in groups.groups_of(services(), actor()) if one.id == group_id), None)
        choices = with_units(choices, found.codes if found else ())
    choices = _with_single(choices)
    change_draft(services(), actor(), draft_id, choices)
    if request.form.get("remove_group"):
        _remove_group(draft_id)
    elif request.form.get("act") == "search":
        return _units_page(row, choices, sought=request.form.get("q", "").strip())
    elif request.form.get("act") == "save-group":
        codes = [unit.code for unit in choices.chosen(units_on(today()))]
        groups.save_group(services(), actor(), request.form.get("group_name", ""), codes)
        flash(_("Đã lưu nhóm %(name)s.", name=request.form["group_name"]))
    elif pasted.unsure:
        return _units_page(row, choices, pasted), 422
    elif request.form.get("act") == "sheet":
        return redirect(url_for("batch_row_pages.rows", draft_id=draft_id))
    elif request.form.get("act") == "next":
        if not choices.chosen(units_on(today())) and not row.sheet:
            error = InvalidInput(_("Chọn ít nhất một tỉnh, thành phố hoặc đơn vị."))
            return _units_page(row, choices, error=error), 422
        return redirect(url_for("batch_row_pages.rows", draft_id=draft_id))
    place = "one-by-one" if {"take_back", "add_unit", "leave_unit"} & set(request.form) else None
    return redirect(url_for("batch_wizard.units", draft_id=draft_id, _anchor=place))


@bp.post("/nhom/<key>/lay-lai")
def restore_group(key: str) -> AnyResponse:
    """Take the removal of a group back."""
    kept = _cache().get(_owned(key)) if len(key) == 32 and key.isalnum() else None
    if kept is None:
        raise NotFound(_("Nhóm này không còn lấy lại được."))
    found = json.loads(kept)
    groups.save_group(services(), actor(), found["name"], found["codes"])
    return redirect(url_for("batch_wizard.units", draft_id=uuid.UUID(found["draft"])))


@bp.get("/don-vi")
def search() -> str:
    """Units that match what is typed: those of exactly this name first, near ones apart."""
    actor().require(Permission.BATCHES)
    words = request.args.get("q", "").strip()
    found = search_units(words, units_on(today()), limit=_HITS) if words else ()
    exact = [unit for unit in found if bare_key(words) in (bare_key(unit.name), bare_key(unit.title), unit.code)]
    near = [unit for unit in found if unit not in exact]
    return render_template("batch/units.html", words=words, exact=exact, near=near)


@bp.post("/don-vi/dan")
def paste() -> str:
    """A pasted list as it is understood, before it is taken over."""
    actor().require(Permission.BATCHES)
    return render_template("batch/pasted.html", pasted=read_pasted(request.form.get("pasted", ""), units_on(today())))


@bp.post("/soan/<uuid:draft_id>/bo", defaults={"act": "bo"})
@bp.post("/soan/<uuid:draft_id>/lay-lai", defaults={"act": "lay-lai"})
def hide(draft_id: uuid.UUID, act: str) -> AnyResponse:
    """Throw a draft away, or take it back."""
    row, choices = draft_to_change(draft_id)
    change_draft(services(), actor(), draft_id, choices.model_copy(update={"hidden": act == "bo"}))
    if act == "bo":
        back = url_for("batch_wizard.hide", draft_id=draft_id, act="lay-lai")
        undoing.offer(_("Đã bỏ lô đang soạn %(name)s.", name=row.name), back)
    return redirect(url_for("batch_pages.page"))


def _with_single(choices: Choices) -> Choices:
    """What a button beside one unit says, where no script does it on the page."""
    gazetteer = units_on(today())
    if code := request.form.get("take_back"):
        return as_its_province(choices, code)
    for name, chosen in (("add_unit", True), ("leave_unit", False)):
        if code := request.form.get(name):
            return with_unit(choices, code, gazetteer, chosen=chosen)
    return choices


def _with_document(old: Choices) -> Choices:
    return old.model_copy(
        update={
            "document": uuid_of(request.form.get("document")),
            "mode": "own" if request.form.get("mode") == "own" else "sent",
        }
    )


def _name(choices: Choices) -> str:
    if choices.document is None:
        raise InvalidInput(_("Chọn văn bản làm gốc."))
    data = get_document(services(), actor(), choices.document).data
    return without_blanks(str(data.get("subject", "")))[:500]


@bp.app_template_filter("without_blanks")
def without_blanks(text: str) -> str:
    """A text of the common document with an ellipsis for what differs from unit to unit."""
    return re.sub(r"\{[{%].*?[%}]\}", "…", text)


def _document_page(row: BatchDraftRow | None, choices: Choices, error: Nd30Error | None = None) -> str:
    documents = list_documents(services(), actor(), DraftFilter(), before=None, limit=_DOCUMENTS)
    ready = [item for item in documents if item.data.get("subject")]
    return render_template("batch/document.html", draft=row, choices=choices, documents=ready, error=error)


def _units_page(
    row: BatchDraftRow,
    choices: Choices,
    pasted: Pasted | None = None,
    error: Nd30Error | None = None,
    sought: str = "",
) -> str:
    gazetteer = units_on(today())
    chosen = choices.chosen(gazetteer)
    provinces = []
    for province in gazetteer.provinces.values():
        within = gazetteer.in_province(province.code)
        provinces.append((province, [sum(unit.type is kind for unit in within) for kind in UnitType]))
    by_type = {kind: sum(unit.type is kind for unit in gazetteer.units.values()) for kind in UnitType}
    return render_template(
        "batch/choose_units.html",
        draft=row,
        choices=choices,
        provinces=provinces,
        types=by_type,
        total=len(gazetteer.units),
        added=[gazetteer.units[code] for code in choices.units if code in gazetteer.units],
        without=[gazetteer.units[code] for code in choices.without if code in gazetteer.units],
        chosen=set(chosen),
        count=len(chosen),
        by_type={kind.value: sum(unit.type is kind for unit in chosen) for kind in UnitType},
        sought=sought,
        found=search_units(sought, gazetteer, limit=_HITS) if sought else None,
        groups=groups.groups_of(services(), actor()),
        pasted=pasted,
        error=error,
    )


def _remove_group(draft_id: uuid.UUID) -> None:
    group_id = uuid_of(request.form.get("remove_group"))
    if group_id is None:
        raise NotFound(_("Không tìm thấy nhóm đơn vị."))
    name, codes = groups.remove_group(services(), actor(), group_id)
    key = uuid.uuid4().hex
    kept = {"name": name, "codes": codes, "draft": str(draft_id)}
    _cache().put(_owned(key), json.dumps(kept, ensure_ascii=False).encode())
    undoing.offer(_("Đã bỏ nhóm %(name)s.", name=name), url_for("batch_wizard.restore_group", key=key))


def _owned(key: str) -> str:
    return f"{actor().agency_id.hex}{key}"


def _cache() -> FileCache:
    here = services()
    return FileCache(here.settings.data_dir / "cache" / "groups", here.settings.cache_size // 8)
