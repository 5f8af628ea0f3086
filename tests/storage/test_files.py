import datetime as dt
import hashlib
import os
import signal
from pathlib import Path

import pytest

from service.errors import NotFound
from service.settings import Settings
from service.storage import Database, FileStore, migrate, new_id, sweep
from service.storage.agency_tables import AgencyRow
from service.storage.document_tables import TemplateRow, TemplateVersionRow
from service.storage.files import GRACE

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture(params=["folder", "memory"])
def files(request, tmp_path):
    return FileStore(str(tmp_path / "files") if request.param == "folder" else f"memory://{tmp_path.name}")


def test_a_file_is_named_by_its_content(files):
    digest = files.put(b"van ban")

    assert digest == hashlib.sha256(b"van ban").hexdigest()
    assert files.get(digest) == b"van ban"
    assert files.open(digest).read() == b"van ban"


def test_storing_twice_is_storing_once(files):
    assert files.put(b"x") == files.put(b"x")
    assert [digest for digest, _ in files.digests()] == [files.put(b"x")]


def test_what_is_stored_again_is_as_good_as_new_for_a_sweep(files):
    digest, long_ago = files.put(b"x"), NOW - dt.timedelta(days=30)
    path = files._path(digest)
    if files._local:
        os.utime(path, (long_ago.timestamp(), long_ago.timestamp()))
    else:
        files._fs.store[path].modified = long_ago
    [(_, before)] = files.digests()

    files.put(b"x")

    assert before < NOW - GRACE
    assert files.sweep(set(), NOW - GRACE) == 0
    assert files.get(digest) == b"x"


def test_what_another_process_removed_is_stored_again(tmp_path):
    files, other = (FileStore(f"memory://{tmp_path.name}") for _ in range(2))
    digest = files.put(b"x")
    assert list(files.digests())

    other.sweep(set(), NOW + dt.timedelta(days=1))

    assert not files.exists(digest)
    assert files.get(files.put(b"x")) == b"x"


def test_a_missing_file_is_not_found(files):
    with pytest.raises(NotFound):
        files.get("0" * 64)
    with pytest.raises(NotFound):
        files.open("0" * 64)
    assert not files.exists("0" * 64)


def test_the_size_of_a_file_is_told_where_that_costs_nothing(tmp_path):
    here, elsewhere = FileStore(str(tmp_path)), FileStore(f"memory://{tmp_path.name}")
    assert here.size(here.put(b"van ban")) == 7
    assert here.size("0" * 64) is None
    assert elsewhere.size(elsewhere.put(b"van ban")) is None


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 63 + "/", "Z" * 64])
def test_a_name_that_is_no_digest_reaches_nothing(files, name):
    with pytest.raises(NotFound):
        files.get(name)


def test_a_damaged_file_is_told_and_not_given_out(tmp_path):
    files = FileStore(str(tmp_path))
    digest = files.put(b"van ban")
    (tmp_path / digest[:2] / digest[2:]).write_bytes(b"hong")

    with pytest.raises(NotFound, match="hỏng"):
        files.get(digest)


def test_a_write_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    files = FileStore(str(tmp_path))
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))

    with pytest.raises(OSError, match="No space"):
        files.put(b"van ban")

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_without_a_setting_files_lie_among_the_data(tmp_path):
    digest = FileStore.from_settings(Settings(data_dir=tmp_path)).put(b"x")

    assert (tmp_path / "files" / digest[:2] / digest[2:]).read_bytes() == b"x"


def age(folder: Path, digest: str, days: int) -> None:
    then = (NOW - dt.timedelta(days=days)).timestamp()
    os.utime(folder / digest[:2] / digest[2:], (then, then))


def test_only_old_files_that_no_row_names_are_swept(tmp_path):
    database, files = Database(Settings(data_dir=tmp_path)), FileStore(str(tmp_path / "files"))
    migrate(database)
    named, old, young = (files.put(data) for data in (b"named", b"old", b"young"))
    age(tmp_path / "files", named, 9)
    age(tmp_path / "files", old, 9)
    with database.writing() as session:
        agency = AgencyRow(id=new_id(), name="UBND", sign="UBND", created_at=NOW)
        template = TemplateRow(id=new_id(), agency_id=agency.id, kind="ke-hoach", name="Mẫu", created_at=NOW)
        session.add_all([agency, template])
        session.flush()
        session.add(
            TemplateVersionRow(
                template_id=template.id, version=1, digest=named, size=5, uploaded_by="An", uploaded_at=NOW
            )
        )

    assert sweep(database, files, NOW) == 1
    assert [files.exists(digest) for digest in (named, old, young)] == [True, False, True]


def test_what_a_killed_writer_left_half_done_is_swept(tmp_path):
    database, files = Database(Settings(data_dir=tmp_path)), FileStore(str(tmp_path / "files"))
    migrate(database)
    half = tmp_path / "files" / "ab" / ".half.1234"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"...")
    then = (NOW - dt.timedelta(days=9)).timestamp()
    os.utime(half, (then, then))

    assert sweep(database, files, NOW) == 1
    assert not half.exists()


def test_storing_an_old_orphan_again_makes_it_young(tmp_path):
    files = FileStore(str(tmp_path))
    digest = files.put(b"x")
    age(tmp_path, digest, 9)

    files.put(b"x")

    [(_, put)] = files.digests()
    assert put > NOW - dt.timedelta(hours=1)


def test_a_file_system_without_unnamed_files_serves_as_well(tmp_path, monkeypatch):
    monkeypatch.setattr("service.storage.files._open_unnamed", lambda _: None)
    files = FileStore(str(tmp_path))

    assert files.get(files.put(b"van ban")) == b"van ban"
    assert [name for name, _ in files.digests()] == [files.put(b"van ban")]
    assert not list(tmp_path.rglob(".*"))


def test_a_writer_killed_in_the_middle_leaves_no_trace(tmp_path):
    files = FileStore(str(tmp_path))
    child = os.fork()
    if child == 0:
        os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
        files.put(b"van ban")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
