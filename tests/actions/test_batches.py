"""Batches as people use them: a sheet or a choice, faults first, a rehearsal, an approval, mending, the register, the webhook."""

import dataclasses
import io
import json
import zipfile

import pytest
from openpyxl import load_workbook

from service.accounts import AgencyProfile, operator
from service.actions import batches as act
from service.actions.batch_board import mend_item, province_totals
from service.actions.batch_engine import open_engine
from service.actions.batch_findings import check_on, findings_told, grouped
from service.actions.batch_numbers import ask_new_number, keep_number, number_that_follows, numbers_given
from service.actions.batch_plans import Choice, PlanRequest, SentFile, make_plan, rows_sheet, sheet_with_faults
from service.actions.people import create_agency
from service.actions.services import Services
from service.actions.webhooks import create_webhook
from service.batches import BatchState, Format, ItemFilter, ItemState, Numbers, Worker
from service.errors import Conflict, InvalidInput, InvalidSheet, NotAllowed, NotFound, Problem
from service.storage.agency_tables import AuditRow
from service.storage.batch_tables import BatchItemRow
from service.storage.exchange_tables import DeliveryRow
from service.storage.register_tables import RegisterRow
from service.units import units_on
from tests.batches.common_plan import plan_data
from tests.importing.spreadsheets import xlsx

ROW_PLAN = plan_data(opening=["Phấn đấu đạt {{ row.chi_tieu }}%.", "{% if row.ghi_chu %}{{ row.ghi_chu }}{% endif %}"])


@pytest.fixture(autouse=True)
def _today(clock):
    clock.set("2026-11-22T01:00:00+00:00")


def sheet(*rows, headings=("Mã đơn vị", "Chỉ tiêu", "Ghi chú")):
    return SentFile(name="xa.xlsx", content=xlsx(list(headings), *map(list, rows)))


def request(data=None, **how):
    return PlanRequest(data=data or plan_data(), **({"choice": Choice(codes=["00004", "31756"])} | how))


def planned(services, who=None, **how):
    plan = make_plan(services, who, request(**how))
    return act.store_batch(services, who, plan), plan


def work(services):
    """Do all there is to do, in this process."""
    with open_engine(services.settings) as engine:
        worker = Worker(services.database, services.files, engine, lease_seconds=30)
        while worker.turn():
            pass


def run(services, who=None, **how):
    batch, plan = planned(services, who, **how)
    act.start_batch(services, who, batch, plan.digest)
    work(services)
    return batch


def test_a_choice_of_units_becomes_a_batch_and_an_archive(services):
    batch = run(services)

    progress = act.batch_progress(services, None, batch)
    assert (progress.state, progress.counts[ItemState.DONE]) == (BatchState.FINISHED, 2)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(act.archive(services, None, batch))))
    assert archive.namelist() == [
        "01-ha-noi/05-KH-UBND_phuong-ba-dinh_00004.docx",
        "92-can-tho/05-KH-UBND_xa-phu-loc_31756.docx",
        "danh-sach.xlsx",
    ]
    assert act.item_file(services, None, batch, 1, Format.DOCX)[0] == "05-KH-UBND_phuong-ba-dinh_00004.docx"
    with pytest.raises(NotFound, match="chưa có tệp"):
        act.item_file(services, None, batch, 1, Format.PDF)


def test_the_sheet_to_fill_in_is_read_back_when_it_is_filled(services):
    blank = rows_sheet(services, None, ROW_PLAN, Choice(provinces=["Cần Thơ"]))
    book = load_workbook(io.BytesIO(blank))
    headings = [cell.value for cell in book["Dữ liệu"][1]]
    for row in range(2, book["Dữ liệu"].max_row + 1):
        book["Dữ liệu"].cell(row, headings.index("chi_tieu *") + 1, 95)
    stream = io.BytesIO()
    book.save(stream)

    plan = make_plan(services, None, request(ROW_PLAN, sheet=SentFile(name="xa.xlsx", content=stream.getvalue())))

    assert len(plan.items) == 103
    assert {item.values["chi_tieu"] for item in plan.items} == {"95"}


