"""The numbers of Mục I, told a second time here by hand: a slip of the pen in the table is seen."""

import pytest

from service.nd30 import page
from service.nd30.provision import OneOf, Provision, Range

#: What the decree says of each margin, mm.
MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}


def provisions():
    """Every row of the module, those inside tables included."""
    for name, value in vars(page).items():
        if isinstance(value, Provision):
            yield name, value
        elif isinstance(value, dict):
            yield from ((f"{name}.{key}", row) for key, row in value.items() if isinstance(row, Provision))


@pytest.mark.parametrize("side", MARGINS)
def test_margins_are_those_of_the_decree(side):
    allowed = page.MARGINS[side].allowed

    assert (allowed.low, allowed.high, allowed.unit) == (*MARGINS[side], "mm")


def test_the_paper_is_a4():
    assert (page.PAGE_WIDTH.use, page.PAGE_HEIGHT.use) == (210, 297)


@pytest.mark.parametrize(
    ("provision", "inside", "outside"),
    [
        (page.PAGE_NUMBER_SIZE, (13, 13.5, 14), (12, 15)),
        (page.PARAGRAPH_GAP, (6, 12, 100), (5.9, 0)),
        (page.LINE_SPACING, (1.0, 1.25, 1.5), (0.9, 1.6)),
        (page.FIRST_LINE_INDENT, (10, 12.7), (0, 11.3, 15)),
        (page.MOTTO_RULE, (1.0,), (0.9, 1.1)),
        (page.ISSUER_RULE, (1 / 3, 0.42, 1 / 2), (0.3, 0.55)),
        (page.SUBJECT_RULE, (1 / 3, 0.42, 1 / 2), (0.3, 0.55)),
        (page.CONG_VAN_SUBJECT_GAP, (6,), (5, 8)),
    ],
    ids=str,
)
def test_what_the_decree_allows_is_allowed_and_no_more(provision, inside, outside):
    assert all(value in provision.allowed for value in inside)
    assert not any(value in provision.allowed for value in outside)


def test_boxes_of_the_urgency_stamps():
    assert page.URGENCY_BOXES == {"HỎA TỐC": (30, 8), "THƯỢNG KHẨN": (40, 8), "KHẨN": (20, 8)}


def test_every_row_names_its_provision_and_says_it_in_vietnamese():
    rows = list(provisions())

    assert len(rows) > 15
    for name, row in rows:
        assert row.cite.startswith("Phụ lục "), name
        assert row.rule[0].isupper(), name
        assert isinstance(row.allowed, Range | OneOf), name


def test_quoc_hieu_is_accepted_in_both_spellings_and_written_in_one():
    assert "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page.QUOC_HIEU.allowed
    assert page.QUOC_HIEU.use == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
