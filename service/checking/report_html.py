"""The report as a *phiếu kiểm tra thể thức văn bản*: one HTML page with nothing from outside, made to be printed on A4."""

from html import escape
from typing import Final

from service.checking.finding import Finding
from service.checking.report import Report
from service.checking.report_text import recognised_lines, verdict_line
from service.checking.topics import Outcome

_STYLE: Final = """
@page { size: A4; margin: 15mm 15mm 15mm 20mm }
* { box-sizing: border-box }
body { font: 10.5pt/1.35 "Times New Roman", Tinos, serif; color: #000; margin: 0 auto; max-width: 180mm; padding: 6mm }
h1 { font-size: 14pt; text-align: center; margin: 0 0 1mm; text-transform: uppercase }
.name { text-align: center; margin: 0 0 4mm }
dl { display: grid; grid-template-columns: max-content 1fr max-content 1fr; gap: .6mm 4mm; margin: 0 0 3mm; padding: 2mm 0;
  border-top: .3mm solid #000; border-bottom: .3mm solid #000 }
dt { color: #444 } dd { margin: 0 }
dt.wide { grid-column: 1 } dd.wide { grid-column: 2 / -1 }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt }
th { text-align: left; border-bottom: .3mm solid #000; padding: 1mm 2mm 1mm 0 }
td { vertical-align: top; border-bottom: .1mm solid #999; padding: 1mm 2mm 1mm 0 }
tr { break-inside: avoid }
.level { white-space: nowrap; font-weight: bold }
.quiet { color: #444 }
.sum { font-weight: bold; margin: 3mm 0 }
.topics { font-size: 9pt; columns: 2; margin: 0; padding-left: 4mm }
.sign { display: grid; grid-template-columns: 1fr 1fr; text-align: center; margin-top: 6mm; break-inside: avoid }
.sign p { margin: 0 0 18mm }
@media print { body { padding: 0; max-width: none } }
"""


def report_html(report: Report, name: str = "") -> str:
    """The report as a whole HTML document; everything from the checked file is escaped."""
    body = "".join(
        (
            "<h1>Phiếu kiểm tra thể thức văn bản</h1>",
            f'<p class="name">{escape(name)}</p>' if name else "",
            _recognised(report),
            "".join(f'<p class="quiet">{escape(note)}</p>' for note in report.document.notes),
            f'<p class="sum">{escape(verdict_line(report))}</p>',
            _findings(report),
            _looked_at(report),
            _signatures(),
        )
    )
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Phiếu kiểm tra thể thức văn bản</title><style>{_STYLE}</style></head>\n<body>{body}</body></html>\n"
    )


def _recognised(report: Report) -> str:
    cells: list[str] = []
    for label, value in recognised_lines(report.document):
        wide = ' class="wide"' if len(value) > 42 else ""
        cells.append(f"<dt{wide}>{escape(label)}</dt><dd{wide}>{escape(value)}</dd>")
    return f"<dl>{''.join(cells)}</dl>"


def _findings(report: Report) -> str:
    if not report.findings:
        return ""
    rows = "".join(_row(finding) for finding in report.findings)
    head = "<tr><th>Mức</th><th>Chỗ</th><th>Đang là</th><th>Nên là</th><th>Quy định</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _row(finding: Finding) -> str:
    where = finding.where
    zone = f" (ô số {where.zone})" if where.zone[:1].isdigit() else ""
    more = f" và {where.others} chỗ nữa" if where.others else ""
    quote = f'<br><span class="quiet">{escape(where.text)}{escape(more)}</span>' if where.text or more else ""
    fix = f'<br><span class="quiet">{escape(finding.fix)}</span>' if finding.fix else ""
    return (
        f'<tr><td class="level">{finding.severity.label}</td><td>{escape(where.place)}{zone}{quote}</td>'
        f"<td>{escape(finding.found)}</td><td>{escape(finding.expected)}{fix}</td><td>{escape(finding.cite)}</td></tr>"
    )


def _looked_at(report: Report) -> str:
    """What was looked at, topic by topic: passed, or why it could not be told."""
    if not report.judged:
        return ""
    outcomes: dict[str, list[Outcome]] = {}
    for verdict in report.verdicts:
        if verdict.outcome is not Outcome.NOT_APPLICABLE:
            outcomes.setdefault(verdict.topic.label, []).append(verdict.outcome)
    items = "".join(f"<li>{escape(topic)}: {_word(found)}</li>" for topic, found in outcomes.items())
    return f'<p class="sum">Đã xem xét</p><ul class="topics">{items}</ul>'


def _word(outcomes: list[Outcome]) -> str:
    if Outcome.VIOLATED in outcomes:
        return "có điểm cần sửa"
    return "đạt" if Outcome.OK in outcomes else "chưa xác định"


def _signatures() -> str:
    return '<div class="sign"><p>Người soạn thảo</p><p>Người kiểm tra</p></div>'
