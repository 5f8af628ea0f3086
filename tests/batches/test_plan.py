"""Planning: units chosen, every row proved first, and a digest that changes with anything that counts."""

from dataclasses import replace

import pytest

from service.batches import BatchOptions, Format, UnitData, choose_units, extremes, plan_batch
from service.batches.names import file_stem, folder, slug
from service.batches.plan import content_digest, item_digest
from service.errors import InvalidDocument, InvalidInput, InvalidSheet
from service.units import UnitType
from tests.batches.common_plan import DAY, OPTIONS, TODAY, items, plan_data, unit


def test_all_units_are_chosen_when_nothing_is_asked():
    assert len(choose_units(TODAY)) == 3321


def test_units_are_chosen_by_province_type_and_code():
    assert {one.province.code for one in choose_units(TODAY, provinces=["Cần Thơ", "tỉnh Cao Bằng"])} == {"92", "04"}
    assert len(choose_units(TODAY, types=[UnitType.DAC_KHU])) == 13
    assert [one.code for one in choose_units(TODAY, codes=["4", "31756"])] == ["00004", "31756"]


def test_every_wrong_choice_is_told_at_once():
    with pytest.raises(InvalidInput) as caught:
        choose_units(TODAY, provinces=["can tho", "Sóc Trăng"], codes=["99999"])

    assert [problem.code for problem in caught.value.problems] == [
        "unknown-province",
        "unknown-province",
        "unknown-unit",
    ]


def test_a_choice_that_leaves_no_unit_is_refused():
    with pytest.raises(InvalidInput, match="Không có đơn vị nào"):
        choose_units(TODAY, provinces=["Cao Bằng"], types=[UnitType.DAC_KHU])


def test_a_fault_of_one_row_is_told_at_that_row():
    rows = [*items(3), UnitData(unit=unit(), values={"so": "x"}, place="Dữ liệu!7")]

    with pytest.raises(InvalidSheet) as caught:
        plan_batch(plan_data(), rows, OPTIONS)

    [problem] = caught.value.problems
    assert problem.path == "Dữ liệu!7"
    assert problem.message.startswith("xã Phú Lộc, thành phố Cần Thơ: ")
    assert "/number" in problem.message


def test_a_row_found_good_before_is_not_filled_in_again():
    proven = set()
    first = plan_batch(plan_data(), items(3), OPTIONS, proven=proven)
    content = content_digest(plan_data())
    assert proven == {item_digest(content, item) for item in items(3)}

    wrong = UnitData(unit=unit(), values={"so": "x"}, place="Dữ liệu!7")
    claimed = proven | {item_digest(content, wrong)}
    again = plan_batch(plan_data(), [*items(3), wrong], OPTIONS, proven=claimed)
    assert again.item_digests[:3] == first.item_digests
    otherwise = replace(OPTIONS, formats=(Format.DOCX, Format.PDF))
    assert plan_batch(plan_data(), [*items(3), wrong], otherwise, proven=claimed).item_digests[:3] != first.item_digests


@pytest.mark.parametrize("count", [2, 120])
def test_a_fault_of_all_documents_is_told_once_at_its_place(count):
    with pytest.raises(InvalidDocument) as caught:
        plan_batch(plan_data(signer=None), items(count), OPTIONS)

    assert [problem.path for problem in caught.value.problems] == ["/signer"]


def digest(data=None, rows=None, options=OPTIONS):
    return plan_batch(data or plan_data(), rows or items(3), options).digest


def test_the_digest_is_the_same_for_the_same_batch():
    assert digest() == digest()


@pytest.mark.parametrize(
    "other",
    [
        {"data": plan_data(opening=["Khác {{ unit.full_name }}:"])},
        {"rows": items(2)},
        {"rows": items(3)[::-1]},
        {"rows": items(3, ghi_chu="x")},
        {"options": BatchOptions(day=DAY, formats=(Format.DOCX, Format.PDF))},
        {"options": BatchOptions(day=DAY, template_digest="0" * 64)},
    ],
    ids=["text", "fewer rows", "order", "a value", "formats", "Word template"],
)
def test_the_digest_changes_with_anything_that_counts(other):
    assert digest() != digest(**other)


def test_the_extremes_are_the_rows_likeliest_to_go_wrong():
    rows = [
        UnitData(unit=unit("31756"), values={"ngay_ban_hanh": "02/3/2026", "so": "9"}),
        UnitData(unit=unit("00226"), values={"ngay_ban_hanh": "01/02/2026", "so": "120", "ghi_chu": "rất dài " * 9}),
        UnitData(unit=unit("10570"), values={"ngay_ban_hanh": "", "so": ""}),
    ]

    assert extremes(rows) == [
        (0, ("dòng đầu", "tên đơn vị ngắn nhất")),
        (
            1,
            (
                "tên đơn vị dài nhất",
                "nhiều chữ nhất",
                "tên có dấu nháy hoặc gạch nối",
                "số văn bản lớn nhất",
                "ngày sớm nhất",
            ),
        ),
        (2, ("nhiều ô để trống nhất", "ghi tên đầy đủ ở địa danh")),
    ]


def test_rows_all_alike_have_no_extreme_but_the_first():
    assert extremes([UnitData(unit=unit())] * 3) == [(0, ("dòng đầu",))]


def test_file_names_are_plain_unique_and_safe_everywhere():
    stems = {file_stem(5, "KH-UBND", one) for one in TODAY.units.values()}

    assert file_stem(5, "KH-UBND", unit()) == "05-KH-UBND_xa-phu-loc_31756"
    assert file_stem(None, "QĐ-UBND", unit()) == "du-thao-QD-UBND_xa-phu-loc_31756"
    assert len(stems) == 3321
    assert all(stem.isascii() and set("<>:\"/\\|?*' ").isdisjoint(stem) and len(stem) < 80 for stem in stems)
    assert folder("92", "Cần Thơ") == "92-can-tho"
    assert slug("  Cư M’gar — Đắk Lắk!") == "cu-m-gar-dak-lak"


def test_a_renamed_commune_changes_the_digest_of_its_row():
    plan = plan_batch(plan_data(), items(1), OPTIONS)
    renamed = plan_batch(plan_data(), [UnitData(unit=replace(items(1)[0].unit, name="Khác"))], OPTIONS)

    assert plan.item_digests != renamed.item_digests
