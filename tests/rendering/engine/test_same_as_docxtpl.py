"""The compiled engine prints what docxtpl prints: document, header and footer are equal as canonical XML."""

import pytest
from docxtpl import Listing, RichText, RichTextParagraph
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from service.rendering.compiler import compile_template
from tests.rendering.engine.word import by_docxtpl, canonical, names, template

TASKS = [
    {"name": "Rà soát & công khai", "due": "30/01/2026", "outputs": ["Báo cáo", "Danh mục <mới>"], "late": False},
    {"name": "Tuyên truyền", "due": "Thường xuyên", "outputs": [], "late": True},
    {"name": "Kiểm tra", "due": 'Quý "I"', "outputs": ["Biên bản"], "late": False},
]
RAW = Markup("<w:r><w:rPr><w:b/></w:rPr><w:t>đậm &amp; rõ</w:t></w:r>")
SPLIT = ("Số: {", "{ num", "ber }", "} ngày")

#: name -> blocks of the template; every one is rendered with CONTEXT and with EMPTY.
TEMPLATES = {
    "field": ["Xin chào {{ name }}, {{ name }}."],
    "field split over runs": [SPLIT, ("{", "% if flag %", "}có{%", " endif %}")],
    "curly quotes": ["{% if name == “Lan” %}đúng{% else %}‘{{ name }}’ “sai”{% endif %}"],
    "less than": ["{% if number < 10 and number > 2 %}ít{% else %}nhiều{% endif %}"],
    "missing names": ["[{{ nothing }}] [{{ nothing_else|default('trống') }}]"],
    "attributes, items, methods": ["{{ task.name }} {{ task['due'] }} {{ name.upper() }} {{ task.items()|length }}"],
    "filters": ["{{ name|upper }} {{ tasks|length }} {{ tasks|map(attribute='name')|join('; ') }} {{ number|string }}"],
    "none, numbers, booleans": ["{{ none_value }} {{ number }} {{ 1.5 }} {{ flag }} {{ number + 1 }}"],
    "inline loop": ["{% for t in tasks %}{{ loop.index }}. {{ t.name }}{% if not loop.last %}; {% endif %}{% endfor %}."],
    "paragraph loop": ["{%p for t in tasks %}", "- {{ t.name }}", "{%p endfor %}", "hết"],
    "paragraph condition": ["{%p if flag %}", "một", "{%p elif number %}", "hai", "{%p else %}", "ba", "{%p endif %}"],
    "nested loops": ["{%p for t in tasks %}", "{{ t.name }}", "{%p for o in t.outputs %}", "+ {{ o }}", "{%p endfor %}", "{%p endfor %}"],
    "text beside a paragraph tag": ["mất {%p if flag %} mất", "còn", "{%p endif %}"],
    "comments": ["trước{# chú thích #} sau", "{#p cả đoạn #}", "hết"],
    "run tags": [("{%r if flag %}", "đậm", "{%r endif %}", " thường {{r rich }} {{r raw }}")],
    "paragraph value": ["{{p paragraph }}", "sau"],
    "rich text": ["trước {{r rich }} sau"],
    "markup in a run": ["{{r raw }}", "[{{r none_raw }}]"],
    "listing": ["{{ listing }}"],
    "newline, tab, page": ["{{ lines }}", "{{ tabs }}", "{{ pages }}"],
    "newline in a loop": ["{%p for t in tasks %}", "{{ t.name }}: {{ lines }}", "{%p endfor %}"],
    "spaces kept": ["  {{ name }}  ", "a{{ name }} {{ name }}b"],
    "joined paragraphs": ["Một", "{%- if flag %} hai{% endif %}", "ba{% if flag -%}", "bốn{% endif %}"],
    "set": ["{% set total = number * 2 %}{{ total }}", "{%p set a = name %}", "{{ a }}"],
    "macro": ["{% macro show(x) %}<{{ x }}>{% endmacro %}{{ show(name) }}{{ show(number) }}"],
    "set block": ["{% set words %}a {{ name }}{% endset %}{{ words }}{{ words }}"],
    "printed braces": ["{_{ name }_} {_% if %_}"],
    "table rows": [[["Tên", "Hạn"], ["{%tr for t in tasks %}", ""], ["{{ t.name }}", "{{ t.due }}"], ["{%tr endfor %}", ""]]],
    "nested row loops": [
        [["Tên", "Ra"], ["{%tr for t in tasks %}", ""], ["{%tr for o in t.outputs %}", ""], ["{{ t.name }}", "{{ o }}"],
         ["{%tr endfor %}", ""], ["{%tr endfor %}", ""]]
    ],
    "row condition": [[["a", "b"], ["{%tr if flag %}", ""], ["{{ name }}", "x"], ["{%tr endif %}", ""]]],
    "no lasting row": [[["{%tr for t in tasks %}", ""], ["{{ t.name }}", "{{ t.due }}"], ["{%tr endfor %}", ""]]],
    "cell loop": [[["{%tc for t in tasks %}", "{{ t.name }}", "{%tc endfor %}"]]],
    "cell loop and colspan": [
        [["{% colspan tasks|length %}Việc", "", ""], ["{%tc for t in tasks %}", "{{ t.name }}", "{%tc endfor %}"]]
    ],
    "cell background": [[["{% cellbg colour %}{{ name }}", "b"]]],
    "vertical merge": [[["a", "b"], ["{%tr for t in tasks %}", ""], ["{% vm %}{{ name }}", "{{ t.name }}"], ["{%tr endfor %}", ""]]],
    "horizontal merge": [[["{%tc for t in tasks %}", "{% hm %}{{ name }}", "{%tc endfor %}", "z"]]],
    "paragraph loop in a cell": [[[["{%p for t in tasks %}", "{{ t.name }}", "{%p endfor %}", "- Lưu: VT."], "x"]]],
}  # fmt: skip
CONTEXT = {
    "name": "Lan & <Hạnh> 'Mai' \"Cúc\"",
    "number": 7,
    "flag": True,
    "none_value": None,
    "task": TASKS[0],
    "tasks": TASKS,
    "colour": "D9E2F3",
    "rich": RichText("xanh & đỏ", bold=True, color="#FF0000"),
    "raw": RAW,
    "none_raw": Markup(),
    "paragraph": RichTextParagraph("đoạn riêng", parastyle="Heading1"),
    "listing": Listing("một & hai\nba\tbốn\anăm\fsáu"),
    "lines": "dòng 1\ndòng 2 & <3>\n",
    "tabs": "a\tb\t\tc",
    "pages": "trang 1\ftrang 2\ađoạn",
}
EMPTY = CONTEXT | {"name": "", "flag": False, "tasks": [], "number": 0, "lines": "", "raw": Markup()}


