"""Ctrl K: documents, communes and provisions by words without diacritics."""

from flask import Blueprint, render_template, request

from service.actions.documents import list_documents
from service.nd30.type_styles import TYPE_STYLES
from service.storage.drafts import DraftFilter
from service.units import bare_key, search_units, units_on
from service.web.context import actor, services, today

bp = Blueprint("searching", __name__)

_MOST = 6


@bp.get("/tim")
def find() -> str:
    """The hits under the field."""
    words = request.args.get("q", "").strip()
    if not words:
        return ""
    documents = list_documents(services(), actor(), DraftFilter(words=words), before=None, limit=_MOST)
    units = search_units(words, units_on(today()), limit=_MOST) if len(words) > 1 else ()
    return render_template("search.html", words=words, documents=documents, units=units, provisions=_provisions(words))


def _provisions(words: str) -> list[tuple[str, str]]:
    """Components of the form with their provision, where all words occur."""
    wanted = bare_key(words).split()
    found = [(component.value, style.cite) for component, style in TYPE_STYLES.items()]
    return [(name, cite) for name, cite in found if all(word in bare_key(f"{name} {cite}") for word in wanted)][:_MOST]
