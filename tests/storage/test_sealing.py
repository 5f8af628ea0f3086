"""Secrets of others in our database: sealed with the service's key, which is made once."""

import threading

import pytest

from service.errors import Conflict
from service.settings import Settings
from service.storage.sealing import Sealer, secret_key


def test_what_is_sealed_opens_again_and_looks_different_each_time():
    sealer = Sealer("khóa")

    sealed = [sealer.seal("bí mật") for _ in range(2)]

    assert sealed[0] != sealed[1]
    assert [sealer.open(one) for one in sealed] == ["bí mật", "bí mật"]


@pytest.mark.parametrize("spoil", [lambda text: text[:-2] + "AA", lambda text: text[:20], lambda text: "1:"])
def test_what_was_changed_does_not_open(spoil):
    sealer = Sealer("khóa")

    with pytest.raises(Conflict, match="ND30_SECRET_KEY"):
        sealer.open(spoil(sealer.seal("bí mật")))


def test_another_key_does_not_open_it():
    with pytest.raises(Conflict):
        Sealer("khác").open(Sealer("khóa").seal("bí mật"))


def test_what_was_kept_before_there_was_sealing_is_still_read():
    assert Sealer("khóa").open("abc_DEF-123") == "abc_DEF-123"


def test_the_operators_key_counts_and_none_is_made(tmp_path):
    assert secret_key(Settings(data_dir=tmp_path, secret_key="của tôi")) == "của tôi"
    assert list(tmp_path.iterdir()) == []


def test_processes_that_start_at_once_get_one_key_that_only_its_owner_may_read(tmp_path):
    settings, found = Settings(data_dir=tmp_path / "moi"), []
    starts = [threading.Thread(target=lambda: found.append(secret_key(settings))) for _ in range(8)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()

    assert len(set(found)) == 1
    assert len(found) == 8
    assert len(found[0]) == 64
    [path] = (tmp_path / "moi").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
