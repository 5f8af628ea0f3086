"""Text made comparable: one Unicode form, one kind of space, and keys that forgive case, tones and punctuation."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_SPACES: Final = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """NFC, single plain spaces, nothing invisible, no spaces at the ends."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """Only letters and digits, without tones and case: ``CỘNG HOÀ`` and ``Cộng hòa`` are the same key."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in plain.casefold() if letter.isalnum())


def is_upper(text: str) -> bool:
    """All its letters are capitals, and there is at least one."""
    return text.upper() == text and text.lower() != text


def is_blank(text: str) -> bool:
    """Nothing printed but spaces."""
    return not clean(text)
