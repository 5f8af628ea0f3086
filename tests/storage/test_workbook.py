"""Sheets that we hand out: no word of anybody's runs when they are opened."""

import io

import pytest
from openpyxl import load_workbook

from service.storage.workbook import write_table


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://example.vn")', "+1", "-1", "@SUM(A1)", "\t=1"])
def test_neither_headings_nor_cells_are_formulas(text):
    sheet = load_workbook(io.BytesIO(write_table("x", [text], [[text]]))).active

    for cell in (sheet["A1"], sheet["A2"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
