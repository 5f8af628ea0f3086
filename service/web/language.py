"""Vietnamese first, English as an option: catalogues read from their .po sources, so that nothing needs compiling."""

import io
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, request, session
from flask_babel import Babel, Domain, get_locale  # type: ignore[import-untyped]

TRANSLATIONS = Path(__file__).parent.parent / "translations"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


class PoDomain(Domain):  # type: ignore[misc]  # flask-babel publishes no types
    """The catalogue of the language asked for."""

    def get_translations(self) -> NullTranslations:
        """Nothing to translate in Vietnamese, the language of the source."""
        return catalogue(current_language())

    def get_translations_cache(self, ctx: object) -> dict[Any, Any]:
        """The parent's cache is not used."""
        del ctx
        return {}


@cache
def catalogue(language: str) -> NullTranslations:
    """Read ``translations/<language>/messages.po``."""
    path = TRANSLATIONS / language / "messages.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)


def current_language() -> str:
    """The language of this request."""
    locale = get_locale()
    return str(locale) if locale else "vi"


def script_words() -> dict[str, str]:
    """Every message with its translation, for the scripts; empty in Vietnamese."""
    found = getattr(catalogue(current_language()), "_catalog", {})
    return {key: words for key, words in found.items() if isinstance(key, str) and key and words}


def _choose() -> str:
    chosen = session.get("language") if request else None
    return chosen if chosen in LANGUAGES else "vi"


def set_up(app: Flask) -> None:
    """Give templates ``_()`` in the reader's language."""
    babel = Babel(app, default_locale="vi", default_timezone="Asia/Ho_Chi_Minh", locale_selector=_choose)
    babel.domain_instance = PoDomain()
    app.jinja_env.globals.update(current_language=current_language, script_words=script_words, LANGUAGES=LANGUAGES)
