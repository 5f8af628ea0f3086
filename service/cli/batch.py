"""``nd30 batch``: one document for every commune, from the sheet to fill in to the ZIP."""

import json
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from service.accounts import Actor
from service.accounts.permissions import operator
from service.actions import batches as act
from service.actions.batch_plans import Choice, PlanRequest, SentFile, make_plan, rows_sheet, sheet_with_faults
from service.actions.batch_workers import run_until_over
from service.actions.people import all_agencies
from service.actions.services import Services
from service.batches import BATCH_WORDS, BatchPlan, BatchState, Format, ItemFilter, ItemState, Numbers, Progress
from service.cli.choosing import choose_agency
from service.cli.opening import open_services
from service.documents.json_text import load_json
from service.errors import InvalidDocument, InvalidSheet, NotFound, Problem
from service.settings import Settings
from service.units import UnitType

#: Faults shown on the screen; the file with all of them is named below.
_SHOWN = 20

DATA = click.argument("data", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="DATA.json")
BATCH = click.argument("batch_id", required=False, metavar="[LÔ]")
ROWS = click.option(
    "--rows",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Bảng Excel hoặc CSV, mỗi dòng một đơn vị.",
)
PROCESSES = click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=None,
    callback=lambda _, __, value: value or 0,
    help="Số tiến trình (mặc định: số lõi CPU).",
)
OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path), help="Tệp ZIP ghi ra.")
AGENCY = click.option("--agency", help="Cơ quan lập lô, khi hệ thống có nhiều cơ quan.")
YES = click.option("--yes", is_flag=True, help="Duyệt luôn, không hỏi.")


