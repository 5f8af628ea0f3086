import os
import subprocess
import sys

import pytest

from service.converting.home import Home

HOLDER = """
import sys
from pathlib import Path
from service.converting.home import Home
home = Home(Path(sys.argv[1]))
print(home.path, flush=True)
sys.stdin.read()
"""


def grow_old(folder):
    os.utime(folder, (0, 0))


@pytest.fixture
def holder(tmp_path):
    """Another process with a home, and that home's folder."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    folder = type(tmp_path)(process.stdout.readline().strip())
    yield process, folder
    process.kill()
    process.communicate()


def test_a_home_is_private_and_goes_when_told(tmp_path):
    home = Home(tmp_path)
    assert home.path.stat().st_mode & 0o077 == 0

    home.remove()
    home.remove()

    assert not home.path.exists()


def test_the_home_of_a_living_process_is_left_alone(tmp_path, holder):
    _, folder = holder
    grow_old(folder)

    Home(tmp_path).remove()

    assert folder.exists()


def test_the_home_of_a_killed_process_is_swept(tmp_path, holder):
    process, folder = holder
    process.kill()
    process.wait()
    grow_old(folder)

    Home(tmp_path).remove()

    assert not folder.exists()


def test_a_home_just_made_is_left_alone_although_it_has_no_lock_yet(tmp_path):
    young = tmp_path / "nd30-office-young"
    young.mkdir()

    Home(tmp_path).remove()

    assert young.exists()


def test_folders_of_others_are_left_alone(tmp_path):
    other = tmp_path / "something-else"
    other.mkdir()
    (other / "owner").touch()
    grow_old(other)

    Home(tmp_path).remove()

    assert other.exists()