def test_a_document_that_needs_a_row_is_refused_without_a_sheet(services):
    with pytest.raises(InvalidInput, match=r"row\.chi_tieu; cần bảng dữ liệu"):
        make_plan(services, None, request(ROW_PLAN))


def test_faults_come_back_in_the_sheet_before_anything_is_stored(services):
    sent = sheet(["00004", 90, ""], ["31756", "", ""])

    with pytest.raises(InvalidSheet) as caught:
        make_plan(services, None, request(ROW_PLAN, sheet=sent))

    returned = sheet_with_faults(sent, caught.value)
    rows = list(load_workbook(io.BytesIO(returned.content)).active.values)
    assert returned.name == "xa-loi.xlsx"
    assert [row[0] for row in rows] == ["Lỗi", None, "Xã Phú Lộc: Thiếu giá trị cột “Chỉ tiêu”."]
    assert act.batches(services, None) == []


def test_a_rows_fault_found_in_its_document_stands_at_its_row(services):
    sent = sheet(["00004", 90, "x"], ["31756", 90, "x"], headings=["Mã đơn vị", "Chỉ tiêu", "Ngày ban hành"])

    with pytest.raises(InvalidSheet) as caught:
        make_plan(services, None, request(plan_data(), sheet=sent))

    assert [problem.path for problem in caught.value.problems] == ["Dữ liệu!2", "Dữ liệu!3"]
    assert "phường Ba Đình" in caught.value.problems[0].message


def test_the_rehearsal_makes_and_checks_the_extremes_and_stores_nothing(services):
    batch, _ = planned(services, choice=Choice(codes=["00004", "00226", "10570", "31756"]))

    rehearsed = act.rehearse(services, None, batch)

    assert [one.unit.split(",")[0] for one in rehearsed] == [
        "Phường Ba Đình", "Phường Văn Miếu - Quốc Tử Giám", "Phường Trần Hưng Đạo", "Xã Phú Lộc",
    ]  # fmt: skip
    assert "tên đơn vị dài nhất" in rehearsed[1].why
    for one in rehearsed:
        assert zipfile.ZipFile(io.BytesIO(one.docx)).testzip() is None
        assert (one.findings["errors"], one.error) == (0, "")
    assert list(services.files.digests()) == []


def test_an_approval_counts_only_for_what_was_seen(services):
    batch, plan = planned(services)

    with pytest.raises(Conflict, match="đã thay đổi"):
        act.start_batch(services, None, batch, "0" * 64)
    with pytest.raises(Conflict, match="chưa được duyệt"):
        act.resume_batch(services, None, batch)
    act.start_batch(services, None, batch, plan.digest)

    assert act.batch_digest(services, None, batch) == plan.digest


def test_a_failed_row_is_mended_approved_again_and_run_alone(services):
    batch, plan = planned(services, data=ROW_PLAN, sheet=sheet(["00004", 90, ""], ["31756", 91, ""]))
    act.start_batch(services, None, batch, plan.digest)
    with services.database.writing() as session:
        [row, _] = act.list_items(session, batch, ItemFilter())
        row.values = row.values | {"nguoi_ky": "\x01"}  # what no plan would let through
    work(services)
    [failed] = act.batch_items(services, None, batch, ItemFilter(states=(ItemState.FAILED,)))
    assert failed.error["code"] == "invalid-document"
    assert failed.error["problems"][0]["path"] == "/signer/name"

    assert act.mend_batch(services, None, batch, sheet(["00004", 99, "đã sửa"], ["31756", 1, ""])) == 1
    with pytest.raises(Conflict, match="duyệt lại"):
        act.retry_batch(services, None, batch)
    assert act.retry_batch(services, None, batch, digest=act.batch_digest(services, None, batch)) == 1
    work(services)

    assert act.batch_progress(services, None, batch).counts[ItemState.DONE] == 2
    text = zipfile.ZipFile(io.BytesIO(act.item_file(services, None, batch, 1, Format.DOCX)[1])).read(
        "word/document.xml"
    )
    assert "đạt 99%" in text.decode()
    assert "đã sửa" in text.decode()


