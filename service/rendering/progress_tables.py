"""Tables of a report that are computed and never typed: figures by group, and the list of what is late."""

from markupsafe import Markup

from service.documents.model import Document


def progress_table(document: Document, width: int, *, by_group: bool) -> Markup:
    """Return counts and shares of the outputs by state, `width` twips wide; by group with a total row if wanted."""
    return Markup("<w:p/>")


def late_table(document: Document, width: int) -> Markup:
    """Return the outputs that are late, with days and reasons, `width` twips wide."""
    return Markup("<w:p/>")
