"""DOCX to PDF with warm LibreOffice processes: fast enough for 3,321 documents, bounded, and safe with strangers' files."""

from service.converting.merging import Part, merge
from service.converting.options import Attachment, PdfOptions
from service.converting.pool import OfficePool
from service.converting.preview import Preview, PreviewPage
from service.converting.results import Conversion, PoolMetrics

__all__ = [
    "Attachment",
    "Conversion",
    "OfficePool",
    "Part",
    "PdfOptions",
    "PoolMetrics",
    "Preview",
    "PreviewPage",
    "merge",
]
