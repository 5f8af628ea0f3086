import pytest
from typed.draft import Line

from service.checking import Outcome, check


def signed(draft, *authority, name="Lê Văn Thành"):
    """Give the draft these authority lines and this name."""
    lines = [Line(text, bold=True, align="center") for text in authority]
    draft.signer = [*lines, *[Line(align="center") for _ in range(4)], Line(name, bold=True, align="center")]
    return draft


@pytest.mark.parametrize(
    "authority",
    [
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("CHỦ TỊCH",),
        ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("Q. CHỦ TỊCH",),
        ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI"),
        ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    ],
)
def test_every_form_of_signing_is_accepted(draft, accepts, authority):
    signed(draft, *authority)

    accepts("signer-type", draft)
    accepts("signer-authority-form", draft)
    accepts("signer-deputy", draft)
    accepts("signer-combination", draft)
    accepts("signer-shortened", draft)
    accepts("signer-collective-place", draft)


@pytest.mark.parametrize(
    "line",
    [
        "T/M ỦY BAN NHÂN DÂN",
        "TM/ ỦY BAN NHÂN DÂN",
        "T.M ỦY BAN NHÂN DÂN",
        "TM ỦY BAN NHÂN DÂN",
        "TM.ỦY BAN NHÂN DÂN",
        "TM: ỦY BAN NHÂN DÂN",
    ],
)
def test_every_other_way_of_writing_tm_is_reported(draft, reports, line):
    signed(draft, line, "CHỦ TỊCH")

    report = reports("signer-authority-form", draft)

    assert "“TM. ỦY BAN NHÂN DÂN”" in report.findings[0].expected


@pytest.mark.parametrize("line", ["K/T CHỦ TỊCH", "KT CHỦ TỊCH", "K.T CHỦ TỊCH", "KT/ CHỦ TỊCH"])
def test_every_other_way_of_writing_kt_is_reported(draft, reports, line):
    signed(draft, line, "PHÓ CHỦ TỊCH")

    reports("signer-authority-form", draft)


@pytest.mark.parametrize(
    "authority", [("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"), ("PHÓ CHỦ TỊCH",), ("TL. CHỦ TỊCH", "PHÓ CHỦ TỊCH")]
)
def test_a_deputy_without_kt_is_reported(draft, reports, authority):
    signed(draft, *authority)

    report = reports("signer-deputy", draft)

    assert "KT. CHỦ TỊCH" in report.findings[0].fix


@pytest.mark.parametrize(
    "authority",
    [
        ("KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ("TL. CHỦ TỊCH", "TUQ. CHÁNH VĂN PHÒNG", "TRƯỞNG PHÒNG"),
        ("TM. ỦY BAN NHÂN DÂN", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    ],
)
def test_forms_that_do_not_go_together_are_reported(draft, reports, authority):
    reports("signer-combination", signed(draft, *authority))


@pytest.mark.parametrize("line", ["TM. UBND", "KT. CT"])
def test_shortened_collectives_and_posts_are_told(draft, line):
    signed(draft, line, "PHÓ CHỦ TỊCH" if line.startswith("KT") else "CHỦ TỊCH")

    assert "signer-shortened" in {finding.rule for finding in check(draft.docx()).findings}


def test_only_the_shortened_collective_is_told(draft, reports):
    reports("signer-shortened", signed(draft, "TM. UBND", "CHỦ TỊCH"))


def test_the_place_after_the_collective_is_only_mentioned(draft, reports):
    reports("signer-collective-place", signed(draft, "TM. ỦY BAN NHÂN DÂN XÃ AN BÌNH", "CHỦ TỊCH"))


@pytest.mark.parametrize("size", [13, 14])
def test_13_to_14_is_accepted(draft, accepts, size):
    for line in draft.signer:
        line.size = size

    accepts("signer-type", draft)
    accepts("signer-name-type", draft)
    accepts("signer-name-capitals", draft)
    accepts("signer-name-title", draft)


@pytest.mark.parametrize("change", [{"size": 12}, {"bold": False}, {"italic": True}])
def test_post_and_name_set_otherwise_are_reported(draft, reports, change):
    for line in draft.signer[:2]:
        for name, value in change.items():
            setattr(line, name, value)
    reports("signer-type", draft)
    for line in draft.signer[:2]:
        line.size, line.bold, line.italic = 14, True, False
    for name, value in change.items():
        setattr(draft.signer[-1], name, value)
    reports("signer-name-type", draft)


def test_a_name_in_capitals_is_reported(draft, reports):
    draft.signer[-1].text = "LÊ VĂN THÀNH"

    report = reports("signer-name-capitals", draft)

    assert report.findings[0].expected == "“Lê Văn Thành”"


@pytest.mark.parametrize("title", ["TS.", "ThS.", "PGS.TS.", "ThS", "Tiến sĩ", "BS.", "NGƯT."])
def test_a_degree_before_the_name_is_reported(draft, reports, title):
    draft.signer[-1].text = f"{title} Lê Văn Thành"

    reports("signer-name-title", draft)


def test_schools_and_hospitals_are_only_asked_for_their_sector_s_rule(draft, reports, accepts):
    draft.issuer = [Line(text, size=13, bold=True, align="center") for text in ("TRƯỜNG TRUNG HỌC CƠ SỞ", "AN BÌNH")]
    draft.number.text = "Số: 15/KH-THCSAB"
    signed(draft, "HIỆU TRƯỞNG")
    accepts("signer-name-title-sector", draft)
    accepts("signer-name-title", draft, outcome=Outcome.NOT_APPLICABLE)
    draft.signer[-1].text = "ThS. Lê Văn Thành"

    reports("signer-name-title-sector", draft)


def test_minutes_have_two_signers_and_no_authority(draft):
    from typed.draft import table

    draft.title.text, draft.number.text = "BIÊN BẢN", "Số: 15/BB-UBND"
    left = "".join(
        line.xml()
        for line in [Line("THƯ KÝ", bold=True, align="center"), *[Line()] * 4, Line("Trần Thị Bình", bold=True)]
    )
    right = "".join(
        line.xml()
        for line in [Line("CHỦ TỌA", bold=True, align="center"), *[Line()] * 4, Line("Lê Văn Thành", bold=True)]
    )
    draft.table_before_foot = Line(size=6).xml() + table([[left, right]], [80, 85])
    draft.signer = []

    report = check(draft.docx())

    assert report.document.signer == "Lê Văn Thành"
    assert not [finding for finding in report.findings if finding.topic.value == "signer"]


def test_no_picture_no_judgement(draft, accepts):
    accepts("signature-image", draft, outcome=Outcome.NOT_APPLICABLE)
