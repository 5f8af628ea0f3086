import re

import pytest

from service.documents.progress_blocks import CHART_STATES, ChartBar, chart_bars
from service.rendering.progress_chart import progress_chart, stretches
from tests.documents.test_progress import DONE, LATE, WORKING, report

WIDTH = 9354


def words(table):
    return re.findall(r"<w:t[ >][^<]*?>?([^<>]+)</w:t>", table)


def test_each_bar_counts_the_outputs_of_its_group_by_state():
    document = report(
        ("Tháng 6/2026", DONE), ("Tháng 6/2026", WORKING), ("Trước ngày 15/3/2026", LATE), ("Năm 2026", None)
    )

    [bar] = chart_bars(document)

    assert dict(zip(CHART_STATES, bar.counts, strict=True)) == {
        "Hoàn thành": 1,
        "Đang thực hiện": 1,
        "Chậm tiến độ": 1,
        "Chưa thực hiện": 0,
        "Chưa có số liệu": 1,
    }
    assert bar.share == "25%"


@pytest.mark.parametrize("counts", [(1, 0, 0, 0, 0), (30, 30, 30, 30, 30), (1, 1, 1, 1, 996), (1000, 1, 0, 0, 0)])
def test_a_bar_never_leaves_its_place_and_has_room_for_every_numeral(counts):
    lengths = stretches(counts, 1000)

    assert sum(lengths) <= 30
    assert all(length >= len(str(count)) for length, count in zip(lengths, counts, strict=True) if count)
    assert all(not length for length, count in zip(lengths, counts, strict=True) if not count)


def test_the_longest_bar_takes_all_of_its_place_and_half_of_it_half():
    assert stretches((10, 10, 0, 0, 0), 20) == [15, 15, 0, 0, 0]
    assert stretches((10, 0, 0, 0, 0), 20) == [15, 0, 0, 0, 0]


def test_every_row_spans_the_whole_width_and_names_what_its_greys_mean():
    bars = (ChartBar("Thể chế & nền nếp", (3, 0, 1, 0, 0), "75%"), ChartBar("Tổ chức", (0, 2, 0, 0, 0), "0%"))

    table = progress_chart(bars, WIDTH)

    spans = [sum(map(int, re.findall(r'gridSpan w:val="(\d+)"', row))) for row in table.split("<w:tr>")[1:]]
    assert spans == [60] * 5
    assert sum(map(int, re.findall(r'gridCol w:w="(\d+)"', table))) == WIDTH
    assert words(table) == [
        *("Thể chế &amp; nền nếp", "3", "1", "3/4 (75%)"),
        *("Tổ chức", "2", "0/2 (0%)"),
        *("Hoàn thành", "Đang thực hiện", "Chậm tiến độ"),
    ]
    assert table.count("<w:keepNext/>") == 4
