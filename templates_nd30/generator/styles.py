"""``word/styles.xml``: one named style per component, sizes and weights from the law table, so that Word shows what each line is."""

from collections.abc import Iterator

from service.nd30.metrics import text_width_mm
from service.nd30.page import COLOUR, FIRST_LINE_INDENT, FONT, LINE_SPACING, PARAGRAPH_GAP, STAMP_COLOUR
from service.nd30.page import CONG_VAN_SUBJECT_GAP as SUBJECT_GAP
from service.nd30.type_styles import STYLE_PREFIX, TYPE_STYLES, Component
from templates_nd30.generator.lists import ListLevel
from templates_nd30.generator.ooxml import (
    CELL,
    CELL_CENTERED,
    CELL_GROUP,
    CELL_HEADING,
    CONFIRMATION,
    NAMESPACES,
    RULE,
    SECTION_BREAK,
    SIGNING_SPACE,
    SPACER,
    XML,
    dxa,
    style_id,
)

C = Component
_INDENT = dxa(FIRST_LINE_INDENT.use)
_GAP = round(PARAGRAPH_GAP.use * 20)
_LINE = round(LINE_SPACING.use * 240)

#: "Kính gửi:" stands 35 mm from the left margin (as the samples print it); the dashes of its list come under the colon.
_ADDRESSEE_LEFT = dxa(35)
_ADDRESSEE_DASH = _ADDRESSEE_LEFT + dxa(text_width_mm("Kính gửi", TYPE_STYLES[C.ADDRESSEE].size.use))
_ADDRESSEE_HANG = dxa(text_width_mm("- ", TYPE_STYLES[C.ADDRESSEE_LIST].size.use))
_RECIPIENT_HANG = dxa(text_width_mm("- ", TYPE_STYLES[C.RECIPIENTS_LIST].size.use))
#: How far the font rises over the baseline, in em.
_ASCENT = 0.891
#: Space for signature and seal, pt.
_SIGNING_SPACE_PT = 78
#: White above and below a table, and above the signer's block, pt.
_SPACER_PT = 9
#: Size of table text, which the decree leaves free; 12 keeps six columns readable on A4 landscape.
_TABLE_SIZE_PT = 12


def _drop_to(smaller: Component, larger: Component) -> int:
    """Space above a line, in twips, that puts it on the baseline of the larger line beside it."""
    return round((TYPE_STYLES[larger].size.use - TYPE_STYLES[smaller].size.use) * _ASCENT * 20)


_TIGHT = '<w:spacing w:before="0" w:after="0"/>'
_HANGING = '<w:spacing w:before="{before}" w:after="0"/><w:ind w:left="{left}" w:hanging="{hang}"/>'
_BODY = f'<w:spacing w:before="{_GAP}" w:after="0" w:line="{_LINE}" w:lineRule="auto"/><w:ind w:firstLine="{_INDENT}"/>'
_CENTRED_HEADING = f'<w:keepNext/><w:keepLines/>{{numbering}}<w:spacing w:before="{2 * _GAP}" w:after="0"/>'

#: Paragraph properties before ``w:jc`` by component, where they are not those of a line that stands tight.
_PARAGRAPH = {
    C.NUMBER: f'<w:spacing w:before="{_GAP + _drop_to(C.NUMBER, C.PLACE_DATE)}" w:after="0"/>',
    C.PLACE_DATE: f'<w:spacing w:before="{_GAP}" w:after="0"/>',
    C.TITLE: f'<w:keepNext/><w:spacing w:before="{3 * _GAP}" w:after="0"/>',
    C.SUBJECT: '<w:keepNext/><w:spacing w:before="0" w:after="0"/>',
    C.CONG_VAN_SUBJECT: f'<w:spacing w:before="{round(SUBJECT_GAP.use * 20)}" w:after="0"/>',
    C.ENACTING_AUTHORITY: f'<w:keepNext/><w:spacing w:before="{2 * _GAP}" w:after="{_GAP}"/>',
    C.ENACTING_LINE: f'<w:keepNext/><w:spacing w:before="{2 * _GAP}" w:after="{_GAP}"/>',
    C.LEGAL_BASIS: _BODY,
    C.OPENING: _BODY,
    C.BODY: _BODY,
    C.DASH: _BODY,
    C.POINT: _BODY,
    C.ADDRESSEE: f'<w:spacing w:before="{2 * _GAP}" w:after="0"/><w:ind w:left="{_ADDRESSEE_LEFT}"/>',
    C.ADDRESSEE_LIST: _HANGING.format(before=0, left=_ADDRESSEE_DASH + _ADDRESSEE_HANG, hang=_ADDRESSEE_HANG),
    C.WIRED_BY: f'<w:keepNext/><w:spacing w:before="{2 * _GAP}" w:after="{_GAP}"/>',
    C.RECIPIENTS_HEADING: f'<w:spacing w:before="{_drop_to(C.RECIPIENTS_HEADING, C.AUTHORITY)}" w:after="0"/>',
    C.RECIPIENTS_LIST: _HANGING.format(before=0, left=_RECIPIENT_HANG, hang=_RECIPIENT_HANG),
    C.APPENDIX: "<w:keepNext/>{numbering}" + _TIGHT,
    C.APPENDIX_TITLE: "<w:keepNext/>{numbering}" + _TIGHT,
    C.APPENDIX_ATTACHED: "<w:keepNext/>{numbering}" + _TIGHT,
    C.PART: _CENTRED_HEADING,
    C.CHAPTER: _CENTRED_HEADING,
    C.SECTION: _CENTRED_HEADING,
    C.SUBSECTION: _CENTRED_HEADING,
    C.ROMAN_SECTION: "<w:keepNext/><w:keepLines/>{numbering}" + _BODY,
    C.TITLED_CLAUSE: "<w:keepNext/>{numbering}" + _BODY,
    C.ARTICLE: "{numbering}" + _BODY,
    C.TITLED_SUBCLAUSE: "<w:keepNext/>{numbering}" + _BODY,
    C.CONTACT: '<w:pBdr><w:top w:val="single" w:sz="6" w:space="3" w:color="000000"/></w:pBdr>' + _TIGHT,
    C.DRAFTER: '<w:spacing w:before="60" w:after="0"/>',
    C.URGENCY: '<w:spacing w:before="0" w:after="0"/>',
}
#: A titled khoản and a plain one share a list level: the plain one is based on the titled one and turns bold off.
_BASED_ON = {C.CLAUSE: C.TITLED_CLAUSE, C.SUBCLAUSE: C.TITLED_SUBCLAUSE}


