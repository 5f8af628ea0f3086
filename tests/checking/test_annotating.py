import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from openxml_audit import OpenXmlValidator
from typed.draft import Line, Rule, boxed
from typed.wordml import zipped

from service.checking import annotate, check
from service.errors import InvalidInput


def parts(data):
    """Every part of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def faulty(draft):
    """A draft with faults in the header, in the content and on the page."""
    draft.number.size = 14
    draft.issuer_rule = Rule(length=30)
    draft.text_of("Kinh phí").font = "Calibri"
    draft.page.bottom = 12.5
    return draft.docx()


def test_there_is_a_comment_at_each_finding(faulty):
    report = check(faulty)

    comments = list(docx.Document(io.BytesIO(annotate(faulty, report))).comments)

    assert len(comments) == len(report.findings)
    for comment, finding in zip(comments, report.findings, strict=True):
        assert finding.found in comment.text
        assert finding.cite in comment.text


def test_a_comment_stands_at_the_words_it_speaks_of(faulty):
    report = check(faulty)
    data = parts(annotate(faulty, report))["word/document.xml"].decode()
    number = next(index for index, finding in enumerate(report.findings) if finding.rule == "number-type")

    start = data.index(f'<w:commentRangeStart w:id="{number}"/>')

    assert start < data.index("Số: 15/KH-UBND") < data.index(f'<w:commentRangeEnd w:id="{number}"/>')


def test_nothing_else_is_changed(faulty):
    before, after = parts(faulty), parts(annotate(faulty, check(faulty)))

    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert set(after) - set(before) == {"word/comments.xml"}
    assert check(annotate(faulty, check(faulty))).findings == check(faulty).findings


def test_the_copy_is_valid_and_the_same_each_time(faulty, tmp_path):
    report = check(faulty)
    path = tmp_path / "copy.docx"
    path.write_bytes(annotate(faulty, report))
    original = tmp_path / "original.docx"
    original.write_bytes(faulty)

    assert len(OpenXmlValidator().validate(path).errors) <= len(OpenXmlValidator().validate(original).errors)
    assert annotate(faulty, report) == annotate(faulty, report)


def test_comments_that_were_there_stay(faulty):
    report = check(faulty)
    once = annotate(faulty, report, at=datetime(2026, 3, 12, 8, 30, tzinfo=UTC))

    twice = annotate(once, report)

    ids = [comment.comment_id for comment in docx.Document(io.BytesIO(twice)).comments]
    assert len(ids) == len(set(ids)) == 2 * len(report.findings)
    assert b'w:date="2026-03-12T08:30:00Z"' in parts(twice)["word/comments.xml"]


def test_a_fault_in_a_text_box_is_noted_at_the_paragraph_that_holds_it(draft):
    draft.left_extra = [Line(extra=boxed([Line("LƯU HÀNH NỘI BỘ", size=13, align="center")], 50, 8, 5, 2))]
    data = draft.docx()
    report = check(data)

    copy = parts(annotate(data, report))["word/document.xml"].decode()

    inside = copy[copy.index("<w:txbxContent>") : copy.index("</w:txbxContent>")]
    assert "commentRangeStart" not in inside
    assert report.findings


def test_a_signed_file_is_not_touched(faulty):
    signed = zipped({**parts(faulty), "_xmlsignatures/sig1.xml": b"<x/>"})

    with pytest.raises(InvalidInput, match="chữ ký số"):
        annotate(signed, check(signed))


def test_a_clean_document_gets_no_comment(draft):
    data = draft.docx()

    assert not list(docx.Document(io.BytesIO(annotate(data, check(data)))).comments)
