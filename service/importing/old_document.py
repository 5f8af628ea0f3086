"""A document that was read, from Word or PDF alike, to data that a new draft begins with; every part says how sure it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic_core import PydanticCustomError

from service.documents.text import clean_text
from service.importing import heading_parts
from service.importing.bounds import refusal
from service.importing.content_lines import content_lines, runs_of
from service.importing.form_lines import part_of, take_form
from service.importing.letter_case import LetterCase
from service.importing.nesting import layout_of, nested
from service.importing.recognised import (
    CLEAR,
    GUESSED,
    LIKELY,
    SURE_ENOUGH,
    ContentLine,
    Data,
    Level,
    Part,
    Recognised,
    SourceLine,
)
from service.importing.word_tables import TaskRows, free_table, is_layout, task_rows
from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS, Kind, Layout
from service.nd30.type_styles import Component
from service.reading import Paragraph, Piece, ReadDocument, Regime, Table, clean, flatten
from service.reading.zones.agency import begins_body
from service.sentences import Sentence

_CLASSIFIED: Final = Sentence("Tệp có dấu chỉ độ mật; không đưa văn bản mật lên hệ thống này.")
_NOTHING: Final = Sentence(
    "Không nhận ra văn bản hành chính nào trong tệp: thiếu cả tên loại, số, ngày, nơi nhận và nội dung."
)
_MOST_SUBJECT_LINES: Final = 5
#: Headings that end the opening paragraphs.
_DIVISIONS: Final = frozenset(Level) - {Level.PARAGRAPH, Level.TABLE, Level.DASH}


@dataclass(slots=True)
class _Work:
    """What has been put together so far."""

    read: ReadDocument
    case: LetterCase
    wrapped: bool
    data: Data = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    task_tables: dict[int, TaskRows] = field(default_factory=dict)

    def put(self, name: str, label: str, value: Any, pieces: Iterable[Piece], sure: float, why: str = "") -> None:
        """Note one part; an empty value is a part that was not found."""
        lines = tuple(dict.fromkeys(piece.paragraph.ordinal for piece in pieces))
        self.data[name] = value
        self.parts.append(Part(pointer=f"/{name}", label=label, sure=sure, why=why, lines=lines))


def recognise_document(
    read: ReadDocument, *, wrapped: bool = False, pages: Mapping[int, int] | None = None
) -> Recognised:
    """Take a document apart into the data of a draft.

    Args:
        read: the document with its components recognised.
        wrapped: lines of table cells are lines as printed, as a PDF has them.
        pages: page of each paragraph by its ordinal, where that is known and need not be estimated.

    Raises:
        UnreadableFile: it bears a secret mark, its letters are in an old code page, or nothing in it is a component of the form.
    """
    texts = [paragraph.text for paragraph in read.facts.paragraphs()]
    _refuse(read, texts)
    work = _Work(read, LetterCase(texts), wrapped, task_tables=_longest_task_table(read, wrapped))
    _head(work)
    content = _content(work)
    _foot(work)
    _appendices(work)
    place_date = read.zones.place_date
    return Recognised(
        data=work.data,
        parts=tuple(work.parts),
        content=tuple(content),
        source=_source(read, work.parts, pages or {}),
        year=place_date.year if place_date else None,
    )


def _longest_task_table(read: ReadDocument, wrapped: bool) -> dict[int, TaskRows]:
    """A document has one table of tasks; a shorter one (what is late, what comes next) stays a free table."""
    tables = [block for block in read.facts.blocks if isinstance(block, Table)]
    found = {table.number: rows for table in tables if (rows := task_rows(table, wrapped=wrapped))}
    longest = max(found, key=lambda number: found[number].count, default=None)
    return {} if longest is None else {longest: found[longest]}


def _refuse(read: ReadDocument, texts: Sequence[str]) -> None:
    if read.zones.regime is Regime.CLASSIFIED:
        raise refusal("classified", _CLASSIFIED)
    if read.zones.regime is Regime.UNRECOGNISED:
        raise refusal("not-recognised", _NOTHING)
    try:
        clean_text(" ".join(text for text in texts if text.isprintable())[:20_000])
    except PydanticCustomError as error:
        if error.type == "legacy-encoding":
            raise refusal("legacy-encoding", error.message()) from error


def _head(work: _Work) -> None:
    zones = work.read.zones
    kind = zones.kind if zones.kind and KINDS[zones.kind].rendered else None
    why = (
        ""
        if kind
        else Sentence("Không nhận ra tên loại “%(title)s”; chọn lại.", title=zones.title_text)
        if zones.title_text
        else Sentence("Không thấy tên loại.")
    )
    work.put(
        "kind",
        Sentence("Tên loại"),
        (kind or Kind.CONG_VAN).value,
        zones.of(Component.TITLE),
        1.0 if kind else 0.0,
        why,
    )
    _agencies(work)
    number = zones.number
    work.put(
        "number",
        Sentence("Số"),
        int(number.number) if number and number.number else None,
        zones.of(Component.NUMBER),
        1.0,
    )
    if symbol := heading_parts.own_symbol(zones):
        work.data["symbol"] = symbol
    date = heading_parts.issued_on(zones.place_date)
    known = bool(date) or (kind is not None and not KINDS[kind].prints_date)
    why = "" if known else Sentence("Không đọc được ngày.")
    day_sure = 1.0 if known else LIKELY
    work.put("issued_on", Sentence("Ngày ban hành"), date, zones.of(Component.PLACE_DATE), day_sure, why)
    subject = heading_parts.subject(zones)
    component = Component.SUBJECT if zones.of(Component.SUBJECT) else Component.CONG_VAN_SUBJECT
    sure = zones.sure.get(component, 0.0) if subject else 0.0
    if sure and kind and len(zones.of(component)) <= _MOST_SUBJECT_LINES:
        sure = CLEAR
    if kind and not subject and not KINDS[kind].prints_subject:
        sure = 1.0
    work.put("subject", Sentence("Trích yếu"), subject, zones.of(component), sure, _doubt(sure, Sentence("Trích yếu")))
    if zones.of(Component.ADDRESSEE) or zones.of(Component.WIRED_BY):
        pieces = (*zones.of(Component.WIRED_BY), *zones.of(Component.ADDRESSEE), *zones.of(Component.ADDRESSEE_LIST))
        work.put("addressees", Sentence("Kính gửi"), heading_parts.addressees(zones), pieces, 1.0)


def _agencies(work: _Work) -> None:
    zones = work.read.zones
    issuer = heading_parts.issuer(zones, work.case)
    sure = zones.sure.get(Component.ISSUER, 0.0)
    if sure and zones.of(Component.QUOC_HIEU) and begins_body(issuer["name"]):
        sure = CLEAR
    why = _doubt(sure, Sentence("Tên cơ quan"))
    undated = zones.kind is not None and not KINDS[zones.kind].prints_date
    if sure >= SURE_ENOUGH and not (issuer["sign"] and (issuer["place"] or undated)):
        sure, why = LIKELY, Sentence("Thiếu chữ viết tắt trong ký hiệu hoặc địa danh.")
    parent = heading_parts.agency_names(zones)[0]
    pieces = zones.of(Component.ISSUER) if parent else (*zones.of(Component.PARENT_AGENCY), *zones.of(Component.ISSUER))
    work.put("issuer", Sentence("Cơ quan ban hành"), issuer, pieces, sure, why)
    if parent:
        sure = CLEAR if begins_body(parent) else zones.sure.get(Component.PARENT_AGENCY, 0.0)
        name = {"name": work.case.natural(parent)}
        work.put(
            "parent_agency",
            Sentence("Cơ quan chủ quản"),
            name,
            zones.of(Component.PARENT_AGENCY),
            sure,
            _doubt(sure, Sentence("Tên cơ quan chủ quản")),
        )


def _doubt(sure: float, what: Sentence) -> str:
    if sure >= SURE_ENOUGH:
        return ""
    if sure:
        return Sentence("%(what)s đoán theo vị trí trên trang; đối chiếu với tệp.", what=what)
    return Sentence("%(what)s không thấy trong tệp; tự điền.", what=what)


def _content(work: _Work) -> list[ContentLine]:
    zones = work.read.zones
    bases = _by_paragraph(zones.of(Component.LEGAL_BASIS))
    texts = [_unmarked(runs_of(paragraph, plain=True)) for paragraph in bases]
    work.put("legal_bases", Sentence("Căn cứ ban hành"), texts, zones.of(Component.LEGAL_BASIS), 1.0)
    kind = Kind(work.data["kind"])
    lines = _form(work, kind, _lines_of(work, {paragraph.ordinal for paragraph in zones.content}))
    opening = _opening_length(lines, kind)
    ordinals = {ordinal for line in lines[:opening] for ordinal in line.lines}
    pieces = [piece for piece in work.read.pieces if piece.paragraph.ordinal in ordinals]
    work.put("opening", Sentence("Mở đầu"), [line.text for line in lines[:opening]], pieces, 1.0)
    content = lines[opening:]
    layout = layout_of(content, KINDS[kind].layout)
    work.data["body"] = {"layout": layout.value, "content": nested(content, layout)}
    if content or kind not in FORMS:
        work.parts.append(_body_part(content))
    return content


def _form(work: _Work, kind: Kind, lines: list[ContentLine]) -> list[ContentLine]:
    """Put the lines of the kind's own sample into its fields; return those that are none."""
    if kind not in FORMS:
        return lines
    taken = take_form(kind, lines, [paragraph.text for paragraph in work.read.facts.paragraphs()])
    work.parts.append(part_of(taken, kind))
    work.data |= {FORMS[kind].name: taken.data, "subject": work.data["subject"] or taken.subject}
    work.data["issued_on"] = work.data["issued_on"] or taken.day
    if taken.addressees:
        work.data["addressees"] = taken.addressees
    return taken.rest


