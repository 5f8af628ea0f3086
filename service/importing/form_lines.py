"""The lines of a sample with words of its own (giấy mời ...) read back into the fields that they print."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from typing import Final

from service.importing.recognised import ContentLine, Data, Level
from service.nd30.forms import FORMS
from service.nd30.kinds import Kind

#: Marks that may stand behind a value, and those that its line has no use for.
_END: Final = re.compile(r"(?:\s*\./\.|[\s;,.])+$")
_PLAIN: Final = (Level.PARAGRAPH, Level.DASH)


@dataclass(slots=True)
class TakenForm:
    """What was read.

    Attributes:
        data: the values of the form's fields.
        addressees: those whom the form names.
        lines: the source lines that this comes from.
        rest: the lines of the content that are no lines of the form.
    """

    data: Data = field(default_factory=dict)
    addressees: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    rest: list[ContentLine] = field(default_factory=list)


def take_form(kind: Kind, content: Sequence[ContentLine]) -> TakenForm:
    """Take the lines of the kind's form out of the content; all of it is rest for a kind without one."""
    taken = TakenForm()
    waiting = list(_patterns(kind))
    listing = False
    for line in content:
        if listing and line.level is Level.DASH:
            taken.addressees.append(_bare(line.words))
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
        if "addressees" in values:
            taken.addressees += filter(None, [_bare(values["addressees"])])
            listing = not taken.addressees
        taken.data |= {
            name: bare for name, value in values.items() if name not in _ELSEWHERE and (bare := _bare(value))
        }
    return taken


_ELSEWHERE: Final = ("issuer", "addressees")


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
    return tuple(_pattern(line) for line in form.lines) if form else ()


def _pattern(line: str) -> re.Pattern[str]:
    """The line as offices type it: any spaces, a colon or none, no mark at the end."""
    made = "^"
    for words, name, _, _ in Formatter().parse(line.replace("{end}", "")):
        made += "".join(_literal(word) for word in re.split(r"(\s+|:)", words.rstrip("."))) if words else ""
        made += f"(?P<{name}>.*?)" if name else ""
    return re.compile(f"{made}$", re.IGNORECASE)


def _literal(word: str) -> str:
    if not word.strip():
        return r"\s*"
    return r"\s*:?" if word == ":" else re.escape(word)
