import io

import docx
import pytest
from docx.shared import Pt

from service.actions.documents import create_document
from service.actions.refused_templates import forget_refused, keep_refused, marked_copy, refused_templates
from service.actions.template_trials import trial_documents, try_out
from service.actions.templates import (
    add_template,
    list_templates,
    offer_template_again,
    retire_template,
    template_uses,
)
from service.errors import InvalidTemplate, NotFound, UnreadableFile
from service.nd30.kinds import KINDS, Kind
from service.rendering import compile_document_template, shipped_template, template_path
from service.rendering.lint_marked import marked_template

SHIPPED = template_path(Kind.KE_HOACH).read_bytes()


def changed(change):
    document = docx.Document(io.BytesIO(SHIPPED))
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_small_motto(document):
    document.styles["ND30 Tiêu ngữ"].font.size = Pt(10)


def with_unknown_field(document):
    next(one for one in document.paragraphs if "{{ subject }}" in one.text).runs[0].text = "{{ trich_yeu }}"


@pytest.fixture
def broken():
    return changed(with_unknown_field)


def test_a_shipped_template_prints_every_situation_without_an_error():
    trial = try_out(Kind.CONG_VAN, shipped_template(Kind.CONG_VAN))

    assert (trial.count >= 10, trial.problems, trial.marked) == (True, (), b"")


@pytest.mark.parametrize("kind", [kind for kind, facts in KINDS.items() if facts.rendered])
def test_every_kind_has_its_situations(kind):
    assert {"ví dụ của tên loại", "trích yếu dài", "có cơ quan chủ quản"} <= set(trial_documents(kind))


def test_a_template_with_a_wrong_size_is_refused_with_the_situation_and_the_provision(services, actor):
    with pytest.raises(InvalidTemplate) as refused:
        add_template(services, actor, "ke-hoach", "Chữ nhỏ", changed(with_small_motto))

    problem = next(one for one in refused.value.problems if "Tiêu ngữ" in one.path)
    assert "In thử ví dụ của tên loại" in problem.path
    assert "Phụ lục I" in problem.message
    assert list_templates(services, actor) == []


def test_a_refused_template_comes_back_with_its_fault_marked(services, actor, broken):
    with pytest.raises(InvalidTemplate) as refused:
        add_template(services, actor, "ke-hoach", "Sai thẻ", broken)
    kept = keep_refused(services, actor, refused.value, broken, kind="ke-hoach", name="Sai thẻ")

    [listed] = refused_templates(services, actor)
    comments = [one.text for one in docx.Document(io.BytesIO(marked_copy(services, actor, kept.id))).comments]
    assert listed == kept
    assert any("trich_yeu" in text for text in comments)


def test_a_template_that_prints_the_wrong_form_comes_back_as_its_annotated_trial(services, actor):
    small = changed(with_small_motto)
    with pytest.raises(InvalidTemplate) as refused:
        add_template(services, actor, "ke-hoach", "Chữ nhỏ", small)
    kept = keep_refused(services, actor, refused.value, small, kind="ke-hoach", name="Chữ nhỏ")

    assert list(docx.Document(io.BytesIO(marked_copy(services, actor, kept.id))).comments)


def test_a_file_that_nobody_can_open_keeps_its_reason_only(services, actor):
    with pytest.raises((InvalidTemplate, UnreadableFile)) as refused:
        add_template(services, actor, "ke-hoach", "Hỏng", b"khong phai docx")
    kept = keep_refused(services, actor, refused.value, b"khong phai docx", kind="ke-hoach", name="Hỏng")

    assert (kept.marked, len(kept.problems)) == (False, 1)
    with pytest.raises(NotFound):
        marked_copy(services, actor, kept.id)


def test_refused_templates_are_forgotten_after_a_week_or_when_asked(services, actor, clock, broken):
    error = InvalidTemplate("Sai.")
    kept = keep_refused(services, actor, error, broken, kind="ke-hoach", name="Sai")
    forget_refused(services, actor, kept.id)
    assert refused_templates(services, actor) == []

    keep_refused(services, actor, error, broken, kind="ke-hoach", name="Sai")
    clock.forward(days=8)
    assert refused_templates(services, actor) == []


def test_another_agency_sees_neither_the_refused_file_nor_its_marks(services, actor, new_agency, broken):
    kept = keep_refused(services, actor, InvalidTemplate("Sai."), broken, kind="ke-hoach", name="Sai")
    stranger = new_agency("Ủy ban nhân dân xã Hòa Bình")

    assert refused_templates(services, stranger) == []
    with pytest.raises(NotFound):
        marked_copy(services, stranger, kept.id)


def test_a_good_template_keeps_its_trials_can_be_retired_and_offered_again_and_its_uses_are_counted(
    services, actor, plan
):
    made = add_template(services, actor, "ke-hoach", "Kế hoạch riêng", SHIPPED)
    assert (made.check["trials"] >= 10, made.check["errors"]) == (True, 0)

    create_document(services, actor, plan(), template_id=made.id)
    create_document(services, actor, plan())
    create_document(services, actor, plan("bao-cao"))
    uses = template_uses(services, actor)
    assert (uses.own, uses.shipped) == ({made.id: 1}, {"ke-hoach": 1, "bao-cao": 1})

    retire_template(services, actor, made.id)
    offer_template_again(services, actor, made.id)
    [listed] = list_templates(services, actor)
    assert listed.retired_at is None


def test_a_fault_of_the_whole_template_is_told_at_its_first_paragraph(broken):
    with pytest.raises(InvalidTemplate) as refused:
        compile_document_template(broken)
    marked = docx.Document(io.BytesIO(marked_template(broken, refused.value.problems)))

    assert len(list(marked.comments)) == len({problem.path for problem in refused.value.problems})
