"""The interface speaks English wherever it speaks Vietnamese: no word without its translation, no placeholder lost on the way."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from service.web.administration_words import ALL_WORDS
from service.web.formatting import WEEKDAYS

WEB = Path(__file__).parents[2] / "service" / "web"
CATALOGUE = WEB.parent / "translations" / "en" / "messages.po"
SOURCES = {
    "python": WEB.rglob("*.py"),
    "jinja2.ext:babel_extract": (WEB / "templates").rglob("*.html"),
    "javascript": (WEB / "frontend" / "src" / "js").rglob("*.js"),
}


@pytest.fixture(scope="module")
def english():
    with CATALOGUE.open("rb") as file:
        return {message.id: message.string for message in read_po(file, locale="en") if message.id}


def words():
    """Every text that the sources hand to ``_()``, with the file that says it."""
    found = dict.fromkeys((*ALL_WORDS, *WEEKDAYS), "administration_words.py, formatting.py")
    for method, paths in SOURCES.items():
        for path in sorted(paths):
            with path.open("rb") as file:
                for _line, text, *_rest in extract(method, file, keywords={"_": None}, comment_tags=()):
                    found.setdefault(text, str(path.relative_to(WEB)))
    return found


def test_every_word_of_the_interface_has_its_english(english):
    missing = {text: place for text, place in words().items() if not english.get(text)}
    assert missing == {}


def test_translations_keep_the_placeholders_of_their_source(english):
    def places(text):
        return set(re.findall(r"%\(\w+\)s|\{\w+\}", text))

    assert [text for text, words in english.items() if words and places(text) != places(words)] == []
