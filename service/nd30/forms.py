"""The fixed words that some samples print around what is filled in (Phụ lục III, Mục II, Mẫu 1.6 to 1.10).

The generator of the templates writes these lines, the import reads them back.
"""

from dataclasses import dataclass
from string import Formatter

from service.nd30.kinds import Kind

#: Behind the name of the body, or the post of its head, that sends a công điện.
WIRES = "điện:"
CITE_WIRES = "Phụ lục III, Mẫu 1.6"


@dataclass(frozen=True, slots=True)
class Form:
    """What one sample prints between its heading and its signature.

    Attributes:
        name: the field of the document that holds what is filled in.
        cite: the sample.
        lines: the lines in order; ``{field}`` stands for what is filled in, ``{end}`` for the mark behind the last.
    """

    name: str
    cite: str
    lines: tuple[str, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The names between braces."""
        return frozenset(field for line in self.lines for _, field, _, _ in Formatter().parse(line) if field)

    @property
    def filled_in(self) -> tuple[str, ...]:
        """The names of what the form is there for, in alphabetical order: without what the document prints elsewhere too."""
        return tuple(sorted(self.fields - {"issuer", "addressees", "end"}))


FORMS: dict[Kind, Form] = {
    Kind.GIAY_MOI: Form(
        "invitation",
        "Phụ lục III, Mẫu 1.7",
        (
            "{issuer} trân trọng kính mời: {addressees}",
            "Tới dự {event}.",
            "Chủ trì: {chair}.",
            "Thời gian: {time}.",
            "Địa điểm: {place}{end}",
        ),
    ),
}
