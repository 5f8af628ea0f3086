"""The interface's words in the reader's language; Vietnamese is the language of the source."""

from flask_babel import gettext  # type: ignore[import-untyped]


def _(text: str, **values: object) -> str:
    """Return `text` in the reader's language with ``%(name)s`` filled in."""
    return str(gettext(text, **values))
