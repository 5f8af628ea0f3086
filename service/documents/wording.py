"""The words a document prints, made from its data: numbers, dates, header, signer, recipients (Phụ lục I, Phần I, Mục II)."""

import re
import unicodedata

from service.documents.dates import PartialDate
from service.documents.marks import list_marks, listed, without_end_mark
from service.documents.model import Document, Medium, Urgency
from service.documents.outline import roman
from service.documents.people import Agency, Archive, AuthorityLine, Contact, DrafterMark, Recipient, Signer
from service.documents.text import Run
from service.nd30.kinds import CONG_VAN_OPENING, DIRECT_OPENING, KINDS, Kind
from service.nd30.numbering import (
    DAY_BLANK,
    NO_BREAK_SPACE,
    NUMBER_BLANK,
    padded_day,
    padded_month,
    padded_number,
)
from service.nd30.signing import COLLECTIVE_HEAD, COLLECTIVES, Authority

KINH_GUI = "Kính gửi:"
NOI_NHAN = "Nơi nhận:"
NHU_TREN = "Như trên"

#: What stands for an unfilled place in an electronic document (samples of Phụ lục III).
_DOTS = "…"
_URGENCY_WORDS = {Urgency.HOA_TOC: "HỎA TỐC", Urgency.THUONG_KHAN: "THƯỢNG KHẨN", Urgency.KHAN: "KHẨN"}
_UNIT = r"(?:xã|phường|đặc khu|thị trấn|thị xã|quận|huyện|thành phố|tỉnh)"
#: A collective's name breaks before its unit: ``ỦY BAN NHÂN DÂN`` / ``XÃ AN BÌNH``.
_COLLECTIVE_OF_UNIT = re.compile(
    rf"(?P<collective>{'|'.join(sorted(map(re.escape, COLLECTIVES), key=len, reverse=True))}) (?P<unit>{_UNIT} .+)",
    re.IGNORECASE,
)
#: What an official may have typed before the subject of a công văn.
_SUBJECT_OPENING = re.compile(rf"^(?:{re.escape(CONG_VAN_OPENING)}|{DIRECT_OPENING}|Về)[:\s]+", re.IGNORECASE)


def capitals(text: str) -> str:
    """Return `text` in capitals (chữ in hoa), in NFC."""
    return unicodedata.normalize("NFC", text.upper())


def number_line(document: Document) -> str:
    """Return ``Số: 05/KH-UBND``; a draft's number is a blank to write in."""
    return f"Số: {_number(document)}/{document.printed_symbol}"


def _number(document: Document) -> str:
    return NO_BREAK_SPACE * NUMBER_BLANK if document.number is None else padded_number(document.number)


def long_date(date: PartialDate | None) -> str:
    """Return ``ngày 05 tháng 01 năm 2026``; parts not known are blanks to write in (khoản 4, điểm b)."""
    day = padded_day(date.day) if date and date.day else None
    month = padded_month(date.month) if date and date.month else None
    year = str(date.year) if date else None
    named = (("ngày", day), ("tháng", month), ("năm", year))
    return "".join(_dated(word, value) for word, value in named).removesuffix(" ")


def _dated(word: str, value: str | None) -> str:
    return f"{word} {value} " if value else word + NO_BREAK_SPACE * DAY_BLANK


def short_date(date: PartialDate) -> str:
    """Return ``05/01/2026``, ``05/3/2026``, ``6/2026`` or ``2026``, for tables."""
    parts = [str(date.year)]
    if date.month:
        parts.insert(0, padded_month(date.month))
    if date.day:
        parts.insert(0, padded_day(date.day))
    return "/".join(parts)


def date_line(document: Document) -> str:
    """Return ``An Bình, ngày 05 tháng 01 năm 2026`` (khoản 4)."""
    return f"{document.issuer.place}, {long_date(document.issued_on)}"


def issuer_lines(agency: Agency) -> tuple[str, ...]:
    """Return the lines of the issuer's name in capitals, broken where the name itself breaks; each may still be too long."""
    if agency.name_lines:
        return tuple(map(capitals, agency.name_lines))
    found = _COLLECTIVE_OF_UNIT.fullmatch(agency.name)
    return (capitals(found["collective"]), capitals(found["unit"])) if found else (capitals(agency.name),)


def parent_line(document: Document) -> str:
    """Return the name of the body above in capitals, or nothing."""
    return capitals(document.parent_agency.name) if document.parent_agency else ""


def kind_title(kind: Kind) -> str:
    """Return the tên loại as printed; nothing for a công văn, which prints none."""
    return "" if kind is Kind.CONG_VAN else KINDS[kind].title


def subject_line(document: Document) -> str:
    """Return the subject (trích yếu) as printed, for a công văn after ``V/v`` (khoản 5)."""
    if document.kind is Kind.CONG_VAN:
        return f"{CONG_VAN_OPENING} {_SUBJECT_OPENING.sub('', document.subject)}"
    return document.subject


def legal_basis_lines(document: Document) -> tuple[tuple[Run, ...], ...]:
    """Return the legal bases (căn cứ) with their end marks: ``;`` each, ``.`` the last (khoản 6, điểm a)."""
    return listed(document.legal_bases)


