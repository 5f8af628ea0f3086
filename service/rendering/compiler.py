"""Compile a Word template once; then a document is string work and a ZIP write."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.rendering.extra_parts import ExtraPart, add_parts
from service.rendering.faults import forbidden_characters
from service.rendering.package import MAIN_PART, Entry, read_package, write_package
from service.rendering.part import CompiledPart, compile_part
from service.rendering.sources import part_sources
from service.rendering.tags import OWN_TAGS, OwnTag

_DECLARATION: Final = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_CONTROL: Final = bytes(code for code in range(32) if code not in b"\t\n\r")


def compile_template(
    source: Path | bytes, *, tags: tuple[OwnTag, ...] = (), extra_parts: Iterable[ExtraPart] = ()
) -> "CompiledTemplate":
    """Read a Word template in docxtpl's tag language and keep it ready for rendering.

    Args:
        source: the DOCX.
        tags: own tags beyond those of `OWN_TAGS`.
        extra_parts: parts that each document may bring along, see `CompiledTemplate.render`.

    Raises:
        InvalidTemplate: with every fault and its place.
    """
    data = source.read_bytes() if isinstance(source, Path) else source
    parts = read_package(data)
    add_parts(parts, extra_parts)
    all_tags = (*OWN_TAGS, *tags)
    rendered = []
    for part in part_sources(data, all_tags):
        compiled = compile_part(part, is_body=part.name == MAIN_PART)
        if part.name == MAIN_PART or part.has_tags:
            rendered.append(compiled)
        else:
            parts[part.name] = compiled.render({}).encode()
    names = {part.name for part in rendered}
    fixed = {name: Entry.fixed(name, content) for name, content in parts.items() if name not in names}
    return CompiledTemplate(fixed, tuple(rendered))


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template ready for rendering; immutable, so threads may share it."""

    fixed: Mapping[str, Entry]
    rendered: tuple[CompiledPart, ...]

    def render(
        self,
        context: Mapping[str, object],
        *,
        parts: Mapping[str, bytes] | None = None,
        finish: Callable[[str], str] | None = None,
    ) -> bytes:
        """Fill in the data and give the DOCX; the same data gives the same bytes.

        Args:
            context: plain data: dict, list, str, int, bool, None, Markup.
            parts: parts to put in place of, or beside, those of the template.
            finish: a last change to the XML of the main part.
        """
        entries = dict(self.fixed)
        for part in self.rendered:
            xml = part.render(context)
            if finish and part.name == MAIN_PART:
                xml = finish(xml)
            entries[part.name] = Entry.fresh(part.name, _encoded(xml, context))
        for name, content in (parts or {}).items():
            entries[name] = Entry.fresh(name, content)
        return write_package(entries.values())


def _encoded(xml: str, context: Mapping[str, object]) -> bytes:
    """Encode a part, unless the data brought a character that XML cannot hold."""
    try:
        data = (_DECLARATION + xml).encode()
    except UnicodeEncodeError as error:  # half of a surrogate pair
        raise forbidden_characters(context) from error
    if "\ufffe" in xml or "\uffff" in xml or len(data.translate(None, _CONTROL)) < len(data):
        raise forbidden_characters(context)
    return data
