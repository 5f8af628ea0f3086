"""The inside of a DOCX for tests: its parts, and its paragraphs with style, list and text."""

import io
import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@dataclass(frozen=True)
class Para:
    """A paragraph: name of its style, text with breaks as line feeds, its own list (id, level) if any."""

    style: str
    text: str
    number: tuple[int, int] | None
    element: etree._Element


def parts(docx):
    """Part name -> bytes."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def tree(docx, name="word/document.xml"):
    """A part, parsed strictly."""
    return etree.fromstring(parts(docx)[name])


def style_names(docx):
    """Style id -> name."""
    return {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
        for style in tree(docx, "word/styles.xml").iter(f"{W}style")
    }


def paragraphs(docx, name="word/document.xml"):
    """Every paragraph in reading order, those of tables included."""
    names = style_names(docx)
    return [_para(element, names) for element in tree(docx, name).iter(f"{W}p")]


def _para(element, names):
    style = element.find(f"{W}pPr/{W}pStyle")
    return Para(
        names[style.get(f"{W}val")].removeprefix("ND30 ") if style is not None else "",
        text_of(element),
        _number(element.find(f"{W}pPr/{W}numPr")),
        element,
    )


def _number(element):
    if element is None:
        return None
    level = element.find(f"{W}ilvl")
    return int(element.find(f"{W}numId").get(f"{W}val")), 0 if level is None else int(level.get(f"{W}val"))


def text_of(element):
    """The words of an element; a break is a line feed."""
    words = []
    for node in element.iter(f"{W}t", f"{W}br", f"{W}tab"):
        words.append((node.text or "") if node.tag == f"{W}t" else "\n" if node.tag == f"{W}br" else "\t")
    return "".join(words)


def styled(docx, style):
    """Texts of the paragraphs of a style."""
    return [para.text for para in paragraphs(docx) if para.style == style]


def targets(docx):
    """Every relationship as (relationship part, id, target part or address, external)."""
    for name, content in parts(docx).items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in etree.fromstring(content).iter(f"{RELATIONS}Relationship"):
            external = relation.get("TargetMode") == "External"
            target = relation.get("Target")
            resolved = target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield name, relation.get("Id"), resolved, external
