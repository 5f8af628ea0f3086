import pytest

from service.checking import check
from service.documents.starting import starting_document
from service.nd30.kinds import KINDS, Kind
from service.rendering import render_document
from service.web.unfinished import BLANK, printable, problems


def data(**changes):
    return starting_document(Kind.KE_HOACH).as_data() | changes


def test_complete_data_prints_as_it_is():
    assert printable(data()).as_data() == data()


def test_blanks_become_dots():
    document = printable(data(subject="", signer={"post": "", "name": ""}))
    assert document.subject == document.signer.name == document.signer.post == BLANK


def test_empty_items_are_left_out():
    content = [{"type": "section", "title": "Mục đích", "content": [{"type": "paragraph", "text": " "}]}]
    document = printable(data(body={"layout": "sections", "content": content}, legal_bases=["", "Căn cứ Luật"]))
    assert not document.body.content[0].content
    assert len(document.legal_bases) == 1


def test_a_heading_without_words_keeps_what_stands_in_it():
    content = [{"type": "section", "title": "", "content": [{"type": "paragraph", "text": "Lời văn"}]}]
    assert printable(data(body={"content": content})).body.content[0].title == BLANK


def test_a_task_that_is_only_begun_is_printed_with_dots():
    tasks = [{"name": "", "tasks": [{"name": "Rà soát", "outputs": [], "lead": []}]}]
    [group] = printable(data(tasks=tasks)).tasks
    assert group.name == BLANK
    assert group.tasks[0].outputs[0].due.words == BLANK


def test_a_table_of_no_tasks_is_left_out_with_its_appendix():
    document = printable(data(tasks=[]))
    assert document.appendices == ()


def test_what_cannot_be_laid_out_is_cut():
    document = printable(data(issued_on="ngày nào đó", urgency="rất gấp", unknown=1))
    assert document.issued_on is None
    assert document.urgency is None


@pytest.mark.parametrize("kind", [kind for kind, facts in KINDS.items() if facts.rendered])
def test_a_new_document_of_every_kind_can_be_shown(kind, services, new_agency, clock):
    from service.accounts import profile_of
    from service.actions.people import all_agencies
    from service.web.beginnings import new_document

    new_agency()
    profile = profile_of(all_agencies(services)[0])
    started = new_document(kind, profile, clock().date())
    assert printable(started).kind is kind
    assert problems(started)


def test_an_indirect_decision_begins_with_the_text_it_issues(services, new_agency, clock):
    from service.accounts import profile_of
    from service.actions.people import all_agencies
    from service.web.beginnings import new_document

    new_agency()
    profile = profile_of(all_agencies(services)[0])
    assert printable(new_document(Kind.QUYET_DINH, profile, clock().date(), "kem")).attachment is not None


#: What a person may not have typed yet.
BLANKS = (
    {"subject": ""},
    {"issuer": {"name": "", "sign": "", "place": ""}},
    {"signer": {"post": "", "name": ""}},
    {"recipients": []},
    {"legal_bases": []},
    {"body": {"content": []}},
)


def judged(draft):
    return check(render_document(printable(draft)), issued=False).verdicts


@pytest.mark.parametrize("kind", [kind for kind in Kind if KINDS[kind].rendered])
def test_the_checker_reads_a_draft_of_which_nothing_is_typed_yet(kind):
    start = starting_document(kind).as_data()
    everything = {key: value for blank in BLANKS for key, value in blank.items()}
    assert judged(start | everything | {"body": start["body"] | {"content": []}})


@pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: next(iter(blank)))
@pytest.mark.parametrize("kind", [Kind.KE_HOACH, Kind.QUYET_DINH, Kind.CONG_VAN])
def test_the_checker_reads_a_draft_of_which_one_part_is_not_typed_yet(kind, blank):
    start = starting_document(kind).as_data()
    [(key, value)] = blank.items()
    assert judged(start | {key: start[key] | value if isinstance(value, dict) else value})
