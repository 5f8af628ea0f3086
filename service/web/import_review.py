"""What the page shows of a recognised document, and what its form says back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from service.accounts import AgencyProfile
from service.actions.importing import DROPPABLE, Choices, is_own
from service.documents.dates import PartialDate
from service.documents.wording import short_date
from service.importing import ContentLine, Level, Moved, Recognised, SourceLine, Where, moves
from service.importing.heading_parts import recipient
from service.nd30.kinds import KINDS, Kind
from service.web.words import _, said

Data = dict[str, Any]

_EXAMPLES = 3
_AROUND = 30
_INDENTS = {
    Level.CLAUSE: 1,
    Level.SUBCLAUSE: 2,
    Level.POINT: 2,
    Level.DASH: 3,
    Level.PARAGRAPH: 2,
    Level.ARTICLE: 1,
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the content as the form shows it."""

    index: int
    label: str
    line: ContentLine
    indent: int


def shown(recognised: Recognised, profile: AgencyProfile, year: int) -> Data:
    """Everything the page of a recognised document needs."""
    data = recognised.data
    parts = {part.pointer.split("/")[1]: part for part in reversed(recognised.parts)}
    return {
        "data": data,
        "parts_by_name": parts,
        "pages": _pages(recognised.source),
        "first_lines": {name: part.lines[0] for name, part in parts.items() if part.lines},
        "unsure": [part for part in recognised.parts if part.unsure],
        "rows": list(_rows(recognised.content)),
        "levels": level_names(),
        "kinds": [(kind.value, facts.name) for kind, facts in KINDS.items() if facts.rendered],
        "opening_lines": [plain(item) for item in data["opening"]],
        "recipient_lines": [_recipient_line(item) for item in data["recipients"]],
        "is_own": is_own(recognised, profile),
        "profile": profile,
        "old_date": short_date(PartialDate.from_iso(data["issued_on"])) if data["issued_on"] else "",
        "years": _years(recognised, year),
        "to": year,
    }


def level_names() -> list[tuple[str, str]]:
    """Levels a line may have, with their names."""
    return [
        ("part", _("Phần")),
        ("chapter", _("Chương")),
        ("section", _("Mục")),
        ("subsection", _("Tiểu mục")),
        ("article", _("Điều")),
        ("clause", _("Khoản")),
        ("subclause", _("Khoản nhỏ")),
        ("point", _("Điểm")),
        ("dash", _("Gạch đầu dòng")),
        ("paragraph", _("Đoạn văn")),
    ]


def choices(form: MultiDict[str, str], recognised: Recognised) -> Choices:
    """What the form says; unknown values fall back to what was recognised."""
    kind = form.get("kind", "")
    content = recognised.content
    return Choices(
        kind=Kind(kind) if kind in KINDS and KINDS[Kind(kind)].rendered else Kind(recognised.data["kind"]),
        own_agency=form.get("agency", "own") == "own",
        left_out=frozenset(name for name in DROPPABLE if f"co-{name}" in form and f"lay-{name}" not in form),
        words=dict(_words(form, recognised.data)),
        levels={index: _level(form, index, content[index]) for index in range(len(content)) if f"cap-{index}" in form},
        years=frozenset(where for where in Where if f"nam-{where.value}" in form),
    )


def look_at(recognised: Recognised, made: Choices, profile: AgencyProfile, year: int) -> list[str]:
    """What the drafter should look at first, a sentence each."""
    notes = [
        f"{said(part.label)}: {said(part.why)}"
        for part in recognised.unsure
        if part.pointer.split("/")[1] not in made.left_out
    ]
    if "legal_bases" not in made.left_out and recognised.data["legal_bases"]:
        notes.append(_("Căn cứ ban hành: xem căn cứ nào còn hiệu lực, thêm căn cứ mới."))
    notes.append(_("Số và ngày của văn bản cũ đã bỏ; cấp số mới khi phát hành."))
    name = recognised.data["issuer"]["name"]
    times = _times_said(recognised, name) if made.own_agency and not is_own(recognised, profile) else 0
    if times:
        notes.append(_("Lời văn còn nhắc %(name)s %(count)s lần.", name=name, count=times))
    old = recognised.year
    left = [change for change in moves(recognised.data, old, year) if change.where not in made.years] if old else []
    if left:
        notes.append(_("%(count)s chỗ còn nhắc năm %(year)s.", count=len(left), year=old))
    return notes


def _times_said(recognised: Recognised, name: str) -> int:
    """How often the old agency stands in what goes into the draft."""
    kept = {"opening", "body", "tasks", "appendices", "recipients"}
    texts = (line.text for line in recognised.source if line.part.strip("/").split("/")[0] in kept)
    return sum(text.casefold().count(name.casefold()) for text in texts) if name else 0


