import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.batches.running import Running
from tests.databases import database, database_settings  # noqa: F401 - fixtures
from tests.postgres import postgres_server  # noqa: F401 - fixture


@pytest.fixture
def running(database, database_settings):  # noqa: F811 - the fixture above
    """Batches on a migrated database of each engine, with the worker processes that the test starts."""
    running = Running(database_settings, database)
    yield running
    running.kill_all()


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk with room for about ten documents."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], check=False).returncode == 0:
        yield folder
        subprocess.run(["umount", "-l", folder], check=True)
        return
    # In a container that may not mount, /dev/shm is small enough to be filled but for a little.
    folder = Path("/dev/shm") / tmp_path.name
    folder.mkdir()
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    assert free < 1 << 30, "Cần quyền mount tmpfs, hoặc /dev/shm nhỏ, để thử ổ đĩa đầy."
    with (folder / "ballast").open("wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, max(1, free - (256 << 10)))
    yield folder
    shutil.rmtree(folder)
