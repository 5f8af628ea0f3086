"""Every fault of a template is found at once, in Vietnamese, with its paragraph."""

import docx
import pytest
from docx.enum.section import WD_SECTION

from service.errors import InvalidTemplate
from service.rendering.compiler import compile_template
from service.rendering.lint import lint_template
from tests.rendering.engine.word import saved, template

ROW_LOOP = ["{%tr for t in tasks %}", "{{ t }}", "{%tr endfor %}"]

#: blocks of a template -> the one fault that it has.
FAULTS = {
    "unknown tag": (["{% keepnxt x %}chữ"], "unknown-tag", "keepnext"),
    "unknown word": (["{% foreach x in y %}"], "unknown-tag", "Không có thẻ"),
    "unclosed brackets": (["Số: {{ number"], "unclosed-tag", "đóng"),
    "unclosed statement": (["{% if a", "b"], "unclosed-tag", "đóng"),
    "unopened brackets": (["Số: number }}"], "unopened-tag", "mở"),
    "unclosed loop": (["{%p for x in xs %}", "{{ x }}"], "unclosed-block", "endfor"),
    "unclosed condition": (["{% if a %}b"], "unclosed-block", "endif"),
    "unexpected end": (["a", "{%p endif %}"], "unexpected-end", "không khớp"),
    "wrong end": (["{%p for x in xs %}", "{%p endif %}", "{%p endfor %}"], "unexpected-end", "đang mở"),
    "else of nothing": (["{% else %}"], "unexpected-end", "không khớp"),
    "mixed scopes": (["{%p if a %}", "b{% endif %}"], "mixed-scope", "cùng loại"),
    "remainder in a paragraph tag": (["{%p if n % 2 %}", "a", "{%p endif %}"], "mark-in-tag", "%"),
    "dict in a paragraph tag": (["{%p set a = {'b': {}} %}"], "mark-in-tag", "}"),
    "row tag outside a table": (["{%tr for x in xs %}", "{%tr endfor %}"], "misplaced-tag", "trong bảng"),
    "merge outside a table": (["{% vmerge a %}b"], "misplaced-tag", "ô bảng"),
    "two tags in a paragraph": (["{%p for x in xs %}{%p if x %}", "{%p endif %}", "{%p endfor %}"], "two-tags", "đoạn"),
    "two tags in a row": ([[["{%tr for x in xs %}", "{%tr if x %}"], ["{%tr endif %}", ""], ["{%tr endfor %}", ""]]], "two-tags", "hàng"),
    "bad expression": (["{{ a b }}"], "bad-expression", "viết sai"),
    "bad condition": (["{% if a == %}{% endif %}"], "bad-expression", "viết sai"),
    "bad expression of an own tag": (["{% keepnext a b %}c"], "bad-expression", "viết sai"),
    "unknown filter": (["{{ a|uper }}"], "unknown-filter", "upper"),
    "unknown test": (["{{ a is defind }}"], "unknown-filter", "defined"),
    "include": (["{% include 'x' %}"], "refused-tag", "không được phép"),
    "autoescape": (["{% autoescape false %}{{ a }}"], "refused-tag", "không được phép"),
    "cell left bare by a loop": ([[[["{%p for x in xs %}", "{{ x }}", "{%p endfor %}"], "b"]]], "bare-cell", "cuối ô"),
    "cell left bare by a condition": ([[[["{%p if x %}", "{{ x }}", "{%p endif %}"], "b"]]], "bare-cell", "cuối ô"),
}  # fmt: skip