def competence(document: Document) -> str:
    """Return who decides, in a sentence's case: the collective, or the head by title (Mẫu 1.2, note 6)."""
    issuer, signer = document.issuer, document.signer
    collective = any(line.form is Authority.TM for line in signer.authority)
    if collective or document.kind is Kind.NGHI_QUYET:
        return issuer.name
    head = head_post(issuer, signer)
    return issuer.name if issuer.name.casefold().startswith(head.casefold()) else f"{head} {issuer.name}"


def head_post(issuer: Agency, signer: Signer) -> str:
    """Return the post of the issuer's head: as given, else as the authority lines, the kind of body or the signer's post say."""
    if issuer.head_post:
        return issuer.head_post
    for line in signer.authority:
        if line.of and line.form in (Authority.KT, Authority.TL, Authority.TUQ):
            return line.of
    return COLLECTIVE_HEAD if is_collective(issuer.name) else signer.post


def is_collective(name: str) -> bool:
    """Tell whether a body of this name decides as a collective and is headed by a chairman."""
    return name.casefold().startswith(tuple(collective.casefold() for collective in COLLECTIVES))


def competence_line(document: Document) -> str:
    """Return THẨM QUYỀN BAN HÀNH in capitals for the kinds that have it, else nothing."""
    return capitals(competence(document)) if KINDS[document.kind].enacting_line else ""


def bare_name(name: str) -> str:
    """Return one name of a list without the dash before it and the mark after it, however it was typed."""
    return without_end_mark(name.lstrip("-–•+* ")) or name


def addressee_lines(document: Document) -> tuple[str, ...]:
    """Return what follows ``Kính gửi:``: one name bare, several with dashes and end marks (khoản 9, điểm d)."""
    names = tuple(map(bare_name, document.addressees))
    if len(names) == 1:
        return names
    return tuple(f"- {name}{mark}" for name, mark in zip(names, list_marks(len(names)), strict=True))


def recipient_line(recipient: Recipient) -> str:
    """Return ``- Thường trực HĐND xã (để báo cáo);``."""
    purpose = f" ({recipient.purpose.strip('()')})" if recipient.purpose else ""
    return f"- {bare_name(recipient.name)}{purpose};"


def archive_line(archive: Archive) -> str:
    """Return ``- Lưu: VT, VHXH (2).``."""
    unit = f", {without_end_mark(archive.unit)}" if archive.unit else ""
    copies = f" ({archive.copies})" if archive.copies else ""
    return f"- Lưu: {archive.registry}{unit}{copies}."


def recipient_lines(document: Document) -> tuple[str, ...]:
    """Return the lines under ``Nơi nhận:``, the archive line last (khoản 9, điểm d)."""
    return (*map(recipient_line, document.recipients), archive_line(document.archive))


def drafter_line(mark: DrafterMark) -> str:
    """Return ``PL.(300)``: sign of the drafter and number of copies (Mục V, số thứ tự 11)."""
    copies = f"({mark.copies})" if mark.copies else ""
    return f"{capitals(without_end_mark(mark.sign))}.{copies}"


def signer_lines(signer: Signer) -> tuple[str, ...]:
    """Return the lines over the signature in capitals: authority from the top, then the post (khoản 7, điểm b, đ)."""
    above = tuple(_authority_line(line) for line in signer.authority if line.form is not Authority.Q)
    acting = any(line.form is Authority.Q for line in signer.authority)
    return (*above, f"{Authority.Q.printed} {capitals(signer.post)}" if acting else capitals(signer.post))


def _authority_line(line: AuthorityLine) -> str:
    return f"{line.form.printed} {capitals(line.of or '')}".rstrip()


def urgency_words(urgency: Urgency) -> str:
    """Return the words of the stamp (Mục III, khoản 2, điểm b)."""
    return _URGENCY_WORDS[urgency]


def appendix_heading(index: int, total: int) -> str:
    """Return ``Phụ lục`` for the only appendix, ``Phụ lục II`` for one of several (`index` from 0; Mục III, khoản 1, điểm a)."""
    return f"Phụ lục {roman(index + 1)}" if total > 1 else "Phụ lục"


def attached_line(document: Document) -> str:
    """Return ``(Kèm theo Kế hoạch số 15/KH-UBND ngày … của …)``: filled on paper, left open in an electronic document (điểm c)."""
    name = KINDS[document.kind].name
    if document.medium is Medium.ELECTRONIC:
        symbol = f"{KINDS[document.kind].abbreviation}-{_DOTS}".lstrip("-")
        return f"(Kèm theo {name} số {_DOTS}/{symbol} ngày {_DOTS} tháng {_DOTS} năm {_DOTS} của {_DOTS})"
    number = f"{_number(document)}/{document.printed_symbol}"
    issuer = competence(document) if KINDS[document.kind].enacting_line else document.issuer.name
    return f"(Kèm theo {name} số {number} {long_date(document.issued_on)} của {issuer})"


def contact_lines(contact: Contact) -> tuple[str, ...]:
    """Return the lines of the address block, each with what is given (Mục III, khoản 4; Mẫu 1.5)."""
    lines = (
        (("Địa chỉ", contact.address),),
        (("ĐT", contact.phone), ("Fax", contact.fax)),
        (("E-mail", contact.email), ("Website", contact.website)),
    )
    printed = (", ".join(f"{label}: {value}" for label, value in line if value) for line in lines)
    return tuple(filter(None, printed))
