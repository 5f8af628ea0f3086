"""The file itself: valid by an independent validator, every reference resolved, nothing lost of the data, same bytes each time."""

import hashlib
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from service.documents import plain_text
from service.rendering import render_document
from tests.rendering import examples, word_files
from tests.rendering.specimens import NAMES, specimen

#: Text that would break a careless renderer, each in a place of its own.
HOSTILE = [
    "Công ty A & B <Việt Nam> \"trích dẫn\" 'đơn'",
    "{{ 7 * 7 }} và {% if x %} và {# ghi chú #} và {%p for a in b %}",
    "{{r tag }} {%tr endfor %} {% vmerge x %} {% keepnext y %}",
    "</w:t></w:r></w:p> <w:br/> &amp; &lt; &#38; ]]> <!-- --> <?xml?>",
    "Biểu tượng 😀 👍🏽 và chữ ngoài bảng mã thường 𝒳",
    "10% < 20% > 5% && 100$ \\ / | ~ ` ^ @",
    "Jinja: {{ self.__class__.__mro__ }} {{ cycler.__init__.__globals__.os.popen('id').read() }}",
]


@pytest.fixture(params=NAMES, scope="module")
def rendered(request):
    document = specimen(request.param)
    return document, render_document(document)


def findings(docx, tmp_path):
    path = tmp_path / "document.docx"
    path.write_bytes(docx)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def test_an_independent_validator_finds_nothing(rendered, tmp_path):
    _, docx = rendered

    assert findings(docx, tmp_path) == []


def test_every_part_is_well_formed(rendered):
    _, docx = rendered
    for name in word_files.parts(docx):
        word_files.tree(docx, name)


def test_every_relationship_leads_to_a_part_and_none_leads_outside(rendered):
    _, docx = rendered
    names = word_files.parts(docx)
    for part, identity, target, external in word_files.targets(docx):
        assert not external, (part, identity)
        assert target in names, (part, identity, target)


def test_every_relationship_that_the_text_uses_exists(rendered):
    _, docx = rendered
    known = {identity for part, identity, _, _ in word_files.targets(docx) if part == "word/_rels/document.xml.rels"}
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

    assert {node.get(relation) for node in word_files.tree(docx).iter() if node.get(relation)} <= known


def test_every_style_that_the_text_uses_exists(rendered):
    _, docx = rendered
    known = set(word_files.style_names(docx))
    used = {
        node.get(f"{word_files.W}val")
        for node in word_files.tree(docx).iter(
            f"{word_files.W}pStyle", f"{word_files.W}tblStyle", f"{word_files.W}rStyle"
        )
    }

    assert used <= known


def test_every_drawing_has_an_id_of_its_own(rendered):
    _, docx = rendered
    identities = [node.get("id") for node in word_files.tree(docx).iter("{*}docPr")]

    assert identities
    assert len(identities) == len(set(identities))


def test_no_tag_of_the_template_is_left(rendered):
    _, docx = rendered
    for name, content in word_files.parts(docx).items():
        if name.startswith("word/"):
            assert b"{{" not in content, name
            assert b"{%" not in content, name


def test_every_paragraph_of_the_text_bears_a_style_of_ours(rendered):
    _, docx = rendered
    assert {para.style for para in word_files.paragraphs(docx)} <= {
        name.removeprefix("ND30 ") for name in word_files.style_names(docx).values() if name.startswith("ND30 ")
    }


def test_every_table_cell_ends_with_a_paragraph(rendered):
    _, docx = rendered
    for cell in word_files.tree(docx).iter(f"{word_files.W}tc"):
        assert cell[-1].tag == f"{word_files.W}p"


def test_the_last_section_is_that_of_the_body_with_no_empty_page_after_it(rendered):
    document, docx = rendered
    body = word_files.tree(docx).find(f"{word_files.W}body")
    sections = list(body.iter(f"{word_files.W}sectPr"))

    assert body[-1] is sections[-1]
    assert len(sections) == 1 + len(document.appendices) + bool(document.attachment)


def test_the_same_document_gives_the_same_bytes(rendered):
    document, docx = rendered

    assert render_document(document) == docx


def test_the_same_document_gives_the_same_bytes_in_another_process():
    program = (
        "import sys, hashlib\n"
        "from service.documents import parse_document\n"
        "from service.rendering import render_document\n"
        "print(hashlib.sha256(render_document(parse_document(sys.stdin.buffer.read()))).hexdigest())\n"
    )
    document = specimen("two-appendices")
    expected = hashlib.sha256(render_document(document)).hexdigest()
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=examples.data_of(document).encode(),
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "4242", "TZ": "Asia/Ho_Chi_Minh"},
    )

    assert done.stdout.decode().strip() == expected


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_text(text, tmp_path):
    document = examples.plan(
        subject=text,
        legal_bases=[text],
        opening=[text],
        body={
            "content": [
                {"type": "section", "title": text, "content": [{"type": "clause", "title": text}, {"type": "point", "text": text}]},
                {"type": "table", "columns": [{"heading": text}], "rows": [[text]]},
                {"type": "paragraph", "text": [{"text": text, "bold": True}]},
                {"type": "paragraph", "text": "Chi tiết tại Phụ lục kèm theo."},
            ]
        },
        tasks=[{"name": text, "tasks": [{"name": text, "outputs": [{"name": text, "due": text}], "lead": [text], "coordinating": [text]}]}],
        appendices=[{"name": text, "content": [{"type": "task-table"}]}],
        recipients=[{"name": text, "purpose": text}],
        contact={"address": text},
        circulation=text,
    )  # fmt: skip
    docx = render_document(document)
    expected = " ".join(unicodedata.normalize("NFC", text).split())
    texts = [" ".join(para.text.split()) for para in word_files.paragraphs(docx)]
    footer = " ".join(para.text for para in word_files.paragraphs(docx, "word/footer2.xml"))

    assert findings(docx, tmp_path) == []
    assert sum(expected in text for text in texts) >= 12
    assert any(expected.upper() in text for text in texts)
    assert expected in footer


def test_decomposed_text_comes_out_composed():
    nfd = unicodedata.normalize("NFD", "Đề nghị Ủy ban nhân dân xã Đắk Pơ thực hiện")
    docx = render_document(examples.plan(opening=[nfd]))

    assert word_files.styled(docx, "Mở đầu") == [unicodedata.normalize("NFC", nfd)]


def test_marks_of_bold_and_italic_reach_the_file():
    text = [{"text": "Thường "}, {"text": "đậm", "bold": True}, {"text": " nghiêng", "italic": True}]
    docx = render_document(examples.plan(opening=[text]))
    [para] = [para for para in word_files.paragraphs(docx) if para.style == "Mở đầu"]
    marks = [f"{word_files.W}rPr/{word_files.W}{mark}" for mark in "bi"]
    runs = [
        (word_files.text_of(run), *(run.find(mark) is not None for mark in marks))
        for run in para.element.iter(f"{word_files.W}r")
        if word_files.text_of(run)
    ]

    assert runs == [("Thường ", False, False), ("đậm", True, False), (" nghiêng", False, True)]


def test_every_word_of_the_examples_is_in_the_file(rendered):
    document, docx = rendered
    text = " ".join(" ".join(para.text.split()) for para in word_files.paragraphs(docx)).casefold()
    for group in document.tasks:
        for task in group.tasks:
            assert plain_text(task.name).casefold() in text
            for output in task.outputs:
                assert output.name.casefold() in text
    for recipient in document.recipients:
        assert recipient.name.casefold() in text
    assert document.signer.name.casefold() in text
    for appendix in document.appendices:
        assert (appendix.name or "").casefold() in text