@pytest.mark.parametrize(("blocks", "code", "hint"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_found_and_the_template_refused(blocks, code, hint):
    data = template("đầu", *blocks, "cuối")

    problems = lint_template(data)
    with pytest.raises(InvalidTemplate) as refused:
        compile_template(data)

    assert refused.value.problems == problems
    assert code in {problem.code for problem in problems}
    assert any(hint in problem.message for problem in problems if problem.code == code)
    assert all(problem.path.startswith("Thân văn bản") for problem in problems)


def test_all_faults_are_listed_at_once_each_with_its_place():
    data = template(
        "Kính gửi {{ a b }}",
        "sạch {{ c }}",
        "{% foo %}",
        [["ô", "{{ d|ee }}"], ["{%tr for x in xs %}", ""]],
        header=["đầu {{ trang"],
    )

    places = [problem.path for problem in lint_template(data)]

    assert any("đoạn 1 «Kính gửi {{ a b }}»" in place for place in places)
    assert any("đoạn 3 «{% foo %}»" in place for place in places)
    assert any("bảng 1, hàng 1, ô 2" in place for place in places)
    assert any("bảng 1, hàng 2, ô 1" in place for place in places)
    assert any(place.startswith("Đầu trang (word/header1.xml)") for place in places)


def test_a_paragraph_tag_in_a_section_break_is_refused():
    document = docx.Document()
    document.add_paragraph("{%p if a %}")
    document.add_section(WD_SECTION.NEW_PAGE)
    first = document.paragraphs[0]._p
    first.get_or_add_pPr().append(document.paragraphs[1]._p.pPr.sectPr)
    document.add_paragraph("{%p endif %}")

    assert [problem.code for problem in lint_template(saved(document))] == ["tag-in-section-break"]


def test_text_that_goes_with_a_paragraph_tag_is_the_authors_to_judge():
    data = template("Điều 1 {%p if a %}", "b", "{%p endif %}")

    assert [problem.code for problem in lint_template(data)] == ["lost-text"]
    assert compile_template(data)


def test_a_sound_template_has_no_faults():
    data = template(
        "{{ a }} {% if b %}c{% elif d %}e{% else %}f{% endif %} {# ghi chú %} #}",
        "{% set g = 1 %}{% set h %}i{% endset %}{% raw %}{{ j b }}{% endraw %}",
        "{%p for k in l %}", "{% keepnext loop.first %}{{ k }}", "{%p else %}", "trống", "{%p endfor %}",
        [[["{%p if m %}", "n", "{%p else %}", "o", "{%p endif %}"], "{% vm %}"], ["{%tr for p in q %}", ""], ["{{ p }}", ""],
         ["{%tr endfor %}", ""]],
        [[["{%p for r in s %}", "{{ r }}", "{%p endfor %}", "cuối"], "t"]],
    )  # fmt: skip

    assert lint_template(data) == ()


KNOWN = ("subject", "signer.name", "signer.post", "tasks[].name", "tasks[].outputs[].due", "flag")


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("{{ subjct }}", "subjct"),
        ("{{ signer.nmae }}", "signer.nmae"),
        ("{{ signer['pots'] }}", "signer.pots"),
        ("{% for t in tasks %}{{ t.nam }}{% endfor %}", "tasks.nam"),
        ("{% for t in tasks|sort %}{% for o in t.outputs %}{{ o.deu }}{% endfor %}{% endfor %}", "tasks.outputs.deu"),
        ("{{ tasks[0].nam }}", "tasks.nam"),
        ("{% set s = signer %}{{ s.nam }}", "signer.nam"),
        ("{% keepnext fla %}a", "fla"),
        ("{% if flog %}a{% endif %}", "flog"),
        ("{% for t in tasks %}{% endfor %}{{ t }}", "t"),
        ("{% with a = signer %}{{ a.nam }}{% endwith %}", "signer.nam"),
        ("{% macro m(a) %}{{ a.x }}{{ other }}{% endmacro %}{{ m(1) }}", "other"),
    ],
)
def test_a_field_that_the_data_does_not_have_is_found(text, unknown):
    [problem] = lint_template(template("{{ subject }}", text), KNOWN)

    assert problem.code == "unknown-variable"
    assert unknown in problem.message
    assert "đoạn 2" in problem.path


def test_fields_that_exist_local_names_and_methods_pass():
    text = (
        "{{ subject.upper() }} {{ signer.name|upper }} {% for t in tasks %}{{ loop.index }}{{ t.name.x }}{% endfor %}"
        "{% for k, v in signer.items() %}{{ k }}{{ v.x }}{% endfor %}{% macro m(a, b=1) %}{{ a }}{{ b }}{% endmacro %}"
        "{{ m(flag) }}{% set n = namespace(x=1) %}{{ n.x }}{% for i in range(3) %}{{ i }}{% endfor %}{{ tasks[0].outputs|length }}"
    )

    assert lint_template(template(text), KNOWN) == ()


def test_a_near_name_is_suggested():
    [problem] = lint_template(template("{{ signer.nmae }}"), KNOWN)

    assert "signer.name" in problem.message


def test_without_a_list_of_fields_any_may_be_read():
    assert lint_template(template("{{ anything.at.all }}")) == ()


def test_a_required_block_must_be_there():
    data = template("{{ signer.name }}{% for t in tasks %}{{ t.name }}{% endfor %}")

    [problem] = lint_template(data, KNOWN, ("signer", "tasks", "subject"))

    assert (problem.code, problem.path) == ("missing-block", "Cả mẫu")
    assert "subject" in problem.message


def test_a_file_that_is_no_template_is_reported_and_not_raised():
    [problem] = lint_template(b"plain text")

    assert problem.code == "not-a-zip"
