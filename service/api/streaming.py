"""Answers that go on while a batch runs. Each holds a thread, so there are only so many at once in one process."""

import threading
from collections.abc import Iterable

from flask import Flask, Response, current_app

from service.settings import Settings


class Seats:
    """Places for long answers; threads beyond them are left for everybody else."""

    def __init__(self, count: int) -> None:
        self._free = threading.Semaphore(count)

    def take(self) -> bool:
        """Take a place if there is one."""
        return self._free.acquire(blocking=False)

    def give_back(self) -> None:
        """Leave a place that was taken."""
        self._free.release()


def install(app: Flask, settings: Settings) -> None:
    """Make the places of this process."""
    app.extensions["seats"] = Seats(settings.streams)


def seats() -> Seats:
    """The places of this process."""
    found: Seats = current_app.extensions["seats"]
    return found


def stream(parts: Iterable[bytes], media_type: str, *, seated: bool) -> Response:
    """Answer with `parts` as they come; a place taken for it is left when the answer ends or its reader goes away."""
    response = Response(parts, content_type=media_type)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # nginx would hold the parts back
    if seated:
        response.call_on_close(seats().give_back)
    return response
