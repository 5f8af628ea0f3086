"""Measure the checker: ``python -m benchmarks.check [--rounds N] [--many N]``.

Two documents of twelve pages: one as officials type it, one as this service renders it. The clock is the CPU's; memory is the
resident set of this process, which holds nothing else.
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

import psutil

_ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(_ROOT / "fixtures" / "violations"))

#: What was promised for twelve pages.
_CPU_MS, _MEMORY_MB = 300, 150
_PAGES = 12


def typed_document() -> bytes:
    """Twelve pages typed in Word."""
    from typed.draft import Draft  # type: ignore[import-not-found]

    draft = Draft()
    draft.body = draft.body * 8
    data = draft.docx()
    assert isinstance(data, bytes)
    return data


def rendered_document() -> bytes:
    """Our own plan with its task table."""
    from service.documents.parse import parse_document
    from service.rendering import render_document

    source = _ROOT / "fixtures" / "documents" / "ke-hoach-cchc-huyen-2022.json"
    return render_document(parse_document(source.read_bytes()))


def measured(work: Callable[[], object], rounds: int) -> float:
    """Median CPU time of `work`, ms."""
    times: list[float] = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1000)
    return median(times)


def memory_mb() -> float:
    """Resident memory of this process."""
    return float(psutil.Process().memory_info().rss) / 2**20


def main() -> None:
    """Print one line per document, then the growth over many checks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--many", type=int, default=1000)
    options = parser.parse_args()
    documents = {"typed in Word": typed_document(), "rendered by us": rendered_document()}

    from service.checking import check, report_json
    from service.reading import read_document

    print(f"Checking about {_PAGES} pages (promised: under {_CPU_MS} ms CPU, under {_MEMORY_MB} MB)")
    for name, data in documents.items():
        pages = check(data).document.pages
        read_ms = measured(lambda data=data: read_document(data), options.rounds)  # type: ignore[misc]
        check_ms = measured(lambda data=data: report_json(check(data)), options.rounds)  # type: ignore[misc]
        print(
            f"  {name:<15} {pages:>3} pages  {read_ms:6.1f} ms to read  {check_ms:6.1f} ms in all  {memory_mb():6.1f} MB"
        )
    _many(documents, options.many)


def _many(documents: Mapping[str, bytes], count: int) -> None:
    """Check again and again in one process: memory must not grow."""
    from service.checking import check

    begun, before = time.process_time(), 0.0
    for index in range(count):
        for data in documents.values():
            check(data)
        if index == count // 10:
            before = memory_mb()
    spent = time.process_time() - begun
    checks = count * len(documents)
    print(
        f"  {checks} checks: {checks / spent:.0f} a second of CPU, {before:.1f} MB after a tenth, {memory_mb():.1f} MB at the end"
    )


if __name__ == "__main__":
    main()
