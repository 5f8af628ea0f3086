import pytest
from typed import kinds
from typed.draft import Draft, Line, Rule
from typed.unusual import UNUSUAL

from service.documents.parse import parse_document
from service.documents.starting import starting_document
from service.nd30.kinds import Kind
from service.nd30.type_styles import Component
from service.reading import Regime, letters, read_document
from service.rendering import render_document


def zones(draft):
    """What is recognised in a draft."""
    return read_document(draft.docx()).zones


def texts(found, component):
    """The words of a component, line by line."""
    return [piece.text for piece in found.of(component)]


@pytest.mark.parametrize("case", UNUSUAL, ids=lambda case: case.name)
def test_every_unusual_document_is_recognised_whole(case):
    found = zones(case.make())

    for component in (
        Component.QUOC_HIEU,
        Component.TIEU_NGU,
        Component.ISSUER,
        Component.NUMBER,
        Component.PLACE_DATE,
    ):
        assert found.of(component), component
    assert found.kind is not None
    assert found.of(Component.RECIPIENTS_HEADING)
    assert found.signers[-1].name.text == "Lê Văn Thành"
    assert found.rules


def test_a_plan_typed_in_word_is_taken_apart():
    found = zones(Draft())

    assert texts(found, Component.ISSUER) == ["ỦY BAN NHÂN DÂN", "XÃ AN BÌNH"]
    assert texts(found, Component.SUBJECT) == ["Chuyển đổi số năm 2026 của xã An Bình"]
    assert len(found.of(Component.LEGAL_BASIS)) == 2
    assert [piece.text for piece in found.signers[0].authority] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert found.content[0].text.startswith("Ủy ban nhân dân xã An Bình ban hành")
    assert found.content[-1].text.endswith("./.")
    assert texts(found, Component.RECIPIENTS_LIST)[-1] == "- Lưu: VT, VHXH."
    assert not found.ours


def test_a_letter_is_known_by_its_subject_and_address():
    found = zones(kinds.cong_van())

    assert found.kind is Kind.CONG_VAN
    assert texts(found, Component.CONG_VAN_SUBJECT) == ["V/v báo cáo kết quả chuyển đổi số", "quý I năm 2026"]
    assert len(found.of(Component.ADDRESSEE_LIST)) == 2


def test_a_decision_is_taken_apart():
    found = zones(kinds.quyet_dinh())

    assert found.kind is Kind.QUYET_DINH
    assert texts(found, Component.ENACTING_AUTHORITY) == ["ỦY BAN NHÂN DÂN XÃ AN BÌNH"]
    assert texts(found, Component.ENACTING_LINE) == ["QUYẾT ĐỊNH:"]
    assert len(found.of(Component.LEGAL_BASIS)) == 3


def test_appendices_are_taken_apart():
    first, second = zones(kinds.with_appendices(2)).appendices

    assert (first.numeral, second.numeral) == ("I", "II")
    assert first.title[0].text == "DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2026"
    assert first.attached[0].text.startswith("(Kèm theo Kế hoạch số 15/KH-UBND")
    assert second.section == first.section + 1


@pytest.mark.parametrize(
    ("lines", "parent"),
    [
        ([("UBND TỈNH VĨNH LONG", False), ("SỞ NỘI VỤ", True)], "UBND TỈNH VĨNH LONG"),
        ([("UBND TỈNH VĨNH LONG", True), ("SỞ NỘI VỤ", True)], "UBND TỈNH VĨNH LONG"),
        ([("UBND TỈNH VĨNH LONG", False), ("SỞ NỘI VỤ", False)], "UBND TỈNH VĨNH LONG"),
        ([("ỦY BAN NHÂN DÂN", True), ("XÃ AN BÌNH", True)], ""),
        ([("ỦY BAN NHÂN DÂN", True), ("THÀNH PHỐ HỒ CHÍ MINH", True)], ""),
        ([("BỘ NỘI VỤ", False), ("CỤC VĂN THƯ VÀ", True), ("LƯU TRỮ NHÀ NƯỚC", True)], "BỘ NỘI VỤ"),
        ([("VĂN PHÒNG", True), ("HỘI ĐỒNG NHÂN DÂN VÀ", True), ("ỦY BAN NHÂN DÂN", True)], ""),
        ([("UBND XÃ AN BÌNH", True), ("TRƯỜNG TIỂU HỌC", True), ("AN BÌNH", True)], "UBND XÃ AN BÌNH"),
        ([("BAN QUẢN LÝ", True), ("DỰ ÁN ĐẦU TƯ XÂY DỰNG", True)], ""),
    ],
)
def test_the_body_above_is_told_from_the_issuer_by_weight_then_by_words(lines, parent):
    draft = Draft()
    draft.issuer = [Line(text, size=13, bold=bold, align="center") for text, bold in lines]

    found = zones(draft)

    assert found.text(Component.PARENT_AGENCY) == parent
    assert found.text(Component.ISSUER) == " ".join(text for text, _ in lines)[len(parent) :].strip()


