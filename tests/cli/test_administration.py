"""Agencies, users, tokens and data from the server's own command line."""

import json
import re

import pytest
import sqlalchemy as sa

from service.actions.batch_workers import run_workers
from service.errors import Conflict
from service.settings import Settings
from service.storage import current_revision, newest_revision
from service.storage.db import Database
from service.storage.migrate import go_back, known_revisions


@pytest.fixture
def office(nd30, monkeypatch, tmp_path):
    """The command with a migrated database and one agency."""
    monkeypatch.setenv("ND30_DATA_DIR", str(tmp_path / "var"))
    assert nd30("migrate").code == 0
    assert nd30("agencies", "add", "--unit", "31756").code == 0
    return nd30


def test_migrate_makes_the_tables_once(nd30, monkeypatch, tmp_path):
    monkeypatch.setenv("ND30_DATA_DIR", str(tmp_path / "var"))

    assert "trống →" in nd30("migrate").out
    assert "đã đúng phiên bản" in nd30("migrate").out
    assert current_revision(Database(Settings(data_dir=tmp_path / "var"))) == newest_revision()


def test_the_first_command_makes_the_tables_and_a_fault_of_the_database_is_a_sentence(nd30, monkeypatch, tmp_path):
    monkeypatch.setenv("ND30_DATA_DIR", str(tmp_path / "moi"))
    assert nd30("agencies", "add", "--unit", "31756").code == 0

    monkeypatch.setenv("ND30_DATABASE", "postgresql://an:bi-mat@127.0.0.1:1/nd30")
    for command in ("migrate", "agencies list"):
        answer = nd30(*command.split())
        assert (answer.code, answer.out) == (5, "")
        assert answer.err.startswith("Không mở được cơ sở dữ liệu")
        assert "bi-mat" not in answer.err

    monkeypatch.delenv("ND30_DATABASE")
    monkeypatch.setenv("ND30_FILES", "ftpx://kho")
    assert nd30("backup", tmp_path / "sao-luu.zip").err.startswith("ND30_FILES phải là một thư mục")


def test_data_of_another_version_are_left_alone_until_they_are_migrated(office, tmp_path):
    database = Database(Settings(data_dir=tmp_path / "var"))
    go_back(database, known_revisions()[-2])
    for command in ("agencies list", "batch status"):
        assert office(*command.split()).err.startswith("Phiên bản mới cần nâng cấp dữ liệu")
    with pytest.raises(Conflict, match="nd30 migrate"):
        run_workers(Settings(data_dir=tmp_path / "var"))
    assert current_revision(database) == known_revisions()[-2]

    with database.writing() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    for command in ("agencies list", "migrate"):
        assert "9999 mà chương trình này chưa biết" in office(*command.split()).err


def test_an_agency_is_made_from_a_unit_or_described(office):
    names = ("--name", "Sở Nội vụ", "--sign", "SNV", "--place", "Cà Mau", "--parent", "Ủy ban nhân dân tỉnh Cà Mau")
    described = office("agencies", "add", *names)
    listed = office("agencies", "list").out

    assert described.code == 0
    assert "Ủy ban nhân dân xã" in listed
    assert "Sở Nội vụ" in listed
    shown = json.loads(office("agencies", "show", "so noi vu").out)
    assert shown["parent_agency"] == {"name": "Ủy ban nhân dân tỉnh Cà Mau"}


def test_what_is_missing_is_told(office):
    missing = office("agencies", "add", "--name", "Sở Nội vụ")

    assert missing.code == 2
    assert "--sign" in missing.err
    assert "--place" in missing.err
    assert office("agencies", "add", "--unit", "99999").code == 2


