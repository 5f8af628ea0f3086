"""The shape of one row of the law: what a provision fixes, what it allows, what we write, and how binding it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

V = TypeVar("V")


class Force(StrEnum):
    """How binding a row is; the checker's severity follows from it."""

    TEXT = "text"
    """Ordered by the text of the decree: breaking it is an error."""
    SAMPLE = "sample"
    """Shown by a sample form of Phụ lục III: differing is a warning."""
    PRACTICE = "practice"
    """Settled practice, not law: differing is a warning or a remark."""


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`, both ends included.

    Attributes:
        tolerance: what rounding to Word's units (twips, half points) may add at either end, in `unit`.
        words: how people say it, where figures would read badly (``1/3 đến 1/2``).
    """

    low: float
    high: float
    unit: str
    tolerance: float = 0.0
    words: str = ""

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int | float) and self.low - self.tolerance <= value <= self.high + self.tolerance

    def __str__(self) -> str:
        if self.words:
            return self.words
        if self.low == self.high:
            return f"{_decimal(self.low)} {self.unit}"
        return f"{_decimal(self.low)}-{_decimal(self.high)} {self.unit}"


@dataclass(frozen=True, slots=True)
class OneOf(Generic[V]):
    """One of a few values, the first being the one we prefer.

    Attributes:
        tolerance: for numbers, how far a value may stand from one of them.
    """

    values: tuple[V, ...]
    unit: str = ""
    tolerance: float = 0.0

    def __contains__(self, value: object) -> bool:
        if value in self.values:
            return True
        if not isinstance(value, int | float):
            return False
        return any(isinstance(one, int | float) and abs(one - value) <= self.tolerance for one in self.values)

    def __iter__(self) -> Iterator[V]:
        return iter(self.values)

    def __str__(self) -> str:
        text = " hoặc ".join(_decimal(one) if isinstance(one, int | float) else str(one) for one in self.values)
        return f"{text} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Provision(Generic[V]):
    """One thing that the decree fixes.

    Attributes:
        cite: where it says so, in words a clerk can quote.
        rule: what it says, in our own words, Vietnamese.
        allowed: every value that complies; read by the checker.
        use: the value that we write.
        force: how binding it is.
    """

    cite: str
    rule: str
    allowed: Range | OneOf[V]
    use: V
    force: Force = Force.TEXT

    def __post_init__(self) -> None:
        if self.use not in self.allowed:
            raise ValueError(f"{self.cite}: we would write {self.use}, which is not in {self.allowed}")


def _decimal(value: float) -> str:
    """Write a number the Vietnamese way, with a decimal comma and no trailing zeros."""
    return f"{value:g}".replace(".", ",")
