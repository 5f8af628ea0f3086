"""DOCX to PDF, all contenders turn by turn: ``python -m benchmarks.convert [--rounds N] [--documents N] [--rows N ...]``."""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.convert.contenders import Contender, contenders
from benchmarks.convert.plan import plan_docx
from service.converting import OfficePool, Preview
from service.converting.pdf import page_count
from service.settings import Settings

_MB = 1_000_000
_REFERENCE = "unoserver, 1 server"


@dataclass
class Figures:
    """What the rounds of one contender gave: seconds per document, CPU seconds per document, peak bytes."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: int = 0

    @property
    def per_second(self) -> float:
        """Documents a second, of the median round."""
        return 1 / statistics.median(self.wall)


def main() -> None:
    """Measure and print one table for each length of the plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--documents", type=int, default=10, help="documents of 40 rows in a round; fewer when longer")
    parser.add_argument("--rows", type=int, nargs="+", default=[40, 200])
    asked = parser.parse_args()
    with contenders() as all_of_them:
        for rows in asked.rows:
            papers = [plan_docx(rows, seed) for seed in range(max(asked.documents * 40 // rows, 2))]
            figures = measure(all_of_them, papers, asked.rounds)
            pages = page_count(all_of_them[-1].convert(papers[:1])[0])
            show(f"{rows} rows, {pages} pages, {asked.rounds} rounds of {len(papers)}", figures)
    preview([plan_docx(seed=seed) for seed in range(10)])


def preview(papers: Sequence[bytes]) -> None:
    """Print what somebody waits for a picture: of a changed plan, of another page of it, of an unchanged one."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), office_processes=1)
        with OfficePool(settings) as pool:
            shown = Preview(pool, settings)
            shown.page(papers[0])
            for what, number in (("page 1, changed", 1), ("page 2 of the same", 2), ("page 1, unchanged", 1)):
                waits = [_seconds(partial(shown.page, docx, number)) for docx in papers[1:]]
                print(f"preview, {what}: {statistics.median(waits) * 1000:.0f} ms")


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def measure(all_of_them: Sequence[Contender], papers: Sequence[bytes], rounds: int) -> dict[str, Figures]:
    """Let every contender have a turn in every round, so that a busy moment of the machine strikes all."""
    figures = {contender.name: Figures() for contender in all_of_them}
    for contender in all_of_them:
        contender.convert(papers[:2])
    for _ in range(rounds):
        for contender in all_of_them:
            _take_turn(contender, papers[: max(round(len(papers) * contender.share), 1)], figures[contender.name])
    return figures


def _take_turn(contender: Contender, papers: Sequence[bytes], figures: Figures) -> None:
    began, cpu = time.perf_counter(), _cpu(contender)
    pdfs = contender.convert(papers)
    figures.wall.append((time.perf_counter() - began) / len(papers))
    figures.cpu.append((_cpu(contender) - cpu) / len(papers))
    running = sum(process.memory_info().rss for process in contender.processes())
    ended = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    figures.memory = max(figures.memory, running or ended)
    if len(pdfs) != len(papers) or not all(pdf.startswith(b"%PDF") for pdf in pdfs):
        raise RuntimeError(f"{contender.name} lost a document")


def _cpu(contender: Contender) -> float:
    """CPU seconds so far: ours, of children that ended, of the contender's processes."""
    ours = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return ours + sum(sum(process.cpu_times()[:2]) for process in contender.processes())


def show(title: str, figures: dict[str, Figures]) -> None:
    """Print a table; ratios are of medians, against one unoserver."""
    reference = figures[_REFERENCE]
    print(f"\nPDF: {title}\n")
    print(f"| {'way':<33} | docs/s | against unoserver | CPU ms/doc | peak MB |")
    print(f"|{'-' * 35}|{'-' * 8}|{'-' * 19}|{'-' * 12}|{'-' * 9}|")
    for name, found in figures.items():
        ratio, cpu = found.per_second / reference.per_second, statistics.median(found.cpu) * 1000
        print(f"| {name:<33} | {found.per_second:6.2f} | {ratio:16.2f}x | {cpu:10.0f} | {found.memory / _MB:7.0f} |")


if __name__ == "__main__":
    main()
