"""What a caller may ask of a PDF."""

from dataclasses import dataclass
from datetime import datetime

from service.converting.cache import content_key


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside a PDF/A-3.

    Attributes:
        name: file name shown by the reader, e.g. ``ke-hoach.docx``.
        content: its bytes.
        media_type: e.g. ``application/json``.
        relationship: the PDF's word for what it is to the pages: Source, Data, Alternative, Supplement.
    """

    name: str
    content: bytes
    media_type: str
    relationship: str = "Source"


@dataclass(frozen=True, kw_only=True)
class PdfOptions:
    """How the PDF is made. Equal options and an equal DOCX give equal bytes.

    Attributes:
        archival: PDF/A-2b (PDF/A-3b when there are attachments), as issued documents should be; a preview need not be.
        title: shown by readers instead of the file name; empty keeps the DOCX's own. The same holds for author and subject.
        author: usually the issuing agency.
        subject: usually the trích yếu.
        language: of the text, as an IETF tag.
        created: the date written into the PDF; None takes the DOCX's own date of last change.
        attachments: files to carry inside.
    """

    archival: bool = True
    title: str = ""
    author: str = ""
    subject: str = ""
    language: str = "vi-VN"
    created: datetime | None = None
    attachments: tuple[Attachment, ...] = ()

    def identity(self) -> str:
        """A name for exactly these options."""
        return content_key(
            *(
                str(value)
                for value in (self.archival, self.title, self.author, self.subject, self.language, self.created)
            ),
            *(
                part
                for file in self.attachments
                for part in (file.name, file.content, file.media_type, file.relationship)
            ),
        )

    def about(self) -> dict[str, str]:
        """Document properties to set, by LibreOffice's names."""
        wanted = {"Title": self.title, "Author": self.author, "Subject": self.subject, "Language": self.language}
        return {name: text for name, text in wanted.items() if text}

    def filter_data(self) -> dict[str, bool | int]:
        """Options of LibreOffice's PDF filter."""
        version = (3 if self.attachments else 2) if self.archival else 0
        return {
            "SelectPdfVersion": version,
            "UseLosslessCompression": True,
            "ReduceImageResolution": False,
            "ExportFormFields": False,
            "ExportNotes": False,
            "ExportBookmarks": True,
        }
