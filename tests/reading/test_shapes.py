import pytest
from typed.draft import Line, boxed
from typed.wordml import drawn_line

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def strokes(document):
    """Kind and length of every drawn line."""
    return [(stroke.kind.value, round(stroke.length_mm or 0, 1)) for stroke in document.facts.strokes]


def anchored(run):
    """A paragraph with this run in it."""
    return f"<w:p><w:r><w:t>a</w:t></w:r>{run}</w:p>"


@pytest.mark.parametrize(
    ("kind", "expected"), [("drawing", "drawing"), ("connector", "drawing"), ("vml", "vml"), ("both", "drawing")]
)
def test_a_line_is_read_once_in_either_language(read, kind, expected):
    assert strokes(read(anchored(drawn_line(30, 5, 6, 1, kind=kind)))) == [(expected, 30.0)]


def test_a_dashed_line_is_not_unbroken(read):
    document = read(
        anchored(drawn_line(30, 5, 6, 1, kind="vml", dash="dash")) + anchored(drawn_line(30, 5, 6, 2, dash="sysDot"))
    )

    assert [stroke.solid for stroke in document.facts.strokes] == [False, False]


@pytest.mark.parametrize(
    ("points", "length"),
    [
        ('from="10pt,2pt" to="100pt,2pt"', 31.75),
        ('from="100pt,2pt" to="10pt,2pt"', 31.75),
        ('from="0,.1in" to="1in,.1in"', 25.4),
        ('from="0,0" to="96,0"', 25.4),
        ('from="1cm,1mm" to="3cm,1mm"', 20.0),
    ],
)
def test_vml_lines_in_every_unit(read, points, length):
    pict = f'<w:r><w:pict><v:line style="position:absolute" {points}/></w:pict></w:r>'

    [stroke] = read(anchored(pict)).facts.strokes

    assert stroke.length_mm == pytest.approx(length, abs=0.01)


@pytest.mark.parametrize(
    "shape",
    [
        '<v:line style="position:absolute" from="0,0" to="0,50pt"/>',
        '<v:line style="position:absolute" from="0,0" to="5pt,0"/>',
        '<v:line style="position:absolute;visibility:hidden" from="0,0" to="90pt,0"/>',
        '<v:line style="position:absolute" stroked="f" from="0,0" to="90pt,0"/>',
        '<v:line style="position:absolute" from="x,y" to="90pt,0"/>',
        '<v:rect style="position:absolute;width:90pt;height:20pt"/>',
    ],
)
def test_what_is_no_horizontal_rule_is_none(read, shape):
    assert strokes(read(anchored(f"<w:r><w:pict>{shape}</w:pict></w:r>"))) == []


def test_connectors_and_flat_boxes_in_vml_are_rules(read):
    shapes = (
        '<v:shape type="#_x0000_t32" style="position:absolute;margin-left:51pt;margin-top:2pt;width:90pt;height:0"/>'
        '<v:rect style="position:absolute;width:72pt;height:.75pt"/>'
        '<v:shape type="#_x0000_t32" style="position:absolute;width:0;height:72pt;rotation:90"/>'
    )

    assert strokes(read(anchored(f"<w:r><w:pict>{shapes}</w:pict></w:r>"))) == [
        ("vml", 31.7),
        ("vml", 25.4),
        ("vml", 25.4),
    ]


def test_lines_in_a_vml_group_are_scaled(read):
    group = (
        '<v:group style="position:absolute;margin-left:10pt;width:200pt;height:100pt" coordsize="2000,1000" coordorigin="100,0">'
        '<v:line from="100,500" to="1100,500"/></v:group>'
    )

    [stroke] = read(anchored(f"<w:r><w:pict>{group}</w:pict></w:r>")).facts.strokes

    assert stroke.length_mm == pytest.approx(100 * 25.4 / 72, abs=0.01)
    assert stroke.anchor.across_mm == pytest.approx(10 * 25.4 / 72, abs=0.01)


def test_lines_in_a_drawing_group_are_scaled(read):
    line = (
        '<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1000" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"/></wps:spPr></wps:wsp>'
    )
    group = (
        '<w:r><w:drawing><wp:anchor simplePos="0"><wp:positionH relativeFrom="column"><wp:posOffset>360000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="720000" cy="0"/>'
        '<wp:docPr id="1" name="g"/><a:graphic><a:graphicData uri="x">'
        '<wpg:wgp xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="2000" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="2000" cy="0"/></a:xfrm></wpg:grpSpPr>{line}</wpg:wgp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )

    [stroke] = read(anchored(group)).facts.strokes

    assert stroke.length_mm == pytest.approx(10, abs=0.01)
    assert stroke.anchor.across_mm == pytest.approx(10, abs=0.01)


def test_a_text_box_stored_twice_is_read_once(read):
    document = read(anchored(boxed([Line("DỰ THẢO", bold=True)], 30, 9, 5, 2)))

    assert [piece.text for piece in document.pieces] == ["a", "DỰ THẢO"]
    [box] = document.facts.boxes
    assert (box.width_mm, box.height_mm, box.bordered) == (30, 9, True)


def test_the_older_copy_is_taken_when_the_newer_one_says_nothing(read):
    older = '<w:pict><v:line style="position:absolute" from="0,0" to="90pt,0"/></w:pict>'
    branches = f'<mc:Choice Requires="xyz"/><mc:Fallback>{older}</mc:Fallback>'
    choice = f'<w:r><mc:AlternateContent xmlns:mc="{MC}">{branches}</mc:AlternateContent></w:r>'

    assert strokes(read(anchored(choice))) == [("vml", 31.7)]


def test_a_line_told_not_to_stand_in_its_cell_measures_from_the_page(read):
    line = drawn_line(30, 5, 2, 1)
    cell = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{}</w:tc>'
    table = (
        '<w:tbl><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid><w:tr>{}{}</w:tr></w:tbl><w:p/>'
    )
    xml = table.format(cell.format("<w:p/>"), cell.format(anchored(line)))

    inside = read(xml).rules[0]
    outside = read(xml.replace('layoutInCell="1"', 'layoutInCell="0"')).rules[0]

    assert outside.x_mm == pytest.approx(30 + 5, abs=0.1)
    assert inside.x_mm > outside.x_mm + 60


def test_boxes_know_where_they_stand(read):
    document = read(anchored(boxed([Line("x")], 30, 9, 20, 2)))
    piece = document.pieces[1]

    assert piece.spot.x_mm == pytest.approx(30 + 20 + 2.54, abs=0.2)
