import io
import struct
import zipfile
import zlib

import pytest
from typed.draft import Draft
from typed.wordml import zipped

from service.errors import UnreadableFile
from service.reading import Limits, read_document
from service.reading.opening import open_package

GOOD = Draft().docx()


def refused(data, **limits):
    """The slug and the sentence with which a file is refused."""
    with pytest.raises(UnreadableFile) as refusal:
        read_document(data, Limits(**limits) if limits else None)
    assert refusal.value.message.endswith(".")
    return refusal.value.problems[0].code


def with_parts(**parts):
    """The good file with some parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return zipped(files | parts)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "pdf"),
        (b"{\\rtf1 ...", "rtf"),
        (b'<?xml version="1.0"?><w:document/>', "xml"),
        (b"\xef\xbb\xbf<html>", "xml"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old-word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04 and nothing more", "not-a-zip"),
        (b"just some text", "not-a-zip"),
        (GOOD[: len(GOOD) // 2], "not-a-zip"),
    ],
)
def test_what_is_no_docx_is_named(data, code):
    assert refused(data) == code


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"xl/workbook.xml": "<x/>"}, "Excel"),
        ({"ppt/presentation.xml": "<x/>"}, "PowerPoint"),
        ({"content.xml": "<x/>", "mimetype": b"application/vnd.oasis.opendocument.text"}, "OpenDocument"),
        ({"photo.jpg": b"x"}, "không chứa văn bản Word"),
    ],
)
def test_a_zip_of_something_else_is_named(parts, words):
    with pytest.raises(UnreadableFile, match=words):
        read_document(zipped(parts))


def test_a_file_over_the_limit_is_refused_before_it_is_opened():
    assert refused(GOOD, file_bytes=1000) == "too-large"


def test_too_many_entries_are_refused():
    files = {f"word/media/{number}.png": b"" for number in range(40)}

    assert refused(zipped(files), entries=20) == "too-many-parts"


def test_a_bomb_is_refused_by_what_it_declares():
    bomb = with_parts(**{"word/document.xml": b"<x>" + b" " * (30 << 20) + b"</x>"})

    assert len(bomb) < 200_000
    assert refused(bomb) == "too-large"


def test_a_dense_part_is_refused_by_its_ratio():
    bomb = with_parts(**{"word/styles.xml": b"<x>" + b" " * (8 << 20) + b"</x>"})

    assert refused(bomb) == "too-large"


def test_many_parts_together_are_bounded():
    noisy = bytes(range(32, 127)).replace(b"<", b"").replace(b"&", b"").replace(b">", b"") * 9000
    parts = {f"word/{name}.xml": b"<x>" + noisy + b"</x>" for name in ("styles", "settings")}

    assert refused(with_parts(**parts), read_bytes=1 << 20) == "too-large"


def test_a_part_that_lies_about_its_size_is_refused():
    payload = b"<x>" + b"a" * 100_000 + b"</x>"
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = compressor.compress(payload) + compressor.flush()
    name = b"word/document.xml"
    crc, lie = zlib.crc32(payload), 10
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), lie, len(name), 0) + name
    central = (
        struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), lie, len(name), 0, 0, 0, 0, 0, 0
        )
        + name
    )
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local) + len(packed), 0)

    assert refused(local + packed + central + end) in {"damaged", "broken-xml"}


def test_two_parts_of_one_name_are_refused():
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<x/>")
    assert refused(target.getvalue()) == "duplicate-part"


def test_names_that_differ_only_in_case_are_one_part():
    assert refused(with_parts(**{"Word/Document.xml": b"<x/>"})) == "duplicate-part"


def test_an_encrypted_entry_is_told():
    data = bytearray(GOOD)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(magic, at + 1)) >= 0:
            data[at + offset] |= 1

    assert refused(bytes(data)) == "encrypted"


def test_an_unknown_compression_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", "<x/>")

    assert refused(target.getvalue()) == "unknown-compression"


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>',
        b"<x><y></x>",
        b"\x00\x01\x02",
        b"<x>" * 3000 + b"</x>" * 3000,
    ],
)
def test_entities_doctypes_and_broken_xml_are_refused(xml):
    assert refused(with_parts(**{"word/document.xml": xml})) == "broken-xml"


@pytest.mark.parametrize("part", ["word/styles.xml", "word/settings.xml"])
def test_a_broken_side_part_is_left_out_and_told(part):
    document = read_document(with_parts(**{part: b"<broken"}))

    assert document.facts.properties.damaged_parts == (part,)
    assert document.zones.title_text == "KẾ HOẠCH"


def test_parts_are_found_by_their_relationships_and_not_by_their_names():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/main2.xml"] = files.pop("word/document.xml")
    files["word/_rels/main2.xml.rels"] = files.pop("word/_rels/document.xml.rels")
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"word/document.xml", b"/word/main2.xml")

    assert read_document(zipped(files)).zones.title_text == "KẾ HOẠCH"


def test_iso_strict_files_are_read():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    files = {name: data.replace(usual, strict) for name, data in files.items()}

    assert read_document(zipped(files)).zones.title_text == "KẾ HOẠCH"


def test_a_signed_file_is_known():
    assert read_document(with_parts(**{"_xmlsignatures/sig1.xml": b"<x/>"})).facts.properties.signed


def test_missing_parts_are_told_by_name():
    package = open_package(GOOD)

    with pytest.raises(UnreadableFile, match=r"word/none\.xml"):
        package.read("word/none.xml")
