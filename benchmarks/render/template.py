"""A realistic plan as a Word template: letter head, some four pages of text, a landscape appendix with the task table."""

import io
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Mm, Pt

from benchmarks.render.languages import Language

_COLUMNS: Final = ("number", "group", "task", "output", "due", "lead", "coordinating", "note")
_HEADINGS: Final = ("STT", "Nhiệm vụ chung", "Nhiệm vụ", "Sản phẩm", "Thời hạn", "Chủ trì", "Phối hợp", "Ghi chú")
_STYLES: Final = ("Normal", "Header", "Normal Table", "Table Grid", "Default Paragraph Font", "No List")
_PAGE_FIELD: Final = f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{{}}"/></w:r>'


def plan_template(language: Language) -> bytes:
    """Make the DOCX with tags of `language`."""
    document = docx.Document()
    _slim(document)
    _page(document)
    _letter_head(document, language)
    _text(document, language)
    _signature(document, language)
    _appendix(document, language)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _slim(document: Any) -> None:
    """Leave out what python-docx's default template carries and a Word file does not: it would flatter us."""
    part = document.part
    for key in [key for key, relation in part.rels.items() if relation.reltype.endswith("stylesWithEffects")]:
        del part.rels[key]
    package = part.package
    for key in [key for key, relation in package.rels.items() if relation.reltype.endswith("thumbnail")]:
        del package.rels[key]
    for style in list(document.styles):
        if style.name not in _STYLES:
            style.delete()


def _page(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    paragraph = section.header.paragraphs[0]
    for kind in ("begin", "separate", "end"):
        paragraph._p.append(parse_xml(_PAGE_FIELD.format(kind)))
        if kind == "begin":
            paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:instrText>PAGE</w:instrText></w:r>"))


def _letter_head(document: Any, language: Language) -> None:
    table = document.add_table(rows=2, cols=2)
    texts = (
        (f"{language.field('parent_agency')}\n{language.field('issuer')}", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (f"Số: {language.field('number')}", language.field("place_date")),
    )
    for row, cells in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for text in ("KẾ HOẠCH", language.field("subject")):
        run = document.add_paragraph().add_run(text)
        run.bold = True


def _text(document: Any, language: Language) -> None:
    document.add_paragraph(language.begin("legal_bases", "basis"))
    document.add_paragraph().add_run(language.field("text", "basis")).italic = True
    document.add_paragraph(language.end("legal_bases"))
    document.add_paragraph(language.begin("sections", "section"))
    document.add_paragraph().add_run(language.field("heading", "section")).bold = True
    document.add_paragraph(language.begin("paragraphs", "paragraph", owner="section"))
    paragraph = document.add_paragraph(language.field("words", "paragraph"))
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.space_after = Pt(6)
    document.add_paragraph(language.end("paragraphs"))
    document.add_paragraph(language.end("sections"))


def _signature(document: Any, language: Language) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text = "Nơi nhận:"
    left.add_paragraph(language.begin("recipients", "recipient"))
    left.add_paragraph(f"- {language.field('name', 'recipient')};")
    left.add_paragraph(language.end("recipients"))
    left.add_paragraph(f"- Lưu: {language.field('archive')}.")
    right.text = language.field("authority")
    right.add_paragraph(language.field("signer")).runs[0].bold = True


def _appendix(document: Any, language: Language) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    document.add_paragraph("Phụ lục").runs[0].bold = True
    document.add_paragraph(language.field("appendix_title"))
    table = document.add_table(rows=1, cols=len(_COLUMNS))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, _HEADINGS, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    if not language.row_loops_inside:
        table.add_row().cells[0].text = language.begin("rows", "row", "tr")
    texts = [language.field(name, "row") for name in _COLUMNS]
    if language.row_loops_inside:
        texts[0] = language.begin("rows", "row") + texts[0]
        texts[-1] += language.end("rows")
    for cell, text in zip(table.add_row().cells, texts, strict=True):
        cell.paragraphs[0].add_run(text).font.size = Pt(11)
    if not language.row_loops_inside:
        table.add_row().cells[0].text = language.end("rows", "tr")
