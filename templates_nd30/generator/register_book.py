"""The template of the register of outgoing documents, to print and bind: cover and ten columns (Phụ lục IV, Phần I)."""

import io
import zipfile

from service.nd30.kinds import Kind
from service.nd30.numbering import REGISTER_COLUMNS
from service.nd30.page import MARGINS, PAGE_HEIGHT
from service.nd30.type_styles import Component
from templates_nd30.generator.ooxml import (
    CELL,
    CELL_CENTERED,
    CELL_HEADING,
    NAMESPACES,
    SECTION_BREAK,
    XML,
    cell,
    dxa,
    paragraph,
    row,
    run,
    section,
    style_id,
    table,
    tag,
)
from templates_nd30.generator.package import template

#: Share of each column in the width of the page.
_SHARES = (12, 10, 20, 11, 14, 9, 6, 8, 5, 5)
_CENTRED = (0, 1, 6, 7)
_TEXT_WIDTH = dxa(PAGE_HEIGHT.use - MARGINS["left"].use - MARGINS["right"].use)
#: Half-points of the title on the cover, and twips above it and between the lines.
_TITLE_SIZE, _ABOVE_TITLE, _GAP = 52, 2000, 240


def register_template() -> bytes:
    """Return the DOCX; the same bytes each time. Styles, fonts and settings are those of a document's template."""
    empty = paragraph(SECTION_BREAK)
    replaced = {
        "word/document.xml": f"{XML}<w:document {NAMESPACES}><w:body>{_cover()}{_lines()}</w:body></w:document>",
        "word/header2.xml": f"{XML}<w:hdr {NAMESPACES}>{empty}</w:hdr>",
        "word/footer2.xml": f"{XML}<w:ftr {NAMESPACES}>{empty}</w:ftr>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template(Kind.KE_HOACH))) as source, zipfile.ZipFile(buffer, "w") as target:
        for entry in source.infolist():
            content = replaced.get(entry.filename, source.read(entry).decode())
            if entry.filename == "docProps/core.xml":
                content = content.replace("Mẫu Kế hoạch", "Sổ đăng ký văn bản đi")
            target.writestr(entry, content.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _cover() -> str:
    """Bìa: whose register, which year, from which day and number to which."""
    return (
        tag("{%p if parent %}")
        + paragraph(Component.PARENT_AGENCY, "{{ parent }}")
        + tag("{%p endif %}")
        + paragraph(Component.ISSUER, "{{ agency }}")
        + _title("SỔ ĐĂNG KÝ VĂN BẢN ĐI")
        + _centred("{{ series }}")
        + _centred("Năm: {{ year }}")
        + _centred("Từ ngày {{ from_date }} đến ngày {{ to_date }}")
        + _centred("Từ số {{ from_number }} đến số {{ to_number }}")
        + _centred("Quyển số: {{ volume }}")
        + f'<w:p><w:pPr><w:pStyle w:val="{style_id(SECTION_BREAK)}"/>{section("", landscape=True)}</w:pPr></w:p>'
    )


def _lines() -> str:
    """The ten columns; heading and column numbers repeat on every page."""
    widths = [round(_TEXT_WIDTH * share / 100) for share in _SHARES]
    heading = row(*_cells(CELL_HEADING, REGISTER_COLUMNS, widths), heading=True)
    numbers = row(*_cells(CELL_CENTERED, [f"({n})" for n in range(1, 11)], widths), heading=True)
    values = [f"{{{{ entry[{n}] }}}}" for n in range(10)]
    line = row(
        *(
            cell(paragraph(CELL_CENTERED if n in _CENTRED else CELL, value), width)
            for n, (value, width) in enumerate(zip(values, widths, strict=True))
        )
    )
    body = table(
        widths,
        heading,
        numbers,
        _row_tag("{%tr for entry in entries %}"),
        line,
        _row_tag("{%tr endfor %}"),
        bordered=True,
    )
    headers = '<w:headerReference w:type="default" r:id="rIdHeader"/>'
    return body + paragraph(SECTION_BREAK) + section(headers, landscape=True, restart=True)


def _cells(style: str, words: tuple[str, ...] | list[str], widths: list[int]) -> list[str]:
    return [cell(paragraph(style, word), width) for word, width in zip(words, widths, strict=True)]


def _row_tag(words: str) -> str:
    return row(cell(paragraph(CELL, words), _TEXT_WIDTH, properties='<w:gridSpan w:val="10"/>'))


def _title(words: str) -> str:
    size = f'<w:rPr><w:b/><w:sz w:val="{_TITLE_SIZE}"/><w:szCs w:val="{_TITLE_SIZE}"/></w:rPr>'
    text = run(words).replace("<w:r>", f"<w:r>{size}")
    spacing = f'<w:spacing w:before="{_ABOVE_TITLE}" w:after="{_GAP}"/><w:jc w:val="center"/>'
    return f"<w:p><w:pPr>{spacing}</w:pPr>{text}</w:p>"


def _centred(words: str) -> str:
    return f'<w:p><w:pPr><w:spacing w:before="{_GAP // 2}" w:after="{_GAP // 2}"/><w:jc w:val="center"/></w:pPr>{run(words)}</w:p>'
