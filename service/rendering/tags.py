"""Our own tags: what docxtpl's language cannot say, written visibly in the text of the Word file.

``{% keepnext EXPR %}`` and its like stand anywhere in a paragraph or cell and set one property of it, for each
document anew. They are taken out after docxtpl's own preprocessing. A new tag is a function and a row of `OWN_TAGS`.
"""

import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml import etree

from service.errors import InvalidTemplate, Problem
from service.rendering.hidden import HiddenTags


@dataclass(frozen=True, slots=True)
class OwnTag:
    """One tag ``{% name EXPRESSION %}``.

    Attributes:
        name: as written in Word.
        inside: the element it needs around it, ``w:p`` or ``w:tc``.
        apply: sets the property on that element.
    """

    name: str
    inside: str
    apply: Callable[["Place"], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an own tag stands.

    Attributes:
        element: the ``w:p`` or ``w:tc`` around the tag.
        expression: Jinja, as written in the tag.
    """

    element: Any
    expression: str
    _hidden: HiddenTags

    def value(self) -> str:
        """Give what stands for the value of the expression in an attribute."""
        return self.choice("{{ ", " }}")

    def choice(self, before: str, after: str) -> str:
        """Give what stands for the expression between two pieces of Jinja in an attribute."""
        return self._hidden.hide(f"{before}{self.expression}{after}")

    def only_if(self, element: Any, otherwise: Any = None) -> None:
        """Print `element` if the expression is true, else the sibling `otherwise` that follows it."""
        self._say_before(element, f"{{% if {self.expression} %}}")
        if otherwise is None:
            self._say_after(element, "{% endif %}")
        else:
            self._say_after(element, "{% else %}")
            self._say_after(otherwise, "{% endif %}")

    def _say_before(self, element: Any, jinja: str) -> None:
        previous = element.getprevious()
        if previous is None:
            parent = element.getparent()
            parent.text = (parent.text or "") + self._hidden.hide(jinja)
        else:
            previous.tail = (previous.tail or "") + self._hidden.hide(jinja)

    def _say_after(self, element: Any, jinja: str) -> None:
        element.tail = self._hidden.hide(jinja) + (element.tail or "")


def _keep_next(place: Place) -> None:
    place.only_if(place.element.get_or_add_pPr().get_or_add_keepNext())


def _page_break(place: Place) -> None:
    place.only_if(place.element.get_or_add_pPr().get_or_add_pageBreakBefore())


def _no_number(place: Place) -> None:
    _number(place, "0")


def _number_id(place: Place) -> None:
    _number(place, place.value())


def _number(place: Place, number_id: str) -> None:
    """Set the list of a paragraph where the expression is true, and leave it as it is elsewhere."""
    properties = place.element.get_or_add_pPr()
    existing = properties.numPr
    number = properties._add_numPr() if existing is None else deepcopy(existing)
    if existing is not None:
        existing.addprevious(number)
    number.get_or_add_numId().set(qn("w:val"), number_id)
    place.only_if(number, existing)


def _cell_width(place: Place) -> None:
    width = place.element.get_or_add_tcPr().get_or_add_tcW()
    width.set(qn("w:w"), place.value())
    width.set(qn("w:type"), "dxa")


def _vertical_merge(place: Place) -> None:
    """Merge a cell with the one above unless the expression is true; a merged cell keeps one empty paragraph."""
    cell = place.element
    properties = cell.get_or_add_tcPr()
    properties._remove_vMerge()
    properties._add_vMerge().set(qn("w:val"), place.choice("{% if ", " %}restart{% else %}continue{% endif %}"))
    empty: Any = OxmlElement("w:p")
    first = cell.find(qn("w:p"))
    if first is not None and first.pPr is not None:
        empty.append(deepcopy(first.pPr))
        empty.pPr.tail = None
    cell.append(empty)
    place._say_after(properties, f"{{% if {place.expression} %}}")
    place._say_before(empty, "{% else %}")
    place._say_after(empty, "{% endif %}")


#: In the order they are applied: what copies a paragraph comes last.
OWN_TAGS: tuple[OwnTag, ...] = (
    OwnTag("keepnext", "w:p", _keep_next),
    OwnTag("pagebreak", "w:p", _page_break),
    OwnTag("nonumber", "w:p", _no_number),
    OwnTag("numid", "w:p", _number_id),
    OwnTag("cellwidth", "w:tc", _cell_width),
    OwnTag("vmerge", "w:tc", _vertical_merge),
)


def apply_tags(source: str, tags: Iterable[OwnTag] = OWN_TAGS) -> str:
    """Replace own tags in an element that docxtpl has preprocessed; leave a source without them untouched.

    Raises:
        InvalidTemplate: a tag stands where its property does not exist.
    """
    used = [tag for tag in tags if re.search(rf"\{{%\s*{tag.name}\s", source)]
    if not used:
        return source
    hidden = HiddenTags()
    root = parse_xml(hidden.hide_all(source))
    for tag in used:
        for text in list(root.iter(qn("w:t"))):
            _replace(tag, text, hidden)
    return hidden.show_all(etree.tostring(root, encoding="unicode"))


def _replace(tag: OwnTag, text: Any, hidden: HiddenTags) -> None:
    rest, expressions = hidden.take_out(text.text or "", tag.name)
    if not expressions:
        return
    element = next(text.iterancestors(qn(tag.inside)), None)
    if element is None:
        message = f"Thẻ {{% {tag.name} %}} phải đặt trong {'ô bảng' if tag.inside == 'w:tc' else 'đoạn văn'}."
        raise InvalidTemplate(problems=[Problem("", "misplaced-tag", message)])
    text.text = rest
    run = text.getparent()
    if not rest and all(child.tag in {qn("w:t"), qn("w:rPr")} and not child.text for child in run):
        _drop(run)
    for expression in expressions:
        tag.apply(Place(element, expression, hidden))


def _drop(run: Any) -> None:
    """Remove a run that the tag alone filled, not what stands behind it."""
    previous, parent = run.getprevious(), run.getparent()
    if run.tail and previous is not None:
        previous.tail = (previous.tail or "") + run.tail
    elif run.tail:
        parent.text = (parent.text or "") + run.tail
    parent.remove(run)
