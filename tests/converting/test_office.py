import os
import signal
import socketserver
import threading
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from service.converting.installation import find_installation
from service.converting.office import Job, Office, OfficeDiedError, OfficeRefusedError
from service.converting.options import PdfOptions
from service.converting.pdf import page_text
from service.settings import Settings
from tests.converting.papers import field, linked_picture, paper, relation

pytestmark = pytest.mark.office

#: All that an office may know of its surroundings. The lower half is set by LibreOffice itself.
ALLOWED = {
    "PATH",
    "HOME",
    "TMPDIR",
    "LANG",
    "TZ",
    "FONTCONFIG_FILE",
    "SAL_USE_VCLPLUGIN",
    "ND30_OFFICE_FD",
    "LD_PRELOAD",
} | {
    "LIBO_VERSION",
    "PYTHONPATH",
    "URE_BOOTSTRAP",
}


def a_job(**changes):
    job = Job(filter_data=PdfOptions(archival=False).filter_data(), about={}, timeout=30, memory=2 << 30)
    return replace(job, **changes)


@pytest.fixture
def installation(tmp_path):
    return find_installation(Settings(office_temp_dir=tmp_path))


@pytest.fixture
def office(installation):
    office = Office(installation, start_timeout=60)
    yield office
    office.stop()


def test_an_office_converts_one_document_after_another(office):
    for number in range(3):
        assert f"số {number}" in page_text(office.convert(paper(f"Kế hoạch số {number}"), a_job()), 1)

    assert office.conversions == 3
    assert office.healthy


def test_a_stopped_office_leaves_neither_process_nor_files(office, tmp_path):
    family = [psutil.Process(office.pid), *psutil.Process(office.pid).children(recursive=True)]

    office.stop()

    assert psutil.wait_procs(family, timeout=10)[1] == []
    assert list(tmp_path.iterdir()) == []
    assert not office.healthy


def test_its_home_is_closed_to_other_users(office, tmp_path):
    [home] = tmp_path.iterdir()

    assert home.stat().st_mode & 0o077 == 0


def test_it_knows_nothing_of_our_environment(monkeypatch, installation):
    monkeypatch.setenv("ND30_OIDC_CLIENT_SECRET", "bí mật")
    office = Office(installation, start_timeout=60)
    try:
        environment = Path(f"/proc/{office.pid}/environ").read_bytes()
    finally:
        office.stop()

    assert {pair.split(b"=")[0].decode() for pair in environment.split(b"\0") if pair} <= ALLOWED


def test_it_lives_in_a_network_namespace_of_its_own_where_the_system_allows_it(office, installation):
    ours, theirs = (Path(f"/proc/{pid}/ns/net").readlink() for pid in ("self", office.pid))

    assert (ours != theirs) == installation.has_no_network


def test_a_document_that_is_no_document_is_refused_and_the_office_lives(office):
    with pytest.raises(OfficeRefusedError):
        office.convert(b"PK\x03\x04 not really", a_job())

    assert office.healthy
    assert office.convert(paper(), a_job()).startswith(b"%PDF")


def test_flat_open_document_is_never_tried(office):
    flat = b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" />'

    with pytest.raises(OfficeRefusedError):
        office.convert(flat, a_job())


def test_a_frozen_office_is_killed_at_the_deadline(office):
    os.kill(office.pid, signal.SIGSTOP)

    with pytest.raises(OfficeDiedError) as caught:
        office.convert(paper(), a_job(timeout=0.5))

    assert caught.value.hung
    assert not office.healthy


def test_an_interrupted_office_is_not_used_again(office):
    """Its answer, still on the way, would be taken for that to the next document."""

    def interrupt(*_):
        raise KeyboardInterrupt

    os.kill(office.pid, signal.SIGSTOP)
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(KeyboardInterrupt):
            office.convert(paper(), a_job())
    finally:
        signal.signal(signal.SIGALRM, before)

    assert not office.healthy


def test_a_killed_office_says_by_what(office):
    os.kill(office.pid, signal.SIGKILL)

    with pytest.raises(OfficeDiedError, match="SIGKILL") as caught:
        office.convert(paper(), a_job())

    assert caught.value.shot
    assert not caught.value.hung


def test_a_crash_is_told_from_a_kill(office):
    os.kill(office.pid, signal.SIGSEGV)

    with pytest.raises(OfficeDiedError) as caught:
        office.convert(paper(), a_job())

    assert not caught.value.shot


def test_a_document_that_needs_too_much_memory_is_stopped(office):
    with pytest.raises(OfficeDiedError, match="bộ nhớ"):
        office.convert(paper(), a_job(memory=1 << 20))


@pytest.fixture
def web():
    """A server on this machine that writes down what it is asked, over whatever protocol."""
    asked = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            asked.append(self.rfile.readline())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        server.asked, server.url = asked, f"http://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


@pytest.mark.parametrize("netless", [True, False])
def test_even_an_uncleaned_document_fetches_nothing(netless, installation, web):
    """The cleaning is the first wall; this tests the second and, without a namespace, the third."""
    office = Office(installation if netless else replace(installation, netless=()), start_timeout=60)
    body = linked_picture() + field(f'INCLUDEPICTURE "{web.url}/b.png" \\d') + field(f'INCLUDETEXT "{web.url}/c.txt"')
    docx = paper(body=body, main_relations=[relation("pic", "image", f"{web.url}/a.png", external=True)])

    try:
        text = page_text(office.convert(docx, a_job()), 1)
    finally:
        office.stop()

    assert "kết quả" in text
    assert web.asked == []


@pytest.mark.parametrize(
    "code", ['INCLUDETEXT "{}"', 'INCLUDETEXT "file://{}"', 'DDEAUTO soffice "{}" x', 'LINK Word.Document.12 "{}"']
)
def test_a_field_cannot_read_a_file_of_this_machine(code, office, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("TUYET MAT")

    text = page_text(office.convert(paper(body=field(code.format(secret))), a_job()), 1)

    assert "TUYET MAT" not in text


def test_a_program_that_does_not_speak_is_no_office(installation, tmp_path):
    silent = tmp_path / "soffice.bin"
    silent.write_text("#!/bin/sh\nexec sleep 600\n")
    silent.chmod(0o755)

    with pytest.raises(OfficeDiedError) as caught:
        Office(replace(installation, soffice_bin=silent), start_timeout=0.5)

    assert caught.value.hung
    assert list(tmp_path.iterdir()) == [silent]
