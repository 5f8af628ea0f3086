import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.end_to_end.browser.serving import beginning, office, page, printer, settings_changes, window  # noqa: F401 - fixtures
from tests.end_to_end.browser.visits import Visit, set_up

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """Where the service listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("service")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(HERE / "service_process.py"), str(folder), str(port)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, env=environment, cwd=ROOT, text=True)
        assert process.stdout.readline().strip() == "ready", (folder / "log").read_text()
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(chromium, address):
    """Cookies of the person who set the service up, through the pages themselves."""
    visit = Visit(chromium, address)
    set_up(visit)
    state = visit.context.storage_state()
    visit.close()
    return state


@pytest.fixture
def visit(chromium, address, signed_in):
    """A signed-in browser window; anything in the console, any refused or foreign request fails the test."""
    visit = Visit(chromium, address, storage_state=signed_in)
    yield visit
    visit.close()


@pytest.fixture
def phone(chromium, address, signed_in):
    """The same on a phone."""
    visit = Visit(
        chromium,
        address,
        storage_state=signed_in,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    yield visit
    visit.close()


def account(chromium, address, signed_in, name, email, role=None):
    """Cookies of another person of the agency, whose account the first one makes."""
    admin = Visit(chromium, address, storage_state=signed_in)
    admin.open("/quan-tri/nguoi-dung")
    admin.page.fill("#name", name)
    admin.page.fill("#email", email)
    if role:
        admin.page.check(f"form:has(#name) [value={role}]")
    admin.page.click("button:has-text('Tạo tài khoản')")
    password = admin.page.inner_text(".secret-once").strip()
    admin.close()
    visit = Visit(chromium, address)
    visit.open("/dang-nhap")
    visit.page.fill("#email", email)
    visit.page.fill("#password", password)
    visit.page.click("button:has-text('Đăng nhập')")
    visit.page.wait_for_selector(".ways")
    state = visit.context.storage_state()
    visit.close()
    return state


@pytest.fixture(scope="session")
def colleague(chromium, address, signed_in):
    """A second person of the agency, who drafts."""
    return account(chromium, address, signed_in, "Lê Văn Tâm", "tam@anbinh.gov.vn")


@pytest.fixture(scope="session")
def leader(chromium, address, signed_in):
    """The person who approves."""
    return account(chromium, address, signed_in, "Trần Văn Phúc", "phuc@anbinh.gov.vn", role="lanh-dao")
