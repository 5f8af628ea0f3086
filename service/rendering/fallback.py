"""Documents that only docxtpl itself can make: sub-documents, images, replaced media. Its engine, in our sandbox."""

import io
import logging
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from jinja2 import TemplateError
from lxml.etree import XMLSyntaxError

from service.errors import InvalidTemplate, Problem
from service.rendering import faults
from service.rendering.package import read_package
from service.rendering.sandbox import Meter, TemplateEnvironment
from service.rendering.sources import BrokenBodyError, WordTemplate

_LOG: Final = logging.getLogger(__name__)


class _OpenMeter(Meter):
    """A meter that lets images and sub-documents print themselves."""

    bound_types: ClassVar[tuple[type, ...]] = ()


class _DocxtplEnvironment(TemplateEnvironment):
    context_class = _OpenMeter


_ENVIRONMENT: Final = _DocxtplEnvironment()


def render_by_docxtpl(template: Any, context: Mapping[str, object]) -> dict[str, bytes]:
    """Let docxtpl render; give the parts of its DOCX.

    Args:
        template: what `CompiledTemplate.docxtpl` gave, and the images and sub-documents were made with.
        context: the data.

    Raises:
        TypeError: `template` is a plain docxtpl object, which is not sandboxed on all its paths.
        InvalidTemplate: an expression fails.
        InvalidDocument: the data makes a broken file.
    """
    if not isinstance(template, WordTemplate):
        raise TypeError("make sub-documents and images with the object that CompiledTemplate.docxtpl() gives")
    _LOG.info("rendered by docxtpl, not by the compiled template")
    stream = io.BytesIO()
    try:
        template.render(dict(context), jinja_env=_ENVIRONMENT)
        template.save(stream)
    except (BrokenBodyError, XMLSyntaxError) as error:
        raise faults.unprintable(context) from error
    except TemplateError as error:
        code, message = faults.explained(error)
        raise InvalidTemplate(message, [Problem("", code, message)]) from error
    return read_package(stream.getvalue())
