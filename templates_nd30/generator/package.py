"""The rest of a template's package: headers, footers, settings, relationships, and the ZIP itself, the same bytes each time."""

import io
import zipfile

from service.nd30.kinds import KINDS, Kind
from service.nd30.page import FONT
from service.nd30.type_styles import Component
from templates_nd30.generator.content import document_part
from templates_nd30.generator.lists import numbering_part, style_levels
from templates_nd30.generator.ooxml import NAMESPACES, SECTION_BREAK, XML, paragraph, style_id, tag
from templates_nd30.generator.styles import styles_part
from templates_nd30.generator.theme import theme_part

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

#: Relationship id -> (type, target, content type) of the parts that the document refers to.
_PARTS = {
    "rIdStyles": ("styles", "styles.xml", "styles"),
    "rIdNumbering": ("numbering", "numbering.xml", "numbering"),
    "rIdSettings": ("settings", "settings.xml", "settings"),
    "rIdFonts": ("fontTable", "fontTable.xml", "fontTable"),
    "rIdTheme": ("theme", "theme/theme1.xml", ""),
    "rIdHeader": ("header", "header1.xml", "header"),
    "rIdFirstHeader": ("header", "header2.xml", "header"),
    "rIdEmptyHeader": ("header", "header3.xml", "header"),
    "rIdFooter": ("footer", "footer1.xml", "footer"),
    "rIdFirstFooter": ("footer", "footer2.xml", "footer"),
}


def _page_number() -> str:
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(Component.PAGE_NUMBER.value)}"/></w:pPr>{field}</w:p>'


def _circulation() -> str:
    """Ô 11: the mark in its frame, in the top margin of page 1, over Quốc hiệu."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right")
    )
    width = 3400
    frame = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="right"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{paragraph(Component.CIRCULATION, '{{ circulation }}')}</w:tc></w:tr></w:tbl>"
    )
    return tag("{%p if circulation %}") + frame + tag("{%p endif %}") + paragraph(SECTION_BREAK)


def _contact() -> str:
    """Ô 13: the address under a rule across the page, at the foot of page 1."""
    return (
        tag("{%p if contact %}")
        + paragraph(Component.CONTACT, "{{ contact }}")
        + tag("{%p endif %}")
        + paragraph(SECTION_BREAK)
    )


def _header(content: str) -> str:
    return f"{XML}<w:hdr {NAMESPACES}>{content}</w:hdr>"


def _footer(content: str) -> str:
    return f"{XML}<w:ftr {NAMESPACES}>{content}</w:ftr>"


def _settings() -> str:
    return (
        f'{XML}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _fonts() -> str:
    return (
        f'{XML}<w:fonts {NAMESPACES}><w:font w:name="{FONT.use}"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _content_types() -> str:
    rows = "".join(
        f'<Override PartName="/word/{target}" ContentType="{f"{_WORD}{content}+xml" if content else _THEME}"/>'
        for _, target, content in _PARTS.values()
    )
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}document.main+xml"/>{rows}'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relationships(rows: list[tuple[str, str, str]]) -> str:
    items = "".join(f'<Relationship Id="{one}" Type="{kind}" Target="{target}"/>' for one, kind, target in rows)
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def _core(kind: Kind) -> str:
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>Mẫu {KINDS[kind].name}</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def _app() -> str:
    return f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>nd30</Application></Properties>'


def template(kind: Kind) -> bytes:
    """Return the DOCX template of `kind`; the same bytes each time."""
    layout = KINDS[kind].layout
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            [
                ("rId1", f"{_RELATIONSHIPS}/officeDocument", "word/document.xml"),
                ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{_RELATIONSHIPS}/extended-properties", "docProps/app.xml"),
            ]
        ),
        "word/document.xml": document_part(kind),
        "word/_rels/document.xml.rels": _relationships(
            [(one, f"{_RELATIONSHIPS}/{kind_}", target) for one, (kind_, target, _) in _PARTS.items()]
        ),
        "word/styles.xml": styles_part(style_levels(layout)),
        "word/numbering.xml": numbering_part(layout),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(),
        "word/theme/theme1.xml": theme_part(),
        "word/header1.xml": _header(_page_number()),
        "word/header2.xml": _header(_circulation()),
        "word/header3.xml": _header(paragraph(SECTION_BREAK)),
        "word/footer1.xml": _footer(paragraph(SECTION_BREAK)),
        "word/footer2.xml": _footer(_contact()),
        "docProps/core.xml": _core(kind),
        "docProps/app.xml": _app(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
