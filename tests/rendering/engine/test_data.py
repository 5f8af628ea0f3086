"""Whatever stands in the data comes out as text, whole; what no Word file can hold is refused by name."""

import io
import zipfile

import pytest
from docxtpl import RichText
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from service.errors import InvalidDocument
from service.rendering.compiler import compile_template
from tests.rendering.engine.word import W, canonical, names, paragraphs, part, replaced, template

FIELD = compile_template(template("[{{ value }}]", header=["{{ value }}"]))
RAW = compile_template(template("{{r value }}", "sau"))


@settings(max_examples=120, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufffe\uffff", exclude_categories=["Cc", "Cs"])))
@example("a & b < c > d \" e ' f")
@example("{{ x }} {% for x in y %} {# z #} {_{ }_} %}")
@example("Hoa\u0300 b\u00ecnh")  # NFD beside NFC
@example("😀 𝒜 \u00a0 \u200b")
@example("</w:t></w:r></w:p> ]]> <!-- --> <?x ?> &amp;amp;")
def test_every_text_comes_out_as_it_went_in(text):
    made = FIELD.render({"value": text})

    assert paragraphs(made) == [f"[{text}]"]
    assert paragraphs(made, "word/header1.xml")[-1] == text


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0b", "\x1b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_a_character_that_xml_cannot_hold_is_refused_with_its_field(character):
    context = {"value": "sạch", "tasks": [{"name": "bẩn"}, {"name": f"a{character}b"}]}
    compiled = compile_template(template("{%p for t in tasks %}", "{{ t.name }}", "{%p endfor %}"))

    with pytest.raises(InvalidDocument) as refused:
        compiled.render(context)

    [problem] = refused.value.problems
    assert problem.path == "/tasks/1/name"
    assert f"U+{ord(character):04X}" in problem.message


def test_control_characters_that_word_has_words_for_become_breaks_and_tabs():
    made = FIELD.render({"value": "một\nhai\tba\fbốn\anăm"})
    body = etree.fromstring(part(made))

    assert len(body.findall(f".//{W}br")) == 2
    assert len(body.findall(f".//{W}tab")) == 1
    assert paragraphs(made) == ["[mộthaiba", "", "bốn", "năm]"]


@pytest.mark.parametrize(
    "xml",
    [
        "<w:r><w:t>a",
        "<w:r></w:p>",
        "a & b",
        "<w:r><w:t>&nbsp;</w:t></w:r>",
        "<x:r/>",
        "</_><_>",
        "<w:r w:a='1' w:a='2'/>",
        "<w:t>\x0b</w:t>",
    ],
)
def test_broken_xml_from_the_caller_is_refused(xml):
    with pytest.raises(InvalidDocument):
        RAW.render({"value": Markup(xml)})


def test_xml_that_ends_and_begins_the_run_around_it_is_well_formed_as_a_whole():
    split = compile_template(template("a{{ value }}b"))

    made = split.render({"value": Markup("</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>")})

    assert paragraphs(made) == ["ab"]


def test_xml_in_an_attribute_becomes_text():
    width = compile_template(template([["{% cellwidth value %}a", "b"]]))

    made = width.render({"value": Markup('1"><w:evil/>')})

    assert etree.fromstring(part(made)).find(f".//{W}tcW").get(f"{W}w") == '1"><w:evil/>'


def test_rich_text_keeps_its_own_escaping():
    made = RAW.render({"value": RichText("a & <b>", bold=True)})

    assert paragraphs(made) == ["a & <b>", "sau"]


def test_the_same_data_gives_the_same_bytes():
    again = compile_template(template("[{{ value }}]", header=["{{ value }}"]))

    assert FIELD.render({"value": "x"}) == FIELD.render({"value": "x"}) == again.render({"value": "x"})


def test_a_render_leaves_no_trace_in_the_next():
    FIELD.render({"value": Markup("<w:r>")} | {"value": "a"})

    assert paragraphs(FIELD.render({})) == ["[]"]


def test_the_file_is_a_sound_zip_without_a_clock():
    data = FIELD.render({"value": "x" * 100_000})

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert len(set(archive.namelist())) == len(archive.namelist())


def test_the_last_change_sees_the_main_part_alone_and_without_declaration():
    seen = []

    def finish(xml):
        seen.append(xml)
        return xml.replace("[x]", "[y]")

    made = FIELD.render({"value": "x"}, finish=finish)

    assert [xml.startswith("<w:document") for xml in seen] == [True]
    assert paragraphs(made) == ["[y]"]
    assert paragraphs(made, "word/header1.xml")[-1] == "x"


def test_fields_in_the_core_properties_are_filled_in_once_escaped():
    document = template("{{ title }}")
    core = part(document, "docProps/core.xml").replace(b"<dc:title/>", b"<dc:title>{{ title }}</dc:title>")
    assert b"{{ title }}" in core
    compiled = compile_template(replaced(document, "docProps/core.xml", core))

    for engine in (None, compiled.docxtpl()):
        made = compiled.render({"title": "A & B" * 100}, docxtpl=engine)
        assert etree.fromstring(part(made, "docProps/core.xml")).findtext("{*}title") == "A & B" * 100


def test_parts_that_hold_no_tags_are_the_same_in_every_document():
    one, other = FIELD.render({"value": "1"}), FIELD.render({"value": "2"})

    changed = {name for name in names(one) if part(one, name) != part(other, name)}

    assert changed == {"word/document.xml", "word/header1.xml"}
    assert canonical(one, "word/styles.xml") == canonical(other, "word/styles.xml")
