"""Drafts made through the pages' own addresses, for tests that look at one thing of the drafting page."""

import json

from playwright.sync_api import expect

expect.set_options(timeout=60_000)  # a loaded machine is slow, not wrong

MAKE = """async (data) => {
    const csrf = document.querySelector('meta[name=csrf]').content;
    const body = new FormData();
    body.append('csrf_token', csrf);
    const made = new URL((await fetch(`/van-ban/moi/${data.kind}`, {method: 'POST', body})).url).pathname;
    const headers = {'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': csrf};
    const kept = await fetch(`${made}luu`, {method: 'PUT', headers, body: JSON.stringify({data, revision: 1})});
    if (!kept.ok) throw new Error(`${kept.status} ${await kept.text()}`);
    return made;
}"""


def plan_saying(*blocks):
    """A small plan with this content, complete enough to be printed and issued."""
    return {
        "kind": "ke-hoach",
        "issuer": {"name": "Ủy ban nhân dân xã An Bình", "sign": "UBND", "place": "An Bình"},
        "issued_on": "2026-11",
        "subject": "Thử nội dung",
        "body": {"layout": "sections", "content": list(blocks)},
        "recipients": [{"name": "Sở Nội vụ"}],
        "archive": {"registry": "VT"},
        "signer": {"post": "Chủ tịch", "name": "Trần Văn Phúc"},
    }


def open_draft(visit, data):
    """Make a draft of this data and open it."""
    visit.open("/")
    page = visit.open(visit.page.evaluate(MAKE, data))
    page.wait_for_selector("#part-signer")
    return page


def stored(page):
    """The data of the document as the server has it."""
    html = page.request.get(page.url).text()
    start = html.index(">", html.index('id="editor-state"')) + 1
    return json.loads(html[start : html.index("</script>", start)])["data"]


def without_pages(visit):
    """Pages as pictures are not what a test looks at: the server need not make them."""
    nothing = '{"key": "none", "pages": 0, "sizes": [], "milliseconds": 0, "lines": []}'
    visit.context.route("**/trang-in**", lambda route: route.fulfill(body=nothing, content_type="application/json"))


def path_in_focus(page):
    """The place in the data of the field that has the focus."""
    return page.evaluate("() => document.activeElement.dataset.path ?? null")


class HeldBack:
    """Requests of the page that are held until they are let go; the page meanwhile must not need them."""

    def __init__(self, visit, *addresses):
        self.waiting = []
        self.open = False
        for address in addresses:
            visit.context.route(address, self._hold)

    def _hold(self, route):
        if self.open:
            route.continue_()
        else:
            self.waiting.append(route)

    def let_go(self):
        self.open = True
        for route in self.waiting:
            route.continue_()
        self.waiting = []
