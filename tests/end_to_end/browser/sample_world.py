"""An office in the middle of its year: what every page shows when there is something to show."""

import datetime as dt
import io
import json
from dataclasses import dataclass, field
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl import Workbook

from service.accounts import AgencyProfile, Role
from service.actions.batch_drafts import Choices, begin_draft, change_draft
from service.actions.batch_engine import DocumentEngine
from service.actions.batch_plans import Choice, PlanRequest, SentFile, make_plan
from service.actions.batches import batch_digest, pause_batch, start_batch, store_batch
from service.actions.comments import add_comment
from service.actions.documents import (
    approve_document,
    create_document,
    return_document,
    save_document,
    submit_document,
)
from service.actions.issuing import IssueRequest, issue_document, void_document
from service.actions.people import create_agency, create_token, create_user
from service.actions.refused_templates import keep_refused
from service.actions.register import dispatch
from service.actions.templates import add_template
from service.actions.webhooks import create_webhook
from service.batches import Format, Worker
from service.documents.parse import parse_document
from service.errors import InvalidInput
from service.nd30.kinds import Kind
from service.rendering import render_document, template_path
from service.units import units_on

EXAMPLES = Path(__file__).parent.parent.parent.parent / "fixtures" / "documents"
PASSWORD = "mật khẩu đủ dài"
PEOPLE = {
    "ha@tamnong.gov.vn": ("Nguyễn Thị Thu Hà", list(Role)),
    "tam@tamnong.gov.vn": ("Lê Văn Tâm", [Role.DRAFTER]),
    "phuc@tamnong.gov.vn": ("Trần Văn Phúc", [Role.LEADER]),
}
#: Issued before today, in the order of their days.
ISSUED = ("ke-hoach-xa-2026", "quy-che", "to-trinh", "thong-bao", "quyet-dinh-truc-tiep", "du-an", "phuong-an", "cong-van")  # fmt: skip


class MovableClock:
    """Stands where it is put; runs once `now` is None."""

    def __init__(self, now=None):
        self.now = now

    def __call__(self):
        return self.now or dt.datetime.now(dt.UTC)


@dataclass
class World:
    """Addresses of what was made, by name."""

    places: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


def example(name):
    data = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    data.pop("number", None)
    return data


def profile():
    plan = example("ke-hoach-xa-2026")
    issuer = {key: plan["issuer"][key] for key in ("name", "sign", "place", "head_post") if key in plan["issuer"]}
    authority = [*plan["signer"]["authority"], {"form": "KT", "of": "Chủ tịch"}]
    deputy = plan["signer"] | {"authority": authority, "post": "Phó Chủ tịch", "name": "Lê Thị Kim Ngân"}
    lists = [{"name": "Thường dùng", "recipients": plan["recipients"]}]
    return AgencyProfile.model_validate(
        {"issuer": issuer, "signers": [plan["signer"], deputy], "recipient_lists": lists}
    )


def fill(services, clock, actor_of):
    """Put a year's work into an empty agency whose only person is `actor_of("ha@…")`; return where it is."""
    world = World()
    ha = actor_of("ha@tamnong.gov.vn")
    clock.now = dt.datetime(2026, 1, 5, 1, 0, tzinfo=dt.UTC)
    for email, (name, roles) in PEOPLE.items():
        if email != "ha@tamnong.gov.vn":
            create_user(services, ha, email, name, roles, password=PASSWORD)
    tam, phuc = (actor_of(f"{one}@tamnong.gov.vn") for one in ("tam", "phuc"))
    _issued(services, clock, tam, ha, world)
    _under_way(services, clock, tam, phuc, ha, world)
    _administration(services, clock, ha, world)
    _batches(services, clock, ha, world)
    return world


def _issued(services, clock, tam, ha, world):
    for name in ISSUED:
        data = example(name)
        day = dt.date.fromisoformat(data["issued_on"])
        clock.now = dt.datetime.combine(day, dt.time(2, 30), dt.UTC)
        item = create_document(services, tam, data)
        done = issue_document(services, ha, item.id, IssueRequest(on=day))
        world.places[name] = f"/van-ban/{item.id}/"
        if name in {"quy-che", "cong-van"}:
            dispatch(services, ha, done.entry.id, copies=12, sent_on=day, received_by="Bưu cục Tam Nông", note="")
        if name == "du-an":
            void_document(services, ha, item.id, "Ban hành nhầm bản chưa thẩm định")


