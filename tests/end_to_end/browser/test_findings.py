"""What the checker finds while somebody drafts: beside its field, on the page, in the drawer; and the way to the approver."""

import pytest
from playwright.sync_api import expect

from tests.end_to_end.browser.drafts import HeldBack, open_draft, path_in_focus, plan_saying, stored, without_pages
from tests.end_to_end.browser.visits import Visit, saved

pytestmark = [pytest.mark.browser, pytest.mark.office, pytest.mark.xdist_group("browser"), pytest.mark.timeout(300)]

FAULTY = {"type": "clause", "text": "Lấy ý kiến của nhân dân trong xã."}
GOOD = {"type": "clause", "text": "Công khai kết quả thực hiện."}
ALSO_FAULTY = {"type": "clause", "text": "Phục vụ nhân dân tốt hơn."}


def faulty_plan():
    section = {"type": "section", "title": "Mục đích", "content": [FAULTY, GOOD, ALSO_FAULTY]}
    return plan_saying(section) | {"recipients": [{"name": "Phòng Giáo dục huyện Long Hồ"}]}


def test_a_finding_stands_under_its_field_on_its_page_and_in_the_outline(visit):
    page = open_draft(visit, faulty_plan())
    line = page.locator("#part-body .fault[data-problem='/body/content/0/content/0/text']")
    expect(line).to_contain_text("“nhân dân” nên là “Nhân dân”.")
    assert page.inner_text("#part-body .wrong-words > span").strip() == "nhân dân"
    page.wait_for_selector("#desk .mark.warn", state="attached")
    page.wait_for_selector("#outline [data-path='/body/content/0'] .dot.todo")
    assert int(page.inner_text("#strip-check [data-count]")) >= 2


def test_after_a_fix_the_focus_goes_to_the_next_finding(visit):
    page = open_draft(visit, faulty_plan())
    fixes = page.locator("#part-body .fault .link")
    fixes.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.dataset.path?.startsWith('/')")
    assert path_in_focus(page) != "/body/content/0/content/0"
    page.click(".toast button:has-text('Hoàn tác')")
    page.wait_for_function(
        "() => document.querySelector(\"[data-path='/body/content/0/content/0']\").value.includes('nhân dân')"
    )


def test_the_focus_on_a_finding_stays_there_when_the_server_answers(visit):
    page = open_draft(visit, faulty_plan())
    fix = page.locator("#part-body .fault .link").first
    fix.wait_for()
    page.fill("[data-path='/body/content/0/content/1']", "Công khai mọi kết quả.")
    fix.focus()
    saved(page)
    expect(fix).to_be_focused()


def test_f8_walks_the_findings_also_into_a_closed_part(visit):
    page = open_draft(visit, faulty_plan())
    page.wait_for_selector("#part-body .fault")
    page.keyboard.press("F8")
    page.wait_for_selector(".drawer .finding [data-goes]")
    seen = []
    for _ in range(page.locator(".finding [data-goes]").count()):
        page.keyboard.press("F8")
        seen.append(path_in_focus(page))
    assert "/recipients/0" in seen
    assert "/body/content/0/content/0" in seen
    page.keyboard.press("Shift+F8")
    assert path_in_focus(page) == seen[-2]
    page.click(".held summary")
    assert page.locator(".held li").count() > 50
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()


def test_a_clean_draft_gets_a_green_sheet_that_can_be_printed(visit):
    page = open_draft(visit, plan_saying({"type": "section", "title": "Mục đích", "content": [GOOD]}))
    page.click("#strip-check")
    page.wait_for_selector(".drawer .passed")
    expect(page.locator(".drawer .finding.info")).to_contain_text("Chưa có số, ngày: đúng đối với bản thảo")
    page.click(".passed a:has-text('In phiếu kiểm tra')")
    page.wait_for_selector(".sheet-report .note.ok")
    page.wait_for_selector("[data-print]")


def test_a_click_on_the_page_goes_to_the_field_also_of_a_closed_part(visit):
    page = open_draft(visit, plan_saying(GOOD))
    page.locator("#part-body textarea").first.click()
    mark = page.locator("#desk .mark:not(.warn)")
    mark.wait_for()
    page.click("#part-body .part-title")
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("#part-body.open")
    assert path_in_focus(page) == "/body/content/0"


