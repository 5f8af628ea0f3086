import pytest
from click.testing import CliRunner

from service.cli.exits import exit_code
from service.cli.pdf import pdf
from service.converting.pdf import archival_level, page_text
from tests.converting.papers import linked_picture, paper, relation

pytestmark = pytest.mark.office


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        return CliRunner().invoke(pdf, [str(argument) for argument in arguments])

    return call


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(paper("Kế hoạch của Ủy ban nhân dân xã"))
    return path


def test_a_word_file_becomes_an_archival_pdf_beside_it(run, plan):
    result = run(plan)

    assert result.exit_code == 0
    assert "ke-hoach.pdf (1 trang)" in result.stdout
    made = plan.with_suffix(".pdf").read_bytes()
    assert archival_level(made) == "2B"
    assert "Ủy ban nhân dân" in page_text(made, 1)


def test_a_plain_pdf_can_be_asked_for_at_another_place(run, plan, tmp_path):
    target = tmp_path / "out" / "ban-thao.pdf"

    run(plan, "-o", target, "--no-pdfa")

    assert archival_level(target.read_bytes()) == ""


def test_several_files_go_into_a_folder_and_one_bad_one_spoils_no_other(run, plan, tmp_path):
    bad = tmp_path / "hong.docx"
    bad.write_bytes(b"%PDF-1.7")

    result = run(bad, plan, "-o", tmp_path / "out")

    assert exit_code(result.exception) == 3
    assert result.exception.message == "1 trên 2 tệp không chuyển được sang PDF."
    assert [problem.path for problem in result.exception.problems] == ["hong.docx"]
    assert (tmp_path / "out" / "ke-hoach.pdf").read_bytes().startswith(b"%PDF")


def test_what_was_stripped_is_printed(run, tmp_path):
    path = tmp_path / "la.docx"
    path.write_bytes(
        paper(body=linked_picture(), main_relations=[relation("pic", "image", "http://10.0.0.1/a.png", external=True)])
    )

    assert "Đã bỏ liên kết ra ngoài tới http://10.0.0.1/a.png" in run(path).stderr


def test_an_attached_file_makes_it_pdf_a_3(run, plan, tmp_path):
    data = tmp_path / "ke-hoach.json"
    data.write_text("{}")

    run(plan, "--attach", data)

    assert archival_level(plan.with_suffix(".pdf").read_bytes()) == "3B"


def test_a_missing_font_ends_with_code_3_and_says_what_to_install(run, plan, monkeypatch, tmp_path):
    monkeypatch.setenv("ND30_FONTS_DIR", str(tmp_path))

    result = run(plan)

    assert exit_code(result.exception) == 3
    assert "apt install fonts-croscore" in result.exception.message
