"""The head and the foot of an old document as data: who issues, number and date, recipients, who signs."""

import re
from collections.abc import Sequence
from typing import Final

from service.importing.letter_case import LetterCase
from service.importing.recognised import Data
from service.nd30.forms import SECRETARY
from service.nd30.kinds import BY_ABBREVIATION, CONG_VAN_OPENING, KINDS, Kind
from service.nd30.signing import Authority
from service.nd30.type_styles import Component
from service.reading import Number, Piece, PlaceDate, SignBlock, Zones, letters
from service.reading.zones.agency import begins_body
from service.reading.zones.foot import items_of

_AUTHORITY: Final = re.compile(
    r"^(?P<form>T\s?[./]?\s?M|K\s?[./]?\s?T|T\s?[./]?\s?L|T\s?[./]?\s?U\s?[./]?\s?Q|Q)\s?[./]+\s*(?P<of>.*)$"
)
_PURPOSE: Final = re.compile(
    r"^(?P<name>.+?)\s*\((?P<purpose>(?:để|thay|b/c|p/h|theo dõi|phối hợp|thực hiện|chỉ đạo|báo cáo|đăng|niêm yết)[^()]*)\)$"
)
_ARCHIVE: Final = re.compile(r"^Lưu\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)
_COPIES: Final = re.compile(r"\s*\(?\s*(?P<copies>\d{1,3})\s*(?:b|bản)?\s*\)?$")
_MARKS: Final = re.compile(r"(?:\s*\./\.|[\s;,.])+$")
_DASH: Final = re.compile(r"^[-–—•*+]\s*")
_SUBJECT_OPENING: Final = re.compile(rf"^(?:{re.escape(CONG_VAN_OPENING)}|V\s?/\s?v)\s*:?\s*", re.IGNORECASE)
_KINH_GUI: Final = re.compile(r"^K[íÍ]nh\s+g[ửỬ]i\s*:?\s*", re.IGNORECASE)
_UNIT_WORD: Final = re.compile(r"^(?:XÃ|PHƯỜNG|HUYỆN|TỈNH|QUẬN|THÀNH PHỐ|THỊ XÃ|THỊ TRẤN|ĐẶC KHU)\b")


def issuer(zones: Zones, case: LetterCase) -> Data:
    """Name, sign and place of the issuer; what was not found is an empty string."""
    name = case.natural(agency_names(zones)[1])
    found: Data = {
        "name": name,
        "sign": issuer_sign(zones.number, zones.kind),
        "place": zones.place_date.place if zones.place_date else "",
    }
    head = _head_post(zones, name, case)
    return found | ({"head_post": head} if head else {})


def agency_names(zones: Zones) -> tuple[str, str]:
    """The body above and the issuer as printed; a name broken in two by its weight alone (`ỦY BAN NHÂN DÂN`, bold `XÃ …`) is one."""
    parent, name = zones.text(Component.PARENT_AGENCY), zones.text(Component.ISSUER)
    if parent and name and begins_body(parent) and not begins_body(name):
        return "", f"{parent} {name}"
    return parent, name


def _head_post(zones: Zones, name: str, case: LetterCase) -> str:
    """The head's post when the decision is the head's own: what stands before the agency's name."""
    competence = zones.text(Component.ENACTING_AUTHORITY)
    key, wanted = letters(competence), letters(name)
    if not wanted or not key.endswith(wanted) or key == wanted:
        return ""
    words = competence.split()
    head = next((index for index in range(len(words)) if letters("".join(words[index:])) == wanted), 0)
    return case.natural(" ".join(words[:head]))


def issuer_sign(number: Number | None, kind: Kind | None) -> str:
    """The agency's part of the sign: ``UBND`` of ``KH-UBND`` and of ``UBND-VHXH``."""
    groups = number.groups if number else ()
    if not groups:
        return ""
    if kind is Kind.CONG_VAN or groups[0] not in BY_ABBREVIATION:
        return groups[0]
    return "-".join(groups[1:])


def own_symbol(zones: Zones) -> str:
    """The sign when it is not the one that the service makes by itself, else nothing."""
    number, kind = zones.number, zones.kind
    if number is None or not number.sign or kind is None or kind is Kind.CONG_VAN or " " in number.sign:
        return ""
    usual = f"{KINDS[kind].abbreviation}-{issuer_sign(number, kind)}"
    return "" if number.sign == usual else number.sign


def issued_on(found: PlaceDate | None) -> str:
    """``2025-01-12``, ``2025-01`` or ``2025``, as far as the line says it."""
    if found is None or found.year is None or not 1945 <= found.year < 2200:
        return ""
    if found.date is not None:
        return found.date.isoformat()
    return f"{found.year}-{found.month:02d}" if found.month and found.month <= 12 else str(found.year)


def subject(zones: Zones) -> str:
    """The subject without ``V/v`` and without a mark at its end."""
    component = Component.CONG_VAN_SUBJECT if zones.of(Component.CONG_VAN_SUBJECT) else Component.SUBJECT
    return _MARKS.sub("", _SUBJECT_OPENING.sub("", zones.text(component)))


def addressees(zones: Zones) -> list[str]:
    """Each addressee without dash and mark."""
    first = [_KINH_GUI.sub("", piece.text) for piece in zones.of(Component.ADDRESSEE)]
    items = [" ".join(piece.text for piece in item) for item in items_of(zones.of(Component.ADDRESSEE_LIST))]
    parts = [part for text in first for part in re.split(r"(?:^|;)\s*-\s+", text)]
    return [name for text in (*parts, *items) if (name := _bare(text))]


def _bare(text: str) -> str:
    return _MARKS.sub("", _DASH.sub("", text.strip()))


def recipients(pieces: Sequence[Piece]) -> tuple[list[Data], Data]:
    """The recipients and the archive line of the list under "Nơi nhận"."""
    found: list[Data] = []
    archive: Data = {}
    for item in items_of(pieces):
        text = _bare(" ".join(piece.text for piece in item))
        kept = _ARCHIVE.match(text)
        if kept:
            archive = _archive(kept["rest"])
        elif text:
            found.append(recipient(text))
    return found, archive


def recipient(text: str) -> Data:
    """One recipient of its line: ``Sở Nội vụ (để báo cáo)``."""
    text = _bare(text)
    match = _PURPOSE.match(text)
    return {"name": match["name"], "purpose": match["purpose"]} if match else {"name": text}


def _archive(text: str) -> Data:
    copies = _COPIES.search(text)
    bare = text[: copies.start()] if copies else text
    names = [name for part in re.split(r"[,;]", bare) if (name := _MARKS.sub("", part.strip()))]
    archive: Data = {"registry": names[0] if names else "VT"}
    if names[1:]:
        archive["unit"] = ", ".join(names[1:])
    if copies:
        archive["copies"] = int(copies["copies"]) or 1
    return archive


def signer(block: SignBlock, case: LetterCase) -> Data:
    """Authority, post and name of one signature."""
    authority: list[Data] = []
    post: list[str] = []
    for text in (piece.text for piece in block.authority):
        match = _AUTHORITY.match(text)
        if match:
            form = Authority(re.sub(r"[\s./]", "", match["form"]))
            words = case.natural(match["of"])
            authority.append({"form": form.value} | ({"of": words} if words and form is not Authority.Q else {}))
            post += [words] if form is Authority.Q else []
        elif authority and not post and _UNIT_WORD.match(text) and "of" in authority[-1]:
            authority[-1]["of"] += f" {text.capitalize()}"
        else:
            post.append(case.natural(text))
    name = block.name.text if block.name else ""
    data: Data = {"authority": authority, "post": " ".join(post), "name": name.title() if name.isupper() else name}
    if block.other_post:
        data["other_post"] = case.natural(" ".join(piece.text for piece in block.other_post))
    return data


def signatures(blocks: Sequence[SignBlock]) -> tuple[SignBlock, str]:
    """The signature that counts, and the name under the secretary's: minutes have two, others the first alone."""
    writes = next((one for one in blocks if _signs_as(one, SECRETARY)), None)
    if writes is None or len(blocks) == 1:
        return blocks[0], ""
    return next(one for one in blocks if one is not writes), writes.name.text if writes.name else ""


def _signs_as(block: SignBlock, role: str) -> bool:
    return any(piece.text.casefold().startswith(role.casefold()) for piece in block.authority)
