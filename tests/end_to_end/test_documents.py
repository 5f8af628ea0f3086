"""From JSON to paper and back on the command line of the installed program, with the real LibreOffice."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from service.converting import pdf
from service.documents import parse_document
from service.nd30.kinds import KINDS, Kind
from service.rendering.properties import DATA_PART
from tests.rendering import examples, word_files

ROOT = Path(__file__).parents[2]
NAMES = examples.shipped_names()

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("commands")]


def nd30(*arguments, folder, **environment):
    """Call the installed command in a folder, as a person does."""
    command = Path(sys.executable).with_name("nd30")
    return subprocess.run(
        [command, *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        env={
            "PATH": "/usr/bin:/bin",
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "ND30_OFFICE_PROCESSES": "1",
            **environment,
        },
    )


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory):
    """What ``nd30 demo`` made of the examples, and what it said."""
    folder = tmp_path_factory.mktemp("demo")
    ended = nd30("demo", ROOT / "fixtures" / "documents", "-o", "out", folder=folder)
    assert ended.returncode == 0, ended.stderr
    return folder / "out", ended.stdout


def test_the_demo_makes_a_word_file_and_a_pdf_of_every_example(demonstrated):
    out, _ = demonstrated

    assert {path.name for path in out.iterdir()} == {f"{name}.{kind}" for name in NAMES for kind in ("docx", "pdf")}


def test_the_demo_prints_a_table_of_file_kind_pages_and_milliseconds(demonstrated):
    out, table = demonstrated
    heading, *rows = [re.split(r"\s{2,}", line.strip()) for line in table.splitlines() if line.strip()]

    assert heading[:3] == ["tệp", "tên loại", "trang"]
    assert [row[0] for row in rows[: len(NAMES)]] == NAMES
    for name, kind, pages, docx_ms, pdf_ms in rows[: len(NAMES)]:
        assert kind == KINDS[examples.shipped(name).kind].name
        assert int(pages) == pdf.page_count((out / f"{name}.pdf").read_bytes())
        assert float(docx_ms) > 0
        assert float(pdf_ms) > 0


def test_every_pdf_is_archival_and_names_its_document(demonstrated):
    out, _ = demonstrated
    for name in NAMES:
        made = (out / f"{name}.pdf").read_bytes()
        first = pdf.page_text(made, 1)

        assert pdf.archival_level(made) == "2B"
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
        assert examples.shipped(name).subject.split()[0].casefold() in first.casefold()


def test_a_document_comes_home_from_its_word_file(demonstrated):
    out, _ = demonstrated
    for name in NAMES:
        element = etree.fromstring(word_files.parts((out / f"{name}.docx").read_bytes())[DATA_PART])
        assert parse_document(element.text) == examples.shipped(name)


def test_the_readmes_first_steps_work(tmp_path):
    started = nd30("new", "ke-hoach", folder=tmp_path)
    (tmp_path / "ke-hoach.json").write_text(started.stdout, "utf-8")
    rendered = nd30("render", "ke-hoach.json", "-o", "ke-hoach.docx", "--pdf", "ke-hoach.pdf", folder=tmp_path)

    assert rendered.returncode == 0, rendered.stderr
    assert rendered.stdout.split() == ["ke-hoach.docx", "ke-hoach.pdf"]
    assert "KẾ HOẠCH" in pdf.page_text((tmp_path / "ke-hoach.pdf").read_bytes(), 1)


def test_without_libreoffice_the_demo_still_makes_word_files_and_says_what_is_missing(tmp_path):
    ended = nd30(
        "demo", ROOT / "fixtures" / "documents", "-o", "out", folder=tmp_path, ND30_SOFFICE="/khong/co/soffice"
    )

    assert ended.returncode == 0
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".docx"}
    assert ended.stdout.splitlines()[-1].startswith("Chưa có PDF: ")


def test_wrong_data_is_refused_by_the_program_without_a_stack_trace(tmp_path):
    data = examples.plan().as_data() | {"subject": "TUYỆT MẬT"}
    (tmp_path / "mat.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    ended = nd30("render", "mat.json", folder=tmp_path)

    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert not list(tmp_path.glob("*.docx"))


def test_the_examples_are_those_that_a_newcomer_needs():
    documents = {name: examples.shipped(name) for name in NAMES}
    plans = [one for one in documents.values() if one.kind is Kind.KE_HOACH]
    decisions = [one for one in documents.values() if one.kind is Kind.QUYET_DINH]

    assert any(len(one.tasks) == 7 and 20 <= sum(len(group.tasks) for group in one.tasks) <= 26 for one in plans)
    assert any(one.issued_on and one.issued_on.year == 2026 and "xã" in one.issuer.name for one in plans)
    assert any(one.kind is Kind.BAO_CAO and one.addressees and one.tasks for one in documents.values())
    assert any(one.attachment is None for one in decisions)
    assert any(one.attachment and len(one.attachment.body.content) == 3 for one in decisions)
    assert any(len(one.appendices) == 2 for one in plans)
    assert any(one.number is None for one in plans)
    assert any(len(one.subject) > 200 for one in plans)
    assert any(not one.legal_bases for one in plans)
    assert any(one.legal_bases for one in plans)


GOALS = {
    "demo": ["nd30 demo fixtures/documents -o out"],
    "test": ["ruff format --check", "ruff check", "mypy", "lint-imports", "pytest"],
    "bench": ["benchmarks"],
}


@pytest.mark.parametrize("goal", GOALS)
def test_make_does_what_the_readme_promises(goal):
    said = subprocess.run(["make", "--dry-run", goal], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert all(part in said for part in GOALS[goal])


def test_the_gate_runs_make_test():
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")
