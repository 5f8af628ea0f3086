"""The ways to make a PDF that are compared: cold LibreOffice, unoserver, and our pool with one and two processes."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import unoserver
from unoserver.client import UnoClient

from service.converting import OfficePool, PdfOptions
from service.converting.installation import find_installation
from service.converting.profile import make_fonts_conf
from service.settings import Settings

#: All contenders make the same plain PDF, but for the row that says PDF/A.
_PLAIN = PdfOptions(archival=False)


@dataclass(frozen=True, slots=True)
class Contender:
    """A way to convert.

    Attributes:
        name: as printed.
        convert: DOCX files in, PDFs out, as fast as this way can.
        processes: whose CPU and memory count, besides our own and those that ended meanwhile.
        share: documents of a round, against the other contenders: a slow one need not do as many.
    """

    name: str
    convert: Callable[[Sequence[bytes]], list[bytes]]
    processes: Callable[[], list[psutil.Process]]
    share: float = 1.0


@contextmanager
def contenders() -> Iterator[list[Contender]]:
    """All of them, warm, in one folder that goes when they end."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        conf = make_fonts_conf(folder, find_installation(Settings()))
        environment = {"PATH": os.environ["PATH"], "HOME": name, "FONTCONFIG_FILE": str(conf)}
        yield [
            _cold(folder, environment),
            _unoserver(stack, folder, environment, 1),
            _unoserver(stack, folder, environment, 2),
            _pool(stack, folder, 1, _PLAIN, "this pool, 1 process"),
            _pool(stack, folder, 2, _PLAIN, "this pool, 2 processes"),
            _pool(stack, folder, 2, PdfOptions(), "this pool, 2 processes, PDF/A-2b"),
        ]


def _cold(folder: Path, environment: dict[str, str]) -> Contender:
    """A new soffice for each document: what a script does that somebody writes in an afternoon."""
    profile = f"-env:UserInstallation={(folder / 'cold').as_uri()}"

    def one(docx: bytes) -> bytes:
        source = folder / "cold.docx"
        source.write_bytes(docx)
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        return source.with_suffix(".pdf").read_bytes()

    return Contender("cold soffice", lambda papers: [one(docx) for docx in papers], list, 0.2)


def _unoserver(stack: ExitStack, folder: Path, environment: dict[str, str], count: int) -> Contender:
    """Unoserver with its own client library, a thread for each server. It needs the Python that has `uno`."""
    ports = [_free_port() for _ in range(2 * count)]
    servers = [_start_unoserver(folder, environment, *ports[index::count]) for index in range(count)]
    for server in servers:
        stack.callback(_end, server)
    clients = [UnoClient(port=str(port)) for port in ports[:count]]
    workers = stack.enter_context(ThreadPoolExecutor(count))

    def convert(papers: Sequence[bytes]) -> list[bytes]:
        def share(index: int) -> list[bytes]:
            return [clients[index].convert(indata=docx, convert_to="pdf") for docx in papers[index::count]]

        shares = list(workers.map(share, range(count)))
        return [pdf for pdfs in shares for pdf in pdfs]

    def processes() -> list[psutil.Process]:
        return [one for server in servers for one in (server, *server.children(recursive=True))]

    return Contender(f"unoserver, {count} server{'s' * (count > 1)}", convert, processes)


def _start_unoserver(folder: Path, environment: dict[str, str], port: int, uno_port: int) -> psutil.Popen:
    packages = str(Path(unoserver.__file__).parents[1])
    command = ["/usr/bin/python3", "-m", "unoserver.server", "--port", str(port), "--uno-port", str(uno_port)]
    command += ["--executable", shutil.which("soffice") or "soffice", "--user-installation", str(folder / f"uno{port}")]
    server = psutil.Popen(
        command,
        env={**environment, "PYTHONPATH": packages},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not _listens(port):
        if time.monotonic() > deadline or server.poll() is not None:
            raise RuntimeError("unoserver does not start; is python3-uno installed?")
        time.sleep(0.2)
    return server


def _end(server: psutil.Popen) -> None:
    for process in (*server.children(recursive=True), server):
        process.kill()
    server.wait()


def _pool(stack: ExitStack, folder: Path, processes: int, options: PdfOptions, name: str) -> Contender:
    settings = Settings(data_dir=folder, cache_size=0, office_processes=processes)
    pool = stack.enter_context(OfficePool(settings))
    workers = stack.enter_context(ThreadPoolExecutor(processes))
    return Contender(
        name,
        lambda papers: list(workers.map(lambda docx: pool.convert(docx, options), papers)),
        lambda: [psutil.Process(pid) for pid in pool.metrics().pids],
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
