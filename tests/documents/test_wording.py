"""Printed words: numbers, dates, header lines, signer, recipients."""

import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents import Agency, Contact, DrafterMark, PartialDate
from service.documents.text import plain_text
from service.documents.wording import (
    addressee_lines,
    appendix_heading,
    attached_line,
    capitals,
    competence_line,
    contact_lines,
    date_line,
    drafter_line,
    issuer_lines,
    kind_title,
    legal_basis_lines,
    long_date,
    number_line,
    parent_line,
    recipient_lines,
    short_date,
    signer_lines,
    subject_line,
    urgency_words,
)
from service.nd30.kinds import KINDS, Kind
from service.nd30.numbering import CONG_VAN_NUMBER, DATE_LINE, DAY_BLANK, NAMED_NUMBER, NUMBER_BLANK
from tests.documents import drafts
from tests.documents.strategies import RENDERED, SYLLABLES

BLANK = "\u00a0"
DEPARTMENT = {"name": "Sở Nội vụ", "sign": "SNV", "place": "Lào Cai"}


@pytest.mark.parametrize(("number", "line"), [(5, "Số: 05/KH-UBND"), (10, "Số: 10/KH-UBND"), (123, "Số: 123/KH-UBND")])
def test_a_number_below_ten_is_padded(number: int, line: str) -> None:
    assert number_line(drafts.document(number=number)) == line


def test_a_drafts_number_is_a_blank_of_unbreakable_spaces() -> None:
    assert number_line(drafts.document(number=None)) == f"Số: {BLANK * NUMBER_BLANK}/KH-UBND"


def test_a_letter_is_numbered_by_issuer_and_drafting_unit() -> None:
    assert number_line(drafts.document(drafts.LETTER)) == "Số: 05/UBND-VHXH"


def test_a_symbol_in_the_data_wins() -> None:
    assert number_line(drafts.document(drafts.LETTER, symbol="UBND-VX")) == "Số: 05/UBND-VX"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (PartialDate(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (PartialDate(2020, 3, 5), "ngày 05 tháng 3 năm 2020"),
        (PartialDate(2019, 12, 29), "ngày 29 tháng 12 năm 2019"),
        (PartialDate(2022, 1), f"ngày{BLANK * DAY_BLANK}tháng 01 năm 2022"),
        (PartialDate(2022), f"ngày{BLANK * DAY_BLANK}tháng{BLANK * DAY_BLANK}năm 2022"),
        (None, f"ngày{BLANK * DAY_BLANK}tháng{BLANK * DAY_BLANK}năm{BLANK * DAY_BLANK}"),
    ],
)
def test_days_below_ten_and_the_first_two_months_are_padded(date: PartialDate | None, words: str) -> None:
    assert long_date(date) == words


def test_the_date_line_names_the_place_first() -> None:
    assert date_line(drafts.document()) == "An Bình, ngày 05 tháng 01 năm 2026"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (PartialDate(2026, 3, 5), "05/3/2026"),
        (PartialDate(2026, 1, 5), "05/01/2026"),
        (PartialDate(2026, 6), "6/2026"),
        (PartialDate(2026), "2026"),
    ],
)
def test_short_dates_are_padded_the_same_way(date: PartialDate, words: str) -> None:
    assert short_date(date) == words


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ủy ban nhân dân xã An Bình", ("ỦY BAN NHÂN DÂN", "XÃ AN BÌNH")),
        ("Ủy ban nhân dân đặc khu Lý Sơn", ("ỦY BAN NHÂN DÂN", "ĐẶC KHU LÝ SƠN")),
        ("Hội đồng nhân dân phường Hiệp Hoà", ("HỘI ĐỒNG NHÂN DÂN", "PHƯỜNG HIỆP HOÀ")),
        ("Thường trực Hội đồng nhân dân xã A", ("THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN", "XÃ A")),
        ("Ủy ban nhân dân thành phố Hà Nội", ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HÀ NỘI")),
        ("Sở Nội vụ", ("SỞ NỘI VỤ",)),
    ],
)
def test_the_issuers_name_breaks_where_the_name_breaks(name: str, lines: tuple[str, ...]) -> None:
    assert issuer_lines(Agency(name=name, sign="X", place="Y")) == lines


