import pytest
from typed.cases import _Raw
from typed.draft import Line, boxed, table

from service.checking import Outcome

RED = "FF0000"


def stamped(draft, words="HỎA TỐC", width=30.0, height=8.0, **changes):
    """Put an urgency stamp under the number, in a cell with a border."""
    line = Line(
        words, **{"size": 13, "bold": True, "align": "center", "colour": RED, "exact": height * 72 / 25.4, **changes}
    )
    draft.left_extra = [_Raw(table([[line.xml()]], [width], bordered=True)), Line(size=6)]
    return draft


@pytest.mark.parametrize(("words", "width"), [("HỎA TỐC", 30), ("HOẢ TỐC", 30), ("THƯỢNG KHẨN", 40), ("KHẨN", 20)])
def test_the_three_stamps_in_their_boxes_are_accepted(draft, accepts, words, width):
    stamped(draft, words, width)

    accepts("urgency-type", draft)
    accepts("urgency-box", draft)
    accepts("urgency-colour", draft)


def test_a_stamp_in_a_text_box_is_accepted(draft, accepts):
    line = Line("KHẨN", size=13, bold=True, align="center", colour=RED)
    draft.left_extra = [Line(extra=boxed([line], 20, 8, 20, 2))]

    accepts("urgency-box", draft)


@pytest.mark.parametrize("change", [{"size": 12}, {"size": 16}, {"bold": False}, {"italic": True}])
def test_a_stamp_set_otherwise_is_reported(draft, reports, change):
    reports("urgency-type", stamped(draft, **change))


@pytest.mark.parametrize(("width", "height"), [(40, 8), (30, 12), (20, 8)])
def test_a_box_of_another_size_is_reported(draft, reports, width, height):
    reports("urgency-box", stamped(draft, width=width, height=height), found="mm")


@pytest.mark.parametrize("colour", [None, "000000", "0000FF", "800000"])
def test_a_stamp_that_is_not_bright_red_is_reported(draft, reports, colour):
    reports("urgency-colour", stamped(draft, colour=colour))


def test_a_circulation_mark_in_a_box_is_accepted(draft, accepts, reports):
    line = Line("LƯU HÀNH NỘI BỘ", size=13, bold=True, align="center")
    draft.left_extra = [Line(extra=boxed([line], 50, 8, 5, 2))]
    accepts("circulation-type", draft)
    accepts("circulation-box", draft)
    line.bold = False
    draft.left_extra = [Line(extra=boxed([line], 50, 8, 5, 2))]

    reports("circulation-type", draft)


def test_a_circulation_mark_without_a_box_is_reported(draft, reports):
    draft.left_extra = [Line("XEM XONG TRẢ LẠI", size=13, bold=True, align="center")]

    reports("circulation-box", draft)


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_secret_mark_stops_everything_else(draft, mark, reports):
    draft.left_extra = [Line(mark, size=13, bold=True, align="center", colour=RED)]
    draft.page.bottom = 10

    report = reports("secret-mark", draft)

    assert report.document.subject == ""
    assert report.document.issuer == ""
    assert {one.outcome for one in report.verdicts if one.rule not in {"secret-mark", "regime-other"}} == {
        Outcome.NOT_APPLICABLE
    }


def test_the_word_in_a_table_of_the_content_is_no_mark(draft, accepts):
    draft.table_before_foot = Line(size=6).xml() + table(
        [[Line("MẬT").xml(), Line("KHẨN").xml()]], [40, 40], bordered=True
    )

    accepts("secret-mark", draft)
    accepts("urgency-type", draft, outcome=Outcome.NOT_APPLICABLE)


def test_the_drafter_s_mark_is_11_points(draft, accepts, reports):
    draft.recipients.append(Line("PL.(300)", size=11))
    accepts("drafter-type", draft)
    draft.recipients[-1].size = 13

    reports("drafter-type", draft)


@pytest.mark.parametrize("size", [11, 12])
def test_the_contact_block_is_11_to_12_points(draft, accepts, reports, size):
    draft.recipients.append(
        Line("Địa chỉ: ấp An Lợi, xã An Bình; ĐT: 0270 3123 456; Email: anbinh@vinhlong.gov.vn", size=size)
    )
    accepts("contact-type", draft)
    draft.recipients[-1].size = 13

    reports("contact-type", draft)
