"""Start ``nd30 serve`` with two workers on an empty folder and press it with wrk: ``python -m benchmarks.api [SECONDS]``."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from benchmarks.render.content import whole_document
from benchmarks.serving import serving
from service.accounts import AgencyProfile, Permission, operator
from service.actions.documents import create_document
from service.actions.people import create_agency, create_token
from service.actions.services import Services
from service.documents import Agency
from service.settings import Settings
from service.storage import migrate

#: Seconds per measurement, connections, and seconds and connections of the long one.
SECONDS, CONNECTIONS, LONG, MANY = 10, 16, 60, 64
DRAFTS = 200

_SCRIPT = """
wrk.method = "{method}"
wrk.headers["Authorization"] = "Bearer {token}"
wrk.headers["Content-Type"] = "application/json"
local file = io.open("{body}", "rb")
if file then wrk.body = file:read("*a") end
"""


@dataclass(frozen=True)
class Measured:
    """What wrk saw: requests a second, latency in ms, answers that were no success, connections that broke.

    Attributes:
        cpu: of all server processes, in ms for each request; it says more than the rate where the machine has other work.
    """

    rate: float
    cpu: float
    median: float
    p99: float
    refused: int
    broken: int


@dataclass(frozen=True)
class Target:
    """One kind of request."""

    name: str
    method: str
    path: str
    body: dict[str, Any] | None = None


def main() -> None:
    """Measure every target, then the long one, and print the tables."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    if not shutil.which("wrk"):
        raise SystemExit("Cần wrk: apt-get install wrk")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        token, plan = _prepare(folder)
        with serving(folder, workers=2) as (url, server):
            _print_head(plan)
            for target in _targets(plan):
                _press(folder, url, server, token, target, 1, CONNECTIONS)  # both workers have compiled the template
                _print(target.name, _press(folder, url, server, token, target, seconds, CONNECTIONS))
            _long(folder, url, server, token, plan, min(LONG, seconds * 6))


def _prepare(folder: Path) -> tuple[str, dict[str, Any]]:
    """An agency, a token, some drafts; the plan with 40 tasks."""
    plan = whole_document(40, 1)
    with Services(Settings(data_dir=folder / "data")) as services:
        migrate(services.database)
        issuer = Agency(name="Ủy ban nhân dân xã An Bình", sign="UBND", place="An Bình")
        actor = operator(create_agency(services, AgencyProfile(issuer=issuer), None).id)
        now = services.clock()
        token = create_token(services, actor, "wrk", list(Permission), now.replace(year=now.year + 1))
        for number in range(DRAFTS):
            create_document(services, actor, plan | {"subject": f"Kế hoạch số {number}"})
    return token.secret, plan


def _targets(plan: dict[str, Any]) -> list[Target]:
    return [
        Target("GET /healthz (sàn)", "GET", "/healthz"),
        Target("POST /validate", "POST", "/api/v1/validate", plan),
        Target("POST /render DOCX", "POST", "/api/v1/render", plan),
        Target("GET /documents (50)", "GET", "/api/v1/documents"),
        Target("GET /documents?q=", "GET", "/api/v1/documents?q=ke%20hoach%20so%20150&limit=10"),
        Target("POST /documents", "POST", "/api/v1/documents", plan),
    ]


def _press(
    folder: Path, url: str, server: psutil.Process, token: str, target: Target, seconds: int, connections: int
) -> Measured:
    body = folder / "body.json"
    body.write_text(json.dumps(target.body, ensure_ascii=False) if target.body else "")
    script = folder / "request.lua"
    script.write_text(_SCRIPT.format(method=target.method, token=token, body=body))
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency", "-s", str(script)]
    before = _cpu_seconds(server)
    told = subprocess.run([*command, url + target.path], check=True, capture_output=True, text=True).stdout
    used = _cpu_seconds(server) - before
    count = int(_find(r"^\s*(\d+) requests in ", told))
    if not count:
        raise SystemExit(f"{target.name}: không yêu cầu nào xong trong {seconds} s.\n{told}\n{_last_words(folder)}")
    measured = Measured(
        rate=float(_find(r"^Requests/sec:\s+([\d.]+)", told)),
        cpu=used / count * 1000,
        median=_milliseconds(_find(r"^\s+50%\s+(\S+)", told)),
        p99=_milliseconds(_find(r"^\s+99%\s+(\S+)", told)),
        refused=int(_find(r"^\s*Non-2xx or 3xx responses: (\d+)", told, "0")),
        broken=sum(map(int, re.findall(r"\d+", _find(r"^\s*Socket errors: (.*)", told, "0")))),
    )
    if measured.refused or measured.broken:
        print(f"{target.name}:\n{told}\n{_last_words(folder)}", file=sys.stderr)
    return measured


def _cpu_seconds(server: psutil.Process) -> float:
    return sum(sum(process.cpu_times()[:2]) for process in (server, *server.children(recursive=True)))


def _last_words(folder: Path) -> str:
    """What the server logged last, requests that went well left out."""
    lines = (folder / "log").read_text(errors="replace").splitlines()
    return "\n".join([line for line in lines if '"status": 2' not in line][-20:])


def _long(folder: Path, url: str, server: psutil.Process, token: str, plan: dict[str, Any], seconds: int) -> None:
    """Many connections for long: nothing may fail, and the memory must not grow."""
    target = Target(f"POST /render DOCX, {MANY} kết nối", "POST", "/api/v1/render", plan)
    _press(folder, url, server, token, target, max(2, seconds // 6), MANY)
    before = _resident(server)
    measured = _press(folder, url, server, token, target, seconds, MANY)
    _print(f"{target.name}, {seconds} s", measured)
    print(f"\nBộ nhớ các tiến trình phục vụ (MB): trước {before}, sau {_resident(server)}")


def _resident(server: psutil.Process) -> str:
    sizes = [process.memory_info().rss / 1e6 for process in server.children(recursive=True)]
    return " + ".join(f"{size:.0f}" for size in sizes)


def _print_head(plan: dict[str, Any]) -> None:
    size = len(json.dumps(plan, ensure_ascii=False).encode()) / 1000
    cores, load = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    print(
        f"{cores} lõi dùng chung với wrk, tải {load:.1f}; dữ liệu kế hoạch 40 nhiệm vụ {size:.0f} KB; {CONNECTIONS} kết nối\n"
    )
    print(f"{'yêu cầu':<38} {'mỗi giây':>9} {'CPU ms':>7} {'p50 ms':>8} {'p99 ms':>8} {'lỗi':>5}")


def _print(name: str, measured: Measured) -> None:
    faults = measured.refused + measured.broken
    print(
        f"{name:<38} {measured.rate:>9.0f} {measured.cpu:>7.2f} {measured.median:>8.1f} {measured.p99:>8.1f} {faults:>5}",
        flush=True,
    )


def _find(pattern: str, text: str, otherwise: str | None = None) -> str:
    found = re.search(pattern, text, re.MULTILINE)
    if found is None and otherwise is None:
        raise SystemExit(f"wrk nói điều không hiểu được:\n{text}")
    return found[1] if found else str(otherwise)


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr] # wrk writes only these
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


if __name__ == "__main__":
    main()
