"""The drafting page under hand: keys, drag, paste, closed tab, lost network, two people."""

import pytest
from playwright.sync_api import expect

from tests.end_to_end.browser.drafts import HeldBack, open_draft, plan_saying, stored, without_pages
from tests.end_to_end.browser.visits import Visit, new_plan, part, paste, rows, saved

pytestmark = [pytest.mark.browser, pytest.mark.office, pytest.mark.xdist_group("browser"), pytest.mark.timeout(300)]


def labels(page):
    return [item.inner_text().strip() for item in page.locator("#part-body .item .label").all()]


def number_of(page, words):
    """The printed numbers of the items with these words, in order."""
    items = page.locator("#part-body .item").all()
    found = [item for item in items if item.locator("textarea").input_value() == words]
    return [item.locator(".label").inner_text().strip() for item in found]


def test_levels_follow_the_keys_and_numbers_follow_the_levels(visit):
    page = new_plan(visit, "Bàn phím")
    part(page, "body")
    page.locator("#part-body textarea").first.click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("Mục mới")
    assert number_of(page, "Mục mới") == ["1."]
    page.keyboard.press("Alt+ArrowDown")
    assert number_of(page, "Mục mới") == ["2."]
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    assert number_of(page, "Mục mới") == ["a)"]
    page.keyboard.press("Home")
    page.keyboard.press("Shift+Tab")
    assert number_of(page, "Mục mới") == ["2."]
    page.keyboard.press("Control+d")
    assert number_of(page, "Mục mới") == ["2.", "3."]
    page.keyboard.press("Alt+Delete")
    assert number_of(page, "Mục mới") == ["2."]
    page.keyboard.press("Control+z")
    assert number_of(page, "Mục mới") == ["2.", "3."]


def test_forty_rows_from_excel_come_in_at_once_and_can_be_taken_back(visit):
    page = new_plan(visit, "Dán bảng")
    part(page, "tasks")
    page.click("button:has-text('Mở bảng nhiệm vụ')")
    page.wait_for_selector("#grid-sheet[open] .cell-editor")
    paste(page, rows(40) + "\n\t\t\t\t\t\n")
    page.wait_for_selector("text=Đã dán 40 dòng")
    assert "40 nhiệm vụ" in page.inner_text(".grid-foot")
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("Kế hoạch triển khai")
    page.keyboard.press("Enter")
    assert page.inner_text("#cell-0-1 .clamp") == "Kế hoạch triển khai"
    page.keyboard.press("Control+Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.type("30/02/2027")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.click(".bubble button:has-text('Đổi thành 28/02/2027')")
    assert page.inner_text("#cell-0-4 .clamp") == "28/02/2027"
    for _ in range(4):
        page.keyboard.press("Control+z")
    page.wait_for_selector("#grid-sheet .grid-foot:has-text('0 nhiệm vụ')")


def test_an_item_can_be_dragged_to_another_place(visit):
    HeldBack(visit, "**/kiem-tra")  # what the checker finds moves the lines
    page = new_plan(visit, "Kéo thả")
    part(page, "recipients")
    before = [one["name"] for one in stored(page)["recipients"]]
    source = page.locator("#part-recipients .line .handle").nth(0)
    target = page.locator("#part-recipients .line").nth(2)
    source.hover()
    page.mouse.down()
    box = target.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=6)
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 2, steps=4)
    with page.expect_request("**/luu") as sent:
        page.mouse.up()
    after = [one["name"] for one in sent.value.post_data_json["data"]["recipients"]]
    assert sorted(after) == sorted(before)
    assert after != before


def test_a_closed_tab_loses_nothing(visit):
    page = new_plan(visit, "Thẻ đóng")
    address = page.url
    page.fill("[data-path='/subject']", "Thẻ đóng giữa chừng")
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("#part-head")
    page.wait_for_selector("h1:has-text('Thẻ đóng giữa chừng')")
    saved(page)


def test_work_goes_on_without_a_network_and_is_sent_later(visit):
    page = new_plan(visit, "Mạng chập chờn")
    page.wait_for_selector("#desk .page img")
    visit.lose_network()
    page.fill("[data-path='/subject']", "Soạn khi mất mạng")
    page.wait_for_selector("text=Đang mất mạng, bạn cứ soạn tiếp.")
    assert page.get_attribute("#primary", "aria-disabled") == "true"
    visit.find_network()
    page.wait_for_selector("text=Có mạng lại lúc")
    saved(page)
    page.reload()
    expect(page.locator("h1")).to_have_text("Soạn khi mất mạng")


def test_two_people_on_one_draft_are_told_and_nothing_is_overwritten(visit, chromium, address, colleague):
    HeldBack(visit, "**/con-do")  # the page would learn of the other's work by itself before anything is typed
    page = new_plan(visit, "Hai người")
    other = Visit(chromium, address, storage_state=colleague)
    theirs = other.open(page.url)
    theirs.wait_for_selector("#part-body.open")
    part(theirs, "head")
    theirs.fill("[data-path='/issuer/place']", "Phú Lộc")
    theirs.fill("[data-path='/subject']", "Bản của Tâm")
    saved(theirs)
    page.fill("[data-path='/subject']", "Bản của Hà")
    page.wait_for_selector(".clash:has-text('Lê Văn Tâm cũng đã sửa Trích yếu')")
    assert "Bản của Tâm" in page.inner_text(".clash")
    assert page.input_value("[data-path='/issuer/place']") == "Phú Lộc"
    page.click("button:has-text('Dùng bản của tôi')")
    saved(page)
    page.reload()
    page.wait_for_selector("h1:has-text('Bản của Hà')")
    other.close()


