"""Every rule for people to read: the list of ``nd30 rules`` and the page ``docs/rules.md``, both made from the code."""

from itertools import groupby

from service.checking.check import all_rules
from service.checking.rule import Rule

_MEASURED = """
## Vị trí được đo thế nào

Vị trí đọc từ tệp DOCX, không cần bản PDF; mọi độ dài tính từ góc trên, bên trái tờ giấy, bằng mm.

- Dòng chữ: mép trái chữ đầu, mép phải chữ cuối (dòng canh đều: lề phải của cột, trừ một phần mười hai chiều cao dòng khi chữ cuối
  nghiêng), đường chân chữ. Chữ ngắt dòng theo bề rộng phông Tinos (bằng Times New Roman).
- Trang: khoảng cách giữa hai đoạn là số lớn hơn trong “sau” và “trước” (tệp có doNotUseHTMLParagraphAutoSpacing: cộng lại); khoảng
  “trước” mất đi ở đầu trang tự sang; hai dòng đầu, hai dòng cuối của đoạn không rời nhau; đoạn “keep with next” đi cùng đoạn sau; dòng
  bảng không bị cắt, dòng tiêu đề bảng in lại ở trang sau; đường kẻ bảng, ô gộp, canh dọc trong ô và đầu trang cao đều được tính.
- Đường kẻ vẽ: đầu trái, độ dài, độ cao. Khung bảng: mép trên từng ô. Số trang: giữa dòng, đường chân chữ.
- Quốc hiệu đặt trong header của Word được xét như phần đầu trang 1. Chú thích cuối trang chỉ xét phông, màu và mã chữ; chỗ mà chú thích,
  biểu đồ, hình chiếm trên trang không được tính, nên vị trí của những dòng sau chúng là ước lượng.

Một bài kiểm thử đo lại mọi dòng, mọi đường kẻ và mép bảng, trên mọi trang của mọi văn bản trong `fixtures/documents/`: vị trí đọc từ
DOCX và vị trí trên bản PDF do LibreOffice in ra lệch nhau không quá 0,5 mm, cỡ chữ không quá 0,1 pt, và không chữ nào trên PDF bị bỏ sót.
"""


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
    return "\n".join(lines) + "\n" + _MEASURED


def _row(rule: Rule) -> str:
    title = rule.title + (" (đo trên bản PDF)" if rule.needs_pdf else "")
    return f"| `{rule.id}` | {rule.severity.label} | {title} | {rule.cite} |"
