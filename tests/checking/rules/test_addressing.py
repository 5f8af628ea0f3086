import pytest
from typed.draft import Line

from service.checking import Outcome


def test_a_letter_to_two_bodies_is_accepted(letter, accepts):
    accepts("kinh-gui-missing", letter)
    accepts("kinh-gui-kind", letter)
    accepts("kinh-gui-colon", letter)
    accepts("kinh-gui-type", letter)
    accepts("kinh-gui-list", letter)
    accepts("kinh-gui-alignment", letter)


def test_a_report_to_one_body_on_one_line_is_accepted(report_upward, accepts):
    accepts("kinh-gui-list", report_upward)


def test_a_letter_without_address_is_reported(letter, reports):
    letter.addressing = []
    letter.recipients[1].text = "- Sở Nội vụ;"

    reports("kinh-gui-missing", letter)


def test_a_report_may_go_without(report_upward, accepts):
    report_upward.addressing = []
    report_upward.recipients[1].text = "- UBND tỉnh (để b/c);"

    accepts("kinh-gui-missing", report_upward, outcome=Outcome.NOT_APPLICABLE)


def test_an_address_in_a_plan_is_told(draft, reports):
    draft.addressing = [Line("Kính gửi: Các phòng, đơn vị thuộc xã", align="center", before=12)]
    draft.recipients[1].text = "- Như trên;"

    reports("kinh-gui-kind", draft)


def test_a_missing_colon_is_reported(report_upward, reports):
    report_upward.addressing[0].text = "Kính gửi Ủy ban nhân dân tỉnh Vĩnh Long"

    reports("kinh-gui-colon", report_upward)


@pytest.mark.parametrize("size", [13, 14])
def test_13_to_14_is_accepted(letter, accepts, size):
    for line in letter.addressing:
        line.size = size

    accepts("kinh-gui-type", letter)


@pytest.mark.parametrize("change", [{"size": 12}, {"bold": True}, {"italic": True}])
def test_an_address_set_otherwise_is_reported(letter, reports, change):
    for name, value in change.items():
        setattr(letter.addressing[0], name, value)

    reports("kinh-gui-type", letter)


def test_missing_marks_at_the_line_ends_are_reported(letter, reports):
    letter.addressing[1].text = letter.addressing[1].text.rstrip(";")
    reports("kinh-gui-list", letter)
    letter.addressing[1].text += ";"
    letter.addressing[2].text = letter.addressing[2].text.replace("Long.", "Long;")
    reports("kinh-gui-list", letter)


def test_one_body_with_a_dash_is_reported(letter, reports):
    letter.addressing = [Line("Kính gửi:", left=35, before=12), Line("- Sở Nội vụ tỉnh Vĩnh Long.", left=45)]

    reports("kinh-gui-list", letter, found="gạch đầu dòng")


def test_several_bodies_on_one_line_are_reported(letter, reports):
    letter.addressing = [Line("Kính gửi: Sở Nội vụ tỉnh; Sở Tài chính tỉnh; Sở Y tế tỉnh.", align="center", before=12)]

    reports("kinh-gui-list", letter, found="một dòng")


def test_dashes_out_of_line_are_reported(letter, reports):
    letter.addressing[2].left = 52

    reports("kinh-gui-alignment", letter, found="7 mm")


def test_an_addressee_over_two_lines_is_one(letter, accepts):
    letter.addressing[1:2] = [
        Line("- Ban Chỉ đạo phát triển khoa học, công nghệ,", left=45),
        Line("đổi mới sáng tạo và chuyển đổi số tỉnh;", left=45),
    ]

    accepts("kinh-gui-list", letter)