def test_of_two_equal_sentences_the_right_one_is_marked_and_mended(visit):
    page = open_draft(visit, plan_saying({"type": "section", "title": "Mục đích", "content": [FAULTY, GOOD, FAULTY]}))
    page.locator("#part-body .fault[data-problem='/body/content/0/content/0/text'] .link").click()
    second = page.locator("#part-body .fault[data-problem='/body/content/0/content/2/text']")
    expect(second).to_contain_text("“nhân dân” nên là “Nhân dân”.")
    mark = page.locator("#desk .mark.warn")
    expect(mark).to_have_count(1)
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert path_in_focus(page) == "/body/content/0/content/2"
    second.locator(".link").click()
    expect(page.locator("#part-body .fault[data-problem]")).to_have_count(0)
    saved(page)
    right = FAULTY["text"].replace("nhân dân", "Nhân dân")
    texts = [item["text"] for item in stored(page)["body"]["content"][0]["content"]]
    assert texts == [right, GOOD["text"], right]


def test_submitting_tells_what_is_left_and_a_return_comes_back_with_its_reason(chromium, address, colleague, leader):
    theirs = Visit(chromium, address, storage_state=colleague)
    draft = open_draft(theirs, faulty_plan())
    draft.wait_for_selector("#part-body .fault")
    draft.click("#primary:has-text('Trình duyệt')")
    draft.select_option("#submit-to", "Trần Văn Phúc")
    expect(draft.locator("#submit-checks")).to_contain_text("người duyệt cũng thấy")
    draft.fill("#submit-note", "Cần ban hành trong tuần.")
    place = draft.url
    draft.click("#submit-send")
    draft.wait_for_selector(".ways")
    chief = Visit(chromium, address, storage_state=leader)
    page = chief.open(place)
    page.wait_for_selector("#handover:has-text('Lê Văn Tâm trình'):has-text('Cần ban hành trong tuần.')")
    page.click(".tools > button:has-text('Trả lại')")
    page.fill("#reason", "Nêu rõ căn cứ.")
    page.click("#return-sheet .primary")
    page.wait_for_selector(".ways")
    chief.close()
    draft = theirs.open(place)
    draft.wait_for_selector("#handover:has-text('trả lại'):has-text('Nêu rõ căn cứ.')")
    expect(draft.locator("#state")).to_have_text("Bị trả lại")
    expect(draft.locator("#primary")).to_have_text("Trình lại")
    theirs.close()


def test_what_is_not_filled_in_stands_in_the_way_of_submitting(chromium, address, colleague):
    theirs = Visit(chromium, address, storage_state=colleague)
    held = HeldBack(theirs, "**/kiem-tra")  # its answer draws the list of what is left anew
    page = open_draft(theirs, plan_saying(GOOD) | {"subject": ""})
    page.click("#primary:has-text('Trình duyệt')")
    expect(page.locator("#submit-checks")).to_contain_text("Trích yếu: chưa điền")
    expect(page.locator("#submit-send")).to_be_disabled()
    page.click("#submit-checks button:has-text('Đến chỗ này')")
    assert path_in_focus(page) == "/subject"
    page.keyboard.type("Phòng, chống thiên tai")
    saved(page)
    held.let_go()
    page.click("#primary")
    expect(page.locator("#submit-send")).to_be_enabled()
    theirs.close()


FIGURES = {"type": "progress-figures"}
TABLE = {"type": "task-table"}
TASKS = [
    {
        "name": "Nhóm",
        "tasks": [{"name": "Rà soát", "outputs": [{"name": "Báo cáo", "due": "Quý I/2026"}], "lead": ["Văn phòng"]}],
    }
]


def test_computed_blocks_have_their_choices_with_keys_and_undo(visit):
    without_pages(visit)
    page = open_draft(visit, plan_saying(FIGURES, TABLE) | {"tasks": TASKS})
    page.focus("[data-path='/body/content/0/by_group']")
    page.keyboard.press("Space")
    saved(page)
    assert stored(page)["body"]["content"][0] == FIGURES | {"by_group": False}
    assert path_in_focus(page) == "/body/content/0/by_group"
    page.keyboard.press("Control+z")
    saved(page)
    assert stored(page)["body"]["content"][0] == FIGURES
    page.click(".column-choice summary")
    page.focus("[data-path='/body/content/1/columns/group']")
    page.keyboard.press("Space")
    page.focus("[data-path='/body/content/1/columns/due']")
    page.keyboard.press("Alt+ArrowUp")
    saved(page)
    chosen = ["ordinal", "task", "output", "lead", "due", "coordinating"]
    assert stored(page)["body"]["content"][1] == TABLE | {"columns": chosen}
    page.click("button:has-text('Về các cột thường gặp')")
    page.focus("[data-path='/body/content/1']")
    page.keyboard.press("Alt+ArrowUp")
    saved(page)
    assert stored(page)["body"]["content"] == [TABLE, FIGURES]
