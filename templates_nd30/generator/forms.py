"""The lines that a sample with words of its own prints, as words and visible tags (Mẫu 1.6 to 1.10)."""

import re

from service.nd30.forms import Form
from service.nd30.type_styles import Component
from templates_nd30.generator.ooxml import (
    CONFIRMATION,
    SECTION_BREAK,
    SIGNING_SPACE,
    SPACER,
    cell,
    paragraph,
    row,
    table,
    tag,
)

C = Component


def wired() -> str:
    """Who sends a công điện, and to whom (Mẫu 1.6)."""
    return (
        paragraph(C.WIRED_BY, "{{ sender }}")
        + tag("{%p for addressee in addressees.several %}")
        + paragraph(C.ADDRESSEE_LIST, "{{ addressee }}")
        + tag("{%p endfor %}")
    )


def form_lines(form: Form) -> str:
    """The lines of a sample that has its own, the fixed words as words and what is filled in as tags."""
    return "".join(_listing(line, form) if f"{{{form.listed}}}" in line else form_line(line) for line in form.lines)


def form_line(line: str) -> str:
    """Return one line, ``{field}`` as a tag."""
    return paragraph(C.BODY, re.sub(r"{(\w+)}", r"{{ form.\1 }}", line), properties="<w:keepNext/>")


def _listing(line: str, form: Form) -> str:
    """A line that names one, or several below it."""
    words, _, rest = line.partition(f"{{{form.listed}}}")
    source = form.listed if form.listed == "addressees" else f"form.{form.listed}"
    return (
        tag(f"{{%p if {source}.several %}}")
        + form_line(words.rstrip())
        + tag(f"{{%p for name in {source}.several %}}")
        + paragraph(C.DASH, "{{ name }}")
        + tag("{%p endfor %}")
        + tag("{%p else %}")
        + form_line(words + "{}" + rest).replace("{}", f"{{{{ {source}.single }}}}")
        + tag("{%p endif %}")
    )


def confirmation(left: int, whole: int) -> str:
    """The place for another body's confirmation, at the lower left (Mẫu 1.10)."""
    widths = [left, whole - left]
    place = paragraph(CONFIRMATION, "{{ form.confirmation }}") + paragraph(SIGNING_SPACE)
    return (
        tag("{%p if form.confirmation %}")
        + paragraph(SPACER)
        + table(widths, row(cell(place, widths[0]), cell(paragraph(SECTION_BREAK), widths[1])))
        + tag("{%p endif %}")
    )
