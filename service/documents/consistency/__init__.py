"""Parts that are right alone and impossible together; each refusal says what to write instead.

What cannot be proved wrong from the data is allowed: the checker may still remark on it.
"""

from collections.abc import Callable, Iterator

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


__all__ = ["inconsistencies"]
