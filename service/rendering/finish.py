"""Last corrections on the rendered main part, on its text alone."""

import re

#: The last block of the body: an empty paragraph that carries a section, then the body's own section.
_TRAILING_SECTION = re.compile(
    r"<w:p(?: [^>]*)?><w:pPr>(?:<w:pStyle [^>]*/>)?(?P<section><w:sectPr(?: [^>]*)?>(?:(?!</?w:sectPr).)*</w:sectPr>)</w:pPr></w:p>"
    r"<w:sectPr(?: [^>]*)?>(?:(?!</?w:sectPr).)*</w:sectPr>(?=</w:body>)",
    re.DOTALL,
)
#: How far from the end the last two sections can begin.
_TAIL = 6_000


def merge_last_section(xml: str) -> str:
    """Drop the empty page that the body's own section would be after the last section break.

    Each region of a template ends with a section break; whichever comes last has to be the section of the body itself.
    """
    head, tail = xml[:-_TAIL], xml[-_TAIL:]
    return head + _TRAILING_SECTION.sub(lambda found: found["section"], tail)
