"""Word files as offices really keep them: a foot typed in one column, letters of .VnTime and VNI-Times."""

import io

import docx
import pytest
from docx.oxml.ns import qn
from viparse.normalize.encodings import CHARMAPS

from service.importing import read_old_document
from tests.importing.old_documents import saved, word_file

BODY = ["I. MỤC ĐÍCH", "1. Nâng cao chất lượng phục vụ người dân của xã.", "2. Bám sát chỉ đạo của cấp trên."]
RECIPIENTS = [{"name": "UBND tỉnh", "purpose": "để b/c"}, {"name": "Các phòng, đơn vị"}]
TM = [{"form": "TM", "of": "Ủy ban nhân dân"}]


def part(found, pointer):
    return next(one for one in found.parts if one.pointer == pointer)


@pytest.mark.parametrize("gap", ["\t\t\t\t", " " * 30, "    ", "\u00a0" * 12, "  \t  "])
@pytest.mark.parametrize("breaks", [False, True])
def test_recipients_and_signer_typed_on_the_same_lines_come_apart(gap, breaks):
    lines = [
        f"Nơi nhận:{gap}TM. ỦY BAN NHÂN DÂN",
        f"- UBND tỉnh (để b/c);{gap}CHỦ TỊCH",
        "- Các phòng, đơn vị;",
        "- Lưu: VT, VP.",
        "",
        f"{gap}Trần Văn Phúc",
    ]
    found = read_old_document(word_file([*BODY, *(["\n".join(lines)] if breaks else lines)]))
    assert found.data["recipients"] == RECIPIENTS
    assert found.data["archive"] == {"registry": "VT", "unit": "VP"}
    assert found.data["signer"] == {"authority": TM, "post": "Chủ tịch", "name": "Trần Văn Phúc"}
    assert "tách theo khoảng trống" in part(found, "/recipients").why
    assert part(found, "/signer").unsure
    assert [line.words for line in found.content][-1] == "Bám sát chỉ đạo của cấp trên."


def test_an_authority_above_the_recipients_belongs_to_the_signer():
    gap = " " * 40
    lines = [f"{gap}TM. ỦY BAN NHÂN DÂN", f"Nơi nhận:{gap}CHỦ TỊCH", "- UBND tỉnh;", f"- Lưu: VT.{gap}Trần Văn Phúc"]
    signer = read_old_document(word_file([*BODY, *lines])).data["signer"]
    assert signer == {"authority": TM, "post": "Chủ tịch", "name": "Trần Văn Phúc"}


def test_a_gap_that_sets_nothing_apart_leaves_the_foot_as_it_is():
    found = read_old_document(word_file([*BODY, "Nơi nhận:   như kính gửi", "- UBND tỉnh;", "- Lưu: VT."]))
    assert {"name": "UBND tỉnh"} in found.data["recipients"]
    assert "tách theo khoảng trống" not in part(found, "/recipients").why


def _a_run_for_each_line(paragraph):
    """Capitals and small letters are in different fonts, so in different runs."""
    lines = paragraph.text.split("\n")
    bold = any(run.bold for run in paragraph.runs)
    for run in paragraph.runs:
        run._element.getparent().remove(run._element)
    for index, line in enumerate(lines):
        run = paragraph.add_run(line)
        run.bold = bold
        if index < len(lines) - 1:
            paragraph.add_run().add_break()


def old_letters(encoding):
    """A plan whose every run is in the old code page and in its fonts; capitals with marks in .VnTimeH, as they were typed."""
    back = {letter: typed for typed, letter in CHARMAPS[encoding].pairs}
    document = docx.Document(io.BytesIO(word_file([*BODY, "Nơi nhận:", "- Như trên;", "- Lưu: VT."])))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    for paragraph in paragraphs:
        _a_run_for_each_line(paragraph)
    for run in (run for paragraph in paragraphs for run in paragraph.runs if run.text.strip()):
        capitals = encoding == "tcvn3" and run.text.isupper()
        font = "VNI-Times" if encoding == "vni" else ".VnTimeH" if capitals else ".VnTime"
        text = run.text.lower() if capitals else run.text
        run.text = "".join(back.get(letter, letter) for letter in text)
        run.font.name = font
        run._element.rPr.rFonts.set(qn("w:hAnsi"), font)
    return saved(document)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_letters_of_old_fonts_become_unicode_and_are_to_be_read_again(encoding):
    found = read_old_document(old_letters(encoding))
    assert found.data["kind"] == "ke-hoach"
    assert found.data["issuer"] == {"name": "Ủy ban nhân dân xã Hòa Lạc", "sign": "UBND", "place": "Hòa Lạc"}
    assert found.data["subject"] == "Chuyển đổi số năm 2025"
    assert found.data["issued_on"] == "2025-01-20"
    assert [line.words for line in found.content][1:] == [line[3:] for line in BODY[1:]]
    assert part(found, "/body").why == f"Chữ chuyển từ bảng mã cũ {encoding.upper()}; đọc lại từng chữ."
    assert part(found, "/subject").unsure


def test_the_letter_that_word_keeps_as_a_soft_hyphen_is_no_hyphen_in_an_old_font():
    """``ư`` of TCVN3; elsewhere a soft hyphen stays invisible."""
    old = read_old_document(old_letters("tcvn3"))
    assert "người dân" in str(old.data)
    new = read_old_document(word_file([*BODY, "3. Phối\u00adhợp.", "Nơi nhận:", "- Như trên;", "- Lưu: VT."]))
    assert [line.words for line in new.content][-1] == "Phốihợp."
