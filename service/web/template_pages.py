"""Word templates: the shipped ones and the agency's own with what their trials came to, refused ones with their faults marked, versions."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.accounts import Permission
from service.actions import templates as word_templates
from service.actions.refused_templates import (
    RefusedTemplate,
    forget_refused,
    keep_refused,
    marked_copy,
    refused_templates,
    take_refused_back,
)
from service.documents.starting import starting_document
from service.errors import InvalidInput, NotFound
from service.nd30.kinds import KINDS, Kind
from service.rendering import compile_document_template, render_document, template_path
from service.web import previews, undoing
from service.web.administration import sections
from service.web.context import actor, services
from service.web.typed import uuid_of
from service.web.words import _

bp = Blueprint("template_pages", __name__, url_prefix="/quan-tri/mau")
bp.context_processor(sections)

_DPI = 80


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the list.

    Attributes:
        key: a kind for a shipped template, an id for the others.
        tone: ``ok``, ``warn`` or ``bad``, empty for a retired one.
    """

    key: str
    kind: str
    name: str
    about: str
    tone: str
    verdict: str
    version: int | None = None
    uses: int = 0


@bp.get("/")
def page() -> str:
    """The list, and the chosen template beside it."""
    actor().require(Permission.WRITE_TEMPLATES)
    return _page()


@bp.post("/")
def add() -> AnyResponse | tuple[str, int]:
    """Try a template and keep it; one with a fault is refused with the places marked."""
    replaced = uuid_of(request.form.get("thay"))
    old = word_templates.get_template(services(), actor(), replaced) if replaced else None
    kind = old.kind if old else request.form.get("kind", "")
    name = old.name if old else request.form.get("name", "")
    sent = request.files.get("file")
    content = sent.stream.read() if sent else b""
    try:
        if old:
            made = word_templates.replace_template(services(), actor(), old.id, content)
        else:
            made = word_templates.add_template(services(), actor(), kind, name, content)
    except InvalidInput as error:
        if not content or kind not in KINDS or any(item.path in ("/name", "/kind") for item in error.problems):
            return _page(fault=error), 422
        refused = keep_refused(services(), actor(), error, content, kind=kind, name=name, template_id=replaced)
        return redirect(url_for("template_pages.page", chon=refused.id))
    flash(_("Mẫu đã qua %(count)s lần in thử và sẵn sàng dùng.", count=made.check.get("trials", 1)))
    return redirect(url_for("template_pages.page", chon=made.id))


@bp.get("/<key>.docx")
def file(key: str) -> Response:
    """The Word file, to be changed in Word."""
    return _docx(_source(key), f"mau-{key[:8]}.docx")


@bp.get("/<key>/in-thu.docx")
def trial(key: str) -> Response:
    """An example made with it."""
    kind, source = _kind(key), _source(key)
    return _docx(
        render_document(starting_document(kind), compile_document_template(source, kind)), f"in-thu-{key[:8]}.docx"
    )


@bp.get("/<key>/trang-1.png")
def picture(key: str) -> Response:
    """The first page of an example made with it."""
    kind, source = _kind(key), _source(key)
    preview = previews.make(actor(), starting_document(kind), compile_document_template(source, kind))
    response = make_response(previews.picture(actor(), preview.key, 1, _DPI))
    response.mimetype = "image/png"
    return response


@bp.get("/<uuid:refused_id>/danh-dau.docx")
def marked(refused_id: uuid.UUID) -> Response:
    """The refused file with its faults marked."""
    return _docx(marked_copy(services(), actor(), refused_id), "mau-co-danh-dau.docx")


@bp.post("/<uuid:refused_id>/bo")
def forget(refused_id: uuid.UUID) -> AnyResponse:
    """Take a refused template off the list."""
    forget_refused(services(), actor(), refused_id)
    undoing.offer(_("Đã bỏ mẫu có lỗi khỏi danh sách."), url_for("template_pages.take_back", refused_id=refused_id))
    return redirect(url_for("template_pages.page"))


@bp.post("/<uuid:refused_id>/lay-lai")
def take_back(refused_id: uuid.UUID) -> AnyResponse:
    """Put it on the list again."""
    take_refused_back(services(), actor(), refused_id)
    return redirect(url_for("template_pages.page", chon=refused_id))


