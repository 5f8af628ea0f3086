"""Everything we render passes its own checker; and what the checker measures on the DOCX is what the PDF shows."""

import dataclasses
import io
import zipfile
from pathlib import Path

import pdfplumber
import pytest

from service.checking import PrintedPage, PrintedText, check, page_of
from service.converting import OfficePool, PdfOptions
from service.converting.pdf import page_sizes, placed_texts
from service.documents.parse import parse_document
from service.nd30.type_styles import Component
from service.reading import letters, read_document
from service.rendering import render_document
from service.settings import Settings

DOCUMENTS = sorted((Path(__file__).parents[2] / "fixtures" / "documents").glob("*.json"))
_MM = 25.4 / 72
_SIDE_MM, _HEIGHT_MM, _SIZE_PT = 0.5, 0.5, 0.1
#: Ascent of Times New Roman, as a share of the size: from the top of a line to its baseline.
_ASCENT = 0.891
#: Components that stand on page one in every document.
_TOP = (
    Component.QUOC_HIEU,
    Component.TIEU_NGU,
    Component.PARENT_AGENCY,
    Component.ISSUER,
    Component.NUMBER,
    Component.PLACE_DATE,
    Component.TITLE,
    Component.SUBJECT,
    Component.CONG_VAN_SUBJECT,
)


@pytest.fixture(scope="module")
def rendered():
    """Every example document as DOCX."""
    return {path.stem: render_document(parse_document(path.read_bytes())) for path in DOCUMENTS}


@pytest.fixture(scope="module")
def printed(rendered):
    """Every example document as PDF, by the real LibreOffice."""
    with OfficePool(Settings()) as pool:
        return {name: pool.convert(docx, PdfOptions(archival=False), name=name) for name, docx in rendered.items()}


@pytest.mark.parametrize("name", [path.stem for path in DOCUMENTS])
def test_a_document_of_ours_passes_with_no_finding(rendered, name):
    report = check(rendered[name])

    assert [(finding.rule, finding.found, finding.where.text) for finding in report.findings] == []
    assert report.document.undetermined == ()
    assert report.document.made_by_us


@pytest.mark.parametrize("name", [path.stem for path in DOCUMENTS])
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
@pytest.mark.parametrize("name", [path.stem for path in DOCUMENTS])
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
@pytest.mark.parametrize("name", [path.stem for path in DOCUMENTS])
def test_places_and_sizes_read_from_the_docx_are_those_of_the_pdf(rendered, printed, name):
    document = read_document(rendered[name])
    with pdfplumber.open(io.BytesIO(printed[name])) as pdf:
        assert document.layout.pages == len(pdf.pages)
        lines = lines_of(pdf.pages[0])
    measured = 0
    for component in _TOP:
        for piece in document.zones.of(component):
            if piece.spot.height_mm > piece.sizes[-1] * _MM * 1.3:
                continue
            left, right, baseline, sizes = nearest(lines, piece)
            assert left == pytest.approx(piece.spot.x_mm, abs=_SIDE_MM), piece.text
            if piece.text[-1].isalnum():
                assert right == pytest.approx(piece.spot.x_mm + piece.spot.width_mm, abs=_SIDE_MM), piece.text
            assert baseline == pytest.approx(piece.spot.y_mm + _ASCENT * piece.sizes[-1] * _MM, abs=_HEIGHT_MM), (
                piece.text
            )
            assert sizes == pytest.approx(piece.sizes, abs=_SIZE_PT), piece.text
            measured += 1
    assert measured >= 6


@pytest.mark.office
@pytest.mark.parametrize("name", [path.stem for path in DOCUMENTS])
def test_drawn_rules_are_as_long_in_the_pdf_as_in_the_docx(rendered, printed, name):
    document = read_document(rendered[name])
    with pdfplumber.open(io.BytesIO(printed[name])) as pdf:
        drawn = [
            (line["x0"] * _MM, line["x1"] * _MM, line["top"] * _MM)
            for line in (*pdf.pages[0].lines, *pdf.pages[0].rects)
        ]
    for rules in document.zones.rules.values():
        rule = rules[0]
        near = min(drawn, key=lambda line: abs(line[2] - rule.y_mm) + abs(line[0] - rule.x_mm))
        assert near[1] - near[0] == pytest.approx(rule.length_mm, abs=_SIDE_MM)
        assert near[0] == pytest.approx(rule.x_mm, abs=_SIDE_MM)
        assert near[2] == pytest.approx(rule.y_mm, abs=_HEIGHT_MM)


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


def lines_of(page):
    """Letters of a page, line by line."""
    return [
        [char for char in line["chars"] if letters(char["text"])]
        for line in page.extract_text_lines(return_chars=True, x_tolerance=3)
    ]


def nearest(lines, piece):
    """Left edge, right edge, baseline (mm) and sizes of the printed letters of a piece, nearest to where it is expected."""
    found = []
    for chars in lines:
        keys = [letters(char["text"]) for char in chars]
        text = "".join(keys)
        start = text.find(piece.key)
        if start < 0:
            continue
        ends = [len("".join(keys[: index + 1])) for index in range(len(keys))]
        first = next(index for index, end in enumerate(ends) if end > start)
        last = next(index for index, end in enumerate(ends) if end >= start + len(piece.key))
        part = chars[first : last + 1]
        baseline = (297 / _MM - part[0]["matrix"][5]) * _MM
        sizes = tuple(sorted({round(char["size"], 2) for char in part}))
        found.append((min(char["x0"] for char in part) * _MM, max(char["x1"] for char in part) * _MM, baseline, sizes))
    assert found, f"{piece.text} is not on page 1"
    return min(found, key=lambda one: abs(one[0] - piece.spot.x_mm) + abs(one[2] - piece.spot.bottom_mm))
