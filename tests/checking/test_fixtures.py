"""The faulty and the unusual documents of ``fixtures/violations``: exactly the findings that stand beside each."""

import json
from pathlib import Path

import pytest
from typed.cases import CASES
from typed.unusual import UNUSUAL

from service.checking import check, report_data

HERE = Path(__file__).parents[2] / "fixtures" / "violations"
FAULTY, RIGHT = sorted((HERE / "faulty").glob("*.docx")), sorted((HERE / "right").glob("*.docx"))


def test_there_are_enough_of_them():
    assert len(FAULTY) >= 40
    assert len(RIGHT) >= 15


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_a_faulty_document_gives_exactly_the_findings_beside_it(path):
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))

    findings = report_data(check(path.read_bytes(), issued=expected["issued"]))["findings"]

    kept = [{key: finding[key] for key in expected["findings"][0]} for finding in findings]
    assert kept == expected["findings"]


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_an_unusual_document_has_no_error_and_nothing_unknown(path):
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))

    report = check(path.read_bytes(), issued=expected["issued"])

    assert not report.has_errors
    assert [finding.rule for finding in report.findings] == [finding["rule"] for finding in expected["findings"]]
    assert not report.document.undetermined


def test_the_files_are_those_that_the_script_writes_today():
    made = {case.name: case.make().docx() for case in CASES}
    made_right = {case.name: case.make().docx() for case in UNUSUAL}

    assert {path.stem: path.read_bytes() for path in FAULTY} == made, "python fixtures/violations/make.py"
    assert {path.stem: path.read_bytes() for path in RIGHT} == made_right, "python fixtures/violations/make.py"
