"""The ZIP side of a DOCX: open a stranger's file within limits, write one quickly and always the same way."""

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from isal import isal_zlib

from service.errors import InvalidTemplate, Problem, UnreadableFile
from service.reading.opening import Limits, open_package

CONTENT_TYPES: Final = "[Content_Types].xml"
MAIN_PART: Final = "word/document.xml"
PROPERTIES_PART: Final = "docProps/core.xml"

#: A template may hold pictures, which count here because each document carries them.
_LIMITS: Final = Limits(part_bytes=16 << 20, read_bytes=48 << 20)
_MAIN_TYPE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DOTX_TYPE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


def read_package(source: Path | bytes) -> dict[str, bytes]:
    """Unpack a template into part name -> bytes, content types first, the rest in the order of the file.

    Raises:
        InvalidTemplate: no DOCX, encrypted, with macros, with a DTD, a bomb.
    """
    try:
        package = open_package(source.read_bytes() if isinstance(source, Path) else source, _LIMITS)
        parts = {name: package.read(name) for name in package.names()}
    except UnreadableFile as error:
        raise InvalidTemplate(error.message, error.problems) from error
    _refuse_dangerous(parts)
    return {CONTENT_TYPES: parts.pop(CONTENT_TYPES).replace(_DOTX_TYPE, _MAIN_TYPE)} | parts


def _refuse_dangerous(parts: dict[str, bytes]) -> None:
    types = parts.get(CONTENT_TYPES, b"")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise _refused("macros", "Tệp có macro; hãy lưu lại thành .docx không có macro.")
    if MAIN_PART not in parts or not (_MAIN_TYPE in types or _DOTX_TYPE in types):
        raise _refused("not-a-docx", "Tệp không phải là tệp Word (.docx).")
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")) and _has_dtd(content):
            raise _refused("dtd", "Tệp có khai báo DTD, không được phép trong tệp Word.", name)


def _has_dtd(content: bytes) -> bool:
    return any("<!DOCTYPE".encode(encoding) in content for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def damaged_file() -> InvalidTemplate:
    """Refuse a file whose parts are not what a DOCX has."""
    return _refused("not-a-docx", "Tệp Word đã hỏng; hãy mở và lưu lại bằng Word.")


def _refused(code: str, message: str, path: str = "") -> InvalidTemplate:
    return InvalidTemplate(message, [Problem(path, code, message)])


@dataclass(frozen=True, slots=True)
class Entry:
    """One member of a ZIP, already compressed: what its two headers say, and its bytes."""

    name: bytes
    crc: int
    size: int
    packed: bytes

    @classmethod
    def fixed(cls, name: str, content: bytes) -> "Entry":
        """Compress a part that stays the same in every document: once, as small as it gets."""
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return cls(name.encode(), zlib.crc32(content), len(content), packer.compress(content) + packer.flush())

    @classmethod
    def fresh(cls, name: str, content: bytes) -> "Entry":
        """Compress a part made for this document: quickly."""
        packer = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15)
        return cls(name.encode(), isal_zlib.crc32(content), len(content), packer.compress(content) + packer.flush())


def packed(parts: Mapping[str, bytes]) -> dict[str, Entry]:
    """Compress all parts of a template."""
    return {name: Entry.fixed(name, content) for name, content in parts.items()}


# PKWARE APPNOTE 4.3.7, 4.3.12 and 4.3.16, without extra fields and comments.
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 20
_UTF8_NAMES: Final = 0x0800
_TIME: Final = 0
_DATE: Final = (1 << 5) | 1  # 1980-01-01, the first day that ZIP knows: no clock in our files


def write_package(entries: Iterable[Entry]) -> bytes:
    """Write a ZIP of ready entries in the given order; the same entries give the same bytes."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in entries:
        method = (
            _UTF8_NAMES,
            zlib.DEFLATED,
            _TIME,
            _DATE,
            entry.crc,
            len(entry.packed),
            entry.size,
            len(entry.name),
            0,
        )
        pieces += (_LOCAL.pack(b"PK\x03\x04", _VERSION, *method), entry.name, entry.packed)
        directory += (_CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *method, 0, 0, 0, 0, offset), entry.name)
        offset += _LOCAL.size + len(entry.name) + len(entry.packed)
    size = sum(map(len, directory))
    count = len(directory) // 2
    return b"".join([*pieces, *directory, _END.pack(b"PK\x05\x06", 0, 0, count, count, size, offset, 0)])
