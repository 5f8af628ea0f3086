import pytest


def run(inner, properties=""):
    """One run."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def text(words):
    """A run of words."""
    return run(f'<w:t xml:space="preserve">{words}</w:t>')


def words(document):
    """The text of every paragraph."""
    return [paragraph.text for paragraph in document.facts.paragraphs()]


AUTHOR = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'


def test_tracked_changes_are_read_as_accepted(read):
    removed = run("<w:delText>cũ</w:delText>")
    body = f"<w:p>{text('a ')}<w:del {AUTHOR}>{removed}</w:del><w:ins {AUTHOR}>{text('mới')}</w:ins></w:p>"

    document = read(body)

    assert words(document) == ["a mới"]
    assert document.facts.properties.tracked_changes == 2


def test_moved_text_is_read_where_it_went(read):
    body = (
        f"<w:p><w:moveFrom {AUTHOR}>{text('x')}</w:moveFrom></w:p><w:p><w:moveTo {AUTHOR}>{text('x')}</w:moveTo></w:p>"
    )

    assert words(read(body)) == ["", "x"]


def test_a_paragraph_whose_mark_was_deleted_joins_the_next(read):
    mark = f"<w:pPr><w:rPr><w:del {AUTHOR}/></w:rPr></w:pPr>"
    body = f"<w:p>{mark}{text('một ')}</w:p><w:p>{text('hai')}</w:p>"

    assert words(read(body)) == ["một hai"]


def test_a_deleted_row_is_gone(read):
    cell = f"<w:tc><w:tcPr/><w:p>{text('x')}</w:p></w:tc>"
    rows = f"<w:tr><w:trPr><w:del {AUTHOR}/></w:trPr>{cell}</w:tr><w:tr>{cell}</w:tr>"

    assert words(read(f"<w:tbl><w:tblGrid/>{rows}</w:tbl><w:p/>")) == ["x", ""]


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        ("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>", "a-b"),
        ("<w:t>a</w:t><w:softHyphen/><w:t>b</w:t>", "ab"),
        ("<w:t>a\u00adb\u2011c</w:t>", "ab-c"),
        ("<w:t>a</w:t><w:tab/><w:t>b</w:t>", "a\tb"),
        ("<w:t>a</w:t><w:br/><w:t>b</w:t>", "a\nb"),
        ("<w:t>a</w:t><w:cr/><w:t>b</w:t>", "a\nb"),
        ('<w:t>a</w:t><w:sym w:font="Wingdings" w:char="F0FC"/>', "a•"),
        ("<w:t> a </w:t>", "a"),
        ('<w:t xml:space="preserve"> a </w:t>', " a "),
        ("<w:t>a\nb</w:t>", "a b"),
    ],
)
def test_special_characters_become_what_they_print(read, inner, printed):
    assert words(read(f"<w:p>{run(inner)}</w:p>")) == [printed]


def test_a_page_break_is_noted_and_prints_nothing(read):
    document = read(f"<w:p>{run('<w:t>a</w:t>' + chr(60) + 'w:br w:type=' + chr(34) + 'page' + chr(34) + '/>')}</w:p>")

    assert words(document) == ["a"]
    assert document.facts.blocks[0].page_break


def test_a_complex_field_prints_its_result_only(read):
    parts = [
        run('<w:fldChar w:fldCharType="begin"/>'),
        run("<w:instrText>REF abc</w:instrText>"),
        run('<w:fldChar w:fldCharType="separate"/>'),
        text("kết quả"),
        run('<w:fldChar w:fldCharType="end"/>'),
        text(" sau"),
    ]

    assert words(read(f"<w:p>{''.join(parts)}</w:p>")) == ["kết quả sau"]


def test_a_field_may_span_paragraphs_and_never_end(read):
    begin = run('<w:fldChar w:fldCharType="begin"/>') + run("<w:instrText>TOC</w:instrText>")
    first = f"<w:p>{begin}{run('<w:fldChar w:fldCharType=' + chr(34) + 'separate' + chr(34) + '/>')}{text('một')}</w:p>"

    assert words(read(f"{first}<w:p>{text('hai')}</w:p>")) == ["một", "hai"]


def test_hyperlinks_controls_and_tags_are_transparent(read):
    inner = f"<w:hyperlink>{text('a')}</w:hyperlink><w:smartTag>{text('b')}</w:smartTag>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{text('c')}</w:sdtContent></w:sdt>"

    assert words(read(f"<w:p>{inner}{control}</w:p>")) == ["abc"]


def test_a_block_in_a_content_control_is_read(read):
    assert words(read(f"<w:sdt><w:sdtContent><w:p>{text('a')}</w:p></w:sdtContent></w:sdt>")) == ["a"]


def test_formulas_keep_their_letters_and_are_marked(read):
    formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x+1</m:t></m:r></m:oMath>'

    document = read(f"<w:p>{text('a ')}{formula}</w:p>")

    assert words(document) == ["a x+1"]
    assert document.facts.blocks[0].math


def test_words_split_over_many_runs_are_joined(read):
    document = read(f"<w:p>{text('Kế ho')}{text('ạch')}{run('<w:t>!</w:t>', '<w:b/>')}</w:p>")

    assert [one.text for one in document.facts.blocks[0].runs] == ["Kế hoạch", "!"]


def test_a_nested_field_makes_the_page_number_conditional(read):
    begin, end = run('<w:fldChar w:fldCharType="begin"/>'), run('<w:fldChar w:fldCharType="end"/>')
    page = begin + run("<w:instrText>PAGE</w:instrText>") + end
    field = begin + run("<w:instrText> IF </w:instrText>") + page + end

    document = read(f"<w:p>{field}</w:p>")

    assert document.facts.blocks[0].nested_fields


def test_embedded_files_are_told(read):
    assert read('<w:altChunk xmlns:r="r"/><w:p/>').facts.unread == ("altChunk",)
