"""``nd30 serve`` as an operator starts it: a process of its own, gunicorn, a real socket."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import requests
import sqlalchemy as sa

from service.accounts import Permission, operator
from service.actions.people import all_agencies, create_token
from service.actions.services import Services
from service.settings import Settings

ND30 = Path(sys.executable).with_name("nd30")
NOTHING_ELSE = {name: value for name, value in os.environ.items() if not name.startswith("ND30_")}


class Served:
    """A running service."""

    def __init__(self, folder, **settings):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        environment = NOTHING_ELSE | {"ND30_DATA_DIR": str(folder)} | settings
        command = [ND30, "serve", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.printed = ""
        self._listening = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        assert self._listening.wait(300), self.printed

    def _read(self):
        for line in self.process.stdout:
            self.printed += line
            if self.printed.count("Booting worker") == 2:
                self._listening.set()
        self._listening.set()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(300)
        self._reader.join(10)
        return code


@pytest.fixture
def served(tmp_path):
    served = Served(tmp_path / "var", ND30_ISSUE_PDF="0")
    yield served
    served.stop()


def test_from_nothing_to_an_issued_document_by_plain_http(served, tmp_path, plan):
    assert requests.get(f"{served.url}/readyz", timeout=30).json() == {"status": "ok"}
    assert "Đã tạo cơ sở dữ liệu" in served.printed
    assert served.url in served.printed
    assert "nd30 users add" in served.printed
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600

    environment = NOTHING_ELSE | {"ND30_DATA_DIR": str(tmp_path / "var")}

    def nd30(*arguments):
        command = [ND30, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    nd30("agencies", "add", "--unit", "31756")
    scopes = ("render", "documents:read", "documents:write", "documents:issue")
    secret = nd30("tokens", "add", "x", *(part for scope in scopes for part in ("--scope", scope))).strip()
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {secret}"
        made = session.post(f"{served.url}/api/v1/documents", json=plan(), timeout=30)
        address = f"{served.url}{made.headers['Location']}"
        check = session.get(f"{address}/check", timeout=60).json()
        issued = session.post(f"{address}/issue", json={}, timeout=60)
        docx = session.get(f"{address}.docx", timeout=30)

    assert check["summary"]["errors"] == 0
    assert issued.json()["entry"]["printed_number"] == "01/KH-UBND"
    assert docx.content.startswith(b"PK")
    counted = requests.get(f"{served.url}/metrics", timeout=30).text
    assert re.search(r'nd30_requests_total\{endpoint="issuing.issue",method="POST",status="200"\} 1\.0', counted)


def test_it_stops_in_order_and_refuses_an_outdated_database(tmp_path):
    served = Served(tmp_path / "var")
    assert served.stop() == 0
    settings = Settings(data_dir=tmp_path / "var")
    with Services(settings) as services, services.database.writing() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))

    again = Served(tmp_path / "var")

    assert again.process.wait(300) == 4
    assert "nd30 migrate" in again.printed


def test_a_killed_worker_is_replaced_and_nothing_is_lost(served, tmp_path, plan):
    with Services(replace(Settings(data_dir=tmp_path / "var"), issue_pdf=False)) as services:
        from service.accounts import AgencyProfile
        from service.actions.people import create_agency
        from service.documents.starting import starting_document
        from service.nd30.kinds import Kind

        create_agency(services, AgencyProfile(issuer=starting_document(Kind.KE_HOACH).issuer), None)
        [agency] = all_agencies(services)
        expires = services.clock().replace(year=services.clock().year + 1)
        secret = create_token(services, operator(agency.id), "x", list(Permission), expires).secret
    headers = {"Authorization": f"Bearer {secret}"}
    address = f"{served.url}/api/v1/documents"
    made = [requests.post(address, json=plan(), headers=headers, timeout=30).json()["id"] for _ in range(3)]
    for pid in re.findall(r"Booting worker with pid: (\d+)", served.printed):
        os.kill(int(pid), signal.SIGKILL)

    adapter = requests.adapters.HTTPAdapter(max_retries=requests.adapters.Retry(total=20, backoff_factor=0.2))
    with requests.Session() as session:
        session.mount("http://", adapter)
        listed = session.get(address, headers=headers, timeout=30).json()["items"]

    assert {item["id"] for item in listed} == set(made)