def _fonts() -> str:
    font = FONT.use
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def _character(component: Component) -> str:
    """Return the run properties of a component's style, in the order of the schema."""
    style = TYPE_STYLES[component]
    size = round(style.size.use * 2)
    bold = '<w:b w:val="0"/><w:bCs w:val="0"/>' if component in _BASED_ON else ""
    bold = "<w:b/><w:bCs/>" if style.bold else bold
    italic = "<w:i/><w:iCs/>" if style.italic else ""
    colour = f'<w:color w:val="{STAMP_COLOUR.use}"/>' if component is C.URGENCY else ""
    return f'{bold}{italic}{colour}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _component_style(component: Component, levels: dict[Component, ListLevel]) -> str:
    level = levels.get(component)
    number = f'<w:numPr><w:ilvl w:val="{level.ilvl}"/><w:numId w:val="{level.list_id}"/></w:numPr>' if level else ""
    align = TYPE_STYLES[component].align
    based_on = _BASED_ON.get(component)
    if based_on:
        properties = '<w:keepNext w:val="0"/>'
    else:
        properties = _PARAGRAPH.get(component, _TIGHT).format(numbering=number)
        properties += f'<w:jc w:val="{align}"/>' if align else ""
    base = style_id(based_on.value) if based_on else "Normal"
    return _style(component.value, base, properties, _character(component))


def _style(name: str, base: str, paragraph: str, character: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{STYLE_PREFIX}{name}"/>'
        f'<w:basedOn w:val="{base}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{character}</w:rPr></w:style>'
    )


def _further_styles() -> Iterator[str]:
    """Yield the styles that are no component: drawn rules, breaks, table text, spacers."""
    size = _TABLE_SIZE_PT * 2
    text = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    exact = '<w:spacing w:before="0" w:after="0" w:line="{twips}" w:lineRule="exact"/>'
    tiny = '<w:sz w:val="2"/><w:szCs w:val="2"/>'
    padding = '<w:spacing w:before="40" w:after="40"/>'
    yield _style(
        RULE,
        "Normal",
        "<w:keepNext/>" + exact.format(twips=120) + '<w:jc w:val="center"/>',
        '<w:sz w:val="8"/><w:szCs w:val="8"/>',
    )
    yield _style(SECTION_BREAK, "Normal", exact.format(twips=20), tiny)
    yield _style(SPACER, "Normal", exact.format(twips=_SPACER_PT * 20), tiny)
    yield _style(
        SIGNING_SPACE,
        "Normal",
        "<w:keepNext/>" + exact.format(twips=_SIGNING_SPACE_PT * 20) + '<w:jc w:val="center"/>',
        "",
    )
    yield _style(CONFIRMATION, "Normal", '<w:keepNext/><w:keepLines/><w:jc w:val="center"/>', "")
    yield _style(CELL, "Normal", padding + '<w:jc w:val="left"/>', text)
    yield _style(CELL_CENTERED, style_id(CELL), '<w:jc w:val="center"/>', "")
    yield _style(CELL_GROUP, style_id(CELL), "", "<w:b/><w:bCs/>")
    yield _style(CELL_HEADING, "Normal", "<w:keepNext/>" + padding + '<w:jc w:val="center"/>', "<w:b/><w:bCs/>" + text)


def _table_styles() -> Iterator[str]:
    line = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
    edges = "".join(f"<w:{edge} {line}/>" for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    margins = '<w:tblCellMar><w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    yield (
        '<w:style w:type="table" w:customStyle="1" w:styleId="ND30KhungTrinhBay"><w:name w:val="ND30 Khung trình bày"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr>{margins.format(side=0)}</w:tblPr></w:style>'
    )
    yield (
        '<w:style w:type="table" w:customStyle="1" w:styleId="ND30Bang"><w:name w:val="ND30 Bảng"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders>{margins.format(side=85)}</w:tblPr></w:style>"
    )


def styles_part(levels: dict[Component, ListLevel]) -> str:
    """Return the whole part; `levels` binds styles to the levels of the lists of this template."""
    size = round(TYPE_STYLES[C.BODY].size.use * 2)
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts()}<w:color w:val="{COLOUR.use}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    basic = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    components = "".join(_component_style(component, levels) for component in Component)
    return f"{XML}<w:styles {NAMESPACES}>{defaults}{basic}{components}{''.join(_further_styles())}{''.join(_table_styles())}</w:styles>"
