"""What the decree asks for, looked up by words or by provision while somebody drafts: rules, type, kinds; never its own text."""

import re
from dataclasses import asdict, dataclass
from functools import cache

from flask import Blueprint, Response, jsonify, request

from service.checking import rules_data
from service.checking.topics import Topic
from service.nd30.kinds import KINDS, Kind
from service.nd30.type_styles import TYPE_STYLES
from service.units import bare_key
from service.web.context import actor

bp = Blueprint("provisions", __name__)

_MOST = 40
#: One word of a question, or a place of the decree with its number or letter.
_PART = re.compile(r"(?:phu luc|phan|muc|khoan|diem|dieu|mau) [\w.]+|\S+")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that is fixed: what (title), about which part of a document, and where it is fixed."""

    title: str
    about: str
    cite: str

    @property
    def folded(self) -> str:
        """Its words for searching, without diacritics."""
        return bare_key(f"{self.title} {self.about} {self.cite}")


@bp.get("/tra-cuu")
def find() -> Response:
    """Entries with all the words asked for; ``loai`` adds what is fixed about a kind of document."""
    actor()
    words, kind = request.args.get("q", ""), request.args.get("loai", "")
    found = look_up(words, Kind(kind) if kind in KINDS else None)
    return jsonify(entries=[asdict(entry) for entry in found[:_MOST]], more=max(len(found) - _MOST, 0))


def look_up(words: str, kind: Kind | None = None) -> list[Entry]:
    """Entries in the order of the decree that have every word asked for; ``khoản 5`` is one word of two parts."""
    wanted = [re.compile(rf"\b{re.escape(part)}\b" if " " in part else re.escape(part)) for part in _parts(words)]
    entries = ([_of_kind(kind)] if kind else []) + list(_entries())
    return [entry for entry in entries if all(part.search(entry.folded) for part in wanted)]


def _parts(words: str) -> list[str]:
    return [found[0] for found in _PART.finditer(bare_key(words.replace(",", " ")))]


@cache
def _entries() -> tuple[Entry, ...]:
    rules = (
        Entry(title=rule["title"], about=Topic(rule["topic"]).label, cite=rule["cite"])
        for rule in rules_data()
        if rule["cite"]
    )
    type_ = (Entry(title=_set(name), about=name.value, cite=style.cite) for name, style in TYPE_STYLES.items())
    return tuple(sorted([*rules, *type_], key=lambda entry: _order(entry.cite)))


def _set(name: object) -> str:
    """How a component is set, in words: ``Cỡ chữ 13-14, đứng, đậm``."""
    style = TYPE_STYLES[name]  # type: ignore[index]  # the keys are the components
    slope = "nghiêng" if style.italic else "đứng"
    marks = [f"Cỡ chữ {style.size.allowed}", "in hoa" if style.caps else "", slope, "đậm" if style.bold else ""]
    return ", ".join(filter(None, marks)) + "."


def _of_kind(kind: Kind) -> Entry:
    facts = KINDS[kind]
    sign = f"viết tắt {facts.abbreviation}" if facts.abbreviation else "không có chữ viết tắt tên loại"
    cite = f"Phụ lục III, Mục II, {facts.sample}" if facts.sample else "Phụ lục III, Mục I"
    return Entry(title=f"{facts.name}: {sign}.", about="Tên loại văn bản", cite=cite)


def _order(cite: str) -> tuple[tuple[int, str], ...]:
    """Provisions in the order of the decree: numbers by their size."""
    first = (0 if cite.startswith("Phụ lục") else 1, "")
    return first, *((int(word), "") if word.isdecimal() else (0, word) for word in cite.replace(",", "").split())
