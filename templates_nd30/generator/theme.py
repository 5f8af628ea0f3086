"""``word/theme/theme1.xml``: black on white in the ordered font, so that Word's own menus offer nothing else by default."""

from service.nd30.page import COLOUR, FONT
from templates_nd30.generator.ooxml import XML

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
#: The twelve colours that a theme must name; the pale ones are for screens, nothing of ours is printed in them.
_COLOURS = {
    "dk1": COLOUR.use,
    "lt1": "FFFFFF",
    "dk2": "1F2A44",
    "lt2": "E7E9EE",
    "accent1": "2B5797",
    "accent2": "B3541E",
    "accent3": "6B6B6B",
    "accent4": "B8860B",
    "accent5": "3A7CA5",
    "accent6": "4F7942",
    "hlink": "0563C1",
    "folHlink": "954F72",
}


def theme_part() -> str:
    """Return the whole part; Word asks for one in every document."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    face = f'<a:latin typeface="{FONT.use}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{XML}<a:theme xmlns:a="{_DRAWING}" name="ND30"><a:themeElements><a:clrScheme name="ND30">{colours}</a:clrScheme>'
        f'<a:fontScheme name="ND30"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="ND30"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
