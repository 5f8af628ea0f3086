"""Word files made for the tests, and a look into those that come out."""

import io
import zipfile

import docx
from docxtpl import DocxTemplate
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def template(*blocks, header=(), footer=()):
    """Make a DOCX: a str is a paragraph, a tuple of str one paragraph of several runs, a list of lists a table."""
    document = docx.Document()
    _fill(document, blocks)
    for part, texts in ((document.sections[0].header, header), (document.sections[0].footer, footer)):
        if texts:
            _fill(part, texts)
    return saved(document)


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(place, blocks):
    for block in blocks:
        if isinstance(block, list):
            _table(place, block)
        else:
            _runs(place.add_paragraph(), block)


def _table(place, rows):
    table = place.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *more = text if isinstance(text, list) else [text]
            _runs(cell.paragraphs[0], first)
            for other in more:
                _runs(cell.add_paragraph(), other)


def _runs(paragraph, block):
    for text in block if isinstance(block, tuple) else (block,):
        paragraph.add_run(text)


def part(data, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def names(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def replaced(data, name, content):
    """Put other content into one part, or add it; None removes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        if content is not None:
            new.writestr(name, content)
    return stream.getvalue()


def canonical(data, name="word/document.xml"):
    return etree.canonicalize(part(data, name).decode())


def paragraphs(data, name="word/document.xml"):
    """Give the text of every paragraph, tables included, in the order of the file."""
    root = etree.fromstring(part(data, name))
    return ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in root.iter(f"{W}p")]


def by_docxtpl(data, context):
    """Render with docxtpl itself, as its documentation says, autoescape on."""
    document = DocxTemplate(io.BytesIO(data))
    document.render(context, autoescape=True)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
