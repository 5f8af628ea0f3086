import os
import signal
import sys
import threading
from dataclasses import replace

import pytest

from service.converting.installation import find_installation
from service.converting.office import Job, OfficeDiedError, OfficeRefusedError
from service.converting.seat import OfficeDownError, Seat
from service.settings import Settings
from tests.converting.papers import paper

pytestmark = pytest.mark.office

JOB = Job(filter_data={}, about={}, timeout=30, memory=2 << 30)


@pytest.fixture
def seat_with():
    seats = []

    def make(**changes):
        seats.append(Seat(Settings(**changes)))
        return seats[-1]

    yield make
    for seat in seats:
        seat.stop()


@pytest.fixture
def installation(tmp_path):
    return find_installation(Settings(office_temp_dir=tmp_path))


@pytest.fixture
def broken(installation, tmp_path):
    """An installation whose office ends at once, and the list of its attempts to start."""
    program, log = tmp_path / "soffice.bin", tmp_path / "starts"
    program.write_text(f"#!/bin/sh\necho >> {log}\nexit 7\n")
    program.chmod(0o755)
    return replace(installation, soffice_bin=program), log


def test_an_office_is_replaced_after_its_number_of_documents(seat_with, installation):
    seat = seat_with(office_restart_after=2)

    for _ in range(5):
        seat.convert(paper(), JOB, installation)

    assert seat.starts == 3


def test_an_office_that_grew_too_large_is_replaced_between_documents(seat_with, installation):
    seat = seat_with(office_restart_memory=1 << 20)

    assert seat.convert(paper(), JOB, installation).startswith(b"%PDF")
    assert seat.pid is None
    assert seat.memory == 0


def test_an_office_killed_while_idle_is_replaced_unnoticed(seat_with, installation):
    seat = seat_with()
    seat.convert(paper(), JOB, installation)
    first = seat.pid
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)

    assert seat.convert(paper(), JOB, installation).startswith(b"%PDF")
    assert seat.pid != first


def test_failed_starts_are_repeated_then_told(seat_with, broken):
    installation, log = broken

    with pytest.raises(OfficeDownError, match="mã 7"):
        seat_with().convert(paper(), JOB, installation)

    assert len(log.read_text().splitlines()) == 3


#: Speaks as an office does, but refuses every document.
SULKING = """#!{python}
import json, os, socket
channel = socket.socket(fileno=int(os.environ["ND30_OFFICE_FD"])).makefile("rwb")
while True:
    channel.write(json.dumps({{"error": "disposed", "size": 0}}).encode() + b"\\n")
    channel.flush()
    channel.read(json.loads(channel.readline())["size"])
"""


def test_an_office_that_refuses_even_a_good_page_is_blamed_not_the_document(seat_with, installation, tmp_path):
    program = tmp_path / "soffice.bin"
    program.write_text(SULKING.format(python=sys.executable))
    program.chmod(0o755)
    seat = seat_with()

    with pytest.raises(OfficeDiedError, match="trang thử"):
        seat.convert(paper(), JOB, replace(installation, soffice_bin=program))

    assert seat.pid is None


def test_an_office_that_refuses_one_document_stays(seat_with, installation):
    seat = seat_with()

    with pytest.raises(OfficeRefusedError):
        seat.convert(b"PK\x03\x04 not really", JOB, installation)

    assert seat.convert(paper(), JOB, installation).startswith(b"%PDF")
    assert seat.starts == 1


def test_stopping_ends_the_wait_for_the_next_start(seat_with, broken):
    installation, _ = broken
    seat, outcome = seat_with(), []

    def work():
        try:
            seat.convert(paper(), JOB, installation)
        except OfficeDownError as error:
            outcome.append(error.reason)

    thread = threading.Thread(target=work)
    thread.start()
    seat.stop()
    thread.join(timeout=20)

    assert outcome == ["dịch vụ đang dừng"]
