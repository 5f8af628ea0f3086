"""State-secret marks are refused wherever they stand: this service never holds such content (Phụ lục I, Phần I, Mục III, khoản 2)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from service.documents.json_text import leaves, texts
from service.errors import Problem
from service.nd30.signing import SECRET_MARKS

_MARK = "|".join(SECRET_MARKS)
#: What every mark has: most words need no closer look.
_SYLLABLE = "mật"
#: A mark standing alone, with at most brackets, quotes or a label around: ``(MẬT)``, ``Độ mật: TỐI MẬT``.
_ALONE = re.compile(rf"\W*(?:(?:Độ mật|ĐỘ MẬT|Dấu|Mức độ)\s*:?\s*)?(?:{_MARK})\W*")
#: A mark put before the words of a subject: ``[MẬT] Về việc``, ``TỐI MẬT - Kế hoạch``.
_BEFORE = re.compile(rf"\W*(?:{_MARK})\s*[])}}.:;,–-]")
#: Fields that are marks themselves: there a secret mark is one in any case of letters.
_MARK_FIELDS = ("/urgency", "/circulation", "/symbol", "/drafter_mark/sign")
_SENTENCE = (
    "Có dấu chỉ độ mật “{mark}”. Không được soạn, gửi hay lưu văn bản mật trên hệ thống này; "
    "hãy soạn trên máy độc lập theo quy định về bảo vệ bí mật nhà nước."
)


def secret_marks(data: Any) -> Iterator[Problem]:
    """Yield a problem for each string in `data`, at its JSON pointer, that is, or begins with, a state-secret mark."""
    if _SYLLABLE not in unicodedata.normalize("NFC", "\n".join(texts(data))).lower():
        return  # no string has one: most data needs no look at each
    for path, text in leaves(data):
        words = unicodedata.normalize("NFC", text).strip()
        if _SYLLABLE in words.lower() and _is_marked(path, words):
            yield Problem(path, "state-secret", _SENTENCE.format(mark=words[:40]))


def _is_marked(path: str, words: str) -> bool:
    if path in _MARK_FIELDS and _ALONE.fullmatch(words.upper()):
        return True
    return bool(_ALONE.fullmatch(words)) or (path.endswith("/subject") and bool(_BEFORE.match(words)))