@pytest.mark.parametrize(
    ("text", "number", "year", "sign"),
    [
        ("Số: 15/KH-UBND", "15", "", "KH-UBND"),
        ("Số 15/KH-UBND", "15", "", "KH-UBND"),
        ("Số: /KH-UBND", "", "", "KH-UBND"),
        ("Số: ……/KH-UBND", "", "", "KH-UBND"),
        ("Số: 12/2026/QĐ-UBND", "12", "2026", "QĐ-UBND"),
        ("Số:     /2026/NQ-HĐND", "", "2026", "NQ-HĐND"),
        ("Số: 15 - KH/ĐU", "15", "", "KH/ĐU"),
    ],
)
def test_number_lines_are_taken_apart(text, number, year, sign):
    draft = Draft()
    draft.number.text = text

    found = zones(draft).number

    assert (found.number, found.year) == (number, year)
    assert found.sign == sign or number == "15"


@pytest.mark.parametrize(
    ("text", "place", "parts"),
    [
        ("An Bình, ngày 05 tháng 01 năm 2026", "An Bình", (5, 1, 2026)),
        ("Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2026", "Thành phố Hồ Chí Minh", (29, 6, 2026)),
        ("An Bình, ngày     tháng 3 năm 2026", "An Bình", (None, 3, 2026)),
        ("An Bình, ngày ... tháng ... năm 2026", "An Bình", (None, None, 2026)),
        ("An Bình, ngày…….tháng…….năm 2026", "An Bình", (None, None, 2026)),
        ("An Bình ngày 05 tháng 3 năm 2026", "An Bình", (5, 3, 2026)),
        ("An Bình, ngày 05/3/2026", "An Bình", (5, 3, 2026)),
        ("An Bình, 05-03-2026", "An Bình", (5, 3, 2026)),
    ],
)
def test_place_and_date_are_taken_apart(text, place, parts):
    draft = Draft()
    draft.place_date.text = text
    draft.place_date.size = 13

    found = zones(draft).place_date

    assert found.place == place
    assert (found.day, found.month, found.year) == parts


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("KẾ HOẠCH", Kind.KE_HOACH),
        ("BÁO CÁO TÓM TẮT", Kind.BAO_CAO),
        ("T Ờ  T R Ì N H", Kind.TO_TRINH),
        ("KẾT LUẬN", None),
    ],
)
def test_kinds_are_known_by_their_title(title, kind):
    draft = Draft()
    draft.title.text = title

    found = zones(draft)

    assert found.kind is kind
    assert found.title_text == " ".join(title.split())


def test_our_own_styles_are_believed_first(tmp_path):
    data = {
        "kind": "ke-hoach",
        "issuer": {"name": "Ủy ban nhân dân xã An Bình", "sign": "UBND", "place": "An Bình"},
        "subject": "Thử nghiệm",
        "number": 3,
        "issued_on": "2026-03-05",
        "body": {"layout": "sections", "content": [{"type": "paragraph", "text": "Nội dung."}]},
        "recipients": [{"name": "UBND tỉnh"}],
        "archive": {"unit": "VP"},
        "signer": {"authority": [{"form": "TM", "of": "Ủy ban nhân dân"}], "post": "Chủ tịch", "name": "Lê Văn Thành"},
    }

    found = read_document(render_document(parse_document(data))).zones

    assert found.ours
    assert found.sure[Component.ISSUER] == 1.0
    assert found.signers[0].name.text == "Lê Văn Thành"


