"""The few WordprocessingML elements that the templates are made of, as strings: paragraphs, cells, tables, sections."""

from html import escape

from service.nd30.page import HEADER_DISTANCE, MARGINS, PAGE_HEIGHT, PAGE_WIDTH
from service.nd30.type_styles import Component

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: Styles of our own that are no component of the form, by what they are for.
RULE, SECTION_BREAK, SIGNING_SPACE, CELL, CELL_HEADING, SPACER, CELL_CENTERED, CELL_GROUP, CONFIRMATION = (
    "Đường kẻ",
    "Ngắt phần",
    "Khoảng ký",
    "Ô bảng",
    "Đầu bảng",
    "Khoảng cách",
    "Ô bảng giữa",
    "Ô bảng nhóm",
    "Xác nhận",
)


def dxa(mm: float) -> int:
    """Millimetres in twentieths of a point, Word's unit."""
    return round(mm / 25.4 * 1440)


def style_id(name: str) -> str:
    """ASCII id of a style from its Vietnamese name: ``Nơi nhận`` -> ``ND30NoiNhan``."""
    import unicodedata

    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    ascii_name = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return "ND30" + "".join(word[:1].upper() + word[1:] for word in ascii_name.split())


def run(text: str) -> str:
    """Return a run of plain text, tags of the template language included."""
    return f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def paragraph(style: Component | str, text: str = "", *, properties: str = "") -> str:
    """Return a paragraph of one of our styles; `properties` are further children of its ``w:pPr``."""
    name = style.value if isinstance(style, Component) else style
    body = run(text) if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(name)}"/>{properties}</w:pPr>{body}</w:p>'


def tag(text: str) -> str:
    """Return a paragraph that holds only a paragraph tag, and vanishes when rendered."""
    return f"<w:p>{run(text)}</w:p>"


def numbering(list_id: int, level: int) -> str:
    """Return the ``w:numPr`` of a paragraph in list `list_id`."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def cell(content: str, width: int, *, borders: bool = False, properties: str = "") -> str:
    """Return a table cell, `width` in twips."""
    del borders
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(*cells: str, heading: bool = False) -> str:
    """Return a table row that never breaks across pages; a heading row repeats on each."""
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if heading else "")
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(widths: list[int], *rows: str, bordered: bool = False, centred: bool = False) -> str:
    """Return a table of fixed columns, `widths` in twips; without borders and padding unless `bordered`."""
    style = "ND30Bang" if bordered else "ND30KhungTrinhBay"
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    align = '<w:jc w:val="center"/>' if centred else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{align}'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def section(headers: str, *, landscape: bool = False, restart: bool = False) -> str:
    """Return section properties: A4, the margins that we use, first page without number; `headers` are its references."""
    width, height = dxa(PAGE_WIDTH.use), dxa(PAGE_HEIGHT.use)
    if landscape:
        width, height = height, width
    orientation = ' w:orient="landscape"' if landscape else ""
    margins = " ".join(f'w:{side}="{dxa(provision.use)}"' for side, provision in MARGINS.items())
    distance = dxa(HEADER_DISTANCE.use)
    start = '<w:pgNumType w:start="1"/>' if restart else ""
    return (
        f'<w:sectPr>{headers}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{orientation}/>'
        f'<w:pgMar {margins} w:header="{distance}" w:footer="{distance}" w:gutter="0"/>{start}<w:titlePg/></w:sectPr>'
    )
