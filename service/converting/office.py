"""One LibreOffice process: start it, ask whether it is healthy, give it one document at a time, stop it."""

import contextlib
import json
import os
import resource
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from service.converting.home import Home
from service.converting.installation import Installation
from service.converting.profile import SCRIPT_URL, make_fonts_conf, make_profile

#: LibreOffice's way of saying "my new profile is set up, start me again" (EXITHELPER_NORMAL_RESTART).
_START_AGAIN = 81
_SWITCHES = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")
#: How often a conversion under way is looked at for memory, in seconds.
_LOOK_EVERY = 0.25
_PIECE = 1 << 20
#: Signals that come from outside; a program that fails sends itself others (SIGSEGV, SIGABRT).
_SHOTS = frozenset({signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP})


class OfficeDiedError(Exception):
    """The process ended, or had to be ended.

    Attributes:
        reason: a Vietnamese clause.
        hung: it took too long.
        shot: somebody else killed it: an operator, or the system for want of memory.
    """

    def __init__(self, reason: str, *, hung: bool = False, shot: bool = False) -> None:
        self.reason = reason
        self.hung = hung
        self.shot = shot
        super().__init__(reason)


class OfficeRefusedError(Exception):
    """The office is well but could not convert this document; the message is LibreOffice's own (English)."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """What the office is to do with one document.

    Attributes:
        filter_data: options of LibreOffice's PDF filter.
        about: document properties to set first (Title, Author, Subject, Language).
        timeout: seconds until the office is killed.
        memory: bytes of resident memory at which the office is killed while it converts.
    """

    filter_data: dict[str, bool | int]
    about: dict[str, str]
    timeout: float
    memory: int


class Office:
    """A warm office. Not for several threads at once: the pool hands it to one caller at a time."""

    def __init__(self, installation: Installation, *, start_timeout: float) -> None:
        """Start the process and wait until it answers; raise OfficeDiedError when it does not within `start_timeout` seconds."""
        self.conversions = 0
        self._stopped = False
        self._owner = os.getpid()
        self._home = Home(installation.temp_dir)
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._start(installation, time.monotonic() + start_timeout)
        except BaseException:
            self.stop()
            raise

    @property
    def pid(self) -> int:
        """Process id, also the id of its process group."""
        assert self._process is not None
        return self._process.pid

    @property
    def healthy(self) -> bool:
        """Whether the process is there and belongs to this very process (not to the one we were forked from)."""
        return self._owner == os.getpid() and self._process is not None and self._process.poll() is None

    @property
    def memory(self) -> int:
        """Resident memory in bytes; 0 when the process is gone."""
        try:
            return int(psutil.Process(self.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def convert(self, docx: bytes, job: Job) -> bytes:
        """Return the PDF; raise OfficeRefusedError, or OfficeDiedError after which this office is stopped."""
        deadline = time.monotonic() + job.timeout
        request = {"size": len(docx), "filter": job.filter_data, "about": job.about}
        try:
            self._send(json.dumps(request).encode() + b"\n" + docx, deadline)
            answer, pdf = self._receive(deadline, job.memory)
        except BaseException:  # even an interrupt: an answer left in the channel would go to the next document
            self.stop()
            raise
        self.conversions += 1
        if "error" in answer:
            raise OfficeRefusedError(answer["error"])
        return pdf

    def stop(self) -> None:
        """Kill the whole process group, take back the temporary files. Safe to call twice and after a fork."""
        if self._stopped or self._owner != os.getpid():
            return
        self._stopped = True
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._channel.close()
        self._home.remove()

    def _start(self, installation: Installation, deadline: float) -> None:
        fonts_conf = make_fonts_conf(self._home.path, installation)
        make_profile(self._home.path / "profile")
        (self._home.path / "tmp").mkdir()
        while True:
            self._spawn(installation, fonts_conf)
            try:
                self._receive(deadline, memory=0)
            except OfficeDiedError:
                assert self._process is not None
                if self._process.poll() == _START_AGAIN:
                    self._channel.close()
                    continue
                raise
            return

    def _spawn(self, installation: Installation, fonts_conf: Path) -> None:
        self._channel, theirs = socket.socketpair()
        command = [*installation.netless, str(installation.soffice_bin), *_SWITCHES, self._profile_switch(), SCRIPT_URL]
        with theirs, (self._home.path / "office.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own words, no shell
                command,
                env=self._environment(installation, fonts_conf, theirs.fileno()),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._home.path,
                start_new_session=True,
            )
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(self._process.pid, resource.RLIMIT_CORE, (0, 0))

    def _profile_switch(self) -> str:
        return f"-env:UserInstallation={(self._home.path / 'profile').as_uri()}"

    def _environment(self, installation: Installation, fonts_conf: Path, channel: int) -> dict[str, str]:
        """Everything the office may know of its surroundings."""
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self._home.path),
            "TMPDIR": str(self._home.path / "tmp"),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "FONTCONFIG_FILE": str(fonts_conf),
            "SAL_USE_VCLPLUGIN": "svp",
            "ND30_OFFICE_FD": str(channel),
        }
        if installation.allocator is not None:
            environment["LD_PRELOAD"] = str(installation.allocator)
        return environment

    def _send(self, message: bytes, deadline: float) -> None:
        self._channel.settimeout(max(deadline - time.monotonic(), 0.001))
        try:
            self._channel.sendall(message)
        except TimeoutError as error:
            raise OfficeDiedError("quá thời gian cho phép", hung=True) from error
        except OSError as error:
            raise self._how_it_ended() from error

    def _receive(self, deadline: float, memory: int) -> tuple[dict[str, Any], bytes]:
        """Read one line of JSON and the bytes it announces. A `memory` of 0 sets no limit."""
        received = bytearray()
        while (end := received.find(b"\n")) < 0:
            received += self._read(deadline, memory)
        answer = json.loads(received[:end])
        body = received[end + 1 :]
        while len(body) < answer["size"]:
            body += self._read(deadline, memory)
        return answer, bytes(body)

    def _read(self, deadline: float, memory: int) -> bytes:
        while (left := deadline - time.monotonic()) > 0:
            if memory and self.memory > memory:
                raise OfficeDiedError("văn bản cần quá nhiều bộ nhớ")
            self._channel.settimeout(min(left, _LOOK_EVERY))
            try:
                piece = self._channel.recv(_PIECE)
            except TimeoutError:
                continue
            except OSError as error:
                raise self._how_it_ended() from error
            if not piece:
                raise self._how_it_ended()
            return piece
        raise OfficeDiedError("quá thời gian cho phép", hung=True)

    def _how_it_ended(self) -> OfficeDiedError:
        assert self._process is not None
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return OfficeDiedError("LibreOffice đóng kênh trao đổi")
        if code < 0:
            reason = f"LibreOffice bị dừng bởi tín hiệu {signal.Signals(-code).name}"
            return OfficeDiedError(reason, shot=-code in _SHOTS)
        return OfficeDiedError(f"LibreOffice tự thoát với mã {code}")
