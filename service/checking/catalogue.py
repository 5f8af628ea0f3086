"""Every rule for people to read: the list of ``nd30 rules`` and the page ``docs/rules.md``, both made from the code."""

from itertools import groupby

from service.checking.check import all_rules
from service.checking.rule import Rule


def rules_table() -> str:
    """One line per rule: id, severity, title, provision."""
    rules = all_rules()
    widest = max(len(rule.id) for rule in rules)
    return "\n".join(f"{rule.id:<{widest}}  {rule.severity.label:<8}  {rule.title}  [{rule.cite}]" for rule in rules)


def rules_data() -> list[dict[str, str]]:
    """Every rule as plain data."""
    return [
        {
            "rule": rule.id,
            "topic": rule.topic.value,
            "severity": rule.severity.value,
            "cite": rule.cite,
            "title": rule.title,
        }
        for rule in all_rules()
    ]


def rules_markdown() -> str:
    """The page ``docs/rules.md``."""
    lines = [
        "# Quy tắc kiểm tra thể thức",
        "",
        "Trang này do `nd30 rules --format markdown` tạo từ mã nguồn; đừng sửa tay.",
        "",
        "Lỗi: trái lời văn Nghị định 30/2020/NĐ-CP. Cảnh báo: khác mẫu hoặc khác cách làm đã ổn định. Lưu ý: nên biết.",
        f"Có {len(all_rules())} quy tắc.",
    ]
    for topic, rules in groupby(all_rules(), key=lambda rule: rule.topic):
        lines += [
            "",
            f"## {topic.label} (`{topic.value}`)",
            "",
            "| Quy tắc | Mức | Nội dung | Quy định |",
            "|---|---|---|---|",
        ]
        lines += [_row(rule) for rule in rules]
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    title = rule.title + (" (đo trên bản PDF)" if rule.needs_pdf else "")
    return f"| `{rule.id}` | {rule.severity.label} | {title} | {rule.cite} |"
