import io
import zipfile

import pytest

from service.converting.hygiene import clean
from service.errors import UnreadableFile
from tests.converting.papers import linked_picture, paper, relation, relations


def codes(docx):
    return [problem.code for problem in clean(docx).removed]


def parts_of(docx):
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_file_with_nothing_dangerous_is_passed_on_untouched():
    docx = paper(main_relations=[relation("s", "styles", "styles.xml")], parts={"word/styles.xml": "<w:styles/>"})

    assert clean(docx).docx is docx
    assert clean(docx).removed == ()


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("oleObject", "ole-object"),
        ("package", "embedded-file"),
        ("aFChunk", "alt-chunk"),
        ("vbaProject", "macro"),
        ("control", "active-x"),
        ("font", "embedded-font"),
        ("subDocument", "sub-document"),
    ],
)
def test_dangerous_parts_leave_with_their_relationship(kind, code):
    docx = paper(main_relations=[relation("x", kind, "nguy-hiem.bin")], parts={"word/nguy-hiem.bin": b"?"})

    cleaned = clean(docx)

    assert [problem.code for problem in cleaned.removed] == [code]
    assert "word/nguy-hiem.bin" not in parts_of(cleaned.docx)
    assert b"nguy-hiem" not in parts_of(cleaned.docx)["word/_rels/document.xml.rels"]


def test_an_external_picture_is_removed_and_its_address_told():
    docx = paper(
        body=linked_picture(), main_relations=[relation("pic", "image", "http://10.0.0.1/a.png", external=True)]
    )

    [problem] = clean(docx).removed

    assert problem.code == "external-link"
    assert problem.path == "word/_rels/document.xml.rels"
    assert "http://10.0.0.1/a.png" in problem.message


def test_a_template_attached_to_the_settings_is_removed():
    docx = paper(
        main_relations=[relation("s", "settings", "settings.xml")],
        parts={
            "word/settings.xml": "<w:settings/>",
            "word/_rels/settings.xml.rels": relations(
                relation("t", "attachedTemplate", "file:///C:/mau.dotm", external=True)
            ),
        },
    )

    assert codes(docx) == ["attached-template"]


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/a.png",
        "file:///etc/passwd",
        "smb://may-chu/chung",
        "//may-chu/chung/a.png",
        "\\\\may-chu\\a.png",
    ],
)
def test_an_address_is_external_even_when_it_does_not_say_so(target):
    assert codes(paper(main_relations=[relation("pic", "image", target)])) == ["external-link"]


def test_what_is_not_dangerous_stays_beside_what_is():
    docx = paper(
        main_relations=[relation("s", "styles", "styles.xml"), relation("x", "oleObject", "../word/a.bin")],
        parts={"word/styles.xml": "<w:styles/>", "word/a.bin": b"?"},
    )

    parts = parts_of(clean(docx).docx)

    assert "word/styles.xml" in parts
    assert b'Target="styles.xml"' in parts["word/_rels/document.xml.rels"]
    assert "word/a.bin" not in parts


def test_cleaning_twice_finds_nothing_more_and_gives_equal_bytes():
    docx = paper(main_relations=[relation("x", "oleObject", "a.bin")], parts={"word/a.bin": b"?"})

    assert clean(docx).docx == clean(docx).docx
    assert clean(clean(docx).docx).removed == ()


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"{\\rtf1}", b"<office:document/>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_is_no_zip_is_refused_before_libreoffice_could_guess(content):
    with pytest.raises(UnreadableFile):
        clean(content)


def test_an_open_document_is_refused_although_libreoffice_would_take_it():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office:document-content/>")

    with pytest.raises(UnreadableFile):
        clean(file.getvalue())


def test_relationships_with_entities_are_refused():
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaa">]><Relationships>&a;</Relationships>'

    with pytest.raises(UnreadableFile):
        clean(paper(parts={"word/_rels/styles.xml.rels": bomb}))


def test_a_file_that_unpacks_without_measure_is_refused():
    parts = {f"word/media/{number}.bin": b"\0" * (60 << 20) for number in range(5)}

    with pytest.raises(UnreadableFile, match="quá lớn"):
        clean(paper(parts=parts))
