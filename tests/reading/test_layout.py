import pytest
from typed.draft import Draft, Line, body_line

from service.nd30.metrics import text_width_mm
from service.reading import first_letter_mm, gap_pt, read_document


def piece(document, start):
    """The piece that begins so."""
    return next(piece for piece in document.pieces if piece.text.startswith(start))


def test_a_centred_line_stands_in_the_middle_of_its_cell():
    document = read_document(Draft().docx())
    nation = piece(document, "CỘNG HÒA")

    assert nation.spot.middle_mm == pytest.approx(30 + 66 + 99 / 2, abs=0.1)
    assert nation.spot.width_mm == pytest.approx(text_width_mm(nation.text, 13, bold=True), abs=0.01)
    assert nation.spot.page == 1


def test_lines_below_one_another_are_a_line_apart():
    document = read_document(Draft().docx())
    nation, motto = piece(document, "CỘNG HÒA"), piece(document, "Độc lập")

    assert nation.spot.y_mm == pytest.approx(20, abs=0.05)
    assert motto.spot.y_mm - nation.spot.y_mm == pytest.approx(13 * 1.15 * 25.4 / 72, abs=0.05)


def test_number_and_date_in_one_row_are_level():
    document = read_document(Draft().docx())

    assert piece(document, "Số:").spot.y_mm == pytest.approx(piece(document, "An Bình,").spot.y_mm, abs=0.5)


def test_text_that_does_not_fit_goes_to_the_next_page():
    draft = Draft()
    draft.body = [body_line("Nội dung dài. " * 60) for _ in range(12)]
    document = read_document(draft.docx())

    assert document.layout.pages >= 3
    assert piece(document, "Lê Văn Thành").spot.page == document.layout.pages


def test_a_page_break_before_begins_a_page():
    draft = Draft()
    draft.body[3].break_before = True
    document = read_document(draft.docx())

    assert piece(document, draft.body[3].text[:20]).spot.page == piece(document, draft.body[2].text[:20]).spot.page + 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (body_line("Nội dung"), 12.7),
        (body_line("\tNội dung", first=0), 12.7),
        (body_line("Nội dung", first=0, left=12.7), 12.7),
        (Line("\tNội dung", tabs=((20.0, "left"),)), 20.0),
        (body_line("   Nội dung", first=0), 3 * text_width_mm(" ", 14)),
    ],
)
def test_where_the_first_letter_stands(line, expected):
    draft = Draft()
    draft.body[3] = line
    document = read_document(draft.docx())
    paragraph = piece(document, "Nội dung").paragraph

    assert first_letter_mm(paragraph, document.layout.places[paragraph.ordinal]) == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize(("align", "middle"), [("center", 50.0), ("right", None), ("left", None)])
def test_tab_stops_align_what_follows(align, middle):
    draft = Draft()
    draft.body[3] = Line("\tCỘT MỘT", tabs=((50.0, align),))
    spot = piece(read_document(draft.docx()), "CỘT MỘT").spot
    width = text_width_mm("CỘT MỘT", 14)

    left = {"center": 50 - width / 2, "right": 50 - width, "left": 50}[align]
    assert spot.x_mm == pytest.approx(30 + left, abs=0.1)
    assert middle is None or spot.middle_mm == pytest.approx(30 + middle, abs=0.1)


def test_gaps_add_up_and_contextual_ones_go():
    first, second = body_line("a", before=6, after=3), body_line("b", before=4)
    same = [body_line("c", before=6, after=6, contextual=True) for _ in range(2)]
    draft = Draft()
    draft.body[:4] = [first, second, *same]
    paragraphs = [piece(read_document(draft.docx()), text).paragraph for text in ("a", "b")]
    contextual = [one.paragraph for one in read_document(draft.docx()).pieces if one.text == "c"]

    assert gap_pt(*paragraphs) == 7
    assert gap_pt(*contextual) == 0


def test_tables_in_tables_do_not_double_the_work_at_each_level(read):
    inner = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    for _ in range(14):
        inner = f'<w:tbl><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{inner}<w:p/></w:tc></w:tr></w:tbl>'

    document = read(f"{inner}<w:p/>")

    assert [piece.text for piece in document.pieces] == ["x"]