def test_nothing_failed_means_nothing_to_mend(services):
    batch = run(services, data=ROW_PLAN, sheet=sheet(["00004", 90, ""]))

    with pytest.raises(Conflict, match="Không đơn vị nào"):
        act.mend_batch(services, None, batch, sheet(["00004", 90, ""]))


def test_rows_are_listed_by_state_and_by_name_without_diacritics(services):
    batch = run(services)

    assert [row.unit_code for row in act.batch_items(services, None, batch, ItemFilter(text="ba dinh"))] == ["00004"]
    assert act.batch_items(services, None, batch, ItemFilter(states=(ItemState.FAILED,))) == []
    assert [row.position for row in act.batch_items(services, None, batch, ItemFilter(after=1))] == [2]


def test_watching_ends_when_the_batch_is_over(services):
    batch = run(services)

    assert [seen.state for seen in act.watch(services, None, batch)] == [BatchState.FINISHED]
    assert b"".join(act.archive(services, None, batch, follow=True)).startswith(b"PK")


def test_every_document_is_checked_when_asked(services):
    batch = run(services, check=True)

    assert [row.findings["errors"] for row in act.batch_items(services, None, batch, ItemFilter())] == [0, 0]


def test_another_agency_sees_nothing_of_a_batch(services, new_agency):
    mine, other = new_agency(), new_agency("Ủy ban nhân dân xã Khác")
    batch = run(services, mine)

    assert [one.batch_id for one in act.batches(services, mine)] == [batch]
    assert act.batches(services, other) == []
    for attempt in (act.batch_progress, act.rehearse, act.cancel_batch, act.archive, act.batch_digest):
        with pytest.raises(NotFound):
            attempt(services, other, batch)


def test_who_may_not_make_batches_is_refused(services, actor):
    nobody = type(actor)(agency_id=actor.agency_id, name="Khách", permissions=frozenset())

    with pytest.raises(NotAllowed):
        make_plan(services, nobody, request())
    with pytest.raises(NotAllowed):
        act.batches(services, nobody)


def test_the_agencys_webhooks_are_told_when_a_batch_ends(services, actor):
    create_webhook(services, actor, "https://8.8.8.8/hook", ["batch.finished"])
    batch = run(services, actor)

    with services.database.reading() as session:
        [delivery] = session.query(DeliveryRow).all()
    assert delivery.payload == {
        "id": str(batch), "name": "Cải cách hành chính năm 2026 của …", "counts": {"done": 2},
    }  # fmt: skip


def commune(services, superior, code, sign="UBND"):
    unit = units_on(services.clock().date()).units[code]
    issuer = {"name": f"Ủy ban nhân dân {unit.full_name}", "sign": sign, "place": unit.place_name}
    profile = AgencyProfile.model_validate({"issuer": issuer, "unit_code": code})
    return operator(create_agency(services, profile, None, superior_id=superior.agency_id).id)


def test_numbers_come_from_each_communes_own_register_and_never_twice(services, actor):
    commune(services, actor, "00004")
    commune(services, actor, "31756")
    data = plan_data(number=None, issued_on="2026-11-22")
    first = run(services, actor, data=data, numbers=Numbers.REGISTER)
    again = run(services, actor, data=data, numbers=Numbers.REGISTER)

    assert [row.number for row in act.batch_items(services, actor, first, ItemFilter())] == [1, 1]
    assert [row.number for row in act.batch_items(services, actor, again, ItemFilter())] == [2, 2]
    act.retry_batch(services, actor, first)
    assert [row.file_name[:10] for row in act.batch_items(services, actor, first, ItemFilter())] == ["01-KH-UBND"] * 2


