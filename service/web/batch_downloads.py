"""What a batch has made, to be taken away: everything, DOCX only, one province, one unit, the list, the rows that failed."""

import uuid
from collections import Counter
from collections.abc import Iterable
from typing import Final

from flask import Blueprint, Response, make_response, render_template, request

from service.actions import batch_board as board
from service.actions import batches as running
from service.actions.batch_findings import findings_of_made
from service.batches import Format, Numbers, Progress
from service.errors import NotFound
from service.units import units_on
from service.web.context import actor, services, today
from service.web.words import _

bp = Blueprint("batch_downloads", __name__, url_prefix="/hang-loat")

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEDIA: Final = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
}


def downloads_page(now: Progress) -> str:
    """The sixth step, from the first finished document on."""
    view = running.batch_view(services(), actor(), now.batch_id)
    started, finished = view.row.started_at, view.row.finished_at
    totals = board.province_totals(services(), actor(), now.batch_id)
    groups = findings_of_made(services(), actor(), now.batch_id)
    return render_template(
        "batch/downloads.html",
        now=now,
        batch_id=now.batch_id,
        totals=totals,
        checked=sum(one.checked for one in totals),
        passed=sum(one.passed for one in totals),
        sizes=_sizes(totals),
        groups=groups,
        warned=len({unit for one in groups if one.severity == "warning" for unit, _found in one.units}),
        seen=sum(one.checked for one in totals),
        total=sum(one.checked for one in totals),
        with_pdf=Format.PDF in view.options.formats,
        from_registers=view.options.numbers is Numbers.REGISTER,
        started=started,
        finished=finished,
        took=(finished or services().clock()) - started if started else None,
    )


@bp.get("/<uuid:batch_id>/tai.zip")
def archive(batch_id: uuid.UUID) -> Response:
    """What is finished so far as one ZIP, streamed: all, one province, or DOCX only."""
    province = request.args.get("tinh")
    suffixes = ("docx",) if request.args.get("dang") == "docx" else ("docx", "pdf")
    running.batch_progress(services(), actor(), batch_id)  # refused before the first byte, not in the middle
    if province is not None and province not in units_on(today()).provinces:
        raise NotFound(_("Không có tỉnh, thành phố này."))
    stream = board.part_of_archive(services(), actor(), batch_id, province=province, suffixes=suffixes)
    name = f"lo-{today():%Y%m%d}{'-' + province if province else ''}.zip"
    return Response(
        stream, mimetype="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@bp.get("/<uuid:batch_id>/danh-sach.xlsx")
def list_file(batch_id: uuid.UUID) -> Response:
    """Every row with its number, pages, check result and digests."""
    return _file(board.list_of(services(), actor(), batch_id), _XLSX, "danh-sach.xlsx")


@bp.get("/<uuid:batch_id>/dong-loi.xlsx")
def failed_file(batch_id: uuid.UUID) -> Response:
    """The failed rows with their reasons, ready to be mended and sent back."""
    return _file(board.failed_sheet(services(), actor(), batch_id), _XLSX, "dong-loi.xlsx")


@bp.get("/<uuid:batch_id>/<int:position>.<form>")
def item_file(batch_id: uuid.UUID, position: int, form: str) -> Response:
    """One finished row's file."""
    if form not in set(Format):
        raise NotFound(_("Không có định dạng này."))
    name, content = running.item_file(services(), actor(), batch_id, position, Format(form))
    return _file(content, _MEDIA[Format(form)], name)


def _sizes(totals: Iterable[board.ProvinceTotal]) -> Counter[str]:
    """Bytes of the whole batch by format; nothing when those of a province are not known."""
    made = [one for one in totals if one.done]
    if not all(one.sizes for one in made):
        return Counter()
    return sum((Counter({form.value: size for form, size in one.sizes.items()}) for one in made), Counter())


def _file(content: bytes, media_type: str, name: str) -> Response:
    response = make_response(content)
    response.mimetype = media_type
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
