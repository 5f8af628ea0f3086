"""``nd30 worker``: the worker processes of one machine."""

import click

from service.actions.batch_workers import run_workers
from service.logs import log_as_json
from service.settings import Settings


@click.command("worker")
@click.option("--processes", type=click.IntRange(1, 64), help="Số tiến trình (mặc định: số lõi CPU).")
def worker(processes: int | None) -> None:
    """Chạy các tiến trình làm lô văn bản trên máy này, đến khi bị dừng.

    \b
    Nhiều máy cùng làm: chạy lệnh này trên từng máy, với cùng ND30_DATABASE (PostgreSQL) và ND30_FILES.
    """
    log_as_json()
    run_workers(Settings.from_env(), processes or 0)
