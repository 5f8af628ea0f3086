"""Last corrections on the rendered main part, on its text alone: how its sections end."""

import re
from typing import Final

_SECTION: Final = "<w:sectPr"
#: What stands between a table and the section break below it: perhaps a spacer, then the beginning of the break's paragraph.
_BELOW_TABLE: Final = re.compile(
    r"(?<=</w:tbl>)(?:<w:p(?: [^>]*)?><w:pPr>(?:(?!</w:pPr>).)*</w:pPr></w:p>)?"
    r"(?P<break><w:p(?: [^>]*)?><w:pPr>(?:<w:pStyle [^>]*/>)?)$"
)
#: How far before a section it can begin.
_NEAR: Final = 600
#: The last block of the body: an empty paragraph that carries a section, then the body's own section.
_TRAILING_SECTION: Final = re.compile(
    r"(?P<below_table></w:tbl>)?(?P<start><w:p(?: [^>]*)?><w:pPr>(?:<w:pStyle [^>]*/>)?(?:<w:spacing [^>]*/>)?)"
    r"(?P<section><w:sectPr(?: [^>]*)?>(?:(?!</?w:sectPr).)*</w:sectPr>)(?P<end></w:pPr></w:p>)"
    r"<w:sectPr(?: [^>]*)?>(?:(?!</?w:sectPr).)*</w:sectPr>(?=</w:body>)",
    re.DOTALL,
)
#: How far from the end the last two sections can begin.
_TAIL: Final = 6_000
#: A line of a twentieth of a point: with the whole point of its style a paragraph below a full page would need another one.
_NO_HEIGHT: Final = '<w:spacing w:before="0" w:after="0" w:line="1" w:lineRule="exact"/>'


def close_sections(xml: str) -> str:
    """End every section so that no page can follow it with nothing but what stands below a table."""
    *sections, end = xml.split(_SECTION)
    return _merge_last_section(_SECTION.join([*map(_flat_below_table, sections), end]))


def _flat_below_table(section: str) -> str:
    """Take the height from the paragraph of a section break below a table, and the spacer above it away."""
    head, tail = section[:-_NEAR], section[-_NEAR:]
    return head + _BELOW_TABLE.sub(lambda found: found["break"] + _NO_HEIGHT, tail)


def _merge_last_section(xml: str) -> str:
    """Drop the empty page that the body's own section would be after the last section break.

    Each region of a template ends with a section break; whichever comes last has to be the section of the body itself.
    """
    head, tail = xml[:-_TAIL], xml[-_TAIL:]
    return head + _TRAILING_SECTION.sub(_merged, tail)


def _merged(found: re.Match[str]) -> str:
    """Leave the paragraph of the break below a table: where a text ends with a table, Word adds one of full height."""
    if not found["below_table"]:
        return found["section"]
    return found["below_table"] + found["start"] + found["end"] + found["section"]
