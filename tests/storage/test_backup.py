"""One file with everything: consistent while people work, checked, good for either engine."""

import json
import threading
import zipfile
from dataclasses import replace

import pytest
import sqlalchemy as sa

from service.accounts import AgencyProfile, Permission, operator
from service.actions.batches import batches
from service.actions.documents import create_document, get_document
from service.actions.issuing import IssueRequest, issue_document, issued_file
from service.actions.maintenance import load_backup, save_backup, tidy
from service.actions.people import all_agencies, create_agency, create_token
from service.actions.producing import Format
from service.actions.services import Services
from service.actions.signing_in import token_actor
from service.documents.starting import starting_document
from service.errors import Conflict, UnreadableFile
from service.nd30.kinds import Kind
from service.settings import Settings
from service.storage import Database, current_revision, migrate, newest_revision
from service.storage.agency_tables import AgencyRow
from service.storage.document_tables import DocumentRow, IssuedFileRow
from service.storage.register_tables import RegisterRow
from tests.agencies import Clock

PLAN = starting_document(Kind.KE_HOACH)


@pytest.fixture
def services(database_settings):
    with Services(replace(database_settings, issue_pdf=False), Clock()) as services:
        migrate(services.database)
        yield services


@pytest.fixture
def actor(services):
    return operator(create_agency(services, AgencyProfile(issuer=PLAN.issuer), None).id)


@pytest.fixture
def issued(services, actor):
    document = create_document(services, actor, PLAN.as_data())
    return issue_document(services, actor, document.id, IssueRequest()).document


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def elsewhere(request, tmp_path):
    """An empty service on either engine."""
    url = request.getfixturevalue("postgres_server").new_database() if request.param == "postgresql" else ""
    with Services(Settings(data_dir=tmp_path / "moi", database=url, issue_pdf=False), Clock()) as services:
        yield services


def test_everything_comes_back_on_either_engine(services, actor, issued, elsewhere, tmp_path):
    secret = create_token(services, actor, "x", ["render"], services.clock().replace(year=2027)).secret
    office = create_agency(services, AgencyProfile(issuer=PLAN.issuer), None, superior_id=actor.agency_id)

    made = save_backup(services, tmp_path / "sao-luu.zip")
    load_backup(elsewhere, tmp_path / "sao-luu.zip")

    assert made.files == 1
    assert get_document(elsewhere, actor, issued.id) == issued
    assert issued_file(elsewhere, actor, issued.id, Format.DOCX) == issued_file(services, actor, issued.id, Format.DOCX)
    assert token_actor(elsewhere, secret).permissions == {Permission.RENDER}
    with elsewhere.database.reading() as session:
        assert session.get(AgencyRow, office.id).superior_id == actor.agency_id
    next_one = create_document(elsewhere, actor, PLAN.as_data())
    assert issue_document(elsewhere, actor, next_one.id, IssueRequest()).entry.number == 2


def test_it_is_consistent_while_others_work(services, actor, tmp_path):
    stop = threading.Event()

    def work():
        while not stop.is_set():
            document = create_document(services, actor, PLAN.as_data())
            issue_document(services, actor, document.id, IssueRequest())

    worker = threading.Thread(target=work)
    worker.start()
    try:
        counts = []
        for number in range(5):
            manifest = save_backup(services, tmp_path / f"{number}.zip")
            counts.append((manifest.tables["register_entries"], manifest.tables["issued_files"], manifest.files))
    finally:
        stop.set()
        worker.join()

    assert all(entries == files for entries, files, _ in counts)
    assert counts[-1][0] > counts[0][0]


