"""Drawn lines (đường kẻ): a straight connector anchored in a paragraph of its own, with the VML twin that old readers need.

Right in Word and in LibreOffice 7.4: `align` center relative to `column` is the cell or the text area; the anchor's paragraph has no space
before it (LibreOffice measures from above that in a cell and from below it in the body).
"""

from markupsafe import Markup

_EMU_PER_PT = 12_700
#: The line stands this far below the text, in EMU (2 pt).
_DROP = 25_400
#: 0.75 pt, as Word's own line tool draws it.
_WEIGHT = 9_525

_NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)


def drawn_rule(length_pt: float, number: int) -> Markup:
    """Return a run that draws a centred horizontal rule.

    Args:
        length_pt: its length in points.
        number: unique within the document; identifies the drawing.
    """
    emu = round(length_pt * _EMU_PER_PT)
    name = f"Đường kẻ {number}"
    drawing = (
        f'<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{_DROP}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{emu}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="{number}" name="{name}"/>'
        '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu}" cy="0"/></a:xfrm>'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{_WEIGHT}">'
        '<a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    fallback = (
        f'<w:pict><v:line id="duong_ke_{number}" style="position:absolute;z-index:{number};mso-position-horizontal:center;'
        'mso-position-horizontal-relative:text;mso-position-vertical-relative:text" '
        f'from="0,2pt" to="{length_pt:.2f}pt,2pt" strokecolor="black" strokeweight=".75pt"/></w:pict>'
    )
    return Markup(
        f'<w:r><mc:AlternateContent {_NAMESPACES}><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )
