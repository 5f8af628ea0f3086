"""The machine's rules of capitals: the right text passes every one, the wrong one is found where it is wrong."""

import pytest

from service.nd30.capitals import CAPITAL_RULES

#: Rule -> a sentence that breaks it, and the piece to mend.
WRONG = {
    "people-s-committee": ("Căn cứ ý kiến của Ủy Ban Nhân Dân xã An Bình", "Ủy Ban Nhân Dân"),
    "unit-common-noun": ("trên địa bàn Xã An Bình", "Xã"),
    "unit-by-number": ("tại phường 3 và các đơn vị", "phường"),
    "special-places": ("tại thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh"),
    "citation-lower": ("theo Khoản 2 Điều 5", "Khoản 2"),
    "citation-upper": ("quy định tại điều 5 Nghị định này", "điều 5"),
    "document-name": ("căn cứ nghị định số 30/2020/NĐ-CP", "nghị định"),
    "weekday-month-words": ("họp vào thứ hai, ngày 05", "thứ hai"),
}


def test_every_rule_has_a_wrong_example_here():
    assert {rule.slug for rule in CAPITAL_RULES} == set(WRONG)


@pytest.mark.parametrize("rule", CAPITAL_RULES, ids=lambda rule: rule.slug)
def test_the_wrong_text_is_found_and_the_right_one_passes(rule):
    text, piece = WRONG[rule.slug]
    found = rule.wrong.search(text)

    assert found
    assert piece in found["wrong"] or found["wrong"] in piece
    assert not any(other.wrong.search(rule.right) for other in CAPITAL_RULES)


@pytest.mark.parametrize("rule", CAPITAL_RULES, ids=lambda rule: rule.slug)
def test_every_rule_names_its_provision(rule):
    assert rule.cite.startswith("Phụ lục II, Mục")
    assert rule.rule[0].isupper()
