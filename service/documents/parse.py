"""The one way from JSON to a Document: every problem at once, in Vietnamese, each with its place."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from service.documents.consistency import inconsistencies
from service.documents.faults import problems_of
from service.documents.json_text import load_json, refuse_bad_shape
from service.documents.model import Document
from service.documents.secrecy import secret_marks
from service.errors import InvalidDocument, Problem

#: Fields that a refusal looks at besides the one it stands at.
_LOOKS_AT = {
    "tasks-missing": ("tasks",),
    "as-above-without-addressees": ("addressees",),
    "addressees-missing": ("upward", "recipients"),
    "appendix-not-referred": ("opening", "attachment"),
    "cong-van-without-unit": ("symbol",),
    "completed-after-report": ("reported_on", "issued_on"),
}


def parse_document(data: Mapping[str, Any] | str | bytes) -> Document:
    """Read a document from JSON text (UTF-8) or from plain data.

    Raises:
        InvalidDocument: with every problem found; paths are JSON pointers, messages Vietnamese sentences.
    """
    plain = _plain(data)
    problems = list(secret_marks(plain))
    try:
        document = Document.model_validate(plain)
    except ValidationError as error:
        faults = problems_of(error, plain)
        raise InvalidDocument(problems=_in_order([*problems, *faults, *_beyond(faults, plain)])) from error
    problems.extend(inconsistencies(document))
    if problems:
        raise InvalidDocument(problems=_in_order(problems))
    return document


def _plain(data: Mapping[str, Any] | str | bytes) -> Mapping[str, Any]:
    """Return `data` as a mapping, read from JSON where it is text."""
    if isinstance(data, str | bytes):
        data = load_json(data)
    else:
        refuse_bad_shape(data)
    if not isinstance(data, Mapping):
        raise InvalidDocument(problems=[Problem("", "not-an-object", "Dữ liệu văn bản phải là một đối tượng { }.")])
    return data


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))


def _beyond(faults: tuple[Problem, ...], plain: Mapping[str, Any]) -> list[Problem]:
    """Return the inconsistencies of the sound rest, so that an official need not mend and send twice.

    The faulty fields are left out; when the rest is no document by itself, nothing more is said.
    """
    try:
        document = Document.model_validate(_without(plain, [fault.path for fault in faults]))
    except ValidationError:
        return []
    return [problem for problem in inconsistencies(document) if not _follows(problem, faults)]


def _without(plain: Mapping[str, Any], paths: list[str]) -> Mapping[str, Any]:
    """Return `plain` without the top-level fields that hold a fault."""
    faulty = set(map(_field, paths))
    return {key: value for key, value in plain.items() if key not in faulty}


def _follows(problem: Problem, faults: tuple[Problem, ...]) -> bool:
    """Tell whether a problem may be there only because a faulty field was left out."""
    faulty = {_field(fault.path) for fault in faults}
    return _field(problem.path) in faulty or bool(faulty & set(_LOOKS_AT.get(problem.code, ())))


def _field(path: str) -> str:
    return path.split("/")[1] if "/" in path else ""
