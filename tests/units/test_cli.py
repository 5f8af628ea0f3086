"""The command ``nd30 units``."""

import pytest
from click.testing import CliRunner

from service.cli.units import units
from service.errors import InvalidInput


def run(*arguments):
    return CliRunner().invoke(units, arguments)


def test_search_prints_one_line_for_each_unit_found():
    result = run("search", "phú lộc cần thơ", "--on", "2026-11-22")

    lines = [line.split("\t") for line in result.output.splitlines()]
    assert lines[0][:3] == ["Mã", "Đơn vị", "Tỉnh, thành phố"]
    assert lines[1][:4] == ["31756", "Xã Phú Lộc", "Thành phố Cần Thơ", "Phú Lộc"]


def test_search_for_nothing_known_fails_with_a_sentence():
    result = run("search", "qqqq zzzz")

    assert result.exit_code == 1
    assert "Không tìm thấy" in result.output


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("--on", "2026-11-22"), 3321),
        (("--on", "2026-11-22", "--type", "đặc khu"), 13),
        (("--province", "Hà Nội", "--on", "2026-11-22"), 126),
        (("--province", "bắc ninh", "--type", "phường", "--on", "2026-09-19"), 33),
        (("--province", "bắc ninh", "--type", "phường", "--on", "2026-09-20"), 45),
    ],
)
def test_list_filters_by_province_type_and_day(arguments, count):
    assert len(run("list", *arguments).output.splitlines()) - 1 == count


def test_an_unknown_province_is_refused_with_a_suggestion():
    result = run("list", "--province", "tinh bac ninh")

    assert isinstance(result.exception, InvalidInput)
    assert "thành phố Bắc Ninh" in result.exception.message
