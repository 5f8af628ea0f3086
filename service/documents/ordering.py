"""Vietnamese alphabetical order: letters first, then tones, then capitals, as dictionaries and CLDR have it."""

import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
#: Ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=100)}

Key = tuple[tuple[tuple[int, str], ...], tuple[int, ...], tuple[bool, ...]]


def vietnamese_key(text: str) -> Key:
    """Return a sort key: ``sorted(names, key=vietnamese_key)``.

    Two texts are compared by all their letters first, then by their tones, then by their capitals: ``ma mà mả mã má mạ``.
    """
    letters: list[tuple[int, str]] = []
    tones: list[int] = []
    capitals: list[bool] = []
    for character in unicodedata.normalize("NFC", text):
        letter, tone = _parts(character)
        letters.append((_LETTER_RANK.get(letter, 0 if not letter.isalpha() else 1000), letter))
        tones.append(tone)
        capitals.append(character.isupper())
    return tuple(letters), tuple(tones), tuple(capitals)


def _parts(character: str) -> tuple[str, int]:
    """Return the letter without its tone, in small, and the rank of the tone."""
    marks = unicodedata.normalize("NFD", character.lower())
    tone = next((mark for mark in marks if mark in _TONES[1:]), "")
    return unicodedata.normalize("NFC", marks.replace(tone, "", 1) if tone else marks), _TONES.index(tone)