def test_lines_copied_from_word_become_items_with_their_levels(visit):
    page = new_plan(visit, "Dán từ Word")
    part(page, "body")
    page.click("button:has-text('Dán từ Word')")
    page.fill("#paste-text", "IV. KINH PHÍ\n1. Nguồn kinh phí\na) Ngân sách xã;\nb) Nguồn khác.\n- Theo quy định.")
    page.wait_for_selector("text=Nhận ra 5 mục, 1 mục lớn.")
    page.click("#paste-add")
    expect(page.locator("#paste-sheet")).to_be_hidden()
    assert labels(page)[-5:] == ["IV.", "1.", "a)", "b)", "-"]


def test_the_focused_paragraph_is_marked_on_its_page(visit):
    page = new_plan(visit, "Tìm trên trang")
    part(page, "body")
    area = page.locator("#part-body textarea:not(.title)").first
    area.fill("Nâng cao chất lượng phục vụ người dân và doanh nghiệp")
    page.wait_for_selector("#desk .mark")


def test_a_title_before_the_signers_name_is_mended_with_one_press(visit):
    page = new_plan(visit, "Người ký")
    part(page, "signer")
    page.fill("[data-path='/signer/name']", "ThS. TRẦN VĂN PHÚC")
    page.click("button:has-text('Đổi thành Trần Văn Phúc')")
    assert page.input_value("[data-path='/signer/name']") == "Trần Văn Phúc"
    page.click(".radio-card:has-text('Phó Chủ tịch ký thay Chủ tịch')")
    assert page.input_value("[data-path='/signer/name']") == "Lê Thị Kim Ngân"


def test_a_wrong_wording_is_mended_from_the_check_drawer_and_can_be_taken_back(visit):
    page = new_plan(visit, "Sửa giúp")
    part(page, "body")
    for area in page.locator("#part-body textarea:not(.title)").all():
        area.fill("Nâng mức hài lòng của Nhân dân")
    area.fill("Lấy ý kiến của nhân dân trong xã")
    page.click("#strip-check")
    page.click(".finding button:has-text('Sửa giúp')")
    page.hover(".toast")  # it stays while it is hovered
    assert area.input_value() == "Lấy ý kiến của Nhân dân trong xã"
    page.wait_for_selector(".drawer .passed")
    page.click(".toast button:has-text('Hoàn tác')")
    assert page.locator("#part-body textarea:not(.title)").last.input_value() == "Lấy ý kiến của nhân dân trong xã"


def test_the_old_page_stays_until_the_new_one_is_there_and_keeps_its_place(visit):
    page = open_draft(visit, plan_saying({"type": "paragraph", "text": "Lời"}))
    part(page, "head")
    page.wait_for_selector("#desk .page img")
    page.wait_for_selector("#page-age:has-text('Cập nhật sau')")
    old = page.get_attribute("#desk .page img", "src")
    held = HeldBack(visit, "**/trang-in/*/*.png*")
    page.evaluate("document.getElementById('desk').scrollTop = 40")
    with page.expect_request("**/trang-in/*/1.png*"):
        page.fill("[data-path='/subject']", "Trang mới thay trang cũ")
    assert page.get_attribute("#desk .page img", "src") == old
    held.let_go()
    page.wait_for_function("(old) => document.querySelector('#desk .page img').getAttribute('src') !== old", arg=old)
    assert page.evaluate("document.getElementById('desk').scrollTop") == 40


def test_what_another_person_changed_carries_their_initials(visit, chromium, address, colleague):
    page = new_plan(visit, "Hai người hai phần")
    other = Visit(chromium, address, storage_state=colleague)
    theirs = other.open(page.url)
    theirs.wait_for_selector("#part-body.open")
    part(theirs, "signer")
    theirs.fill("[data-path='/signer/name']", "Nguyễn Văn Nam")
    saved(theirs)
    other.close()
    page.fill("[data-path='/subject']", "Phần của Hà")
    page.wait_for_selector("#part-signer .edited:has-text('VT')")
    saved(page)
    part(page, "signer")
    assert page.input_value("[data-path='/signer/name']") == "Nguyễn Văn Nam"


def test_a_version_is_kept_before_a_paste_of_many_rows(visit):
    without_pages(visit)
    page = new_plan(visit, "Bản trước khi dán")
    part(page, "tasks")
    page.click("button:has-text('Mở bảng nhiệm vụ')")
    page.wait_for_selector("#grid-sheet[open] .cell-editor")
    paste(page, rows(3))
    page.wait_for_selector("text=Đã dán 3 dòng")
    page.click("#grid-sheet .btn.primary")
    saved(page)
    assert len(stored(page)["tasks"][0]["tasks"]) == 3
    page.click("#versions summary")
    page.click(".version:has-text('Trước khi dán 3 dòng') button:has-text('Khôi phục')")
    page.wait_for_selector(".toast:has-text('Đã khôi phục bản')")
    assert not stored(page).get("tasks")
