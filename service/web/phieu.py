"""The rows of a phiếu: what the checker found, with what belongs to one place and one provision in one row, so that it stays one page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Row:
    """One place that breaks one provision: everything found there, each with what it should be."""

    tone: str
    place: str
    title: str
    cite: str
    pairs: list[Mapping[str, Any]] = field(default_factory=list)


def rows_of(findings: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Findings of one place, rule and provision together, in the order in which they come first."""
    rows: dict[tuple[str, ...], Row] = {}
    for finding in findings:
        key = tuple(str(finding[name]) for name in ("tone", "place", "title", "cite"))
        row = rows.setdefault(key, Row(tone=key[0], place=key[1], title=key[2], cite=key[3]))
        row.pairs.append(finding)
    return list(rows.values())
