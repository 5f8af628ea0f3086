"""``nd30 serve``: gunicorn with threads, one command from nothing to a running service."""

import multiprocessing.process
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from service.converting.home import Home
from service.logs import log_as_json
from service.memory import keep_loaded
from service.settings import Settings

#: A folder in memory, for heartbeats and counters; None, the usual one for passing files, where the system has none.
_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - nothing there has a name known before


def _address(context: click.Context, parameter: click.Parameter, text: str) -> str:
    """Refuse here what gunicorn would refuse with a stack trace, or try again and again."""
    del context, parameter
    host, _, port = text.rpartition(":")
    if not text.startswith("unix:") and not (host and port.isdecimal() and 0 < int(port) < 65536):
        raise click.BadParameter(f"“{text}” không có dạng địa chỉ:cổng, ví dụ 0.0.0.0:8000.")
    return text


@click.command("serve")
@click.option("--bind", default="127.0.0.1:8000", show_default=True, callback=_address, help="Địa chỉ và cổng.")
@click.option("--workers", type=click.IntRange(1, 64), help="Số tiến trình (mặc định: số lõi CPU).")
@click.option("--threads", type=click.IntRange(1, 256), default=8, show_default=True, help="Số luồng mỗi tiến trình.")
def serve(bind: str, workers: int | None, threads: int) -> None:
    """Chạy dịch vụ web và API; lần đầu tự tạo cơ sở dữ liệu.

    \b
    Ví dụ:
      nd30 serve
      nd30 serve --bind 0.0.0.0:8000 --workers 4
    """
    settings = Settings.from_env()
    log_as_json()
    count = workers or os.cpu_count() or 1
    with _shared_metrics():
        _prepare(settings, bind)
        with _batch_workers(settings):
            _run(settings, bind, count, threads)


@contextmanager
def _batch_workers(settings: Settings) -> Iterator[None]:
    """Make batches on this machine while it serves: nothing else has to be started."""
    from service.actions.batch_workers import start_beside

    child, parent = start_beside(settings), os.getpid()
    try:
        yield
    finally:
        if os.getpid() == parent:
            child.terminate()
            child.join()
        else:  # gunicorn's workers, forked from here, leave through here too; they would wait for a child not theirs
            multiprocessing.process._children.discard(child)  # type: ignore[attr-defined] # the only way to forget it


@contextmanager
def _shared_metrics() -> Iterator[None]:
    """The processes count into files of one folder, which must be named before prometheus-client is loaded.

    The files are mapped into memory: on a disk that is full, touching them would kill the process.
    """
    home, parent = Home(Path(_MEMORY or tempfile.gettempdir()), "nd30-metrics-"), os.getpid()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(home.path)
    try:
        yield
    finally:
        if os.getpid() == parent:
            home.remove()


def _prepare(settings: Settings, bind: str) -> None:
    from service.actions.maintenance import has_users, prepare
    from service.actions.services import Services
    from service.api import limits

    with Services(settings) as services:
        assert services.addresses  # a fault of a setting is told here, once, and not by every process
        limits.counters(settings)
        if prepare(services):
            click.echo(f"Đã tạo cơ sở dữ liệu trong {settings.data_dir}.")
        address = f"http://{bind.replace('0.0.0.0', '127.0.0.1')}"  # noqa: S104 - for people to click on
        click.echo(f"nd30 phục vụ tại {address}  (API: {address}/api/docs)")
        if not has_users(services):
            click.echo(f"Chưa có người dùng: mở {address} để tạo, hoặc chạy")
            click.echo("  nd30 agencies add --unit 31756")
            click.echo("  nd30 users add an@xa.example.vn --name 'Nguyễn Văn An' --role quan-tri --role van-thu")


def _run(settings: Settings, bind: str, workers: int, threads: int) -> None:
    """Start gunicorn; the application is made in each worker, after forking."""
    from gunicorn.app.base import BaseApplication

    from service.app import create_app  # loaded once, before forking: the workers share its memory

    class Server(BaseApplication):  # type: ignore[misc] # gunicorn publishes no types
        """gunicorn configured by us, not by files."""

        def load_config(self) -> None:
            """Set what differs from gunicorn's defaults."""
            options = {
                "bind": bind,
                "workers": workers,
                "threads": threads,
                "worker_class": "gthread",
                "timeout": 120,
                "graceful_timeout": 30,
                # A connection kept open stays with the process that took it: a few busy callers would all sit on one
                # core while the others idle. A proxy in front keeps the connections of browsers.
                "keepalive": 0,
                "worker_tmp_dir": _MEMORY,
                "post_worker_init": _begin,
                "child_exit": _forget_metrics,
                "control_socket_disable": True,
            }
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            """Make the application of one worker, with its share of the office processes and threads for short answers."""
            share = max(1, (settings.office_processes or os.cpu_count() or 1) // workers)
            streams = min(settings.streams, threads // 2)
            return create_app(replace(settings, office_processes=share, streams=streams))

    Server().run()


def _begin(worker: Any) -> None:
    """Each worker delivers webhooks and tidies in a thread; what one begins another does not."""
    from service.actions.maintenance import keep_in_order

    keep_loaded()
    services = worker.wsgi.extensions["services"]
    threading.Thread(target=keep_in_order, args=(services, threading.Event()), daemon=True).start()


def _forget_metrics(server: Any, worker: Any) -> None:
    del server
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