def test_a_commune_without_a_register_fails_alone_with_a_reason(services, actor):
    commune(services, actor, "00004")
    data = plan_data(number=None, issued_on="2026-11-22")
    batch = run(services, actor, data=data, numbers=Numbers.REGISTER)

    [failed] = act.batch_items(services, actor, batch, ItemFilter(states=(ItemState.FAILED,)))
    assert failed.unit_code == "31756"
    assert "Chưa có cơ quan nào của xã Phú Lộc" in failed.error["message"]


def test_the_audit_log_tells_who_did_what(services, actor):
    from service.accounts.audit import AuditFilter, list_audit

    batch = run(services, actor)
    with services.database.reading() as session:
        lines = list_audit(session, actor.agency_id, AuditFilter(object_id=str(batch)), before=None, limit=10)

    assert [line.action for line in lines] == ["batch.start", "batch.create"]
    assert json.dumps(lines[0].detail)


def test_how_large_the_files_are_is_known_also_where_the_store_does_not_tell(services, monkeypatch):
    batch = run(services)
    files = [act.item_file(services, None, batch, position, Format.DOCX)[1] for position in (1, 2)]
    monkeypatch.setattr(services.files, "_local", False)  # as with an object store, which is not asked 3,321 times

    totals = province_totals(services, None, batch)
    assert [one.sizes for one in totals] == [{Format.DOCX: len(content)} for content in files]


@pytest.fixture
def failed_after_its_number(services, actor):
    """A batch with numbers from the register, whose first row failed after it was given number 1."""
    commune(services, actor, "00004")
    commune(services, actor, "31756")
    batch = run(services, actor, data=plan_data(number=None, issued_on="2026-11-22"), numbers=Numbers.REGISTER)
    why = {"code": "conversion-failed", "message": "Chuyển PDF quá 60 giây.", "problems": []}
    with services.database.writing() as session:
        row = session.get(BatchItemRow, (batch, 1))
        row.state, row.error, row.docx = "failed", why, None
    return batch


def register_of(services, code="00004"):
    with services.database.reading() as session:
        rows = session.query(RegisterRow).filter(RegisterRow.request_key.contains(f":{code}"))
        return [(row.number, row.state, row.reason) for row in rows.order_by(RegisterRow.number)]


def test_a_row_made_again_keeps_its_number_unless_another_is_asked_for(services, actor, failed_after_its_number):
    batch = failed_after_its_number
    [row] = act.batch_items(services, actor, batch, ItemFilter(states=(ItemState.FAILED,)))
    assert numbers_given(services, actor, batch, [row])[1].printed == "01/KH-UBND"
    assert number_that_follows(services, actor, batch, 1) == "02/KH-UBND"
    with pytest.raises(InvalidInput):
        ask_new_number(services, actor, batch, 1, " ")

    ask_new_number(services, actor, batch, 1, "Bản giấy ký nhầm")
    assert register_of(services) == [(1, "issued", "")]  # nothing before it is made
    keep_number(services, actor, batch, 1)
    act.retry_batch(services, actor, batch)
    work(services)

    assert act.batch_item(services, actor, batch, 1).number == 1
    assert register_of(services) == [(1, "issued", "")]


def test_another_number_voids_the_first_and_is_told_in_the_log(services, actor, failed_after_its_number):
    batch = failed_after_its_number
    ask_new_number(services, actor, batch, 1, "Bản giấy ký nhầm")
    act.retry_batch(services, actor, batch)
    work(services)

    assert act.batch_item(services, actor, batch, 1).number == 2
    assert register_of(services) == [(1, "voided", "Bản giấy ký nhầm"), (2, "issued", "")]
    with pytest.raises(Conflict):
        keep_number(services, actor, batch, 1)
    with services.database.reading() as session:
        log = [(line.action, line.actor) for line in session.query(AuditRow).order_by(AuditRow.at)]
    assert ("batch.renumber", actor.name) in log
    assert ("register.void", actor.name) in log


