"""What every rule promises: a provision, a title, a topic, tests that accept and tests that report, a line in the docs."""

import re
from pathlib import Path

import pytest

from service.checking import Topic, all_rules, rules_data, rules_markdown, rules_table
from service.nd30.capitals import CAPITAL_RULES

ROOT = Path(__file__).parents[2]
TESTS = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "tests" / "checking").rglob("test_*.py")))
RULES = all_rules()


def test_every_topic_of_the_report_has_a_rule():
    assert {rule.topic for rule in RULES} == set(Topic)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_a_readable_name_a_title_and_a_provision(rule):
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.id)
    assert rule.title.endswith(".")
    assert rule.title.lstrip("“")[0].isupper()
    assert re.match(r"(?:Phụ lục|Điều|Luật)", rule.cite)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_a_test_that_accepts_and_a_test_that_reports(rule):
    # The capital rules of the law are tested from tables that name each of them on both sides.
    in_tables = rule.id in {f"capital-{capital.slug}" for capital in CAPITAL_RULES}
    for verb in ("accepts", "reports"):
        found = re.search(rf'{verb}\(\s*"{rule.id}"', TESTS)
        assert found or (in_tables and TESTS.count(f'"{rule.id}"') >= 2), f"no test {verb} {rule.id}"


def test_the_page_of_rules_is_current():
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == rules_markdown(), (
        "nd30 rules --format markdown > docs/rules.md"
    )


def test_the_readme_lists_the_rules_as_the_code_has_them():
    assert rules_table() in (ROOT / "README.md").read_text("utf-8"), "paste the output of nd30 rules into README.md"


def test_the_lists_name_every_rule_once():
    ids = [rule.id for rule in RULES]

    assert len(set(ids)) == len(ids)
    assert [entry["rule"] for entry in rules_data()] == ids
    assert len(rules_table().splitlines()) == len(ids)
