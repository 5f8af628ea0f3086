"""What was searched for, marked where it stands in a text: found without diacritics, as the search itself finds it."""

import re
import unicodedata

from markupsafe import Markup, escape


def marked(text: str, words: str) -> Markup:
    """`text` with the words of a search in ``<mark>``; only the whole phrase where it stands together."""
    wanted = [re.escape(word) for word in _folded(words).split()]
    if not wanted:
        return escape(text)
    found, together = _folded(text), r"\s+".join(wanted)
    pieces, last = [], 0
    for hit in re.finditer(together if re.search(together, found) else "|".join(wanted), found):
        pieces += [escape(text[last : hit.start()]), Markup("<mark>{}</mark>").format(text[hit.start() : hit.end()])]
        last = hit.end()
    return Markup("").join([*pieces, escape(text[last:])])


def _folded(text: str) -> str:
    """Lower case without diacritics, letter for letter: places in it are places in the text."""
    return "".join(_bare(letter) for letter in text)


def _bare(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter.lower())[:1]
    return "d" if plain == "đ" else plain or letter
