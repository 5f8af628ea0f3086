"""A server that takes its time: what is typed stands there at once, is never taken back, and reaches the server whole."""

import pytest

from tests.end_to_end.browser.drafts import HeldBack, open_draft, plan_saying, stored, without_pages
from tests.end_to_end.browser.visits import part, saved

pytestmark = [pytest.mark.browser, pytest.mark.office, pytest.mark.xdist_group("browser"), pytest.mark.timeout(300)]


def test_typing_never_waits_for_the_server_and_nothing_of_it_is_lost(visit):
    without_pages(visit)
    page = open_draft(visit, plan_saying({"type": "paragraph", "text": "Một"}))
    held = HeldBack(visit, "**/luu", "**/kiem-tra")
    area = page.locator("#part-body textarea").first
    area.click()
    page.keyboard.press("End")
    with page.expect_request("**/luu"):
        page.keyboard.type(" hai")
    page.keyboard.type(" ba bốn")
    page.keyboard.press("Enter")
    page.keyboard.type("Năm sáu")
    values = [one.input_value() for one in page.locator("#part-body textarea").all()]
    assert values == ["Một hai ba bốn", "Năm sáu"]
    part(page, "tasks")
    page.click("button:has-text('Mở bảng nhiệm vụ')")
    page.wait_for_selector("#grid-sheet[open] .cell-editor")
    for words in ("Rà soát", "Báo cáo", "Văn phòng"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Control+Home")
    assert page.inner_text("#cell-0-0 .clamp") == "Rà soát"
    assert page.inner_text("#cell-0-2 .clamp") == "Văn phòng"
    assert held.waiting
    held.let_go()
    page.click("#grid-sheet .btn.primary")
    saved(page)
    data = stored(page)
    assert [block["text"] for block in data["body"]["content"]] == ["Một hai ba bốn", "Năm sáu"]
    task = data["tasks"][0]["tasks"][0]
    assert (task["name"], task["outputs"][0]["name"], task["lead"]) == ("Rà soát", "Báo cáo", ["Văn phòng"])


def test_a_late_answer_never_overtakes_what_was_typed_after_it(visit):
    without_pages(visit)
    page = open_draft(visit, plan_saying({"type": "paragraph", "text": "Một"}))
    held = HeldBack(visit, "**/luu", "**/kiem-tra")
    area = page.locator("#part-body textarea").first
    area.click()
    with page.expect_request("**/luu"):
        page.keyboard.type("A")
    page.keyboard.type("B")
    caret = area.evaluate("(one) => [one.selectionStart, one === document.activeElement]")
    with page.expect_response("**/luu"):
        held.let_go()
    assert area.evaluate("(one) => [one.selectionStart, one === document.activeElement]") == caret
    saved(page)
    assert "AB" in stored(page)["body"]["content"][0]["text"]
