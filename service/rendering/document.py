"""One document and its template: the DOCX, with its data and properties inside."""

from pathlib import Path

from service.documents.model import Document
from service.rendering.compiler import CompiledTemplate
from service.rendering.context import build_context
from service.rendering.finish import close_sections
from service.rendering.layouts import Layouts
from service.rendering.library import shipped_template
from service.rendering.properties import CORE_PART, DATA_PART, core_properties, data_part


def render_document(
    document: Document,
    template: CompiledTemplate | None = None,
    *,
    templates_dir: Path | None = None,
    layouts: Layouts | None = None,
) -> bytes:
    """Return `document` as a DOCX; the same data and template give the same bytes.

    Args:
        document: the data.
        template: a compiled template; by default that of its kind.
        templates_dir: where to look for that of its kind, if not among the shipped ones.
        layouts: brought by whoever makes many documents that share most of their text; the bytes are the same.

    Raises:
        InvalidTemplate: there is no template for this kind, or it does not fit the data.
    """
    template = template or shipped_template(document.kind, templates_dir)
    return template.render(
        build_context(document, layouts),
        parts={CORE_PART: core_properties(document), DATA_PART: data_part(document)},
        finish=close_sections,
    )
