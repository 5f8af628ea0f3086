"""The random documents that other tests rely on are valid, and varied enough to be worth drawing."""

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from service.documents import Document, parse_document
from tests.documents.strategies import documents

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


FIRST_FOUND = settings(SLOW, max_examples=200, phases=[Phase.generate])


@SLOW
@given(documents(rare_parts=True))
def test_a_document_survives_being_written_and_read(document: Document) -> None:
    assert parse_document(document.as_data()) == document


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
def test_there_are_documents_with_many_tasks() -> None:
    find(documents(), lambda found: sum(len(group.tasks) for group in found.tasks) > 100, settings=FIRST_FOUND)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
def test_there_are_documents_with_several_appendices() -> None:
    find(documents(), lambda found: len(found.appendices) > 2, settings=FIRST_FOUND)
