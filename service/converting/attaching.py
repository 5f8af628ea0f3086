"""Files inside a PDF/A-3: the data and the DOCX a document was made from travel with it."""

import hashlib
import io
from collections.abc import Iterable
from datetime import datetime

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, NameObject, TextStringObject

from service.converting.options import Attachment


def attach(pdf: bytes, attachments: Iterable[Attachment], moment: datetime) -> bytes:
    """Return `pdf` with `attachments` inside, each declared with its relationship to the pages, dated `moment`."""
    # A clone keeps the catalogue, and with it the PDF/A marks; appending pages would drop them.
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    associated = ArrayObject()
    for attachment in attachments:
        embedded = writer.add_attachment(attachment.name, attachment.content)
        embedded.subtype = NameObject("/" + attachment.media_type)
        embedded.associated_file_relationship = NameObject("/" + attachment.relationship)
        embedded.modification_date = moment
        embedded.alternative_name = TextStringObject(attachment.name)
        associated.append(embedded.pdf_object.indirect_reference)
    writer.root_object[NameObject("/AF")] = associated
    return written(writer, pdf)


def written(writer: PdfWriter, seed: bytes) -> bytes:
    """The bytes of `writer`, with an id drawn from `seed` rather than from chance."""
    digest = ByteStringObject(hashlib.sha256(seed).digest()[:16])
    writer._ID = ArrayObject([digest, digest])
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
