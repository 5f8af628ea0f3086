import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from service.settings import Settings
from service.storage import Database, migrate
from tests.batches.running import Running
from tests.databases import database, database_settings  # noqa: F401 - fixtures
from tests.postgres import PostgresServer, postgres_server  # noqa: F401 - fixture

#: Room for about ten documents, in bytes.
SMALL = 256 << 10


@pytest.fixture
def running(database, database_settings):  # noqa: F811 - the fixtures above
    """Batches on a migrated database of each engine, with the worker processes that the test starts."""
    running = Running(database_settings, database)
    yield running
    running.kill_all()


@pytest.fixture
def own_postgres():
    """A server that the test may kill."""
    folder = Path(tempfile.mkdtemp(prefix="nd30-pg-", dir="/tmp"))
    server = PostgresServer(folder)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture
def running_on_own_postgres(own_postgres, tmp_path):
    """Batches on that server."""
    settings = Settings(data_dir=tmp_path, database=own_postgres.new_database())
    own = Database(settings)
    migrate(own)
    running = Running(settings, own)
    yield running
    running.kill_all()
    own.close()


class SmallDisk:
    """A disk that is soon full, until room is made."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", folder]
        self._mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
        if (
            not self._mounted
        ):  # in a container that may not mount, /dev/shm is small enough to be filled but for a little
            self.folder = Path(tempfile.mkdtemp(dir="/dev/shm"))
            free = os.statvfs(self.folder).f_bavail * os.statvfs(self.folder).f_frsize
            assert free < 1 << 30, "Cần quyền mount tmpfs, hoặc /dev/shm nhỏ, để thử ổ đĩa đầy."
            with (self.folder / "ballast").open("wb") as ballast:
                os.posix_fallocate(ballast.fileno(), 0, max(1, free - SMALL))

    def make_room(self):
        if self._mounted:
            subprocess.run(["mount", "-o", "remount,size=16m", self.folder], check=True)
        else:
            (self.folder / "ballast").unlink()

    def remove(self):
        if self._mounted:
            subprocess.run(["umount", "-l", self.folder], check=True)
        else:
            shutil.rmtree(self.folder)


@pytest.fixture
def small_disk(tmp_path):
    disk = SmallDisk(tmp_path / "disk")
    yield disk
    disk.remove()