def test_regimes_are_told_apart():
    draft = Draft()
    assert zones(draft).regime is Regime.ADMINISTRATIVE
    draft.place_date.text = "An Bình, ngày 04 tháng 3 năm 2020"
    assert zones(draft).regime is Regime.EARLIER
    draft.left_extra = [Line("TỐI MẬT", size=13, bold=True, align="center")]
    assert zones(draft).regime is Regime.CLASSIFIED


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("LUẬT", "Luật số: 72/2025/QH15"),
        ("NGHỊ ĐỊNH", "Số:      /2026/NĐ-CP"),
        ("THÔNG TƯ", "Số:      /TT-BNV"),
        ("QUYẾT ĐỊNH", "Số: 12 / 2026 / QĐ-UBND"),
        ("QUYẾT ĐỊNH", "Số: 19/2025/QĐ-TTg"),
        ("NGHỊ QUYẾT", "Số: 30/2025/NQ-HĐND"),
        ("VĂN BẢN HỢP NHẤT", "Số: 05/VBHN-BNV"),
    ],
)
def test_legal_normative_texts_are_left_to_their_own_rules(title, number):
    draft = Draft()
    draft.title.text, draft.number.text = title, number

    assert zones(draft).regime is Regime.NORMATIVE


@pytest.mark.parametrize(
    ("title", "number"),
    [("KẾ HOẠCH", "Số: 15/2026/KH-UBND"), ("QUYẾT ĐỊNH", "Số: 12/2026/QĐ-THCS"), ("QUYẾT ĐỊNH", "Số: 12/QĐ-UBND")],
)
def test_a_year_in_the_number_excuses_no_other_document(title, number):
    draft = Draft()
    draft.title.text, draft.number.text = title, number

    assert zones(draft).regime is Regime.ADMINISTRATIVE


@pytest.mark.parametrize("number", ["Số 12-KH/ĐU", "Số      -KH/ĐU", "Số 12-CV/ĐU"])
def test_the_party_is_known_by_its_heading_and_its_way_of_numbering(number):
    draft = Draft(motto=None, motto_rule=None)
    draft.nation.text, draft.number.text = "ĐẢNG CỘNG SẢN VIỆT NAM", number
    assert zones(draft).regime is Regime.PARTY

    draft.number.text = "Số: 12/KH-UBND"
    assert zones(draft).regime is Regime.ADMINISTRATIVE


def test_a_letter_to_a_friend_is_no_document_and_nothing_breaks(read):
    document = read("<w:p><w:r><w:t>Chào bạn, lâu rồi không gặp.</w:t></w:r></w:p>")

    assert document.zones.kind is None
    assert not document.zones.parts
    assert document.zones.regime is Regime.UNRECOGNISED


@pytest.mark.parametrize(("across", "down"), [(0, 0), (8, 0), (-6, 3), (0, 9), (3, 14)])
def test_a_rule_pushed_about_by_hand_still_belongs_to_its_line(across, down):
    found = zones(Draft(motto_rule=Rule(shift=across, drop=down), issuer_rule=Rule(shift=across / 2, drop=down)))

    assert found.rules[Component.TIEU_NGU][0].length_mm == pytest.approx(60.5, abs=0.1)
    assert found.rules[Component.ISSUER][0].length_mm == pytest.approx(11.45, abs=0.1)


def test_a_line_beside_a_text_box_goes_to_what_it_stands_under():
    found = zones(Draft(header="boxes", motto_rule=None, issuer_rule=None))

    assert set(found.rules) == {Component.SUBJECT}


def test_no_rule_is_given_to_two_lines():
    found = zones(Draft(motto_rule=None, subject_rule=None))

    assert set(found.rules) == {Component.ISSUER}


def test_an_empty_file_has_no_pieces(read):
    document = read("")

    assert document.pieces == ()
    assert document.layout.pages == 1


def test_keys_forgive_tone_marks_and_case():
    assert letters("CỘNG HOÀ") == letters("Cộng hòa") == "conghoa"


def test_a_telegram_says_who_wires_whom():
    found = zones(kinds.cong_dien())

    assert found.kind is Kind.CONG_DIEN
    assert texts(found, Component.SUBJECT) == ["Về việc ứng phó với bão số 3"]
    assert texts(found, Component.WIRED_BY) == ["CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH điện:"]
    assert texts(found, Component.ADDRESSEE_LIST) == ["- Các phòng, đơn vị thuộc xã;", "- Trưởng các ấp."]
    assert not found.of(Component.ADDRESSEE)
    assert found.content[0].text.startswith("Để chủ động ứng phó")


