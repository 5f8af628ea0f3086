"""Writes plain table styles into the tables themselves, on the way to LibreOffice: the same PDF for four fifths of the CPU.

LibreOffice 7 works out the style of a table anew for each of its cells, which is a third of what it takes to load a plan
with a table of tasks. Word's file stays as it is; only what the converter sees is written out.
"""

import io
import re
import zipfile
from typing import Final

from service.errors import UnreadableFile
from service.reading.opening import Package, open_package

_MAIN: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_FIXED_DATE: Final = (1980, 1, 1, 0, 0, 0)
#: A style may be written out where what stands below it is plain too, as in the templates of this service: paragraphs
#: without spacing, then Word's own table style without borders.
_PLAIN_GROUND: Final = re.compile(
    r'<w:pPrDefault><w:pPr>(?:<w:widowControl/>)?<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    r'</w:pPrDefault>.*<w:style w:type="table" w:default="1" w:styleId="(?P<base>\w+)">(?:(?!<w:tblPr>|</w:style>).)*'
    r"<w:tblPr>(?:<w:tblInd [^>]*/>)?<w:tblCellMar>(?:(?!</w:tblCellMar>).)*</w:tblCellMar></w:tblPr></w:style>",
    re.DOTALL,
)
#: A table style that says nothing but borders and cell margins.
_PLAIN_STYLE: Final = re.compile(
    r'<w:style w:type="table"(?: w:customStyle="1")? w:styleId="(?P<id>\w+)"><w:name [^>]*/><w:basedOn w:val="(?P<base>\w+)"/>'
    r"<w:tblPr>(?P<borders><w:tblBorders>(?:(?!</w:tblBorders>).)*</w:tblBorders>)?"
    r"(?P<margins><w:tblCellMar>(?:(?!</w:tblCellMar>).)*</w:tblCellMar>)?</w:tblPr></w:style>"
)
#: A table that takes a style and has neither borders nor margins of its own.
_STYLED_TABLE: Final = re.compile(
    r'<w:tblPr><w:tblStyle w:val="(?P<id>\w+)"/>(?P<size>(?:(?!</w:tblPr>|<w:tblBorders|<w:tblCellMar).)*?)'
    r"(?P<layout><w:tblLayout [^>]*/>)(?P<look>(?:<w:tblLook [^>]*/>)?)</w:tblPr>"
)


def lightened(docx: bytes) -> bytes:
    """Return the document for LibreOffice to load; `docx` itself where there is nothing to write out."""
    try:
        package = open_package(docx)
        styles = _plain_styles(package.read(_STYLES).decode()) if package.has(_STYLES) else {}
        if not styles:
            return docx
        before = package.read(_MAIN).decode()
        after = _STYLED_TABLE.sub(lambda table: _written_out(table, styles), before)
        return _rewritten(package, after.encode()) if after != before else docx
    except (UnreadableFile, UnicodeDecodeError):
        return docx  # too large or too odd to be worth it; LibreOffice has its own say


def _plain_styles(xml: str) -> dict[str, tuple[str, str]]:
    """The borders and cell margins of every plain style, by id."""
    ground = _PLAIN_GROUND.search(xml)
    if ground is None:
        return {}
    return {
        style["id"]: (style["borders"] or "", style["margins"] or "")
        for style in _PLAIN_STYLE.finditer(xml)
        if style["base"] == ground["base"]
    }


def _written_out(table: re.Match[str], styles: dict[str, tuple[str, str]]) -> str:
    if table["id"] not in styles:
        return table[0]
    borders, margins = styles[table["id"]]
    return f"<w:tblPr>{table['size']}{borders}{table['layout']}{margins}{table['look']}</w:tblPr>"


def _rewritten(package: Package, main: bytes) -> bytes:
    """The package with another main part; nothing is packed, it goes to a process beside us."""
    file, kept = io.BytesIO(), package.stored_name(_MAIN)
    with zipfile.ZipFile(file, "w") as archive:
        for name in package.names():
            archive.writestr(zipfile.ZipInfo(name, _FIXED_DATE), main if name == kept else package.read(name))
    return file.getvalue()
