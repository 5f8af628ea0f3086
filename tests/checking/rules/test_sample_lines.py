import pytest
from typed import kinds
from typed.draft import Line, Rule

from service.checking import Outcome, check
from service.checking.rules.sample_lines import _SAID
from service.documents.starting import starting_document
from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS, Kind
from service.rendering import render_document

#: As an office words them, with the words that each line needs, and the line of the sample that is missing without it.
PAPERS = {
    Kind.GIAY_MOI: (
        ("Ủy ban nhân dân xã An Bình kính mời: Trưởng các ấp.", "... trân trọng kính mời: ..."),
        ("Đến dự: Cuộc họp triển khai công tác phòng, chống thiên tai.", "Tới dự ..."),
        ("Chủ trì: Chủ tịch Ủy ban nhân dân xã.", "Chủ trì: ..."),
        ("Vào hồi 8 giờ 00 phút, ngày 20 tháng 7 năm 2026.", "Thời gian: ..."),
        ("Địa điểm: Hội trường Ủy ban nhân dân xã./.", "Địa điểm: ..."),
    ),
    Kind.GIAY_GIOI_THIEU: (
        ("Ủy ban nhân dân xã An Bình giới thiệu:", "... trân trọng giới thiệu:"),
        ("Đồng chí: Lê Văn Tám", "... ..."),
        ("Chức vụ: Phó Trưởng phòng Kinh tế.", "Chức vụ: ..."),
        ("Được cử đến: Sở Tài chính tỉnh Vĩnh Long.", "Được cử đến: ..."),
        ("Về việc: Nhận bàn giao tài sản.", "Về việc: ..."),
        ("Kính mong Quý Sở giúp đỡ.", "Đề nghị Quý cơ quan"),
        ("Giấy có giá trị đến hết ngày 31 tháng 7 năm 2026./.", "Giấy này có giá trị đến hết ..."),
    ),
    Kind.GIAY_NGHI_PHEP: (
        ("Xét đơn xin nghỉ phép ngày 10 tháng 3 năm 2026 của Lê Thị Cúc;", "Xét Đơn đề nghị nghỉ phép"),
        ("Ủy ban nhân dân xã An Bình cấp cho:", "... cấp cho:"),
        ("Bà: Lê Thị Cúc", "...: ..."),
        ("Chức vụ: Công chức Phòng Kinh tế.", "Chức vụ: ..."),
        ("Được nghỉ 05 ngày, từ ngày 20 đến hết ngày 24 tháng 3 năm 2026 ở Cà Mau.", "Được nghỉ phép"),
        ("Thời gian nghỉ được tính vào phép năm 2026./.", "Số ngày nghỉ phép nêu trên"),
    ),
    Kind.BIEN_BAN: (
        ("Hôm nay, vào hồi 8 giờ 00, ngày 15 tháng 3 năm 2026.", "Thời gian bắt đầu: ..."),
        ("Địa điểm: Hội trường Ủy ban nhân dân xã An Bình.", "Địa điểm: ..."),
        ("THÀNH PHẦN", "Thành phần tham dự: ..."),
        ("Chủ tọa: Ông Lê Văn Thành, Chủ tịch Ủy ban nhân dân xã.", "Chủ trì (chủ tọa): ..."),
        ("Người ghi biên bản: Bà Trần Thị Hoa.", "Thư ký (người ghi biên bản): ..."),
        ("DIỄN BIẾN", "Nội dung"),
        ("Cuộc họp bế mạc lúc mười một rưỡi cùng ngày./.", "... kết thúc vào ..."),
    ),
}
WITHOUT = [(kind, index) for kind, lines in PAPERS.items() for index in range(len(lines))]


def paper(kind, without=None):
    """A paper of this kind as an office types it, one of its lines left out."""
    texts = [text for index, (text, _) in enumerate(PAPERS[kind]) if index != without]
    texts[-1] = texts[-1].rstrip("./") + "./."
    facts = KINDS[kind]
    draft = kinds.giay(facts.title, facts.abbreviation, *texts)
    for line in draft.body:
        line.bold = line.text.isupper()
    if facts.prints_subject:
        about = "Họp bàn" if kind is Kind.BIEN_BAN else "Về việc"
        draft.subject = [Line(f"{about} phòng, chống thiên tai năm 2026", bold=True, align="center")]
        draft.subject_rule = Rule()
    if kind is Kind.BIEN_BAN:
        draft.place_date = None
        draft.recipients[1] = Line("- Các thành viên dự họp;", size=11)
        two_signatures(draft)
    return draft


