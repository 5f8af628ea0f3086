"""A Word template tried on every situation that its kind knows, before anybody may choose it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from service.checking import Finding, Severity, annotate, check
from service.documents import Document, parse_document
from service.documents.starting import starting_document
from service.errors import InvalidDocument, Problem
from service.nd30.kinds import Kind
from service.rendering import CompiledTemplate, render_document
from service.sentences import Sentence

_LONG_AGENCY: Final = "Ban Quản lý các khu công nghiệp, khu kinh tế và khu công nghệ cao"
_LONG_SUBJECT: Final = (
    "Triển khai đồng bộ các nhiệm vụ, giải pháp cải cách thủ tục hành chính, chuyển đổi số và nâng cao chất lượng "
    "phục vụ người dân, doanh nghiệp trên địa bàn"
)
#: Situations in which a layout goes wrong, as changes to the example of a kind; those a kind does not know are left out.
_SITUATIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    Sentence("ví dụ của tên loại"): {},
    Sentence("bản đã phát hành"): {"number": 7, "issued_on": "2026-03-05"},
    Sentence("số nhiều chữ số"): {"number": 12345, "issued_on": "2026-12-31"},
    Sentence("có cơ quan chủ quản"): {
        "issuer": {"name": "Sở Nội vụ", "sign": "SNV", "place": "Vĩnh Long"},
        "parent_agency": {"name": "Ủy ban nhân dân tỉnh Vĩnh Long"},
        "signer": {"post": "Giám đốc", "name": "Võ Minh Luân"},
    },
    Sentence("tên cơ quan dài"): {
        "issuer": {"name": _LONG_AGENCY, "sign": "BQL", "place": "Thành phố Hồ Chí Minh"},
        "parent_agency": {"name": "Ủy ban nhân dân Thành phố Hồ Chí Minh"},
        "signer": {"post": "Trưởng ban", "name": "Nguyễn Hoàng Phương Thảo"},
    },
    Sentence("trích yếu dài"): {"subject": _LONG_SUBJECT},
    Sentence("phó ký thay"): {
        "signer": {
            "authority": [{"form": "TM", "of": "Ủy ban nhân dân"}, {"form": "KT", "of": "Chủ tịch"}],
            "post": "Phó Chủ tịch",
            "name": "Lê Thị Kim Ngân",
        }
    },
    Sentence("nhiều nơi nhận"): {
        "recipients": [{"name": f"Phòng, đơn vị trực thuộc số {number}"} for number in range(1, 17)]
    },
    Sentence("không có căn cứ"): {"legal_bases": []},
    Sentence("có dấu chỉ độ khẩn"): {"urgency": "khan"},
    Sentence("văn bản điện tử"): {"medium": "electronic"},
    Sentence("có ký hiệu người soạn thảo"): {"drafter_mark": {"sign": "NTTH", "copies": 5}},
}


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What came of all trials of a template.

    Attributes:
        count: situations tried.
        warnings, infos: rules of that severity which some trial does not keep.
        problems: of the template, each with the situation in which it shows.
        marked: the first trial that failed, with comments, or empty.
    """

    count: int
    warnings: int
    infos: int
    problems: tuple[Problem, ...]
    marked: bytes = b""

    def as_data(self) -> dict[str, Any]:
        """What the row of the version keeps."""
        return {"trials": self.count, "errors": len(self.problems), "warnings": self.warnings, "infos": self.infos}


def try_out(kind: Kind, template: CompiledTemplate) -> Trial:
    """Render and check the template in every situation; an error of form is a problem of the template."""
    problems: dict[tuple[str, str], Problem] = {}
    broken: dict[Severity, set[str]] = {severity: set() for severity in Severity}
    marked = b""
    situations = trial_documents(kind)
    for situation, document in situations.items():
        docx = render_document(document, template)
        report = check(docx, issued=document.is_issued)
        errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
        for finding in report.findings:
            broken[finding.severity].add(finding.rule)
        if errors and not marked:
            marked = annotate(docx, report)
        for finding in errors:
            problems.setdefault((finding.rule, finding.where.place), _problem(situation, finding))
    return Trial(
        count=len(situations),
        warnings=len(broken[Severity.WARNING]),
        infos=len(broken[Severity.INFO]),
        problems=tuple(problems.values()),
        marked=marked,
    )


def trial_documents(kind: Kind) -> dict[str, Document]:
    """The documents that a template of this kind must be able to print, by situation."""
    example = starting_document(kind).as_data()
    found: dict[str, Document] = {}
    for situation, changes in _SITUATIONS.items():
        try:
            found[situation] = parse_document({**example, **changes})
        except InvalidDocument:
            continue  # this kind does not know the situation
    return found


def _problem(situation: str, finding: Finding) -> Problem:
    message = Sentence(
        "%(found)s; phải là %(expected)s (%(cite)s).", found=finding.found, expected=finding.expected, cite=finding.cite
    )
    place = Sentence("In thử %(situation)s: %(place)s", situation=situation, place=finding.where.place)
    return Problem(place, finding.rule, message)
