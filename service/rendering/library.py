"""Where the Word templates lie, and each of them compiled once per process."""

import threading
from functools import lru_cache
from pathlib import Path

import structlog

from service.errors import InvalidTemplate, Problem
from service.nd30.kinds import KINDS, Kind
from service.rendering.column_widths import DOCUMENT_TAGS
from service.rendering.compiler import CompiledTemplate, compile_template
from service.rendering.extra_parts import ExtraPart
from service.rendering.lint import lint_template
from service.rendering.properties import (
    CORE_PART,
    DATA_PART,
    DATA_PROPERTIES_PART,
    data_part_properties,
)
from service.rendering.template_names import KNOWN_NAMES, required_names

#: The shipped templates lie beside the package, in a checkout as in an installed wheel.
SHIPPED = Path(__file__).resolve().parent.parent.parent / "templates_nd30"

_log = structlog.get_logger("nd30.rendering")
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML_TYPE = "application/xml"
_EXTRA_PARTS = (
    ExtraPart(DATA_PART, _XML_TYPE, f"{_RELATIONSHIPS}/customXml", b"<document/>"),
    ExtraPart(
        DATA_PROPERTIES_PART,
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        f"{_RELATIONSHIPS}/customXmlProps",
        data_part_properties(),
        owner=DATA_PART,
    ),
    ExtraPart(
        CORE_PART,
        "application/vnd.openxmlformats-package.core-properties+xml",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        b"",
        owner="",
    ),
)


def template_path(kind: Kind, folder: Path | None = None) -> Path:
    """Return where the template of `kind` lies in `folder`, the shipped ones by default.

    Raises:
        InvalidTemplate: the service has no template for this kind, or it is missing from the folder.
    """
    path = (folder or SHIPPED) / f"{kind.value}.docx"
    if not KINDS[kind].rendered:
        raise InvalidTemplate(
            f"Chưa có mẫu cho {KINDS[kind].name}.",
            [
                Problem(
                    "/kind", "no-template", f"Chưa có mẫu Word cho {KINDS[kind].name.lower()}: {KINDS[kind].why_not}."
                )
            ],
        )
    if not path.is_file():
        _log.error("template_missing", path=str(path))  # where it was looked for is for who runs the server
        raise InvalidTemplate(f"Máy chủ thiếu tệp mẫu {path.name}; báo người quản trị đặt lại tệp này.")
    return path


def compile_document_template(source: Path | bytes, kind: Kind | None = None) -> CompiledTemplate:
    """Compile an office's own template for documents of `kind`, with places for their data and properties.

    Without a kind only what every document prints is asked for.

    Raises:
        InvalidTemplate: every fault with its paragraph: an unknown tag or field, a broken loop, a missing block.
    """
    problems = lint_template(source, KNOWN_NAMES, required_names(kind), tags=DOCUMENT_TAGS)
    if problems:
        raise InvalidTemplate(problems=problems)
    return _compile(source)


def _compile(source: Path | bytes) -> CompiledTemplate:
    return compile_template(source, tags=DOCUMENT_TAGS, extra_parts=_EXTRA_PARTS)


def shipped_template(kind: Kind, folder: Path | None = None) -> CompiledTemplate:
    """Return the compiled template of `kind`; read again when the file has changed."""
    path = template_path(kind, folder)
    modified = path.stat().st_mtime_ns
    with _compiling:
        return _compiled(path, modified)


#: The threads of a server that just started wait for the first to compile; together they would all be slower.
_compiling = threading.Lock()


@lru_cache(maxsize=64)
def _compiled(path: Path, modified: int) -> CompiledTemplate:
    del modified  # part of the key only
    # The shipped ones are judged by the tests, not again at each start.
    return _compile(path) if path.parent == SHIPPED else compile_document_template(path, Kind(path.stem))
