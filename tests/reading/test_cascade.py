import pytest


def style(id_, kind="paragraph", *, base="", run="", paragraph="", default=False, name=""):
    """One style."""
    on = ' w:default="1"' if default else ""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id_}"{on}><w:name w:val="{name or id_}"/>{based}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def defaults(run="", paragraph=""):
    """Document defaults."""
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def paragraph(text="x", *, style="", run="", own=""):
    """One paragraph with one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{own}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def face(document):
    """Face of the first run."""
    return document.facts.blocks[0].runs[0].face


def form(document):
    """Format of the first paragraph."""
    return document.facts.blocks[0].format


def test_a_file_that_names_nothing_prints_as_word_prints_it(read):
    document = read(paragraph())

    assert face(document).latin == "Times New Roman"
    assert face(document).size_pt == 10
    assert face(document).colour is None


def test_defaults_styles_bases_and_the_run_itself_override_each_other_in_this_order(read):
    styles = (
        defaults('<w:sz w:val="20"/>')
        + style("Base", run='<w:sz w:val="24"/><w:i/>')
        + style("Own", base="Base", run='<w:sz w:val="26"/>')
    )

    assert face(read(paragraph(), styles=styles)).size_pt == 10
    assert face(read(paragraph(style="Base"), styles=styles)).size_pt == 12
    assert face(read(paragraph(style="Own"), styles=styles)).size_pt == 13
    assert face(read(paragraph(style="Own"), styles=styles)).italic
    assert face(read(paragraph(style="Own", run='<w:sz w:val="28"/><w:i w:val="0"/>'), styles=styles)).size_pt == 14
    assert not face(read(paragraph(style="Own", run='<w:sz w:val="28"/><w:i w:val="0"/>'), styles=styles)).italic


def test_the_default_style_stands_where_none_is_named(read):
    styles = style("Normal", run='<w:sz w:val="28"/>', default=True)

    assert face(read(paragraph(), styles=styles)).size_pt == 14
    assert face(read(paragraph(style="Gone"), styles=styles)).size_pt == 14


def test_bold_in_two_styles_is_not_bold_and_bold_in_the_run_is(read):
    styles = style("P", run="<w:b/>") + style("C", "character", run="<w:b/>")

    assert face(read(paragraph(style="P"), styles=styles)).bold
    assert not face(read(paragraph(style="P", run='<w:rStyle w:val="C"/>'), styles=styles)).bold
    assert face(read(paragraph(style="P", run='<w:rStyle w:val="C"/><w:b/>'), styles=styles)).bold
    assert not face(read(paragraph(style="P", run='<w:b w:val="false"/>'), styles=styles)).bold


def test_a_style_chain_that_loops_ends(read):
    styles = style("A", base="B", run='<w:sz w:val="26"/>') + style("B", base="A")

    assert face(read(paragraph(style="A"), styles=styles)).size_pt == 13


THEME = (
    '<a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:accent1><a:srgbClr val="4472c4"/></a:accent1></a:clrScheme><a:fontScheme name="x">'
    '<a:majorFont><a:latin typeface="Calibri Light"/></a:majorFont><a:minorFont><a:latin typeface="Times New Roman"/></a:minorFont>'
    "</a:fontScheme></a:themeElements>"
)


@pytest.mark.parametrize(("reference", "font"), [("minorHAnsi", "Times New Roman"), ("majorHAnsi", "Calibri Light")])
def test_theme_fonts_are_resolved_and_win_over_the_name_beside_them(read, reference, font):
    run = f'<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:asciiTheme="{reference}" w:hAnsiTheme="{reference}"/>'

    document = read(paragraph(run=run), theme=THEME)

    assert (face(document).ascii, face(document).latin) == (font, font)


def test_a_name_nearer_to_the_run_wins_over_a_theme_further_off(read):
    styles = style("P", run='<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>')
    run = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'

    assert face(read(paragraph(style="P", run=run), styles=styles, theme=THEME)).latin == "Times New Roman"


@pytest.mark.parametrize(
    ("run", "colour"),
    [
        ('<w:color w:val="auto"/>', None),
        ('<w:color w:val="ff0000"/>', "FF0000"),
        ('<w:color w:val="auto" w:themeColor="accent1"/>', "4472C4"),
        ('<w:color w:val="auto" w:themeColor="text1"/>', "000000"),
        ('<w:color w:val="nonsense"/>', None),
    ],
)
def test_colours_are_resolved(read, run, colour):
    assert face(read(paragraph(run=run), theme=THEME)).colour == colour


def test_capitals_made_by_formatting_are_printed_as_capitals(read):
    document = read(paragraph("Ủy ban nhân dân", run="<w:caps/>"))

    assert document.pieces[0].text == "ỦY BAN NHÂN DÂN"


def test_hidden_text_is_not_printed(read):
    document = read(paragraph("ẩn", run="<w:vanish/>") + paragraph("hiện"))

    assert [piece.text for piece in document.pieces] == ["hiện"]


@pytest.mark.parametrize(
    ("own", "rule", "amount"),
    [
        ('<w:spacing w:line="360" w:lineRule="auto"/>', "auto", 1.5),
        ('<w:spacing w:line="360"/>', "auto", 1.5),
        ('<w:spacing w:line="360" w:lineRule="exact"/>', "exact", 18.0),
        ('<w:spacing w:line="400" w:lineRule="atLeast"/>', "atLeast", 20.0),
        ('<w:spacing w:line="0"/>', "auto", 1.0),
        ("", "auto", 1.0),
    ],
)
def test_line_spacing_keeps_its_rule(read, own, rule, amount):
    spacing = form(read(paragraph(own=own))).line

    assert (spacing.rule, spacing.amount) == (rule, amount)


@pytest.mark.parametrize(
    ("own", "left", "first"),
    [
        ('<w:ind w:firstLine="720"/>', 0, 12.7),
        ('<w:ind w:left="720" w:hanging="360"/>', 12.7, -6.35),
        ('<w:ind w:start="567" w:firstLine="567"/>', 10, 10),
        ('<w:ind w:firstLine="1cm"/>', 0, 10),
        ('<w:ind w:firstLine="rubbish"/>', 0, 0),
    ],
)
def test_indents_are_read_in_every_way_word_writes_them(read, own, left, first):
    result = form(read(paragraph(own=own)))

    assert result.left_mm == pytest.approx(left, abs=0.02)
    assert result.first_line_mm == pytest.approx(first, abs=0.02)


def test_a_list_s_indent_yields_to_the_style_that_names_the_list_and_beats_it_when_named_directly(read):
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/><w:numFmt w:val="decimal"/>'
        '<w:pPr><w:ind w:left="1440" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    styles = style("Listed", paragraph=f'{number}<w:ind w:left="0" w:firstLine="720"/>') + style(
        "Plain", paragraph='<w:ind w:left="0" w:firstLine="720"/>'
    )

    by_style = form(read(paragraph(style="Listed"), styles=styles, numbering=numbering))
    by_hand = form(read(paragraph(style="Plain", own=number), styles=styles, numbering=numbering))

    assert (round(by_style.left_mm, 1), round(by_style.first_line_mm, 1)) == (0, 12.7)
    assert (round(by_hand.left_mm, 1), round(by_hand.first_line_mm, 1)) == (25.4, -6.3)


def test_a_table_style_reaches_the_paragraphs_inside(read):
    styles = defaults(paragraph='<w:spacing w:after="160" w:line="259" w:lineRule="auto"/>') + style(
        "Grid", "table", paragraph='<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', run="<w:i/>"
    )
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>'
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{paragraph()}</w:tc></w:tr></w:tbl>'
    )

    inside = next(read(table + paragraph(), styles=styles).facts.paragraphs())

    assert inside.format.after_pt == 0
    assert inside.format.line.amount == 1
    assert inside.runs[0].face.italic


def test_automatic_gaps_are_fourteen_points(read):
    result = form(
        read(paragraph(own='<w:spacing w:before="100" w:beforeAutospacing="1" w:afterLines="50" w:after="10"/>'))
    )

    assert result.before_pt == 14
    assert result.after_pt == 6


def test_tab_stops_add_up_and_can_be_cleared(read):
    styles = style(
        "P", paragraph='<w:tabs><w:tab w:val="center" w:pos="1440"/><w:tab w:val="left" w:pos="2880"/></w:tabs>'
    )
    own = '<w:tabs><w:tab w:val="clear" w:pos="2880"/><w:tab w:val="right" w:pos="4320"/></w:tabs>'

    tabs = form(read(paragraph(style="P", own=own), styles=styles)).tabs

    assert [(round(tab.at_mm, 1), tab.align) for tab in tabs] == [(25.4, "center"), (76.2, "right")]


@pytest.mark.parametrize(
    ("value", "align"), [("start", "left"), ("end", "right"), ("distribute", "both"), ("center", "center")]
)
def test_alignments_have_four_names(read, value, align):
    assert form(read(paragraph(own=f'<w:jc w:val="{value}"/>'))).align == align
