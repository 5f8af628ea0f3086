"""Each commune's document: equal to reading its whole data, with number, date, signer and own tasks of its row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.batches.filling import Filler, UnitData
from service.documents.parse import parse_document
from service.documents.starting import starting_document
from service.errors import InvalidDocument
from service.nd30.forms import FORMS
from service.nd30.kinds import Kind
from tests.batches.common_plan import TODAY, items, plan_data, unit

OWN = {
    "name": "Nhiệm vụ riêng",
    "tasks": [{"name": "Rà soát", "outputs": [{"name": "Báo cáo", "due": "Quý I/2026"}], "lead": ["Văn phòng"]}],
}

WITH_APPENDIX = {
    "opening": ["Ủy ban nhân dân {{ unit.full_name }} giao nhiệm vụ (chi tiết tại Phụ lục kèm theo)."],
    "appendices": [{"name": "Nhiệm vụ", "content": [{"type": "task-table"}]}],
}


def document(values=None, own=(), data=None, code="31756"):
    return Filler.compile(data or plan_data()).document(UnitData(unit=unit(code), values=values or {}, own_tasks=own))


def test_header_place_and_texts_are_the_communes_own():
    made = document()

    assert made.issuer.name == "Ủy ban nhân dân xã Phú Lộc"
    assert made.issuer.place == "Phú Lộc"
    assert made.recipients[0].name == "Ủy ban nhân dân thành phố Cần Thơ"


def test_a_commune_named_after_a_person_is_a_place_by_its_full_name():
    assert document(code="10570").issuer.place == "Phường Trần Hưng Đạo"


def test_number_date_and_signer_of_the_row_take_the_place_of_the_common_ones():
    made = document({"so": "17", "ngay_ban_hanh": "05/3/2026", "nguoi_ky": "Lê Thị Bình", "chuc_vu": "Phó Chủ tịch"})

    assert (made.number, made.issued_on.isoformat()) == (17, "2026-03-05")
    assert (made.signer.name, made.signer.post) == ("Lê Thị Bình", "Phó Chủ tịch")


def test_a_deputy_signs_in_the_heads_stead_and_the_head_does_not():
    deputy = document({"chuc_vu": "Phó Chủ tịch"}).signer
    head = document({"chuc_vu": "Chủ tịch"}, data=plan_data(signer={**deputy.model_dump(mode="json")})).signer

    assert [(line.form.value, line.of) for line in deputy.authority] == [("TM", "Ủy ban nhân dân"), ("KT", "Chủ tịch")]
    assert [line.form.value for line in head.authority] == ["TM"]


def test_an_empty_cell_leaves_the_common_value():
    assert document({"so": "", "nguoi_ky": ""}).signer.name == "Nguyễn Văn An"


def test_own_tasks_join_the_group_of_their_name_or_follow_it():
    common = {**OWN, "name": "Nhiệm vụ chung"}
    data = plan_data(tasks=[common], **WITH_APPENDIX)

    same = document(own=({**OWN, "name": "Nhiệm vụ chung"},), data=data)
    other = document(own=(OWN,), data=data)

    assert [len(group.tasks) for group in same.tasks] == [2]
    assert [group.name for group in other.tasks] == ["Nhiệm vụ chung", "Nhiệm vụ riêng"]
    assert common["tasks"] == OWN["tasks"]


def outcome(read):
    """The document, or the set of its problems."""
    try:
        return read()
    except InvalidDocument as error:
        return set(error.problems)


ROWS = st.builds(
    lambda code, values, own: UnitData(unit=unit(code), values=values, own_tasks=own),
    st.sampled_from(sorted(TODAY.units)),
    st.fixed_dictionaries(
        {},
        optional={
            "so": st.sampled_from(["", "1", "105"]),
            "ngay_ban_hanh": st.sampled_from(["", "01/02/2026", "2026-03", "31/12/2026"]),
            "nguoi_ky": st.sampled_from(["", "Trần Thị Ánh Nguyệt", "TS. Lê Văn Bình"]),
            "chuc_vu": st.sampled_from(["", "Chủ tịch", "Phó Chủ tịch"]),
            "chi_tieu": st.text(alphabet="abc &<>{}%đ", max_size=8),
        },
    ),
    st.sampled_from([(), (OWN,)]),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=5))
def test_reading_only_what_differs_gives_the_same_document_as_reading_everything(rows):
    data = plan_data(
        subject="Kế hoạch {{ row.chi_tieu | default('') }} {{ unit.name }}",
        tasks=[{**OWN, "name": "Nhiệm vụ chung"}],
        **WITH_APPENDIX,
    )
    filler = Filler.compile(data)
    for item in rows:  # whatever the rows before it had is not its own
        assert outcome(lambda: filler.document(item)) == outcome(lambda: parse_document(filler.plain(item)))  # noqa: B023


def test_what_one_row_sets_is_not_the_next_ones():
    filler = Filler.compile(plan_data(number=None))
    filler.document(UnitData(unit=unit(), values={"so": "7", "nguoi_ky": "Lê Thị Bình", "ngay_ban_hanh": "05/3/2026"}))

    made = filler.document(UnitData(unit=unit("00004"), values={"so": "", "nguoi_ky": "", "ngay_ban_hanh": ""}))

    assert (made.number, made.signer.name, made.issued_on.isoformat()) == (None, "Nguyễn Văn An", "2026-01-12")


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"so": "x"}, "/number"),
        ({"so": "0"}, "/number"),
        ({"ngay_ban_hanh": "31/02/2026"}, "/issued_on"),
        ({"nguoi_ky": "®·ng v¨n ¬n ®ç"}, "/signer/name"),
    ],
)
def test_a_faulty_row_is_told_with_its_field_whether_it_comes_first_or_later(values, path, first):
    filler = Filler.compile(plan_data())
    if not first:
        filler.document(items(1)[0])

    with pytest.raises(InvalidDocument) as caught:
        filler.document(UnitData(unit=unit(), values=values))

    assert path in {problem.path for problem in caught.value.problems}


@pytest.mark.parametrize("kind", [*FORMS, Kind.CONG_DIEN, Kind.PHIEU_GUI])
def test_papers_with_a_form_of_their_own_are_made_for_each_commune(kind):
    data = starting_document(kind).as_data()
    data |= {
        "issuer": data["issuer"] | {"name": "Ủy ban nhân dân {{ unit.full_name }}", "place": "{{ unit.place_name }}"}
    }
    if "addressees" in data:
        data["addressees"] = ["Ủy ban nhân dân {{ unit.full_name }}"]
    if "minutes" in data:
        data["minutes"] = data["minutes"] | {"place": "Trụ sở {{ unit.full_name }}"}
    filler = Filler.compile(data)
    made = [filler.document(UnitData(unit=unit(code))) for code in ("31756", "10570")]

    assert [one.issuer.name for one in made] == ["Ủy ban nhân dân xã Phú Lộc", "Ủy ban nhân dân Phường Trần Hưng Đạo"]
    assert made[1] == parse_document(filler.plain(UnitData(unit=unit("10570"))))
    assert all(one.addressees in ((), (one.issuer.name,)) for one in made)
