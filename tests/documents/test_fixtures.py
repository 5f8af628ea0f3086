"""The example documents are valid, and show what their README says."""

import json
from pathlib import Path

import pytest
from jsonschema_rs import Draft202012Validator

from service.documents import Document, json_schema, parse_document
from service.documents.progress import figures, reported_day
from service.nd30.kinds import KINDS, Kind

FOLDER = Path(__file__).parents[2] / "fixtures" / "documents"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def example(name: str) -> Document:
    """Return one example."""
    return parse_document((FOLDER / f"{name}.json").read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_valid_and_satisfies_its_schema(name: str) -> None:
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))

    assert list(Draft202012Validator(json_schema(example(name).kind)).iter_errors(data)) == []


@pytest.mark.parametrize("name", NAMES)
def test_an_example_survives_being_written_and_read(name: str) -> None:
    document = example(name)

    assert parse_document(json.dumps(document.as_data())) == document


def test_every_example_is_described() -> None:
    described = (FOLDER / "README.md").read_text(encoding="utf-8")

    assert [name for name in NAMES if f"`{name}`" not in described] == []


def test_there_is_an_example_of_every_kind_made_here() -> None:
    shown = {example(name).kind for name in NAMES}

    assert {kind for kind, facts in KINDS.items() if facts.rendered} - shown == set()


def test_the_districts_plan_has_its_tasks_and_groups() -> None:
    plan = example("ke-hoach-cchc-huyen-2022")

    assert (len(plan.tasks), sum(len(group.tasks) for group in plan.tasks)) == (7, 24)


def test_the_report_takes_its_tasks_from_the_plan() -> None:
    plan, report = example("ke-hoach-xa-2026"), example("bao-cao-quy")

    assert [(task.name, task.lead) for group in plan.tasks for task in group.tasks] == [
        (task.name, task.lead) for group in report.tasks for task in group.tasks
    ]
    assert figures(report.tasks, reported_day(report)).late == 2


def test_the_draft_leaves_number_and_day_open() -> None:
    draft = example("ke-hoach-du-thao")

    assert draft.number is None
    assert draft.issued_on is not None
    assert draft.issued_on.day is None


def test_the_regulation_has_three_chapters_and_points_beyond_e() -> None:
    attachment = example("quyet-dinh-quy-che").attachment

    assert attachment is not None
    assert (attachment.kind, len(attachment.body.content)) == (Kind.QUY_CHE, 3)
