"""A report begun from a plan: the plan's own tasks, and a place for what has become of them."""

from service.documents.body import Body, Clause, LateList, Paragraph, ProgressFigures, Section
from service.documents.dates import PartialDate
from service.documents.model import Document
from service.documents.people import Recipient
from service.documents.tasks import TaskGroup
from service.documents.text import Run
from service.documents.wording import NHU_TREN, long_date
from service.nd30.kinds import KINDS, Kind, Layout
from service.nd30.numbering import padded_number


def progress_report_from(
    plan: Document, *, period: str, addressees: tuple[str, ...] = (), reported_on: PartialDate | None = None
) -> Document:
    """Return a draft report (báo cáo) on the tasks of `plan`.

    Args:
        plan: the document whose tasks are reported on.
        period: the time reported on, in words: ``quý I năm 2026``.
        addressees: superior bodies (Kính gửi); none for a report that stays on its own level.
        reported_on: the day the figures are of.
    """
    above = (Recipient(name=NHU_TREN),) if addressees else ()
    copies = tuple(recipient for recipient in plan.recipients if recipient.name not in addressees)
    return plan.model_copy(
        update={
            "kind": Kind.BAO_CAO,
            "number": None,
            "symbol": None,
            "issued_on": PartialDate(reported_on.year, reported_on.month) if reported_on else None,
            "subject": f"Kết quả thực hiện {_cited(plan)} {period}",
            "legal_bases": (),
            "opening": (
                _words(f"Thực hiện {_cited_in_full(plan)}, {plan.issuer.name} báo cáo kết quả {period} như sau:"),
            ),
            "body": _body(),
            "addressees": addressees,
            "upward": bool(addressees),
            "appendices": (),
            "attachment": None,
            "tasks": tuple(map(_not_reported, plan.tasks)),
            "reported_on": reported_on,
            "recipients": above + copies,
        }
    )


def _words(text: str) -> tuple[Run, ...]:
    return (Run(text=text),)


def _cited(plan: Document) -> str:
    """Return the plan as later mentions cite it: its kind, number and sign (Phụ lục I, Phần I, Mục II, khoản 6, điểm b)."""
    name = KINDS[plan.kind].name
    return f"{name} số {padded_number(plan.number)}/{plan.printed_symbol}" if plan.number else name


def _cited_in_full(plan: Document) -> str:
    """Return the plan as its first mention cites it: number, sign, date, issuer and subject."""
    date = f" {long_date(plan.issued_on)}" if plan.is_issued else ""
    subject = plan.subject[:1].lower() + plan.subject[1:]
    about = "" if subject.startswith("về ") else "về "
    return f"{_cited(plan)}{date} của {plan.issuer.name} {about}{subject}"


def _body() -> Body:
    result = Section(
        title="Kết quả thực hiện",
        content=(
            Clause(title="Kết quả chung", content=(ProgressFigures(),)),
            Clause(title="Nhiệm vụ chậm tiến độ", content=(LateList(),)),
        ),
    )
    ahead = Section(
        title="Nhiệm vụ trọng tâm thời gian tới",
        content=(Paragraph(text=_words("Tiếp tục thực hiện các nhiệm vụ được giao.")),),
    )
    return Body(layout=Layout.SECTIONS, content=(result, ahead))


def _not_reported(group: TaskGroup) -> TaskGroup:
    """Return a group whose outputs wait for their progress."""
    tasks = (
        task.model_copy(
            update={"outputs": tuple(output.model_copy(update={"progress": None}) for output in task.outputs)}
        )
        for task in group.tasks
    )
    return group.model_copy(update={"tasks": tuple(tasks)})
