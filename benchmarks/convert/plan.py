"""The paper that every figure of this folder speaks of: a commune's plan as this service makes it, with a table of tasks."""

import json
from pathlib import Path
from typing import Final

from benchmarks.render.content import whole_document
from service.documents.parse import parse_document
from service.rendering import render_document

_COMMUNE: Final = Path(__file__).parents[2] / "fixtures" / "documents" / "ke-hoach-xa-2026.json"


def plan_docx(rows: int = 40, seed: int = 1) -> bytes:
    """A plan of 3 portrait pages and a landscape table of `rows` made-up tasks: 8 pages at 40 rows, 26 at 200."""
    made_up = whole_document(rows, seed)
    document = json.loads(_COMMUNE.read_text()) | {"subject": made_up["subject"], "tasks": made_up["tasks"]}
    return render_document(parse_document(document))
