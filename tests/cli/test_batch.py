"""``nd30 batch`` from the sheet to the ZIP."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile

import psutil
import pytest
from openpyxl import load_workbook

from tests.batches.common_plan import plan_data

ROW_PLAN = plan_data(opening=["Phấn đấu đạt {{ row.chi_tieu }}%."])


@pytest.fixture
def batch(nd30, tmp_path, monkeypatch):
    """Call ``nd30 batch`` in a folder that has two documents."""
    monkeypatch.setenv("ND30_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("ND30_BATCH_PROCESSES", "1")
    (tmp_path / "ke-hoach.json").write_text(json.dumps(plan_data()))
    (tmp_path / "co-dong.json").write_text(json.dumps(ROW_PLAN))
    return lambda *arguments, **how: nd30("batch", *arguments, **how)


def program(*arguments):
    """``nd30 batch`` as a process of its own, in the present folder and environment."""
    command = [sys.executable, "-c", "from service.cli import main; main()", "batch", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def filled_sheet(batch, folder, change=lambda sheet: None):
    assert batch("template", "co-dong.json", "-o", "xa.xlsx", "--province", "Cao Bằng").code == 0
    book = load_workbook(folder / "xa.xlsx")
    sheet = book["Dữ liệu"]
    column = [cell.value for cell in sheet[1]].index("chi_tieu *") + 1
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column, 90)
    change(sheet)
    book.save(folder / "xa.xlsx")
    return sheet.max_row - 1


def test_a_sheet_becomes_a_zip_with_one_document_for_each_row(batch, tmp_path):
    count = filled_sheet(batch, tmp_path)

    ended = batch("run", "co-dong.json", "--rows", "xa.xlsx", "-o", "o.zip", "--yes")

    assert ended.code == 0, ended.err
    assert "Chạy thử:" in ended.out
    assert f"{count}/{count} xong" in ended.out
    assert len(zipfile.ZipFile("o.zip").namelist()) == count + 1
    assert not list(tmp_path.glob("*.part"))


def test_a_faulty_sheet_is_handed_back_and_nothing_is_made(batch, tmp_path):
    def spoil(sheet):
        sheet["A3"] = sheet["A2"].value

    filled_sheet(batch, tmp_path, spoil)

    ended = batch("run", "co-dong.json", "--rows", "xa.xlsx", "--yes")

    assert ended.code == 2
    assert "xa-loi.xlsx" in ended.err
    assert "Dữ liệu!3: Trùng với dòng 2" in ended.err
    assert load_workbook("xa-loi.xlsx")["Dữ liệu"]["A3"].value.startswith("Mã ")
    assert batch("status").out == ""


def test_whoever_does_not_approve_starts_nothing(batch):
    refused = batch("run", "ke-hoach.json", "--unit", "31756", stdin=b"n\n")

    assert refused.code == 130
    assert "chờ duyệt  0/1 xong" in batch("status").out
    assert "chưa được duyệt" in batch("resume").err


def test_status_is_there_for_programs_too(batch):
    batch("run", "ke-hoach.json", "--unit", "31756", "--yes")

    told = json.loads(batch("status", "--json").out)

    assert (told["state"], told["counts"]["done"]) == ("finished", 1)
    assert "đã xong  1/1 xong" in batch("status", told["id"]).out


def test_a_cancelled_batch_may_be_run_after_all(batch):
    batch("run", "ke-hoach.json", "--unit", "31756", stdin=b"n\n")
    assert batch("cancel").code == 0
    assert "đã hủy" in batch("status").out

    assert "duyệt lại" in batch("retry").err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("status", "abc"), 4, "Không có lô “abc”"),
        (("export", "-o", "x.zip"), 4, "Chưa có lô văn bản nào"),
        (("run", "ke-hoach.json", "--province", "Sài Thành", "--yes"), 2, "Không có tỉnh, thành phố “Sài Thành”"),
        (("run", "co-dong.json", "--unit", "31756", "--yes"), 2, "cần bảng dữ liệu"),
        (("run", "khong-co.json"), 2, "khong-co.json"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence(batch, arguments, code, words):
    ended = batch(*arguments)

    assert ended.code == code
    assert words in ended.err
    assert "Traceback" not in ended.err


def test_an_interrupted_run_says_how_to_go_on_and_goes_on(batch):
    with program("run", "ke-hoach.json", "--province", "Hà Nội", "--province", "Nghệ An", "--yes") as interrupted:
        while " xong" not in interrupted.stderr.readline():
            pass
        interrupted.send_signal(signal.SIGINT)
        _, told = interrupted.communicate(timeout=60)
    assert "nd30 batch resume" in told

    ended = batch("resume", "-o", "o.zip")

    assert ended.code == 0, ended.err
    assert "256/256 xong" in ended.out
    assert len(zipfile.ZipFile("o.zip").namelist()) == 257


def test_the_worker_program_works_until_it_is_told_to_stop(tmp_path):
    environ = os.environ | {"ND30_DATA_DIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-m", "service.worker"], env=environ) as worker:
        while len(psutil.Process(worker.pid).children()) < 2:
            assert worker.poll() is None
            time.sleep(0.05)
        worker.terminate()
        assert worker.wait(timeout=60) == 0
