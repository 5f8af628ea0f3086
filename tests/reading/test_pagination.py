"""Where pages break: ten lines of 10 mm to a page, so that every position can be counted on the fingers."""

import pytest

from service.reading.pagination import parts_of

LINE = 567  # twips: 10 mm
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="6804"/>'
    '<w:pgMar w:top="567" w:bottom="567" w:left="567" w:right="567" w:header="0" w:footer="0"/>{}</w:sectPr>'
)
SMALL = '<w:rPr><w:sz w:val="20"/></w:rPr>'


def lines(name, count=1, properties="", spacing=""):
    """A paragraph of `count` lines, each 10 mm high."""
    runs = "<w:br/>".join(f"<w:t>{name}{number}</w:t>" for number in range(1, count + 1))
    exact = f'<w:spacing w:line="{LINE}" w:lineRule="exact" {spacing}/>'
    return f"<w:p><w:pPr>{properties}{exact}{SMALL}</w:pPr><w:r>{SMALL}{runs}</w:r></w:p>"


def row(name, count=1, properties="", kept=False, merge=""):
    """A table row whose only cell holds `count` lines."""
    words = lines(name, count, "<w:keepNext/>" if kept else "")
    return f"<w:tr><w:trPr>{properties}</w:trPr><w:tc><w:tcPr>{merge}</w:tcPr>{words}</w:tc></w:tr>"


def table(*rows, borders=""):
    """A table of one column."""
    return f'<w:tbl><w:tblPr>{borders}</w:tblPr><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>{"".join(rows)}</w:tbl>'


@pytest.fixture
def stands(read):
    """Where each line stands, as (page, mm below the top of the text)."""

    def measure(*blocks, page="", settings=""):
        document = read("".join(blocks) + PAGE.format(page), settings=settings)
        found = {}
        for paragraph in document.facts.paragraphs():
            for line in document.layout.places[paragraph.ordinal].lines:
                for segment in line.segments:
                    text = paragraph.text[segment.start : segment.end]
                    found[text] = (line.page, pytest.approx(line.y_mm - 10, abs=0.1))
        return found

    return measure


@pytest.mark.parametrize(
    ("count", "widows", "whole", "expected"),
    [
        (1, True, False, [1]),
        (3, True, False, [3]),
        (4, True, False, [2, 2]),
        (6, True, False, [2, 1, 1, 2]),
        (3, False, False, [1, 1, 1]),
        (6, True, True, [6]),
    ],
)
def test_which_lines_of_a_paragraph_stay_together(count, widows, whole, expected):
    assert parts_of(count, widow_control=widows, keep_lines=whole) == expected


def test_a_page_ends_where_the_next_line_has_no_room(stands):
    found = stands(*(lines(letter) for letter in "abcdefghijk"))

    assert found["j1"] == (1, 90)
    assert found["k1"] == (2, 0)


def test_two_lines_stay_behind_and_two_go_on(stands):
    assert stands(lines("a", 7), lines("b", 6))["b3"] == (1, 90)
    assert stands(lines("a", 8), lines("b", 6))["b3"] == (2, 0)
    assert stands(lines("a", 9), lines("b", 6))["b1"] == (2, 0)
    assert stands(lines("a", 5), lines("b", 6))["b5"] == (2, 0)


def test_without_widow_control_a_single_line_may_go_on(stands):
    found = stands(lines("a", 5), lines("b", 6, '<w:widowControl w:val="0"/>'))

    assert found["b5"] == (1, 90)
    assert found["b6"] == (2, 0)


def test_lines_that_are_kept_together_move_together(stands):
    assert stands(lines("a", 5), lines("b", 6, "<w:keepLines/>"))["b1"] == (2, 0)


def test_a_heading_goes_where_its_text_goes(stands):
    found = stands(lines("a", 8), lines("b", 1, "<w:keepNext/>"), lines("c", 3))

    assert found["b1"] == (2, 0)
    assert found["c1"] == (2, 10)


def test_a_chain_of_kept_paragraphs_moves_whole(stands):
    kept = "<w:keepNext/>"
    found = stands(lines("a", 6), lines("b", 2, kept), lines("c", 1, kept), lines("d", 2))

    assert found["b1"] == (2, 0)
    assert found["d2"] == (2, 40)


def test_a_kept_paragraph_that_has_no_room_itself_breaks_inside(stands):
    found = stands(lines("a", 6), lines("b", 6, "<w:keepNext/>"), lines("c", 2))

    assert found["b4"] == (1, 90)
    assert found["b5"] == (2, 0)


def test_what_is_kept_but_fills_more_than_a_page_breaks_all_the_same(stands):
    found = stands(*(lines(letter, 3, "<w:keepNext/><w:keepLines/>") for letter in "abcde"))

    assert found["c3"] == (1, 80)
    assert found["d1"] == (2, 0)


def test_the_space_above_falls_away_where_a_page_filled_up_and_stays_after_a_break(stands):
    gap = f'w:before="{LINE}"'

    assert stands(lines("a", 10), lines("b", spacing=gap))["b1"] == (2, 0)
    assert stands(lines("a"), lines("b", 1, "<w:pageBreakBefore/>", spacing=gap))["b1"] == (2, 10)