@bp.post("/<uuid:template_id>/khoi-phuc/<int:version>")
def restore(template_id: uuid.UUID, version: int) -> AnyResponse:
    """Make an older version the newest one."""
    docx = word_templates.template_file(services(), actor(), template_id, version)
    made = word_templates.replace_template(services(), actor(), template_id, docx)
    words = _("Đã khôi phục phiên bản %(old)s thành phiên bản %(new)s.", old=version, new=made.version)
    address = url_for("template_pages.restore", template_id=template_id, version=made.version - 1)
    undoing.offer(words, address)
    return redirect(url_for("template_pages.page", chon=template_id))


@bp.post("/<uuid:template_id>/ngung")
def retire(template_id: uuid.UUID) -> AnyResponse:
    """Offer it no more."""
    word_templates.retire_template(services(), actor(), template_id)
    words = _("Đã ngừng dùng mẫu; văn bản cũ vẫn giữ mẫu của mình.")
    undoing.offer(words, url_for("template_pages.again", template_id=template_id))
    return redirect(url_for("template_pages.page", chon=template_id))


@bp.post("/<uuid:template_id>/dung-lai")
def again(template_id: uuid.UUID) -> AnyResponse:
    """Offer a retired template again."""
    word_templates.offer_template_again(services(), actor(), template_id)
    flash(_("Mẫu lại dùng được."))
    return redirect(url_for("template_pages.page", chon=template_id))


def _page(fault: InvalidInput | None = None) -> str:
    uses = word_templates.template_uses(services(), actor())
    own = word_templates.list_templates(services(), actor())
    refused = refused_templates(services(), actor())
    kinds = [(kind.value, facts.name) for kind, facts in KINDS.items() if facts.rendered]
    rows = [_own(item, uses.own.get(item.id, 0)) for item in own]
    rows += [_refused(item) for item in refused]
    rows += [_shipped(kind, name, uses.shipped.get(kind, 0)) for kind, name in kinds]
    chosen = next((row for row in rows if row.key == request.args.get("chon")), rows[0])
    return render_template(
        "admin/templates.html",
        rows=rows,
        chosen=chosen,
        refused=next((item for item in refused if str(item.id) == chosen.key), None),
        template=next((item for item in own if str(item.id) == chosen.key), None),
        versions=_versions(chosen.key),
        own=[item for item in own if item.retired_at is None],
        kinds=kinds,
        fault=fault,
        values=request.form,
    )


def _own(item: word_templates.TemplateView, uses: int) -> Row:
    trials, warnings = item.check.get("trials", 1), item.check.get("warnings", 0)
    tone, verdict = "ok", _("Đạt, %(count)s bộ dữ liệu", count=trials)
    if warnings:
        tone, verdict = "warn", _("%(count)s cảnh báo, dùng được", count=warnings)
    if item.retired_at:
        tone, verdict = "", _("Ngừng dùng")
    about = _("Sửa bởi %(name)s", name=item.uploaded_by)
    return Row(
        key=str(item.id),
        kind=item.kind,
        name=item.name,
        about=about,
        tone=tone,
        verdict=verdict,
        version=item.version,
        uses=uses,
    )


def _refused(item: RefusedTemplate) -> Row:
    verdict = _("%(count)s lỗi, chưa dùng được", count=len(item.problems))
    about = _("Tải lên bởi %(name)s", name=item.uploaded_by)
    return Row(key=str(item.id), kind=item.kind, name=item.name, about=about, tone="bad", verdict=verdict)


def _shipped(kind: str, name: str, uses: int) -> Row:
    return Row(key=kind, kind=kind, name=name, about=_("Mẫu gốc"), tone="ok", verdict=_("Đạt"), uses=uses)


def _versions(key: str) -> list[Any]:
    found = uuid_of(key)
    try:
        return word_templates.template_versions(services(), actor(), found) if found else []
    except NotFound:
        return []


def _kind(key: str) -> Kind:
    if key in KINDS:
        return Kind(key)
    return Kind(word_templates.get_template(services(), actor(), _id(key)).kind)


def _source(key: str) -> bytes:
    """The Word file of a shipped or an own template."""
    actor().require(Permission.READ_TEMPLATES)
    if key in KINDS:
        return template_path(Kind(key), services().settings.templates_dir).read_bytes()
    return word_templates.template_file(services(), actor(), _id(key))


def _id(key: str) -> uuid.UUID:
    found = uuid_of(key)
    if found is None:
        raise NotFound(_("Không tìm thấy mẫu."))
    return found


def _docx(content: bytes, name: str) -> Response:
    response = make_response(content)
    response.mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
