"""Several PDFs made one: a bookmark for each, its own page labels, PDF/A marks kept."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle

from service.converting.attaching import written
from service.converting.pdf import archival_level


@dataclass(frozen=True, slots=True)
class Part:
    """One PDF of the merged file.

    Attributes:
        title: its bookmark.
        pdf: its bytes.
        label: printed before its page numbers by readers, e.g. ``PL1-``; every part counts its pages from 1.
    """

    title: str
    pdf: bytes
    label: str = ""


def merge(parts: Sequence[Part]) -> bytes:
    """One PDF with the pages of all parts in order. Equal parts give equal bytes; raise ValueError when there are none.

    The catalogue is that of the first part: its title, language and PDF/A marks hold for the whole. The marks go when one part
    is no PDF/A. Only the first part keeps its tags for screen readers.
    """
    if not parts:
        raise ValueError("nothing to merge")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(parts[0].pdf)))
    starts = [0]
    for part in parts[1:]:
        starts.append(len(writer.pages))
        writer.append(io.BytesIO(part.pdf), import_outline=False)
    for part, start in zip(parts, starts, strict=True):
        writer.add_outline_item(title=part.title, page_number=start)
    for part, start, end in zip(parts, starts, [*starts[1:], len(writer.pages)], strict=True):
        writer.set_page_label(start, end - 1, style=PageLabelStyle.DECIMAL, prefix=part.label or None, start=1)
    if not all(archival_level(part.pdf) for part in parts):
        for mark in ("/Metadata", "/OutputIntents"):
            writer.root_object.pop(mark, None)
    writer.page_mode = "/UseOutlines"
    return written(writer, b"".join(part.pdf for part in parts))
