"""Everything we render passes its own checker; and what the checker measures on the DOCX is what the PDF shows."""

import dataclasses
import io
import zipfile
from pathlib import Path

import pytest

from service.checking import PrintedPage, PrintedText, check, page_of
from service.converting import OfficePool, PdfOptions
from service.converting.pdf import page_sizes, placed_texts
from service.documents.parse import parse_document
from service.reading import StrokeKind, Table, read_document
from service.rendering import render_document
from service.settings import Settings
from tests.checking.paper import Paper, lines_of

#: One worker for all, so that each document is converted once.
pytestmark = pytest.mark.xdist_group("our documents on paper")

DOCUMENTS = sorted((Path(__file__).parents[2] / "fixtures" / "documents").glob("*.json"))
NAMES = [path.stem for path in DOCUMENTS]
_PLACE_MM, _SIZE_PT = 0.5, 0.1


@pytest.fixture(scope="module")
def rendered():
    """Every example document as DOCX."""
    return {path.stem: render_document(parse_document(path.read_bytes())) for path in DOCUMENTS}


@pytest.fixture(scope="module")
def printed(rendered):
    """Every example document as PDF, by the real LibreOffice."""
    with OfficePool(Settings()) as pool:
        return {name: pool.convert(docx, PdfOptions(archival=False), name=name) for name, docx in rendered.items()}


@pytest.mark.parametrize("name", NAMES)
def test_a_document_of_ours_passes_with_no_finding(rendered, name):
    report = check(rendered[name])

    assert [(finding.rule, finding.found, finding.where.text) for finding in report.findings] == []
    assert report.document.undetermined == ()
    assert report.document.made_by_us


@pytest.mark.parametrize("name", NAMES)
def test_it_passes_as_well_when_its_styles_do_not_tell_what_is_what(rendered, name):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(rendered[name])) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.namelist():
            copy.writestr(part, source.read(part).replace(b'w:name w:val="ND30 ', b'w:name w:val="Word '))

    report, known = check(target.getvalue()), check(rendered[name])

    assert not report.document.made_by_us
    assert report.findings == ()
    assert report.document == dataclasses.replace(known.document, made_by_us=False)


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_its_printed_pages_pass_as_well(rendered, printed, name):
    report = check(rendered[name], printed=pages_of(printed[name]))

    assert [(finding.rule, finding.found) for finding in report.findings] == []
    unknown = [
        verdict.rule
        for verdict in report.verdicts
        if verdict.outcome == "unknown" and verdict.rule.startswith("printed-")
    ]
    assert unknown == []


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_every_line_is_printed_where_the_docx_says_and_in_the_size_it_says(rendered, printed, name):
    document, paper = read_document(rendered[name]), Paper(printed[name])
    assert document.layout.pages == len(paper.letters)

    for line in lines_of(document, len(paper.letters)):
        found = paper.take(line, _PLACE_MM)
        assert "".join(letter.text for letter in found) == line.text, line
        assert found[0].left == pytest.approx(line.left, abs=_PLACE_MM), line
        assert found[-1].right == pytest.approx(line.right, abs=_PLACE_MM), line
        assert max(abs(letter.size - nearest(letter.size, line.sizes)) for letter in found) <= _SIZE_PT, line
        assert {nearest(letter.size, line.sizes) for letter in found} == set(line.sizes), line

    assert ["".join(letter.text for letter in page) for page in paper.letters] == [""] * len(paper.letters)


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES)
def test_every_drawn_rule_and_table_edge_is_printed_where_the_docx_says(rendered, printed, name):
    document, paper = read_document(rendered[name]), Paper(printed[name])

    for rule in (one for one in document.rules if one.kind is StrokeKind.DRAWING):
        strokes = paper.strokes[rule.page - 1]
        assert any(
            stroke.left == pytest.approx(rule.x_mm, abs=_PLACE_MM)
            and stroke.right - stroke.left == pytest.approx(rule.length_mm, abs=_PLACE_MM)
            and stroke.top == pytest.approx(rule.y_mm, abs=_PLACE_MM)
            for stroke in strokes
        ), rule
    for edge in row_edges(document):
        page, left, right, y = edge
        assert any(
            abs(stroke.top - y) <= _PLACE_MM and stroke.left <= left + _PLACE_MM and stroke.right >= right - _PLACE_MM
            for stroke in paper.strokes[page - 1]
        ), edge


def nearest(size, sizes):
    """The stated size that comes closest to a printed one."""
    return min(sizes, key=lambda one: abs(one - size))


def row_edges(document):
    """Upper edge of each cell of each ruled table, as (page, left, right, y) in mm; a merged cell goes on without one."""
    for table in document.facts.blocks:
        if isinstance(table, Table) and table.bordered:
            for cell in (cell for row in table.rows for cell in row.cells if not cell.merged):
                key = (cell.place.table, cell.place.row, cell.place.column)
                left, top, width, _ = document.layout.cells[key]
                yield document.layout.cell_pages[key], left, left + width, top


def pages_of(pdf: bytes) -> list[PrintedPage]:
    """The pages of a PDF as the checker takes them."""
    found = placed_texts(pdf)
    return [
        page_of(
            [PrintedText(t.text, t.left_mm, t.top_mm, t.right_mm, t.bottom_mm) for t in found if t.page == number],
            size.width_mm,
            size.height_mm,
        )
        for number, size in enumerate(page_sizes(pdf), 1)
    ]
