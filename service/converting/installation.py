"""What must be installed on this machine to make a PDF, where it is, and what to install when it is not."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from service.errors import MissingProgram, Problem
from service.settings import Settings

_PROGRAM_DIRS = (
    Path("/usr/lib/libreoffice/program"),
    Path("/usr/lib64/libreoffice/program"),
    Path("/opt/libreoffice/program"),
)
_FONT_DIRS = (
    Path("/usr/share/fonts/truetype/croscore"),
    Path("/usr/share/fonts/google-tinos-fonts"),
    Path("/usr/local/share/fonts"),
)
#: The four faces that stand in for Times New Roman, with the same advance widths.
TINOS_FILES = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf")
_TCMALLOC = ("libtcmalloc_minimal.so.4", "libtcmalloc.so.4")
_LIBRARY_DIRS = (
    Path("/usr/lib/x86_64-linux-gnu"),
    Path("/usr/lib/aarch64-linux-gnu"),
    Path("/usr/lib64"),
    Path("/usr/lib"),
)
_MEMORY_DIR = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_MEMORY_NEEDED = 512 << 20  # a container has 64 MB there unless told otherwise
#: Ways to start a program without any network interface, the cheaper first. The second works for ordinary users.
_NETLESS = (("unshare", "--net", "--"), ("unshare", "--user", "--map-current-user", "--net", "--"))


@dataclass(frozen=True, kw_only=True)
class Installation:
    """The programs and fonts found.

    Attributes:
        soffice_bin: the office program itself, not the shell script around it: one process, one id to watch.
        tinos: the four font files.
        allocator: tcmalloc, a sixth faster for this work than the C library's; None when it is not installed.
        temp_dir: where offices have their private folders.
        netless: words to put before a command so that it runs without network; empty when the system forbids it.
    """

    soffice_bin: Path
    tinos: tuple[Path, ...]
    allocator: Path | None
    temp_dir: Path
    netless: tuple[str, ...]

    @property
    def has_no_network(self) -> bool:
        """Whether offices run in an empty network namespace of their own."""
        return bool(self.netless)

    @property
    def identity(self) -> str:
        """Changes when LibreOffice or a font is replaced by another version: what they made before is then made anew."""
        facts = [path.stat() for path in (self.soffice_bin, *self.tinos)]
        return " ".join(f"{fact.st_size}-{fact.st_mtime_ns}" for fact in facts)


def find_installation(settings: Settings) -> Installation:
    """Look for everything; raise MissingProgram that names every missing part and its Debian package at once."""
    soffice_bin = _find_soffice(settings.soffice)
    tinos = _find_tinos(settings.fonts_dir)
    problems = list(_missing(soffice_bin, tinos))
    if problems:
        raise MissingProgram(" ".join(problem.message for problem in problems), problems)
    assert soffice_bin is not None
    return Installation(
        soffice_bin=soffice_bin,
        tinos=tinos,
        allocator=_find_allocator() if settings.office_tcmalloc else None,
        temp_dir=settings.office_temp_dir or _find_temp_dir(),
        netless=_find_netless(),
    )


def _missing(soffice_bin: Path | None, tinos: tuple[Path, ...]) -> list[Problem]:
    missing = []
    if soffice_bin is None:
        missing.append(("soffice", "Thiếu LibreOffice Writer.", "libreoffice-writer-nogui"))
    elif not (soffice_bin.parent / "pythonscript.py").is_file():
        missing.append(
            ("pythonscript", "LibreOffice thiếu bộ chạy kịch bản Python.", "libreoffice-script-provider-python")
        )
    if len(tinos) < len(TINOS_FILES):
        missing.append(("tinos", "Thiếu phông Tinos (thay Times New Roman).", "fonts-croscore"))
    return [
        Problem(path, "missing-program", f"{what} Cài bằng: apt install {package}.") for path, what, package in missing
    ]


def _find_soffice(configured: str) -> Path | None:
    found = configured or shutil.which("soffice") or ""
    candidates = [Path(found).resolve().parent] if found else []
    if not configured:
        candidates += _PROGRAM_DIRS
    return next((folder / "soffice.bin" for folder in candidates if (folder / "soffice.bin").is_file()), None)


def _find_tinos(configured: Path | None) -> tuple[Path, ...]:
    folders = (configured,) if configured else _FONT_DIRS
    for folder in folders:
        files = tuple(folder / name for name in TINOS_FILES)
        if all(file.is_file() for file in files):
            return files
    return ()


def _find_allocator() -> Path | None:
    candidates = (folder / name for folder in _LIBRARY_DIRS for name in _TCMALLOC)
    return next((path for path in candidates if path.is_file()), None)


def _find_temp_dir() -> Path:
    """Memory if there is enough: LibreOffice writes several small files for each document, and syncs them to disk."""
    if os.access(_MEMORY_DIR, os.W_OK) and shutil.disk_usage(_MEMORY_DIR).free > _MEMORY_NEEDED:
        return _MEMORY_DIR
    return Path(tempfile.gettempdir())


@cache
def _find_netless() -> tuple[str, ...]:
    """Try each way once on a program that does nothing: containers often forbid namespaces."""
    for words in _NETLESS:
        if shutil.which(words[0]) is None:
            continue
        tried = subprocess.run([*words, "true"], capture_output=True, check=False, timeout=10)  # noqa: S603 - fixed words
        if tried.returncode == 0:
            return words
    return ()
