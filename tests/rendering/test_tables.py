"""Tables with a ruler: the heading row on every page, whole rows, whole dates, columns wide enough, two hundred rows."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from service.nd30.page import MARGINS
from tests.rendering import examples
from tests.rendering.specimens import specimen

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("printed")]

RULER = 0.5
CELLS = ("Ô bảng", "Ô bảng giữa", "Ô bảng nhóm")
DATE = re.compile(r"\b\d{2}/\d{2}/\d{4}\b")
#: The usual columns, from left to right.
HEADINGS = (
    "TT",
    "Nhiệm vụ chung",
    "Nhiệm vụ cụ thể",
    "Sản phẩm",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian thực hiện",
)


def table_pages(measured):
    return [page for page in measured.pages if page.styled(*CELLS)]


def words_of(lines):
    return " ".join(
        line.text for line in sorted(lines, key=lambda line: (round(line.left / 8), line.page, line.baseline))
    )


@pytest.fixture(scope="module", params=[(200, "landscape"), (60, "portrait")], ids=str)
def count_and_table(request, printed):
    """Two hundred tasks with 266 outputs across, sixty upright."""
    count, orientation = request.param
    return count, printed(examples.with_tasks(count, orientation=orientation))


@pytest.fixture
def long_table(count_and_table):
    return count_and_table[1]


def test_the_heading_row_stands_on_every_page_of_a_table(long_table):
    pages = table_pages(long_table)

    assert len(pages) > 2
    for page in pages:
        first_row = min(line.baseline for line in page.styled(*CELLS))
        above = " ".join(line.text for line in page.lines if line.baseline < first_row)
        assert all(heading.split()[0] in above for heading in HEADINGS), page.number


def test_two_hundred_tasks_are_all_there_in_order(count_and_table):
    count, long_table = count_and_table
    ordinals = [
        line.text for page in table_pages(long_table) for line in page.styled("Ô bảng giữa") if line.text.isdecimal()
    ]

    assert ordinals == [str(number) for number in range(1, count + 1)]


def test_no_date_is_broken_inside_its_cell(long_table):
    dates = [line.text for line in long_table.styled(*CELLS) if "/" in line.text]

    assert dates
    assert all(DATE.search(text) or re.fullmatch(r"(Tháng )?12/2026", text) for text in dates)


def test_no_row_is_torn_between_two_pages(long_table):
    for page, following in pairwise(table_pages(long_table)):
        first = min(following.styled("Ô bảng"), key=lambda line: (line.baseline, line.left))
        assert re.match(r"(Tổng hợp|Kế hoạch|Báo cáo|Văn phòng|Trạm)", first.text), (page.number, first.text)


def test_the_outputs_of_a_task_stand_on_the_page_of_its_number(count_and_table):
    count, measured = count_and_table
    page_of = {line.text: line.page for line in measured.styled("Ô bảng")}
    page_of_number = {line.text: line.page for line in measured.styled("Ô bảng giữa")}

    for number in range(3, count + 1, 3):
        assert page_of[f"Kế hoạch {number}"] == page_of[f"Báo cáo {number}"] == page_of_number[str(number)]


@pytest.mark.parametrize("with_progress", [False, True])
def test_the_words_of_a_tall_group_are_never_torn(printed, with_progress):
    group = "Xây dựng và phát triển Chính quyền điện tử, Chính quyền số"
    for before in range(10, 15):
        tasks = [
            *examples.tasks(before, words="Việc"),
            *({**one, "name": group} for one in examples.tasks(9, words="Số")),
        ]
        report = {"progress": {"state": "not-started"}} if with_progress else {}
        for one in (output for each in tasks for task in each["tasks"] for output in task["outputs"]):
            one |= report
        appendix = {"name": "Phân công", "orientation": "landscape"}
        table = {"type": "task-table", "with_progress": with_progress}
        measured = printed(
            examples.plan(opening=["Có Phụ lục kèm theo."], tasks=tasks, appendices=[{**appendix, "content": [table]}])
        )
        pages = {
            line.page for line in measured.styled(*CELLS) if line.text and line.text in group and len(line.text) > 6
        }

        assert len(pages) == 1, before


def test_the_table_fills_the_width_between_the_margins(long_table):
    for page in table_pages(long_table):
        edges = [rule for rule in page.rules if rule.length > 10]
        assert min(rule.left for rule in edges) == pytest.approx(MARGINS["left"].use, abs=RULER)
        assert max(rule.right for rule in edges) == pytest.approx(page.width - MARGINS["right"].use, abs=RULER)


def test_text_stays_clear_of_the_lines_between_columns(long_table):
    page = table_pages(long_table)[0]
    columns = sorted({round(upright.centre, 1) for upright in page.uprights})

    assert len(columns) >= 8
    for line in page.styled(*CELLS, "Đầu bảng"):
        assert not any(line.left - 0.3 < column < line.right + 0.3 for column in columns), line


def test_a_group_and_a_task_with_two_outputs_are_merged_down(printed):
    measured = printed(examples.with_tasks(30))
    count = Counter(line.text for line in measured.styled(*CELLS))

    assert count["Nhóm 1"] == count["Nhóm 2"] == count["Nhóm 3"] == 1
    assert count["Báo cáo 3"] == count["Kế hoạch 3"] == 1
    assert count["3"] == 1


def test_equal_lead_agencies_are_merged_when_asked(printed):
    apart = printed(examples.with_tasks(12, orientation="portrait"))
    merged = printed(examples.with_tasks(12, orientation="portrait", merge_equal_lead=True))

    def printed_leads(measured):
        return [line.text for line in measured.styled("Ô bảng") if line.text in ("Văn phòng", "Trạm Y tế")]

    assert len(printed_leads(apart)) == 12
    assert printed_leads(merged) == ["Văn phòng", "Trạm Y tế"] * 3 + ["Trạm Y tế", "Văn phòng"]  # groups stay apart


def test_chosen_columns_stand_in_the_order_of_the_data(printed):
    measured = printed(examples.with_tasks(3, columns=["due", "output", "lead"]))
    [page] = table_pages(measured)
    lefts = {line.text.split()[0]: line.left for line in page.styled("Đầu bảng")}

    assert lefts["Thời"] < lefts["Sản"] < lefts["Cơ"]
    assert "Nhiệm vụ" not in words_of(page.styled("Đầu bảng"))


def test_a_row_taller_than_a_page_goes_on_without_losing_a_word(printed):
    words = " ".join(f"từ{number}" for number in range(1500))
    columns = [{"heading": "TT", "width": 1}, {"heading": "Nội dung", "width": 4}]
    table = {"type": "table", "columns": columns, "rows": [["1", words]]}
    measured = printed(examples.plan(body={"content": [table, {"type": "paragraph", "text": "Hết."}]}))
    found = [word for line in measured.styled("Ô bảng") for word in line.text.split() if word.startswith("từ")]

    assert found == words.split()


def test_columns_stand_as_they_are_aligned_and_as_wide_as_asked(printed):
    measured = printed(
        examples.plan(
            body={
                "content": [
                    {
                        "type": "table",
                        "columns": [
                            {"heading": "Trái", "width": 2},
                            {"heading": "Giữa", "width": 1, "align": "center"},
                            {"heading": "Phải", "width": 1, "align": "right"},
                        ],
                        "rows": [["a", "b", "c"], ["d", "đ", "e"]],
                    },
                    {"type": "paragraph", "text": "Hết."},
                ]
            }
        )
    )
    page = measured.pages[0]
    edges = sorted({round(upright.centre, 1) for upright in page.uprights})
    cells = {line.text: line for line in page.styled("Ô bảng")}

    assert edges[1] - edges[0] == pytest.approx(2 * (edges[2] - edges[1]), abs=1)
    assert cells["a"].left < edges[0] + 3
    assert cells["b"].centre == pytest.approx((edges[1] + edges[2]) / 2, abs=RULER)
    assert edges[3] - 3 < cells["c"].right < edges[3]


def test_equal_neighbours_of_the_first_column_are_merged_when_asked(printed):
    rows = [["Xã A", "1"], ["Xã A", "2"], ["Xã B", "3"], ["Xã A", "4"]]
    table = {"type": "table", "columns": [{"heading": "Xã"}, {"heading": "Số"}], "rows": rows, "merge_equal": True}
    measured = printed(examples.plan(body={"content": [table, {"type": "paragraph", "text": "Hết."}]}))

    assert [line.text for line in measured.styled("Ô bảng") if line.text.startswith("Xã")] == ["Xã A", "Xã B", "Xã A"]


@pytest.mark.parametrize("name", ["bao-cao-quy"])
def test_a_report_counts_its_outputs_and_names_what_is_late(printed, name):
    measured = printed(specimen(name))
    headings = words_of(measured.styled("Đầu bảng"))

    assert "Hoàn thành" in headings or "hoàn thành" in headings
    assert "%" in measured.pages[0].text + "".join(page.text for page in measured.pages)
    assert any(line.text.startswith(("Tổng", "Cộng")) for line in measured.styled(*CELLS))