def _choice(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that choose units."""
    options = (
        click.option(
            "--province", "provinces", multiple=True, help="Chỉ tỉnh, thành phố này (tên hoặc mã; lặp lại được)."
        ),
        click.option(
            "--type",
            "types",
            multiple=True,
            type=click.Choice([word.value for word in UnitType]),
            help="Chỉ loại đơn vị này.",
        ),
        click.option("--unit", "codes", multiple=True, help="Chỉ đơn vị mang mã này (lặp lại được)."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group("batch")
def batch() -> None:
    """Một văn bản cho nhiều xã, phường, đặc khu.

    \b
    Ví dụ:
      nd30 batch template ke-hoach.json -o xa.xlsx --province "Cần Thơ"
      nd30 batch run ke-hoach.json --rows xa.xlsx -o ke-hoach.zip
    """


@batch.command("template")
@DATA
@_choice
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Tệp Excel ghi ra.")
def template(data: Path, output: Path, **choice: Any) -> None:
    """Tạo bảng Excel để điền: mỗi đơn vị một dòng, mỗi chỗ điền một cột."""
    with Services(Settings.from_env()) as services:
        output.write_bytes(rows_sheet(services, None, _read(data), _chosen(choice)))
    click.echo(f"Đã ghi {output}.")


@batch.command("run")
@DATA
@ROWS
@_choice
@click.option("--pdf", is_flag=True, help="Tạo cả PDF.")
@click.option("--check", is_flag=True, help="Kiểm tra thể thức mọi văn bản, không chỉ các dòng chạy thử.")
@click.option(
    "--numbers",
    type=click.Choice([item.value for item in Numbers]),
    default=Numbers.ROW.value,
    show_default=True,
    help="row: số ghi trong bảng hoặc văn bản; register: lấy số từ sổ của từng xã.",
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Dùng danh mục đơn vị của ngày này (mặc định: hôm nay).")
@PROCESSES
@OUTPUT
@AGENCY
@YES
def run(data: Path, output: Path | None, agency: str | None, yes: bool, processes: int, **how: Any) -> None:
    """Lập lô, chạy thử các dòng dễ sai nhất, rồi chạy và gom thành tệp ZIP."""
    with open_services() as services:
        who = _who(services, agency)
        plan = _plan(services, who, data, how)
        batch_id = act.store_batch(services, who, plan)
        click.echo(f"Lô {batch_id}: {len(plan.items)} văn bản “{plan.name}”.")
        _show_rehearsal(act.rehearse(services, who, batch_id))
        if not yes:
            click.confirm("Duyệt và chạy?", abort=True)
        act.start_batch(services, who, batch_id, plan.digest)
    _work(who, batch_id, processes, output)


@batch.command("status")
@BATCH
@AGENCY
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def status(batch_id: str | None, agency: str | None, as_json: bool) -> None:
    """Xem một lô, hoặc các lô gần đây."""
    with open_services() as services:
        who = _who(services, agency)
        wanted = [act.batch_progress(services, who, _id(batch_id))] if batch_id else act.batches(services, who)
        for progress in wanted:
            click.echo(json.dumps(_as_json(progress), ensure_ascii=False) if as_json else _line(progress))
        if batch_id and not as_json:
            failed = act.batch_items(services, who, _id(batch_id), ItemFilter(states=(ItemState.FAILED,), limit=_SHOWN))
            for row in failed:
                click.echo(f"  {row.position:>5}  {row.unit_title}: {(row.error or {}).get('message', '')}")


@batch.command("resume")
@BATCH
@PROCESSES
@OUTPUT
@AGENCY
def resume(batch_id: str | None, agency: str | None, processes: int, output: Path | None) -> None:
    """Chạy tiếp lô đã tạm dừng hoặc bị ngắt (mất điện, tắt máy)."""
    with open_services() as services:
        who = _who(services, agency)
        chosen = _newest(services, who, batch_id)
        act.resume_batch(services, who, chosen)
    _work(who, chosen, processes, output)


@batch.command("retry")
@BATCH
@ROWS
@PROCESSES
@OUTPUT
@AGENCY
@YES
def retry(
    batch_id: str | None, rows: Path | None, agency: str | None, processes: int, output: Path | None, yes: bool
) -> None:
    """Chạy lại các dòng lỗi; với --rows thì sửa dữ liệu của chúng trước."""
    with open_services() as services:
        who = _who(services, agency)
        chosen = _newest(services, who, batch_id)
        digest = None
        if rows:
            count = act.mend_batch(services, who, chosen, SentFile(name=rows.name, content=rows.read_bytes()))
            if not yes:
                click.confirm(f"Đã sửa {count} dòng. Duyệt và chạy lại?", abort=True)
            digest = act.batch_digest(services, who, chosen)
        click.echo(f"Chạy lại {act.retry_batch(services, who, chosen, digest=digest)} dòng.")
    _work(who, chosen, processes, output)


@batch.command("pause")
@BATCH
@AGENCY
def pause(batch_id: str | None, agency: str | None) -> None:
    """Tạm dừng sau các văn bản đang làm."""
    with open_services() as services:
        who = _who(services, agency)
        act.pause_batch(services, who, _newest(services, who, batch_id))


@batch.command("cancel")
@BATCH
@AGENCY
def cancel(batch_id: str | None, agency: str | None) -> None:
    """Hủy các dòng chưa làm; văn bản đã xong vẫn giữ."""
    with open_services() as services:
        who = _who(services, agency)
        act.cancel_batch(services, who, _newest(services, who, batch_id))


@batch.command("export")
@BATCH
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Tệp ZIP ghi ra.")
@AGENCY
def export(batch_id: str | None, output: Path, agency: str | None) -> None:
    """Gom các văn bản đã xong và danh-sach.xlsx thành tệp ZIP."""
    with open_services() as services:
        who = _who(services, agency)
        _export(services, who, _newest(services, who, batch_id), output)


def _who(services: Services, agency: str | None) -> Actor | None:
    """Who acts: the agency meant, or nobody in particular on a machine without agencies."""
    if agency is None and not all_agencies(services):
        return None
    return operator(choose_agency(services, agency).id)


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise NotFound(f"Không có lô “{text}”; xem nd30 batch status.") from None


def _newest(services: Services, who: Actor | None, batch_id: str | None) -> uuid.UUID:
    """The batch named, or the newest one."""
    if batch_id is not None:
        return _id(batch_id)
    for progress in act.batches(services, who, limit=1):
        return progress.batch_id
    raise NotFound("Chưa có lô văn bản nào.")


def _read(path: Path) -> dict[str, Any]:
    data = load_json(path.read_bytes())
    if not isinstance(data, dict):
        raise InvalidDocument(problems=[Problem("", "not-an-object", "Dữ liệu văn bản phải là một đối tượng { }.")])
    return data


def _plan(services: Services, who: Actor | None, data: Path, how: dict[str, Any]) -> BatchPlan:
    """Plan, or write the sheet back with its faults and say where it is."""
    rows: Path | None = how["rows"]
    sheet = SentFile(name=rows.name, content=rows.read_bytes()) if rows else None
    request = PlanRequest(
        data=_read(data),
        choice=_chosen(how),
        sheet=sheet,
        formats=(Format.DOCX, Format.PDF) if how["pdf"] else (Format.DOCX,),
        check=how["check"],
        numbers=Numbers(how["numbers"]),
        on=how["on"].date() if how["on"] else None,
    )
    try:
        return make_plan(services, who, request)
    except InvalidSheet as fault:
        if rows is None or sheet is None:
            raise
        returned = sheet_with_faults(sheet, fault)
        rows.with_name(returned.name).write_bytes(returned.content)
        rest = len(fault.problems) - _SHOWN
        more = f" (và {rest} lỗi nữa)" if rest > 0 else ""
        message = f"{fault.message} Các lỗi{more} ghi ở cột “Lỗi” của {rows.with_name(returned.name)}."
        raise InvalidSheet(message, fault.problems[:_SHOWN]) from fault


def _chosen(how: dict[str, Any]) -> Choice:
    return Choice(provinces=how["provinces"], types=tuple(map(UnitType, how["types"])), codes=how["codes"])


def _show_rehearsal(rehearsed: list[act.Rehearsed]) -> None:
    click.echo("Chạy thử:")
    for one in rehearsed:
        result = one.error or f"{one.findings['errors']} lỗi, {one.findings['warnings']} cảnh báo thể thức"
        click.echo(f"  {one.unit} ({', '.join(one.why)}): {result}")
        for problem in one.problems:
            click.echo(f"    {problem}")


def _work(who: Actor | None, batch_id: uuid.UUID, processes: int, output: Path | None) -> None:
    """Work on the batch in this program until it is over, then write the archive."""
    settings = Settings.from_env()
    show = _Meter()
    progress = run_until_over(settings, who, batch_id, processes=processes, on_progress=show)
    click.echo(_line(progress))
    if output is not None and progress.counts[ItemState.DONE]:
        with open_services() as services:
            _export(services, who, batch_id, output)
    if progress.state is not BatchState.FINISHED:
        click.echo(f"Chạy tiếp: nd30 batch resume {batch_id}", err=True)
    if progress.counts[ItemState.FAILED]:
        click.echo(f"Xem lỗi: nd30 batch status {batch_id}; chạy lại: nd30 batch retry {batch_id}", err=True)
        raise SystemExit(1)


class _Meter:
    """Shows progress at most once a second."""

    def __init__(self) -> None:
        self._shown = 0.0

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._shown >= 1:
            self._shown = now
            click.echo(_line(progress), err=True)


def _export(services: Services, who: Actor | None, batch_id: uuid.UUID, output: Path) -> None:
    """Write the archive beside its name first, so that a half-written one is never taken for whole."""
    beside = output.with_name(output.name + ".part")
    with beside.open("wb") as file:
        for part in act.archive(services, who, batch_id):
            file.write(part)
    beside.replace(output)
    click.echo(f"Đã ghi {output}.")


def _line(progress: Progress) -> str:
    counts = progress.counts
    words = f"{progress.batch_id}  {BATCH_WORDS[progress.state]}  {counts[ItemState.DONE]}/{progress.total} xong"
    if counts[ItemState.FAILED]:
        words += f", {counts[ItemState.FAILED]} lỗi"
    if progress.seconds_left is not None:
        words += f", {progress.a_second:.0f} văn bản/giây, còn {progress.seconds_left:.0f} giây"
    return f"{words}  {progress.name}" + (f"  ({progress.reason})" if progress.reason else "")


def _as_json(progress: Progress) -> dict[str, Any]:
    return {
        "id": str(progress.batch_id),
        "name": progress.name,
        "state": progress.state.value,
        "reason": progress.reason,
        "counts": {state.value: count for state, count in progress.counts.items()},
        "a_second": round(progress.a_second, 1),
        "seconds_left": progress.seconds_left,
    }