@pytest.mark.parametrize("context", [CONTEXT, EMPTY], ids=["full", "empty"])
@pytest.mark.parametrize("blocks", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_each_construct_prints_the_same(blocks, context):
    data = template(*blocks)

    assert canonical(compile_template(data).render(context)) == canonical(by_docxtpl(data, context))


def test_headers_and_footers_print_the_same():
    blocks = TEMPLATES["paragraph loop"] + TEMPLATES["table rows"][:0] + ["{{ lines }}"]
    data = template("thân {{ name }}", header=["{{ name }}", *blocks], footer=["{{ lines }}", "{{r rich }}"])

    ours, theirs = compile_template(data).render(CONTEXT), by_docxtpl(data, CONTEXT)

    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        assert canonical(ours, name) == canonical(theirs, name)


def test_parts_without_tags_are_the_same():
    data = template("{{ name }}", header=["không thẻ\tcó tab"], footer=["tĩnh"])
    ours, theirs = compile_template(data).render(CONTEXT), by_docxtpl(data, CONTEXT)

    unchanged = [name for name in names(data) if name.startswith("word/") and name != "word/document.xml"]
    for name in unchanged:
        assert canonical(ours, name) == canonical(theirs, name) if name.endswith(".xml") else True


#: Any character that XML can hold; docxtpl reads its own brace marks ({_{) and strips line ends of raw paragraphs.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\x7f\ufffe\uffff", exclude_categories=["Cc", "Cs"]), max_size=40
)
MIXED = st.one_of(TEXTS, TEXTS.map(lambda text: f"{text}\n{text}\t<&>{{{{ x }}}}{{% y %}}"))
PLAN = template(
    "{{ name }}{% if flag %} {{ lines }}{% endif %}",
    "{%p for t in tasks %}", ("- {", "{ t", " }}"), "{%p endfor %}",
    [["a", "b"], ["{%tr for t in tasks %}", ""], ["{{ t }}", "{% vm %}{{ name }}"], ["{%tr endfor %}", ""]],
    header=["{{ name }}"],
)  # fmt: skip
COMPILED_PLAN = compile_template(PLAN)


@settings(max_examples=60, deadline=None)
@given(name=MIXED, lines=MIXED, tasks=st.lists(MIXED, max_size=4), flag=st.booleans())
def test_any_text_prints_the_same(name, lines, tasks, flag):
    context = {"name": name, "lines": lines, "tasks": tasks, "flag": flag}
    ours, theirs = COMPILED_PLAN.render(context), by_docxtpl(PLAN, context)

    assert canonical(ours) == canonical(theirs)
    assert canonical(ours, "word/header1.xml") == canonical(theirs, "word/header1.xml")