def _by_paragraph(pieces: Iterable[Piece]) -> list[Paragraph]:
    return list({piece.paragraph.ordinal: piece.paragraph for piece in pieces}.values())


def _unmarked(text: str) -> str:
    return text.lstrip("-–•* ").rstrip(" ;.,").replace("\n", " ")


def _opening_length(lines: Sequence[ContentLine], kind: Kind) -> int:
    """How many paragraphs stand before the first division; a công văn has none, its paragraphs are the content."""
    first = next((index for index, line in enumerate(lines) if line.level in _DIVISIONS), 0)
    leading = lines[:first]
    if kind is Kind.CONG_VAN or kind in FORMS or any(line.level is not Level.PARAGRAPH for line in leading):
        return 0
    return first


def _body_part(content: Sequence[ContentLine]) -> Part:
    unsure = [line for line in content if line.unsure]
    sure, why = 1.0, ""
    if not content:
        sure, why = 0.0, Sentence("Không thấy nội dung.")
    elif all(line.level is Level.PARAGRAPH for line in content) and len(content) > 6:
        sure, why = GUESSED, Sentence("Không thấy số thứ tự nào; toàn bộ nội dung để thành các đoạn văn.")
    elif unsure:
        sure, why = LIKELY, Sentence("%(count)s chỗ chưa chắc cấp hoặc tiêu đề.", count=len(unsure))
    lines = tuple(dict.fromkeys(ordinal for line in content for ordinal in line.lines))
    return Part(pointer="/body", label=Sentence("Nội dung"), sure=sure, why=why, lines=lines)