def _under_way(services, clock, tam, phuc, ha, world):
    def draft(name, who, **changes):
        clock.now += dt.timedelta(hours=5)
        item = create_document(services, who, example(name) | changes, incomplete=True)
        world.places[name if name not in world.places else f"{name}-draft"] = f"/van-ban/{item.id}/"
        return item

    clock.now = dt.datetime.now(dt.UTC) - dt.timedelta(days=3)
    waits = draft("thong-cao", tam)
    submit_document(services, tam, waits.id)
    add_comment(services, phuc, waits.id, "Trích yếu nên gọn lại còn một dòng.", "/subject")
    add_comment(services, ha, waits.id, "Số liệu thiệt hại đã đối chiếu với Phòng Kinh tế.")
    back = draft("chuong-trinh", ha)
    submit_document(services, ha, back.id)
    return_document(services, phuc, back.id, "Bổ sung căn cứ và thời hạn của nhiệm vụ 3.")
    ready = draft("de-an", tam)
    approve_document(services, phuc, submit_document(services, tam, ready.id).id)
    plan = draft("ke-hoach-xa-2026", ha, issued_on="2026-12", subject="Cải cách hành chính năm 2027 của xã Tam Nông")
    for subject in ("Cải cách hành chính năm 2027", "Cải cách hành chính năm 2027 của xã Tam Nông, tỉnh Đồng Tháp"):
        clock.now += dt.timedelta(hours=1)
        save_document(services, ha, plan.id, dict(plan.data) | {"subject": subject}, expected=None, incomplete=True)
    draft("quyet-dinh-quy-che", ha)
    draft("bao-cao-quy", ha, issued_on="2026-11")
    worse = draft("ke-hoach-dien-tu", ha)
    data = dict(worse.data) | {"signer": dict(worse.data["signer"]) | {"name": "ThS. TRẦN VĂN PHÚC"}, "subject": ""}
    save_document(services, ha, worse.id, data, expected=None, incomplete=True)
    clock.now = None


def _administration(services, clock, ha, world):
    create_token(services, ha, "Một cửa điện tử", ["documents:read", "documents:write"], clock() + dt.timedelta(90))
    create_webhook(services, ha, "https://93.184.216.34/nd30", ["document.issued", "batch.finished"])
    word = template_path(Kind.KE_HOACH).read_bytes()
    add_template(services, ha, "ke-hoach", "Kế hoạch của xã, có dòng theo dõi", word)
    broken = docx.Document(io.BytesIO(word))
    next(one for one in broken.paragraphs if "{{ subject }}" in one.text).runs[0].text = "{{ trich_yeu }}"
    stream = io.BytesIO()
    broken.save(stream)
    try:
        add_template(services, ha, "ke-hoach", "Kế hoạch sai thẻ", stream.getvalue())
    except InvalidInput as error:
        keep_refused(services, ha, error, stream.getvalue(), kind="ke-hoach", name="Kế hoạch sai thẻ")
    below = profile().issuer.model_copy(update={"name": "Trung tâm Phục vụ hành chính công xã Tam Nông", "sign": "TTPVHCC"})  # fmt: skip
    lower = create_agency(services, AgencyProfile(issuer=below), ha)
    world.places["below"] = f"/quan-tri/cap-duoi/{lower.id}"


