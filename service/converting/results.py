"""What the pool gives back: a finished PDF, and figures about its work."""

from dataclasses import dataclass

from service.errors import Problem


@dataclass(frozen=True, slots=True)
class Conversion:
    """A finished PDF.

    Attributes:
        pdf: its bytes, verified.
        pages: how many.
        removed: what was taken out of the DOCX for safety, one Problem each.
    """

    pdf: bytes
    pages: int
    removed: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolMetrics:
    """Figures since the pool was made, and its state now.

    Attributes:
        converted: PDFs delivered, not counting those from the cache.
        cached: PDFs delivered from the cache.
        failed: documents that became no PDF.
        timeouts: offices killed because a document took too long.
        deaths: offices that ended by themselves, were killed from outside or took too much memory.
        starts: offices started; restarts are what exceeds `processes`.
        refused: callers turned away because the queue was full.
        set_aside: documents not tried any more.
        seconds: time that offices were taken for documents, starts included.
        processes: offices wanted; `pids` are those alive now.
        busy: offices at work; `waiting` callers stand behind them.
        memory: resident memory of all offices in bytes.
        offline: whether offices run without any network interface.
    """

    converted: int = 0
    cached: int = 0
    failed: int = 0
    timeouts: int = 0
    deaths: int = 0
    starts: int = 0
    refused: int = 0
    set_aside: int = 0
    seconds: float = 0.0
    processes: int = 0
    pids: tuple[int, ...] = ()
    busy: int = 0
    waiting: int = 0
    memory: int = 0
    offline: bool = False