def _lines_of(work: _Work, wanted: set[int]) -> list[ContentLine]:
    """Blocks of everything in the file whose paragraphs are `wanted`, tables in their places."""
    found: list[ContentLine] = []
    waiting: list[Paragraph] = []
    for block in _blocks(work.read, wanted):
        if isinstance(block, Paragraph):
            waiting.append(block)
            continue
        found += content_lines(waiting, work.case)
        waiting = []
        found += _table(work, block)
    return found + content_lines(waiting, work.case)


def _blocks(read: ReadDocument, wanted: set[int]) -> Iterator[Paragraph | Table]:
    for block in read.facts.blocks:
        if isinstance(block, Paragraph):
            if block.ordinal in wanted:
                yield block
            continue
        inside = [paragraph for paragraph in block.paragraphs() if paragraph.ordinal in wanted]
        if inside and is_layout(block):
            yield from inside
        elif inside:
            yield block


def _table(work: _Work, table: Table) -> list[ContentLine]:
    lines = tuple(paragraph.ordinal for paragraph in table.paragraphs())
    tasks = work.task_tables.get(table.number)
    if tasks is not None:
        work.data["tasks"] = tasks.groups
        faults = len(tasks.problems)
        why = Sentence("%(count)s ô thiếu hoặc lệch; xem lại bảng nhiệm vụ.", count=faults) if faults else ""
        label = Sentence("Bảng nhiệm vụ (%(count)s nhiệm vụ)", count=tasks.count)
        work.parts.append(Part(pointer="/tasks", label=label, sure=LIKELY if faults else 1.0, why=why, lines=lines))
        return [ContentLine(level=Level.TASK_TABLE, lines=lines)]
    data = free_table(table, wrapped=work.wrapped)
    if data is None:
        return content_lines(list(flatten((table,))), work.case)
    return [ContentLine(level=Level.TABLE, table=data, lines=lines)]