def two_signatures(draft, *titles):
    """Secretary and chairman side by side over the recipients, in place of one signer."""
    from typed.draft import table

    columns = zip(titles or ("THƯ KÝ", "CHỦ TỌA"), ("Trần Thị Hoa", "Lê Văn Thành"), strict=False)
    cells = [
        "".join(Line(text, bold=True, align="center").xml() for text in (title, "", "", "", name))
        for title, name in columns
    ]
    rows = "".join(line.xml() for line in draft.recipients)
    draft.recipients, draft.signer = [], []
    widths = [165 / len(cells)] * len(cells)
    draft.behind_foot = table([cells], widths) + Line(size=6).xml() + rows


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_in_an_office_s_own_words_is_accepted(kind, accepts):
    accepts("sample-lines", paper(kind))


@pytest.mark.parametrize(("kind", "index"), WITHOUT, ids=lambda value: str(value))
def test_a_line_that_is_missing_is_reported_where_it_should_stand(kind, index, reports):
    report = reports("sample-lines", paper(kind, without=index))

    [finding] = report.findings
    assert PAPERS[kind][index][1] in finding.found
    assert finding.cite == FORMS[kind].cite
    assert finding.fix.startswith("Thêm dòng “")
    before = PAPERS[kind][index - 1][0] if index else ""
    assert finding.where.text.rstrip("./") == before.rstrip("./")


@pytest.mark.parametrize("kind", _SAID)
def test_every_line_of_a_sample_is_known_by_what_it_says(kind):
    assert len(_SAID[kind]) == len((*FORMS[kind].lines, *FORMS[kind].closing)) == len(PAPERS[kind])
    report = check(render_document(starting_document(kind)))
    assert not [one for one in report.findings if one.rule in {"sample-lines", "minutes-signatures"}]


def test_a_telegram_says_who_wires_whom(accepts, reports):
    accepts("sample-lines", kinds.cong_dien())

    silent = kinds.cong_dien()
    silent.addressing = []
    reports("sample-lines", silent, found="... điện:")

    to_nobody = kinds.cong_dien()
    del to_nobody.addressing[1:]
    reports("sample-lines", to_nobody, found="- ...;")


def test_minutes_of_a_meeting_have_two_signatures_and_a_number(accepts, reports):
    accepts("minutes-signatures", paper(Kind.BIEN_BAN))

    alone = paper(Kind.BIEN_BAN)
    alone.recipients = kinds.giay("BIÊN BẢN", "BB").recipients
    alone.recipients[1] = Line("- Các thành viên dự họp;", size=11)
    two_signatures(alone, "CHỦ TỌA")
    reports("minutes-signatures", alone, found="CHỦ TỌA")

    unnumbered = paper(Kind.BIEN_BAN)
    unnumbered.number = None
    reports("sample-lines", unnumbered, found="Số: .../BB-...")


def test_other_minutes_have_no_sample(accepts):
    handed_over = paper(Kind.BIEN_BAN)
    handed_over.subject[0].text = "Bàn giao tài liệu lưu trữ"
    handed_over.body[:] = [kinds.body_line("Hai bên giao nhận 120 hồ sơ, mỗi bên giữ 01 bản.")]

    accepts("sample-lines", handed_over, outcome=Outcome.NOT_APPLICABLE)
    accepts("minutes-signatures", handed_over, outcome=Outcome.NOT_APPLICABLE)


@pytest.mark.parametrize(("title", "abbreviation"), [("PHIẾU GỬI", "PG"), ("PHIẾU CHUYỂN", "PC"), ("PHIẾU BÁO", "PB")])
def test_slips_follow_the_common_sample_and_need_their_subject(title, abbreviation, reports):
    draft = kinds.giay(title, abbreviation, "Ủy ban nhân dân xã An Bình gửi kèm theo 02 tờ trình./.")
    draft.recipients[1] = Line("- Sở Nội vụ tỉnh Vĩnh Long;", size=11)

    reports("subject-missing", draft, found="không có trích yếu")


def test_a_delegation_to_sign_says_how_long_it_lasts(accepts, reports):
    def delegation(*more):
        text = "Bà Trần Thị Hoa ký thừa ủy quyền các văn bản xác nhận hộ tịch."
        draft = kinds.giay("GIẤY ỦY QUYỀN", "GUQ", text, *more, "Bà Trần Thị Hoa không được ủy quyền lại./.")
        draft.subject = [Line("Về việc ký thừa ủy quyền", bold=True, align="center")]
        draft.subject_rule = Rule()
        draft.recipients[1] = Line("- Bà Trần Thị Hoa;", size=11)
        return draft

    accepts("delegation-term", delegation("Thời hạn: đến hết ngày 31 tháng 12 năm 2026."))
    reports("delegation-term", delegation(), found="không có thời hạn")
