"""The style sheet: what each style says once its bases are counted in."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from service.reading.facts import Face
from service.reading.paragraph_properties import read_paragraph_properties
from service.reading.run_properties import Properties, final_face, read_run_properties
from service.reading.theme import Theme
from service.reading.wml import Element, W, attr, child, value

#: Longer chains of based-on styles are loops or mischief.
_LONGEST_CHAIN: Final = 40


@dataclass(frozen=True, slots=True)
class Style:
    """One style as the file states it."""

    id: str
    kind: str
    name: str
    base: str
    run: Properties
    paragraph: Properties
    cell_margins: Element | None = None
    borders: Element | None = None


@dataclass(frozen=True)
class StyleSheet:
    """All styles by id, the document defaults and which styles stand where none is named."""

    theme: Theme
    styles: dict[str, Style] = field(default_factory=dict)
    default_run: Properties = field(default_factory=dict)
    default_paragraph: Properties = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)

    def chain(self, style_id: str | None, kind: str) -> tuple[Style, ...]:
        """The style and its bases, outermost base first; the default of its kind when there is no such style."""
        current = style_id if style_id in self.styles else self.defaults.get(kind, "")
        found: list[Style] = []
        seen: set[str] = set()
        while current in self.styles and current not in seen and len(found) < _LONGEST_CHAIN:
            seen.add(current)
            found.append(self.styles[current])
            current = self.styles[current].base
        return tuple(reversed(found))

    def name(self, style_id: str | None) -> str:
        """The style's name as people see it; empty when there is no such style."""
        style = self.styles.get(style_id or self.defaults.get("paragraph", ""))
        return style.name if style else ""

    def run_level(self, style_id: str | None, kind: str) -> dict[str, object]:
        """What a style says about characters, bases counted in."""
        if style_id is None and kind != "paragraph":
            return {}
        merged: dict[str, object] = {}
        for style in self.chain(style_id, kind):
            merged.update(style.run)
        return merged


class FaceMaker:
    """Makes final faces, each combination of styles and direct formatting once."""

    def __init__(self, sheet: StyleSheet) -> None:
        self.sheet = sheet
        self._level = lru_cache(maxsize=4096)(sheet.run_level)
        self._made: dict[tuple[str | None, str | None, str | None, frozenset[tuple[str, object]]], Face] = {}

    def face(self, table: str | None, paragraph: str | None, direct: Properties) -> Face:
        """The face of a run in a paragraph of style `paragraph`, inside a table of style `table`."""
        character = direct.get("style")
        name = character if isinstance(character, str) else None
        key = (table, paragraph, name, frozenset(direct.items()))
        if key not in self._made:
            self._made[key] = final_face(
                self.sheet.default_run,
                self._level(table, "table"),
                self._level(paragraph, "paragraph"),
                self._level(name, "character"),
                direct,
            )
        return self._made[key]


def read_styles(root: Element | None, theme: Theme) -> StyleSheet:
    """Read the styles part; an absent or odd one gives an empty sheet."""
    if root is None:
        return StyleSheet(theme)
    defaults = child(root, "docDefaults")
    sheet = StyleSheet(
        theme,
        default_run=read_run_properties(child(child(defaults, "rPrDefault"), "rPr"), theme),
        default_paragraph=read_paragraph_properties(child(child(defaults, "pPrDefault"), "pPr")),
    )
    for element in root.iterfind(W + "style"):
        style = _style(element, theme)
        sheet.styles.setdefault(style.id, style)
        if attr(element, "default") in {"1", "true", "on"}:
            sheet.defaults.setdefault(style.kind, style.id)
    return sheet


def _style(element: Element, theme: Theme) -> Style:
    table = child(element, "tblPr")
    return Style(
        id=attr(element, "styleId") or "",
        kind=attr(element, "type") or "paragraph",
        name=value(element, "name") or "",
        base=value(element, "basedOn") or "",
        run=read_run_properties(child(element, "rPr"), theme),
        paragraph=read_paragraph_properties(child(element, "pPr")),
        cell_margins=child(table, "tblCellMar"),
        borders=child(table, "tblBorders"),
    )
