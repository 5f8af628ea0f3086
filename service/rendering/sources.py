"""Turn the parts of a Word template into Jinja sources, by docxtpl's own preprocessing."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

from service.rendering.hidden import JINJA_TAG
from service.rendering.package import MAIN_PART, PROPERTIES_PART, Entry, damaged_file, write_package
from service.rendering.proof import well_formed
from service.rendering.tags import OwnTag, apply_tags

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


#: What python-docx raises on a package that is not what it expects.
_UNREADABLE = (AttributeError, IndexError, KeyError, TypeError, ValueError, etree.XMLSyntaxError)


@dataclass(frozen=True, slots=True)
class PartSource:
    """One part as a Jinja source.

    Attributes:
        name: of the ZIP entry, ``word/document.xml``.
        before, source, after: the part's XML in three pieces; only `source` holds tags.
    """

    name: str
    before: str
    source: str
    after: str

    @property
    def has_tags(self) -> bool:
        """Whether anything in it depends on the data."""
        return bool(JINJA_TAG.search(self.source))


class BrokenBodyError(Exception):
    """docxtpl has made XML that no parser accepts."""


class WordTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl publishes no types
    """docxtpl's template, made safe: it knows our own tags, and nothing of it is lost or rendered twice in silence.

    Made by `CompiledTemplate.docxtpl`, to make sub-documents and images with, or to replace media in.
    """

    def __init__(self, data: bytes, tags: tuple[OwnTag, ...]) -> None:
        super().__init__(io.BytesIO(data))
        self.data = data
        self._tags = tags

    def patch_xml(self, src_xml: str) -> str:
        """Preprocess as docxtpl does, then replace our own tags."""
        return apply_tags(super().patch_xml(src_xml), self._tags)

    def fix_tables(self, xml: str) -> Any:
        """Do as docxtpl does, but refuse a body that is not well-formed: docxtpl would cut it off at the fault."""
        if not well_formed(xml):
            raise BrokenBodyError
        return super().fix_tables(xml)

    def render_footnotes(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
        """Render the footnotes once; docxtpl renders its own result again for every section."""
        for part in self.footnotes():
            xml = self.patch_xml(part.blob.decode())
            part._blob = self.render_xml_part(xml, part, context, jinja_env).encode()

    def render_properties(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
        """Leave the core properties to us; docxtpl escapes them twice and cannot hold long ones."""

    def running_parts(self) -> list[Any]:
        """List headers, then footers, each part once."""
        uris = (self.HEADER_URI, self.FOOTER_URI)
        return list(dict.fromkeys(part for uri in uris for _, part in self.get_headers_footers(uri)))

    def footnotes(self) -> list[Any]:
        """List the footnotes part, if there is one."""
        return [part for part in self.docx.part.package.iter_parts() if part.content_type == _FOOTNOTES]


def open_template(entries: Mapping[str, Entry], tags: tuple[OwnTag, ...]) -> WordTemplate:
    """Open a DOCX from its entries.

    Raises:
        service.errors.InvalidTemplate: a part that every DOCX has is missing or is not XML.
    """
    template = WordTemplate(write_package(entries.values()), tags)
    try:
        template.init_docx()
        usual_prefix = template.get_xml().startswith("<w:body")  # docxtpl goes by it
    except _UNREADABLE as error:
        raise damaged_file() from error
    if not usual_prefix:
        raise damaged_file()
    return template


def part_sources(template: WordTemplate) -> list[PartSource]:
    """Read the document, its headers, footers and footnotes, and the core properties if they hold tags."""
    package = template.docx.part.package
    xml = {_name(part): template.patch_xml(template.get_part_xml(part)) for part in template.running_parts()}
    xml |= {_name(part): template.patch_xml(_xml(part)) for part in template.footnotes()}
    xml |= {_name(part): _xml(part) for part in package.iter_parts() if _name(part) == PROPERTIES_PART}
    others = [PartSource(name, "", source, "") for name, source in xml.items()]
    return [_document(template), *(part for part in others if part.name != PROPERTIES_PART or part.has_tags)]


def _name(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _xml(part: Any) -> str:
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    return etree.tostring(root, encoding="unicode")


def _document(template: WordTemplate) -> PartSource:
    whole = template.xml_to_string(template.docx.element)
    body = template.patch_xml(template.get_xml())
    return PartSource(
        MAIN_PART,
        whole[: whole.index("<w:body")] + "<w:body>",
        body[body.index(">") + 1 : body.rindex("</w:body>")],
        whole[whole.rindex("</w:body>") :],
    )
