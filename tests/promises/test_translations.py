"""The interface speaks English wherever it speaks Vietnamese: no word without its translation, no placeholder lost on the way."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from service.importing import TASK_FIELDS
from service.web.administration_words import ALL_WORDS
from service.web.formatting import WEEKDAYS
from service.web.own_form import words_of_forms

WEB = Path(__file__).parents[2] / "service" / "web"
CATALOGUE = WEB.parent / "translations" / "en" / "messages.po"
SOURCES = [
    ("python", sorted(WEB.rglob("*.py")), {"_": None}),
    ("jinja2.ext:babel_extract", sorted((WEB / "templates").rglob("*.html")), {"_": None}),
    ("javascript", sorted((WEB / "frontend" / "src" / "js").rglob("*.js")), {"_": None}),
    # What is said of a file, old document or template: sentences with figures, and refusals, whose first argument is a code.
    (
        "python",
        [path for name in ("importing", "rendering", "actions") for path in sorted((WEB.parent / name).rglob("*.py"))],
        {"Sentence": None, "refusal": (2,)},
    ),
]


@pytest.fixture(scope="module")
def english():
    with CATALOGUE.open("rb") as file:
        return {message.id: message.string for message in read_po(file, locale="en") if message.id}


def words():
    """Every text that the sources hand to ``_()``, or say of a file, with the file that says it."""
    found = dict.fromkeys((*ALL_WORDS, *WEEKDAYS), "administration_words.py, formatting.py")
    found |= dict.fromkeys((field.label for field in TASK_FIELDS if not field.ignored), "tasks.py")
    found |= dict.fromkeys(words_of_forms(), "own_form.py")
    for method, paths, keywords in SOURCES:
        for path in paths:
            with path.open("rb") as file:
                for _line, text, *_rest in extract(method, file, keywords=keywords, comment_tags=()):
                    found.setdefault(text, str(path.relative_to(WEB.parent)))
    return found


def test_every_word_of_the_interface_has_its_english(english):
    missing = {text: place for text, place in words().items() if not english.get(text)}
    assert missing == {}


def test_translations_keep_the_placeholders_of_their_source(english):
    def places(text):
        return set(re.findall(r"%\(\w+\)s|\{\w+\}", text))

    assert [text for text, words in english.items() if words and places(text) != places(words)] == []


#: What our own words never say: shouting, begging, trailing dots, dashes as commas, old spellings, English, rank.
NEVER = (
    r"!|(?i:vui lòng|xin hãy)|…$|\.\.\.|\s[–—]\s|(?i:quý vị|anh/chị)",
    r"(?i:\b(?:uỷ|thuỷ|hoá|hoà)\b)",
    r"(?i:\b(?:ok|submit|invalid|upload|download|login|server|link|password|file|click)\b)",
)


def test_the_interface_keeps_to_its_own_way_of_speaking():
    assert {text: place for text, place in words().items() if any(re.search(one, text) for one in NEVER)} == {}
