"""Free tables as Word's XML: rows that stay whole, a heading that repeats, cells that merge where they should."""

from lxml import etree

from service.documents.body import Alignment
from service.rendering.free_tables import GridColumn, grid, kept_with_next, words
from tests.rendering.word_files import W, text_of


def table(xml):
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return etree.fromstring(f'<r xmlns:w="{namespace}">{xml}</r>')[0]


def made(rows, *, merged=(), **options):
    columns = [GridColumn(words(f"Cột {at}"), merged=at in merged) for at in range(len(rows[0]))]
    return table(grid(columns, [[words(text) for text in row] for row in rows], 9000, **options))


def merges(found):
    return [[cell.find(f".//{W}vMerge") for cell in row.iter(f"{W}tc")] for row in list(found.iter(f"{W}tr"))[1:]]


def states(found):
    return [[None if merge is None else merge.get(f"{W}val") for merge in row] for row in merges(found)]


def test_the_heading_row_repeats_and_no_row_breaks():
    rows = list(made([["a", "b"]]).iter(f"{W}tr"))

    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True, False]
    assert all(row.find(f".//{W}cantSplit") is not None for row in rows)


def test_the_grid_and_the_cells_agree_on_the_widths():
    found = made([["a", "b", "c"]])
    columns = [int(column.get(f"{W}w")) for column in found.iter(f"{W}gridCol")]

    assert sum(columns) == 9000
    for row in found.iter(f"{W}tr"):
        assert [int(width.get(f"{W}w")) for width in row.iter(f"{W}tcW")] == columns


def test_equal_cells_of_a_merged_column_join():
    found = made([["A", "1"], ["A", "1"], ["B", "1"]], merged={0})

    assert states(found) == [["restart", None], ["continue", None], ["restart", None]]
    assert [text_of(cell) for cell in found.iter(f"{W}tc")][4] == ""


def test_a_column_to_the_right_joins_only_inside_a_joined_cell_to_its_left():
    found = made([["A", "x"], ["A", "x"], ["B", "x"]], merged={0, 1})

    assert states(found) == [["restart", "restart"], ["continue", "continue"], ["restart", "restart"]]


def test_empty_cells_never_join():
    assert states(made([["", "1"], ["", "2"]], merged={0})) == [["restart", None], ["restart", None]]


def test_the_caller_may_say_which_cells_continue():
    found = made([["A", "1"], ["A", "2"]], merged={0}, continued=[[False, False], [False, False]])

    assert states(found) == [["restart", None], ["restart", None]]


def test_alignment_reaches_the_cells_and_not_the_heading():
    column = GridColumn(words("Số tiền"), align=Alignment.RIGHT)
    heading, cell = table(grid([column], [[words("1.000")]], 4000)).iter(f"{W}p")

    assert heading.find(f".//{W}jc") is None
    assert cell.find(f".//{W}jc").get(f"{W}val") == "right"


def test_text_is_escaped():
    found = made([["<b>&"]])

    assert [text_of(cell) for cell in found.iter(f"{W}tc")][-1] == "<b>&"


def test_a_column_with_longer_words_gets_more_room_unless_shares_are_given():
    short, long = (
        int(column.get(f"{W}w"))
        for column in made([["ngắn", "một câu dài hơn nhiều so với cột kia"]]).iter(f"{W}gridCol")
    )
    columns = [GridColumn(words("a"), share=3), GridColumn(words("b"), share=1)]
    first, second = (int(column.get(f"{W}w")) for column in table(grid(columns, [[(), ()]], 8000)).iter(f"{W}gridCol"))

    assert long > short
    assert (first, second) == (6000, 2000)


def test_the_last_row_alone_is_kept_with_what_follows():
    columns = [GridColumn(words("a")), GridColumn(words("b"))]
    found = table(kept_with_next(grid(columns, [[words("1"), words("2")], [words("3"), words("4")]], 8000)))
    kept = [[para.find(f".//{W}keepNext") is not None for para in row.iter(f"{W}p")] for row in found.iter(f"{W}tr")]

    assert kept == [[False, False], [False, False], [True, True]]
