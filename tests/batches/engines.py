"""The real engines with one thing wrong, told by a file in the data folder; opened by name in the worker processes."""

import os
import signal
from contextlib import contextmanager
from dataclasses import dataclass

from service.actions.batch_engine import open_engine
from service.batches import Engine
from service.settings import Settings


@dataclass
class WrongEngine:
    """Notes each document it makes; raises, or kills its process, over the units named in files."""

    real: Engine
    settings: Settings

    def make(self, job):
        code = job.unit.code
        if code in self._named("raises"):
            raise ZeroDivisionError("không bao giờ đến tay người dùng")
        with (self.settings.data_dir / "made").open("a") as log:
            log.write(f"{code}\n")
        if code in self._named("kills"):
            os.kill(os.getpid(), signal.SIGKILL)
        return self.real.make(job)

    def finished(self, session, batch):
        with (self.settings.data_dir / "finished").open("a") as log:
            log.write(f"{batch.id}\n")
        self.real.finished(session, batch)

    def _named(self, what):
        path = self.settings.data_dir / what
        return path.read_text().split() if path.exists() else []


@contextmanager
def open_wrong_engine(settings):
    with open_engine(settings) as real:
        yield WrongEngine(real, settings)
