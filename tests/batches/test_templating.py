"""Texts that speak of the unit: what they may say, and how a wrong one is told."""

import pytest

from service.batches.templating import UNIT_NAMES, DocumentTemplate, unit_values
from service.errors import InvalidDocument
from tests.batches.common_plan import unit

UNIT = unit_values(unit())


def filled(data, **row):
    return DocumentTemplate.compile(data).fill(UNIT, row)


@pytest.mark.parametrize("name", UNIT_NAMES)
def test_every_documented_name_of_a_unit_gives_what_the_documentation_says(name):
    assert filled({"x": f"{{{{ unit.{name} }}}}"}) == {"x": UNIT_NAMES[name]}
    assert UNIT.keys() == UNIT_NAMES.keys()


def test_texts_are_filled_wherever_they_stand_and_the_rest_is_kept():
    data = {"a": {"b": ["{{ unit.name }}", 5, {"c": "{{ row.x }}/{{ row.y }}"}]}, "d": True}

    assert filled(data, x="1", y="2") == {"a": {"b": ["Phú Lộc", 5, {"c": "1/2"}]}, "d": True}


def test_a_value_is_text_whatever_it_looks_like():
    hostile = "{{ unit.name }} <b>&amp; {% for x in y %}"

    assert filled({"x": "A {{ row.v }}"}, v=hostile) == {"x": f"A {hostile}"}


def test_an_empty_result_leaves_the_field_or_the_line_out():
    assert filled({"a": "{{ row.x }}", "b": ["{{ row.x }}", "giữ"]}, x="") == {"b": ["giữ"]}
    assert filled({"a": "{% if row.x %}Có {{ row.x }}{% endif %}"}, x="") == {}


def test_conditions_defaults_and_letter_case_are_there():
    text = (
        "{% if unit.type == 'xã' %}{{ row.x | default('chưa có', true) }}{% else %}-{% endif %} {{ unit.name | upper }}"
    )

    assert filled({"a": text}, x="") == {"a": "chưa có PHÚ LỘC"}


def test_a_number_field_takes_a_number_from_the_row():
    assert filled({"number": "{{ row.so }}", "subject": "{{ row.so }}"}, so="7") == {"number": 7, "subject": "7"}


def test_names_of_the_row_are_told_apart_by_whether_they_may_be_empty():
    template = DocumentTemplate.compile(
        {"a": "{{ row.x }}", "b": "{% if row.y %}{{ row.y }}{% endif %}", "c": "{{ row.z | default('') }}{{ row.x }}"}
    )

    assert (template.required, template.optional) == (("x",), ("y", "z"))


def test_the_fields_that_differ_are_known():
    template = DocumentTemplate.compile({"a": "cố định", "b": {"c": ["{{ unit.name }}"]}})

    assert template.varying == {"b"}
    assert template.fill_varying(UNIT, {}) == {"b": {"c": ["Phú Lộc"]}}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ unit.ten }}", "Không có unit.ten; các tên dùng được: unit.code"),
        ("{{ ten }}", "Không có tên “ten”"),
        ("{{ unit.name.upper() }}", "Chỗ điền chỉ được dùng tên"),
        ("{{ unit.__class__ }}", "Không có unit.__class__"),
        ("{{ row.__class__ }}", "Không có row.__class__"),
        ("{{ row['x'] }}", "Chỉ được viết unit.tên hoặc row.tên"),
        ("{{ row.x.y }}", "Chỉ được viết unit.tên hoặc row.tên"),
        ("{{ row.x | tojson }}", "Không có phép lọc “tojson”"),
        ("{{ row.x | safe }}", "Không có phép lọc “safe”"),
        ("{% for x in row.y %}{% endfor %}", "Chỗ điền chỉ được dùng tên"),
        ("{% set x = 1 %}", "Chỗ điền chỉ được dùng tên"),
        ("{% include 'x' %}", "Chỗ điền chỉ được dùng tên"),
        ("{{ 9 ** 9 }}", "Chỗ điền chỉ được dùng tên"),
        ("{{ range(9) }}", "Chỗ điền chỉ được dùng tên"),
        ("{{ unit.name", "Biểu thức {{ … }} viết chưa đúng"),
        ("{% if unit.name %}x", "Biểu thức {{ … }} viết chưa đúng"),
    ],
)
def test_what_a_text_may_not_say_is_refused_at_its_place(text, words):
    with pytest.raises(InvalidDocument) as caught:
        DocumentTemplate.compile({"body": {"content": ["đúng", text]}})

    assert {problem.path for problem in caught.value.problems} == {"/body/content/1"}
    assert any(words in problem.message for problem in caught.value.problems)


def test_all_wrong_texts_are_told_at_once():
    with pytest.raises(InvalidDocument) as caught:
        DocumentTemplate.compile({"a/b": "{{ x }}", "c": "{{ unit.y }}"})

    assert [problem.path for problem in caught.value.problems] == ["/a~1b", "/c"]
