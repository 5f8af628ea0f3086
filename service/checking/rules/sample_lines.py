"""Lines that the samples with words of their own print (Phụ lục III, Mục II, Mẫu 1.6 to 1.10), and what limits a delegation.

People word these lines freely, and a sample only shows one way: each line is looked for by what it says, not by its letters,
and its absence is a warning. Minutes are held against Mẫu 1.9 when they are those of a meeting; other minutes have no sample.
"""

import re
from collections.abc import Iterator
from typing import Final

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, Where, at, at_paragraph, on_page
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.wording import quoted
from service.nd30.forms import CITE_WIRES, FORMS, WIRES
from service.nd30.kinds import KINDS, Kind
from service.nd30.type_styles import Component
from service.reading import Paragraph, clean

_CITE: Final = "Phụ lục III, Mục II, Mẫu 1.6 đến 1.10"
_CITE_MINUTES: Final = FORMS[Kind.BIEN_BAN].cite


def _label(words: str) -> str:
    """The words as a label: at the beginning of a line, or with a colon behind them."""
    return rf"^\W*(?:\d+[.)]\s*)?(?:{words})\b|\b(?:{words})\b[^.\n]{{0,30}}:"


_HOUR: Final = r"\d\s?(?:giờ|h\d{0,2}|g\d{2})\b"
_PLACE: Final = rf"{_label('địa điểm')}|\btại (?!cuộc|buổi|hội nghị|phiên|kỳ)"
_PERSON: Final = r"\b(?:ông|bà|đồng chí|đ/c|anh|chị|thầy|cô)\b"
_POST: Final = r"\bchức (?:vụ|danh)\b|\b(?:chuyên|công|viên|cán|nhân|giáo) (?:viên|chức|bộ)\b|\b(?:phó|trưởng|là)\b"
_CHAIR: Final = r"\bchủ (?:trì|tọa|toạ)\b"

#: What stands for each line of a form, in their order, whatever words people choose.
_SAID: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.GIAY_MOI: (
        r"\bmời\b",
        r"\b(?:dự|họp|tham gia|làm việc)\b",
        _CHAIR,
        rf"{_label('thời gian')}|{_HOUR}",
        _PLACE,
    ),
    Kind.GIAY_GIOI_THIEU: (
        r"(?<!giấy )\bgiới thiệu\b",
        _PERSON,
        _POST,
        r"\bcử (?:đến|tới|đi)\b|\b(?:đến|tới)\b(?! hết| ngày)|\bkính gửi\b",
        r"\b(?:về việc|để|liên hệ|công tác|nội dung)\b|\bv/v\b",
        r"\b(?:đề nghị|tạo điều kiện|giúp đỡ|mong)\b",
        r"\b(?:giá trị|hiệu lực|thời hạn)\b",
    ),
    Kind.GIAY_NGHI_PHEP: (
        r"\bđơn\b",
        r"\b(?:cấp|cho phép|đồng ý)\b",
        _PERSON,
        _POST,
        r"\b(?:kể từ|từ ngày|từ hết|từ \d)",
        r"\b(?:tính vào|hằng năm|hàng năm|phép năm|lương|việc riêng)\b",
    ),
    Kind.BIEN_BAN: (
        rf"{_label('thời gian')}|{_HOUR}",
        _PLACE,
        r"\b(?:thành phần|tham dự|có mặt|dự họp|gồm)\b",
        _CHAIR,
        r"\bthư k[ýí]\b|\bghi biên bản\b",
        r"\b(?:nội dung|diễn biến|chương trình|thảo luận)\b",
        r"\b(?:kết thúc|bế mạc|lập xong)\b",
    ),
}
_DELEGATED: Final = re.compile(
    r"\b(?:ký|kí)\b[^\n]*\b(?:văn bản|giấy tờ|hợp đồng)|\bthừa [uủ][yỷ] quyền", re.IGNORECASE
)
_TERM: Final = re.compile(r"\b(?:thời hạn|thời gian|đến hết|đến ngày|đến khi|kể từ|từ ngày)\b", re.IGNORECASE)


@rule("sample-lines", Topic.BODY_STRUCTURE, Severity.WARNING, _CITE)
def sample_lines(document: Examined) -> Iterator[Verdict]:
    """Công điện, giấy mời, giấy giới thiệu, giấy nghỉ phép, biên bản cuộc họp có đủ các dòng của mẫu."""
    kind = document.kind
    if kind is Kind.CONG_DIEN:
        yield from _telegram(document)
    elif kind not in _SAID:
        yield NotApplicable("mẫu không có dòng in sẵn")
    elif kind is Kind.BIEN_BAN and not document.minutes_of_meeting:
        yield NotApplicable("không phải biên bản cuộc họp")
    else:
        yield from _missing_lines(document, kind)


