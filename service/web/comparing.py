"""Two versions of a document side by side, part by part, in words."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from service.documents.labels import label
from service.documents.model import Document
from service.web.places import place_on_paper

_WORD_LIMIT = 4000
#: Parts of a document in their order on the form.
_PARTS = {label(f"/{name}"): place for place, name in enumerate(Document.model_fields)}
_ISO_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Change:
    """One place that differs, with the part of the document it stands in, as marked words of the older and the newer state."""

    part: str
    where: str
    old: Markup
    new: Markup


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Every text that was added, removed or changed, part by part in the order of the newer state."""
    before, after = dict(_leaves(old, "")), dict(_leaves(new, ""))
    matched = _unmoved(before, after)
    order = [*after, *(path for path in before if path not in after)]
    found = []
    for path in order:
        one, other = before.get(path, ""), after.get(path, "")
        if one != other and path not in matched:
            where = place_on_paper(path, new if path in after else old)
            found.append(Change(label(f"/{path.split('/')[1]}"), where, *_marked(one, other)))
    return sorted(found, key=lambda change: _PARTS.get(change.part, len(_PARTS)))


def summary(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """What changed, by part: ``Nội dung, Nơi nhận``."""
    parts = dict.fromkeys(label(f"/{key}") for key in (*new, *old) if old.get(key) != new.get(key))
    return ", ".join(parts)


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key != "type":
                yield from _leaves(_day(inner) if key.endswith("_on") else inner, f"{path}/{key}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{path}/{index}")
    elif value is not None and value != "":
        yield path, str(value)


def _day(value: Any) -> Any:
    """A date as people write it."""
    found = _ISO_DAY.fullmatch(value) if isinstance(value, str) else None
    return "/".join(filter(None, reversed(found.groups()))) if found else value


def _unmoved(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """Paths whose text stands in both states, only at another place: moving is not changing."""
    gone = {text for path, text in before.items() if after.get(path) != text}
    came = {text for path, text in after.items() if before.get(path) != text}
    both = gone & came
    return {path for path, text in after.items() if text in both} | {
        path for path, text in before.items() if text in both and path not in after
    }


def _marked(old: str, new: str) -> tuple[Markup, Markup]:
    one, other = old[:_WORD_LIMIT].split(), new[:_WORD_LIMIT].split()
    left: list[Markup] = []
    right: list[Markup] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        left.append(_span(one[a:b], "removed" if kind != "equal" else ""))
        right.append(_span(other[c:d], "added" if kind != "equal" else ""))
    return Markup(" ").join(filter(None, left)), Markup(" ").join(filter(None, right))


def _span(words: list[str], tone: str) -> Markup:
    text = escape(" ".join(words))
    return Markup('<span class="diff-{}">{}</span>').format(tone, text) if tone and words else text
