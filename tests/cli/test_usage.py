"""Help and wrong calls, all in Vietnamese."""

import re

import pytest

from service.cli import COMMANDS

#: English that click prints by itself.
ENGLISH = re.compile(
    r"Usage:|Options:|Commands:|Error:|Missing|Invalid value|No such|Show this message|Try '|\[default"
    r"|Got unexpected|Positional|requires|does not| is not "
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_vietnamese(nd30, command):
    ended = nd30(command, "--help")

    assert ended.code == 0
    assert "Cách dùng: nd30" in ended.out
    assert not ENGLISH.search(ended.out), ended.out


@pytest.mark.parametrize("command", ["render", "validate", "schema", "new", "demo", "pdf", "check"])
def test_commands_show_an_example(nd30, command):
    assert f"nd30 {command}" in nd30(command, "--help").out.partition("Ví dụ")[2]


def test_the_command_alone_shows_all_commands(nd30):
    ended = nd30()

    assert all(re.search(rf"^  {command} ", ended.out + ended.err, re.MULTILINE) for command in COMMANDS)


def test_help_names_the_exit_codes(nd30):
    assert "Mã thoát" in nd30("--help").out


WRONG = {
    "unknown command": (("rendr",), "Không có lệnh rendr. Có phải render?"),
    "unknown option": (("render", "--pdff", "x"), "Không có tùy chọn --pdff."),
    "missing argument": (("render",), "Thiếu tham số DATA.json."),
    "unknown kind": (("schema", "ke-hoac"), "không có tên loại"),
    "too much": (("kinds", "x", "y"), "thừa tham số x y."),
    "missing value": (("render", "a.json", "-o"), "thiếu giá trị sau -o."),
    "missing file": (("render", "a.json", "--template", "mau.docx"), "không có “mau.docx”."),
    "file for a folder": (("demo", "tep.txt"), "“tep.txt” là tệp, ở đây cần thư mục."),
    "no number": (("units", "search", "an", "--limit", "ba"), "“ba” không phải là số."),
    "no date": (("units", "list", "--on", "hôm qua"), "“hôm qua” không đúng dạng"),
    "no choice": (("units", "list", "--type", "làng"), "“làng” không phải là một trong các giá trị"),
}


@pytest.mark.parametrize("call", WRONG)
def test_a_wrong_call_ends_with_2_and_a_vietnamese_sentence(nd30, call, tmp_path):
    (tmp_path / "tep.txt").touch()
    arguments, sentence = WRONG[call]
    ended = nd30(*arguments)

    assert ended.code == 2
    assert sentence in ended.err
    assert "Xem hướng dẫn: nd30" in ended.err
    assert not ENGLISH.search(ended.err), ended.err


def test_the_version_is_that_of_the_package(nd30):
    assert re.fullmatch(r"nd30 \d+\.\d+\.\d+\n", nd30("--version").out)
