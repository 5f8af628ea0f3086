"""Compile a Word template once; then a document is string work and a ZIP write."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Template
from jinja2.exceptions import TemplateError

from service.errors import InvalidTemplate, Problem
from service.rendering.extra_parts import ExtraPart, add_parts
from service.rendering.package import Entry, read_package, write_package
from service.rendering.sandbox import TemplateEnvironment
from service.rendering.sources import MAIN_PART, PartSource, WordTemplate, part_sources
from service.rendering.tags import OWN_TAGS, OwnTag

_DECLARATION: Final = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_ENVIRONMENT: Final = TemplateEnvironment()


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
    docxtpl = WordTemplate(data, all_tags)
    rendered = []
    for part in part_sources(data, all_tags):
        compiled = _compile_part(part, docxtpl)
        if part.name == MAIN_PART or part.has_tags:
            rendered.append(compiled)
        else:
            parts[part.name] = compiled.render({}).encode()
    names = {part.name for part in rendered}
    fixed = {name: Entry.fixed(name, content) for name, content in parts.items() if name not in names}
    return CompiledTemplate(fixed, tuple(rendered))


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """One part whose content depends on the data."""

    name: str
    before: str
    after: str
    template: Template
    docxtpl: WordTemplate

    def render(self, context: Mapping[str, object]) -> str:
        """Fill in the data; give the part's whole XML without declaration."""
        xml = self.template.render(context)
        if any(character in xml for character in "\t\n\a\f"):
            xml = self.docxtpl.resolve_listing(xml)
        return f"{self.before}{xml}{self.after}"


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
            entries[part.name] = Entry.fresh(part.name, (_DECLARATION + xml).encode())
        for name, content in (parts or {}).items():
            entries[name] = Entry.fresh(name, content)
        return write_package(entries.values())


def _compile_part(part: PartSource, docxtpl: WordTemplate) -> CompiledPart:
    try:
        template = _ENVIRONMENT.from_string(part.source)
    except TemplateError as error:
        raise InvalidTemplate(problems=[Problem(part.name, "bad-tag", str(error))]) from error
    return CompiledPart(part.name, part.before, part.after, template, docxtpl)