def _foot(work: _Work) -> None:
    zones = work.read.zones
    pieces = zones.of(Component.RECIPIENTS_LIST)
    recipients, archive = heading_parts.recipients(pieces)
    found = bool(recipients or archive)
    work.put(
        "recipients",
        Sentence("Nơi nhận"),
        recipients,
        pieces,
        1.0 if found else 0.0,
        "" if found else Sentence("Không thấy Nơi nhận."),
    )
    work.data["archive"] = archive or {"registry": "VT"}
    if not zones.signers:
        work.put("signer", Sentence("Người ký"), {"post": "", "name": ""}, (), 0.0, Sentence("Không thấy người ký."))
        return
    block, secretary = heading_parts.signatures(zones.signers)
    if work.data["kind"] == Kind.BIEN_BAN and secretary:
        work.data["minutes"]["secretary_name"] = secretary
    signer = heading_parts.signer(block, work.case)
    pieces = (*block.authority, *block.other_post, *([block.name] if block.name else ()))
    sure, why = 1.0, ""
    if not (signer["post"] and signer["name"]):
        sure, why = LIKELY, Sentence("Thiếu chức vụ hoặc họ tên người ký.")
    elif len(zones.signers) > 1 and not secretary:
        sure, why = LIKELY, Sentence("Tệp có %(count)s người ký; lấy người thứ nhất.", count=len(zones.signers))
    work.put("signer", Sentence("Người ký"), signer, pieces, sure, why)


def _appendices(work: _Work) -> None:
    zones = work.read.zones
    found: list[Data] = []
    for index, appendix in enumerate(zones.appendices):
        lines = _lines_of(work, {paragraph.ordinal for paragraph in appendix.paragraphs})
        section = work.read.sections[min(appendix.section, len(work.read.sections) - 1)]
        name = work.case.natural(" ".join(piece.text for piece in appendix.title))
        data: Data = {"orientation": "landscape" if section.landscape else "portrait"}
        data |= {"name": name} if name else {}
        found.append(data | {"content": nested(lines, layout_of(lines, Layout.SECTIONS))})
        ordinals = tuple(paragraph.ordinal for paragraph in appendix.paragraphs)
        heading = tuple(piece.paragraph.ordinal for piece in (appendix.heading, *appendix.title, *appendix.attached))
        sure, why = (1.0, "") if lines else (0.0, Sentence("Phụ lục không có nội dung."))
        label = Sentence("Phụ lục %(numeral)s", numeral=appendix.numeral) if appendix.numeral else Sentence("Phụ lục")
        work.parts.append(
            Part(pointer=f"/appendices/{index}", label=label, sure=sure, why=why, lines=heading + ordinals)
        )
    if found:
        work.data["appendices"] = found
    _attachment(work)


def _attachment(work: _Work) -> None:
    attachments = work.read.zones.attachments
    if not attachments:
        return
    first = attachments[0]
    kind = first.kind if first.kind and KINDS[first.kind].rendered else Kind.QUY_CHE
    lines = _lines_of(work, {paragraph.ordinal for paragraph in first.paragraphs})
    layout = layout_of(lines, KINDS[kind].layout)
    work.data["attachment"] = {
        "kind": kind.value,
        "subject": work.case.natural(" ".join(piece.text for piece in first.subject)),
        "body": {"layout": layout.value, "content": nested(lines, layout)},
    }
    unsure = sum(line.unsure for line in lines)
    why = Sentence("%(count)s chỗ chưa chắc cấp hoặc tiêu đề.", count=unsure) if unsure else ""
    ordinals = tuple(
        [piece.paragraph.ordinal for piece in (*first.title, *first.subject, *first.attached)]
        + [paragraph.ordinal for paragraph in first.paragraphs]
    )
    work.parts.append(
        Part(
            pointer="/attachment",
            label=Sentence("Văn bản kèm theo"),
            sure=LIKELY if unsure else 1.0,
            why=why,
            lines=ordinals,
        )
    )


def _source(read: ReadDocument, parts: Sequence[Part], pages: Mapping[int, int]) -> tuple[SourceLine, ...]:
    owner = {ordinal: part.pointer for part in reversed(parts) for ordinal in part.lines}
    lines = []
    for paragraph in read.facts.paragraphs():
        text = clean(paragraph.printed)
        if text:
            place = read.layout.places.get(paragraph.ordinal)
            lines.append(
                SourceLine(
                    number=paragraph.ordinal,
                    text=text,
                    page=pages.get(paragraph.ordinal) or (place.page if place else 1),
                    part=owner.get(paragraph.ordinal, ""),
                    cell=(place_of.table, place_of.row, place_of.column) if (place_of := paragraph.cell) else None,
                    bold=all(run.face.bold for run in paragraph.runs if clean(run.text)),
                    centred=paragraph.format.align == "center",
                )
            )
    return tuple(lines)
