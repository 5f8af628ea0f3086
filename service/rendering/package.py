"""The ZIP side of a DOCX: open a stranger's file within limits, write one quickly and always the same way."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from isal import isal_zlib

from service.errors import InvalidTemplate, Problem

CONTENT_TYPES: Final = "[Content_Types].xml"
MAIN_PART: Final = "word/document.xml"
PROPERTIES_PART: Final = "docProps/core.xml"

#: Bounds on a template: number of entries, bytes of one part, bytes of all parts, unpacked.
MAX_ENTRIES: Final = 2_000
MAX_PART: Final = 32 * 2**20
MAX_TOTAL: Final = 96 * 2**20

_COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN_TYPE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DOTX_TYPE: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


def read_package(source: Path | bytes) -> dict[str, bytes]:
    """Unpack a DOCX into part name -> bytes, content types first, the rest in the order of the file.

    Raises:
        InvalidTemplate: no DOCX, encrypted, with macros, with a DTD, a bomb.
    """
    data = source.read_bytes() if isinstance(source, Path) else source
    if data.startswith(_COMPOUND_FILE):
        raise _refused(
            "encrypted-or-doc", "Tệp được đặt mật khẩu hoặc là tệp .doc cũ; hãy lưu lại thành .docx không mật khẩu."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _unpack(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _refused("not-a-docx", "Tệp không phải là tệp Word .docx hoặc đã hỏng.") from error
    _refuse_dangerous(parts)
    return {CONTENT_TYPES: parts.pop(CONTENT_TYPES).replace(_DOTX_TYPE, _MAIN_TYPE)} | parts


def _unpack(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_ENTRIES:
        raise _refused("too-many-parts", f"Tệp có quá nhiều phần bên trong (hơn {MAX_ENTRIES}).")
    if len({name.lower() for name in names}) < len(names):
        raise _refused("duplicate-part", "Tệp có hai phần bên trong trùng tên.")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise _refused("encrypted", "Tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi lưu lại.")
    parts: dict[str, bytes] = {}
    room = MAX_TOTAL
    for entry in entries:
        limit = min(MAX_PART, room)
        with archive.open(entry) as stream:  # the declared size is not believed: the stream itself is bounded
            content = stream.read(limit + 1)
        if len(content) > limit:
            raise _refused("too-large", "Tệp quá lớn sau khi giải nén.")
        room -= len(content)
        parts[entry.filename] = content
    return parts


def _refuse_dangerous(parts: dict[str, bytes]) -> None:
    types = parts.get(CONTENT_TYPES, b"")
    if MAIN_PART not in parts or not any(kind in types for kind in (_MAIN_TYPE, _DOTX_TYPE, b"macroEnabled")):
        raise _refused("not-a-docx", "Tệp không phải là tệp Word .docx.")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise _refused("macros", "Tệp có macro; hãy lưu lại thành .docx không có macro.")
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
