"""What the drafting page does to the content: nothing is lost by opening it, words keep their bold and italic, tables can be edited."""

import json
from pathlib import Path

import pytest

from tests.end_to_end.browser.drafts import open_draft, plan_saying, stored, without_pages
from tests.end_to_end.browser.visits import new_plan, part, paste, saved

pytestmark = [pytest.mark.browser, pytest.mark.office, pytest.mark.xdist_group("browser"), pytest.mark.timeout(300)]

FIXTURES = sorted((Path(__file__).parents[3] / "fixtures" / "documents").glob("*.json"))


@pytest.fixture
def draft(visit):
    """Makes a draft of this data and opens it."""
    without_pages(visit)
    return lambda data: open_draft(visit, data)


def paste_html(page, html, text):
    page.evaluate(
        """([html, text]) => {
            const data = new DataTransfer();
            data.setData('text/html', html);
            data.setData('text/plain', text);
            document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        [html, text],
    )


def test_no_example_loses_anything_when_all_of_it_is_opened_and_one_field_is_changed(visit, draft):
    for path in FIXTURES:
        data = json.loads(path.read_text("utf-8"))
        page = draft(data)
        page.evaluate("document.querySelectorAll('.part:not(.open) .part-title').forEach((one) => one.click())")
        if data.get("tasks"):
            page.click("#part-tasks button[data-path='/tasks']")
            page.click("#grid-sheet .btn.primary")
        with page.expect_request(
            lambda request: "Nơi khác" in (request.post_data or "") and "/luu" in request.url
        ) as sent:
            page.fill("[data-path='/issuer/place']", "Nơi khác")
            page.keyboard.press("Control+s")
        assert sent.value.post_data_json["data"] == data | {"issuer": data["issuer"] | {"place": "Nơi khác"}}, path.name
        saved(page)


STYLED = [{"text": "Mục tiêu: ", "bold": True}, {"text": "nâng cao "}, {"text": "chất lượng", "italic": True}]


def content(page):
    saved(page)
    return stored(page)["body"]["content"]


def test_typing_in_a_styled_paragraph_keeps_its_bold_and_italic(draft):
    page = draft(plan_saying({"type": "paragraph", "text": STYLED}))
    area = page.locator("#part-body textarea").first
    area.click()
    page.keyboard.press("End")
    page.keyboard.type(" phục vụ")
    page.keyboard.press("Home")
    page.keyboard.press("Delete")
    page.keyboard.type("Chủ m")
    assert content(page)[0]["text"] == [
        {"text": "Chủ mục tiêu: ", "bold": True},
        {"text": "nâng cao "},
        {"text": "chất lượng phục vụ", "italic": True},
    ]
    assert area.get_attribute("aria-description") == "Chữ đậm: Chủ mục tiêu:. Chữ nghiêng: chất lượng phục vụ"


def test_ctrl_b_and_the_button_mark_the_selection_and_take_the_mark_off(draft):
    page = draft(plan_saying({"type": "paragraph", "text": "Yêu cầu chung"}))
    area = page.locator("#part-body textarea").first
    area.evaluate("(one) => (one.focus(), one.setSelectionRange(0, 7))")
    page.keyboard.press("Control+b")
    assert content(page)[0]["text"] == [{"text": "Yêu cầu", "bold": True}, {"text": " chung"}]
    page.wait_for_selector(".item-tools [data-mark='1'][aria-pressed=true]")
    page.click(".item-tools [data-mark='2']")
    assert content(page)[0]["text"][0] == {"text": "Yêu cầu", "bold": True, "italic": True}
    page.keyboard.press("Control+b")
    page.keyboard.press("Control+i")
    assert content(page)[0]["text"] == "Yêu cầu chung"


def test_splitting_and_changing_the_level_keep_the_marks(draft):
    page = draft(plan_saying({"type": "clause", "text": STYLED}))
    page.locator("#part-body textarea").first.evaluate("(one) => (one.focus(), one.setSelectionRange(19, 19))")
    page.keyboard.press("Enter")
    first, second = content(page)
    assert first["text"] == [{"text": "Mục tiêu: ", "bold": True}, {"text": "nâng cao"}]
    assert second["text"] == [{"text": "chất lượng", "italic": True}]
    page.locator("#part-body textarea").nth(1).click()
    page.locator(".item-tools select").first.select_option("point")
    assert content(page)[1] == {"type": "point", "text": [{"text": "chất lượng", "italic": True}]}


def test_an_article_with_title_and_words_shows_both(draft):
    page = draft(plan_saying({"type": "clause", "title": "Mục đích", "text": STYLED}))
    page.fill("textarea[data-path='/body/content/0']", "Mục đích chung")
    assert content(page) == [{"type": "clause", "title": "Mục đích chung", "text": STYLED}]
    page.locator("textarea[data-path='/body/content/0']").press("End")
    page.locator(".item-tools select").first.select_option("point")
    inner = {"type": "paragraph", "text": STYLED}
    assert content(page) == [{"type": "point", "text": "Mục đích chung", "content": [inner]}]


def test_a_paste_from_word_keeps_bold_and_italic_and_nothing_else(draft):
    page = draft(plan_saying({"type": "paragraph", "text": ""}))
    page.locator("#part-body textarea").first.click()
    html = "<p style='color:red'><b>Một.</b> Lời <i style='font-family:Arial'>nghiêng</i> đây</p>"
    paste_html(page, html, "Một. Lời nghiêng đây")
    expected = [
        {"text": "Một.", "bold": True},
        {"text": " Lời "},
        {"text": "nghiêng", "italic": True},
        {"text": " đây"},
    ]
    assert content(page)[0]["text"] == expected


def test_a_table_takes_a_block_from_excel_and_rows_and_columns_come_and_go(draft):
    table = {"type": "table", "columns": [{"heading": "TT"}, {"heading": "Chỉ tiêu"}], "rows": [["1", "Một"]]}
    page = draft(plan_saying({"type": "section", "title": "Chỉ tiêu", "content": [table]}))
    path = "/body/content/0/content/0"
    page.locator(f"[data-path='{path}/rows/0/1']").click()
    paste(page, "Tỷ lệ\t80%\nMức độ\t95%")
    page.wait_for_selector("text=Đã dán 2 hàng, 2 cột.")
    pasted = content(page)[0]["content"][0]
    assert pasted["rows"] == [["1", "Tỷ lệ", "80%"], ["", "Mức độ", "95%"]]
    assert pasted["columns"] == [{"heading": "TT"}, {"heading": "Chỉ tiêu"}, {"heading": ""}]
    page.fill(f"[data-path='{path}/columns/2/heading']", "Năm 2026")
    page.select_option(".table-tools select", "right")
    page.locator(f"[data-path='{path}/rows/0/0']").click()
    page.click(".table-tools button:has-text('Thêm hàng')")
    page.locator(f"[data-path='{path}/rows/1/0']").press("Alt+Delete")
    page.locator(f"[data-path='{path}/rows/0/0']").click()
    page.click(".table-tools button:has-text('Bỏ cột')")
    edited = content(page)[0]["content"][0]
    assert edited["columns"] == [{"heading": "Chỉ tiêu"}, {"heading": "Năm 2026", "align": "right"}]
    assert edited["rows"] == [["Tỷ lệ", "80%"], ["Mức độ", "95%"]]


def test_rarely_used_fields_are_kept_and_vanish_when_emptied(visit):
    without_pages(visit)
    page = new_plan(visit, "Mục ít dùng")
    page.click(".rare summary")
    page.fill("[data-path='/circulation']", "Lưu hành nội bộ")
    page.fill("[data-path='/drafter_mark/sign']", "PL")
    page.fill("[data-path='/drafter_mark/copies']", "300")
    page.fill("[data-path='/contact/phone']", "0270 3 822 222")
    page.select_option("[data-path='/medium']", "electronic")
    saved(page)
    data = stored(page)
    assert (data["circulation"], data["medium"]) == ("Lưu hành nội bộ", "electronic")
    assert data["drafter_mark"] == {"sign": "PL", "copies": 300}
    assert data["contact"] == {"phone": "0270 3 822 222"}
    for path in ("/circulation", "/drafter_mark/sign", "/drafter_mark/copies", "/contact/phone"):
        page.fill(f"[data-path='{path}']", "")
    page.select_option("[data-path='/medium']", "")
    saved(page)
    assert not {"circulation", "drafter_mark", "contact", "medium"} & set(stored(page))


def test_tasks_keep_their_marks_and_progress_through_the_grid(draft):
    progress = {"state": "done", "percent": 100, "evidence": "Kế hoạch số 12/KH-UBND"}
    outputs = [
        {"name": "Kế hoạch", "due": "Quý I/2026", "progress": progress},
        {"name": "Báo cáo", "due": "Quý II/2026"},
    ]
    task = {"name": STYLED, "outputs": outputs, "lead": ["Văn phòng; Một cửa"]}
    data = plan_saying({"type": "paragraph", "text": "Lời"}) | {"tasks": [{"name": "Nhóm", "tasks": [task]}]}
    page = draft(data)
    part(page, "tasks")
    page.click("#part-tasks button[data-path='/tasks']")
    page.wait_for_selector("#grid-sheet[open] .cell-editor")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("Kế hoạch năm")
    page.keyboard.press("Enter")
    page.click("#grid-sheet .btn.primary")
    saved(page)
    changed = task | {"outputs": [outputs[0] | {"name": "Kế hoạch năm"}, outputs[1]]}
    assert stored(page)["tasks"] == [{"name": "Nhóm", "tasks": [changed]}]


def tasks_of(*groups):
    """Groups of tasks with one output each: (name of the group, (task, due), ...)."""
    return [
        {
            "name": name,
            "tasks": [
                {"name": task, "outputs": [{"name": f"Báo cáo {task}", "due": due}], "lead": ["Văn phòng"]}
                for task, due in tasks
            ],
        }
        for name, *tasks in groups
    ]


WORK = tasks_of(("Thể chế", ("Rà soát", "Quý I/2026"), ("Ban hành", "")), ("Tài chính", ("Giải ngân", "Hằng tháng")))


def grid_of(page):
    part(page, "tasks")
    page.click("#part-tasks button[data-path='/tasks']")


def test_the_grid_finds_rows_and_remembers_widths(draft):
    page = draft(plan_saying({"type": "paragraph", "text": "Lời"}) | {"tasks": WORK})
    grid_of(page)
    page.fill(".seek", "giai ngan")
    page.wait_for_selector(".seeking :text('1 dòng')")
    assert [cell.inner_text() for cell in page.locator(".grid-body .cell.task").all()] == ["Giải ngân"]
    page.fill(".seek", "")
    page.click(".chip:has-text('Chỉ dòng phải sửa')")
    assert [cell.inner_text() for cell in page.locator(".grid-body .cell.task").all()] == ["Ban hành"]
    handle = page.locator(".resizer").first
    handle.focus()
    before = page.locator(".grid-row.head .task").bounding_box()["width"]
    page.keyboard.press("ArrowRight")
    wide = page.locator(".grid-row.head .task").bounding_box()["width"]
    assert wide > before
    page.click("#grid-sheet .btn.primary")
    page.click("#part-tasks button[data-path='/tasks']")
    assert page.locator(".grid-row.head .task").bounding_box()["width"] == wide


def test_on_a_phone_the_tasks_are_cards_with_fields(draft):
    page = draft(plan_saying({"type": "paragraph", "text": "Lời"}) | {"tasks": WORK})
    part(page, "tasks")
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("#part-tasks button[data-path='/tasks']")
    page.click(".task-card:has-text('Còn thiếu: Thời hạn')")
    page.fill("#task-field-due", "Quý II/2026")
    page.click(".card-foot button:has-text('Tiếp')")
    page.fill("#task-field-output", "Báo cáo giải ngân")
    page.click("button[aria-label='Về danh sách']")
    assert page.locator(".task-card:has-text('Còn thiếu')").count() == 0
    page.click("#grid-sheet .btn.primary")
    saved(page)
    groups = stored(page)["tasks"]
    assert groups[0]["tasks"][1]["outputs"] == [{"name": "Báo cáo Ban hành", "due": "Quý II/2026"}]
    assert groups[1]["tasks"][0]["outputs"][0]["name"] == "Báo cáo giải ngân"


def test_a_list_of_comments_that_comes_late_leaves_the_field_under_the_cursor_alone(draft):
    page = draft(plan_saying({"type": "paragraph", "text": "Lời"}))
    held = []
    page.route("**/y-kien/", lambda route: held.append(route))
    with page.expect_request("**/y-kien/"):
        page.click("#strip-comments")
    page.keyboard.type("Cần nêu ")
    with page.expect_response("**/y-kien/"):
        for route in held:
            route.continue_()
    page.unroute("**/y-kien/")
    page.keyboard.type("rõ căn cứ")
    assert page.input_value("#comment-text") == "Cần nêu rõ căn cứ"
    page.click(".drawer button:has-text('Gửi ý kiến')")
    page.wait_for_selector(".comment:has-text('Cần nêu rõ căn cứ')")
    assert page.input_value("#comment-text") == ""


def test_comments_and_the_decrees_provisions_stand_in_the_drawer(draft):
    page = draft(plan_saying({"type": "paragraph", "text": "Lời"}))
    page.locator("#part-body textarea").first.click()
    page.click("#strip-comments")
    page.fill("#comment-text", "Cần nêu rõ căn cứ")
    page.click(".drawer button:has-text('Gửi ý kiến')")
    page.wait_for_selector(".comment:has-text('Cần nêu rõ căn cứ')")
    page.click(".drawer header button:has-text('Tra cứu')")
    page.fill("#lookup", "noi nhan")
    page.wait_for_selector(".provision:has-text('khoản 9')")
    page.keyboard.press("Escape")
    assert page.inner_text("#strip-comments .count") == "1"
