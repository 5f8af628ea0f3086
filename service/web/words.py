"""The interface's words in the reader's language; Vietnamese is the language of the source."""

from flask_babel import gettext  # type: ignore[import-untyped]

from service.sentences import Sentence


def said(sentence: str) -> str:
    """A sentence that the importer made, in the reader's language; one that the catalogue does not know stays as it is."""
    if not isinstance(sentence, Sentence):
        return _(sentence) if sentence else ""
    values = {name: said(value) if isinstance(value, Sentence) else value for name, value in sentence.values.items()}
    return _(sentence.words, **values) if sentence else ""


def _(text: str, **values: object) -> str:
    """Return `text` in the reader's language with ``%(name)s`` filled in."""
    return str(gettext(text, **values))
