"""The form without a mouse: everything can be reached, is named, and shows where one is."""

import pytest
from playwright.sync_api import expect

from tests.end_to_end.browser.drafts import open_draft, path_in_focus, plan_saying, without_pages
from tests.end_to_end.browser.visits import saved

pytestmark = [pytest.mark.browser, pytest.mark.office, pytest.mark.xdist_group("browser"), pytest.mark.timeout(300)]

#: What has the focus: a way to find it again, what a screen reader calls it, whether its place can be seen.
FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const ids = (one.getAttribute('aria-labelledby') || '').split(' ');
    const labelled = ids.map((id) => document.getElementById(id)?.innerText || '').join(' ');
    const label = one.getAttribute('aria-label') || labelled.trim() || [...(one.labels || [])].map((each) => each.innerText).join(' ')
        || one.innerText || one.title || one.closest('label')?.innerText || '';
    const style = getComputedStyle(one);
    const around = one.parentElement ? getComputedStyle(one.parentElement) : style;
    const ring = (each) => each.outlineStyle !== 'none' || each.boxShadow !== 'none';
    window.__seen = window.__seen || new Map();
    if (!window.__seen.has(one)) window.__seen.set(one, window.__seen.size);
    return {id: window.__seen.get(one), tag: one.tagName, key: one.dataset.path || one.id || label.trim().slice(0, 40),
            name: label.trim(), seen: ring(style) || ring(around) || one.tagName === 'IFRAME'};
}"""


def focused(page):
    return page.evaluate(FOCUSED)


def tab_until(page, condition, *, limit=150):
    """Press Tab until the JavaScript `condition` holds of ``one``, the element in focus; fail when the way leads nowhere."""
    way = []
    for _ in range(limit):
        if page.evaluate(f"() => {{ const one = document.activeElement; return Boolean({condition}); }}"):
            return
        way.append((focused(page) or {}).get("key"))
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab finds nothing with {condition}: {way}")


def go_to_part(page, part):
    """Through the outline, which comes before the form."""
    page.evaluate("() => document.activeElement.blur()")
    tab_until(page, f"one.dataset.go === '{part}'")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#part-{part}.open")
    tab_until(page, f"document.querySelector('#part-{part}').contains(one)")


def test_a_plan_is_written_with_the_keyboard_alone(visit):
    page = visit.open("/")
    tab_until(page, "one.tagName === 'BUTTON' && one.innerText.includes('Soạn kế hoạch')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#part-head.open")
    tab_until(page, "one.dataset.path === '/subject'")
    page.keyboard.type("Không cần chuột")
    go_to_part(page, "body")
    tab_until(page, "one.tagName === 'TEXTAREA' || one.isContentEditable")
    page.keyboard.type("Mục đích")
    go_to_part(page, "tasks")
    tab_until(page, "one.tagName === 'BUTTON' && one.innerText.includes('Mở bảng nhiệm vụ')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#grid-sheet[open] .cell-editor")
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("Rà soát thủ tục")
    page.keyboard.press("Enter")
    assert page.inner_text("#cell-0-1 .clamp") == "Rà soát thủ tục"
    page.keyboard.press("Escape")  # out of the cells; from here Tab leaves the sheet
    page.keyboard.press("Tab")
    tab_until(page, "one.tagName === 'BUTTON' && one.innerText.trim() === 'Xong'")
    page.keyboard.press("Enter")
    page.wait_for_selector("#grid-sheet:not([open])", state="attached")
    for part in ("recipients", "signer"):
        go_to_part(page, part)
    saved(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/cap-so/")


def test_every_stop_of_the_form_is_named_and_visible_and_none_is_a_trap(visit):
    page = visit.open("/")
    page.click("h2 button:has-text('Soạn báo cáo')")
    page.wait_for_selector("#part-head.open")
    saved(page)
    stops, ids = [], set()
    for _ in range(400):
        page.keyboard.press("Tab")
        here = focused(page)
        if here is None:
            break  # out of the page, into the browser's own bar
        stops.append(here)
        if here["id"] in ids and here["id"] == stops[0]["id"]:
            break
        ids.add(here["id"])
    else:
        raise AssertionError(f"Tab never leaves the form: {[stop['key'] for stop in stops[-12:]]}")
    assert len(ids) > 30
    assert [stop for stop in stops if not stop["name"]] == []
    assert [stop for stop in stops if not stop["seen"]] == []


TASKS = [
    {
        "name": "Nhóm một",
        "tasks": [
            {"name": name, "outputs": [{"name": f"Báo cáo {name}", "due": "Quý I/2026"}], "lead": ["Văn phòng"]}
            for name in ("A", "B", "C")
        ],
    }
]
MISSPELT = {"type": "clause", "text": "Lấy ý kiến của nhân dân."}
PLAIN = {"type": "clause", "text": "Công khai kết quả."}


def texts(page):
    return [one.input_value() for one in page.locator("#part-body textarea").all()]


def test_the_keys_of_the_form_do_what_the_list_of_keys_says(visit):
    without_pages(visit)
    page = open_draft(visit, plan_saying(MISSPELT, PLAIN))
    key = page.keyboard.press
    for number, name in enumerate(("head", "bases", "body", "tasks", "recipients", "signer"), 1):
        key(f"Alt+{number}")
        page.wait_for_selector(f"#part-{name}.open.focused")
    key("Alt+PageUp")
    page.wait_for_selector("#part-recipients.focused")
    key("Alt+PageDown")
    page.wait_for_selector("#part-signer.focused")
    page.focus("[data-path='/body/content/1']")
    key("End")
    key("Shift+Enter")
    page.keyboard.type("dòng hai")
    assert texts(page)[-1] == "Công khai kết quả.\ndòng hai"
    key("Control+z")
    assert texts(page)[-1] == "Công khai kết quả."
    key("Control+y")
    assert texts(page)[-1] == "Công khai kết quả.\ndòng hai"
    key("Control+s")
    expect(page.locator("#save-state")).to_contain_text("Đã lưu")
    page.focus("[data-path='/body/content/1']")
    key("Alt+ArrowUp")
    assert path_in_focus(page) == "/body/content/0"
    assert texts(page)[0] == "Công khai kết quả.\ndòng hai"
    key("Alt+Delete")
    assert (texts(page), path_in_focus(page)) == ([MISSPELT["text"]], "/body/content/0")
    key("F8")
    page.wait_for_selector(".drawer .finding [data-goes]")
    key("F8")
    assert path_in_focus(page) == "/body/content/0"
    key("Escape")
    expect(page.locator("#drawer")).to_be_hidden()
    page.focus("#versions summary")
    key("Enter")
    page.wait_for_selector(".version.now")
    key("Escape")
    expect(page.locator("#versions")).not_to_have_attribute("open", "")
    key("?")
    page.wait_for_selector("#keys-sheet[open]")
    key("Escape")
    page.wait_for_selector("#keys-sheet:not([open])", state="attached")
    key("Control+k")
    page.wait_for_selector("#search-sheet[open]")
    page.keyboard.insert_text("thu noi dung")  # at once: one question, one list
    page.wait_for_selector("#search-hits a:has-text('Thử nội dung')")
    key("ArrowDown")
    assert page.evaluate("() => document.activeElement.matches('#search-hits a')")
    key("Escape")
    page.focus("[data-path='/body/content/0']")
    page.keyboard.type("?")
    expect(page.locator("#keys-sheet")).to_be_hidden()


def test_the_keys_of_the_grid_do_what_the_list_of_keys_says(visit):
    without_pages(visit)
    page = open_draft(visit, plan_saying(PLAIN) | {"tasks": TASKS})
    key = page.keyboard.press

    def at():
        return page.get_attribute(".grid-body .cell.at", "id")

    def said(cell):
        return page.inner_text(f"#{cell} .clamp")

    key("Alt+4")
    page.focus("#part-tasks button[data-path='/tasks']")
    key("Enter")
    page.wait_for_selector("#grid-sheet[open] .cell-editor")
    key("Control+Home")
    assert at() == "cell-0-0"
    key("Control+End")
    assert at() == "cell-3-4"
    key("ArrowUp")
    key("ArrowLeft")
    assert at() == "cell-2-3"
    key("Tab")
    key("Shift+Tab")
    key("Enter")
    assert at() == "cell-3-3"
    page.keyboard.type("Công an xã")
    key("Escape")
    assert said("cell-3-3") == ""
    page.keyboard.type("Công an")
    key("Tab")
    assert said("cell-3-3") == "Công an"
    key("Control+z")
    assert said("cell-3-3") == ""
    key("Control+y")
    assert said("cell-3-3") == "Công an"
    page.click("#cell-3-3")
    key("F2")
    page.keyboard.type(" xã")
    key("Tab")
    assert (said("cell-3-3"), at()) == ("Công an xã", "cell-3-4")
    key("Shift+ArrowUp")
    assert page.locator(".grid-body .cell.in").count() == 2
    page.evaluate(
        "() => document.addEventListener('copy', (event) => (window.copied = event.clipboardData.getData('text/plain')))"
    )
    key("Control+c")
    assert page.evaluate("() => window.copied") == "Quý I/2026\nQuý I/2026"
    key("Delete")
    assert page.locator(".grid-body .cell.due.miss").count() == 2
    key("Control+z")
    page.click("#cell-1-0")
    key("Alt+ArrowDown")
    assert (said("cell-1-0"), said("cell-2-0"), at()) == ("B", "A", "cell-2-0")
    key("Control+d")
    assert (said("cell-3-0"), at()) == ("A", "cell-3-0")
    key("Alt+Delete")
    assert at() == "cell-3-0"
    assert page.locator(".grid-body .grid-row").count() == 4
    key("Control+a")
    assert page.locator(".grid-body .cell.in").count() == 15
    key("Control+Enter")
    page.wait_for_selector("#grid-sheet:not([open])", state="attached")
    assert path_in_focus(page) == "/tasks"


def test_keys_of_an_input_method_are_left_to_it(visit):
    without_pages(visit)
    page = open_draft(visit, plan_saying(PLAIN) | {"tasks": TASKS})
    method = page.context.new_cdp_session(page)
    eaten = """(init) => !document.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', {bubbles: true, cancelable: true, ...init}))"""
    for place in ("[data-path='/body/content/0']", "#doc-title"):
        if place.startswith("["):
            page.focus(place)
        for key in ("Enter", "Tab", "Backspace", "F8", "Escape", "d"):
            assert not page.evaluate(eaten, {"key": key, "keyCode": 229, "ctrlKey": key == "d"})
            assert not page.evaluate(eaten, {"key": key, "isComposing": True, "altKey": key == "d"})
    assert texts(page) == [PLAIN["text"]]
    page.focus("[data-path='/body/content/0']")
    page.keyboard.press("End")
    for written in ("V", "Vi", "Vie", "Viê", "Việ", "Việt"):
        method.send(
            "Input.imeSetComposition", {"text": written, "selectionStart": len(written), "selectionEnd": len(written)}
        )
    method.send("Input.insertText", {"text": "Việt"})
    assert texts(page) == [PLAIN["text"] + "Việt"]
    page.keyboard.press("Alt+4")
    page.click("#part-tasks button[data-path='/tasks']")
    page.wait_for_selector("#grid-sheet[open] .cell-editor")
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowDown")
    for written in ("D", "Đ", "Đa", "Đất"):
        method.send(
            "Input.imeSetComposition", {"text": written, "selectionStart": len(written), "selectionEnd": len(written)}
        )
    method.send("Input.insertText", {"text": "Đất"})
    page.keyboard.press("Enter")
    assert page.inner_text("#cell-1-0 .clamp") == "Đất"
