"""Document data and a Word template in, a DOCX out."""

from service.rendering.compiler import CompiledTemplate, compile_template
from service.rendering.document import render_document
from service.rendering.extra_parts import ExtraPart
from service.rendering.layouts import Layouts
from service.rendering.library import compile_document_template, shipped_template, template_path
from service.rendering.lint import lint_template
from service.rendering.tags import OWN_TAGS, OwnTag

__all__ = [
    "OWN_TAGS",
    "CompiledTemplate",
    "ExtraPart",
    "Layouts",
    "OwnTag",
    "compile_document_template",
    "compile_template",
    "lint_template",
    "render_document",
    "shipped_template",
    "template_path",
]
