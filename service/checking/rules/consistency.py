"""One part of a document against another: number and title, authority and signer, appendix and document, citations, dates, names."""

import re
from collections.abc import Iterator
from datetime import date

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at, at_paragraph
from service.checking.outline import Level, outline
from service.checking.rule import rule
from service.checking.rules.recipients import item_text, recipient_items
from service.checking.rules.signer import signs_for_collective
from service.checking.topics import Severity, Topic
from service.checking.wording import quoted
from service.nd30.kinds import BY_ABBREVIATION, CITE_KINDS, KINDS
from service.nd30.page import CITE_APPENDIX_ATTACHED
from service.nd30.type_styles import Component
from service.reading import Paragraph, Piece, clean, letters
from service.units import spelling_key

_CITE_AUTHORITY = "Phụ lục III, Mẫu 1.2, ghi chú 6"
_CITE_CITATION = "Phụ lục I, Phần I, Mục II, khoản 6, điểm b"
_NUMBER_IN_WORDS = re.compile(r"\bsố:?\s*(?P<number>\d+)\s?/\s?(?P<sign>[\w&.-]+(?:-[\w&.-]+)*)")
_DATE_IN_WORDS = re.compile(r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})")
_THIS = re.compile(
    r"\bĐiều\s+(?P<number>\d+)(?:\s+của)?\s+(?P<kind>Quyết định|Nghị quyết|Quy chế|Quy định|Kế hoạch|Chỉ thị|Chương trình) này\b"
)
_LIKE_ARTICLE = re.compile(r"Như\s+Điều\s+(?P<number>\d+)", re.IGNORECASE)
_DAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "nhật": 6}
_WEEKDAY = re.compile(
    r"(?P<day_name>[Tt]hứ (?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ nhật|[Cc]hủ Nhật)\s*[,(]?\s*(?:ngày\s+)?"
    r"(?P<day>\d{1,2})(?:/|-|\s+tháng\s+)(?P<month>\d{1,2})(?:/|-|\s+năm\s+)(?P<year>\d{4})"
)
_ANY_DATE = re.compile(
    r"\bngày\s+(?P<day>\d{1,2})(?:/|-|\s+tháng\s+)(?P<month>\d{1,2})(?:/|-|\s+năm\s+)(?P<year>\d{4})"
)
_BODY_NAME = re.compile(
    r"\b(?:Sở|Phòng|Ban|Bộ|Trung tâm|Chi cục|Cục|Văn phòng|Hội|Trường|Công an|[ỦU][yỷ] ban|Uỷ ban)(?: (?:- )?[\w&]+){2,7}"
)
#: What all such names share and other rules judge: only what follows is compared.
_SHARED = ("ủy ban nhân dân", "ủy ban")
_FULL_CITATION = re.compile(
    r"\bsố:?\s*(?P<sign>\d+/[\w&./-]+)\s+ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\s+của\b"
)
_FEWEST_WORDS = 3


@rule("number-matches-title", Topic.CONSISTENCY, Severity.ERROR, CITE_KINDS)
def number_matches_title(document: Examined) -> Iterator[Verdict]:
    """Chữ viết tắt trong ký hiệu phải là của tên loại."""
    number, kind, piece = document.zones.number, document.kind, document.first(Component.NUMBER)
    if number is None or piece is None or kind is None or not document.of(Component.TITLE) or not number.groups:
        yield NotApplicable()
        return
    written = number.groups[0].strip()
    expected = KINDS[kind].abbreviation
    if written in BY_ABBREVIATION and expected and written != expected:
        found = f"{quoted(written)} là {KINDS[BY_ABBREVIATION[written]].name}"
        fix = f"Đổi ký hiệu thành {quoted(expected)} hoặc sửa tên loại."
        yield Finding(at(piece, Component.NUMBER), found, f"{quoted(expected)} ({KINDS[kind].name})", fix=fix)


