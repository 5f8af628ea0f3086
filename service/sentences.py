"""Sentences for people that still know their words apart from their figures, so that another language can say them."""

from typing import Any, Self


class Sentence(str):
    """``Sentence("Thiếu %(count)s ô.", count=3)`` is the Vietnamese sentence; `words` and `values` are what a translation needs."""

    __slots__ = ("values", "words")
    words: str
    values: dict[str, Any]

    def __new__(cls, words: str = "", /, **values: Any) -> Self:
        """Fill `values` in where there are any."""
        made = super().__new__(cls, words % values if values else words)
        made.words, made.values = words, values
        return made


def as_data(sentence: str) -> Any:
    """A sentence to keep as JSON; a plain text stays one."""
    if not isinstance(sentence, Sentence):
        return sentence
    return [sentence.words, {name: as_data(value) for name, value in sentence.values.items()}]


def from_data(data: Any) -> Any:
    """What `as_data` kept."""
    return (
        Sentence(data[0], **{name: from_data(value) for name, value in data[1].items()})
        if isinstance(data, list)
        else data
    )
