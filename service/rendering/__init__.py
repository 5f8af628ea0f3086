"""Document data and a Word template in, a DOCX out."""

from service.rendering.compiler import CompiledTemplate, compile_template
from service.rendering.extra_parts import ExtraPart
from service.rendering.tags import OWN_TAGS, OwnTag

__all__ = ["OWN_TAGS", "CompiledTemplate", "ExtraPart", "OwnTag", "compile_template"]
