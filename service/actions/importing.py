"""A draft from last year's document: what was recognised, as a person confirmed and mended it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from service.accounts import Actor, AgencyProfile, Permission
from service.actions.documents import DocumentView, create_document
from service.actions.services import Services
from service.importing import ContentLine, Level, Recognised, Where, layout_of, move, moves, nested, read_old_document
from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS, Kind
from service.reading import letters

Data = dict[str, Any]

#: Parts that a person may leave out, by their pointers; kind, issuer and signer are always there.
DROPPABLE: Final = ("addressees", "legal_bases", "opening", "body", "tasks", "recipients", "appendices", "attachment")
#: What was the old document's own and never goes into a draft.
_OWN: Final = ("number", "symbol", "issued_on")


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a person decided on the page that shows a recognised document.

    Attributes:
        kind: the kind of the draft.
        own_agency: take name, signer and place of the person's own agency instead of the file's.
        left_out: names of parts that are not taken.
        words: parts as they were typed over: a string, or a list of lines.
        levels: level of a line of the content by its index; None leaves the line out.
        years: which years are moved on.
    """

    kind: Kind
    own_agency: bool = True
    left_out: frozenset[str] = frozenset()
    words: Mapping[str, Any] = field(default_factory=dict)
    levels: Mapping[int, Level | None] = field(default_factory=dict)
    years: frozenset[Where] = frozenset()


def recognise_upload(actor: Actor, content: bytes, name: str = "") -> Recognised:
    """What a file holds; raise UnreadableFile for what no draft can begin with."""
    actor.require(Permission.WRITE_DOCUMENTS)
    return read_old_document(content, name)


def is_own(recognised: Recognised, profile: AgencyProfile) -> bool:
    """Whether the file is of the agency itself, however it writes the name."""
    return letters(recognised.data["issuer"]["name"]) == letters(profile.issuer.name)


def draft_of(recognised: Recognised, choices: Choices, profile: AgencyProfile, today: dt.date) -> Data:
    """The data of the draft: parts as chosen, the number gone, the date open, years moved."""
    data: Data = {name: value for name, value in recognised.data.items() if name not in _OWN}
    data |= {"kind": choices.kind.value, "issued_on": f"{today:%Y-%m}"}
    data |= {name: value for name, value in choices.words.items() if name != "signer"}
    data["signer"] = {**data["signer"], **choices.words.get("signer", {})}
    data["body"] = _body(recognised, choices)
    for name in choices.left_out & set(DROPPABLE):
        data[name] = {**data["body"], "content": []} if name == "body" else []
    if "tasks" in choices.left_out:
        data["appendices"] = _without_task_table(data.get("appendices", []))
        data["body"] = {**data["body"], "content": _other_blocks(data["body"]["content"])}
    if choices.own_agency:
        data |= _own_agency(profile)
    data |= {form.name: data.get(form.name, {}) if kind is choices.kind else None for kind, form in FORMS.items()}
    data = {name: value for name, value in data.items() if value not in (None, [])} | {"body": data["body"]}
    year = recognised.year
    changes = moves(data, year, today.year) if year else []
    return move(data, [change for change in changes if change.where in choices.years])


def begin_draft(
    services: Services, actor: Actor, recognised: Recognised, choices: Choices, profile: AgencyProfile, today: dt.date
) -> DocumentView:
    """Make the draft; it may still lack what the file did not say."""
    actor.require(Permission.WRITE_DOCUMENTS)
    return create_document(services, actor, draft_of(recognised, choices, profile, today), incomplete=True)


def _body(recognised: Recognised, choices: Choices) -> Data:
    lines = list(_chosen(recognised.content, choices.levels))
    layout = layout_of(lines, KINDS[choices.kind].layout)
    return {"layout": layout.value, "content": nested(lines, layout)}


def _chosen(content: tuple[ContentLine, ...], levels: Mapping[int, Level | None]) -> list[ContentLine]:
    """The lines with the levels that were chosen; those of tables stay what they are."""
    chosen: list[ContentLine] = []
    for index, line in enumerate(content):
        level = levels.get(index, line.level)
        if level is None:
            continue
        if level is line.level or line.level in (Level.TABLE, Level.TASK_TABLE):
            chosen.append(line)
        else:
            chosen.append(replace(line, level=level, number=""))
    return chosen


def _without_task_table(appendices: list[Data]) -> list[Data]:
    """The appendices that still hold something when no tasks are taken."""
    rest = [{**appendix, "content": _other_blocks(appendix["content"])} for appendix in appendices]
    return [appendix for appendix in rest if appendix["content"]]


def _other_blocks(content: list[Data]) -> list[Data]:
    """The blocks but for task tables, at every depth."""
    return [
        {**block, "content": _other_blocks(block["content"])} if "content" in block else block
        for block in content
        if block["type"] != Level.TASK_TABLE
    ]


def _own_agency(profile: AgencyProfile) -> Data:
    own: Data = {
        "issuer": profile.issuer.model_dump(mode="json", exclude_none=True),
        "parent_agency": profile.parent_agency.model_dump(mode="json") if profile.parent_agency else None,
    }
    if profile.signers:
        own["signer"] = profile.signers[0].model_dump(mode="json", exclude_defaults=True)
    return own
