"""Keys on which two spellings of one name are equal, so that no official name need be rewritten to be found.

``Hiệp Hoà`` is official in one act and ``Hoà``/``Hòa`` differ only in where the tone mark stands; Unicode composes either in two ways.
"""

import re
import unicodedata
from functools import lru_cache

#: Combining grave, tilde, acute, hook above, dot below: the five written tones.
_TONES = "\u0300\u0303\u0301\u0309\u0323"
_WITHOUT_TONES = str.maketrans("", "", _TONES)
#: Texts remembered with their keys: the names and headings that each row of a sheet has again.
_REMEMBERED = 2048
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ", "'") | dict.fromkeys("‐‑‒–—−", "-"))
_SPACES = re.compile(r"\s+")
_DASHES = re.compile(r"\s*-\s*")


@lru_cache(maxsize=_REMEMBERED)
def spelling_key(text: str) -> str:
    """Fold case, Unicode form, spaces, dashes and the place of the tone mark; letters and tones stay: ``Hoà`` = ``HÒA`` ≠ ``Hoa``."""
    text = unicodedata.normalize("NFD", text.translate(_APOSTROPHES)).casefold()
    text = _DASHES.sub(" - ", _SPACES.sub(" ", text).strip())
    return " ".join(_tone_last(word) for word in text.split(" "))


@lru_cache(maxsize=_REMEMBERED)
def bare_key(text: str) -> str:
    """Fold as `spelling_key` does and drop every diacritic: ``Đặng Thuỳ Trâm`` = ``dang thuy tram``."""
    letters = (mark for mark in spelling_key(text) if not unicodedata.combining(mark))
    return "".join(letters).replace("đ", "d")


def _tone_last(word: str) -> str:
    bare = word.translate(_WITHOUT_TONES)
    return word if len(bare) == len(word) else bare + "".join(mark for mark in word if mark in _TONES)
