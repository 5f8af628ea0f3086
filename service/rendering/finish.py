"""Last corrections on the rendered main part, on its text alone: how its sections end."""

import re
from typing import Final

_SECTION: Final = "<w:sectPr"
_EMPTY_PARAGRAPH: Final = r"<w:p(?: [^>]*)?><w:pPr>(?:(?!</w:pPr>).)*</w:pPr></w:p>"
#: An empty paragraph between a table and the paragraph that carries a section break, up to that break.
_SPACER_BEFORE_BREAK: Final = re.compile(
    rf"(?<=</w:tbl>){_EMPTY_PARAGRAPH}(?=<w:p(?: [^>]*)?><w:pPr>(?:<w:pStyle [^>]*/>)?$)"
)
#: How far before a section such a spacer can begin.
_NEAR: Final = 600
#: The last block of the body: an empty paragraph that carries a section, then the body's own section.
_TRAILING_SECTION: Final = re.compile(
    r"(?P<table></w:tbl>)?<w:p(?: [^>]*)?><w:pPr>(?P<style><w:pStyle [^>]*/>)?"
    r"(?P<section><w:sectPr(?: [^>]*)?>(?:(?!</?w:sectPr).)*</w:sectPr>)</w:pPr></w:p>"
    r"<w:sectPr(?: [^>]*)?>(?:(?!</?w:sectPr).)*</w:sectPr>(?=</w:body>)",
    re.DOTALL,
)
#: How far from the end the last two sections can begin.
_TAIL: Final = 6_000
#: A line of a twentieth of a point: with the whole point of its style a paragraph below a full page would need another one.
_NO_HEIGHT: Final = '<w:spacing w:before="0" w:after="0" w:line="1" w:lineRule="exact"/>'


def close_sections(xml: str) -> str:
    """End every section so that no empty page can follow it."""
    return _merge_last_section(_without_spacers(xml))


def _without_spacers(xml: str) -> str:
    """Drop the spacer between a table and the section break: below a table that fills its page it would need another one."""
    *sections, end = xml.split(_SECTION)
    return _SECTION.join([*(part[:-_NEAR] + _SPACER_BEFORE_BREAK.sub("", part[-_NEAR:]) for part in sections), end])


def _merge_last_section(xml: str) -> str:
    """Drop the empty page that the body's own section would be after the last section break.

    Each region of a template ends with a section break; whichever comes last has to be the section of the body itself.
    """
    head, tail = xml[:-_TAIL], xml[-_TAIL:]
    return head + _TRAILING_SECTION.sub(_merged, tail)


def _merged(found: re.Match[str]) -> str:
    """Leave a paragraph below a table: where a text ends with a table, Word adds one of full height."""
    if not found["table"]:
        return found["section"]
    return f"{found['table']}<w:p><w:pPr>{found['style'] or ''}{_NO_HEIGHT}</w:pPr></w:p>{found['section']}"
