"""Takes out of a DOCX whatever could reach beyond it, before LibreOffice sees it, and tells what was taken out.

Everything of that sort hangs on a relationship; LibreOffice passes over an element whose relationship is gone. Files that
hold nothing of the sort, such as all of our own, are passed on as they are.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from service.errors import Problem, UnreadableFile
from service.reading.opening import Limits, Package, open_package
from service.reading.wml import Element, parse_xml

#: Relationship types (last word) that are never kept: slug, and what a reader is told.
_DANGEROUS = {
    "oleobject": ("ole-object", "Đã bỏ đối tượng nhúng OLE."),
    "package": ("embedded-file", "Đã bỏ tệp nhúng."),
    "afchunk": ("alt-chunk", "Đã bỏ nội dung chèn từ tệp khác (altChunk)."),
    "subdocument": ("sub-document", "Đã bỏ văn bản con."),
    "attachedtemplate": ("attached-template", "Đã bỏ mẫu Word gắn kèm."),
    "vbaproject": ("macro", "Đã bỏ macro."),
    "wordvbadata": ("macro", "Đã bỏ dữ liệu macro."),
    "control": ("active-x", "Đã bỏ điều khiển ActiveX."),
    "activexcontrolbinary": ("active-x", "Đã bỏ dữ liệu ActiveX."),
    "font": ("embedded-font", "Đã bỏ phông chữ nhúng."),
    "frame": ("frame", "Đã bỏ khung trang web."),
    "keymapcustomizations": ("customization", "Đã bỏ phím tắt gắn kèm."),
    "attachedtoolbars": ("customization", "Đã bỏ thanh công cụ gắn kèm."),
    "extensibility": ("customization", "Đã bỏ tùy biến giao diện gắn kèm."),
}
_EXTERNAL = ("external-link", "Đã bỏ liên kết ra ngoài tới {target}.")
#: Pictures are read only when a file must be written anew; a plan with scanned pages is still a document.
_LIMITS = Limits(file_bytes=64 << 20, part_bytes=64 << 20, read_bytes=256 << 20)
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """A DOCX that is safe to open, and what was taken out of it (path: the part it was in)."""

    docx: bytes
    removed: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What becomes of one file of relationships."""

    text: str
    dropped_parts: frozenset[str]
    removed: tuple[Problem, ...]


def clean(docx: bytes) -> CleanDocument:
    """Return the document without external links, OLE, altChunk, templates, macros, ActiveX and fonts of its own.

    Raises:
        UnreadableFile: no DOCX, encrypted, damaged, or too large once unpacked.
    """
    package = open_package(docx, _LIMITS)
    _refuse_other_formats(package)
    verdicts = {name: _judge(package, name) for name in package.names() if name.lower().endswith(".rels")}
    removed = tuple(problem for verdict in verdicts.values() for problem in verdict.removed)
    if not removed:
        return CleanDocument(docx)
    return CleanDocument(_rewrite(package, verdicts), removed)


def _refuse_other_formats(package: Package) -> None:
    """LibreOffice would take an ODT or a spreadsheet as well; the promise is about DOCX only."""
    if not (package.has("[Content_Types].xml") and package.has("_rels/.rels")):
        sentence = "Tệp nén này không chứa văn bản Word."
        raise UnreadableFile(sentence, [Problem("", "not-word", sentence)])
    unpacked = sum(package.size(name) for name in package.names())
    if unpacked > _LIMITS.read_bytes:
        sentence = "Tệp bung ra quá lớn so với một văn bản, không đọc."
        raise UnreadableFile(sentence, [Problem("", "too-large", sentence)])


def _judge(package: Package, name: str) -> _Verdict:
    kept, dropped, removed = [], set(), []
    for element in parse_xml(package.read(name), name).iter("{*}Relationship"):
        reason = _reason_to_remove(element)
        if reason is None:
            kept.append(_written(element))
            continue
        code, sentence = reason
        removed.append(Problem(name, code, sentence.format(target=element.get("Target", ""))))
        if not _is_external(element):
            dropped.add(_part_named(name, element.get("Target", "")))
    return _Verdict(
        f'<Relationships xmlns="{_NAMESPACE}">{"".join(kept)}</Relationships>', frozenset(dropped), tuple(removed)
    )


def _reason_to_remove(element: Element) -> tuple[str, str] | None:
    kind = element.get("Type", "").rsplit("/", 1)[-1].lower()
    return _DANGEROUS.get(kind) or (_EXTERNAL if _is_external(element) else None)


def _is_external(element: Element) -> bool:
    """Believe the target as well as the mode: an address has a scheme, a network share two strokes."""
    target = element.get("Target", "")
    says_so = element.get("TargetMode", "").strip().lower() == "external"
    return says_so or ":" in target.split("/")[0] or target.startswith(("//", "\\\\"))


def _written(element: Element) -> str:
    attributes = "".join(f" {name}={quoteattr(element.get(name, ''))}" for name in ("Id", "Type", "Target"))
    return f"<Relationship{attributes}/>"


def _part_named(rels: str, target: str) -> str:
    """The part a target means, seen from the folder above ``_rels``."""
    folder = posixpath.dirname(posixpath.dirname("/" + rels))
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/").casefold()


def _rewrite(package: Package, verdicts: dict[str, _Verdict]) -> bytes:
    dropped = frozenset().union(*(verdict.dropped_parts for verdict in verdicts.values()))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in _kept_parts(package, verdicts, dropped):
            archive.writestr(zipfile.ZipInfo(name, _FIXED_DATE), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _kept_parts(
    package: Package, verdicts: dict[str, _Verdict], dropped: frozenset[str]
) -> Iterator[tuple[str, bytes]]:
    for name in package.names():
        if name in verdicts:
            yield name, verdicts[name].text.encode()
        elif name.lstrip("/").casefold() not in dropped:
            yield name, package.read(name)
