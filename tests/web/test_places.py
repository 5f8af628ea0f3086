import json
from pathlib import Path

import pytest

from service.web.comparing import changes
from service.web.places import place_on_paper

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"


def example(name):
    return json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "pointer", "words"),
    [
        ("ke-hoach-xa-2026", "/body/content/0/content/0/content/1/text", "Nội dung, điểm b khoản 1 Mục I"),
        ("ke-hoach-xa-2026", "/body/content/2/content/0/content/0/text", "Nội dung, đoạn 1 khoản 1 Mục III"),
        ("ke-hoach-xa-2026", "/appendices/0/content/0", "Phụ lục 1"),
        ("ke-hoach-xa-2026", "/subject", "Trích yếu"),
        ("quyet-dinh-quy-che", "/body/content/1/text", "Nội dung, Điều 2"),
        ("quyet-dinh-quy-che", "/attachment/body/content/0/content/0/title", "Nội dung, Điều 1 Chương I"),
    ],
)
def test_a_place_is_quoted_as_the_page_counts_it(name, pointer, words):
    assert place_on_paper(pointer, example(name)) == words


def test_a_place_of_half_filled_data_has_its_words_too():
    data = {"body": {"content": [{"type": "section"}, {"type": "section", "content": [{"type": "clause"}]}]}}
    assert place_on_paper("/body/content/1/content/0/text", data) == "Nội dung, khoản 1 Mục II"
    assert place_on_paper("/body/content/7/text", {"body": {}}) == "Nội dung"


def test_a_task_is_counted_in_the_whole_table_as_it_is_printed():
    data = {"tasks": [{"tasks": [{}, {}]}, {"tasks": [{}, {"outputs": [{}, {}]}]}]}
    assert place_on_paper("/tasks/1/tasks/1/lead", data) == "Bảng nhiệm vụ, nhiệm vụ 4, Cơ quan chủ trì"
    assert place_on_paper("/tasks/1/tasks/1/outputs/1/due", data) == "Bảng nhiệm vụ, nhiệm vụ 4, sản phẩm 2, Thời hạn"


def test_versions_are_compared_part_by_part():
    old, new = example("ke-hoach-xa-2026"), example("ke-hoach-xa-2026")
    new["recipients"][0]["name"] = "UBND tỉnh Vĩnh Long"
    new["body"]["content"][1]["content"][0]["text"] = "Một lời khác hẳn."
    new["subject"] = "Việc khác"
    found = changes(old, new)
    assert [change.part for change in found] == ["Trích yếu", "Nội dung", "Nơi nhận"]
    assert "Mục II" in found[1].where
