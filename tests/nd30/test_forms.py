"""The samples of Phụ lục III that print lines of their own."""

import re

import pytest

from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS, Addressing


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_is_of_its_kinds_sample_and_names_every_place_once_braced(kind):
    form = FORMS[kind]

    assert form.cite == f"Phụ lục III, {KINDS[kind].sample}"
    assert form.fields == set(re.findall(r"{(\w+)}", "".join((*form.lines, *form.closing))))
    assert set(form.filled_in) < form.fields | set(form.signing)


@pytest.mark.parametrize("kind", FORMS)
def test_what_the_document_prints_anyway_is_not_filled_in_again(kind):
    assert not set(FORMS[kind].filled_in) & {"issuer", "addressees", "end", "pronoun", "the_meeting"}


def test_a_form_that_names_addressees_is_of_a_kind_that_has_them():
    naming = {kind for kind, form in FORMS.items() if "addressees" in form.fields}

    assert naming == {kind for kind in FORMS if KINDS[kind].addressing is Addressing.OTHERWISE}
