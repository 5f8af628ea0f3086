"""The proof that a template is well-formed holds, and what it cannot prove is looked at after each render."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from service.errors import InvalidDocument
from service.rendering.compiler import compile_template
from service.rendering.part import ENVIRONMENT
from service.rendering.proof import Walk, well_formed, well_formed_pieces
from service.rendering.repairs import number_drawings, resolve_control_characters, tables_fit
from tests.rendering.engine.test_same_as_docxtpl import TEMPLATES
from tests.rendering.engine.word import W, paragraphs, template

#: These close a paragraph in one branch only.
NOT_PROVEN = {"joined paragraphs"}


def proven(source):
    return Walk(ENVIRONMENT.parse(source), "<w:body>", "</w:body>").proven


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name not in NOT_PROVEN])
def test_ordinary_templates_are_proven(name):
    [main] = [
        part for part in compile_template(template(*TEMPLATES[name])).rendered if part.name == "word/document.xml"
    ]

    assert main.proven


@pytest.mark.parametrize(
    "source",
    [
        "<a>{% if x %}</a>{% endif %}",
        "{% if x %}<a>{% else %}<b>{% endif %}</a>",
        "<a>{% for x in y %}</a><a>{% else %}</a>{% endfor %}",
        "{% for x in y %}<a>{% endfor %}",
        "<a {{ x }}/>",
        "<a b={{ x }}/>",
        '<a {% if x %}b="1"{% endif %}/>',
        '<a b="{% if x %}1" c="{% endif %}"/>',
        '<a b="{% if x %}<{% endif %}"/>',
        "<a>{{ x }}",
        "</a>",
        "<a></b>",
        "<a",
        "<!-- {{ x }} -->",
        "<![CDATA[{{ x }}]]>",
        "{% filter upper %}<a/>{% endfilter %}",
        "{% if x %}<a xmlns:b='c'>{% else %}<a>{% endif %}</a>",
        '{% if x %}<a xmlns:b="c">{% else %}<a>{% endif %}</a>',
    ],
)
def test_what_may_go_wrong_is_not_proven(source):
    assert not proven(source)


@pytest.mark.parametrize(
    "source",
    [
        "a{{ x }}b",
        "<a>{% if x %}</a><a>{% endif %}</a>",
        '{% if x %}<a>{% else %}<a c="d">{% endif %}</a>',
        '<a b="x{{ x }}y{% if x %}1{% else %}22{% endif %}"/>',
        "<a>{% for x in y %}<b/>{{ x }}{% else %}c{% endfor %}</a>",
        "{% macro m(x) %}<a>{% endmacro %}{% set y %}</b>{% endset %}",
        "{% with x = 1 %}<a/>{% endwith %}{% block z %}<b></b>{% endblock %}",
    ],
)
def test_what_cannot_go_wrong_is_proven(source):
    assert proven(source)


SOURCES = st.recursive(
    st.sampled_from(["x", "<a>", "</a>", "<b>", "</b>", "<c/>", "{{ v }}"]),
    lambda inner: st.builds(
        lambda form, one, two: form.replace("1", "".join(one)).replace("2", "".join(two)),
        st.sampled_from(["{% if p %}1{% endif %}", "{% if q %}1{% else %}2{% endif %}", "{% for i in r %}1{% endfor %}", "12"]),
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(SOURCES, st.booleans(), st.booleans(), st.integers(0, 3), st.text(max_size=5))
def test_a_proven_source_is_well_formed_for_any_data(source, p, q, turns, value):
    value = value.translate(dict.fromkeys([*range(32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]))
    whole = f"<r>{source}</r>"
    made = Environment(autoescape=True).from_string(whole).render(p=p, q=q, r=range(turns), v=value)

    if Walk(ENVIRONMENT.parse(whole)).proven:
        assert well_formed(made)


def test_an_unproven_template_is_checked_after_each_render():
    compiled = compile_template(template("{% filter trim %} {{ a }}{% endfilter %}"))
    [main] = compiled.rendered

    assert not main.proven
    assert paragraphs(compiled.render({"a": "chữ & số"})) == ["chữ & số"]
    with pytest.raises(InvalidDocument):
        compiled.render({"a": Markup("<x>")})


def test_pieces_are_judged_each_by_itself():
    namespaces = f'xmlns:w="{W[1:-1]}"'

    assert well_formed_pieces(["<w:r/>", "chữ", "<w:r><w:t>a</w:t></w:r><w:r/>"], namespaces)
    assert not well_formed_pieces(["<w:r>", "</w:r>"], namespaces)
    assert not well_formed_pieces(["</_><_>"], namespaces)


def test_only_paragraphs_with_control_characters_are_resolved():
    untouched = '<w:p><w:r><w:t xml:space="default">a</w:t></w:r></w:p>'
    broken = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a\nb</w:t></w:r></w:p>"

    made = resolve_control_characters(untouched + broken + "<w:sectPr/>")

    assert made.startswith(untouched)
    assert made.endswith('<w:t>a</w:t><w:br/><w:t xml:space="preserve">b</w:t></w:r></w:p><w:sectPr/>')


def test_drawings_are_numbered_whatever_the_order_of_their_attributes():
    made = number_drawings('<wp:docPr id="1" name="a"/><wp:docPr name=\'id=\' id=\'7\'/><wp:docPr\n id=""/>')

    assert made == '<wp:docPr id="1001" name="a"/><wp:docPr name=\'id=\' id=\'1002\'/><wp:docPr\n id="1003"/>'


@pytest.mark.parametrize(
    ("rows", "fit"),
    [
        ("<w:tr><w:tc/><w:tc/></w:tr>", True),
        ('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tc></w:tr>', True),
        ("<w:tr><w:tc/></w:tr>", False),
        ("<w:tr><w:tc/><w:tc/><w:tc/></w:tr>", False),
        ("<w:tr><w:sdt><w:sdtContent><w:tc/></w:sdtContent></w:sdt><w:tc/></w:tr>", False),
        ("", False),
    ],
)
def test_tables_from_the_data_keep_their_grid_only_if_it_fits(rows, fit):
    rows = rows.replace("<w:tc/>", "<w:tc></w:tc>")
    table = f'<w:tbl><w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="2"/></w:tblGrid>{rows}</w:tbl>'

    assert tables_fit([table, "chữ"], f'xmlns:w="{W[1:-1]}"') is fit
    assert not tables_fit([f"<w:p/>{table}"], f'xmlns:w="{W[1:-1]}"')


@pytest.mark.parametrize("xml", ["a\nb", "\t", "<w:sectPr>\f</w:sectPr>"])
def test_a_control_character_outside_of_paragraphs_is_left_alone(xml):
    assert resolve_control_characters(xml) == xml
