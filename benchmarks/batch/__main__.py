"""Measure and print: ``python -m benchmarks.batch [--pdf N] [--check] [--processes N]``."""

import argparse
import io
import os
import re
import resource
import tempfile
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Final

import psutil
from docxtpl import DocxTemplate

from benchmarks.batch.country import DAY, TASKS, common_document, sheet
from benchmarks.render.content import plan
from benchmarks.render.languages import DOCXTPL
from benchmarks.render.template import plan_template
from service.actions.batch_plans import PlanRequest, SentFile, make_plan
from service.actions.batch_workers import run_until_over
from service.actions.batches import archive, start_batch, store_batch
from service.actions.services import Services
from service.batches import Format, ItemState, Progress
from service.checking.check import check
from service.settings import Settings
from service.storage import migrate
from service.units import Unit, units_on

_LINE: Final = "{:<44} {:>10}"
_TAG: Final = re.compile(r"<[^>]+>")
_BREAK: Final = re.compile(r"</w:p>|<w:br/>")
#: Documents of the docxtpl loop; its time grows straight with their number.
_LOOP: Final = 60


class Watch:
    """Seconds of each step, and the peak memory of every worker process."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.peaks: dict[int, float] = {}
        self.cpu = 0.0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step."""
        began, spent = time.perf_counter(), _cpu()
        yield
        self.seconds[name] = time.perf_counter() - began
        self.cpu += _cpu() - spent

    def look(self, _: Progress) -> None:
        """Note the peak resident memory of the processes at work, in MB, as the kernel counts it."""
        for child in psutil.Process().children():
            self.peaks[child.pid] = max(self.peaks.get(child.pid, 0), _peak_mb(child.pid))

    @property
    def total(self) -> float:
        """Seconds of all steps."""
        return sum(self.seconds.values())


def main() -> None:
    """Run the country as DOCX, some of it as PDF, and docxtpl's loop; print a table each."""
    arguments = _arguments()
    units = tuple(units_on(DAY).units.values())
    took = run(units, (Format.DOCX,), arguments)
    loop = docxtpl_loop() * len(units)
    print(_LINE.format(f"docxtpl, plain loop, one process ({_LOOP} made, x{len(units) / _LOOP:.0f})", f"{loop:.1f} s"))
    print(_LINE.format("docxtpl's loop : ours end to end", f"{loop / took.total:.1f} : 1"))
    if arguments.pdf:
        run(units[:: len(units) // arguments.pdf][: arguments.pdf], (Format.DOCX, Format.PDF), arguments)


def run(units: tuple[Unit, ...], formats: tuple[Format, ...], arguments: argparse.Namespace) -> Watch:
    """Do everything from the filled-in sheet to the ZIP on the disk, prove it complete, print the table."""
    watch, sent = Watch(), SentFile(name="xa.xlsx", content=sheet(units))
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        settings = Settings(data_dir=Path(folder), database=arguments.database)
        with watch.step("database made, sheet read, every row proved"), Services(settings) as services:
            migrate(services.database)
            request = PlanRequest(data=common_document(), sheet=sent, formats=formats, on=DAY)
            planned = make_plan(services, None, request)
            batch = store_batch(services, None, planned)
            start_batch(services, None, batch, planned.digest)
        with watch.step("documents made and stored"):
            ended = run_until_over(settings, None, batch, processes=arguments.processes, on_progress=watch.look)
        target = Path(folder) / "lo.zip"
        with watch.step("ZIP written"), Services(settings) as services, target.open("wb") as file:
            file.writelines(archive(services, None, batch))
        size = target.stat().st_size
        prove(target, units, formats, check_all=arguments.check)
    _print(watch, ended, formats, size)
    return watch


def prove(target: Path, units: tuple[Unit, ...], formats: tuple[Format, ...], *, check_all: bool) -> None:
    """Fail unless every commune's files are there and say its name; with `check_all` unless all pass the checker."""
    names = zipfile.ZipFile(target).namelist()
    assert len(names) == len(set(names)) == len(units) * len(formats) + 1
    by_code = {unit.code: unit for unit in units}
    jobs = [(target, name, by_code[Path(name).stem[-5:]], check_all) for name in names if name.endswith(".docx")]
    assert {unit.code for _, _, unit, _ in jobs} == by_code.keys()
    with ProcessPoolExecutor() as pool:
        wrong = [fault for fault in pool.map(_fault, jobs, chunksize=100) if fault]
    assert not wrong, wrong[:5]


def _fault(job: tuple[Path, str, Unit, bool]) -> str:
    target, name, unit, check_it = job
    with zipfile.ZipFile(target) as whole:
        content = whole.read(name)
    with zipfile.ZipFile(io.BytesIO(content)) as docx:
        xml = docx.read("word/document.xml").decode()
    text = " ".join(unescape(_TAG.sub("", _BREAK.sub(" ", xml))).split())
    for words in (unit.header_lines[1], f"{unit.place_name}, ngày 12", unit.province.full_name):
        if words not in text:
            return f"{name}: {words} is missing"
    findings = [finding.rule for finding in check(content).findings if finding.severity == "error"] if check_it else []
    return f"{name}: {findings}" if findings else ""


def docxtpl_loop() -> float:
    """Seconds a document: template opened, rendered, saved to a file, as docxtpl's documentation shows."""
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / "mau.docx"
        word.write_bytes(plan_template(DOCXTPL))
        plans = [plan(TASKS, seed) for seed in range(_LOOP)]
        began = time.perf_counter()
        for number, data in enumerate(plans):
            document = DocxTemplate(word)
            document.render(data, autoescape=True)
            document.save(Path(folder) / f"{number}.docx")
        return (time.perf_counter() - began) / _LOOP


def _print(watch: Watch, ended: Progress, formats: tuple[Format, ...], size: int) -> None:
    made = ended.counts[ItemState.DONE]
    assert made == ended.total
    print(f"\n{made} x {' + '.join(item.upper() for item in formats)}, {TASKS} tasks, ZIP of {size / 1e6:.0f} MB")
    for name, seconds in watch.seconds.items():
        print(_LINE.format(name, f"{seconds:.1f} s"))
    print(_LINE.format("end to end", f"{watch.total:.1f} s"))
    print(_LINE.format("CPU of all processes that ended", f"{watch.cpu:.1f} s"))
    print(_LINE.format("documents a second, end to end", f"{made / watch.total:.0f}"))
    print(_LINE.format("peak memory of a worker process", f"{max(watch.peaks.values()):.0f} MB"))


def _cpu() -> float:
    """CPU seconds, user and system, of this process and its children that ended."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _peak_mb(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) / 1024 if found else 0.0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pdf", type=int, default=200, help="communes made as PDF too; 3321 takes minutes")
    parser.add_argument("--check", action="store_true", help="every document must pass the checker; takes minutes")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--database", default="", help="postgresql://… instead of SQLite")
    parser.add_argument("--folder", help="where the data folder is made (default: the system's temporary folder)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
