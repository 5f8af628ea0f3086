"""Places for parts that each document brings along: its own data, its properties."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lxml import etree

from service.rendering.package import CONTENT_TYPES, MAIN_PART, damaged_file

_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_NO_RELATIONS: Final = f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>'.encode()


@dataclass(frozen=True, slots=True)
class ExtraPart:
    """A part that ``render(parts=...)`` may fill, known to the package from the start.

    Attributes:
        name: of the ZIP entry, ``customXml/item1.xml``.
        content_type: its MIME type.
        relationship: the type (URI) of the relationship that leads to it.
        default: its content in a document that brings none; the template's own part comes first.
        owner: the part that the relationship starts from; empty for the package itself.
    """

    name: str
    content_type: str
    relationship: str
    default: bytes
    owner: str = MAIN_PART


def add_parts(parts: dict[str, bytes], extras: Iterable[ExtraPart]) -> None:
    """Put extra parts into an unpacked DOCX, with content type and relationship; what is there already is kept."""
    for extra in extras:
        parts.setdefault(extra.name, extra.default)
        parts[CONTENT_TYPES] = _with_type(parts[CONTENT_TYPES], extra)
        relations = _relations_of(extra.owner)
        parts[relations] = _with_relation(parts.get(relations), extra)


def _with_type(types: bytes, extra: ExtraPart) -> bytes:
    root = _parse(types)
    name = f"/{extra.name}"
    override = next((one for one in root.iter(f"{_TYPES}Override") if one.get("PartName") == name), None)
    if override is None:
        override = etree.SubElement(root, f"{_TYPES}Override", PartName=name)
    override.set("ContentType", extra.content_type)
    return _serialize(root)


def _with_relation(relations: bytes | None, extra: ExtraPart) -> bytes:
    root = _parse(relations or _NO_RELATIONS)
    folder = posixpath.dirname(extra.owner)
    for relation in root.iter(f"{_RELATIONS}Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
        if relation.get("Type") == extra.relationship and target == f"/{extra.name}":
            return _serialize(root)
    taken = {relation.get("Id") for relation in root}
    identity = next(name for number in range(1, len(taken) + 2) if (name := f"rId{number}") not in taken)
    target = posixpath.relpath(extra.name, folder or ".")
    etree.SubElement(root, f"{_RELATIONS}Relationship", Id=identity, Type=extra.relationship, Target=target)
    return _serialize(root)


def _relations_of(owner: str) -> str:
    folder, name = posixpath.split(owner)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _parse(xml: bytes) -> etree._Element:
    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise damaged_file() from error


def _serialize(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
