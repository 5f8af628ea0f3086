"""Documents to start from."""

import pytest

from service.documents import parse_document
from service.documents.starting import starting_document
from service.errors import NotFound
from service.nd30.kinds import KINDS, Kind


@pytest.mark.parametrize("kind", [kind for kind, facts in KINDS.items() if facts.rendered])
def test_every_kind_has_a_valid_draft_to_start_from(kind: Kind) -> None:
    document = starting_document(kind)

    assert (document.kind, document.is_issued) == (kind, False)
    assert parse_document(document.as_data()) == document


@pytest.mark.parametrize("kind", [kind for kind, facts in KINDS.items() if not facts.rendered])
def test_a_kind_that_is_not_made_here_has_none(kind: Kind) -> None:
    with pytest.raises(NotFound, match="Chưa có dữ liệu mẫu"):
        starting_document(kind)
