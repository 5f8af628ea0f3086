"""Writers of one SQLite file go one after the other, and nobody waits for the dead or for himself."""

import subprocess
import sys
import threading

import pytest

from service.settings import Settings
from service.storage import Database, migrate
from service.storage.turns import Turns

HOLDER = """
import pathlib, sys
from service.storage.turns import Turns
with Turns(pathlib.Path(sys.argv[1]), 30).taken():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "locks" / "writer"


def test_one_thread_at_a_time_has_the_turn(path):
    turns, inside, seen = Turns(path, 30), [], []

    def work():
        for _ in range(50):
            with turns.taken():
                inside.append(1)
                seen.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == [1] * 400


def test_who_holds_the_turn_may_take_it_again(path):
    turns = Turns(path, 30)

    with turns.taken(), turns.taken():
        pass
    with turns.taken():
        pass


def test_a_failure_gives_the_turn_back(path):
    turns = Turns(path, 30)
    with pytest.raises(ValueError, match="hỏng"), turns.taken():
        raise ValueError("hỏng")
    done = []

    def work():
        with turns.taken():
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert done == [1]


def test_who_has_waited_long_enough_goes_on_without(path):
    turns, went_on = Turns(path, 0.01), []

    def work():
        with turns.taken():
            went_on.append(1)

    with turns.taken():
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()

    assert went_on == [1]


def test_another_process_is_waited_for_until_it_ends_or_dies(path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        done = threading.Event()

        def work():
            with Turns(path, 30).taken():
                done.set()

        thread = threading.Thread(target=work)
        thread.start()
        assert not done.is_set()
        holder.kill()
        thread.join()

    assert done.is_set()


def test_writers_of_a_database_take_turns_and_readers_do_not(tmp_path):
    database = Database(Settings(data_dir=tmp_path))
    migrate(database)

    with database.writing() as session:
        assert (tmp_path / "locks" / "writer").exists()
        assert session.connection() is not None
        with database.reading() as other:
            assert other.connection() is not None
