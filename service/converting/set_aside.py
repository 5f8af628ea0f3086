"""Remembers which documents took an office with them, so that the same one cannot do it for ever."""

import threading
from collections import OrderedDict

#: A document may be there by accident when an office dies; not twice.
_STRIKES = 2
_REMEMBERED = 1000


class SetAside:
    """Documents by digest, with the reason of each death. The longest unseen are forgotten first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reasons: OrderedDict[str, tuple[str, ...]] = OrderedDict()

    def strike(self, digest: str, reason: str) -> None:
        """Note that an office ended (a Vietnamese clause says how) while it converted this document."""
        with self._lock:
            self._reasons[digest] = (*self._reasons.get(digest, ()), reason)
            self._reasons.move_to_end(digest)
            while len(self._reasons) > _REMEMBERED:
                self._reasons.popitem(last=False)

    def verdict(self, digest: str) -> str | None:
        """Why this document is not tried any more, or None when it may be."""
        reasons = self._reasons.get(digest, ())
        if len(reasons) < _STRIKES:
            return None
        return f"văn bản này đã làm LibreOffice dừng {len(reasons)} lần, lần cuối vì {reasons[-1]}"

    def __len__(self) -> int:
        with self._lock:
            return sum(len(reasons) >= _STRIKES for reasons in self._reasons.values())
