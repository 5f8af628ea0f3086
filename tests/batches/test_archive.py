"""What people are handed: a ZIP that any machine opens, and a list that tells everything."""

import datetime as dt
import io
import subprocess
import zipfile

import pytest
from openpyxl import load_workbook

from service.batches import ItemState, UnitData, batch_list, stream_archive
from service.batches.leases import Outcome, lease, now, settle
from service.errors import NotFound
from service.settings import Settings
from service.storage import Database, migrate
from tests.batches.common_plan import items, unit
from tests.batches.running import Running


@pytest.fixture
def running(tmp_path):
    database = Database(Settings(data_dir=tmp_path))
    migrate(database)
    yield Running(Settings(data_dir=tmp_path), database)
    database.close()


def settle_rows(running, batch, **contents):
    """Write outcomes as a worker would: text made into a file, or an error."""
    with running.database.writing() as session:
        rows = lease(session, "w", now(), now() + dt.timedelta(hours=1), batch).items
    outcomes = [outcome(running, row, contents.get(f"row{row.position}", row.unit_code)) for row in rows]
    with running.database.writing() as session:
        settle(session, batch, "w", outcomes, now(), lambda session, batch: None)


def outcome(running, row, content):
    if isinstance(content, dict):
        return Outcome(position=row.position, error=content)
    return Outcome(
        position=row.position,
        docx=running.files.put(content.encode()),
        file_name=f"05-KH-UBND_{row.unit_code}",
        number=5,
        symbol="KH-UBND",
        subject="=HYPERLINK(1)",
        pages=3,
        findings={"errors": 0, "warnings": 2, "rules": []},
    )


def archive(running, batch, **how):
    return zipfile.ZipFile(io.BytesIO(b"".join(stream_archive(running.database, running.files, batch, **how))))


def test_files_stand_in_a_folder_for_each_province_and_the_list_comes_last(running):
    batch = running.batch([*items(2), UnitData(unit=unit())])
    settle_rows(running, batch)

    found = archive(running, batch)

    assert found.namelist() == [
        "01-ha-noi/05-KH-UBND_00004.docx",
        "01-ha-noi/05-KH-UBND_00008.docx",
        "92-can-tho/05-KH-UBND_31756.docx",
        "danh-sach.xlsx",
    ]
    assert found.read("01-ha-noi/05-KH-UBND_00004.docx") == b"00004"
    assert found.testzip() is None


def test_a_plain_unzip_program_opens_the_stream(running, tmp_path):
    batch = running.batch(3)
    settle_rows(running, batch)
    path = tmp_path / "lo.zip"
    path.write_bytes(b"".join(stream_archive(running.database, running.files, batch)))

    done = subprocess.run(["python3", "-m", "zipfile", "-t", path], capture_output=True, text=True, check=True)

    assert "Done testing" in done.stdout


def test_the_same_batch_gives_the_same_bytes(running):
    batch = running.batch(3)
    settle_rows(running, batch)

    first, second = (archive(running, batch) for _ in range(2))

    assert [(info.filename, info.CRC, info.date_time) for info in first.infolist()[:-1]] == [
        (info.filename, info.CRC, info.date_time) for info in second.infolist()[:-1]
    ]


def test_a_following_archive_takes_up_what_is_finished_meanwhile(running):
    batch = running.batch(40)
    settle_rows(running, batch)
    rounds = iter([True, True, False])

    def goes_on():
        more = next(rounds)
        if running.progress(batch).left:
            settle_rows(running, batch)
        return more

    assert len(archive(running, batch, goes_on=goes_on).namelist()) == 41


def test_an_unfinished_batch_gives_what_there_is(running):
    batch = running.batch(40)
    settle_rows(running, batch)

    assert len(archive(running, batch).namelist()) == 33


def test_a_damaged_file_stops_the_archive_instead_of_going_into_it(running):
    batch = running.batch(2)
    settle_rows(running, batch)
    [path] = [path for path in (running.settings.data_dir / "files").rglob("*") if path.is_file()][:1]
    path.write_bytes(b"hong")

    with pytest.raises(NotFound, match="hỏng"):
        archive(running, batch)


def test_the_list_tells_state_number_check_digest_and_error_of_every_row(running):
    batch = running.batch(3)
    fault = {
        "code": "x",
        "message": "Không làm được.",
        "problems": [{"path": "/a", "code": "y", "message": "Thiếu a."}],
    }
    settle_rows(running, batch, row2=fault)

    rows = list(load_workbook(io.BytesIO(batch_list(running.database, batch))).active.values)

    assert rows[0][:5] == ("Lỗi", "Mã đơn vị", "Đơn vị", "Trạng thái", "Số, ký hiệu")
    done = running.rows(batch, ItemState.DONE)[0]
    assert rows[1] == (
        None, "00004", "Phường Ba Đình, thành phố Hà Nội", "xong", "05/KH-UBND", "=HYPERLINK(1)", 3, "0 lỗi, 2 cảnh báo",
        "01-ha-noi/05-KH-UBND_00004.docx", done.docx, None,
    )  # fmt: skip
    assert rows[2][:5] == ("Không làm được.\n/a: Thiếu a.", "00008", "Phường Ngọc Hà, thành phố Hà Nội", "lỗi", None)


def test_the_list_lets_no_text_become_a_formula(running):
    batch = running.batch(1)
    settle_rows(running, batch)

    cell = load_workbook(io.BytesIO(batch_list(running.database, batch))).active["F2"]

    assert (cell.data_type, cell.quotePrefix) == ("s", True)
