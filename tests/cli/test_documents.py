"""render, validate, schema, kinds, new, settings: what they write, what they say, how they end."""

import json
import zipfile
from pathlib import Path

import pytest

from service.documents import parse_document
from service.nd30.kinds import KINDS, Kind
from service.settings import describe
from tests.rendering import examples, word_files

RENDERED = [kind for kind, facts in KINDS.items() if facts.rendered]


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "ke-hoach.json"
    path.write_text(examples.data_of(examples.plan()), "utf-8")
    return path


def spoiled(path, **changes):
    """Write a plan with wrong fields."""
    path.write_text(json.dumps(examples.plan().as_data() | changes, ensure_ascii=False), "utf-8")
    return path


def test_render_writes_the_word_file_beside_the_data_and_says_so(nd30, plan):
    ended = nd30("render", plan)

    assert ended.code == 0
    assert ended.out.strip() == str(plan.with_suffix(".docx"))
    assert word_files.styled(plan.with_suffix(".docx").read_bytes(), "Tên loại") == ["KẾ HOẠCH"]


def test_render_writes_where_it_is_told_and_makes_the_folder(nd30, plan, tmp_path):
    target = tmp_path / "ra" / "2026" / "kh.docx"

    assert nd30("render", plan, "-o", target).code == 0
    assert zipfile.is_zipfile(target)


def test_render_leaves_no_half_written_file(nd30, plan, tmp_path):
    nd30("render", plan, "-o", tmp_path / "kh.docx")

    assert {path.name for path in tmp_path.iterdir()} == {"ke-hoach.json", "kh.docx"}


def test_render_reads_standard_input(nd30, tmp_path):
    ended = nd30("render", "-", "-o", tmp_path / "kh.docx", stdin=examples.data_of(examples.plan()).encode())

    assert ended.code == 0
    assert (tmp_path / "kh.docx").is_file()


def test_render_of_standard_input_names_the_file_by_its_kind(nd30, tmp_path):
    nd30("render", "-", stdin=examples.data_of(examples.letter()).encode())

    assert (tmp_path / "cong-van.docx").is_file()


@pytest.mark.office
def test_render_makes_a_pdf_as_well(nd30, plan, tmp_path):
    ended = nd30("render", plan, "--pdf", tmp_path / "kh.pdf")

    assert ended.code == 0
    assert ended.out.splitlines() == [str(plan.with_suffix(".docx")), str(tmp_path / "kh.pdf")]
    assert (tmp_path / "kh.pdf").read_bytes().startswith(b"%PDF-")
    assert {path.name for path in tmp_path.iterdir()} == {"ke-hoach.json", "ke-hoach.docx", "kh.pdf"}


def test_without_libreoffice_render_keeps_the_word_file_and_ends_with_3(nd30, plan, tmp_path, monkeypatch):
    monkeypatch.setenv("ND30_SOFFICE", str(tmp_path / "soffice"))
    ended = nd30("render", plan, "--pdf", tmp_path / "kh.pdf")

    assert ended.code == 3
    assert "LibreOffice" in ended.err
    assert "Traceback" not in ended.err
    assert plan.with_suffix(".docx").is_file()
    assert not (tmp_path / "kh.pdf").exists()


def test_wrong_data_ends_with_2_and_lists_every_problem_at_its_place(nd30, tmp_path):
    signer = {"post": "Phó Chủ tịch", "name": "ThS. Nguyễn Văn An"}
    wrong = spoiled(tmp_path / "sai.json", number=-1, urgency="gấp", signer=signer)
    ended = nd30("render", wrong)

    assert ended.code == 2
    assert ended.out == ""
    for path in ("/number", "/urgency", "/signer/authority", "/signer/name"):
        assert path in ended.err
    assert not wrong.with_suffix(".docx").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kind": 1}', "\xff\xfe", "null"])
def test_what_is_no_document_at_all_ends_with_2(nd30, tmp_path, text):
    path = tmp_path / "sai.json"
    path.write_bytes(text.encode("latin-1"))
    ended = nd30("validate", path)

    assert ended.code == 2
    assert ended.err
    assert "Traceback" not in ended.err


def test_a_missing_file_is_named(nd30):
    ended = nd30("render", "khong-co.json")

    assert ended.code == 2
    assert "khong-co.json" in ended.err


def test_render_uses_the_agencys_own_template(nd30, plan, tmp_path):
    mine = Path(examples.__file__).parents[2] / "templates_nd30" / "thong-bao.docx"
    nd30("render", plan, "--template", mine, "-o", tmp_path / "kh.docx")

    assert word_files.styled((tmp_path / "kh.docx").read_bytes(), "Tên loại") == ["THÔNG BÁO"]


def test_a_template_that_is_no_word_file_ends_with_2(nd30, plan):
    ended = nd30("render", plan, "--template", plan)

    assert ended.code == 2
    assert "Word" in ended.err or ".docx" in ended.err


def test_validate_says_whether_it_is_a_draft(nd30, plan, tmp_path):
    issued = nd30("validate", plan)
    drafted = nd30("validate", spoiled(tmp_path / "du-thao.json", number=None, issued_on=None))

    assert (issued.code, drafted.code) == (0, 0)
    assert issued.out.strip() == "Dữ liệu hợp lệ: Kế hoạch, văn bản đã có số, ngày."
    assert drafted.out.strip() == "Dữ liệu hợp lệ: Kế hoạch, bản thảo."


@pytest.mark.parametrize("kind", RENDERED, ids=str)
def test_new_gives_data_that_validates_and_renders(nd30, kind, tmp_path):
    started = nd30("new", kind.value)
    path = tmp_path / "moi.json"
    path.write_text(started.out, "utf-8")

    assert started.code == 0
    assert parse_document(started.out).kind is kind
    assert nd30("validate", path).code == 0
    assert nd30("render", path).code == 0


def test_new_of_a_kind_that_we_do_not_make_says_so(nd30):
    ended = nd30("new", "hop-dong")

    assert ended.code == 4
    assert "Phụ lục III không có mẫu trình bày hợp đồng" in ended.err


def test_kinds_lists_all_29_with_their_abbreviations(nd30):
    ended = nd30("kinds")
    rows = ended.out.splitlines()[1:]

    assert len(rows) == 29
    assert [row.split()[1] for row in rows] == [kind.value for kind in Kind]
    assert all(facts.abbreviation in ended.out for facts in KINDS.values())
    assert [row.split()[1] for row in rows if not row.endswith(" x")] == [
        "hop-dong",
        "ban-ghi-nho",
        "ban-thoa-thuan",
        "thu-cong",
    ]
    assert all(row.endswith(facts.why_not or "x") for row, facts in zip(rows, KINDS.values(), strict=True))


@pytest.mark.parametrize("name", ["ke-hoach", "KH"])
def test_schema_is_json_schema_of_the_kind(nd30, name):
    ended = nd30("schema", name)
    found = json.loads(ended.out)

    assert ended.code == 0
    assert found["$schema"].startswith("https://json-schema.org/")
    assert "subject" in json.dumps(found)


def test_settings_lists_every_setting_with_its_sentence(nd30):
    ended = nd30("settings")

    assert ended.code == 0
    assert len(ended.out.splitlines()) == len(describe())
    assert "ND30_OFFICE_TIMEOUT" in ended.out


def test_a_wrong_setting_ends_with_2_and_is_named(nd30, plan, monkeypatch):
    monkeypatch.setenv("ND30_OFICE_TIMEOUT", "5")
    ended = nd30("render", plan)

    assert ended.code == 2
    assert "ND30_OFICE_TIMEOUT" in ended.err