@rule("authority-matches-signer", Topic.CONSISTENCY, Severity.ERROR, _CITE_AUTHORITY)
def authority_matches_signer(document: Examined) -> Iterator[Verdict]:
    """Dòng thẩm quyền ban hành khớp với quyền hạn người ký: tập thể thì TM., người đứng đầu thì không TM."""
    line, collective = document.first(Component.ENACTING_AUTHORITY), signs_for_collective(document)
    if line is None or collective is None:
        yield NotApplicable("không có dòng thẩm quyền ban hành")
        return
    is_people_s_committee = "ubannhandan" in letters(line.text).replace("uyban", "uban")
    by_head = letters(line.text).startswith("chutich")
    if not is_people_s_committee:
        yield NotApplicable("chỉ xét với Ủy ban nhân dân")
    elif by_head and collective:
        fix = "Bỏ “TM.” hoặc ghi thẩm quyền là tên Ủy ban nhân dân."
        yield Finding(
            at(line, Component.ENACTING_AUTHORITY), "thẩm quyền của Chủ tịch, ký TM.", "hai nơi khớp nhau", fix=fix
        )
    elif not by_head and not collective:
        fix = "Thêm dòng “TM. ỦY BAN NHÂN DÂN” hoặc ghi thẩm quyền của Chủ tịch."
        yield Finding(
            at(line, Component.ENACTING_AUTHORITY),
            "thẩm quyền của Ủy ban nhân dân, ký không TM.",
            "hai nơi khớp nhau",
            fix=fix,
        )


@rule("attached-matches-document", Topic.CONSISTENCY, Severity.ERROR, CITE_APPENDIX_ATTACHED)
def attached_matches_document(document: Examined) -> Iterator[Verdict]:
    """Dòng “(Kèm theo ...)” khớp với số, ký hiệu và ngày của văn bản."""
    references = [one.attached for one in document.zones.appendices if one.attached]
    references += [one.attached for one in document.zones.attachments if one.attached]
    if not references:
        yield NotApplicable("không có dòng kèm theo")
    for pieces in references:
        text = " ".join(piece.text for piece in pieces)
        yield from _number_differs(document, pieces[0], text)
        yield from _date_differs(document, pieces[0], text)


def _number_differs(document: Examined, piece: Piece, text: str) -> Iterator[Finding]:
    number, match = document.zones.number, _NUMBER_IN_WORDS.search(text)
    if number is None or not number.number or not number.sign or match is None:
        return
    same_number = int(match["number"]) == int(number.number)
    if not same_number or match["sign"].rstrip(".").upper() != number.sign.upper():
        right = f"{number.number}/{number.sign}"
        found = quoted(f"{match['number']}/{match['sign']}")
        yield Finding(at(piece, Component.APPENDIX_ATTACHED), found, quoted(right), fix=f"Sửa thành số {right}.")


def _date_differs(document: Examined, piece: Piece, text: str) -> Iterator[Finding]:
    place_date, match = document.zones.place_date, _DATE_IN_WORDS.search(text)
    issued = place_date.date if place_date else None
    if issued is None or match is None:
        return
    if (int(match["day"]), int(match["month"]), int(match["year"])) != (issued.day, issued.month, issued.year):
        right = f"{issued.day:02d}/{issued.month}/{issued.year}"
        fix = f"Sửa thành ngày {right}."
        yield Finding(at(piece, Component.APPENDIX_ATTACHED), quoted(match[0]), f"ngày {right}", fix=fix)


@rule("article-cited-exists", Topic.CONSISTENCY, Severity.ERROR, _CITE_CITATION, "Sửa số điều được viện dẫn.")
def article_cited_exists(document: Examined) -> Iterator[Verdict]:
    """Điều được viện dẫn trong chính văn bản phải có."""
    own = _articles(document.prose)
    texts = [(document.prose, own)]
    texts += [(one.paragraphs, _articles(one.paragraphs)) for one in document.zones.attachments]
    if not any(articles for _, articles in texts):
        yield NotApplicable("không chia điều")
        return
    for paragraphs, articles in texts:
        for paragraph in paragraphs if articles else ():
            for match in _THIS.finditer(clean(paragraph.text)):
                if int(match["number"]) not in articles and not _cites_other(document, match["kind"], paragraphs):
                    yield Finding(at_paragraph(paragraph), quoted(match[0]), f"có từ Điều 1 đến Điều {max(articles)}")
    for item in recipient_items(document):
        like = _LIKE_ARTICLE.search(item_text(item))
        if like and own and int(like["number"]) not in own:
            where = at(item[0], Component.RECIPIENTS_LIST)
            yield Finding(where, quoted(like[0]), f"có từ Điều 1 đến Điều {max(own)}")


def _articles(paragraphs: tuple[Paragraph, ...]) -> set[int]:
    return {line.value for line in outline(paragraphs) if line.level is Level.ARTICLE and line.value is not None}