def test_the_larger_of_two_spaces_counts_and_both_where_the_file_says_so(stands):
    pair = lines("a", spacing=f'w:after="{LINE}"'), lines("b", spacing=f'w:before="{2 * LINE}"')

    assert stands(*pair)["b1"] == (1, 30)
    adding = "<w:compat><w:doNotUseHTMLParagraphAutoSpacing/></w:compat>"
    assert stands(*pair, settings=adding)["b1"] == (1, 40)


def test_the_spacing_below_the_last_line_may_hang_over_the_edge(read):
    wide = f'<w:p><w:pPr><w:spacing w:line="{{}}" w:lineRule="auto"/></w:pPr><w:r>{SMALL}<w:t>b</w:t></w:r></w:p>'
    single = 10 * 1.15 * 25.4 / 72
    filled = lines("a", 9) + lines("x").replace(f'w:line="{LINE}"', f'w:line="{round((10 - single - 0.5) * 56.7)}"')

    pages = [read(filled + wide.format(amount) + PAGE.format("")).layout.pages for amount in (240, 360)]

    assert pages == [1, 1]


def test_a_row_is_kept_with_the_next_when_its_first_paragraph_says_so(stands):
    found = stands(lines("a", 7), table(row("b"), row("c", 2, kept=True), row("d")))

    assert found["b1"] == (1, 70)
    assert found["c1"] == (2, 0)
    assert found["d1"] == (2, 20)


def test_heading_rows_are_printed_again_above_the_rows_of_the_next_page(read, stands):
    heading = row("h", 2, "<w:tblHeader/>")
    blocks = lines("a", 6) + table(heading, row("b", 2), row("c", 2))

    document = read(blocks + PAGE.format(""))
    [(paragraph, place)] = document.layout.repeats

    assert stands(blocks)["c1"] == (2, 20)
    assert (paragraph.text, place.page) == ("h1\nh2", 2)
    assert place.lines[1].y_mm == pytest.approx(10 + 10, abs=0.1)


def test_a_heading_row_never_stands_alone_at_the_foot_of_a_page(stands):
    found = stands(lines("a", 9), table(row("h", 1, "<w:tblHeader/>"), row("b")))

    assert found["h1"] == (2, 0)


def test_rules_between_rows_take_room_above_each_row_and_below_the_last(stands):
    sides = "".join(f'<w:{side} w:val="single" w:sz="48"/>' for side in ("top", "insideH", "bottom"))
    thick = f"<w:tblBorders>{sides}</w:tblBorders>"
    rule = 6 * 25.4 / 72
    found = stands(table(row("a"), row("b"), borders=thick), lines("c"))

    assert found["a1"] == (1, pytest.approx(rule, abs=0.1))
    assert found["b1"][1].expected == pytest.approx(10 + 2 * rule, abs=0.1)
    assert found["c1"][1].expected == pytest.approx(20 + 3 * rule, abs=0.1)


def test_what_a_merged_cell_needs_beyond_its_rows_the_last_of_them_gives(stands):
    def pair(left, right, merge):
        cell = '<w:tc><w:tcPr><w:tcW w:w="2500" w:type="dxa"/>{}</w:tcPr>{}</w:tc>'
        return f"<w:tr>{cell.format(merge, left)}{cell.format('', right)}</w:tr>"

    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    grid = '<w:tblGrid><w:gridCol w:w="2500"/><w:gridCol w:w="2500"/></w:tblGrid>'
    merged = f"<w:tbl><w:tblPr/>{grid}{pair(lines('m', 4), lines('a'), down)}{pair('<w:p/>', lines('b'), on)}</w:tbl>"
    found = stands(merged, lines("z"))

    assert found["b1"] == (1, 10)
    assert found["z1"] == (1, 40)


@pytest.mark.parametrize(("align", "down"), [("top", 0), ("center", 10), ("bottom", 20)])
def test_words_stand_in_a_cell_as_it_says(stands, align, down):
    height = f'<w:trHeight w:val="{3 * LINE}" w:hRule="exact"/>'
    merge = f'<w:vAlign w:val="{align}"/>'

    assert stands(table(row("a", 1, height, merge=merge)))["a1"] == (1, down)


def test_a_high_header_pushes_the_text_down_on_its_pages_only(read):
    high = lines("h", 3)
    body = lines("a", 10) + PAGE.replace(
        "<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader1"/>'
    )

    document = read(body.format("<w:titlePg/>"), header1=high)

    assert document.layout.pages == 1
    assert read(body.format(""), header1=high).layout.pages == 2


def test_thousands_of_line_breaks_in_a_kept_paragraph_are_read(read):
    words = "<w:t>abc</w:t><w:br/>" * 6000
    document = read(f"<w:p><w:pPr><w:keepNext/></w:pPr><w:r>{words}</w:r></w:p>")

    assert len(document.pieces) == 6000
    assert document.pieces[-1].spot.page == document.layout.pages > 50


def test_heading_rows_that_would_fill_a_page_are_not_printed_again(read):
    heading = row("h", 6, "<w:tblHeader/>")
    document = read(table(heading, row("b", 4), row("c", 4)) + PAGE.format(""))

    assert document.layout.repeats == []
    assert document.layout.pages == 2
