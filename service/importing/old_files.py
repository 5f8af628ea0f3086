"""One door for old documents: tells by the first bytes what a file is and reads it with what reads it."""

from typing import Final

from service.importing.bounds import refusal
from service.importing.from_docx import read_old_docx
from service.importing.recognised import Recognised

_PDF: Final = b"%PDF-"
#: Name of the main stream of a .doc file.
_WORD_97: Final = "WordDocument".encode("utf-16-le")


def is_pdf(data: bytes) -> bool:
    """Whether these are the bytes of a PDF."""
    return _PDF in data[:1024]


def read_old_document(data: bytes, name: str = "") -> Recognised:
    """Recognise a DOCX or PDF, what is neither by its `name`; raise UnreadableFile, with one sentence that says why, for anything else."""
    if not data:
        raise refusal("empty", "Tệp rỗng.")
    if is_pdf(data) or (name.lower().endswith(".pdf") and not is_old_document(data)):
        from service.importing.from_pdf import read_old_pdf  # pdfminer takes 4 MB that a worker of a batch needs not

        return read_old_pdf(data)
    return read_old_docx(data)


def is_old_document(data: bytes) -> bool:
    """Whether these are the bytes of a PDF or a Word file, be it an old one that is refused with a sentence."""
    return is_pdf(data) or b"word/document.xml" in data or _WORD_97 in data
