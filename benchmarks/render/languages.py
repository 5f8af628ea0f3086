"""The same tags in the two template languages that are compared."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """How a template language writes a field and a loop.

    Attributes:
        row_loops_inside: whether the marks of a row's loop stand in the row itself, or in rows of their own.
    """

    name: str
    row_loops_inside: bool

    def field(self, name: str, item: str = "") -> str:
        """Print a field of the loop's item, or of the document."""
        if self.row_loops_inside:
            return f"{{{name}}}"
        return f"{{{{ {item}.{name} }}}}" if item else f"{{{{ {name} }}}}"

    def begin(self, names: str, item: str, scope: str = "p", owner: str = "") -> str:
        """Begin a loop over paragraphs (p) or rows (tr)."""
        if self.row_loops_inside:
            return f"{{#{names}}}"
        return f"{{%{scope} for {item} in {owner + '.' if owner else ''}{names} %}}"

    def end(self, names: str, scope: str = "p") -> str:
        """End a loop."""
        return f"{{/{names}}}" if self.row_loops_inside else f"{{%{scope} endfor %}}"


DOCXTPL = Language("docxtpl", row_loops_inside=False)
DOCXTEMPLATER = Language("docxtemplater", row_loops_inside=True)
