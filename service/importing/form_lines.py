"""The lines of a sample with words of its own (giấy mời ...) read back into the fields that they print."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from typing import Any, Final, get_args

from service.documents.dates import Moment, PartialDate
from service.documents.forms import Meeting, Salutation, form_model
from service.documents.labels import CHOICES
from service.importing.recognised import LIKELY, ContentLine, Data, Level, Part
from service.nd30.forms import CONFIRMED, FORMS
from service.nd30.kinds import KINDS, Kind
from service.sentences import Sentence

#: Marks that may stand behind a value, and those that its line has no use for.
_END: Final = re.compile(r"(?:\s*\./\.|[\s;,.])+$")
_CONFIRMED: Final = CONFIRMED.partition("\n")[0]
#: What a sample prints without a choice between words.
_LEFT_OPEN: Final = ("salutation", "meeting")
_PLAIN: Final = (Level.PARAGRAPH, Level.DASH)
_HOUR: Final = re.compile(r"(\d{1,2})\s*(?:giờ|h|:)\s*(\d{2})?")
_CALLED: Final = r"ông\s*\(bà\)|ông|bà"
#: What alone may stand in some places; anything in the others.
_MET: Final = r"cuộc họp|hội nghị|hội thảo"
_WORDS: Final = {"salutation": _CALLED, "pronoun": _CALLED, "meeting": rf"{_MET}|.*?", "the_meeting": _MET}
_DAY: Final = re.compile(r"(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(\d{4})")


@dataclass(slots=True)
class TakenForm:
    """What was read.

    Attributes:
        data: the values of the form's fields.
        addressees: those whom the form names.
        lines: the source lines that this comes from.
        rest: the lines of the content that are no lines of the form.
        subject: what the paper is about, where its sample prints no subject.
        day: the day of what it tells, where its sample prints no date.
    """

    data: Data = field(default_factory=dict)
    addressees: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    rest: list[ContentLine] = field(default_factory=list)
    subject: str = ""
    day: str = ""


def part_of(taken: TakenForm, kind: Kind) -> Part:
    """How sure the form is: every field of it should be there, but for what a sample leaves open."""
    form = FORMS[kind]
    missing = [name for name in form.filled_in if name not in {*taken.data, *form.signing, *_LEFT_OPEN}]
    why = Sentence("Chưa đọc được đủ các dòng của mẫu; điền nốt ở trang soạn thảo.") if missing else ""
    label = Sentence("Các dòng của mẫu")
    return Part(
        pointer=f"/{form.name}", label=label, sure=LIKELY if missing else 1.0, why=why, lines=tuple(taken.lines)
    )


def take_form(kind: Kind, content: Sequence[ContentLine], texts: Sequence[str]) -> TakenForm:
    """Take the lines of the kind's form out of the content; `texts` are all paragraphs of the file.

    What the sample does not print, a subject, is made of what it is about.
    """
    taken = _taken(kind, content)
    if FORMS[kind].confirmation and any(text.startswith(_CONFIRMED) for text in texts):
        taken.data["confirmed"] = True
    if not KINDS[kind].prints_subject:
        of_whom = f"{KINDS[kind].name} của {taken.data['person']}" if "person" in taken.data else ""
        taken.subject = taken.data.get("purpose", of_whom)
    if not KINDS[kind].prints_date:
        taken.day = taken.data.get("started_at", "").partition("T")[0]
    return taken


def _taken(kind: Kind, content: Sequence[ContentLine]) -> TakenForm:
    taken = TakenForm()
    waiting = list(_patterns(kind))
    listed: list[str] = []
    listing = False
    for line in content:
        if listing and line.level is Level.DASH:
            listed.append(_bare(line.words))
            taken.lines += line.lines
            continue
        listing = False
        found = _match(line, waiting)
        if found is None:
            taken.rest.append(line)
            continue
        pattern, values = found
        waiting.remove(pattern)
        taken.lines += line.lines
        if FORMS[kind].listed in values:
            listed += filter(None, [_bare(values[FORMS[kind].listed])])
            listing = not listed
        read = {name: _read(kind, name, value) for name, value in values.items()}
        taken.data |= {name: value for name, value in read.items() if value is not None}
    if FORMS[kind].listed == "addressees":
        taken.addressees = listed
    elif listed:
        taken.data[FORMS[kind].listed] = listed
    return taken


def _read(kind: Kind, name: str, words: str) -> Any:
    """The value of a field from the words in its place; None for what cannot be read or is no field of the form."""
    info = form_model(FORMS[kind].name).model_fields.get(name)
    if info is None or name == FORMS[kind].listed:
        return None
    types = {info.annotation, *get_args(info.annotation)}
    for choice in (Salutation, Meeting):
        if choice in types:
            called = words.strip().casefold()
            return next((one.value for one, name in CHOICES[choice].items() if name.casefold() == called), None)
    if types & {PartialDate, Moment}:
        return _when(words, with_hour=Moment in types)
    return _bare(words) or None


def _when(words: str, *, with_hour: bool) -> str | None:
    """A day, or a minute of a day, as data writes it."""
    day, hour = _DAY.search(words), _HOUR.search(words)
    if day is None or (with_hour and hour is None):
        return None
    iso = f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}"
    return f"{iso}T{int(hour[1]):02d}:{int(hour[2] or 0):02d}" if with_hour and hour else iso


def _bare(text: str) -> str:
    return _END.sub("", text).strip()


def _match(line: ContentLine, waiting: Sequence[re.Pattern[str]]) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """The pattern of the form that this line is of, and the words in its places."""
    if line.level not in _PLAIN:
        return None
    for pattern in waiting:
        found = pattern.match(_END.sub("", line.words))
        if found:
            return pattern, found.groupdict()
    return None


@cache
def _patterns(kind: Kind) -> tuple[re.Pattern[str], ...]:
    form = FORMS.get(kind)
    return tuple(_pattern(line) for line in (*form.lines, *form.closing)) if form else ()


def _pattern(line: str) -> re.Pattern[str]:
    """The line as offices type it: any spaces, a colon or none, no mark at the end."""
    made = "^"
    for words, name, _, _ in Formatter().parse(line.replace("{end}", "").rstrip(".,")):
        made += "".join(_literal(word) for word in re.split(r"(\s+|:)", words))
        made += r"\s*:?\s*" if words and name else ""
        made += f"(?P<{name}>{_WORDS.get(name, '.*?')})" if name else ""
    return re.compile(f"{made}$", re.IGNORECASE)


def _literal(word: str) -> str:
    if not word.strip():
        return r"\s*"
    return r"\s*:?" if word == ":" else re.escape(word)
