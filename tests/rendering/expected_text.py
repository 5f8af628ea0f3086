"""What the paper must say, paragraph by paragraph, told from the data alone: nothing here looks at templates or at Word."""

import re

from service.documents import plain_text
from service.documents.form_wording import closing_lines, form_lines, form_values, sender_line, wired_lines
from service.documents.labels import STATES
from service.documents.progress import reported_day, state_on
from service.documents.progress_blocks import CHART_CAPTION, CHART_STATES, chart_bars, computed_blocks
from service.documents.wording import (
    addressee_lines,
    appendix_heading,
    archive_line,
    attached_line,
    competence_line,
    contact_lines,
    date_line,
    drafter_line,
    issuer_lines,
    kind_title,
    legal_basis_lines,
    number_line,
    parent_line,
    recipient_line,
    signer_lines,
    subject_line,
)
from service.nd30.kinds import KINDS, Addressing, Kind

#: Columns of the task table and their headings: the usual ones, and those of a report.
USUAL = {
    "ordinal": "TT",
    "group": "Nhiệm vụ chung",
    "task": "Nhiệm vụ cụ thể",
    "output": "Sản phẩm",
    "lead": "Cơ quan chủ trì",
    "coordinating": "Cơ quan phối hợp",
    "due": "Thời gian thực hiện",
}
OF_A_REPORT = {
    **{name: heading for name, heading in USUAL.items() if name != "coordinating"},
    "state": "Tình trạng",
    "percent": "Tỷ lệ (%)",
    "evidence": "Kết quả, minh chứng",
    "reason": "Nguyên nhân, ghi chú",
}
NATION = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def expected_paragraphs(document):
    """Texts of the main part in reading order, each as `told` makes comparable."""
    return [bare for text in _document(document) if (bare := told(text))]


def told(text):
    """A text as far as it must agree: letters of one case, single spaces, no mark at the end."""
    return re.sub(r"(?:\s*\./\.|[\s;,.])+$", "", " ".join(text.split()).casefold()).strip()


def _document(document):
    facts = KINDS[document.kind]
    is_letter = document.kind is Kind.CONG_VAN
    yield from _heading(document)
    yield number_line(document)
    if is_letter:
        yield subject_line(document)
    yield date_line(document) if facts.prints_date else ""
    if not is_letter:
        yield kind_title(document.kind)
        yield subject_line(document) if facts.prints_subject else ""
    yield competence_line(document) if facts.enacting_line else ""
    yield from _addressees(document)
    yield from map(plain_text, legal_basis_lines(document))
    yield from map(plain_text, document.opening)
    yield facts.enacting_line
    yield from form_lines(document)
    yield from _blocks(document.body.content, document)
    yield from closing_lines(document)
    yield from _foot(document)
    yield form_values(document).get("confirmation", "")
    yield from _attachment(document)
    for index, appendix in enumerate(document.appendices):
        yield appendix_heading(index, len(document.appendices))
        yield appendix.name or ""
        yield attached_line(document)
        yield from _blocks(appendix.content, document)


def _heading(document):
    yield parent_line(document)
    yield " ".join(issuer_lines(document.issuer))
    yield from NATION


def _addressees(document):
    if document.kind is Kind.CONG_DIEN:
        yield sender_line(document)
        yield from wired_lines(document)
        return
    lines = addressee_lines(document) if KINDS[document.kind].addressing is not Addressing.OTHERWISE else ()
    if len(lines) == 1:
        yield f"Kính gửi: {lines[0]}"
    elif lines:
        yield from ("Kính gửi:", *lines)


def _foot(document):
    if document.minutes:
        yield from ("THƯ KÝ", document.minutes.secretary_name)
        yield from _signer(document)
        yield from _recipients(document)
    else:
        yield from _recipients(document)
        yield from _signer(document)


def _recipients(document):
    yield "Nơi nhận:"
    yield from map(recipient_line, document.recipients)
    yield archive_line(document.archive)
    yield drafter_line(document.drafter_mark) if document.drafter_mark else ""


def _signer(document):
    yield from signer_lines(document.signer)
    yield document.signer.other_post or ""
    yield document.signer.name


def _attachment(document):
    if document.attachment:
        yield from _heading(document)
        yield kind_title(document.attachment.kind)
        yield document.attachment.subject
        yield attached_line(document)
        yield from _blocks(document.attachment.body.content, document)


def _blocks(content, document):
    for block in content:
        match block.type:
            case "table":
                yield from _table(block)
            case "task-table":
                yield from _tasks(document, block)
            case "progress-chart":
                yield from _chart(document)
            case "progress-figures" | "late-list":
                yield from _blocks(computed_blocks(block, document), document)
            case _:
                yield getattr(block, "title", None) or ""
                yield plain_text(getattr(block, "text", None) or ())
        yield from _blocks(getattr(block, "content", ()), document)


def _chart(document):
    bars = chart_bars(document)
    yield CHART_CAPTION
    for bar in bars:
        yield bar.name
        yield from (str(count) for count in bar.counts if count)
        yield f"{bar.counts[0]}/{sum(bar.counts)} ({bar.share})"
    yield from (name for at, name in enumerate(CHART_STATES) if any(bar.counts[at] for bar in bars))


def _table(table):
    yield plain_text(table.caption or ())
    yield from (plain_text(column.heading) for column in table.columns)
    above = None
    for row in table.rows:
        merged = table.merge_equal and above is not None and row[0] and row[0] == above[0]
        yield from (plain_text(cell) for cell in (row[1:] if merged else row))
        above = row


def _tasks(document, table):
    columns = OF_A_REPORT if table.with_progress else USUAL
    yield from columns.values()
    number, day = 0, reported_day(document)
    for group in document.tasks:
        lead = None
        for index, task in enumerate(group.tasks):
            number += 1
            for at, output in enumerate(task.outputs):
                new = at == 0
                merged_lead = table.merge_equal_lead and task.lead == lead
                progress = output.progress
                cells = {
                    "ordinal": str(number) if new else "",
                    "group": group.name if new and index == 0 else "",
                    "task": plain_text(task.name) if new else "",
                    "output": output.name,
                    "lead": "; ".join(task.lead) if new and not merged_lead else "",
                    "coordinating": "; ".join(task.coordinating) if new else "",
                    "due": output.due.words,
                    "state": STATES.get(state_on(output, day), ""),
                    "percent": "" if progress is None or progress.percent is None else str(progress.percent),
                    "evidence": (progress and progress.evidence) or "",
                    "reason": (progress and progress.reason) or "",
                }
                yield from (cells.get(column, "") for column in columns)
            lead = task.lead


def expected_contact(document):
    """Lines at the foot of page 1."""
    return contact_lines(document.contact) if document.contact else ()
