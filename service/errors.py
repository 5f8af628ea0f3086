"""Every error that a caller of this package can meet, grouped by what the caller can do about it.

::

    Nd30Error
    ├── InvalidInput            mend what was sent in, all problems are listed
    │   ├── InvalidDocument     the data of a document
    │   ├── InvalidTemplate     a Word template
    │   ├── UnreadableFile      a file that is not what it claims to be, encrypted, too large, a bomb
    │   └── InvalidSheet        a table of rows (Excel, CSV)
    ├── NotFound                it is not there, or not yours to see
    ├── NotSignedIn             say who you are
    ├── NotAllowed              ask someone who may
    ├── Conflict                look at the newer state, then decide
    │   └── Stale               somebody saved meanwhile: load, then change again
    ├── Overloaded              wait, then try again
    ├── MissingProgram          install what the message names
    └── ConversionFailed        this one document could not become a PDF

HTTP statuses live in ``service.api.errors``, exit codes in ``service.cli``: nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at one place.

    Attributes:
        path: where: a JSON pointer (``/signer/post``), a sheet cell (``Dữ liệu!C7``) or a place in a Word file.
        code: stable slug in kebab-case, for programs and translations.
        message: one Vietnamese sentence: what is wrong, then what is right.
    """

    path: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path or '/'}: {self.message}"


class Nd30Error(Exception):
    """Anything this package refuses or fails to do, with a sentence for people and a slug for programs."""

    slug: ClassVar[str] = "error"
    sentence: ClassVar[str] = "Không thực hiện được yêu cầu."

    def __init__(self, message: str | None = None, problems: Iterable[Problem] = ()) -> None:
        self.message = message or self.sentence
        self.problems = tuple(problems)
        super().__init__(self.message)


class InvalidInput(Nd30Error):
    """What was sent in is wrong; every problem is listed at once."""

    slug = "invalid-input"
    sentence = "Dữ liệu gửi vào chưa hợp lệ."


class InvalidDocument(InvalidInput):
    """The data of a document is wrong."""

    slug = "invalid-document"
    sentence = "Dữ liệu văn bản chưa hợp lệ."


class InvalidTemplate(InvalidInput):
    """A Word template cannot be used."""

    slug = "invalid-template"
    sentence = "Tệp mẫu Word chưa dùng được."


class UnreadableFile(InvalidInput):
    """A file is not what it claims to be, is encrypted, too large or a bomb."""

    slug = "unreadable-file"
    sentence = "Không đọc được tệp."


class InvalidSheet(InvalidInput):
    """A table of rows (Excel, CSV) has faults, each named by its cell."""

    slug = "invalid-sheet"
    sentence = "Bảng dữ liệu chưa hợp lệ."


class NotFound(Nd30Error):
    """It does not exist, or the caller may not know that it does."""

    slug = "not-found"
    sentence = "Không tìm thấy."


class NotSignedIn(Nd30Error):
    """The caller has not said who they are, or not convincingly."""

    slug = "not-signed-in"
    sentence = "Cần đăng nhập."


class NotAllowed(Nd30Error):
    """The caller is known and may not do this."""

    slug = "not-allowed"
    sentence = "Không có quyền thực hiện việc này."


class Conflict(Nd30Error):
    """The thing changed meanwhile, or its state does not allow this."""

    slug = "conflict"
    sentence = "Dữ liệu đã thay đổi, cần xem lại trước khi làm tiếp."


class Stale(Conflict):
    """Somebody saved a newer state than the one this change was made on; nothing was overwritten."""

    slug = "stale"
    sentence = "Có người đã lưu bản mới hơn; tải bản mới rồi sửa tiếp."


class Overloaded(Nd30Error):
    """Too much at once; the same call will do later."""

    slug = "overloaded"
    sentence = "Hệ thống đang bận, thử lại sau ít giây."


class MissingProgram(Nd30Error):
    """A program or font that must be installed is not there; the message names the package."""

    slug = "missing-program"
    sentence = "Thiếu chương trình cần thiết trên máy chủ."


class ConversionFailed(Nd30Error):
    """One document could not be made into a PDF; the DOCX is unharmed."""

    slug = "conversion-failed"
    sentence = "Không chuyển được văn bản sang PDF."
