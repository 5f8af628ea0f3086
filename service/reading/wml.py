"""WordprocessingML names, attributes and lengths: the only vocabulary in which the other modules here speak of XML."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from service.errors import Problem, UnreadableFile

Element = etree._Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
WP14: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V: Final = "{urn:schemas-microsoft-com:vml}"
PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

#: ISO "strict" files use other namespaces for the same words.
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", PIC[1:-1].encode()),
)

TWIPS_PER_MM: Final = 1440 / 25.4
TWIPS_PER_PT: Final = 20
EMU_PER_MM: Final = 36000
MM_PER_PT: Final = 25.4 / 72
#: Longer than any sheet of paper: what a damaged or hostile file says beyond this is not a length.
_ABSURD_TWIPS: Final = 1_000_000.0

_UNITS_IN_MM: Final = {
    "mm": 1.0,
    "cm": 10.0,
    "in": 25.4,
    "pt": MM_PER_PT,
    "pc": 12 * MM_PER_PT,
    "pi": 12 * MM_PER_PT,
    "px": 25.4 / 96,
}
_FALSE: Final = frozenset({"0", "false", "off", "none"})


def parse_xml(data: bytes, part: str) -> Element:
    """Parse one part with no entities, no DTD and no network; raise UnreadableFile when it is not well-formed."""
    if b"purl.oclc.org" in data:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _broken(part) from error
    if root is None or root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise _broken(part)
    return root


def _broken(part: str) -> UnreadableFile:
    sentence = f"Tệp Word bị hỏng: phần {part} không phải XML hợp lệ."
    return UnreadableFile(sentence, [Problem(part, "broken-xml", sentence)])


def attr(element: Element | None, name: str) -> str | None:
    """Return the ``w:`` attribute `name`, or None."""
    return None if element is None else element.get(W + name)


def child(element: Element | None, name: str) -> Element | None:
    """Return the first ``w:`` child `name`, or None."""
    return None if element is None else element.find(W + name)


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Every ``w:`` child `name`."""
    if element is not None:
        yield from element.iterfind(W + name)


def value(element: Element | None, name: str) -> str | None:
    """Return ``w:val`` of the ``w:`` child `name`, or None."""
    return attr(child(element, name), "val")


def is_on(element: Element | None) -> bool:
    """Read an on/off element: absent is off, no value is on."""
    if element is None:
        return False
    text = attr(element, "val")
    return text is None or text.strip().lower() not in _FALSE


def number(text: str | None) -> float | None:
    """Read a number without units; None when there is none."""
    if not text:
        return None
    try:
        result = float(text)
    except ValueError:
        return None
    return result if abs(result) <= _ABSURD_TWIPS * 1000 else None


def whole(text: str | None) -> int | None:
    """Read an integer; None when there is none."""
    result = number(text)
    return None if result is None else int(result)


def twips(text: str | None) -> float | None:
    """Read a length in twips; ISO strict files may write it with a unit (``12.7mm``)."""
    result = number(text)
    if result is None:
        in_mm = length_mm(text)
        result = None if in_mm is None else in_mm * TWIPS_PER_MM
    return result if result is not None and abs(result) <= _ABSURD_TWIPS else None


def length_mm(text: str | None, bare: str | None = None) -> float | None:
    """Read a length with its unit, as VML writes it; a bare number is in `bare` units, or nothing. Returns mm."""
    text = (text or "").strip().lower()
    if len(text) > 2 and text[-2:] in _UNITS_IN_MM:
        amount, unit = number(text[:-2]), text[-2:]
    else:
        amount, unit = number(text), bare or ""
    if amount is None or (unit not in _UNITS_IN_MM and amount != 0):
        return None
    return amount * _UNITS_IN_MM.get(unit, 0.0)


def mm_from_twips(amount: float) -> float:
    """Turn twips into mm."""
    return amount / TWIPS_PER_MM


def mm_from_emu(text: str | None) -> float | None:
    """Read a DrawingML length (EMU); returns mm."""
    amount = number(text)
    return None if amount is None else amount / EMU_PER_MM
