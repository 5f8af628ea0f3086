"""Lines laid out for one document, kept for the next that has the very same text: most of what a document of a batch costs.

The documents of a batch share all that does not depend on the commune, as the same frozen objects. Whoever makes many
such documents brings a `Layouts`; nobody else keeps anything.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

from service.documents.model import Document
from service.documents.progress import reported_day
from service.rendering.lines import Line

#: Texts of one document: its body, an attached text, its appendices. Beyond this the oldest is laid out again.
_KEPT: Final = 32


class Layouts:
    """Remembers the lines of texts by the identity of the objects they are made of; for one thread.

    The objects are kept alive, so that no other can take their identity. Nobody may change the lines.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, tuple[tuple[object, ...], list[Line]]] = OrderedDict()

    def lines(self, text: object, document: Document, make: Callable[[], list[Line]]) -> list[Line]:
        """The lines of `text`, a part of `document`; made when they are not known.

        Beside the text itself they depend on the tasks of the document and on the day of its figures.
        """
        parts = (text, *document.tasks)
        key = (reported_day(document), *map(id, parts))
        if key not in self._known:
            self._known[key] = (parts, make())
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key][1]