def _missing_lines(document: Examined, kind: Kind) -> Iterator[Verdict]:
    form, name = FORMS[kind], KINDS[kind].name.lower()
    lines = _said(document)
    if not lines or document.facts.boxes:
        yield Unknown("chưa đọc được hết nội dung")
        return
    if kind is Kind.BIEN_BAN and not document.of(Component.NUMBER):
        yield _absent(on_page("Dưới tên cơ quan"), f"Số: .../{KINDS[kind].abbreviation}-...", form.cite)
    behind: Paragraph | None = None
    for line, pattern in zip((*form.lines, *form.closing), _SAID[kind], strict=True):
        said = next((one for one, text in lines if re.search(pattern, text, re.IGNORECASE | re.MULTILINE)), None)
        if said is None:
            where = at_paragraph(behind) if behind else on_page(f"Nội dung {name}")
            yield _absent(where, _shown(line), form.cite)
        behind = said or behind


def _said(document: Examined) -> list[tuple[Paragraph, str]]:
    """Every paragraph between title and signature: where a line is centred, it may have been taken for the subject."""
    parts = (Component.SUBJECT, Component.ADDRESSEE, Component.ADDRESSEE_LIST, Component.LEGAL_BASIS)
    held = [piece.paragraph for component in parts for piece in document.of(component)]
    paragraphs = dict.fromkeys((*document.zones.content, *held))
    return [(one, "\n".join(map(clean, one.printed.split("\n")))) for one in paragraphs if one.text.strip()]


def _shown(line: str) -> str:
    """A line of the sample with dots where people write."""
    return re.sub(r"\{\w+\}", "...", line.replace("{end}", "")).replace("....", "...")


def _absent(where: Where, line: str, cite: str) -> Finding:
    sample = cite.rpartition(", ")[2]
    fix = f"Thêm dòng {quoted(line)} theo {sample}."
    return Finding(where, f"không có dòng {quoted(line)}", quoted(line), cite, fix)


def _telegram(document: Examined) -> Iterator[Verdict]:
    title = document.first(Component.TITLE)
    if document.of(Component.ADDRESSEE):
        yield NotApplicable("đã xét ở Kính gửi")
    elif document.facts.boxes or title is None:
        yield Unknown("chưa đọc được hết nội dung")
    elif not document.of(Component.WIRED_BY):
        yield _absent(at(title, Component.TITLE), f"... {WIRES}", CITE_WIRES)
    elif not document.of(Component.ADDRESSEE_LIST):
        yield _absent(at(document.of(Component.WIRED_BY)[-1], Component.WIRED_BY), "- ...;", CITE_WIRES)


@rule("minutes-signatures", Topic.SIGNER, Severity.WARNING, _CITE_MINUTES, "Thêm chữ ký còn thiếu.")
def minutes_signatures(document: Examined) -> Iterator[Verdict]:
    """Biên bản cuộc họp có chữ ký của thư ký và của chủ tọa."""
    signers = document.zones.signers
    if not document.minutes_of_meeting:
        yield NotApplicable("không phải biên bản cuộc họp")
    elif not signers:
        yield Unknown("chưa nhận ra người ký")
    elif len(signers) == 1:
        post = signers[0].authority[0]
        yield Finding(at(post, Component.AUTHORITY), f"chỉ có {quoted(post.text)}", "thư ký và chủ tọa")


@rule("delegation-term", Topic.BODY_STRUCTURE, Severity.WARNING, "Điều 13, khoản 3", "Ghi thời hạn ủy quyền.")
def delegation_term(document: Examined) -> Iterator[Verdict]:
    """Giấy ủy quyền ký thừa ủy quyền giới hạn thời gian ủy quyền."""
    text = "\n".join(words for _, words in _said(document))
    if document.kind is not Kind.GIAY_UY_QUYEN or not _DELEGATED.search(text):
        yield NotApplicable("không giao ký thừa ủy quyền")
    elif not _TERM.search(text):
        yield Finding(on_page("Nội dung giấy ủy quyền"), "không có thời hạn ủy quyền", "thời hạn ủy quyền")