def test_a_number_voided_in_the_register_is_never_used_again(services, actor, failed_after_its_number):
    batch = failed_after_its_number
    with services.database.writing() as session:
        session.query(RegisterRow).filter(RegisterRow.request_key.contains(":00004")).update({"state": "voided"})
    act.retry_batch(services, actor, batch)
    work(services)
    row = act.batch_item(services, actor, batch, 1)
    assert "Số 01 đã hủy trong sổ của phường Ba Đình" in row.error["message"]

    ask_new_number(services, actor, batch, 1, "Số cũ đã hủy")
    act.retry_batch(services, actor, batch)
    work(services)
    assert act.batch_item(services, actor, batch, 1).number == 2


def test_the_register_says_what_a_row_mended_after_its_number_says(services, actor):
    commune(services, actor, "00004")
    data = plan_data(number=None, subject="Đạt {{ row.chi_tieu }}%")
    rows = sheet(["00004", "80", "22/11/2026"], headings=("Mã đơn vị", "Chỉ tiêu", "Ngày ban hành"))
    batch = run(services, actor, data=data, sheet=rows, numbers=Numbers.REGISTER)
    with services.database.writing() as session:
        row = session.get(BatchItemRow, (batch, 1))
        row.state, row.error = "failed", {"code": "conversion-failed", "message": "Quá 60 giây.", "problems": []}

    mend_item(services, actor, batch, 1, {"chi_tieu": "85", "ngay_ban_hanh": "21/11/2026"})
    work(services)
    assert "Số 01/KH-UBND đã cấp ngày 22/11/2026" in act.batch_item(services, actor, batch, 1).error["message"]

    mend_item(services, actor, batch, 1, {"chi_tieu": "85", "ngay_ban_hanh": "22/11/2026"})
    work(services)
    with services.database.reading() as session:
        [entry] = session.query(RegisterRow)
        assert (entry.number, entry.subject) == (1, "Đạt 85%") == (1, act.batch_item(services, actor, batch, 1).subject)
        assert "dat 85" in entry.search_text
        assert session.query(AuditRow).filter_by(action="register.restate").count() == 1


def test_equal_findings_stand_together_with_their_units_in_a_sample_and_in_all(services, actor):
    recipients = [{"name": "UBND huyện Đông Anh"}, {"name": "Như Điều 3"}]
    data = plan_data(recipients=recipients, issued_on="2026-11-22", number=5)
    batch, _ = planned(services, actor, data=data, choice=Choice(codes=["00004", "00226", "10570", "31756"]))

    whole = check_on(services, actor, batch, 60)
    assert (whole.seen, whole.total, whole.is_whole) == (4, 4, True)
    told = next(one for one in grouped(whole.found) if one.topic == "units")
    assert len(told.units) == 4
    assert told.fix
    assert check_on(services, actor, batch, 0) == whole  # kept
    with Services(dataclasses.replace(services.settings, cache_size=0)) as without_caches:
        assert check_on(without_caches, actor, batch, 0) == whole
    sample = [(one.unit, findings_told(one)) for one in act.rehearse(services, actor, batch)]
    assert {one.title for one in grouped(sample)} == {one.title for one in grouped(whole.found)}


def test_a_row_that_cannot_be_made_is_the_gravest_finding():
    told = {"rule": "x", "severity": "warning", "topic": "", "title": "Nhỏ", "fix": "", "cite": "", "found": ""}
    failed = act.Rehearsed(position=1, unit="Xã A", why=(), error="Mẫu lỗi", problems=(Problem("/a", "b", "Vì sao"),))
    groups = grouped([("Xã B", {"told": [told]}), ("Xã A", findings_told(failed))])
    assert [(one.title, one.units) for one in groups] == [("Mẫu lỗi", (("Xã A", "Vì sao"),)), ("Nhỏ", (("Xã B", ""),))]
