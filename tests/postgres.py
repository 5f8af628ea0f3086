"""A real PostgreSQL server for the tests: made by initdb in a private folder, reached by its socket, gone afterwards.

Import the fixtures into the conftest of the folder that needs them::

    from tests.postgres import postgres_server, postgres_url  # noqa: F401
"""

import os
import shutil
import signal
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

#: initdb refuses to run as root; Debian's package brings this user.
USER = "postgres"


class PostgresServer:
    """One server with a folder of its own; `kill` and `start` again play a power cut."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._bin = _programs()
        self._as = {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}
        self._process: subprocess.Popen[bytes] | None = None
        if os.geteuid() == 0:
            shutil.chown(folder, USER, USER)
        self._run("initdb", "-D", str(folder / "data"), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")

    def start(self) -> None:
        """Start and wait until it takes connections."""
        options = {
            "listen_addresses": "",
            "unix_socket_directories": self.folder,
            "max_connections": 200,
            "fsync": "off",  # we kill the server, not the machine: what it wrote the kernel still has
        }
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        command = [self._bin / "postgres", "-D", self.folder / "data", *settings]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, **self._as)
        self._run("pg_isready", "-h", str(self.folder), "-t", "30", until_it_works=True)

    def kill(self) -> None:
        """End it as a power cut would: every process of the server gone at once."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(timeout=30)

    def stop(self) -> None:
        """End it in order, without waiting for clients."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=30)

    def new_database(self) -> str:
        """Make an empty database and return its URL."""
        name = f"nd30_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(host=str(self.folder), user=USER, dbname="postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"postgresql://{USER}@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: str, until_it_works: bool = False) -> None:
        while True:
            done = subprocess.run(
                [self._bin / program, *arguments], cwd=self.folder, capture_output=True, check=False, **self._as
            )
            if done.returncode == 0:
                return
            alive = self._process is not None and self._process.poll() is None
            if not (until_it_works and alive):
                raise RuntimeError(f"{program}: {done.stderr.decode()}")


def _programs() -> Path:
    """The folder of PostgreSQL's server programs; Debian keeps them out of the PATH."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        pytest.fail("Cần PostgreSQL để chạy kiểm thử: apt-get install postgresql")
    return folders[-1]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A running server, one per test session (and per xdist worker)."""
    folder = Path(tempfile.mkdtemp(prefix="nd30-pg-", dir="/tmp"))  # a socket path must stay under 108 characters
    server = PostgresServer(folder)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """The URL of a new empty database."""
    return postgres_server.new_database()