def test_a_damaged_backup_is_not_restored(services, issued, elsewhere, tmp_path):
    whole = tmp_path / "nguyen.zip"
    save_backup(services, whole)
    content = whole.read_bytes()
    spoiled = {
        "cut off": content[: len(content) // 2],
        "no zip": b"khong phai zip",
        "empty": b"",
    }
    with zipfile.ZipFile(whole) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    [file] = [name for name in parts if name.startswith("files/")]
    changed = {
        "another row": parts | {"tables/documents.jsonl": parts["tables/documents.jsonl"].replace(b"draft", b"x")[:-5]},
        "another file": parts | {file: b"x"},
        "a file less": {name: data for name, data in parts.items() if name != file},
        "a table less": {name: data for name, data in parts.items() if name != "tables/users.jsonl"},
        "no manifest": {name: data for name, data in parts.items() if name != "manifest.json"},
    }
    for name, entries in changed.items():
        path = tmp_path / "hong.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for entry, data in entries.items():
                archive.writestr(entry, data)
        spoiled[name] = path.read_bytes()

    for data in spoiled.values():
        (tmp_path / "hong.zip").write_bytes(data)
        with pytest.raises(UnreadableFile):
            load_backup(elsewhere, tmp_path / "hong.zip")


def remade(path, change):
    """The same backup with its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def with_manifest(parts, **changes):
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | changes)


def test_a_backup_of_a_newer_program_is_refused(services, issued, elsewhere, tmp_path):
    path = tmp_path / "moi.zip"
    save_backup(services, path)
    remade(path, lambda parts: with_manifest(parts, revision="9999"))

    with pytest.raises(Conflict, match=r"9999 .* nâng cấp chương trình"):
        load_backup(elsewhere, path)


def test_a_backup_of_an_older_program_is_restored_and_brought_up_to_date(services, actor, issued, elsewhere, tmp_path):
    path = tmp_path / "cu.zip"
    save_backup(services, path)
    old = Database(Settings(data_dir=tmp_path / "cu"))
    migrate(old, "0001")
    known = set(sa.inspect(old.engine).get_table_names())

    def age(parts):
        manifest = json.loads(parts["manifest.json"])
        for name in set(manifest["tables"]) - known:
            del parts[f"tables/{name}.jsonl"]
        only = {
            what: {name: manifest[what][name] for name in manifest[what] if name in known}
            for what in ("tables", "digests")
        }
        with_manifest(parts, revision="0001", **only)

    remade(path, age)

    load_backup(elsewhere, path)

    assert current_revision(elsewhere.database) == newest_revision()
    assert issued_file(elsewhere, actor, issued.id, Format.DOCX) == issued_file(services, actor, issued.id, Format.DOCX)
    assert batches(elsewhere, actor) == []


def test_a_database_not_yet_upgraded_is_backed_up_as_it_is(database_settings, elsewhere, tmp_path):
    path = tmp_path / "truoc-nang-cap.zip"
    with Services(database_settings, Clock()) as old:
        migrate(old.database, "0004")
        agency = create_agency(old, AgencyProfile(issuer=PLAN.issuer), None)

        manifest = save_backup(old, path)

    load_backup(elsewhere, path)
    assert manifest.revision == "0004"
    assert current_revision(elsewhere.database) == newest_revision()
    assert [row.id for row in all_agencies(elsewhere)] == [agency.id]


def test_a_database_with_rows_is_left_alone(services, issued, tmp_path):
    save_backup(services, tmp_path / "a.zip")

    with pytest.raises(Conflict, match="trống"):
        load_backup(services, tmp_path / "a.zip")


def test_a_missing_file_stops_the_backup_and_leaves_the_old_one(services, issued, tmp_path):
    target = tmp_path / "a.zip"
    target.write_bytes(b"ban cu")
    with services.database.reading() as session:
        digest = session.scalars(sa.select(IssuedFileRow.digest)).one()
    (services.settings.data_dir / "files" / digest[:2] / digest[2:]).unlink()

    with pytest.raises(Exception, match="Tệp"):
        save_backup(services, target)

    assert target.read_bytes() == b"ban cu"
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_an_unmigrated_database_is_not_backed_up(tmp_path):
    with Services(Settings(data_dir=tmp_path)) as services, pytest.raises(Conflict):
        save_backup(services, tmp_path / "a.zip")


def test_tidying_removes_only_what_nobody_can_ask_for(services, actor, issued):
    from service.actions.documents import delete_document, undelete_document

    young, old = (create_document(services, actor, PLAN.as_data()).id for _ in range(2))
    delete_document(services, actor, old, expected=None)
    services.clock.forward(days=20)
    delete_document(services, actor, young, expected=None)
    services.clock.forward(days=11)

    assert tidy(services).documents == 1

    undelete_document(services, actor, young)
    with services.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(DocumentRow)) == 2
        assert session.scalar(sa.select(sa.func.count()).select_from(RegisterRow)) == 1
    assert issued_file(services, actor, issued.id, Format.DOCX)


def test_a_copy_of_the_database_needs_no_second_program(tmp_path):
    """The embedded engine is one file; the service says where it is."""
    database = Database(Settings(data_dir=tmp_path))

    assert database.url.database == str(tmp_path / "nd30.sqlite3")
