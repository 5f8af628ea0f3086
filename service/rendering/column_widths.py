"""The own tag ``{% columnwidth EXPR %}``: the width of a whole column, in the cell and in the grid that LibreOffice goes by."""

from typing import Any

from docx.oxml.ns import qn

from service.rendering.tags import OwnTag, Place


def _column_width(place: Place) -> None:
    cell = place.element
    width = cell.get_or_add_tcPr().get_or_add_tcW()
    width.set(qn("w:w"), place.value())
    width.set(qn("w:type"), "dxa")
    table = cell.getparent().getparent()
    table.tblGrid.gridCol_lst[_position(cell)].set(qn("w:w"), place.value())
    whole = table.tblPr.find(qn("w:tblW"))
    if whole is not None:  # the sum of the columns, whatever they come to
        whole.set(qn("w:w"), "0")
        whole.set(qn("w:type"), "auto")


def _position(cell: Any) -> int:
    """Return the grid column that `cell` begins in."""
    return sum(before.grid_span for before in cell.itersiblings(qn("w:tc"), preceding=True))


#: The tags that the shipped templates use beyond `OWN_TAGS`.
DOCUMENT_TAGS = (OwnTag("columnwidth", "w:tc", _column_width),)
