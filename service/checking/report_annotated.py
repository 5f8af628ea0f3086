"""A copy of the checked file with a Word comment at each finding; every other part is copied byte for byte."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from lxml import etree

from service.checking.finding import Finding
from service.checking.report import Report
from service.errors import InvalidInput, Problem
from service.reading import Limits
from service.reading.opening import Package, open_package
from service.reading.parts import Parts, find_parts
from service.reading.wml import Element, W, parse_xml

_AUTHOR: Final = "Kiểm tra thể thức"
_INITIALS: Final = "KT"
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MOST_UNPACKED: Final = 128 << 20
_CONTENT_TYPES: Final = "[Content_Types].xml"


def annotate(data: bytes, report: Report, *, at: datetime | None = None, limits: Limits | None = None) -> bytes:
    """Return a copy of the DOCX with a comment at each finding.

    Args:
        data: the file that was checked.
        report: its report.
        at: time written in the comments; none is written when it is left out, so that the same input gives the same bytes.
        limits: as for reading.

    Raises:
        UnreadableFile: the file cannot be read.
        InvalidInput: the file carries a digital signature, which a changed copy would break.
    """
    package = open_package(data, limits)
    parts = find_parts(package)
    if parts.signed:
        message = "Tệp có chữ ký số, không ghi chú thích vào được; hãy dùng phiếu kiểm tra."
        raise InvalidInput(message, [Problem("", "signed-file", message)])
    return _rewritten(package, _changed_parts(parts, report.findings, at))


def _changed_parts(parts: Parts, findings: Iterable[Finding], at: datetime | None) -> dict[str, bytes]:
    """Every part that differs, by name: the document, its comments, and what tells Word of a new part."""
    changed: dict[str, bytes] = {}
    name, comments = _comments(parts, changed)
    document = parts.document()
    paragraphs = list(document.iter(W + "p"))
    taken = [
        int(comment.get(W + "id", "0"))
        for comment in comments.iter(W + "comment")
        if comment.get(W + "id", "0").isdigit()
    ]
    for number, finding in enumerate(findings, max(taken, default=-1) + 1):
        paragraph = _paragraph(paragraphs, finding)
        if paragraph is None:
            break
        _mark(paragraph, number)
        comments.append(_comment(finding, number, at))
    changed[parts.main] = _bytes(document)
    changed[name] = _bytes(comments)
    return changed


def _comments(parts: Parts, changed: dict[str, bytes]) -> tuple[str, Element]:
    """The comments part: the one that is there, else a new one that Word is told of."""
    for relation in parts.relations.values():
        if relation.kind == "comments" and not relation.external and parts.package.has(relation.target):
            return relation.target, parse_xml(parts.package.read(relation.target), relation.target)
    folder = parts.main.rpartition("/")[0]
    names = (f"{folder}/comments{suffix}.xml".lstrip("/") for suffix in ("", "1", "2", "3"))
    name = next(name for name in names if not parts.package.has(name))
    changed[_CONTENT_TYPES] = _with_type(parts.package, name)
    relations = f"{folder}/_rels/{parts.main.rpartition('/')[2]}.rels".lstrip("/")
    changed[relations] = _with_relation(parts.package, relations, name.rpartition("/")[2])
    return name, etree.Element(W + "comments", nsmap={"w": W[1:-1]})


def _with_type(package: Package, name: str) -> bytes:
    root = parse_xml(package.read(_CONTENT_TYPES), _CONTENT_TYPES)
    etree.SubElement(root, _TYPES + "Override", PartName=f"/{name}", ContentType=_COMMENTS_TYPE)
    return _bytes(root)


def _with_relation(package: Package, relations: str, target: str) -> bytes:
    empty = etree.Element(_RELATIONS + "Relationships")
    root = parse_xml(package.read(relations), relations) if package.has(relations) else empty
    etree.SubElement(root, _RELATIONS + "Relationship", Id="rIdNd30Comments", Type=_COMMENTS_RELATION, Target=target)
    return _bytes(root)


def _paragraph(paragraphs: list[Element], finding: Finding) -> Element | None:
    """The paragraph of a finding; page-level ones hang on the first, those in a text box on the paragraph that holds the box."""
    ordinal = finding.where.paragraph
    if ordinal is None or not 0 <= ordinal < len(paragraphs):
        ordinal = 0
    if not paragraphs:
        return None
    around = list(paragraphs[ordinal].iterancestors(W + "p"))
    return around[-1] if around else paragraphs[ordinal]


def _mark(paragraph: Element, number: int) -> None:
    """Put the comment's range round everything in the paragraph but its properties."""
    first = 1 if len(paragraph) and paragraph[0].tag == W + "pPr" else 0
    paragraph.insert(first, etree.Element(W + "commentRangeStart", {W + "id": str(number)}))
    etree.SubElement(paragraph, W + "commentRangeEnd", {W + "id": str(number)})
    run = etree.SubElement(paragraph, W + "r")
    etree.SubElement(run, W + "commentReference", {W + "id": str(number)})


def _comment(finding: Finding, number: int, at: datetime | None) -> Element:
    comment = etree.Element(W + "comment", {W + "id": str(number), W + "author": _AUTHOR, W + "initials": _INITIALS})
    if at is not None:
        comment.set(W + "date", at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    for line in _lines(finding):
        paragraph = etree.SubElement(comment, W + "p")
        text = etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t")
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        text.text = _printable(line)
    return comment


def _lines(finding: Finding) -> list[str]:
    lines = [
        f"{finding.severity.label}: {finding.where.place}",
        f"Đang là: {finding.found}",
        f"Nên là: {finding.expected}",
    ]
    lines.append(f"Quy định: {finding.cite}")
    if finding.fix:
        lines.append(f"Cách sửa: {finding.fix}")
    return lines


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter >= " " and letter not in "\ufffe\uffff")


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _refuse_large(package: Package) -> None:
    """Copying unpacks what reading leaves packed: bound that too."""
    if sum(info.file_size for info in package.archive.infolist()) > _MOST_UNPACKED:
        message = "Tệp bung ra quá lớn, không ghi chú thích vào được."
        raise InvalidInput(message, [Problem("", "too-large", message)])


def _rewritten(package: Package, changed: dict[str, bytes]) -> bytes:
    """Write the file again: changed and new parts from `changed`, all others as they are, in the same order."""
    _refuse_large(package)
    target = io.BytesIO()
    changed = {package.stored_name(name): data for name, data in changed.items()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in package.archive.infolist():
            data = changed.pop(info.filename, None)
            archive.writestr(info, package.archive.read(info) if data is None else data)
        for name, data in changed.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
