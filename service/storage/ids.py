"""Identifiers that tell nobody how many documents others have, and still sort by time of making."""

import secrets
import threading
import time
import uuid

_RANDOM_BITS = 62
_COUNTER_BITS = 12

_lock = threading.Lock()
_last = 0


def new_id() -> uuid.UUID:
    """A UUID version 7 (RFC 9562): milliseconds, a counter within them, 62 random bits; larger than the one before."""
    global _last
    with _lock:
        _last = max((time.time_ns() // 1_000_000) << _COUNTER_BITS, _last + 1)
        moment, counter = divmod(_last, 1 << _COUNTER_BITS)
    version, variant = 0x7 << 12 | counter, 0x2
    return uuid.UUID(int=(moment << 16 | version) << 64 | variant << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS))
