"""Who may sign how."""

import pytest

from tests.documents import drafts

TM, KT, TL = ("TM", "Ủy ban nhân dân"), ("KT", "Chủ tịch"), ("TL", "Chủ tịch")
DEPARTMENT = {"name": "Sở Nội vụ", "sign": "SNV", "place": "Lào Cai"}


@pytest.mark.parametrize(
    "signer",
    [
        drafts.signer(TM),
        drafts.signer(TM, KT, post="Phó Chủ tịch"),
        drafts.signer(),
        drafts.signer(KT, post="Phó Chủ tịch"),
        drafts.signer(KT, post="Phó Chủ tịch Thường trực"),
        drafts.signer(TL, post="Chánh Văn phòng"),
        drafts.signer(TL, ("KT", "Chánh Văn phòng"), post="Phó Chánh Văn phòng"),
        drafts.signer(("TUQ", "Chủ tịch"), post="Giám đốc Sở Nội vụ"),
        drafts.signer(("Q", None)),
        drafts.signer(("Q", "Chủ tịch")),
        drafts.signer(TM, ("Q", None)),
        drafts.signer(("KT", "Bộ trưởng"), post="Thứ trưởng"),
    ],
)
def test_every_form_of_the_decree_is_allowed(signer: drafts.Data) -> None:
    assert drafts.problems(signer=signer) == ()


@pytest.mark.parametrize(
    ("signer", "place", "code", "right"),
    [
        (drafts.signer(TM, post="Phó Chủ tịch"), "/signer/authority", "deputy-without-kt", "KT. CHỦ TỊCH"),
        (drafts.signer(post="Phó Giám đốc"), "/signer/authority", "deputy-without-kt", "KT. GIÁM ĐỐC"),
        (drafts.signer(post="Thứ trưởng"), "/signer/authority", "deputy-without-kt", "KT. BỘ TRƯỞNG"),
        (
            drafts.signer(TL, post="Phó Chánh Văn phòng"),
            "/signer/authority",
            "deputy-without-kt",
            "KT. CHÁNH VĂN PHÒNG",
        ),
        (drafts.signer(("Q", None), post="Phó Giám đốc"), "/signer/authority", "deputy-without-kt", "KT. GIÁM ĐỐC"),
        (
            drafts.signer(("KT", "Phó Chủ tịch"), post="Phó Chủ tịch"),
            "/signer/authority/0/of",
            "authority-of-deputy",
            "“Chủ tịch”",
        ),
        (
            drafts.signer(("TL", "Phó Chủ tịch"), post="Chánh Văn phòng"),
            "/signer/authority/0/of",
            "authority-of-deputy",
            "“Chủ tịch”",
        ),
        (drafts.signer(TL, post="Phó Chủ tịch"), "/signer/authority", "by-order-of-own-head", "KT. CHỦ TỊCH"),
        (drafts.signer(KT, post="Chủ tịch"), "/signer/post", "head-signs-for-himself", "“Phó Chủ tịch”"),
        (drafts.signer(("TM", None)), "/signer/authority/0/of", "authority-of-missing", "tên tập thể"),
        (
            drafts.signer(("KT", None), post="Phó Chủ tịch"),
            "/signer/authority/0/of",
            "authority-of-missing",
            "người đứng đầu",
        ),
        (drafts.signer(("TM", "TM. Ủy ban nhân dân")), "/signer/authority/0/of", "authority-typed", "máy tự thêm"),
        (drafts.signer(("TM", "UBND")), "/signer/authority/0/of", "authority-abbreviated", "“Ủy ban nhân dân”"),
        (
            drafts.signer(("TM", "Hội đồng nhân dân")),
            "/signer/authority/0",
            "tm-of-another-body",
            "Ủy ban nhân dân xã An Bình",
        ),
        (drafts.signer(("Q", "Giám đốc")), "/signer/authority/0/of", "acting-of-another-post", "“Chủ tịch”"),
        (drafts.signer(KT, TM, post="Chủ tịch"), "/signer/authority", "authority-combination", "KT., TM."),
        (drafts.signer(TM, KT, TL, post="Chánh Văn phòng"), "/signer/authority", "too-many-authority-lines", "ba dòng"),
        (drafts.signer(post="KT. Chủ tịch"), "/signer/post", "authority-typed", "Quyền hạn ký"),
        (drafts.signer(post="PCT"), "/signer/post", "post-abbreviated", "đầy đủ"),
        (drafts.signer(name="NGUYỄN VĂN AN"), "/signer/name", "name-in-capitals", "“Nguyễn Văn An”"),
        (drafts.signer(name="nguyễn văn an"), "/signer/name", "name-without-capitals", "“Nguyễn Văn An”"),
        (drafts.signer(name="TS. Nguyễn Văn An"), "/signer/name", "degree-before-name", "“Nguyễn Văn An”"),
        (drafts.signer(name="ThS Nguyễn Văn An"), "/signer/name", "degree-before-name", "“Nguyễn Văn An”"),
        (drafts.signer(name="PGS.TS. Nguyễn Văn An"), "/signer/name", "degree-before-name", "học hàm"),
    ],
)
def test_an_impossible_signer_is_refused_with_what_to_write(
    signer: drafts.Data, place: str, code: str, right: str
) -> None:
    problem = next(problem for problem in drafts.problems(signer=signer) if problem.code == code)

    assert problem.path == place
    assert right in problem.message


@pytest.mark.parametrize(
    "signer", [drafts.signer(TM, post="Phó Chủ tịch"), drafts.signer(TL, post="Phó Chủ tịch"), drafts.signer(KT)]
)
def test_one_mistake_is_reported_once(signer: drafts.Data) -> None:
    assert len(drafts.problems(signer=signer)) == 1


@pytest.mark.parametrize("of", ["Sở Nội vụ", "Ban Giám đốc"])
def test_an_agency_under_one_head_signs_for_no_collective(of: str) -> None:
    signer = drafts.signer(("TM", of), post="Giám đốc")

    assert drafts.faults(issuer=DEPARTMENT, signer=signer) == [("/signer/authority/0", "tm-of-headed-agency")]


@pytest.mark.parametrize(
    ("issuer", "of"),
    [
        ("Ban Chỉ đạo chuyển đổi số xã An Bình", "Ban Chỉ đạo"),
        ("Hội đồng nhân dân xã An Bình", "Thường trực Hội đồng nhân dân"),
        ("Trường Trung học cơ sở A", "Hội đồng trường"),
    ],
)
def test_other_collectives_may_be_signed_for(issuer: str, of: str) -> None:
    assert drafts.problems(issuer={"name": issuer, "sign": "X", "place": "A"}, signer=drafts.signer(("TM", of))) == ()


@pytest.mark.parametrize(
    "issuer", ["Trường Đại học An Giang", "Bệnh viện Đa khoa tỉnh", "Công an xã An Bình", "Học viện Hành chính"]
)
def test_sectors_that_may_allow_degrees_keep_them(issuer: str) -> None:
    signer = drafts.signer(post="Hiệu trưởng", name="PGS.TS. Nguyễn Văn An")

    assert drafts.problems(issuer={"name": issuer, "sign": "X", "place": "A"}, signer=signer) == ()


@pytest.mark.parametrize("name", ["H'Drai Niê", "Y Bhiu Mlô", "Điểu K'Ré", "Tô Sĩ", "Tsần Văn A", "Cử Thị Mỷ", "A"])
def test_real_names_are_not_taken_for_degrees_or_capitals(name: str) -> None:
    assert drafts.problems(signer=drafts.signer(TM, name=name)) == ()