def test_the_issuers_lines_may_be_given() -> None:
    agency = Agency(name="Sở Nội vụ", sign="SNV", place="Lào Cai", name_lines=("Sở", "Nội vụ"))

    assert issuer_lines(agency) == ("SỞ", "NỘI VỤ")


def test_the_body_above_stands_in_capitals_or_not_at_all() -> None:
    assert parent_line(drafts.document(parent_agency={"name": "UBND tỉnh Lào Cai"})) == "UBND TỈNH LÀO CAI"
    assert parent_line(drafts.document()) == ""


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1).map(" ".join))
def test_capitals_lose_no_letter_and_no_tone(text: str) -> None:
    assert capitals(text).lower() == unicodedata.normalize("NFC", text.lower())


def test_a_letter_prints_no_kind_and_its_subject_after_v_v() -> None:
    letter = drafts.document(drafts.LETTER)

    assert (kind_title(letter.kind), subject_line(letter)) == ("", "V/v báo cáo kết quả")


@pytest.mark.parametrize("typed", ["V/v báo cáo kết quả", "v/v: báo cáo kết quả", "Về việc báo cáo kết quả"])
def test_v_v_is_never_doubled(typed: str) -> None:
    assert subject_line(drafts.document(drafts.LETTER, subject=typed)) == "V/v báo cáo kết quả"


def test_each_legal_basis_ends_with_a_semicolon_and_the_last_with_a_full_stop() -> None:
    document = drafts.document(
        legal_bases=["Căn cứ A;", [{"text": "Căn cứ "}, {"text": "B.", "bold": True}], "Theo đề nghị của C"]
    )

    assert [plain_text(line) for line in legal_basis_lines(document)] == [
        "Căn cứ A;",
        "Căn cứ B;",
        "Theo đề nghị của C.",
    ]


def test_one_addressee_stands_bare_and_several_are_listed() -> None:
    assert addressee_lines(drafts.document(drafts.REPORT)) == ("Ủy ban nhân dân tỉnh",)
    several = drafts.document(drafts.REPORT, addressees=["Bộ Nội vụ;", "- Bộ Tài chính"])
    assert addressee_lines(several) == ("- Bộ Nội vụ;", "- Bộ Tài chính.")


def test_recipients_end_with_the_archive_line() -> None:
    document = drafts.document(
        recipients=[{"name": "- UBND tỉnh;", "purpose": "(để báo cáo)"}, {"name": "Các phòng thuộc xã"}],
        archive={"unit": "VHXH", "copies": 2},
    )

    assert recipient_lines(document) == ("- UBND tỉnh (để báo cáo);", "- Các phòng thuộc xã;", "- Lưu: VT, VHXH (2).")


def test_the_archive_line_needs_no_unit() -> None:
    assert recipient_lines(drafts.document(archive={}))[-1] == "- Lưu: VT."


