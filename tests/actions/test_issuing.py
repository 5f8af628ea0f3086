"""Issuing with everything: the real LibreOffice, own templates, and what happens when something on the way fails."""

import threading
from dataclasses import replace

import pytest
import sqlalchemy as sa

from service.actions.documents import create_document, get_document, save_document, set_template
from service.actions.downloads import document_file, page_picture
from service.actions.issuing import IssueRequest, issue_document, issued_file
from service.actions.producing import Format
from service.actions.register import BookFormat, ManualEntry, export, reserve_number, series_of
from service.actions.services import Services
from service.actions.templates import add_template, replace_template
from service.converting.pdf import page_count, page_text
from service.errors import Conflict, ConversionFailed, InvalidDocument, MissingProgram, NotFound, Stale
from service.nd30.kinds import Kind
from service.numbering import RegisterLine
from service.rendering.library import template_path
from service.storage.register_tables import RegisterRow, SeriesYearRow


def count(services, table):
    with services.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table))


@pytest.mark.office
def test_the_final_pdf_bears_the_number_the_date_and_marks_of_an_archive(settings, clock, actor, plan):
    with Services(replace(settings, issue_pdf=True, office_processes=1), clock) as services:
        document = create_document(services, actor, plan())
        issue_document(services, actor, document.id, IssueRequest())
        pdf = issued_file(services, actor, document.id, Format.PDF)
        picture = page_picture(services, actor, document.id, 1, 50)
        with pytest.raises(NotFound):
            page_picture(services, actor, document.id, 99, 50)
        book = export(services, actor, series_of(services, actor)[0].id, 2026, BookFormat.PDF, 1)

    words = " ".join(page_text(pdf, 1).split())
    assert "01/KH-UBND" in words
    assert "ngày 05 tháng 6 năm 2026" in words
    assert b"pdfaid" in pdf
    assert picture.startswith(b"\x89PNG")
    assert page_count(book) == 2
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in page_text(book, 1)
    assert "01/KH-UBND" in page_text(book, 2).replace("\n", "")


def test_without_the_office_no_number_is_used(settings, clock, actor, plan):
    with Services(replace(settings, issue_pdf=True, soffice="/khong/co/soffice"), clock) as services:
        document = create_document(services, actor, plan())

        with pytest.raises(MissingProgram):
            issue_document(services, actor, document.id, IssueRequest())

        assert get_document(services, actor, document.id).state == "draft"
        assert count(services, RegisterRow) == count(services, SeriesYearRow) == 0


def test_when_the_files_cannot_be_made_no_number_is_used(services, actor, plan, monkeypatch):
    document = create_document(services, actor, plan())

    def full(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(services.files, "put", full)
        with pytest.raises(OSError, match="No space"):
            issue_document(services, actor, document.id, IssueRequest())

    assert issue_document(services, actor, document.id, IssueRequest()).entry.number == 1


def test_when_the_commit_fails_neither_number_nor_state_is_there(services, actor, plan, monkeypatch):
    document = create_document(services, actor, plan())

    def fail(*_, **__):
        raise ConversionFailed

    with monkeypatch.context() as patch:
        patch.setattr("service.actions.issuing.emit", fail)
        with pytest.raises(ConversionFailed):
            issue_document(services, actor, document.id, IssueRequest())

    assert count(services, RegisterRow) == 0
    assert get_document(services, actor, document.id).state == "draft"


def test_a_number_taken_in_between_makes_the_files_anew(services, actor, plan, monkeypatch):
    """Somebody takes our number without asking for the lock: the files are made again with the next one."""
    document = create_document(services, actor, plan())
    manual = ManualEntry(line=RegisterLine(symbol="UBND-VP", kind="cong-van", subject="x"), on=None, reason="Gấp")
    put, taken = services.files.put, []

    def put_slowly(data):
        if not taken:
            taken.append(reserve_number(services, actor, manual))
        return put(data)

    monkeypatch.setattr(services.files, "put", put_slowly)

    issued = issue_document(services, actor, document.id, IssueRequest())

    assert (taken[0].number, issued.entry.number) == (1, 2)
    assert issued.document.data["number"] == 2


def test_a_save_while_the_files_are_made_stops_the_issue(services, actor, plan, monkeypatch):
    document = create_document(services, actor, plan())
    put, saved = services.files.put, []

    def put_slowly(data):
        if not saved:
            saved.append(save_document(services, actor, document.id, plan(subject="Khác"), expected=None))
        return put(data)

    monkeypatch.setattr(services.files, "put", put_slowly)

    with pytest.raises(Stale):
        issue_document(services, actor, document.id, IssueRequest())

    assert count(services, RegisterRow) == 0


def test_two_people_who_issue_one_document_give_it_one_number(services, actor, plan):
    document = create_document(services, actor, plan())
    ended = []

    def issue():
        try:
            ended.append(issue_document(services, actor, document.id, IssueRequest()).entry.number)
        except Conflict:
            ended.append(None)

    threads = [threading.Thread(target=issue) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(ended, key=str) == [1, None, None, None]


def test_the_register_names_who_is_meant_by_as_above(services, actor, plan):
    document = create_document(services, actor, plan("cong-van"))

    recipients = issue_document(services, actor, document.id, IssueRequest()).entry.recipients

    assert plan("cong-van")["addressees"][0] in recipients
    assert "Như trên" not in recipients


def test_an_unfinished_draft_is_not_issued(services, actor):
    document = create_document(services, actor, {"kind": "ke-hoach"}, incomplete=True)

    with pytest.raises(InvalidDocument):
        issue_document(services, actor, document.id, IssueRequest())


def test_a_document_keeps_the_version_of_the_template_it_was_made_with(services, actor, plan):
    shipped = template_path(Kind.KE_HOACH).read_bytes()
    template = add_template(services, actor, "ke-hoach", "Kế hoạch của xã", shipped)
    first = create_document(services, actor, plan(), template_id=template.id)
    newer = replace_template(services, actor, template.id, shipped + b"")
    second = create_document(services, actor, plan(), template_id=template.id)

    assert (template.version, newer.version) == (1, 2)
    assert first.template_version_id != second.template_version_id
    assert (template.check["errors"], template.check["warnings"]) == (0, 0)
    again = get_document(services, actor, first.id)
    assert again.template_version_id == first.template_version_id
    assert document_file(services, actor, first.id, Format.DOCX).content.startswith(b"PK")
    chosen = set_template(services, actor, first.id, None, expected=None)
    assert chosen.template_version_id is None


@pytest.mark.parametrize("number", [1, 15])
def test_the_names_of_files_are_safe_everywhere(services, actor, plan, number):
    subject = 'Đổi mới: "phương thức" <tuyên truyền>/2026 ' + "rất dài " * 30
    for _ in range(number):
        document = create_document(services, actor, plan(subject=subject.strip()))
        issue_document(services, actor, document.id, IssueRequest())

    name = document_file(services, actor, document.id, Format.DOCX).name

    assert name.startswith(f"{number:02d}-ke-hoach-doi-moi-phuong-thuc")
    assert len(name) <= 90
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
