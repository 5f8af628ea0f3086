"""The tree of blocks as flat lines: kinds, numbers that Word gives by itself, numbers that must be written."""

from service.documents.body import Body
from service.nd30.kinds import Layout
from service.rendering.lines import Place, keep_with_next, last_words, lay_out_lines
from tests.rendering import examples

DOCUMENT = examples.plan()
CLAUSE = {"type": "clause", "text": "Khoản."}


def lines(content, layout=Layout.SECTIONS, place=Place.MAIN):
    body = Body.model_validate({"layout": layout, "content": content})
    return lay_out_lines(body.content, layout, place, DOCUMENT, 9000)


def kinds(found):
    return [line["kind"] for line in found]


def explicit(found):
    return [line["explicit"] for line in found]


def test_each_block_becomes_one_line_of_its_kind():
    section = {"type": "section", "title": "A", "content": [CLAUSE | {"content": [{"type": "point", "text": "x"}]}]}

    assert kinds(lines([section, {"type": "paragraph", "text": "y"}])) == [
        "roman_section",
        "clause",
        "point",
        "paragraph",
    ]


def test_the_same_blocks_take_other_levels_in_the_layout_by_articles():
    section = {"type": "section", "title": "A", "content": [{"type": "article", "title": "B", "content": [CLAUSE]}]}

    assert kinds(lines([section], Layout.ARTICLES)) == ["section", "article", "article_clause"]


def test_a_titled_clause_is_a_line_of_its_own_kind_and_stays_with_what_follows():
    [line] = lines([{"type": "clause", "title": "Mục đích"}])

    assert line["kind"] == "titled_clause"
    assert line["keep"]
    assert "<w:b/>" in line["text"]


def test_titles_of_divisions_are_in_capitals_below_the_number():
    [line] = lines([{"type": "chapter", "title": "Quy định chung", "content": []}], Layout.ARTICLES)

    assert "<w:br/>" in line["text"]
    assert "QUY ĐỊNH CHUNG" in line["text"]


def test_an_article_with_a_title_and_words_is_two_lines():
    found = lines([{"type": "article", "title": "Hiệu lực", "text": "Từ ngày ký."}], Layout.ARTICLES)

    assert kinds(found) == ["article", "paragraph"]


def test_words_after_the_number_of_an_article_are_not_bold():
    [line] = lines([{"type": "article", "text": "Từ ngày ký."}], Layout.ARTICLES)

    assert '<w:b w:val="0"/>' in line["text"]


def test_plain_counting_needs_no_written_number():
    assert explicit(lines([CLAUSE, CLAUSE])) == [False, False]


def test_a_number_that_word_would_count_anyway_stays_automatic():
    assert explicit(lines([CLAUSE | {"number": "1"}, CLAUSE | {"number": "2."}])) == [False, False]


def test_a_number_out_of_order_is_written_and_so_is_what_follows_it():
    found = lines([CLAUSE, CLAUSE | {"number": "5"}, CLAUSE])

    assert explicit(found) == [False, True, True]
    assert "5. " in found[1]["text"]
    assert "6. " in found[2]["text"]


def test_a_subclause_after_a_written_clause_is_written_too():
    found = lines([CLAUSE | {"number": "7", "content": [{"type": "subclause", "text": "x"}]}])

    assert explicit(found) == [True, True]
    assert "7.1. " in found[1]["text"]


def test_a_part_inside_an_appendix_has_no_list_there():
    [line] = lines([{"type": "part", "title": "Chung", "content": []}], place=Place.APPENDED)

    assert line["explicit"]
    assert "Phần I" in line["text"]


def test_a_caption_is_a_bold_line_kept_with_its_table():
    table = {"type": "table", "caption": "Bảng 1", "columns": [{"heading": "A"}], "rows": []}
    caption, drawn = lines([table])

    assert caption["keep"]
    assert "<w:b/>" in caption["text"]
    assert drawn["kind"] == "table"


def test_a_kept_table_keeps_its_last_row():
    [drawn] = lines([{"type": "table", "columns": [{"heading": "A"}], "rows": [["1"], ["2"]]}])
    keep_with_next(drawn)

    assert drawn["keep"]
    assert drawn["table"].count("<w:keepNext/>") == 1


def test_the_last_words_are_those_of_the_last_block_with_any():
    body = Body.model_validate(
        {"layout": "sections", "content": [CLAUSE, {"type": "table", "columns": [{"heading": "A"}], "rows": []}]}
    )

    assert last_words(body.content) == "Khoản."
    assert last_words(()) == ""
