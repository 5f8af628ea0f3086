"""What an official may do to a template in Word: restyle, move, remove, add; and what is refused with its paragraph."""

import io
from copy import deepcopy

import docx as python_docx
import pytest
from docx.shared import Cm, Pt

from service.errors import InvalidTemplate
from service.nd30.kinds import Kind
from service.rendering import compile_document_template, render_document, template_path
from tests.rendering import examples, word_files
from tests.rendering.measuring import measure


@pytest.fixture
def mine():
    """A copy of the plan's template, opened as in Word."""
    return python_docx.Document(template_path(Kind.KE_HOACH))


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def compiled(document):
    return compile_document_template(saved(document))


def paragraph(document, text):
    """The paragraph that holds `text`, in the body or in a cell."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    found = [para for place in (document, *cells) for para in place.paragraphs if text in para.text]
    return found[0]


@pytest.mark.office
@pytest.mark.xdist_group("printed")
def test_a_restyled_template_is_printed_as_restyled(mine, office):
    body = mine.styles["ND30 Nội dung"]
    body.font.size = Pt(13)
    body.paragraph_format.first_line_indent = Cm(1)
    body.paragraph_format.space_before = Pt(9)
    mine.styles["ND30 Tên loại"].font.size = Pt(13)
    for section in mine.sections:
        section.left_margin = Cm(3.5)
    measured = measure(office.convert(render_document(examples.plan(), compiled(mine))))
    lines = measured.styled("Nội dung")

    assert {round(line.size, 1) for line in lines} == {13}
    assert lines[0].left == pytest.approx(35 + 10, abs=0.5)
    assert min(line.left for line in lines) == pytest.approx(35, abs=0.5)
    assert measured.one("Tên loại").size == pytest.approx(13, abs=0.1)


def test_a_moved_paragraph_is_printed_where_it_stands(mine):
    mark, archive = paragraph(mine, "{{ drafter_mark }}"), paragraph(mine, "{{ archive }}")
    moved = deepcopy(archive._p)
    archive._p.getparent().remove(archive._p)
    mark._p.getnext().addnext(moved)
    document = examples.plan(drafter_mark={"sign": "PL"})
    texts = [para.text for para in word_files.paragraphs(render_document(document, compiled(mine)))]

    assert texts.index("PL.") < texts.index("- Lưu: VT, VHXH.")


def test_fixed_words_may_be_added_and_optional_parts_removed(mine):
    paragraph(mine, "{{ number_line }}").insert_paragraph_before("BẢN DÙNG NỘI BỘ", style="ND30 Số ký hiệu")
    for text in ("{%p if drafter_mark %}", "{{ drafter_mark }}"):
        found = paragraph(mine, text)._p
        found.getparent().remove(found)
    found = paragraph(mine, "{{ archive }}")._p.getnext()
    found.getparent().remove(found)
    texts = [para.text for para in word_files.paragraphs(render_document(examples.plan(), compiled(mine)))]

    assert "BẢN DÙNG NỘI BỘ" in texts


def test_a_tag_that_word_split_into_runs_is_still_read(mine):
    para = paragraph(mine, "{{ signer_name }}")
    run = para.runs[0]
    run.text = "{{ sig"
    second = deepcopy(run._r)
    run._r.addnext(second)
    second.text = "ner_name }}"

    assert "Nguyễn Văn An" in word_files.styled(render_document(examples.plan(), compiled(mine)), "Họ tên")


SPOILED = {
    "unknown tag": ("{{ signer_name }}", "{% foreach signer_name %}", "foreach"),
    "unclosed tag": ("{{ signer_name }}", "{{ signer_name", "signer_name"),
    "unknown field": ("{{ signer_name }}", "{{ signer_nane }}", "signer_nane"),
    "broken loop": ("{%p for recipient in recipients %}", "{%p for recipient recipients %}", "recipient"),
    "unended loop": ("{%p for recipient in recipients %}", "{%p if recipients %}", "recipients"),
}


@pytest.mark.parametrize("fault", SPOILED)
def test_a_spoiled_template_is_refused_with_its_paragraph(mine, fault):
    before, after, named = SPOILED[fault]
    paragraph(mine, before).runs[0].text = after

    with pytest.raises(InvalidTemplate) as refused:
        compiled(mine)

    assert any(named in f"{problem.path} {problem.message}" for problem in refused.value.problems)
    assert all(problem.message and problem.code for problem in refused.value.problems)


@pytest.mark.parametrize("missing", ["{{ number_line }}", "{{ signer_name }}", "{{ archive }}"])
def test_a_template_without_a_part_that_every_document_needs_is_refused(mine, missing):
    paragraph(mine, missing).runs[0].text = ""

    with pytest.raises(InvalidTemplate) as refused:
        compiled(mine)

    assert any(missing.strip("{} ") in problem.message for problem in refused.value.problems)


def without(kind, text):
    """The shipped template of a kind without the paragraph that prints `text`."""
    document = python_docx.Document(template_path(kind))
    element = paragraph(document, text)._p
    element.getparent().remove(element)
    return saved(document)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.GIAY_MOI, "{{ form.time }}"),
        (Kind.BIEN_BAN, "{{ form.secretary_name }}"),
        (Kind.GIAY_NGHI_PHEP, "{{ form.from_day }}"),
        (Kind.KE_HOACH, "{{ subject }}"),
        (Kind.KE_HOACH, "{{r place_date }}"),
    ],
)
def test_a_template_that_leaves_out_what_its_kind_must_print_is_refused(kind, text):
    with pytest.raises(InvalidTemplate):
        compile_document_template(without(kind, text), kind)


@pytest.mark.parametrize("kind", [Kind.GIAY_GIOI_THIEU, Kind.BIEN_BAN])
def test_what_a_sample_does_not_print_is_not_asked_of_its_template(kind):
    assert compile_document_template(template_path(kind), kind).rendered
