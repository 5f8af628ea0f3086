"""Every part that can hold tags is rendered: footnotes once only, headers of all sections, text boxes; by many threads at once."""

from concurrent.futures import ThreadPoolExecutor

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from service.rendering.compiler import compile_template
from service.rendering.extra_parts import ExtraPart, add_parts
from service.rendering.lint import lint_template
from service.rendering.package import packed, read_package, write_package
from tests.rendering.engine.word import by_docxtpl, canonical, paragraphs, part, saved, template

FOOTNOTES = ExtraPart(
    "word/footnotes.xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes",
    f'<w:footnotes {nsdecls("w")}><w:footnote w:id="1"><w:p><w:r><w:t>Xem {{{{ note }}}}'
    "</w:t></w:r></w:p></w:footnote></w:footnotes>".encode(),
)
BOX = (
    f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>{{ note }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


@pytest.fixture
def sections():
    """A template of two sections, each with a header of its own, and footnotes."""
    document = docx.Document()
    document.sections[0].header.add_paragraph("một {{ note }}")
    document.add_paragraph("{{ note }}")
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.header.is_linked_to_previous = False
    second.header.add_paragraph("hai {{ note }}")
    parts = read_package(saved(document))
    add_parts(parts, (FOOTNOTES,))
    return write_package(packed(parts).values())


def test_footnotes_and_all_headers_are_rendered_as_docxtpl_does(sections):
    ours, theirs = compile_template(sections).render({"note": "A & B"}), by_docxtpl(sections, {"note": "A & B"})

    for name in ("word/footnotes.xml", "word/header1.xml", "word/header2.xml", "word/document.xml"):
        assert canonical(ours, name) == canonical(theirs, name)


@pytest.mark.parametrize("engine", ["compiled", "docxtpl"])
def test_data_in_a_footnote_is_never_taken_for_a_template(sections, engine):
    compiled = compile_template(sections)

    made = compiled.render({"note": "{{ 7 * 7 }}"}, docxtpl=compiled.docxtpl() if engine == "docxtpl" else None)

    assert paragraphs(made, "word/footnotes.xml") == ["Xem {{ 7 * 7 }}"]


def test_faults_in_every_part_are_named(sections):
    parts = read_package(sections)
    for name in ("word/header2.xml", "word/footnotes.xml"):
        parts[name] = parts[name].replace(b"{{ note }}", b"{{ note")

    places = [problem.path for problem in lint_template(write_package(packed(parts).values()))]

    assert ["Đầu trang (word/header2.xml)" in places[0], "Chú thích (word/footnotes.xml)" in places[1]] == [True, True]


def test_a_text_box_is_rendered_and_its_faults_are_placed():
    document = docx.Document()
    document.add_paragraph("ngoài")._p.append(parse_xml(BOX))
    data = saved(document)

    assert paragraphs(compile_template(data).render({"note": "trong"})) == ["ngoàitrong", "trong"]
    [problem] = lint_template(data, known_names=("other",))
    assert "hộp chữ «{{ note }}»" in problem.path


def test_threads_share_a_compiled_template():
    compiled = compile_template(template("{%p for x in xs %}", "{{ name }} {{ x }}", "{%p endfor %}"))

    def render(number):
        made = compiled.render({"name": f"văn bản {number}", "xs": list(range(number % 7))})
        return paragraphs(made) == [f"văn bản {number} {x}" for x in range(number % 7)]

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(render, range(80)))


def test_drawings_of_the_template_are_numbered_as_docxtpl_does():
    document = docx.Document()
    document.add_paragraph("{%p for x in xs %}")
    drawing = (
        f'<w:r {nsdecls("w", "wp", "a", "pic")}><w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
        '<wp:docPr id="5" name="a > b"/><a:graphic/></wp:inline></w:drawing></w:r>'
    )
    document.add_paragraph()._p.append(parse_xml(drawing))
    document.add_paragraph("{%p endfor %}")
    data = saved(document)

    ours, theirs = compile_template(data).render({"xs": [1, 2, 3]}), by_docxtpl(data, {"xs": [1, 2, 3]})

    assert canonical(ours) == canonical(theirs)
    found = etree.fromstring(part(ours)).iterfind(".//{*}docPr")
    assert [one.get("id") for one in found] == ["1001", "1002", "1003"]
