"""Spreadsheets as offices send them, made on the spot so that each test shows what is in the file."""

import io
import zipfile

from openpyxl import Workbook


def xlsx(*rows, title="Dữ liệu", change=None, more=None):
    """An Excel file: `rows` on one sheet, more sheets as {title: rows}; `change` may spoil the workbook."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for name, other in (more or {}).items():
        extra = book.create_sheet(name)
        for row in other:
            extra.append(row)
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv(*rows, delimiter=",", encoding="utf-8"):
    return "\n".join(delimiter.join(row) for row in rows).encode(encoding)


def ods(*rows, repeat=1):
    """A small OpenDocument spreadsheet; `repeat` is how often its last row stands."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = [f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows]
    body[-1] = body[-1].replace("<table:table-row>", f'<table:table-row table:number-rows-repeated="{repeat}">')
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Dữ liệu">{"".join(body)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def repacked(data, name, change):
    """The same ZIP with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = change(parts[name])
    return packed(parts)
