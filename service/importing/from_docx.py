"""Last year's document as a Word file, to the data of this year's draft."""

from typing import Final

from service.importing.bounds import refusal
from service.importing.old_document import recognise_document
from service.importing.recognised import Recognised
from service.reading import Limits, read_document

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_old_docx(data: bytes, limits: Limits | None = None) -> Recognised:
    """Recognise a DOCX.

    Raises:
        UnreadableFile: it is no DOCX, encrypted, an old .doc, damaged, larger than `limits`, or nothing a draft can begin with.
    """
    if data.startswith(_OLE) and "WordDocument".encode("utf-16-le") in data:
        raise refusal("old-word", "Đây là tệp Word kiểu cũ (.doc); mở bằng Word và lưu lại dạng .docx.")
    return recognise_document(read_document(data, limits))
