"""Figures and lists as the report words them, the Vietnamese way."""

from collections.abc import Iterable, Sequence


def decimal(value: float, digits: int = 1) -> str:
    """A figure with a decimal comma and no idle zeros: ``12,7``, ``30``."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",").replace("-0", "0") if text in {"-0", "-0.0"} else text.replace(".", ",")


def mm(value: float) -> str:
    """A length: ``25,4 mm``."""
    return f"{decimal(value)} mm"


def pt(value: float) -> str:
    """A size or gap: ``6 pt``."""
    return f"{decimal(value)} pt"


def sizes_text(sizes: Sequence[float]) -> str:
    """Sizes in words: ``12``, ``12 và 14``."""
    return joined([decimal(size) for size in sizes])


def joined(items: Iterable[str]) -> str:
    """A list in words: ``a, b và c``."""
    found = list(items)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} và {found[-1]}" if found else ""


def quoted(text: str) -> str:
    """Words in Vietnamese quotation marks."""
    return f"“{text}”"
