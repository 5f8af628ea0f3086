"""The paper that every figure of this folder speaks of: a commune's plan as this service makes it, with a table of tasks."""

import json
from pathlib import Path
from typing import Any, Final

from benchmarks.render.content import whole_document
from service.documents.parse import parse_document
from service.rendering import render_document

_COMMUNE: Final = Path(__file__).parents[2] / "fixtures" / "documents" / "ke-hoach-xa-2026.json"


def plan_data(rows: int = 40, seed: int = 1) -> dict[str, Any]:
    """The data of a plan of 3 portrait pages and a landscape table of `rows` made-up tasks."""
    made_up = whole_document(rows, seed)
    plan: dict[str, Any] = json.loads(_COMMUNE.read_text()) | {"subject": made_up["subject"], "tasks": made_up["tasks"]}
    return plan


def plan_docx(rows: int = 40, seed: int = 1) -> bytes:
    """A plan of 3 portrait pages and a landscape table of `rows` made-up tasks: 8 pages at 40 rows, 26 at 200."""
    return render_document(parse_document(plan_data(rows, seed)))
