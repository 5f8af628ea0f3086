"""A draft that still lacks words, made printable: blanks become dots, empty items are left out, nothing is stored."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from service.documents.faults import problems_of
from service.documents.forms import form_model
from service.documents.model import Document
from service.documents.parse import parse_document
from service.errors import InvalidDocument, Problem
from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS, Kind

Data = dict[str, Any]

#: What a clerk leaves for words that are still to come.
BLANK = "……………"
_TRIES = 4
_TITLED = ("part", "chapter", "section", "subsection")
_WORDED = ("article", "clause", "subclause")
#: Blocks without words of their own.
COMPUTED = ("task-table", "progress-figures", "progress-chart", "late-list")


def problems(data: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Everything that keeps the draft from being a document."""
    try:
        parse_document(data)
    except InvalidDocument as error:
        return error.problems
    return ()


def printable(data: Mapping[str, Any]) -> Document:
    """The draft as far as it goes; raise InvalidDocument where even that cannot be laid out."""
    filled = _filled(dict(data))
    for _ in range(_TRIES):
        try:
            return Document.model_validate(filled)
        except ValidationError as error:
            faults = problems_of(error, filled)
            for fault in faults:
                _cut(filled, fault.path)
            filled = _filled(filled)
    raise InvalidDocument(problems=faults)


def _filled(data: Data) -> Data:
    issuer = _mapping(data.get("issuer"))
    signer = _mapping(data.get("signer"))
    filled = data | {
        "subject": words_of(data.get("subject")) or BLANK,
        "issuer": issuer | {key: words_of(issuer.get(key)) or BLANK for key in ("name", "sign", "place")},
        "signer": signer | {key: words_of(signer.get(key)) or BLANK for key in ("post", "name")},
        "legal_bases": _words(data.get("legal_bases")),
        "opening": _words(data.get("opening")),
        "addressees": _words(data.get("addressees")),
        "recipients": [item for item in _list(data.get("recipients")) if words_of(_mapping(item).get("name"))],
        "tasks": _groups(data.get("tasks")),
    }
    authority = [line for line in _list(signer.get("authority")) if _mapping(line).get("form")]
    filled["signer"]["authority"] = authority
    has_tasks = bool(filled["tasks"])
    filled["body"] = _body(data.get("body"), has_tasks)
    appendices = [_appendix(_mapping(item), has_tasks) for item in _list(data.get("appendices"))]
    filled["appendices"] = [item for item in appendices if item["content"]]
    if isinstance(data.get("attachment"), Mapping):
        attachment = _mapping(data["attachment"])
        subject = words_of(attachment.get("subject")) or BLANK
        filled["attachment"] = attachment | {"subject": subject, "body": _body(attachment.get("body"), has_tasks)}
    filled |= _form(data)
    parent = data.get("parent_agency")
    if not words_of(_mapping(parent).get("name")):
        filled.pop("parent_agency", None)
    return filled


def _form(data: Data) -> Data:
    """What the kind's own sample asks for, dots where nothing is written yet."""
    form = FORMS.get(Kind(data["kind"])) if data.get("kind") in KINDS else None
    if form is None:
        return {}
    given = _mapping(data.get(form.name))
    model = form_model(form.name)
    words = {name for name, info in model.model_fields.items() if info.is_required()}
    filled = {name: value for name, value in given.items() if value not in ("", [], None)}
    return {form.name: filled | {name: words_of(given.get(name)) or BLANK for name in words}}


def _body(body: Any, has_tasks: bool) -> Data:
    found = _mapping(body)
    return found | {"content": _blocks(found.get("content"), has_tasks)}


def _appendix(item: Data, has_tasks: bool) -> Data:
    filled = item | {"content": _blocks(item.get("content"), has_tasks)}
    if not words_of(item.get("name")):
        filled.pop("name", None)
    return filled


def _blocks(content: Any, has_tasks: bool) -> list[Data]:
    blocks = (_block(_mapping(item), has_tasks) for item in _list(content))
    return [block for block in blocks if block is not None]


def _block(block: Data, has_tasks: bool) -> Data | None:
    """The block without what is empty in it; None when nothing is left."""
    kind = block.get("type")
    if kind in COMPUTED:
        return block if has_tasks else None
    if kind == "table":
        return block
    inner = _blocks(block.get("content"), has_tasks) if "content" in block else []
    said = words_of(block.get("title")) or words_of(block.get("text"))
    if not said and not inner:
        return None
    kept = {key: value for key, value in block.items() if key not in ("title", "text", "content")}
    kept |= {key: block[key] for key in ("title", "text") if words_of(block.get(key))}
    if inner:
        kept["content"] = inner
    if not said:
        kept["title" if kind in (*_TITLED, *_WORDED) else "text"] = BLANK
    return kept


def _groups(groups: Any) -> list[Data]:
    found = []
    for group in map(_mapping, _list(groups)):
        tasks = [filled for task in _list(group.get("tasks")) if (filled := _task(_mapping(task)))]
        if tasks:
            found.append(group | {"name": words_of(group.get("name")) or BLANK, "tasks": tasks})
    return found


def _task(task: Data) -> Data | None:
    outputs = [_mapping(item) for item in _list(task.get("outputs"))]
    lead, coordinating = _words(task.get("lead")), _words(task.get("coordinating"))
    if not words_of(task.get("name")) and not lead and not any(words_of(item.get("name")) for item in outputs):
        return None
    filled = [
        item | {"name": words_of(item.get("name")) or BLANK, "due": words_of(item.get("due")) or BLANK}
        for item in outputs or [{}]
    ]
    name = task.get("name") if words_of(task.get("name")) else BLANK
    return task | {"name": name, "outputs": filled, "lead": lead or [BLANK], "coordinating": coordinating}


def _cut(data: Data, path: str) -> None:
    """Take away the value at a pointer, or the item of the list that it stands in."""
    keys = [key.replace("~1", "/").replace("~0", "~") for key in path.split("/")[1:]]
    place: Any = data
    for key in keys[:-1]:
        if isinstance(place, list) and key.isdecimal() and int(key) < len(place):
            place = place[int(key)]
        elif isinstance(place, dict) and key in place:
            place = place[key]
        else:
            return
    last = keys[-1] if keys else ""
    if isinstance(place, list) and last.isdecimal() and int(last) < len(place):
        del place[int(last)]
    elif isinstance(place, dict):
        place.pop(last, None)


def words_of(value: Any) -> str:
    """Return the words of a string or of a list of runs."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "".join(item if isinstance(item, str) else str(_mapping(item).get("text", "")) for item in value).strip()
    return ""


def _words(items: Any) -> list[Any]:
    return [item for item in _list(items) if words_of(item)]


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _mapping(value: Any) -> Data:
    return dict(value) if isinstance(value, Mapping) else {}
