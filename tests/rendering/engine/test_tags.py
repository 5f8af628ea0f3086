"""Our own tags set what they name, in schema order, and leave Word able to open the template."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree
from openxml_audit import OpenXmlValidator

from service.errors import InvalidTemplate
from service.rendering.compiler import compile_template
from service.rendering.tags import OWN_TAGS, OwnTag
from tests.rendering.engine.word import W, paragraphs, part, saved, template

ROWS = [
    {"group": "Chung", "first": True, "task": "a"},
    {"group": "Chung", "first": False, "task": "b"},
    {"group": "Riêng", "first": True, "task": "c"},
]


def body(data):
    return etree.fromstring(part(data))


def properties(data, index=0):
    """Give the names of what stands in a paragraph's properties."""
    found = body(data).findall(f".//{W}p")[index].find(f"{W}pPr")
    return [] if found is None else [child.tag.removeprefix(W) for child in found]


def schema_errors(data, path):
    path.write_bytes(data)
    return [error for error in OpenXmlValidator().validate(path).errors if error.part_uri == "/word/document.xml"]


@pytest.mark.parametrize(
    ("tag", "element"),
    [("keepnext", "keepNext"), ("pagebreak", "pageBreakBefore"), ("nonumber", "numPr"), ("numid", "numPr")],
)
def test_a_paragraph_tag_adds_its_property_only_where_true(tag, element):
    compiled = compile_template(template(f"{{% {tag} flag %}}chữ"))

    assert properties(compiled.render({"flag": 3})) == [element]
    assert properties(compiled.render({"flag": 0})) == []
    assert paragraphs(compiled.render({"flag": 3})) == ["chữ"]


def test_properties_stand_in_schema_order(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("{% numid 1 %}{% pagebreak yes %}{% keepnext yes %}chữ", style="Heading 1")
    paragraph.paragraph_format.alignment = 1
    paragraph.paragraph_format.widow_control = True

    made = compile_template(saved(document)).render({"yes": True})

    assert properties(made) == ["pStyle", "keepNext", "pageBreakBefore", "widowControl", "numPr", "jc"]
    assert schema_errors(made, tmp_path / "made.docx") == []


def test_a_number_is_switched_off_where_asked_and_stays_elsewhere():
    document = docx.Document()
    paragraph = document.add_paragraph("{% nonumber off %}chữ")
    number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="2"/><w:numId w:val="4"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(number))
    compiled = compile_template(saved(document))

    def number_of(data):
        found = body(data).find(f".//{W}numPr")
        return [(child.tag.removeprefix(W), child.get(f"{W}val")) for child in found]

    assert number_of(compiled.render({"off": False})) == [("ilvl", "2"), ("numId", "4")]
    assert number_of(compiled.render({"off": True})) == [("ilvl", "2"), ("numId", "0")]


def test_a_tag_within_a_loop_is_asked_for_each_item():
    blocks = ["{%p for r in rows %}", "{% keepnext r.first %}{{ r.task }}", "{%p endfor %}"]
    made = compile_template(template(*blocks)).render({"rows": ROWS})

    assert [properties(made, index) for index in range(3)] == [["keepNext"], [], ["keepNext"]]


@pytest.fixture
def merged_rows():
    table = [
        ["Nhóm", "Việc"],
        ["{%tr for r in rows %}", ""],
        ["{% vmerge r.first %}{% cellwidth 2000 + 1 %}{{ r.group }}", "{{ r.task }}"],
        ["{%tr endfor %}", ""],
    ]
    return compile_template(template(table)).render({"rows": ROWS})


def test_merged_cells_print_their_content_once(merged_rows):
    merges = [merge.get(f"{W}val") for merge in body(merged_rows).iter(f"{W}vMerge")]

    assert merges == ["restart", "continue", "restart"]
    assert paragraphs(merged_rows) == ["Nhóm", "Việc", "Chung", "a", "", "b", "Riêng", "c"]


def test_merged_cells_are_valid(merged_rows, tmp_path):
    cell = body(merged_rows).findall(f".//{W}tc")[2]

    assert [child.tag.removeprefix(W) for child in cell.find(f"{W}tcPr")] == ["tcW", "vMerge"]
    assert cell.find(f"{W}tcPr/{W}tcW").attrib == {f"{W}w": "2001", f"{W}type": "dxa"}
    assert schema_errors(merged_rows, tmp_path / "made.docx") == []


def test_a_merged_cell_of_several_paragraphs_keeps_one_empty_one():
    table = [
        ["{%tr for r in rows %}", ""],
        [["{% vmerge r.first %}{{ r.group }}", "{%p if r.first %}", "đầu", "{%p endif %}", "cuối"], "{{ r.task }}"],
        ["{%tr endfor %}", ""],
    ]
    made = compile_template(template(table)).render({"rows": ROWS[:2]})

    assert paragraphs(made) == ["Chung", "đầu", "cuối", "a", "", "b"]


def test_a_tag_split_over_runs_and_with_curled_quotes_is_understood():
    compiled = compile_template(template(("{% keep", "next name == “Lan” ", "%}chữ"), "x"))

    assert properties(compiled.render({"name": "Lan"})) == ["keepNext"]
    assert properties(compiled.render({"name": "Mai"})) == []


def test_tags_work_in_a_header():
    compiled = compile_template(template("x", header=["{% keepnext flag %}{{ flag }}"]))

    assert b"<w:keepNext/>" in part(compiled.render({"flag": True}), "word/header1.xml")


def test_a_new_tag_is_a_function_and_a_row():
    def outline(place):
        place.only_if(place.element.get_or_add_pPr().get_or_add_outlineLvl())

    data = template("{% outline level %}chữ")

    made = compile_template(data, tags=(OwnTag("outline", "w:p", outline),)).render({"level": 1})

    assert properties(made) == ["outlineLvl"]
    with pytest.raises(InvalidTemplate):
        compile_template(data)


@pytest.mark.parametrize("tag", [tag for tag in OWN_TAGS if tag.inside == "w:tc"], ids=lambda tag: tag.name)
def test_a_cell_tag_outside_a_table_is_refused(tag):
    with pytest.raises(InvalidTemplate) as refused:
        compile_template(template(f"{{% {tag.name} x %}}chữ"))

    assert [problem.code for problem in refused.value.problems] == ["misplaced-tag"]


def test_a_template_with_tags_is_still_a_word_file():
    data = template("{% keepnext a %}{% pagebreak b %}{{ c }}", [["{% vmerge d %}{% cellwidth e %}f", "g"]])

    assert len(docx.Document(io.BytesIO(data)).tables) == 1
