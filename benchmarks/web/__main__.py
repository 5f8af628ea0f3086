"""The drafting page in Chromium on an 8-page plan: weight, first paint, and how long after the last key its pages stand there new.

``python -m benchmarks.web [KEYS]``; starts ``nd30 serve`` on an empty folder. Needs Chromium and LibreOffice.
"""

import os
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

from benchmarks.convert.plan import plan_data
from benchmarks.serving import serving
from service.accounts import AgencyProfile, Role, grant_roles, operator
from service.actions.documents import create_document
from service.actions.first_start import first_agency, first_user
from service.actions.services import Services
from service.documents import Agency
from service.settings import Settings
from service.storage import migrate
from service.storage.agency_tables import UserRow

KEYS, LOADS = 40, 10
EMAIL, PASSWORD = "do@anbinh.gov.vn", "mat-khau-de-do-27"
#: What is aimed at: compressed bytes of the form, its first paint and the pages after the last key, in ms.
WEIGHT, PAINT, PAGES = 400_000, 1000, 1200

#: Types one letter and answers with the ms until the pages on the desk are new ones, decoded and in place.
_TYPE = """() => new Promise((done) => {
    const field = document.querySelector("#part-body textarea:not(.title)");
    const desk = document.getElementById("desk");
    let started;
    new MutationObserver((changes, observer) => {
        if (!changes.some((change) => change.target === desk && change.addedNodes.length)) return;
        observer.disconnect();
        requestAnimationFrame(() => done(performance.now() - started));
    }).observe(desk, {childList: true});
    field.value += "abcdefghijklmnopqrstuvwxyz"[Math.floor(Math.random() * 26)];
    started = performance.now();
    field.dispatchEvent(new Event("input", {bubbles: true}));
})"""


def main() -> None:
    """Measure and print."""
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else KEYS
    with tempfile.TemporaryDirectory() as name:
        address = _prepare(Path(name))
        with serving(Path(name), workers=1) as (url, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--headless", "--no-sandbox"]
            )
            page = browser.new_context(base_url=url, viewport={"width": 1366, "height": 768}, locale="vi-VN").new_page()
            _sign_in(page)
            weight, pictures = _weight(page, address)
            paints = [_first_paint(page, address) for _ in range(LOADS)]
            pages = page.inner_text("#page-at")
            waits = [_wait(page) for _ in range(keys + 2)][2:]
            browser.close()
    one, five, fifteen = os.getloadavg()
    print(
        f"tải của máy: {one:.1f} {five:.1f} {fifteen:.1f}, {os.cpu_count()} lõi; văn bản {pages.split('/')[-1]} trang"
    )
    print(
        f"dung lượng trang soạn thảo, nén: {weight / 1000:.0f} KB (mục tiêu {WEIGHT / 1000:.0f}); ảnh trang {pictures / 1000:.0f} KB"
    )
    print(f"lần vẽ đầu, bộ đệm rỗng: giữa {median(paints):.0f} ms, p95 {_p95(paints):.0f} ms (mục tiêu {PAINT})")
    print(
        f"phím cuối đến trang mới, {keys} lần: giữa {median(waits):.0f} ms, p95 {_p95(waits):.0f} ms (mục tiêu {PAGES})"
    )


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1]


def _prepare(folder: Path) -> str:
    """An agency with one person and the plan as a draft; return the address of its drafting page."""
    with Services(Settings(data_dir=folder / "data")) as services:
        migrate(services.database)
        user = first_user(services, EMAIL, "Nguyễn Thị Đo", PASSWORD)
        issuer = Agency(name="Ủy ban nhân dân xã An Bình", sign="UBND", place="An Bình")
        agency, _ = first_agency(services, user.id, AgencyProfile(issuer=issuer), None)
        with services.database.writing() as session:
            grant_roles(session, session.get_one(UserRow, user.id), agency.id, list(Role))
        data = {key: value for key, value in plan_data().items() if key != "number"}
        return f"/van-ban/{create_document(services, operator(agency.id), data).id}/"


def _sign_in(page: Page) -> None:
    page.goto("/dang-nhap")
    page.fill("#email", EMAIL)
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/")


def _weight(page: Page, address: str) -> tuple[float, float]:
    """Compressed bytes of everything that a cold load fetches, and of the pages as pictures apart."""
    session = page.context.new_cdp_session(page)
    fetched: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on("Network.responseReceived", lambda event: fetched.update({event["requestId"]: event["response"]["url"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    page.goto(address)
    page.wait_for_selector("#desk .page img")
    page.wait_for_load_state("networkidle")
    session.detach()
    pictures = sum(size for key, size in sizes.items() if "/trang-in" in fetched.get(key, ""))
    return sum(sizes.values()) - pictures, pictures


def _first_paint(page: Page, address: str) -> float:
    """First contentful paint of a load with an empty cache, in ms."""
    session = page.context.new_cdp_session(page)
    session.send("Network.clearBrowserCache")
    session.detach()
    page.goto(address)
    page.wait_for_selector("#desk .page img")
    return float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))


def _wait(page: Page) -> float:
    page.wait_for_function("document.getElementById('page-age').textContent.startsWith('Cập nhật')")
    return float(page.evaluate(_TYPE))


if __name__ == "__main__":
    main()