def _level(form: MultiDict[str, str], index: int, line: ContentLine) -> Level | None:
    if f"giu-{index}" not in form:
        return None
    chosen = form[f"cap-{index}"]
    return Level(chosen) if chosen in set(Level) else line.level


def _words(form: MultiDict[str, str], data: Data) -> Iterator[tuple[str, Any]]:
    """Parts that were typed over; a part left as it was keeps its own marks (bold, italic)."""
    if "subject" in form:
        yield "subject", " ".join(form["subject"].split())
    for name in ("legal_bases", "opening", "addressees"):
        if name in form:
            lines = _lines(form[name])
            if lines != [plain(item) for item in data.get(name, [])]:
                yield name, lines
    if "recipients" in form:
        yield "recipients", [recipient(line) for line in _lines(form["recipients"])]
    if "signer-name" in form:
        yield "signer", {"name": form["signer-name"].strip(), "post": form.get("signer-post", "").strip()}


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := " ".join(part.split()))]


def plain(text: Any) -> str:
    """The words of a string or of a list of runs, on one line."""
    words = text if isinstance(text, str) else "".join(run["text"] for run in text)
    return " ".join(words.split())


def _recipient_line(item: Data) -> str:
    return f"{item['name']} ({item['purpose']})" if item.get("purpose") else str(item["name"])


def _rows(content: tuple[ContentLine, ...]) -> Iterator[Row]:
    for index, line in enumerate(content):
        yield Row(index=index, label=_label(line), line=line, indent=_INDENTS.get(line.level, 0))


def _label(line: ContentLine) -> str:
    form = {
        Level.PART: "Phần {}",
        Level.CHAPTER: "Chương {}",
        Level.ARTICLE: "Điều {}.",
        Level.SUBSECTION: "Tiểu mục {}",
        Level.SECTION: "Mục {}" if line.number.isdecimal() else "{}.",
        Level.POINT: "{})",
        Level.DASH: line.number or "-",
    }.get(line.level, "{}." if line.number else "")
    return form.format(line.number)


#: What stands on a page: a line, or the cells of one row of a table with their lines.
Shown = SourceLine | list[list[SourceLine]]


def _pages(source: tuple[SourceLine, ...]) -> list[tuple[int, list[Shown]]]:
    widths: dict[int, int] = {}
    for line in source:
        if line.cell:
            widths[line.cell[0]] = max(widths.get(line.cell[0], 0), line.cell[2] + 1)
    pages: dict[int, list[Shown]] = {}
    row: tuple[int, int] | None = None
    for line in source:
        page = pages.setdefault(line.page, [])
        if line.cell is None:
            page.append(line)
        elif line.cell[:2] == row and page and isinstance(page[-1], list):
            page[-1][line.cell[2]].append(line)
        else:
            cells: list[list[SourceLine]] = [[] for _ in range(widths[line.cell[0]])]
            cells[line.cell[2]].append(line)
            page.append(cells)
        row = line.cell[:2] if line.cell else None
    return sorted(pages.items())


def _years(recognised: Recognised, year: int) -> list[tuple[Where, str, bool, list[tuple[str, str]], int]]:
    """Kinds of places that name the old year: what they are, whether moving them is proposed, some examples, how many."""
    if not recognised.year:
        return []
    found = moves(recognised.data, recognised.year, year)
    names = {
        Where.DEADLINE: _("Thời hạn"),
        Where.HEADING: _("Trích yếu, tiêu đề, tên nhiệm vụ"),
        Where.WORDS: _("Lời văn"),
    }
    groups = [(where, name, [change for change in found if change.where is where]) for where, name in names.items()]
    return [
        (where, name, where is not Where.WORDS, [_around(change) for change in changes[:_EXAMPLES]], len(changes))
        for where, name, changes in groups
        if changes
    ]


def _around(change: Moved) -> tuple[str, str]:
    """Before and after, cut to some words on both sides of the first year that moves."""
    pairs = zip(change.before, change.after, strict=False)
    at = next((index for index, (one, other) in enumerate(pairs) if one != other), 0)
    start = change.before.rfind(" ", 0, max(at - _AROUND, 0)) + 1
    end = change.before.find(" ", at + _AROUND)
    end = len(change.before) if end < 0 else end
    opening, closing = "… " if start else "", " …" if end < len(change.before) else ""
    before, after = (f"{opening}{text[start:end]}{closing}" for text in (change.before, change.after))
    return before, after
