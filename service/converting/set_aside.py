"""Remembers which documents took an office with them, so that the same one cannot do it for ever."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

#: A document may be there by accident when an office dies; not twice.
_STRIKES = 2
_REMEMBERED = 1000
#: Seconds after which a death is forgotten: an operator's mistake must not condemn a document until the next restart.
_MEMORY = 24 * 3600.0


class SetAside:
    """Documents by digest, with the reason of each death. The longest unseen are forgotten first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._deaths: OrderedDict[str, list[tuple[float, str]]] = OrderedDict()

    def strike(self, digest: str, reason: str) -> None:
        """Note that an office ended (a Vietnamese clause says how) while it converted this document."""
        with self._lock:
            self._deaths[digest] = [*self._recent(digest), (self._clock(), reason)]
            self._deaths.move_to_end(digest)
            while len(self._deaths) > _REMEMBERED:
                self._deaths.popitem(last=False)

    def absolve(self, digest: str) -> None:
        """Forget the deaths of a document that was converted after all."""
        with self._lock:
            self._deaths.pop(digest, None)

    def verdict(self, digest: str) -> str | None:
        """Why this document is not tried any more, or None when it may be."""
        with self._lock:
            deaths = self._recent(digest)
        if len(deaths) < _STRIKES:
            return None
        return f"văn bản này đã làm LibreOffice dừng {len(deaths)} lần, lần cuối vì {deaths[-1][1]}"

    def __len__(self) -> int:
        with self._lock:
            return sum(len(self._recent(digest)) >= _STRIKES for digest in self._deaths)

    def _recent(self, digest: str) -> list[tuple[float, str]]:
        oldest = self._clock() - _MEMORY
        return [death for death in self._deaths.get(digest, []) if death[0] > oldest]
