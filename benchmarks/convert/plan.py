"""The plan that every figure of this folder speaks of: a Vietnamese kế hoạch with a landscape table of tasks."""

import io
import random
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

_FONT = "Times New Roman"
_SENTENCES = (
    "Rà soát, đơn giản hóa thủ tục hành chính trong các lĩnh vực đất đai, xây dựng, hộ tịch, chứng thực thuộc thẩm quyền giải quyết.",
    "Tổ chức tập huấn kỹ năng số cho cán bộ, công chức, viên chức và thành viên Tổ công nghệ số cộng đồng ở từng thôn, tổ dân phố.",
    "Niêm yết công khai, đầy đủ, kịp thời các quy định về thủ tục hành chính tại trụ sở và trên Trang thông tin điện tử.",
    "Kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính; kịp thời chấn chỉnh, xử lý những trường hợp chậm trễ, nhũng nhiễu.",
    "Nâng cao tỷ lệ hồ sơ nộp trực tuyến toàn trình, thanh toán trực tuyến nghĩa vụ tài chính và số hóa kết quả giải quyết.",
    "Khảo sát sự hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước, báo cáo kết quả hằng quý.",
)
_UNITS = (
    "Văn phòng HĐND và UBND",
    "Phòng Văn hóa - Xã hội",
    "Phòng Kinh tế",
    "Trung tâm Phục vụ hành chính công",
    "Công an xã",
)
_HEADINGS = ("TT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời hạn")
_WIDTHS_MM = (10, 95, 56, 30, 30, 26)


def plan_docx(rows: int = 40, seed: int = 1) -> bytes:
    """A plan of 4 portrait pages and a landscape table of `rows` tasks: about 8 pages at 40 rows, 24 at 200."""
    chance = random.Random(seed)
    document = Document()
    _set_font(document)
    _write_text(document, chance, seed)
    _write_table(document, chance, rows)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_font(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(14)
    fonts = style.element.rPr.rFonts
    for side in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(side), _FONT)
    style.paragraph_format.space_after = Pt(6)
    _page(document.sections[0], 210, 297)


def _page(section: Any, width: int, height: int) -> None:
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)


def _write_text(document: Any, chance: random.Random, seed: int) -> None:
    for line in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "KẾ HOẠCH",
        f"Cải cách hành chính, số {seed}",
    ):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True
    for heading in ("I. MỤC TIÊU", "II. NHIỆM VỤ, GIẢI PHÁP", "III. TỔ CHỨC THỰC HIỆN"):
        document.add_paragraph().add_run(heading).bold = True
        for number in range(1, 12):
            text = " ".join(chance.sample(_SENTENCES, 2))
            paragraph = document.add_paragraph(f"{number}. {text}")
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Mm(12.7)


def _write_table(document: Any, chance: random.Random, rows: int) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    _page(section, 297, 210)
    document.add_paragraph("PHỤ LỤC").alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(rows=1, cols=len(_HEADINGS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS_MM, strict=True):
        column.width = Mm(width)
    _fill(table.rows[0], _HEADINGS)
    for number in range(1, rows + 1):
        due = f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/2026"
        task, output = chance.sample(_SENTENCES, 2)
        lead, partner = chance.sample(_UNITS, 2)
        _fill(table.add_row(), (str(number), task, output[:44], lead, partner, due))


def _fill(row: Any, texts: tuple[str, ...]) -> None:
    for cell, text, width in zip(row.cells, texts, _WIDTHS_MM, strict=True):
        cell.width = Mm(width)
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        cell.paragraphs[0].add_run(text).font.size = Pt(12)
