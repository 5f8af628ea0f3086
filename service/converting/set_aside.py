"""Remembers which documents took an office with them, so that the same one cannot do it for ever."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

#: A document may be there by accident when an office dies; not twice. When somebody else killed the office it rather was an
#: accident, but the somebody may be the system, out of memory because of this document.
_STRIKES = 2
_SHOTS_FOR_A_STRIKE = 3
_REMEMBERED = 1000
#: Seconds after which a death is forgotten: an operator's mistake must not condemn a document until the next restart.
_MEMORY = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class _Death:
    at: float
    reason: str
    shot: bool


class SetAside:
    """Documents by digest, with the reason of each death. The longest unseen are forgotten first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._deaths: OrderedDict[str, list[_Death]] = OrderedDict()

    def strike(self, digest: str, reason: str, *, shot: bool = False) -> None:
        """Note that an office ended (a Vietnamese clause says how) while it converted this document."""
        with self._lock:
            self._deaths[digest] = [*self._recent(digest), _Death(self._clock(), reason, shot)]
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
        if not _is_enough(deaths):
            return None
        return f"LibreOffice đã {len(deaths)} lần dừng khi chuyển văn bản này, lần cuối vì {deaths[-1].reason}"

    def __len__(self) -> int:
        with self._lock:
            return sum(_is_enough(self._recent(digest)) for digest in self._deaths)

    def _recent(self, digest: str) -> list[_Death]:
        oldest = self._clock() - _MEMORY
        return [death for death in self._deaths.get(digest, []) if death.at > oldest]


def _is_enough(deaths: list[_Death]) -> bool:
    shots = sum(death.shot for death in deaths)
    return len(deaths) - shots + shots // _SHOTS_FOR_A_STRIKE >= _STRIKES
