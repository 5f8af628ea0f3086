"""``word/numbering.xml``: the multi-level lists, so that a line inserted in Word gets the next number.

Three places (main text, attached text, appendices) times three lists. LibreOffice 7.4 ignores ``w:lvlRestart``: Điều runs on through the
chapters because it is in a list of its own. In appendices each list has an invisible first level bound to a heading of the appendix: every
new appendix starts again at I., 1., Điều 1.
"""

from dataclasses import dataclass

from service.nd30.kinds import Layout
from service.nd30.page import FIRST_LINE_INDENT
from service.nd30.type_styles import Component
from templates_nd30.generator.ooxml import NAMESPACES, XML, dxa, style_id

C = Component


@dataclass(frozen=True)
class ListLevel:
    """Where a component is numbered: list and level (0-based)."""

    list_id: int
    ilvl: int


@dataclass(frozen=True)
class _Level:
    """One level as Word writes it."""

    component: Component
    number_format: str
    text: str
    centred: bool = False
    bold: bool = False


_PART = _Level(C.PART, "upperRoman", "Phần %1", centred=True, bold=True)
_ROMAN = _Level(C.ROMAN_SECTION, "upperRoman", "%2.", bold=True)
_CLAUSE = _Level(C.TITLED_CLAUSE, "decimal", "%3.")
_SUBCLAUSE = _Level(C.TITLED_SUBCLAUSE, "decimal", "%3.%4.")
_CHAPTERS = (
    _Level(C.CHAPTER, "upperRoman", "Chương %1", centred=True, bold=True),
    _Level(C.SECTION, "decimal", "Mục %2", centred=True, bold=True),
    _Level(C.SUBSECTION, "decimal", "Tiểu mục %3", centred=True, bold=True),
)
_ARTICLES = (
    _Level(C.ARTICLE, "decimal", "Điều %1.", bold=True),
    _Level(C.TITLED_CLAUSE, "decimal", "%2."),
)


def _shifted(levels: tuple[_Level, ...]) -> tuple[_Level, ...]:
    """Move levels one down, to make room for an invisible first one."""

    def shift(text: str) -> str:
        return text.replace("%3", "%4").replace("%2", "%3").replace("%1", "%2")

    return tuple(_Level(one.component, one.number_format, shift(one.text), one.centred, one.bold) for one in levels)


def _invisible(component: Component) -> _Level:
    return _Level(component, "upperRoman", "")


#: List id -> its levels. Ids 1-3 main text, 4-6 attached text, 7-9 appendices.
_LISTS: dict[int, tuple[_Level, ...]] = {
    1: (_PART, _ROMAN, _CLAUSE, _SUBCLAUSE),
    2: _CHAPTERS,
    3: _ARTICLES,
    4: (_PART, _ROMAN, _CLAUSE, _SUBCLAUSE),
    5: _CHAPTERS,
    6: _ARTICLES,
    7: (_invisible(C.APPENDIX), _ROMAN, _CLAUSE, _SUBCLAUSE),
    8: (_invisible(C.APPENDIX_TITLE), *_shifted(_CHAPTERS)),
    9: (_invisible(C.APPENDIX_ATTACHED), *_shifted(_ARTICLES)),
}


def style_levels(layout: Layout) -> dict[Component, ListLevel]:
    """Return the levels that styles themselves are bound to: those of the main text, and the headings of appendices."""
    bound = {}
    for list_id in (3, 2, 1) if layout is Layout.SECTIONS else (1, 2, 3):  # the khoản is bound to the list named last
        for ilvl, level in enumerate(_LISTS[list_id]):
            bound[level.component] = ListLevel(list_id, ilvl)
    for list_id in (7, 8, 9):
        bound[_LISTS[list_id][0].component] = ListLevel(list_id, 0)
    return bound


def numbering_part(layout: Layout) -> str:
    """Return the whole part for a template whose main text is of `layout`."""
    bound = style_levels(layout)
    abstract = "".join(_abstract(list_id, levels, bound) for list_id, levels in _LISTS.items())
    numbers = "".join(f'<w:num w:numId="{one}"><w:abstractNumId w:val="{one}"/></w:num>' for one in _LISTS)
    return f"{XML}<w:numbering {NAMESPACES}>{abstract}{numbers}</w:numbering>"


def _abstract(list_id: int, levels: tuple[_Level, ...], bound: dict[Component, ListLevel]) -> str:
    rows = "".join(_level_xml(ilvl, level, bound.get(level.component) == ListLevel(list_id, ilvl)) for ilvl, level in enumerate(levels))  # fmt: skip
    return f'<w:abstractNum w:abstractNumId="{list_id}"><w:multiLevelType w:val="multilevel"/>{rows}</w:abstractNum>'


def _level_xml(ilvl: int, level: _Level, is_bound: bool) -> str:
    style = f'<w:pStyle w:val="{style_id(level.component.value)}"/>' if is_bound else ""
    # The level's own indent wins over the style's: repeat it, or Word's hanging indent appears.
    indent = 0 if level.centred or not level.text else dxa(FIRST_LINE_INDENT.use)
    suffix = "nothing" if level.centred or not level.text else "space"
    weight = "<w:rPr><w:b/><w:bCs/></w:rPr>" if level.bold else ""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{level.number_format}"/>{style}<w:suff w:val="{suffix}"/>'
        f'<w:lvlText w:val="{level.text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="{indent}"/></w:pPr>{weight}</w:lvl>'
    )
