"""Every page of the web application with something on it, as pictures: ``python -m tests.end_to_end.browser.tour OUT [NAME...]``.

OUT gets ``laptop-NAME.png``, ``phone-NAME.png`` and, for pages that people print, ``print-NAME.pdf``; what `by_eye` objects to is printed.
The same stops are walked by the test of every page.
"""

import contextlib
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from service.accounts import Role, grant_roles
from service.actions.first_start import first_agency, first_user
from service.actions.services import Services
from service.actions.signing_in import signed_in_actor
from service.converting import OfficePool
from service.settings import Settings
from service.storage.agency_tables import UserRow
from tests.end_to_end.browser.by_eye import flaws
from tests.end_to_end.browser.sample_world import (
    PASSWORD,
    PEOPLE,
    MovableClock,
    World,
    faulty,
    fill,
    good,
    profile,
    task_sheet,
)
from tests.end_to_end.browser.serving import PHONE, WIDE, listening, migrated, printing_with, session_cookie

SIZES = {"laptop": {"viewport": WIDE}, "phone": {"viewport": PHONE, "is_mobile": True, "has_touch": True}}
FLAGS = ["--no-sandbox", "--disable-gpu"]
EMAIL = "ha@tamnong.gov.vn"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
IMPORTS = Path(__file__).parent.parent.parent.parent / "fixtures" / "imports"


@dataclass(frozen=True)
class Stop:
    """A page to look at: its address in the world, and what to do there first.

    Attributes:
        wait: what must be seen before a picture makes sense.
        printed: whether people print it.
        missing: whether nothing is there, and the page says so.
    """

    name: str
    address: Callable[[World], str]
    wait: str = "h1"
    act: Callable[[Page], object] | None = None
    printed: bool = False
    missing: bool = False


def at(path: str) -> Callable[[World], str]:
    """A fixed address."""
    return lambda world: path


def of(name: str, rest: str = "") -> Callable[[World], str]:
    """The address of something in the world, and what follows it."""
    return lambda world: world.places[name] + rest


def part(name: str) -> Callable[[Page], object]:
    """Open a part of the drafting form, where the outline is hidden through its own heading."""

    def act(page: Page) -> None:
        tab = page.locator(".editor-tabs [data-tab=form]")
        if tab.is_visible():
            tab.click()
        page.locator(f"#part-{name}").scroll_into_view_if_needed()
        if "open" not in (page.get_attribute(f"#part-{name}", "class") or ""):
            page.locator(f"#part-{name} .part-title").click()
        page.wait_for_selector(f"#part-{name}.open")

    return act


def shown_pages(page: Page) -> None:
    """The pages of the draft, on a phone behind their tab."""
    tab = page.locator(".editor-tabs [data-tab=pages]")
    if tab.is_visible():
        tab.click()
    page.wait_for_selector("#desk .page img")


def drawer(name: str, title: str, content: str) -> Callable[[Page], object]:
    """A drawer of the drafting page with what it shows."""

    def act(page: Page) -> None:
        strip = page.locator(f"#strip-{name}")
        if strip.is_visible():
            strip.click()
        else:
            page.click(".editor-tabs [data-tab=checks]")
            page.click(f".drawer header :text-is('{title}')")
        page.wait_for_selector(f".drawer {content}")

    return act


def versions(page: Page) -> None:
    """The menu of versions, on a phone behind the other tools."""
    menu = page.locator("#versions summary")
    if menu.is_visible():
        menu.click()
    else:
        page.click(".phone-only summary, details.menu summary:visible")
        page.click("[data-opens=versions-sheet]")
    page.wait_for_selector(".version:visible")


def grid(page: Page) -> None:
    """The task table on the full screen."""
    part("tasks")(page)
    page.locator("#part-tasks .part-body button:visible").filter(has_text="bảng").first.click()
    page.wait_for_selector("#grid-sheet[open]")


def checked(page: Page) -> None:
    """The phiếu of a document with three faults."""
    page.set_input_files("input[name=files]", [{"name": "ke-hoach-2027.docx", "mimeType": DOCX, "buffer": faulty()}])
    page.wait_for_selector(".sheet-report")


def several_checked(page: Page) -> None:
    """A good document, one with faults and one that nobody can read."""
    sent = {"ke-hoach-2027.docx": faulty(), "quy-che.docx": good(), "ban-nhap.docx": b"khong phai tep Word"}
    page.set_input_files(
        "input[name=files]",
        [{"name": name, "mimeType": DOCX, "buffer": content} for name, content in sent.items()],
    )
    page.wait_for_selector("table.summary")