def _cites_other(document: Examined, kind: str, paragraphs: tuple[Paragraph, ...]) -> bool:
    """Inside a decision, "Điều 9 Quy chế này" means the attached text, and the other way round."""
    main = paragraphs is document.prose
    titles = [letters(piece.text) for one in document.zones.attachments for piece in one.title]
    return letters(kind) in titles if main else letters(kind) not in titles


@rule("weekday-matches-date", Topic.CONSISTENCY, Severity.WARNING, "Điều 8", "Sửa thứ hoặc ngày.")
def weekday_matches_date(document: Examined) -> Iterator[Verdict]:
    """Thứ trong tuần khớp với ngày tháng."""
    names = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
    for piece in document.read.pieces:
        for match in _WEEKDAY.finditer(piece.text):
            day, written = _date(match), _weekday(match["day_name"])
            if day is not None and written is not None and day.weekday() != written:
                yield Finding(at(piece), quoted(match[0]), f"{names[day.weekday()]}, ngày {day:%d/%m/%Y}")


def _weekday(words: str) -> int | None:
    last = words.split()[-1].lower()
    return int(last) - 2 if last.isdigit() else _DAYS.get(last)


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


@rule("date-exists", Topic.CONSISTENCY, Severity.WARNING, "Điều 8", "Sửa ngày, tháng.")
def date_exists(document: Examined) -> Iterator[Verdict]:
    """Ngày nêu trong nội dung phải có trong lịch."""
    for piece in document.read.pieces:
        if piece in document.of(Component.PLACE_DATE):
            continue
        for match in _ANY_DATE.finditer(piece.text):
            if _date(match) is None:
                yield Finding(at(piece), quoted(match[0]), "một ngày có trong lịch")


@rule("body-name-spelling", Topic.CONSISTENCY, Severity.WARNING, "Điều 8", "Dùng một cách viết.")
def body_name_spelling(document: Examined) -> Iterator[Verdict]:
    """Tên một cơ quan viết thống nhất trong văn bản."""
    seen: dict[tuple[str, ...], list[str]] = {}
    told: set[tuple[str, ...]] = set()
    for piece in document.read.pieces:
        if piece.upper:
            continue
        for match in _BODY_NAME.finditer(piece.text):
            words = _compared(match[0])
            key = tuple(map(spelling_key, words[:_FEWEST_WORDS]))
            if len(words) < _FEWEST_WORDS or key in told:
                continue
            first = seen.setdefault(key, words)
            one, other = _alike(first, words)
            if one != other:
                told.add(key)
                yield Finding(at(piece), f"{quoted(one)} và {quoted(other)}", "một cách viết")


def _compared(name: str) -> list[str]:
    """The words of a name that may be spelt in two ways; what follows the name by chance differs anyway."""
    words = name.replace(" - ", " ").split()
    folded = spelling_key(name)
    shared = next((one for one in _SHARED if folded.startswith(spelling_key(one))), "")
    return words[len(shared.split()) :]


def _alike(first: list[str], second: list[str]) -> tuple[str, str]:
    """The two names as far as they are the same but for spelling."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if spelling_key(one) != spelling_key(other):
            break
        count += 1
    return " ".join(first[:count]), " ".join(second[:count])


@rule("citation-repeated", Topic.CONSISTENCY, Severity.INFO, _CITE_CITATION, "Lần sau chỉ ghi tên loại và số, ký hiệu.")
def citation_repeated(document: Examined) -> Iterator[Verdict]:
    """Viện dẫn đầy đủ một văn bản chỉ ở lần đầu."""
    if not document.prose:
        yield Unknown("chưa nhận ra nội dung")
    seen: set[str] = set()
    told: set[str] = set()
    ordinals = {p.ordinal for p in document.prose} | {p.paragraph.ordinal for p in document.of(Component.LEGAL_BASIS)}
    for piece in document.read.pieces:
        if piece.paragraph.ordinal not in ordinals:
            continue
        for match in _FULL_CITATION.finditer(piece.text):
            sign = match["sign"]
            if sign in seen and sign not in told:
                told.add(sign)
                yield Finding(at(piece), f"ghi đầy đủ lần nữa số {sign}", "chỉ ghi tên loại và số, ký hiệu")
            seen.add(sign)