def test_the_word_that_wires_may_stand_on_a_line_of_its_own():
    draft = kinds.cong_dien()
    sender = draft.addressing[0]
    sender.text = sender.text.removesuffix(" điện:")
    draft.addressing.insert(1, Line("điện:", align="center"))
    found = zones(draft)

    assert texts(found, Component.SUBJECT) == ["Về việc ứng phó với bão số 3"]
    assert texts(found, Component.WIRED_BY) == ["CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH", "điện:"]
    assert len(found.of(Component.ADDRESSEE_LIST)) == 2


def test_minutes_of_a_hand_over_begin_with_a_day_that_is_no_place_of_issue():
    draft = kinds.giay("BIÊN BẢN", "BB", "Hôm nay, ngày 15 tháng 7 năm 2026, tại trụ sở Ủy ban nhân dân xã, gồm:")
    draft.place_date = None
    found = zones(draft)

    assert found.kind is Kind.BIEN_BAN
    assert not found.of(Component.PLACE_DATE)


def test_a_person_s_application_is_no_document_of_an_agency():
    draft = Draft(header="lines", header_lines=[], recipients=[], signer=[], subject=[], subject_rule=None)
    draft.header_lines = [draft.nation, draft.motto]
    draft.title.text = "ĐƠN XIN XÁC NHẬN"

    assert zones(draft).regime is Regime.UNRECOGNISED


@pytest.mark.parametrize("between", ["spaces", "tabs"])
def test_a_page_laid_out_with_spaces_or_tabs_is_taken_apart(between):
    found = zones(kinds.typed_with_spaces(between))

    assert texts(found, Component.ISSUER) == ["ỦY BAN NHÂN DÂN", "XÃ AN BÌNH"]
    assert set(found.rules) >= {Component.TIEU_NGU, Component.ISSUER}
    assert [piece.text for piece in found.signers[0].authority] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert texts(found, Component.RECIPIENTS_LIST) == ["- UBND tỉnh (để b/c);", "- Lưu: VT."]
    assert found.content[-1].text.endswith("./.")


def test_a_telegram_that_writes_kinh_gui_all_the_same_is_read_as_it_is():
    draft = kinds.cong_dien()
    draft.addressing = [Line("Kính gửi: Các phòng, đơn vị thuộc xã", align="center", before=12)]
    found = zones(draft)

    assert texts(found, Component.ADDRESSEE) == ["Kính gửi: Các phòng, đơn vị thuộc xã"]
    assert not found.of(Component.WIRED_BY)


def test_an_introduction_has_no_subject_to_find():
    found = zones(
        kinds.giay(
            "GIẤY GIỚI THIỆU", "GGT", "Ủy ban nhân dân xã An Bình trân trọng giới thiệu:", "Ông (bà) Lê Văn Tám./."
        )
    )

    assert (found.kind, found.of(Component.SUBJECT)) == (Kind.GIAY_GIOI_THIEU, ())
    assert len(found.content) == 2


def test_the_hour_of_a_meeting_is_no_place_and_date():
    draft = kinds.giay(
        "BIÊN BẢN",
        "BB",
        "Thời gian bắt đầu: 8 giờ 00, ngày 09 tháng 01 năm 2026.",
        "Cuộc họp kết thúc vào 11 giờ 00, ngày 09 tháng 01 năm 2026./.",
    )
    draft.place_date = Line("", align="center")
    found = zones(draft)

    assert (found.kind, found.place_date) == (Kind.BIEN_BAN, None)
    assert len(found.content) == 2


def test_minutes_are_signed_by_two_above_their_recipients():
    found = read_document(render_document(starting_document(Kind.BIEN_BAN))).zones

    assert [block.authority[0].text for block in found.signers] == ["THƯ KÝ", "CHỦ TỌA"]
    assert [block.name.text for block in found.signers] == ["Trần Thị Bình", "Nguyễn Văn An"]
    assert texts(found, Component.RECIPIENTS_LIST) == ["- Các thành viên dự họp;", "- Lưu: VT, Hồ sơ."]
    assert found.content[-1].text.startswith("Cuộc họp kết thúc vào")
