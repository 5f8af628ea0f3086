"""One part of a compiled template: its Jinja program, and what must be looked at after it ran."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Template, TemplateSyntaxError, nodes
from lxml import etree

from service.errors import InvalidTemplate
from service.rendering import faults
from service.rendering.hidden import TOKEN, HiddenTags
from service.rendering.package import MAIN_PART
from service.rendering.proof import Walk, well_formed, well_formed_pieces
from service.rendering.repairs import (
    fix_tables,
    grids_are_fixed,
    number_drawings,
    resolve_control_characters,
    tables_fit,
)
from service.rendering.sandbox import BoundValueError, TemplateEnvironment
from service.rendering.sources import PartSource

ENVIRONMENT: Final = TemplateEnvironment()

_PARAGRAPH: Final = re.compile(r"<w:p(?=[ >])")
_LINE_OF_PARAGRAPH: Final = re.compile(r"\n(?=<w:p[ >])")
_BRACES: Final = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}  # docxtpl's way to print braces


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """One part whose content depends on the data.

    Attributes:
        name: of the ZIP entry.
        before, after: its XML outside the program.
        template: the program.
        source: what the program was made from, one paragraph a line; for messages.
        namespaces: declared at the root.
        proven: the result is well-formed whatever the data.
        is_body: this is the main part, in which docxtpl mends tables and numbers drawings.
        fixed_grids: no table of the template can need mending.
        drawings: the template has drawings.
    """

    name: str
    before: str
    after: str
    template: Template
    source: str
    namespaces: str
    proven: bool
    is_body: bool
    fixed_grids: bool
    drawings: bool

    def render(self, context: Mapping[str, object]) -> str:
        """Fill in the data; give the part's XML without declaration.

        Raises:
            InvalidTemplate: an expression fails, or the template runs out of its budget.
            InvalidDocument: XML in the data is broken.
            BoundValueError: a value can only be printed by docxtpl.
        """
        meter: Any = self.template.new_context(dict(context))
        try:
            xml = ENVIRONMENT.concat(self.template.root_render_func(meter))
        except BoundValueError:
            raise
        except Exception as error:  # a template's expression may raise anything
            raise faults.rendering_fault(self.name, self.source, self.template, error) from error
        xml = f"{self.before}{resolve_control_characters(xml)}{self.after}"
        raw: list[str] = meter.raw
        whole_pieces = not raw or well_formed_pieces(raw, self.namespaces)
        if not (self.proven and whole_pieces) and not well_formed(xml):
            raise faults.unprintable(context)
        if not self.is_body:
            return xml
        if not (self.fixed_grids and whole_pieces and tables_fit(raw, self.namespaces)):
            xml = fix_tables(xml)
        if self.drawings or any("<wp:docPr" in piece for piece in raw):
            xml = number_drawings(xml)
        return xml


def compile_part(part: PartSource) -> CompiledPart:
    """Make the program of one part.

    Raises:
        InvalidTemplate: a tag that Jinja cannot read, a table cell that some data would leave without a paragraph.
    """
    source = _PARAGRAPH.sub(r"\n<w:p", part.source)
    try:
        tree = ENVIRONMENT.parse(source)
        walk = Walk(tree, part.before, part.after)
        template = _program(tree)
    except TemplateSyntaxError as error:
        raise InvalidTemplate(problems=[faults.syntax_fault(part.name, source, error)]) from error
    if walk.bare_cells:
        raise InvalidTemplate(problems=[faults.bare_cell(part.name, source, line) for line in sorted(walk.bare_cells)])
    skeleton = _skeleton(part)
    return CompiledPart(
        name=part.name,
        before=part.before,
        after=part.after,
        template=template,
        source=source,
        namespaces=_namespaces(skeleton),
        proven=walk.proven and skeleton is not None,
        is_body=part.name == MAIN_PART,
        fixed_grids=skeleton is not None and grids_are_fixed(skeleton, TOKEN),
        drawings="<wp:docPr" in part.source,
    )


def _program(tree: nodes.Template) -> Template:
    for data in tree.find_all(nodes.TemplateData):
        data.data = _LINE_OF_PARAGRAPH.sub("", data.data)
        for written, printed in _BRACES.items():
            data.data = data.data.replace(written, printed)
    code = compile(ENVIRONMENT._generate(tree, None, None), "<template>", "exec")
    return Template.from_code(ENVIRONMENT, code, ENVIRONMENT.globals)


def _skeleton(part: PartSource) -> etree._Element | None:
    """Read the part as a tree with its tags hidden; some templates make no tree before they are rendered."""
    xml = part.before + HiddenTags().hide_all(part.source) + part.after
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


def _namespaces(root: etree._Element | None) -> str:
    if root is None:
        return ""
    return " ".join(f'xmlns{":" + prefix if prefix else ""}="{uri}"' for prefix, uri in root.nsmap.items())
