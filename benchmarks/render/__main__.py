"""Run the comparison and print it: ``python -m benchmarks.render [--rounds N]``."""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from lxml import etree

from benchmarks.render.content import plan, whole_document
from benchmarks.render.languages import DOCXTEMPLATER, DOCXTPL
from benchmarks.render.template import plan_template
from service.rendering.package import read_package

_NODE: Final = Path(__file__).parent / "node"
_ROWS: Final = (40, 200)
_PLANS: Final = 32  # different documents of each size
#: Documents of one round, so that a round of each engine takes about as long.
_COUNTS: Final = {"ours": 96, "docxtpl": 6, "docxtemplater": 10, "whole service": 12}
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a round cost: CPU (user and system) per document, the peak of the process, the size of a document."""

    cpu_ms: float
    peak_mb: float
    bytes: int


class Engine:
    """A process that renders on order."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def render(self, rows: int, count: int, keep: Path | None = None) -> Answer:
        """Render `count` documents of `rows` tasks; write the last one to `keep`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {"rows": rows, "count": count, "keep": str(keep) if keep else None}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return Answer(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def main() -> None:
    """Measure all engines turn by turn, check that they said the same, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        engines = _engines(Path(folder))
        service = _service(Path(folder))
        for engine in (*engines, service):
            stack.callback(engine.close)
        for rows in _ROWS:
            _check_same_words(engines, rows, Path(folder))
            _print(rows, _measure([*engines, service], rows, rounds))
        print("\nwhole service: another plan of as many tasks, from JSON to DOCX, with the shipped template.")


def _engines(folder: Path) -> list[Engine]:
    data = folder / "plans.json"
    data.write_text(json.dumps({rows: [plan(rows, seed) for seed in range(_PLANS)] for rows in _ROWS}))
    word = folder / "docxtpl.docx"
    word.write_bytes(plan_template(DOCXTPL))
    python = [sys.executable, "-m", "benchmarks.render.worker"]
    engines = [Engine(name, [*python, name, str(word), str(data)]) for name in ("ours", "docxtpl")]
    reason = _node_missing()
    if reason:
        print(f"docxtemplater is left out: {reason}")
        return engines
    word = folder / "docxtemplater.docx"
    word.write_bytes(plan_template(DOCXTEMPLATER))
    return [*engines, Engine("docxtemplater", ["node", str(_NODE / "worker.js"), str(word), str(data)])]


def _service(folder: Path) -> Engine:
    data = folder / "documents.json"
    data.write_text(json.dumps({rows: [whole_document(rows, seed) for seed in range(_PLANS)] for rows in _ROWS}))
    return Engine("whole service", [sys.executable, "-m", "benchmarks.render.worker", "whole service", "-", str(data)])


def _node_missing() -> str:
    """Install docxtemplater from its lock file; say what stands in the way, or nothing."""
    npm = shutil.which("npm")
    if not shutil.which("node") or not npm:
        return "Node.js is not installed"
    if (_NODE / "node_modules").exists():
        return ""
    done = subprocess.run(
        [npm, "ci", "--no-fund", "--no-audit"], cwd=_NODE, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else f"npm ci failed: {done.stderr.strip()[-200:]}"


def _check_same_words(engines: list[Engine], rows: int, folder: Path) -> None:
    """Fail unless every engine printed the same words in the same order."""
    texts = {}
    for engine in engines:
        kept = folder / f"{engine.name}.out.docx"
        engine.render(rows, 1, kept)
        body = etree.fromstring(read_package(kept)["word/document.xml"])
        texts[engine.name] = "".join("".join(text.text or "" for text in body.iter(f"{_W}t")).split())
    if len(set(texts.values())) > 1:
        sys.exit(f"The engines do not print the same words: { {name: len(text) for name, text in texts.items()} }")


def _measure(engines: list[Engine], rows: int, rounds: int) -> dict[str, Answer]:
    """Let the engines take turns, after one round to warm up; give the medians."""
    answers: dict[str, list[Answer]] = {engine.name: [] for engine in engines}
    for turn in range(rounds + 1):
        for engine in engines:
            answer = engine.render(rows, _COUNTS[engine.name])
            if turn:
                answers[engine.name].append(answer)
    return {name: _middle(taken) for name, taken in answers.items()}


def _middle(answers: list[Answer]) -> Answer:
    return Answer(median(answer.cpu_ms for answer in answers), answers[-1].peak_mb, answers[-1].bytes)


def _print(rows: int, answers: dict[str, Any]) -> None:
    load = os.getloadavg()[0]
    print(f"\n{rows} task rows (load {load:.1f})")
    print(f"{'engine':<15}{'CPU ms/document':>17}{'times ours':>12}{'peak MB':>10}{'KB':>8}")
    for name, answer in answers.items():
        ratio = answer.cpu_ms / answers["ours"].cpu_ms
        print(f"{name:<15}{answer.cpu_ms:>17.2f}{ratio:>12.1f}{answer.peak_mb:>10.0f}{answer.bytes / 1024:>8.1f}")


if __name__ == "__main__":
    main()
