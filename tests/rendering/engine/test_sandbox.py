"""A template reads plain data and prints it, within a budget; it reaches nothing else."""

from types import SimpleNamespace

import pytest

from service.errors import InvalidTemplate
from service.rendering.compiler import compile_template
from tests.rendering.engine.word import paragraphs, template


def render(*blocks, **context):
    return compile_template(template(*blocks)).render({"name": "Lan", "items": [1, 2], **context})


class Spy:
    def __init__(self):
        self.told = []

    def tell(self):
        self.told.append("secret")
        return "secret"


@pytest.mark.parametrize(
    "tag",
    [
        "{{ name.__class__.__mro__[1].__subclasses__() }}",
        "{{ name['__class__']['__base__'] }}",
        "{{ name|attr('__class__')|attr('__mro__') }}",
        "{{ ''.format.__globals__ }}",
        "{{ '{0.__class__.__mro__}'.format(name) }}",
        "{{ '{a.__class__.__mro__}'.format_map({'a': name}) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ joiner.__init__.__globals__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ range.__self__ }}",
        "{% macro m() %}{% endmacro %}{{ m.__globals__ }}{{ m._environment.filters }}",
        "{% for x in items %}{{ loop._iterator }}{{ loop.__init__.__globals__ }}{% endfor %}",
        "{{ items.append(3) }}",
        "{{ items.clear() }}",
        "{{ {'a': 1}.update({'b': 2}) }}",
        "{{ spy.tell() }}",
        "{% for f in [spy.tell] %}{{ f() }}{% endfor %}",
        "{{ name() }}",
    ],
)
def test_what_is_forbidden_is_refused_or_prints_nothing(tag):
    spy = Spy()
    items = [1, 2]

    try:
        printed = "".join(paragraphs(render(tag, spy=spy, items=items)))
    except InvalidTemplate:
        printed = ""

    assert printed.strip("0123456789") == ""
    assert (spy.told, items) == ([], [1, 2])


@pytest.mark.parametrize("tag", ["{{ lipsum() }}", "{{ nothing.at.all }}", "{{ 1 // 0 }}", "{{ name + 1 }}"])
def test_an_expression_that_fails_names_its_paragraph(tag):
    with pytest.raises(InvalidTemplate) as refused:
        render("đầu", f"Đoạn hỏng {tag}", "cuối")

    [problem] = refused.value.problems
    assert "Đoạn hỏng" in problem.path


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("loops", "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"),
        ("a long range", "{% for a in range(10000000) %}{% endfor %}"),
        ("a generator", "{% for a in range(999)|map('string') %}{% for b in range(9999)|map('string') %}{% endfor %}{% endfor %}"),
        ("recursion", "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}"),
        ("recursive loop", "{% for a in [[1]] recursive %}{{ loop([a, a]) }}{% endfor %}"),
        ("output", "{% for a in range(9999) %}{{ big }}{% endfor %}"),
        ("constant output", "{% for a in range(9999) %}{% for b in range(40) %}" + "x" * 200 + "{% endfor %}{% endfor %}"),
        ("doubling", "{% set n = namespace(x='xx') %}{% for a in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}"),
        ("adding", "{% set n = namespace(x='xx') %}{% for a in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}"),
        ("lists", "{% set n = namespace(x=[1]) %}{% for a in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}"),
        ("set blocks", "{% set n = namespace(x='xx') %}{% for a in range(60) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}"),
        ("repetition", "{{ 'x' * 999999999 }}"),
        ("repeated lists", "{{ [1] * 999999999 }}"),
        ("powers", "{{ 9 ** (9 ** 9) }}"),
        ("squares", "{% set n = namespace(x=9) %}{% for a in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}"),
        ("padding", "{{ name.ljust(999999999) }}"),
        ("padding by keyword", "{{ name|center(width=999999999) }}"),
        ("formats", "{{ '{:>999999999}'.format(name) }}"),
        ("percent", "{{ '%999999999d' % 1 }}"),
        ("percent filter", "{{ '%999999999d'|format(1) }}"),
        ("nested formats", "{{ '{n:{w}s}'.format(n=name, w=999999999) }}"),
        ("replace", "{{ big.replace('x', big) }}"),
        ("replace filter", "{{ big|replace('x', big) }}"),
        ("join", "{{ range(9999)|join(big) }}"),
        ("join of a generator", "{{ range(9999)|map('string')|join(big) }}"),
        ("join of a generator by method", "{{ big.join(range(9999)|map('string')) }}"),
        ("join method", "{{ big.join(items) }}"),
        ("indent", "{{ big|indent(999999) }}"),
    ],
)  # fmt: skip
def test_a_greedy_template_is_refused_in_good_time(code, tag):
    with pytest.raises(InvalidTemplate) as refused:
        render(tag, big="x" * 200_000)

    assert [problem.code for problem in refused.value.problems] in (["too-much"], ["failed-expression"])


def test_ordinary_computing_is_within_the_bounds():
    tags = [
        "{{ name * 2 }} {{ 2 ** 10 }} {{ 7 % 4 }} {{ 'Năm 2026: %s, %05.1f' % (name, 1.5) }}",
        "{{ '{:>6}|{:,.2f}'.format(name, 1234.5) }} {{ name.ljust(5) }}|{{ name|center(7) }}|",
        "{{ items|join(', ') }} {{ name.replace('a', 'ă') }} {{ name ~ 1 }} {{ items + [3] }} {{ ', '.join(['a', 'b']) }}",
        "{% for i in range(3) %}{{ loop.cycle('a', 'b') }}{{ loop.index }}{% endfor %}",
    ]

    assert paragraphs(render(*tags)) == [
        "LanLan 1024 3 Năm 2026: Lan, 001.5",
        "   Lan|1,234.50 Lan  |  Lan  |",
        "1, 2 Lăn Lan1 [1, 2, 3] a, b",
        "a1b2a3",
    ]


def test_a_field_may_be_called_like_a_method_of_dict_by_its_key():
    assert paragraphs(render("{{ d['items'] }} {{ d.name }}", d={"items": "mục", "name": "tên"})) == ["mục tên"]


def test_attributes_of_objects_can_be_read():
    assert paragraphs(render("{{ agency.name }}", agency=SimpleNamespace(name="UBND"))) == ["UBND"]


def test_random_and_other_unsteady_filters_are_not_there():
    with pytest.raises(InvalidTemplate, match="mẫu"):
        compile_template(template("{{ items|random }}"))
