"""Compile a Word template once; then a document is string work and a ZIP write."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.errors import InvalidTemplate
from service.rendering.extra_parts import ExtraPart, add_parts
from service.rendering.fallback import render_by_docxtpl
from service.rendering.faults import unprintable
from service.rendering.lint import structure_problems
from service.rendering.package import MAIN_PART, PROPERTIES_PART, Entry, packed, read_package, write_package
from service.rendering.part import CompiledPart, compile_part
from service.rendering.sandbox import BoundValueError
from service.rendering.sources import WordTemplate, open_template, part_sources
from service.rendering.tags import OWN_TAGS, OwnTag
from service.rendering.template_text import template_paragraphs

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
    parts = read_package(source)
    add_parts(parts, extra_parts)
    all_tags = (*OWN_TAGS, *tags)
    fixed = packed(parts)
    template = open_template(fixed, all_tags)
    problems = structure_problems(list(template_paragraphs(template)), all_tags)
    if problems:
        raise InvalidTemplate(problems=problems)
    rendered = []
    for part in part_sources(template):
        compiled = compile_part(part)
        if part.name == MAIN_PART or part.has_tags:
            rendered.append(compiled)
            del fixed[part.name]
        else:
            fixed[part.name] = Entry.fixed(part.name, _encoded(compiled.render({}), {}))
    return CompiledTemplate(fixed, tuple(rendered), template.data, all_tags)


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template ready for rendering; nothing in it changes, so threads may share it.

    Attributes:
        fixed: what is the same in every document, compressed.
        rendered: the parts that are made anew.
        source: the whole template, for docxtpl.
        tags: own tags it may use.
    """

    fixed: Mapping[str, Entry]
    rendered: tuple[CompiledPart, ...]
    source: bytes
    tags: tuple[OwnTag, ...]

    def render(
        self,
        context: Mapping[str, object],
        *,
        parts: Mapping[str, bytes] | None = None,
        finish: Callable[[str], str] | None = None,
        docxtpl: WordTemplate | None = None,
    ) -> bytes:
        """Fill in the data and give the DOCX; the same data gives the same bytes.

        A context with docxtpl's sub-documents or images is rendered by docxtpl, which a log line says.

        Args:
            context: plain data: dict, list, str, int, bool, None, Markup; RichText and Listing of docxtpl.
            parts: parts to put in place of those of the template and its `ExtraPart` rows.
            finish: a last change to the XML of the main part.
            docxtpl: from `docxtpl`, when media were replaced in it.

        Raises:
            InvalidTemplate: an expression fails, or the template runs out of its budget.
            InvalidDocument: a character or piece of XML in the data fits in no Word file.
            KeyError: `parts` names a part that the template does not have.
        """
        try:
            entries = self._compiled(context, finish) if docxtpl is None else self._by_docxtpl(docxtpl, context, finish)
        except BoundValueError as error:
            entries = self._by_docxtpl(error.owner, context, finish)
        for name, content in (parts or {}).items():
            if name not in entries:
                raise KeyError(f"the template has no part {name}; compile it with an ExtraPart")
            entries[name] = Entry.fresh(name, content)
        return write_package(entries.values())

    def docxtpl(self) -> WordTemplate:
        """Give a docxtpl object of this template, to make sub-documents and images with or to replace media in."""
        return WordTemplate(self.source, self.tags)

    def _compiled(self, context: Mapping[str, object], finish: Callable[[str], str] | None) -> dict[str, Entry]:
        entries = dict(self.fixed)
        for part in self.rendered:
            xml = part.render(context)
            if finish and part.name == MAIN_PART:
                xml = finish(xml)
            entries[part.name] = Entry.fresh(part.name, _encoded(xml, context))
        return entries

    def _by_docxtpl(
        self, template: WordTemplate, context: Mapping[str, object], finish: Callable[[str], str] | None
    ) -> dict[str, Entry]:
        made = render_by_docxtpl(template, context)
        for part in self.rendered:
            if part.name == PROPERTIES_PART:
                made[part.name] = _encoded(part.render(context), context)
        if finish:
            made[MAIN_PART] = _encoded(finish(made[MAIN_PART].decode().removeprefix(_DECLARATION)), context)
        return {name: Entry.fresh(name, content) for name, content in made.items()}


def _encoded(xml: str, context: Mapping[str, object]) -> bytes:
    """Encode a part, unless the data brought a character that XML cannot hold."""
    try:
        data = (_DECLARATION + xml).encode()
    except UnicodeEncodeError as error:  # half of a surrogate pair
        raise unprintable(context) from error
    if "\ufffe" in xml or "\uffff" in xml or len(data.translate(None, _CONTROL)) < len(data):
        raise unprintable(context)
    return data
