"""``nd30 check`` and ``nd30 rules`` as a user calls them."""

import json
import sys
from pathlib import Path

import pytest
from typed.wordml import zipped

from service.checking import rules_markdown
from service.cli import main

HERE = Path(__file__).parents[2] / "fixtures" / "violations"
RIGHT, FAULTY = HERE / "right" / "header-by-tabs.docx", HERE / "faulty" / "number-14-pt.docx"


@pytest.fixture
def nd30(monkeypatch, capsys):
    """Run the command in this process; returns exit code, output and errors."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["nd30", *map(str, arguments)])
        with pytest.raises(SystemExit) as exit_:
            main()
        captured = capsys.readouterr()
        return exit_.value.code, captured.out, captured.err

    return call


def test_a_document_without_error_exits_with_0(nd30):
    code, output, _ = nd30("check", RIGHT)

    assert code == 0
    assert "Đạt thể thức" in output


def test_a_document_with_an_error_exits_with_1_and_names_the_provision(nd30):
    code, output, _ = nd30("check", FAULTY)

    assert code == 1
    assert "Phụ lục I, Phần I, Mục II, khoản 3, điểm c" in output


def test_json_goes_to_other_programs(nd30):
    code, output, _ = nd30("check", FAULTY, "--format", "json")

    assert code == 1
    assert [finding["rule"] for finding in json.loads(output)["findings"]] == ["number-type"]


def test_a_draft_judged_as_issued_has_its_blanks_reported(nd30):
    blank = HERE / "right" / "blank-draft.docx"

    assert nd30("check", blank)[0] == 0
    assert nd30("check", blank, "--as", "draft")[0] == 0
    assert nd30("check", blank, "--as", "issued")[0] == 1


def test_html_and_annotated_copy_go_to_files(nd30, tmp_path):
    phieu, copy = tmp_path / "phieu.html", tmp_path / "copy.docx"

    code, _, _ = nd30("check", FAULTY, "--format", "html", "-o", phieu, "--annotate", copy)

    assert code == 1
    assert "Phiếu kiểm tra thể thức văn bản" in phieu.read_text("utf-8")
    assert copy.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "rỗng"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".doc"),
        (zipped({"xl/workbook.xml": "<x/>"}), "Excel"),
        (b"PK\x03\x04rubbish", "hỏng"),
    ],
)
def test_what_is_no_docx_exits_with_2_and_one_sentence(nd30, tmp_path, data, sentence):
    path = tmp_path / "x.docx"
    path.write_bytes(data)

    code, output, errors = nd30("check", path)

    assert code == 2
    assert sentence in errors.splitlines()[0]
    assert output == ""


def test_many_files_make_a_table_and_the_worst_decides(nd30, tmp_path):
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04")

    code, output, _ = nd30("check", RIGHT, FAULTY, broken)

    assert code == 2
    assert len(output.splitlines()) == 5
    assert nd30("check", RIGHT, FAULTY)[0] == 1
    assert nd30("check", RIGHT, RIGHT)[0] == 0
    assert len(json.loads(nd30("check", RIGHT, broken, "--format", "json")[1])) == 2


def test_annotate_takes_one_file(nd30):
    assert nd30("check", RIGHT, FAULTY, "--annotate", "x.docx")[0] == 2


@pytest.mark.office
def test_with_pdf_the_printed_pages_are_looked_at_too(nd30):
    _, output, _ = nd30("check", HERE / "right" / "vml-lines.docx", "--with-pdf", "--format", "json")

    data = json.loads(output)
    assert data["document"]["pages_measured"]
    assert not [
        one for one in data["verdicts"] if one["rule"].startswith("printed-") and one["reason"] == "cần bản PDF để đo"
    ]


def test_without_libreoffice_the_word_file_is_checked_all_the_same(nd30, monkeypatch, tmp_path):
    monkeypatch.setenv("ND30_SOFFICE", str(tmp_path / "soffice"))

    code, output, errors = nd30("check", FAULTY, "--with-pdf", "--format", "json")

    assert code == 3
    assert [finding["rule"] for finding in json.loads(output)["findings"]] == ["number-type"]
    assert errors.startswith("Đã xét tệp Word, chưa đo được bản in: ")
    assert "LibreOffice" in errors


def test_many_files_are_all_in_the_table_when_none_can_be_printed(nd30, monkeypatch, tmp_path):
    monkeypatch.setenv("ND30_SOFFICE", str(tmp_path / "soffice"))

    code, output, errors = nd30("check", RIGHT, FAULTY, "--with-pdf")

    assert code == 3
    assert len(output.splitlines()) == 4
    assert errors.count("chưa đo được bản in") == 1


def test_rules_are_listed(nd30):
    code, output, _ = nd30("rules")

    assert code == 0
    assert "page-margins" in output
    assert nd30("rules", "--format", "markdown")[1] == rules_markdown()
    assert {"rule", "topic", "severity", "cite", "title"} == set(json.loads(nd30("rules", "--format", "json")[1])[0])
