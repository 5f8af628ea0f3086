"""Documents under other rules, and state secrets: told, not judged."""

from collections.abc import Iterator

from service.checking.examined import Examined
from service.checking.finding import Finding, Verdict, on_page
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.nd30.page import IN_FORCE_FROM
from service.reading import Regime

_SECRETS = "Phụ lục I, Phần I, Mục III, khoản 2, điểm a"
_RULES = {
    Regime.NORMATIVE: (
        "văn bản quy phạm pháp luật",
        "thể thức theo pháp luật về ban hành văn bản quy phạm pháp luật",
        "Điều 4",
    ),
    Regime.PARTY: ("văn bản của Đảng", "thể thức theo hướng dẫn của Văn phòng Trung ương Đảng", "Điều 2"),
    Regime.UNRECOGNISED: ("không phải văn bản hành chính", "văn bản có Quốc hiệu, số, ký hiệu, nơi nhận", "Điều 8"),
    Regime.EARLIER: ("văn bản trước ngày 05/3/2020", "thể thức theo quy định khi đó", "Điều 37"),
}

assert IN_FORCE_FROM == "2020-03-05", "the words above name the day"


@rule("regime-other", Topic.CONSISTENCY, Severity.INFO, "Điều 2, Điều 4, Điều 37", every_regime=True)
def regime_other(document: Examined) -> Iterator[Verdict]:
    """Văn bản theo quy định khác thì không xét theo Nghị định này."""
    regime = document.zones.regime
    if regime in _RULES:
        name, rules, cite = _RULES[regime]
        found = f"{name}: {document.zones.regime_reason}"
        yield Finding(on_page("Cả văn bản"), found, rules, cite, "Kiểm tra theo quy định tương ứng.")


@rule("secret-mark", Topic.STAMPS, Severity.ERROR, _SECRETS, every_regime=True)
def secret_mark(document: Examined) -> Iterator[Verdict]:
    """Văn bản có dấu chỉ độ mật không được xử lý trên hệ thống này."""
    if document.zones.regime is Regime.CLASSIFIED:
        yield Finding(
            on_page("Dấu chỉ độ mật"),
            "có dấu chỉ độ mật",
            "không đưa văn bản mật lên hệ thống này",
            fix="Xóa tệp khỏi máy này và xử lý theo quy định về bảo vệ bí mật nhà nước.",
        )
