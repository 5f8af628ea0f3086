"""DOCX to PDF with warm LibreOffice processes: fast enough for 3,321 documents, bounded, and safe with strangers' files."""

from service.converting.options import Attachment, PdfOptions
from service.converting.pool import Conversion, OfficePool, PoolMetrics

__all__ = ["Attachment", "Conversion", "OfficePool", "PdfOptions", "PoolMetrics"]
