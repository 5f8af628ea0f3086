"""Open an uploaded Word file without trusting it: bounds first, then only the parts that are asked for."""

import io
import zipfile
from dataclasses import dataclass, field
from typing import IO, Final

from service.errors import Problem, UnreadableFile

_CHUNK: Final = 1 << 16
_OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_READABLE_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: What a file that is no DOCX begins with, and the sentence that helps its sender.
_OTHER_FORMATS: Final = (
    (b"%PDF", "pdf", "Đây là tệp PDF, hãy gửi tệp Word (.docx)."),
    (b"{\\rtf", "rtf", "Đây là tệp RTF, hãy mở bằng Word và lưu lại dạng .docx."),
    (b"<", "xml", "Đây là tệp XML hoặc HTML, hãy mở bằng Word và lưu lại dạng .docx."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a file may cost us before it is refused; sizes in bytes.

    Attributes:
        file_bytes: the file as sent.
        entries: files inside the ZIP.
        part_bytes: one part, unpacked; parts that are not read (pictures) do not count.
        read_bytes: all parts that were read, unpacked.
        ratio: unpacked to packed, for parts above `ratio_floor`.
    """

    file_bytes: int = 20 << 20
    entries: int = 3000
    part_bytes: int = 12 << 20
    read_bytes: int = 20 << 20
    ratio: int = 200
    ratio_floor: int = 2 << 20


@dataclass(slots=True)
class Package:
    """The parts of one opened file, unpacked on demand and never past its limits."""

    archive: zipfile.ZipFile
    limits: Limits
    _entries: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    _spent: int = 0

    def names(self) -> tuple[str, ...]:
        """Every part's name as stored, in the file's order."""
        return tuple(info.filename for info in self._entries.values())

    def has(self, name: str) -> bool:
        """Tell whether the part is there; names are compared without regard to case, as Word does."""
        return _key(name) in self._entries

    def stored_name(self, name: str) -> str:
        """The part's name as the file spells it; `name` itself when there is no such part."""
        info = self._entries.get(_key(name))
        return info.filename if info else name

    def size(self, name: str) -> int:
        """Unpacked size that the part declares, in bytes."""
        return self._entries[_key(name)].file_size

    def read(self, name: str, at_most: int | None = None) -> bytes:
        """Unpack one part, or its first `at_most` bytes; raise UnreadableFile when it is missing, damaged or too large."""
        info = self._entries.get(_key(name))
        if info is None:
            raise _refusal("missing-part", f"Tệp Word thiếu phần {name}.")
        if at_most is None:
            self._admit(info)
        try:
            with self.archive.open(info) as stream:
                data = _read_bounded(stream, at_most, self.limits.part_bytes)
        except UnreadableFile:
            raise
        except Exception as error:
            raise _refusal("damaged", "Tệp Word bị hỏng, không giải nén được.") from error
        self._spent += len(data)
        return data

    def _admit(self, info: zipfile.ZipInfo) -> None:
        limits = self.limits
        too_dense = info.file_size > limits.ratio_floor and info.file_size > info.compress_size * limits.ratio
        if too_dense or info.file_size > limits.part_bytes or self._spent + info.file_size > limits.read_bytes:
            raise _refusal("too-large", "Tệp bung ra quá lớn so với một văn bản, không đọc.")


def open_package(data: bytes, limits: Limits | None = None) -> Package:
    """Open a DOCX held in memory; raise UnreadableFile with one Vietnamese sentence when it is anything else.

    Nothing is unpacked yet but the list of entries.
    """
    limits = limits or Limits()
    _refuse_by_first_bytes(data, limits)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except Exception as error:
        raise _refusal("not-a-zip", "Tệp bị hỏng hoặc không phải tệp Word (.docx).") from error
    package = Package(archive, limits)
    package._entries.update(_index(entries, limits))
    return package


def _refuse_by_first_bytes(data: bytes, limits: Limits) -> None:
    if not data:
        raise _refusal("empty", "Tệp rỗng.")
    if len(data) > limits.file_bytes:
        raise _refusal("too-large", f"Tệp lớn quá {limits.file_bytes >> 20} MB.")
    if data.startswith(_OLE_MAGIC):
        if _ENCRYPTED_STREAM in data:
            raise _refusal("encrypted", "Tệp đặt mật khẩu, hãy bỏ mật khẩu rồi gửi lại.")
        raise _refusal("old-word", "Đây là tệp Word kiểu cũ (.doc), hãy mở bằng Word và lưu lại dạng .docx.")
    for magic, code, sentence in _OTHER_FORMATS:
        if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(magic):
            raise _refusal(code, sentence)


def _index(entries: list[zipfile.ZipInfo], limits: Limits) -> dict[str, zipfile.ZipInfo]:
    if len(entries) > limits.entries:
        raise _refusal("too-many-parts", "Tệp có quá nhiều phần bên trong, không đọc.")
    index: dict[str, zipfile.ZipInfo] = {}
    for info in entries:
        if info.is_dir():
            continue
        if info.flag_bits & 0x1:
            raise _refusal("encrypted", "Tệp đặt mật khẩu, hãy bỏ mật khẩu rồi gửi lại.")
        if info.compress_type not in _READABLE_METHODS:
            raise _refusal("unknown-compression", "Tệp nén theo cách mà Word không dùng, không đọc.")
        if _key(info.filename) in index:
            raise _refusal("duplicate-part", f"Tệp có hai phần cùng tên {info.filename}, không đọc.")
        index[_key(info.filename)] = info
    return index


def _read_bounded(stream: IO[bytes], at_most: int | None, ceiling: int) -> bytes:
    """Read to the end, but stop for good past `ceiling`: the size in the directory may lie."""
    wanted = ceiling + 1 if at_most is None else at_most
    data = bytearray()
    while len(data) < wanted and (chunk := stream.read(min(_CHUNK, wanted - len(data)))):
        data += chunk
    if at_most is None and len(data) > ceiling:
        raise _refusal("too-large", "Tệp bung ra quá lớn so với một văn bản, không đọc.")
    return bytes(data)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _refusal(code: str, sentence: str) -> UnreadableFile:
    return UnreadableFile(sentence, [Problem("", code, sentence)])
