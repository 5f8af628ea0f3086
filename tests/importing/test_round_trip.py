"""What this service prints, read back from the printed words alone: the data comes back."""

import pytest

from service.documents.body import Body
from service.documents.marks import without_end_mark
from service.documents.outline import outline
from service.documents.parse import parse_document
from service.documents.text import plain_text
from service.importing import read_old_document
from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS
from service.rendering import render_document
from tests.importing.old_documents import EXAMPLES

#: Its figures are counted and never typed, so they are read as the words and tables that they print: only numbered blocks compare.
COMPUTED = {"bao-cao-quy"}
#: Groups, coordinating agencies and states that these print in no column.
UNPRINTED_GROUPS = {"du-an", "ke-hoach-ten-dai"}
UNPRINTED_COORDINATION = {"bao-cao-quy", "chuong-trinh", "ke-hoach-ten-dai"}


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def pair(request):
    """An example and what its Word file was recognised as."""
    document = parse_document(request.param.read_bytes())
    return request.param.stem, document, read_old_document(render_document(document))


def blocks(body, opening):
    """Type, number and words of every block; titles compare without case, since they are printed in capitals."""
    found = [("paragraph", "", words) for words in opening]
    for entry in outline(body):
        block = entry.block
        text = plain_text(block.text) if getattr(block, "text", None) else ""
        found.append((block.type, entry.label, " ".join(filter(None, (getattr(block, "title", None), text)))))
    return [(kind, label, without_end_mark(words).casefold()) for kind, label, words in found]


def test_head_and_foot_come_back(pair):
    _, document, found = pair
    data = found.data
    assert data["kind"] == document.kind
    for name in ("name", "sign", "place") if KINDS[document.kind].prints_date else ("name", "sign"):
        assert data["issuer"][name] == getattr(document.issuer, name)
    parent = document.parent_agency.name if document.parent_agency else ""
    assert data.get("parent_agency", {"name": ""})["name"].casefold() == parent.casefold()
    assert data["number"] == document.number
    if KINDS[document.kind].prints_subject:
        assert data["subject"] == document.subject
    assert data["issued_on"] == (document.issued_on.isoformat() if document.issued_on else "")
    assert data["legal_bases"] == [without_end_mark(plain_text(basis)) for basis in document.legal_bases]
    assert data.get("addressees", []) == list(document.addressees)
    assert data["recipients"] == [item.model_dump(exclude_none=True) for item in document.recipients]
    assert data["archive"] == document.archive.model_dump(exclude_none=True)
    signer = document.signer.model_dump(mode="json", exclude_none=True, exclude={"seal"})
    assert data["signer"] == {"authority": []} | signer


def test_the_structure_of_the_content_comes_back(pair):
    name, document, found = pair
    wanted = blocks(document.body, map(plain_text, document.opening))
    read = blocks(Body.model_validate(found.data["body"]), found.data["opening"])
    if name in COMPUTED:
        wanted, read = ([block for block in both if block[1]] for both in (wanted, read))
    assert read == wanted
    if document.attachment:
        assert found.data["attachment"]["subject"] == document.attachment.subject
        body = Body.model_validate(found.data["attachment"]["body"])
        assert blocks(body, ()) == blocks(document.attachment.body, ())


def test_tasks_and_appendices_come_back(pair):
    name, document, found = pair
    tasks = [task for group in document.tasks for task in group.tasks]
    read = [task for group in found.data.get("tasks", ()) for task in group["tasks"]]
    assert [task["name"] for task in read] == [plain_text(task.name) for task in tasks]
    assert [[(one["name"], one["due"]) for one in task["outputs"]] for task in read] == [
        [(one.name, one.due.words) for one in task.outputs] for task in tasks
    ]
    assert [task["lead"] for task in read] == [list(task.lead) for task in tasks]
    if name not in UNPRINTED_COORDINATION:
        assert [task["coordinating"] for task in read] == [list(task.coordinating) for task in tasks]
    if name not in UNPRINTED_GROUPS:
        assert [group["name"] for group in found.data.get("tasks", ())] == [group.name for group in document.tasks]
    appendices = [(one["name"].casefold(), one["orientation"]) for one in found.data.get("appendices", ())]
    assert appendices == [(one.name.casefold(), one.orientation) for one in document.appendices]


def test_what_was_filled_in_on_the_samples_own_lines_comes_back(pair):
    _, document, found = pair
    form = FORMS.get(document.kind)
    if form:
        assert found.data[form.name] == getattr(document, form.name).model_dump(mode="json", exclude_defaults=True)


def test_nothing_of_our_own_form_is_unsure(pair):
    assert pair[2].unsure == ()
