"""Check one document: read it, recognise it, apply every rule."""

from collections.abc import Sequence
from functools import cache

from service.checking.examined import Examined
from service.checking.finding import Finding, Where
from service.checking.printed import PrintedPage
from service.checking.recognition import recognised
from service.checking.report import Report, RuleVerdict
from service.checking.rule import Rule, registered, without_repeats
from service.checking.topics import Outcome, Severity, Topic
from service.nd30.kinds import KINDS
from service.reading import Limits, ReadDocument, Regime, read_document

_GRAVITY = list(Severity)
_TOPICS = list(Topic)
#: What can be judged of a text whose letters stand for others.
_WORDLESS = frozenset(
    {Topic.PAGE_SIZE, Topic.MARGINS, Topic.FONT_FAMILY, Topic.TEXT_COLOUR, Topic.TEXT_ENCODING, Topic.PAGE_NUMBER}
)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by topic."""
    from service.checking import rules

    assert rules.__doc__
    return registered()


def check(
    data: bytes,
    *,
    issued: bool | None = None,
    printed: Sequence[PrintedPage] | None = None,
    limits: Limits | None = None,
) -> Report:
    """Check a DOCX held in memory.

    Args:
        data: the file.
        issued: judge as an issued document (True), as a draft (False), or as what it looks like (None): blanks make a draft.
        printed: its pages as measured on a PDF, for the rules that need them.
        limits: what the file may cost.

    Raises:
        UnreadableFile: it is no DOCX, or cannot be read safely; one sentence says why.
    """
    return check_document(read_document(data, limits), issued=issued, printed=printed)


def check_document(
    read: ReadDocument, *, issued: bool | None = None, printed: Sequence[PrintedPage] | None = None
) -> Report:
    """Check a document that was read before."""
    pages = None if printed is None else tuple(printed)
    document = Examined(read, _looks_issued(read) if issued is None else issued, pages)
    findings: list[Finding] = []
    verdicts: list[RuleVerdict] = []
    for one in all_rules():
        found, outcome, reason = _judged(one, document)
        findings.extend(found)
        verdicts.append(RuleVerdict(one.id, one.topic, one.severity, one.title, one.cite, outcome, reason))
    return Report(recognised(document), _sorted(findings), tuple(verdicts))


def _looks_issued(read: ReadDocument) -> bool:
    zones = read.zones
    number_open = zones.number is None or zones.number.blank
    undated = zones.kind is not None and not KINDS[zones.kind].prints_date and zones.place_date is None
    date_open = not undated and (zones.place_date is None or zones.place_date.blank)
    return not (number_open or date_open)


def _judged(one: Rule, document: Examined) -> tuple[tuple[Finding, ...], Outcome, str]:
    regime = document.zones.regime
    if regime is not Regime.ADMINISTRATIVE and not one.every_regime:
        return (), Outcome.NOT_APPLICABLE, "văn bản theo quy định khác"
    if one.needs_pdf and document.printed is None:
        return (), Outcome.UNKNOWN, "cần bản PDF để đo"
    if document.unreadable and not one.every_regime and one.topic not in _WORDLESS:
        return (), Outcome.UNKNOWN, "chữ ở bảng mã cũ, không đọc được"
    return one.findings_and_outcome(document)


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    """By gravity, then by topic, then by place: the same document always gives the same order."""

    def key(finding: Finding) -> tuple[int, int, int]:
        return _GRAVITY.index(finding.severity), _TOPICS.index(finding.topic), _line(finding.where)

    return tuple(sorted(without_repeats(findings), key=key))


def _line(where: Where) -> int:
    return -1 if where.paragraph is None else where.paragraph
