"""Turn the parts of a Word template into Jinja sources, by docxtpl's own preprocessing."""

import io
import re
from dataclasses import dataclass

from docxtpl import DocxTemplate
from lxml import etree

from service.rendering.package import MAIN_PART
from service.rendering.tags import OwnTag, apply_tags

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_HAS_TAG = re.compile(r"\{[{%#]")


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
        return bool(_HAS_TAG.search(self.source))


class WordTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl publishes no types
    """docxtpl's template, knowing our own tags and rendering each footnotes part once."""

    def __init__(self, data: bytes, tags: tuple[OwnTag, ...]) -> None:
        super().__init__(io.BytesIO(data))
        self._tags = tags

    def patch_xml(self, src_xml: str) -> str:
        """Preprocess as docxtpl does, then replace our own tags."""
        return apply_tags(super().patch_xml(src_xml), self._tags)


def part_sources(data: bytes, tags: tuple[OwnTag, ...]) -> list[PartSource]:
    """Read the document, its headers, footers and footnotes, in this order."""
    template = WordTemplate(data, tags)
    template.init_docx()
    sources = [_document(template)]
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            name = str(part.partname).lstrip("/")
            if all(source.name != name for source in sources):
                sources.append(PartSource(name, "", template.patch_xml(template.get_part_xml(part)), ""))
    for part in template.docx.part.package.iter_parts():
        if part.content_type == _FOOTNOTES:
            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            sources.append(
                PartSource(str(part.partname).lstrip("/"), "", template.patch_xml(template.xml_to_string(root)), "")
            )
    return sources


def _document(template: WordTemplate) -> PartSource:
    whole = template.xml_to_string(template.docx.element)
    body = template.patch_xml(template.get_xml())
    return PartSource(
        MAIN_PART,
        whole[: whole.index("<w:body")] + "<w:body>",
        body[body.index(">") + 1 : body.rindex("</w:body>")],
        whole[whole.rindex("</w:body>") :],
    )
