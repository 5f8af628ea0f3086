"""Parts that are right alone and impossible together; each refusal says what to write instead.

What cannot be proved wrong from the data is allowed: the checker may still remark on it.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, cast

from service.documents.consistency.content import body_problems, reference_problems
from service.documents.consistency.forms import form_problems
from service.documents.consistency.heading import heading_problems
from service.documents.consistency.receiving import receiving_problems
from service.documents.consistency.signing import signing_problems
from service.documents.consistency.work import work_problems
from service.documents.model import Document
from service.errors import Problem

#: In the order of the page.
_CHECKS: tuple[Callable[[Document], Iterator[Problem]], ...] = (
    heading_problems,
    receiving_problems,
    form_problems,
    body_problems,
    reference_problems,
    work_problems,
    signing_problems,
)


def inconsistencies(document: Document) -> Iterator[Problem]:
    """Yield every impossible combination in `document`, in the order of the page."""
    for check in _CHECKS:
        yield from check(document)


#: What a check reads of a document beside its fields: anything may come into it.
_ANY: Final = "*"


class Consistency:
    """The same for documents that have most fields in common: a check is repeated where a field that it ever read may differ."""

    def __init__(self) -> None:
        self._read: dict[Callable[[Document], Iterator[Problem]], set[str]] = {}

    def inconsistencies(self, document: Document, differing: frozenset[str]) -> Iterator[Problem]:
        """Yield what `inconsistencies` does.

        Args:
            document: the first one has to be whole; later ones are like those before that had no problem.
            differing: the fields that may not be those of such documents.
        """
        for check in _CHECKS:
            read = self._read.get(check)
            if read is None or read & {_ANY, *differing}:
                watched = _Watched(document, self._read.setdefault(check, set()))
                yield from check(cast("Document", watched))


class _Watched:
    """A document that notes which of its fields are read."""

    def __init__(self, document: Document, read: set[str]) -> None:
        self._document, self._read = document, read

    def __getattr__(self, name: str) -> Any:
        self._read.add(name if name in Document.model_fields else _ANY)
        return getattr(self._document, name)


__all__ = ["Consistency", "inconsistencies"]
