"""Files that are no proper Word templates are refused; extra parts are registered and filled."""

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import InvalidTemplate
from service.reading.opening import Limits
from service.rendering.compiler import compile_template
from service.rendering.extra_parts import ExtraPart
from service.rendering.package import Entry, read_package, write_package
from tests.rendering.engine.word import names, part, replaced, template

PLAIN = template("{{ name }}")
TYPES = part(PLAIN, "[Content_Types].xml")
MACRO_TYPE = b"application/vnd.ms-word.document.macroEnabled.main+xml"
DOCX_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'


DATA = ExtraPart("customXml/item9.xml", "application/xml", "urn:test:customXml", b"<empty/>")
DATA_PROPERTIES = ExtraPart(
    "customXml/itemProps9.xml", "application/test+xml", "urn:test:props", b"<props/>", owner="customXml/item9.xml"
)


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def encrypted(data):
    """Set the encryption bit of every entry, in both of its headers."""
    data = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = data.find(signature)
        while position >= 0:
            data[position + offset] |= 1
            position = data.find(signature, position + 4)
    return bytes(data)


def doubled(data):
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("WORD/document.xml", b"<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("empty", b""),
        ("not-a-zip", b"plain text"),
        ("not-a-docx", zipped(a=b"b")),
        ("not-a-zip", PLAIN[: len(PLAIN) // 2]),
        ("not-a-docx", replaced(PLAIN, "word/document.xml", None)),
        ("not-a-docx", replaced(PLAIN, "word/document.xml", b"<w:document")),
        ("not-a-docx", replaced(PLAIN, "_rels/.rels", b"<x/>")),
        ("not-a-docx", replaced(PLAIN, "_rels/.rels", b"<x")),
        ("not-a-docx", replaced(PLAIN, "word/document.xml", b"<document/>")),
        ("not-a-docx", replaced(PLAIN, "word/_rels/document.xml.rels", b"<x")),
        ("old-word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
        ("encrypted", encrypted(PLAIN)),
        ("macros", replaced(PLAIN, "word/vbaProject.bin", b"macro")),
        ("macros", replaced(PLAIN, "[Content_Types].xml", TYPES.replace(DOCX_TYPE, MACRO_TYPE))),
        ("dtd", replaced(PLAIN, "word/settings.xml", DTD)),
        ("dtd", replaced(PLAIN, "word/settings.xml", DTD.decode().encode("utf-16"))),
        ("duplicate-part", doubled(PLAIN)),
        ("too-many-parts", zipped(**{f"a{number}": b"" for number in range(Limits().entries + 1)})),
        ("too-large", replaced(PLAIN, "word/media/bomb.png", bytes(40 * 2**20))),
    ],
)
def test_what_is_no_word_template_is_refused(code, data):
    with pytest.raises(InvalidTemplate) as refused:
        compile_template(data, extra_parts=(DATA,))

    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_template_can_be_read_from_a_path(tmp_path):
    path = tmp_path / "mẫu.docx"
    path.write_bytes(PLAIN)

    assert compile_template(path).render({"name": "A"}) == compile_template(PLAIN).render({"name": "A"})


def test_a_dotx_makes_a_docx():
    dotx = TYPES.replace(DOCX_TYPE, DOCX_TYPE.replace(b"document.main", b"template.main"))

    made = compile_template(replaced(PLAIN, "[Content_Types].xml", dotx)).render({"name": "A"})

    assert docx.Document(io.BytesIO(made)).paragraphs[0].text == "A"


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=20), st.binary(max_size=2000), max_size=6
    )
)
def test_what_is_written_can_be_read_by_others(parts):
    entries = [Entry.fixed(name, content) for name, content in parts.items()]
    entries += [Entry.fresh(f"{name}.fresh", content) for name, content in parts.items()]

    with zipfile.ZipFile(io.BytesIO(write_package(entries))) as archive:
        assert archive.testzip() is None
        assert [entry.orig_filename for entry in archive.infolist()] == [entry.name.decode() for entry in entries]
        assert [archive.read(entry) for entry in archive.infolist()] == [*parts.values(), *parts.values()]


def test_the_content_types_come_first_whatever_the_template():
    assert next(iter(read_package(replaced(PLAIN, "[Content_Types].xml", TYPES)))) == "[Content_Types].xml"


def test_an_extra_part_is_registered_and_filled_for_each_document():
    compiled = compile_template(PLAIN, extra_parts=(DATA, DATA_PROPERTIES))

    bare, filled = compiled.render({}), compiled.render({}, parts={DATA.name: b"<data/>"})

    assert (part(bare, DATA.name), part(filled, DATA.name)) == (b"<empty/>", b"<data/>")
    assert part(filled, DATA_PROPERTIES.name) == b"<props/>"
    package = docx.Document(io.BytesIO(filled)).part.package
    types = {str(one.partname): one.content_type for one in package.iter_parts()}
    assert (types["/customXml/item9.xml"], types["/customXml/itemProps9.xml"]) == (
        "application/xml",
        "application/test+xml",
    )


def test_an_extra_part_survives_docxtpl_too():
    compiled = compile_template(PLAIN, extra_parts=(DATA, DATA_PROPERTIES))

    made = compiled.render({}, parts={DATA.name: b"<data/>"}, docxtpl=compiled.docxtpl())

    assert part(made, DATA.name) == b"<data/>"


def test_a_part_is_registered_once_however_often_the_template_is_compiled():
    once = compile_template(PLAIN, extra_parts=(DATA,)).render({})
    twice = compile_template(once, extra_parts=(DATA,)).render({})

    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        assert part(twice, name).count(b"item9.xml") == 1
    assert names(once) == names(twice)


def test_a_part_of_the_template_can_be_replaced_and_an_unknown_one_is_an_error():
    compiled = compile_template(PLAIN)

    assert part(compiled.render({}, parts={"docProps/app.xml": b"<x/>"}), "docProps/app.xml") == b"<x/>"
    with pytest.raises(KeyError, match="nowhere"):
        compiled.render({}, parts={"nowhere.xml": b""})