def test_an_agency_can_be_described_anew_from_a_file(office, tmp_path):
    profile = json.loads(office("agencies", "show").out)
    profile["signers"] = [{"post": "Chủ tịch", "name": "Nguyễn Văn An"}]
    (tmp_path / "co-quan.json").write_text(json.dumps(profile))

    assert office("agencies", "set", "co-quan.json", "--approval").code == 0
    assert json.loads(office("agencies", "show").out)["signers"] == profile["signers"]
    (tmp_path / "sai.json").write_text('{"issuer": {}}')
    wrong = office("agencies", "set", "sai.json")
    assert wrong.code == 2
    assert "/issuer/name" in wrong.err


def test_a_user_is_added_with_a_password_shown_once(office):
    added = office(
        "users", "add", "an@xa.example.vn", "--name", "Nguyễn Văn An", "--role", "quan-tri", "--role", "van-thu"
    )

    assert added.code == 0
    assert re.search(r"Mật khẩu \(chỉ hiện lần này\): \S{12,}", added.out)
    assert "Quản trị, Văn thư" in office("users", "list").out
    assert office("users", "add", "AN@xa.example.vn", "--name", "x").code == 4


def test_a_password_can_come_from_a_pipe_and_must_be_strong(office):
    weak = office("users", "add", "an@xa.example.vn", "--name", "An", "--password-stdin", stdin=b"ngan\n")
    strong = office("users", "add", "an@xa.example.vn", "--name", "An", "--password-stdin", stdin=b"mat-khau-dai-123\n")

    assert (weak.code, strong.code) == (2, 0)
    assert "mat-khau" not in strong.out


def test_roles_passwords_and_accounts_can_be_changed(office):
    office("users", "add", "an@xa.example.vn", "--name", "An")

    assert office("users", "roles", "an@xa.example.vn", "--role", "lanh-dao").code == 0
    assert "Lãnh đạo" in office("users", "list").out
    assert "Mật khẩu mới" in office("users", "reset-password", "an@xa.example.vn").out
    assert office("users", "close", "an@xa.example.vn").code == 0
    assert "(đã khóa)" in office("users", "list").out
    assert office("users", "close", "binh@xa.example.vn").code == 4


def test_with_several_agencies_one_must_be_chosen(office):
    office("agencies", "add", "--name", "Sở Nội vụ", "--sign", "SNV", "--place", "Cà Mau")

    assert office("users", "list").code == 2
    assert office("users", "list", "--agency", "sở nội vụ").code == 0
    assert office("users", "list", "--agency", "sở khác").code == 4


def test_a_token_is_shown_once_listed_and_revoked(office):
    made = office("tokens", "add", "Một cửa", "--scope", "render", "--days", "30")
    secret = made.out.strip()
    listed = office("tokens", "list").out

    assert secret.startswith("nd30_")
    assert "đang dùng" in listed
    assert secret not in listed
    assert office("tokens", "revoke", listed.split()[0]).code == 0
    assert "đã thu hồi" in office("tokens", "list").out
    assert office("tokens", "add", "x").code == 2


def test_a_backup_comes_back_elsewhere(office, monkeypatch, tmp_path):
    office("users", "add", "an@xa.example.vn", "--name", "Nguyễn Văn An")
    saved = office("backup", "sao-luu.zip")
    monkeypatch.setenv("ND30_DATA_DIR", str(tmp_path / "khac"))
    restored = office("restore", "sao-luu.zip")

    assert (saved.code, restored.code) == (0, 0)
    assert "Nguyễn Văn An" in office("users", "list").out
    assert office("restore", "sao-luu.zip").code == 4
    assert office("restore", "khong-co.zip").code == 2


def test_tidy_says_what_it_removed(office):
    assert office("tidy").out.startswith("Đã xóa 0 văn bản")


@pytest.mark.parametrize("address", ["may-chu", ":8000", "127.0.0.1:99999", "127.0.0.1:http"])
def test_an_address_that_nobody_can_listen_on_is_refused_at_once(nd30, address):
    answer = nd30("serve", "--bind", address)

    assert answer.code == 2
    assert f"“{address}” không có dạng địa chỉ:cổng" in answer.err
