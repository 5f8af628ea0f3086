"""The 29 kinds of Điều 7 and their abbreviations of Phụ lục III."""

import pytest

from service.nd30.kinds import BY_ABBREVIATION, BY_TITLE, COPY_ABBREVIATIONS, KINDS, Addressing, Kind, Layout

#: Phụ lục III, Mục I, in its order.
TABLE = """
NQ NGHỊ QUYẾT|QĐ QUYẾT ĐỊNH|CT CHỈ THỊ|QC QUY CHẾ|QyĐ QUY ĐỊNH|TC THÔNG CÁO|TB THÔNG BÁO|HD HƯỚNG DẪN|CTr CHƯƠNG TRÌNH|KH KẾ HOẠCH|
PA PHƯƠNG ÁN|ĐA ĐỀ ÁN|DA DỰ ÁN|BC BÁO CÁO|BB BIÊN BẢN|TTr TỜ TRÌNH|HĐ HỢP ĐỒNG|CĐ CÔNG ĐIỆN|BGN BẢN GHI NHỚ|BTT BẢN THỎA THUẬN|
GUQ GIẤY ỦY QUYỀN|GM GIẤY MỜI|GGT GIẤY GIỚI THIỆU|GNP GIẤY NGHỈ PHÉP|PG PHIẾU GỬI|PC PHIẾU CHUYỂN|PB PHIẾU BÁO
"""
ABBREVIATIONS = dict(row.strip().split(" ", 1) for row in TABLE.replace("\n", "").split("|"))


def test_there_are_29_kinds():
    assert len(Kind) == len(KINDS) == 29


@pytest.mark.parametrize("abbreviation", ABBREVIATIONS)
def test_each_abbreviation_stands_for_its_kind(abbreviation):
    assert KINDS[BY_ABBREVIATION[abbreviation]].title == ABBREVIATIONS[abbreviation]


def test_only_cong_van_and_thu_cong_have_no_abbreviation():
    assert {kind for kind, facts in KINDS.items() if not facts.abbreviation} == {Kind.CONG_VAN, Kind.THU_CONG}


def test_no_abbreviation_or_title_is_used_twice():
    assert len(BY_ABBREVIATION) == 27
    assert len(BY_TITLE) == 29
    assert set(COPY_ABBREVIATIONS).isdisjoint(BY_ABBREVIATION)


def test_slugs_are_ascii_and_names_read_inside_a_sentence():
    assert all(kind.value.isascii() and kind.value == kind.value.lower() for kind in Kind)
    assert KINDS[Kind.KE_HOACH].name == "Kế hoạch"


def test_kinh_gui_belongs_to_letters_submissions_and_reports_upward_and_some_samples_address_otherwise():
    addressing = {kind: facts.addressing for kind, facts in KINDS.items() if facts.addressing is not Addressing.NEVER}

    assert addressing == {
        Kind.CONG_VAN: Addressing.ALWAYS,
        Kind.TO_TRINH: Addressing.ALWAYS,
        Kind.BAO_CAO: Addressing.UPWARD,
        Kind.CONG_DIEN: Addressing.OTHERWISE,
        Kind.GIAY_MOI: Addressing.OTHERWISE,
        Kind.GIAY_GIOI_THIEU: Addressing.OTHERWISE,
    }


def test_decisions_and_resolutions_enact_and_are_laid_out_by_articles():
    enacting = {kind: facts.enacting_line for kind, facts in KINDS.items() if facts.enacting_line}

    assert enacting == {Kind.NGHI_QUYET: "QUYẾT NGHỊ:", Kind.QUYET_DINH: "QUYẾT ĐỊNH:"}
    assert all(KINDS[kind].layout is Layout.ARTICLES for kind in enacting)


def test_what_has_no_sample_is_not_made_and_says_so():
    assert {kind for kind, facts in KINDS.items() if not facts.sample} == {
        kind for kind, facts in KINDS.items() if facts.why_not
    }
    assert KINDS[Kind.THU_CONG].why_not == "Phụ lục III không có mẫu trình bày thư công"
    assert {kind for kind, facts in KINDS.items() if not facts.prints_subject} == {
        Kind.GIAY_GIOI_THIEU,
        Kind.GIAY_NGHI_PHEP,
    }
    assert {kind for kind, facts in KINDS.items() if not facts.prints_date} == {Kind.BIEN_BAN}
