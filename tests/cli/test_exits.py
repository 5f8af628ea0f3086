"""Every error of ours ends in a code that says what to do, and in sentences, never in a stack trace."""

import click
import pytest

from service import errors
from service.cli.exits import exit_code, run, show
from service.errors import Nd30Error, Problem

EXPECTED = {
    "InvalidInput": 2,
    "InvalidDocument": 2,
    "InvalidTemplate": 2,
    "UnreadableFile": 2,
    "InvalidSheet": 2,
    "ConversionFailed": 3,
    "MissingProgram": 3,
    "NotFound": 4,
    "NotSignedIn": 4,
    "NotAllowed": 4,
    "Conflict": 4,
    "Stale": 4,
    "Overloaded": 5,
}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_error_has_its_code(name):
    assert exit_code(getattr(errors, name)()) == EXPECTED[name]


def test_no_error_of_ours_is_without_a_code():
    ours = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Nd30Error)}

    assert ours - {"Nd30Error"} == set(EXPECTED)


def test_an_error_without_a_row_ends_with_1():
    assert exit_code(Nd30Error()) == 1


def test_every_problem_is_shown_under_the_sentence(capsys):
    show(errors.InvalidDocument(problems=[Problem("/a", "x", "Sai."), Problem("", "y", "Thiếu.")]))

    assert capsys.readouterr().err.splitlines() == ["Dữ liệu văn bản chưa hợp lệ.", "  /a: Sai.", "  /: Thiếu."]


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (click.ClickException("Hỏng."), 2, "Hỏng."),
        (PermissionError(13, "Permission denied", "a.docx"), 2, "a.docx"),
        (KeyboardInterrupt(), 130, "Đã dừng."),
        (click.Abort(), 130, "Đã dừng."),
    ],
)
def test_what_else_may_happen_is_told_in_a_sentence(monkeypatch, capsys, raised, code, said):
    @click.command()
    def failing():
        raise raised

    monkeypatch.setattr("sys.argv", ["nd30"])
    with pytest.raises(SystemExit) as left:
        run(failing)

    assert left.value.code == code
    assert said in capsys.readouterr().err