def _batches(services, clock, ha, world):
    letter = example("cong-van") | {"subject": "báo cáo kết quả cải cách hành chính, chỉ tiêu {{ row.chi_tieu }}%"}
    source = create_document(services, ha, letter, incomplete=True)
    units = list(units_on(clock().date()).units.values())
    plain = example("cong-van") | {"subject": "rà soát nhà ở có nguy cơ mất an toàn gửi {{ unit.title }}"}
    few = PlanRequest(data=plain, choice=Choice(codes=[unit.code for unit in units[:24]]), check=True)
    world.places["finished"] = _run(services, ha, make_plan(services, ha, few))
    good = SentFile(name="chi-tieu.xlsx", content=sheet_of(units[:60], lambda n: "80"))
    begun = make_plan(services, ha, PlanRequest(data=letter, sheet=good, check=True))
    world.places["paused"] = _run(services, ha, begun, turns=2, pause=True)
    world.places["failing"] = _failing(services, ha, units)
    everyone = make_plan(services, ha, PlanRequest(data=plain, check=True, formats=(Format.DOCX, Format.PDF)))
    world.places["rehearsal"] = f"/hang-loat/{store_batch(services, ha, everyone)}/dien-tap"
    choices = Choices(document=source.id, mode="sent", provinces=("92", "86"), without=("31150",))
    draft = begin_draft(services, ha, choices, str(letter["subject"]))
    world.places["wizard"] = f"/hang-loat/soan/{draft}"
    faulty = SentFile(name="chi-tieu.xlsx", content=sheet_of(units[:60], lambda n: "" if n in {7, 31} else "80"))
    by_sheet = Choices(document=source.id, mode="sent")
    second = begin_draft(services, ha, by_sheet, str(letter["subject"]))
    change_draft(services, ha, second, by_sheet, sheet=faulty)
    world.places["wizard-sheet"] = f"/hang-loat/soan/{second}"


@dataclass(frozen=True)
class _SometimesFailing(DocumentEngine):
    """Some units cannot be made, each for its own reason (by the unit's code)."""

    reasons: dict[str, str] = field(default_factory=dict)

    def make(self, job):
        if reason := self.reasons.get(job.unit.code):
            raise InvalidInput(reason)
        return super().make(job)


def _failing(services, ha, units):
    data = example("cong-van") | {"subject": "tổ chức đối thoại với Nhân dân năm 2026 tại {{ unit.title }}"}
    plan = make_plan(services, ha, PlanRequest(data=data))
    told = ("Trích yếu dài quá 300 ký tự.", "Số 12 đã có văn bản khác dùng.", "Không lưu được tệp: đĩa đầy.")
    reasons = {units[index].code: reason for index, reason in zip((5, 171, 402), told, strict=True)}
    return _run(services, ha, plan, engine=_SometimesFailing(services, reasons=reasons), turns=25)


def _run(services, ha, plan, *, engine=None, turns=10_000, pause=False):
    batch = store_batch(services, ha, plan)
    start_batch(services, ha, batch, batch_digest(services, ha, batch))
    worker = Worker(services.database, services.files, engine or DocumentEngine(services), lease_seconds=30)
    while turns and worker.turn():
        turns -= 1
    if pause:
        pause_batch(services, ha, batch)
    return f"/hang-loat/{batch}"


def sheet_of(units, target):
    """An Excel sheet with a target for each unit."""
    book = Workbook()
    book.active.title = "Dữ liệu"
    book.active.append(["Mã đơn vị", "Tên đơn vị", "Chỉ tiêu"])
    for number, unit in enumerate(units):
        book.active.append([unit.code, unit.title, target(number)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def good():
    """A Word file without a fault."""
    return render_document(parse_document(example("quy-che")))


def faulty():
    """A Word file with a margin, a capital letter and a title before the signer's name that are wrong."""
    plan = example("ke-hoach-xa-2026") | {"number": 15}
    document = docx.Document(io.BytesIO(render_document(parse_document(plan))))
    for section in document.sections:
        section.left_margin = Mm(20)
    for words in document.element.body.iter(qn("w:t")):
        mended = (words.text or "").replace("Nhân dân", "nhân dân")
        words.text = mended.replace(plan["signer"]["name"], f"ThS. {plan['signer']['name']}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def task_sheet():
    """An Excel sheet of forty tasks as a department keeps it."""
    book = Workbook()
    book.active.append(["TT", "Nội dung công việc", "Sản phẩm", "Đơn vị chủ trì", "Phối hợp", "Thời gian hoàn thành"])
    for number in range(1, 41):
        work = f"Rà soát thủ tục hành chính lĩnh vực {number}"
        book.active.append([number, work, "Báo cáo", "Văn phòng", "Các phòng", f"Quý {'I' * (number % 3 + 1)}/2027"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
