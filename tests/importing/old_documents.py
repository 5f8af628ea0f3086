"""Documents made for these tests: as Word files with the faults of offices, and as PDF with letters and rules."""

import io
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted((ROOT / "fixtures" / "documents").glob("*.json"))
LAST_YEAR_DOCX = (ROOT / "fixtures" / "imports" / "ke-hoach-nam-truoc.docx").read_bytes()
LAST_YEAR_PDF = (ROOT / "fixtures" / "imports" / "ke-hoach-nam-truoc.pdf").read_bytes()


def word_file(lines, *, head=True, bold=()):
    """A Word file with a header, a title and these lines, plainly typed."""
    made = docx.Document()
    if head:
        table = made.add_table(1, 2)
        left, right = table.rows[0].cells
        left.text = "ỦY BAN NHÂN DÂN\nXÃ HÒA LẠC\nSố: 27/KH-UBND"
        right.text = (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHòa Lạc, ngày 20 tháng 01 năm 2025"
        )
        for text in ("KẾ HOẠCH", "Chuyển đổi số năm 2025"):
            paragraph = made.add_paragraph()
            paragraph.add_run(text).bold = True
            paragraph.alignment = ALIGN.CENTER
    for text in lines:
        made.add_paragraph().add_run(text).bold = text in bold
    return saved(made)


def saved(made):
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def table_file(rows, merges=()):
    """A Word file whose content is one ruled table."""
    made = docx.Document(io.BytesIO(word_file(["I. NHIỆM VỤ"])))
    table = made.add_table(len(rows), max(map(len, rows)))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    for first, last in merges:
        table.cell(*first).merge(table.cell(*last))
    return saved(made)


def blank_pdf(pages=1, password=None):
    """A PDF without a letter."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def bomb_pdf(megabytes=90):
    """A PDF of some kilobytes whose one page unpacks to this much."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(b" " * (megabytes << 20))
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode(level=9))
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()
