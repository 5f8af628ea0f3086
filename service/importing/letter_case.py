"""Capitals of headings turned back into a sentence's case, by how the same document writes the words elsewhere."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+", re.UNICODE)
#: Columns typed side by side in one line are no sentence together.
_APART: Final = re.compile(r"[\t\n]|\s{3,}")
#: A stretch teaches nothing when fewer of its letters than this are small.
_LEAST_SMALL: Final = 0.6
#: Behind these the name of a place begins.
_BEFORE_PLACE: Final = frozenset({"xã", "phường", "huyện", "tỉnh", "quận"})
#: Phrases that are written so wherever they stand (Phụ lục II).
_KNOWN: Final = (
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Chính phủ", "Quốc hội", "Thủ tướng",
    "Đảng ủy", "Phó Chủ tịch", "Chủ tịch", "Phó Giám đốc", "Giám đốc", "Phó Trưởng phòng", "Trưởng phòng", "Phó Trưởng ban",
    "Trưởng ban", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Chánh Thanh tra", "Cục trưởng", "Phó Cục trưởng", "Chi cục trưởng",
    "Hiệu trưởng", "Phó Hiệu trưởng", "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Y tế", "Sở Xây dựng", "Sở Công Thương",
    "Bộ Nội vụ", "Việt Nam", "Nhân dân", "Mặt trận Tổ quốc",
)  # fmt: skip


class LetterCase:
    """How one document writes its words in the middle of sentences."""

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        self._pairs: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._words: dict[str, Counter[str]] = defaultdict(Counter)
        self._phrases: list[str] = [*names, *_KNOWN]
        for text in texts:
            for stretch in _APART.split(unicodedata.normalize("NFC", text)):
                if _is_sentence(stretch):
                    self._learn(stretch)

    def natural(self, text: str) -> str:
        """The words in a sentence's case; text that is not all capitals stays as it is."""
        if text.upper() != text or text.lower() == text:
            return text
        words = _WORD.findall(text)
        cased = [self._cased(words, index) for index in range(len(words))]
        rest = iter(cased)
        natural = _WORD.sub(lambda _: next(rest), text)
        natural = natural[:1].upper() + natural[1:]
        for phrase in sorted(self._phrases, key=len):
            natural = re.sub(rf"\b{re.escape(phrase)}\b", phrase, natural, flags=re.IGNORECASE)
        return natural

    def _learn(self, text: str) -> None:
        words = _WORD.findall(text)
        for before, word in pairwise(words):
            self._pairs[(before.lower(), word.lower())][word] += 1
            self._words[word.lower()][word] += 1

    def _cased(self, words: list[str], index: int) -> str:
        word = words[index].lower()
        before = words[index - 1].lower() if index else ""
        seen = self._pairs.get((before, word))
        if seen:
            return seen.most_common(1)[0][0]
        if _is_acronym(words[index], self._words.get(word)):
            return words[index]
        return word.capitalize() if before in _BEFORE_PLACE else word


def _is_sentence(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.islower() for letter in letters) >= _LEAST_SMALL * len(letters)


def _is_acronym(word: str, seen: Counter[str] | None) -> bool:
    if seen:
        return word in seen and len(word) > 1
    return bool(re.fullmatch(r"(?:[IVX]+|[^AEIOUYĂÂÊÔƠƯÀ-ÝẠ-Ỹ\d]{2,})", word)) and word not in {"TH", "NH"}
