import pytest

from service.cli import main
from tests.cli.calling import caller


@pytest.fixture
def nd30(monkeypatch, capsys, tmp_path):
    """Call ``nd30`` in an empty folder; gives code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ND30_OFFICE_PROCESSES", "1")
    return caller(main, monkeypatch, capsys)