@pytest.mark.parametrize(
    ("signer", "lines"),
    [
        (drafts.signer(), ("CHỦ TỊCH",)),
        (drafts.signer(("TM", "Ủy ban nhân dân")), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (
            drafts.signer(("TM", "Ủy ban nhân dân"), ("KT", "Chủ tịch"), post="Phó Chủ tịch"),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (drafts.signer(("Q", None), post="Giám đốc"), ("Q. GIÁM ĐỐC",)),
        (drafts.signer(("TL", "Chủ tịch"), post="Chánh Văn phòng"), ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (drafts.signer(("TUQ", "Chủ tịch"), post="Giám đốc Sở Nội vụ"), ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ")),
    ],
)
def test_the_signers_lines_in_every_situation(signer: drafts.Data, lines: tuple[str, ...]) -> None:
    assert signer_lines(drafts.document(signer=signer).signer) == lines


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "ỦY BAN NHÂN DÂN XÃ AN BÌNH"),
        ({"signer": drafts.signer()}, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH"),
        ({"signer": drafts.signer(("KT", "Chủ tịch"), post="Phó Chủ tịch")}, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH"),
        (
            {"issuer": DEPARTMENT, "signer": drafts.signer(("KT", "Giám đốc"), post="Phó Giám đốc")},
            "GIÁM ĐỐC SỞ NỘI VỤ",
        ),
        (
            {"issuer": DEPARTMENT | {"name": "Trường Tiểu học A"}, "signer": drafts.signer(post="Hiệu trưởng")},
            "HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC A",
        ),
        (
            {"issuer": DEPARTMENT | {"name": "Chủ tịch Ủy ban nhân dân xã A"}, "signer": drafts.signer()},
            "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ A",
        ),
    ],
)
def test_who_decides_follows_from_who_signs(changes: drafts.Data, line: str) -> None:
    assert competence_line(drafts.document(drafts.DECISION, **changes)) == line


def test_a_resolution_is_the_councils_though_its_chairman_signs_without_tm() -> None:
    council = {"name": "Hội đồng nhân dân xã A", "sign": "HĐND", "place": "A"}
    resolution = drafts.document(drafts.DECISION, kind="nghi-quyet", issuer=council, signer=drafts.signer())

    assert competence_line(resolution) == "HỘI ĐỒNG NHÂN DÂN XÃ A"


def test_a_plan_has_no_line_of_competence() -> None:
    assert competence_line(drafts.document()) == ""


def test_the_reference_of_an_appendix_is_filled_on_paper() -> None:
    line = "(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân xã An Bình)"

    assert attached_line(drafts.document()) == line


def test_the_reference_names_the_chairman_when_he_decides() -> None:
    decision = drafts.document(drafts.DECISION, signer=drafts.signer())

    assert attached_line(decision).endswith("của Chủ tịch Ủy ban nhân dân xã An Bình)")


def test_the_reference_is_left_open_in_an_electronic_document() -> None:
    assert (
        attached_line(drafts.document(medium="electronic"))
        == "(Kèm theo Kế hoạch số …/KH-… ngày … tháng … năm … của …)"
    )
    letter = drafts.document(drafts.LETTER, medium="electronic")
    assert attached_line(letter) == "(Kèm theo Công văn số …/… ngày … tháng … năm … của …)"


def test_the_reference_of_a_draft_has_blanks_to_write_in() -> None:
    draft = drafts.document(number=None, issued_on="2026-01")

    assert attached_line(draft).startswith(
        f"(Kèm theo Kế hoạch số {BLANK * NUMBER_BLANK}/KH-UBND ngày{BLANK * DAY_BLANK}tháng 01 năm 2026"
    )


def test_one_appendix_has_no_number_and_several_have_roman_ones() -> None:
    assert appendix_heading(0, 1) == "Phụ lục"
    assert [appendix_heading(index, 4) for index in range(4)] == [
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục III",
        "Phụ lục IV",
    ]


def test_the_drafters_mark_gives_sign_and_copies() -> None:
    assert drafter_line(DrafterMark(sign="pl.", copies=300)) == "PL.(300)"
    assert drafter_line(DrafterMark(sign="PL")) == "PL."


def test_the_address_block_prints_what_is_given() -> None:
    contact = Contact(address="Khu 5, xã A", phone="0123", email="a@b.vn")

    assert contact_lines(contact) == ("Địa chỉ: Khu 5, xã A", "ĐT: 0123", "E-mail: a@b.vn")


def test_urgency_prints_the_words_of_its_stamp() -> None:
    urgency = drafts.document(urgency="hoa-toc").urgency
    assert urgency is not None
    assert urgency_words(urgency) == "HỎA TỐC"


@given(st.sampled_from(RENDERED), st.integers(1, 9999), st.dates(datetime.date(2020, 3, 5), datetime.date(2100, 1, 1)))
def test_every_number_and_date_printed_is_one_that_the_law_recognises(
    kind: Kind, number: int, day: datetime.date
) -> None:
    printed = drafts.document().model_copy(
        update={"kind": kind, "number": number, "issued_on": PartialDate(day.year, day.month, day.day)}
    )
    pattern = NAMED_NUMBER if KINDS[kind].abbreviation else CONG_VAN_NUMBER

    assert pattern.match(number_line(printed))
    assert DATE_LINE.match(date_line(printed))
