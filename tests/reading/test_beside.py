"""What stands in parts beside the body: a letterhead in Word's page header, footnotes, charts."""

import pytest
from typed import wordml
from typed.draft import Draft, Line
from typed.wordml import text_run

from service.checking import check
from service.nd30.type_styles import Component
from service.reading import StoryKind, read_document

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def referred(type_, title_page=False):
    """A section whose header of that type is `header1`."""
    first = "<w:titlePg/>" if title_page else ""
    return f'<w:p/><w:sectPr><w:headerReference w:type="{type_}" r:id="rIdheader1"/>{first}</w:sectPr>'


def test_a_header_typed_into_the_page_header_is_recognised_with_its_rules():
    document = read_document(Draft(header="letterhead").docx())
    nation = document.zones.first(Component.QUOC_HIEU)

    assert nation.text == NATION
    assert nation.order < document.zones.first(Component.TITLE).order
    assert nation.spot.page == 1
    assert set(document.zones.rules) >= {Component.TIEU_NGU, Component.ISSUER}
    assert document.zones.number.sign == "KH-UBND"


def test_its_lines_take_room_on_page_one_once():
    apart, inside = read_document(Draft(header="letterhead").docx()), read_document(Draft().docx())
    titles = [one.zones.first(Component.TITLE).spot.y_mm for one in (apart, inside)]

    assert titles[0] == pytest.approx(titles[1], abs=1)
    assert apart.layout.pages == inside.layout.pages


@pytest.mark.parametrize(
    ("type_", "title_page", "taken"), [("default", False, True), ("first", True, True), ("default", True, False)]
)
def test_only_the_header_of_page_one_is_a_letterhead(read, type_, title_page, taken):
    document = read(referred(type_, title_page), header1=Line(NATION, bold=True).xml())

    assert bool(document.zones.of(Component.QUOC_HIEU)) is taken


def test_a_page_number_in_the_letterhead_is_still_read(read):
    header = Line(NATION).xml() + Line(extra=wordml.page_field("")).xml()
    document = read(referred("default"), header1=header)

    assert document.sections[0].headers["default"].page_fields
    assert NATION in [piece.text for piece in document.pieces]


def test_any_other_header_stays_out_of_the_text(read):
    document = read(referred("default"), header1=Line("TÀI LIỆU HỘI NGHỊ").xml())

    assert document.pieces == ()


def test_a_comment_is_never_put_where_the_letterhead_stands(draft_with_small_motto):
    [finding] = [one for one in check(draft_with_small_motto).findings if one.rule == "tieu-ngu-type"]

    assert finding.where.paragraph is None
    assert finding.where.text == "Độc lập - Tự do - Hạnh phúc"


@pytest.fixture
def draft_with_small_motto():
    draft = Draft(header="letterhead")
    draft.motto.size = 12
    return draft.docx()


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_read_and_the_lines_above_them_are_not(read, kind):
    words = "<w:p>{}</w:p>"
    notes = f'<w:{kind} w:type="separator" w:id="0">{words.format(text_run("---", ""))}</w:{kind}>'
    notes += f'<w:{kind} w:id="1">{words.format(text_run("Một chú thích", ""))}{words.format("")}</w:{kind}>'

    document = read("<w:p/>", **{f"{kind}s": notes})

    assert [(note.text, note.paragraph.story, note.spot) for note in document.notes] == [
        ("Một chú thích", StoryKind.NOTE, None)
    ]
    assert document.pieces == ()


def test_what_is_reported_in_a_note_is_called_a_note(draft_with_arial_note):
    [finding] = check(draft_with_arial_note).findings

    assert (finding.rule, finding.where.place, finding.where.zone) == ("font-family", "Chú thích cuối trang", "")


@pytest.fixture
def draft_with_arial_note():
    return Draft(notes=[Line("Theo báo cáo.", size=10, font="Arial")]).docx()


def test_charts_are_counted_told_and_hide_nothing():
    draft = Draft(nation=None)
    draft.body[3].extra = wordml.chart(120, 60, 7)
    report = check(draft.docx())

    assert any("1 biểu đồ" in note for note in report.document.notes)
    assert "quoc-hieu-missing" in {finding.rule for finding in report.findings}
    assert read_document(draft.docx()).facts.pictures == ()
