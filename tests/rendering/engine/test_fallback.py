"""What only docxtpl can print is printed by docxtpl, in the same sandbox and with the same guarantees."""

import io
import logging

import docx
import pytest
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from PIL import Image

from service.errors import InvalidDocument, InvalidTemplate
from service.rendering.compiler import compile_template
from tests.rendering.engine.word import names, paragraphs, part, template


def picture(colour):
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(stream, "PNG")
    return io.BytesIO(stream.getvalue())


def test_an_image_is_printed_by_docxtpl_and_the_log_says_so(caplog):
    compiled = compile_template(template("{{ name }}", "{{ logo }}", header=["{{ name }}"]))
    logo = InlineImage(compiled.docxtpl(), picture("red"), width=Mm(10))

    with caplog.at_level(logging.INFO, "service.rendering.fallback"):
        made = compiled.render({"name": "A & B", "logo": logo})

    assert "docxtpl" in caplog.text
    assert "word/media/image1.png" in names(made)
    assert paragraphs(made)[:1] == ["A & B"]
    assert "A & B" in paragraphs(made, "word/header1.xml")


def test_a_plain_context_needs_no_docxtpl(caplog):
    with caplog.at_level(logging.INFO, "service.rendering.fallback"):
        compile_template(template("{{ name }}")).render({"name": "A"})

    assert caplog.text == ""


def test_a_sub_document_is_printed_with_its_paragraphs():
    compiled = compile_template(template("trước", "{{p annex }}", "sau {{ name }}"))
    annex = compiled.docxtpl().new_subdoc()
    annex.add_paragraph("phụ lục kèm theo")

    assert paragraphs(compiled.render({"name": "X", "annex": annex})) == ["trước", "phụ lục kèm theo", "sau X"]


def test_media_can_be_replaced():
    document = docx.Document()
    document.add_picture(picture("red"))
    document.add_paragraph("{{ name }}")
    stream = io.BytesIO()
    document.save(stream)
    compiled = compile_template(stream.getvalue())
    by_docxtpl = compiled.docxtpl()
    by_docxtpl.replace_media(picture("red"), picture("blue"))

    made = compiled.render({"name": "A"}, docxtpl=by_docxtpl)

    assert part(made, "word/media/image1.png") == picture("blue").read()
    assert paragraphs(made)[-1] == "A"


def test_both_engines_know_our_own_tags_and_the_last_change():
    compiled = compile_template(template("{% keepnext flag %}{{ name }}"))
    context = {"name": "A", "flag": True}

    made = [
        compiled.render(context, docxtpl=engine, finish=lambda xml: xml.replace(">A<", ">B<"))
        for engine in (None, compiled.docxtpl())
    ]

    assert paragraphs(made[0]) == paragraphs(made[1]) == ["B"]
    assert all(b"<w:keepNext/>" in part(one) for one in made)


def test_an_image_of_a_plain_docxtpl_object_is_refused():
    data = template("{{ logo }}")

    with pytest.raises(TypeError, match=r"CompiledTemplate\.docxtpl"):
        compile_template(data).render({"logo": InlineImage(DocxTemplate(io.BytesIO(data)), picture("red"))})


def test_the_sandbox_holds_in_docxtpl_too():
    compiled = compile_template(template("{{ name.__class__.__mro__ }}"))

    with pytest.raises(InvalidTemplate):
        compiled.render({"name": "A"}, docxtpl=compiled.docxtpl())


def test_docxtpl_does_not_cut_off_a_broken_body_in_silence():
    compiled = compile_template(template("{{ raw|safe }}", "sau"))

    with pytest.raises(InvalidDocument):
        compiled.render({"raw": "</w:t> & <"}, docxtpl=compiled.docxtpl())


def test_the_same_data_gives_the_same_bytes():
    compiled = compile_template(template("{{ name }}"))

    assert len({compiled.render({"name": "A"}, docxtpl=compiled.docxtpl()) for _ in range(2)}) == 1