def imported(name: str) -> Callable[[Page], object]:
    """Last year's plan beside what was recognised of it."""

    def act(page: Page) -> None:
        page.set_input_files("#old", IMPORTS / name)
        page.wait_for_selector("#f-subject")

    return act


def imported_sheet(page: Page) -> None:
    """An Excel sheet of tasks with its columns recognised."""
    content = task_sheet()
    page.set_input_files(
        "#sheet", [{"name": "nhiem-vu.xlsx", "mimeType": "application/octet-stream", "buffer": content}]
    )
    page.wait_for_selector("button:has-text('Tạo kế hoạch với')")


def searched(page: Page) -> None:
    """Hits under the search of the top bar."""
    page.keyboard.press("Control+k")
    page.keyboard.type("cai cach")
    page.wait_for_selector("#search-hits a")


def keys(page: Page) -> None:
    """The list of keys."""
    page.keyboard.press("?")
    page.wait_for_selector("#keys-sheet[open]")


def press(*selectors: str) -> Callable[[Page], object]:
    """Click these in turn."""

    def act(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()

    return act


#: Pictures and type are there; pages of a draft are laid out and the checker has looked at them.
SHOWN = """() => document.fonts.status === 'loaded' && [...document.images].every((one) => one.complete || one.loading === 'lazy')
    && (!document.querySelector('#desk') || (document.querySelector('#desk .page img') && 'checked' in document.documentElement.dataset))
    && !document.querySelector('[aria-busy=true]')"""
PLAN, DECISION = "ke-hoach-xa-2026-draft", "quyet-dinh-quy-che"
STOPS = (
    Stop("home", at("/"), ".ways", printed=True),
    Stop("documents", at("/van-ban/"), printed=True),
    Stop("documents-none", at("/van-ban/?q=khong+co+van+ban+nao")),
    Stop("search", at("/"), act=searched),
    Stop("keys", at("/"), act=keys),
    Stop("draft-head", of(PLAN), "#part-head", part("head")),
    Stop("draft-bases", of(PLAN), "#part-head", part("bases")),
    Stop("draft-body", of(PLAN), "#part-head", part("body")),
    Stop("draft-tasks", of(PLAN), "#part-head", part("tasks")),
    Stop("grid", of(PLAN), "#part-head", grid),
    Stop("draft-recipients", of(PLAN), "#part-head", part("recipients")),
    Stop("draft-signer", of(PLAN), "#part-head", part("signer")),
    Stop("draft-pages", of(PLAN), "#part-head", shown_pages),
    Stop("draft-checks", of("ke-hoach-dien-tu"), "#part-head", drawer("check", "Kiểm tra thể thức", ".finding")),
    Stop("draft-comments", of("thong-cao"), ".editor, h1", drawer("comments", "Ý kiến", ".comment")),
    Stop("decision", of(DECISION), "#part-head", part("body")),
    Stop("letter", of("thong-cao")),
    Stop("returned", of("chuong-trinh"), "h1"),
    Stop("report-draft", of("bao-cao-quy"), "h1"),
    Stop("report-board", lambda world: world.places["bao-cao-quy"].replace("van-ban", "bao-cao").rstrip("/"), "#board", printed=True),
    Stop("report-pages", lambda world: world.places["bao-cao-quy"].replace("van-ban", "bao-cao") + "trang-in", ".plain-desk img"),
    Stop("report-choose", at("/bao-cao/tu-ke-hoach")),
    Stop("versions", of(PLAN), "#part-head", versions),
    Stop("compare", of(PLAN, "so-sanh/1")),
    Stop("issue", of("de-an", "cap-so/"), "#first-page .page", printed=True),
    Stop("issue-done", of("quy-che", "cap-so/xong")),
    Stop("issued", of("quy-che"), printed=True),
    Stop("voided", of("du-an")),
    Stop("register", at("/so-di/"), printed=True),
    Stop("register-open", at("/so-di/"), act=press("td.actions a", "tr.detail h3")),
    Stop("register-none", at("/so-di/?q=khong+co")),
    Stop("register-print", at("/so-di/in"), "table", printed=True),
    Stop("check", at("/kiem-tra/")),
    Stop("check-report", at("/kiem-tra/"), act=checked, printed=True),
    Stop("check-several", at("/kiem-tra/"), act=several_checked, printed=True),
    Stop("import", at("/nhap/")),
    Stop("import-docx", at("/nhap/"), act=imported("ke-hoach-nam-truoc.docx")),
    Stop("import-pdf", at("/nhap/"), act=imported("ke-hoach-nam-truoc.pdf")),
    Stop("import-sheet", at("/nhap/"), act=imported_sheet),
    Stop("batches", at("/hang-loat/"), printed=True),
    Stop("batch-document", of("wizard", "/van-ban")),
    Stop("batch-units", of("wizard", "/don-vi"), printed=True),
    Stop("batch-rows", of("wizard-sheet", "/so-lieu"), printed=True),
    Stop("batch-rehearsal", of("rehearsal"), ".extremes", printed=True),
    Stop("batch-running", of("failing"), printed=True),
    Stop("batch-list", of("failing", "?xem=danh-sach"), printed=True),
    Stop("batch-paused", of("paused")),
    Stop("batch-finished", of("finished"), printed=True),
    Stop("agency", at("/quan-tri/co-quan")),
    Stop("below", at("/quan-tri/cap-duoi")),
    Stop("below-one", of("below")),
    Stop("users", at("/quan-tri/nguoi-dung")),
    Stop("templates", at("/quan-tri/mau/")),
    Stop("series", at("/quan-tri/so")),
    Stop("tokens", at("/quan-tri/khoa")),
    Stop("webhooks", at("/quan-tri/thong-bao")),
    Stop("log", at("/quan-tri/nhat-ky"), printed=True),
    Stop("me", at("/mat-khau")),
    Stop("help", at("/tro-giup")),
    Stop("not-found", at("/van-ban/00000000-0000-7000-8000-000000000000/"), missing=True),
)  # fmt: skip


@contextlib.contextmanager
def served(folder: Path, printer: OfficePool) -> Iterator[tuple[str, World, dict[str, str]]]:
    """The application over the sample world; its address, what is where, and the cookie of who does everything there."""
    clock = MovableClock()
    with Services(migrated(folder), clock) as services, printing_with(services, printer):
        user = first_user(services, EMAIL, PEOPLE[EMAIL][0], PASSWORD)
        agency, _ = first_agency(services, user.id, profile(), None)
        with services.database.writing() as session:
            grant_roles(session, session.get_one(UserRow, user.id), agency.id, list(Role))
        world = fill(services, clock, lambda email: _actor(services, email))
        with services.database.reading() as session:
            user = session.get_one(UserRow, user.id)
        with listening(services) as (app, address):
            yield address, world, session_cookie(app, user, address)


def _actor(services: Services, email: str) -> object:
    with services.database.reading() as session:
        user = session.query(UserRow).filter_by(email=email).one()
    return signed_in_actor(services, user.id, user.session_epoch, None)


def signed_in_page(browser: Browser, cookie: dict[str, str], options: dict[str, object]) -> Page:
    """A window of one of the sizes, signed in."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)
    context.set_default_timeout(60_000)
    context.add_cookies([cookie])
    context.add_init_script(
        "document.addEventListener('checked', () => (document.documentElement.dataset.checked = ''))"
    )
    return context.new_page()


def go(page: Page, address: str, world: World, stop: Stop) -> None:
    """Go there and do what shows it."""
    page.goto(address + stop.address(world))
    page.wait_for_selector(stop.wait, state="attached")
    if stop.act:
        stop.act(page)
    page.wait_for_load_state()
    page.wait_for_function(SHOWN)


def main(out: Path, names: list[str]) -> None:
    """Take the pictures; tell which stop could not be shown and go on."""
    out.mkdir(parents=True, exist_ok=True)
    wanted = [stop for stop in STOPS if not names or any(stop.name.startswith(name) for name in names)]
    with (
        tempfile.TemporaryDirectory() as folder,
        OfficePool(Settings(data_dir=Path(folder) / "printer", office_processes=1)) as printer,
        served(Path(folder) / "data", printer) as (address, world, cookie),
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for label, options in SIZES.items():
            page = signed_in_page(browser, cookie, options)
            page.set_default_timeout(15_000)
            for stop in wanted:
                try:
                    go(page, address, world, stop)
                except Exception as error:  # noqa: BLE001 - the tour goes on
                    print(f"{label} {stop.name}: {str(error).splitlines()[0]}", flush=True)
                for flaw in flaws(page):
                    print(f"{label} {stop.name}: {flaw}", flush=True)
                page.screenshot(path=out / f"{label}-{stop.name}.png", full_page=label == "phone")
                if stop.printed and label == "laptop":
                    page.pdf(path=out / f"print-{stop.name}.pdf", format="A4", prefer_css_page_size=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
