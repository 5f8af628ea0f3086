"""Mục V, the summary table, told a second time by hand: sizes, weight, slant, capitals, alignment of each component."""

import pytest

from service.nd30.type_styles import STYLE_PREFIX, TYPE_STYLES, Component

C = Component
#: Component -> (smallest, largest size, style words).
SUMMARY = {
    C.QUOC_HIEU: (12, 13, "hoa đậm"),
    C.TIEU_NGU: (13, 14, "đậm"),
    C.PARENT_AGENCY: (12, 13, "hoa"),
    C.ISSUER: (12, 13, "hoa đậm"),
    C.NUMBER: (13, 13, ""),
    C.PLACE_DATE: (13, 14, "nghiêng"),
    C.TITLE: (13, 14, "hoa đậm"),
    C.SUBJECT: (13, 14, "đậm"),
    C.CONG_VAN_SUBJECT: (12, 13, ""),
    C.LEGAL_BASIS: (13, 14, "nghiêng"),
    C.PART: (13, 14, "đậm"),
    C.CHAPTER: (13, 14, "đậm"),
    C.ARTICLE: (13, 14, "đậm"),
    C.BODY: (13, 14, ""),
    C.AUTHORITY: (13, 14, "hoa đậm"),
    C.SIGNER_NAME: (13, 14, "đậm"),
    C.ADDRESSEE: (13, 14, ""),
    C.RECIPIENTS_HEADING: (12, 12, "nghiêng đậm"),
    C.RECIPIENTS_LIST: (11, 11, ""),
    C.APPENDIX: (14, 14, "đậm"),
    C.APPENDIX_TITLE: (13, 14, "hoa đậm"),
    C.APPENDIX_ATTACHED: (13, 14, "nghiêng"),
    C.URGENCY: (13, 14, "hoa đậm"),
    C.CIRCULATION: (13, 14, "hoa đậm"),
    C.DRAFTER: (11, 11, ""),
    C.CONTACT: (11, 12, ""),
    C.PAGE_NUMBER: (13, 14, ""),
}


@pytest.mark.parametrize("component", SUMMARY, ids=lambda component: component.name)
def test_the_row_is_that_of_the_summary_table(component):
    low, high, words = SUMMARY[component]
    row = TYPE_STYLES[component]

    assert (row.size.allowed.low, row.size.allowed.high) == (low, high)
    assert (row.caps, row.bold, row.italic) == ("hoa" in words, "đậm" in words, "nghiêng" in words)


def test_every_component_has_a_row_and_a_style_of_its_own():
    assert set(TYPE_STYLES) == set(Component)
    assert len({component.style_name for component in Component}) == len(Component)
    assert all(component.style_name.startswith(STYLE_PREFIX) for component in Component)


@pytest.mark.parametrize("component", Component, ids=lambda component: component.name)
def test_every_row_names_its_zone_and_provision(component):
    row = TYPE_STYLES[component]

    assert row.zone
    assert row.cite.startswith("Phụ lục ")
    assert row.size.use in row.size.allowed


def test_the_body_is_justified_and_the_recipients_flush_left():
    assert TYPE_STYLES[C.BODY].align == "both"
    assert TYPE_STYLES[C.RECIPIENTS_LIST].align == "left"
