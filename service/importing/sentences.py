"""Sentences for people that still know their words apart from their figures, so that another language can say them."""

from typing import Any, Self


class Sentence(str):
    """``Sentence("Thiếu %(count)s ô.", count=3)`` is the Vietnamese sentence; `words` and `values` are what a translation needs."""

    __slots__ = ("values", "words")
    words: str
    values: dict[str, Any]

    def __new__(cls, words: str = "", **values: Any) -> Self:
        """Fill `values` in where there are any."""
        made = super().__new__(cls, words % values if values else words)
        made.words, made.values = words, values
        return made
