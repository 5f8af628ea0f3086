"""The parts of a Word file by their role: found through relationships, as Word does, never by guessed names."""

import posixpath
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from service.errors import Problem, UnreadableFile
from service.reading.opening import Package
from service.reading.wml import Element, parse_xml

_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SIGNATURE: Final = "_xmlsignatures/"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part: its kind (last word of the type), its target part, or an address outside the file."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Parts:
    """The main document and whatever it points to.

    Attributes:
        main: name of the main document part.
        damaged: parts that were there but could not be read; they are treated as absent, and told.
    """

    package: Package
    main: str
    relations: dict[str, Relation]
    damaged: list[str] = field(default_factory=list)

    @property
    def signed(self) -> bool:
        """Whether the file carries a digital signature: then it must never be rewritten."""
        return any(name.lower().startswith(_SIGNATURE) for name in self.package.names())

    def document(self) -> Element:
        """The main document's root; raise UnreadableFile when it is damaged."""
        return parse_xml(self.package.read(self.main), self.main)

    def by_kind(self, kind: str) -> Element | None:
        """Root of the part with this role (``styles``, ``numbering``, ``theme``, ``settings``), or None."""
        for relation in self.relations.values():
            if relation.kind == kind and not relation.external:
                return self._tolerant(relation.target)
        return None

    def by_id(self, relation_id: str | None) -> tuple[str, Element] | None:
        """Name and root of the part behind a relationship id, or None."""
        relation = self.relations.get(relation_id or "")
        if relation is None or relation.external:
            return None
        root = self._tolerant(relation.target)
        return None if root is None else (relation.target, root)

    def by_name(self, name: str) -> Element | None:
        """Root of the part with this name, or None."""
        return self._tolerant(name)

    def _tolerant(self, name: str) -> Element | None:
        if not self.package.has(name):
            return None
        try:
            return parse_xml(self.package.read(name), name)
        except UnreadableFile as error:
            if error.problems and error.problems[0].code == "too-large":
                raise
            if name not in self.damaged:
                self.damaged.append(name)
            return None


def find_parts(package: Package) -> Parts:
    """Find the main document; raise UnreadableFile when the ZIP holds no Word document."""
    main = next((one.target for one in _relations(package, "").values() if one.kind == "officeDocument"), "")
    if not package.has(main):
        main = "word/document.xml"
    if not package.has(main):
        raise _not_word(package)
    return Parts(package, main, _relations(package, main))


def relations_of(package: Package, part: str) -> dict[str, Relation]:
    """Relationships of any part, by id; empty when there are none or they are damaged."""
    return _relations(package, part)


def _relations(package: Package, part: str) -> dict[str, Relation]:
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(rels):
        return {}
    try:
        root = parse_xml(package.read(rels), rels)
    except UnreadableFile:
        return {}
    found: dict[str, Relation] = {}
    for element in root.iter(_RELATION):
        target = element.get("Target", "")
        external = element.get("TargetMode", "").lower() == "external"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        found[element.get("Id", "")] = Relation(element.get("Type", "").rsplit("/", 1)[-1], target, external)
    return found


def _not_word(package: Package) -> UnreadableFile:
    names = " ".join(package.names()).lower()
    if "xl/workbook" in names:
        sentence = "Đây là tệp Excel, hãy gửi tệp Word (.docx)."
    elif "ppt/presentation" in names:
        sentence = "Đây là tệp PowerPoint, hãy gửi tệp Word (.docx)."
    elif "content.xml" in names and "mimetype" in names:
        sentence = "Đây là tệp OpenDocument, hãy mở bằng Word và lưu lại dạng .docx."
    else:
        sentence = "Tệp nén này không chứa văn bản Word."
    return UnreadableFile(sentence, [Problem("", "not-word", sentence)])
