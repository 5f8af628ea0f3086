"""The form without a mouse: everything can be reached, is named, and shows where one is."""

import pytest

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
