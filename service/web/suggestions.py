"""What the agency wrote before, by how often: recipients, legal bases, agencies that answer for tasks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from service.actions.documents import DocumentView

_MOST = 60


def used_before(documents: Iterable[DocumentView]) -> dict[str, list[tuple[str, int]]]:
    """Each list with the times used, most used first."""
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("recipients", "legal_bases", "agencies", "purposes")
    }
    for item in documents:
        for name, words in _words(item.data):
            if words.strip():
                counts[name][words.strip()] += 1
    return {name: counter.most_common(_MOST) for name, counter in counts.items()}


def _words(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for recipient in data.get("recipients") or ():
        yield "recipients", str(recipient.get("name") or "")
        yield "purposes", str(recipient.get("purpose") or "")
    for basis in data.get("legal_bases") or ():
        if isinstance(basis, str):
            yield "legal_bases", basis
    for group in data.get("tasks") or ():
        for task in group.get("tasks") or ():
            for agency in (*(task.get("lead") or ()), *(task.get("coordinating") or ())):
                yield "agencies", str(agency)
