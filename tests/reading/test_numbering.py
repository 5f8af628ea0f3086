import pytest

from service.reading.numbering import format_number


def level(index, form, text, *, more=""):
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(*levels, nums='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'):
    """A numbering part with one abstract list."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def items(*marks):
    """Paragraphs of a list: (list, level) each."""
    return "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
        for number, index in marks
    )


def labels(document):
    """The automatic numbers as printed."""
    return [paragraph.label.text if paragraph.label else "" for paragraph in document.facts.paragraphs()]


OUTLINE = (level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "decimal", "%2.%3."))


def test_levels_count_and_restart_below_the_one_above(read):
    marks = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (1, 2)]

    assert labels(read(items(*marks), numbering=numbered(*OUTLINE))) == [
        "I.",
        "1.",
        "2.",
        "2.1.",
        "2.2.",
        "II.",
        "1.",
        "1.1.",
    ]


def test_a_level_told_never_to_restart_goes_on(read):
    levels = (level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>'))

    assert labels(read(items((1, 0), (1, 1), (1, 0), (1, 1)), numbering=numbered(*levels))) == ["I.", "1.", "II.", "2."]


def test_legal_numbering_shows_figures_where_the_level_above_has_roman(read):
    levels = (level(0, "upperRoman", "Điều %1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))

    assert labels(read(items((1, 0), (1, 0), (1, 1)), numbering=numbered(*levels))) == ["Điều I.", "Điều II.", "2.1"]


def test_another_num_of_the_same_list_goes_on_unless_it_starts_over(read):
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    numbering = numbered(level(0, "decimal", "%1."), nums=nums)

    assert labels(read(items((1, 0), (2, 0), (3, 0), (3, 0)), numbering=numbering)) == ["1.", "2.", "5.", "6."]


def test_bullets_of_symbol_fonts_become_a_mark(read):
    numbering = numbered(level(0, "bullet", "\uf0b7"), level(1, "bullet", "-"))
    document = read(items((1, 0), (1, 1)), numbering=numbering)

    assert labels(document) == ["•", "-"]
    assert [piece.text for piece in document.pieces] == ["• x", "- x"]


def test_a_number_bound_to_a_style_is_found_by_its_level(read):
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="D"><w:name w:val="D"/>{listed}</w:style>'
    body = (
        '<w:p><w:pPr><w:pStyle w:val="D"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    )

    assert labels(read(body, styles=styles, numbering=numbered(*OUTLINE))) == [""]


def test_lists_that_are_not_defined_print_nothing(read):
    assert labels(read(items((9, 0), (1, 7)), numbering=numbered(*OUTLINE))) == ["", ""]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (4, "upperRoman", "IV"),
        (1949, "lowerRoman", "mcmxlix"),
        (5000, "upperRoman", "5000"),
        (0, "upperRoman", "0"),
        (1, "lowerLetter", "a"),
        (26, "upperLetter", "Z"),
        (27, "lowerLetter", "aa"),
        (7, "decimalZero", "07"),
        (3, "none", ""),
        (3, "chineseCounting", "3"),
        (-2, "lowerLetter", "-2"),
    ],
)
def test_numbers_are_written_in_their_format(number, form, text):
    assert format_number(number, form) == text
