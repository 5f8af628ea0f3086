"""A printed paragraph and a line of a page know the field that they show, however often the same words are said."""

import json

import pytest

from service.converting.pdf import PlacedText
from service.rendering import render_document
from service.web.printed_places import Printed, path_of, places_of_lines, printed_paragraphs
from service.web.unfinished import printable
from tests.end_to_end.browser.drafts import plan_saying
from tests.end_to_end.browser.sample_world import EXAMPLES

TWICE = "Lấy ý kiến nhân dân trong xã."


def printed(data):
    return printed_paragraphs(data, render_document(printable(data)), None, None)


def paths_saying(data, words):
    return [place.paths for place in printed(data) if words in place.letters]


def task(name, **more):
    return {"name": name, "outputs": [{"name": "Báo cáo", "due": "Quý I/2027"}], "lead": ["Văn phòng"]} | more


def test_two_equal_sentences_are_told_apart():
    points = [{"type": "point", "text": TWICE}, {"type": "point", "text": TWICE}]
    data = plan_saying({"type": "section", "title": "Mục đích", "content": points})
    assert paths_saying(data, "layykien") == [("/body/content/0/content/0/text",), ("/body/content/0/content/1/text",)]


def test_places_are_those_of_the_data_as_typed_where_printing_leaves_empty_items_out():
    data = plan_saying({"type": "clause", "text": ""}, {"type": "paragraph", "text": TWICE})
    assert paths_saying(data, "layykien") == [("/body/content/1/text",)]


def test_a_text_in_runs_is_one_field():
    runs = [{"text": "Lấy ý kiến "}, {"text": "nhân dân", "bold": True}, {"text": " trong xã."}]
    assert paths_saying(plan_saying({"type": "paragraph", "text": runs}), "layykien") == [("/body/content/0/text",)]


def test_tasks_that_are_printed_twice_lead_to_one_field_each_time():
    group = {"name": "Nhóm", "tasks": [task("Rà soát"), task("Rà soát", coordinating=["Công an", "Văn phòng"])]}
    table = {"type": "task-table"}
    data = plan_saying(table, table) | {"tasks": [group]}
    once = [("/tasks/0/tasks/0/name",), ("/tasks/0/tasks/1/name",)]
    assert paths_saying(data, "rasoat") == once * 2


def test_of_several_fields_in_one_paragraph_the_one_that_says_the_words_is_meant():
    data = plan_saying() | {"recipients": [{"name": "Sở Nội vụ", "purpose": "để báo cáo"}]}
    [place] = [one for one in printed(data) if "sonoivu" in one.letters]
    assert path_of(place, data) == "/recipients/0/name"
    assert path_of(place, data, "“báo cáo”") == "/recipients/0/purpose"
    assert path_of(Printed("noinhan"), data) == ""


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.json")))
def test_marks_change_nothing_that_any_sample_prints(name):
    data = json.loads((EXAMPLES / f"{name}.json").read_text())
    known = [place for place in printed(data) if place.paths]
    assert ("/subject",) in [place.paths for place in known] or data["kind"].startswith(("giay-", "phieu-"))
    assert {path.split("/")[1] for place in known for path in place.paths} >= {"issuer", "signer"}


def line(text, page=1, top=100.0):
    return PlacedText(text=text, page=page, left_mm=30, top_mm=top, right_mm=190, bottom_mm=top + 4)


def test_lines_go_along_with_the_paragraphs_in_their_order():
    places = [Printed("mucdich"), Printed("100vanban"), Printed("mucdich")]
    lines = [line("I. ", top=10), line("MỤC ĐÍCH"), line("1."), line("100% văn"), line("bản"), line("Mục đích")]
    lines[3] = line("100% văn", top=lines[2].top_mm)
    assert places_of_lines(lines, places) == [None, 0, 1, 1, 1, 2]


def test_the_head_of_a_table_is_printed_again_on_the_next_page():
    places = [Printed("thoigianthuchien", repeats=True), Printed("quyi"), Printed("thuchienquyche")]
    lines = [line("Thời gian"), line("thực hiện"), line("Quý I")]
    again = [line("2", 2, 10), line("Thời gian", 2), line("thực hiện", 2), line("Thực hiện quy chế", 2)]
    assert places_of_lines(lines + again, places) == [0, 0, 1, None, 0, 0, 2]


def test_cells_beside_each_other_go_on_in_turn_after_a_page_break():
    places = [Printed("xaydungquyche"), Printed("thongbaolamviec")]
    lines = [line("Xây dựng"), line("Thông báo"), line("quy chế", 2), line("làm việc", 2)]
    assert places_of_lines(lines, places) == [0, 1, 0, 1]
