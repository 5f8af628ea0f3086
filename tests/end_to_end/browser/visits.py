"""A browser window that notices everything that should not happen, and what people do in it."""

from pathlib import Path

SCREENS = Path(__file__).parent.parent.parent.parent / "docs" / "screens"
PASSWORD = "mật khẩu đủ dài"
LAPTOP = {"width": 1366, "height": 768}


class Visit:
    """One window. `faults` holds what the console said, what left our origin, what the server refused."""

    def __init__(self, browser, address, **options):
        self.address = address
        self.faults = []
        options.setdefault("viewport", LAPTOP)
        self.context = browser.new_context(**options, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        self.context.set_default_timeout(60_000)  # a loaded machine is slow, not wrong
        self.page = self.context.new_page()
        self._watch(self.page)
        self.offline = False

    def _watch(self, page):
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._sent)
        page.on("response", self._answered)
        page.on("filechooser", lambda chooser: None)  # from now on choosers are heard of: it takes Playwright a moment

    def _said(self, message):
        if message.type in {"error", "warning"} and not self.offline and "412" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _sent(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"left our origin: {request.url}")

    def _answered(self, response):
        if response.status >= 400 and response.status != 412:
            self.faults.append(f"{response.status}: {response.url}")

    def open(self, path):
        self.page.goto(self.address + path if path.startswith("/") else path)
        return self.page

    def lose_network(self):
        self.offline = True
        self.context.set_offline(True)

    def find_network(self):
        self.context.set_offline(False)

    def close(self):
        self.context.close()
        assert self.faults == [], self.faults


def set_up(visit):
    """First start: account, agency, signers."""
    page = visit.open("/")
    page.fill("#name", "Nguyễn Thị Thu Hà")
    page.fill("#email", "ha@anbinh.gov.vn")
    page.fill("#password", PASSWORD)
    page.click("button:has-text('Tiếp tục: cơ quan')")
    page.wait_for_url("**/thiet-lap/co-quan")
    page.locator("#unit").press_sequentially("an binh vinh long", delay=10)
    page.wait_for_selector("[data-code='29584']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#head:not([hidden])")
    assert page.input_value("#name") == "Ủy ban nhân dân xã An Bình"
    page.click("button:has-text('Tiếp tục: người ký')")
    page.locator("[name=signer]").nth(0).fill("Trần Văn Phúc")
    page.locator("[name=signer]").nth(1).fill("Lê Thị Kim Ngân")
    page.click("button:has-text('vào trang chủ')")
    page.wait_for_selector(".ways")


def new_plan(visit, subject):
    """Begin a plan and give it its subject."""
    page = visit.open("/")
    page.click("h2 button:has-text('Soạn kế hoạch')")
    page.wait_for_selector("#part-head.open")
    page.fill("[data-path='/subject']", subject)
    saved(page)
    return page


def saved(page):
    """Wait until everything typed is on the server; the key only makes it sooner, where no sheet is open."""
    page.keyboard.press("Control+s")
    page.wait_for_function("() => Object.keys(localStorage).every((key) => !key.startsWith('nd30:'))")


def rows(count, start=1):
    """Cells copied from Excel as tabbed text, with headings."""
    lines = ["TT\tNhiệm vụ\tSản phẩm\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn"]
    lines += [
        f"{n}\tNhiệm vụ số {n}\tBáo cáo {n}\tVăn phòng\tCác phòng; Công an xã\tQuý II/2024"
        for n in range(start, start + count)
    ]
    return "\n".join(lines)


def paste(page, text):
    """Paste as the clipboard of another program would."""
    page.evaluate(
        """(text) => {
            const data = new DataTransfer();
            data.setData('text/plain', text);
            document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def part(page, name):
    """Open a part of the form through the outline."""
    page.click(f"#outline [data-go={name}]")
    page.wait_for_selector(f"#part-{name}.open")
