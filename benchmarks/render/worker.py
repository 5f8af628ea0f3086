"""A process that renders on order with one engine and says what it cost: ``python -m benchmarks.render.worker ENGINE TEMPLATE DATA``."""

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any, Final

from docxtpl import DocxTemplate

from service.documents.parse import parse_document
from service.rendering import compile_template, render_document

Plan = dict[str, Any]


def ours(template: Path) -> Callable[[Plan], bytes]:
    """Compile once; a document is a call."""
    return compile_template(template).render


def docxtpl(template: Path) -> Callable[[Plan], bytes]:
    """Do as docxtpl's documentation shows: a new template object, render, save; autoescape, or ``&`` loses text."""

    def render(plan: Plan) -> bytes:
        document = DocxTemplate(template)
        document.render(plan, autoescape=True)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    return render


def service(_template: Path) -> Callable[[Plan], bytes]:
    """Do all that ``nd30 render`` does: check the data, lay it out, fill the shipped template."""
    return lambda plan: render_document(parse_document(plan))


ENGINES: Final = {"ours": ours, "docxtpl": docxtpl, "whole service": service}


def main() -> None:
    """Answer each line of standard input, an order in JSON, by a line of JSON."""
    engine, template, data = sys.argv[1:]
    render = ENGINES[engine](Path(template))
    plans = json.loads(Path(data).read_text())
    for line in sys.stdin:
        order = json.loads(line)
        chosen = plans[str(order["rows"])]
        before = process_time()
        for turn in range(order["count"]):
            document = render(chosen[turn % len(chosen)])
        spent = process_time() - before
        if order.get("keep"):
            Path(order["keep"]).write_bytes(document)
        answer = {"cpu_ms": spent * 1000 / order["count"], "peak_mb": _peak_mb(), "bytes": len(document)}
        print(json.dumps(answer), flush=True)


def _peak_mb() -> float:
    """Read the peak of this process alone; getrusage also counts the parent's pages at the time of the fork."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else float("nan")


if __name__ == "__main__":
    main()
