"""Look at a PDF's compressed parts before its letters are read: a few kilobytes may unpack to gigabytes."""

import io
from typing import Final

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, LimitReachedError
from pypdf.generic import StreamObject

from service.errors import UnreadableFile
from service.importing.bounds import refusal
from service.sentences import Sentence

#: More pages than any plan has; a book is no input here.
MAX_PAGES: Final = 80
_MAX_FILE: Final = 30 << 20
_MAX_UNPACKED: Final = 150 << 20
_MAX_OBJECTS: Final = 50_000
_ENCRYPTED: Final = Sentence("Tệp PDF đặt mật khẩu; bỏ mật khẩu rồi gửi lại.")
_DAMAGED: Final = Sentence("Tệp PDF bị hỏng, không đọc được.")


def inspect_pdf(data: bytes) -> None:
    """Raise UnreadableFile when this is no PDF, encrypted, damaged, too long, or unpacks to too much."""
    if len(data) > _MAX_FILE:
        raise refusal("too-large", Sentence("Tệp lớn quá %(size)s MB.", size=_MAX_FILE >> 20))
    if b"%PDF-" not in data[:1024]:
        raise refusal("not-a-pdf", "Tệp này không phải PDF hoặc đã bị hỏng.")
    try:
        _measure(PdfReader(io.BytesIO(data)))
    except UnreadableFile:
        raise
    except FileNotDecryptedError as error:
        raise refusal("encrypted", _ENCRYPTED) from error
    except LimitReachedError as error:
        raise _too_large() from error
    except (Exception, RecursionError) as error:  # pypdf raises dozens of kinds on damaged files
        raise refusal("damaged", _DAMAGED) from error


def _measure(reader: PdfReader) -> None:
    pages = len(reader.pages)
    if pages > MAX_PAGES:
        raise refusal(
            "too-many-pages", Sentence("Tệp có %(pages)s trang; tối đa %(most)s trang.", pages=pages, most=MAX_PAGES)
        )
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    if len(numbers) > _MAX_OBJECTS:
        raise _too_large()
    unpacked = 0
    for number in sorted(numbers):
        unpacked += _length(reader, number)
        if unpacked > _MAX_UNPACKED:
            raise _too_large()


def _length(reader: PdfReader, number: int) -> int:
    """How long a part is once unpacked; pictures, which nobody unpacks here, count nothing."""
    try:
        part = reader.get_object(number)
        if not isinstance(part, StreamObject) or part.get("/Subtype") == "/Image":
            return 0
        return len(part.get_data())
    except LimitReachedError:
        raise
    except Exception:  # noqa: BLE001 - pypdf raises dozens of kinds; a damaged part may be one that nothing needs
        return 0


def _too_large() -> UnreadableFile:
    return refusal("too-large", "Tệp PDF bung ra quá lớn, không đọc.")
