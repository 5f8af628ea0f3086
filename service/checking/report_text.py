"""The report as text for a terminal, and the summary table of many files."""

from collections.abc import Iterable, Sequence

from service.checking.finding import Finding
from service.checking.report import Recognised, Report
from service.checking.topics import Outcome, Severity

_RULE = "─" * 72


def report_text(report: Report, name: str = "") -> str:
    """The report as lines of text: what was recognised, the findings, how many rules were looked at."""
    lines = [*([name] if name else []), *_head(report.document), _RULE]
    if not report.judged:
        lines.append("Không xét thể thức theo Nghị định 30/2020/NĐ-CP.")
    for finding in report.findings:
        lines += _finding(finding)
    lines += ["", verdict_line(report)]
    return "\n".join(lines)


def recognised_lines(document: Recognised) -> list[tuple[str, str]]:
    """What was recognised, as (label, value) for people; empty values are left out."""
    sign = f"{document.number or '...'}/{document.symbol}" if document.symbol else ""
    signer = ", ".join(part for part in (document.signer, document.post) if part)
    pages = f"{document.pages} trang" if document.pages_measured else f"khoảng {document.pages} trang"
    counts = f"{pages}, {document.tables} bảng, {document.appendices} phụ lục, {document.recipients} nơi nhận"
    pairs = [
        ("Nhận ra", document.kind_name),
        ("Trạng thái", "văn bản phát hành" if document.state == "issued" else "bản dự thảo"),
        ("Cơ quan", " / ".join(part for part in (document.parent_agency, document.issuer) if part)),
        ("Số, ký hiệu", sign),
        ("Ngày", date_words(document.issued_on)),
        ("Trích yếu", document.subject),
        ("Người ký", signer),
        ("Gồm", counts if document.paragraphs else ""),
        ("Chưa xác định", ", ".join(document.undetermined)),
    ]
    return [(label, value) for label, value in pairs if value]


def date_words(iso: str) -> str:
    """An ISO date as people write it in tables: ``12/3/2026``."""
    if not iso:
        return ""
    year, month, day = iso.split("-")
    shown = month if int(month) < 3 else str(int(month))
    return f"{day}/{shown}/{year}"


def _head(document: Recognised) -> Iterable[str]:
    for label, value in recognised_lines(document):
        yield f"  {label + ':':<15}{value}"
    for note in document.notes:
        yield f"  ! {note}"


def _finding(finding: Finding) -> list[str]:
    where = finding.where
    place = f"ô số {where.zone}, {where.place}" if where.zone[:1].isdigit() else where.place
    more = f" (và {where.others} chỗ nữa)" if where.others else ""
    lines = [f"{finding.severity.label}  {place}{more}  [{finding.rule}]"]
    if where.text:
        lines.append(f"    Chỗ:      {where.text}")
    lines.append(f"    Đang là:  {finding.found}")
    lines.append(f"    Nên là:   {finding.expected}")
    lines.append(f"    Quy định: {finding.cite}")
    if finding.fix:
        lines.append(f"    Cách sửa: {finding.fix}")
    return lines


def verdict_line(report: Report) -> str:
    """One line that sums up the whole."""
    if not report.judged:
        return report.document.notes[0] if report.document.notes else "Không xét."
    passed, unknown = report.count_outcome(Outcome.OK), report.count_outcome(Outcome.UNKNOWN)
    counts = ", ".join(
        f"{report.count(severity)} {severity.label.lower()}" for severity in Severity if report.count(severity)
    )
    verdict = counts or "Đạt thể thức"
    return f"{verdict}; {passed} quy tắc đạt, {unknown} chưa xác định."


def summary_table(rows: Sequence[tuple[str, Report | str]]) -> str:
    """One line per file: name, kind, counts; a file that could not be read has its reason instead."""
    widest = max((len(name) for name, _ in rows), default=4)
    head = f"{'Tệp':<{widest}}  {'Lỗi':>4} {'Cảnh báo':>8} {'Lưu ý':>6}  Văn bản"
    lines = [head, "─" * len(head)]
    for name, result in rows:
        if isinstance(result, str):
            lines.append(f"{name:<{widest}}  không đọc được: {result}")
            continue
        counts = [result.count(severity) for severity in Severity]
        document = result.document
        title = f"{document.kind_name} {document.number}/{document.symbol}".strip(" /") or "chưa nhận ra"
        lines.append(f"{name:<{widest}}  {counts[0]:>4} {counts[1]:>8} {counts[2]:>6}  {title}")
    return "\n".join(lines)
