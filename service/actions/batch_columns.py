"""What the columns of a batch are called: by the model's own labels, by the sheet that was sent, by the person; never guessed."""

from collections.abc import Mapping
from functools import cache

from service.documents.labels import fields_at
from service.errors import InvalidInput, Problem
from service.importing import ColumnMapping
from service.importing.tasks import TASK_FIELDS
from service.importing.unit_rows import DOCUMENT_FIELDS, ROW_FIELDS, UNIT_FIELDS, column_name

#: Longer headings do not fit over a column.
MOST_LETTERS = 60
_READ = frozenset(item.name for item in ROW_FIELDS)
#: Parts of a document whose fields a column may be called after.
_PLACES = ("", "/issuer", "/parent_agency", "/signer", "/archive", "/tasks/0", "/tasks/0/tasks/0")


def column_label(name: str, labels: Mapping[str, str] | None = None) -> str:
    """What a column is called on pages and in sheets: ``Người ký``; a name that nobody explained stays as it is written."""
    return {**_own_labels(), **_known_labels(), **(labels or {})}.get(name, name)


def is_named(name: str, labels: Mapping[str, str]) -> bool:
    """Whether a column has words of its own."""
    return column_label(name, labels) != name


def labels_of_sheet(mapping: ColumnMapping) -> dict[str, str]:
    """The headings that a sheet gives to columns of its sender's own."""
    found = {name: mapping.headings[column] for name, column in mapping.columns.items() if name not in _READ}
    words = {name: heading.split("\n")[0].rstrip(" *") for name, heading in found.items()}
    return {name: text for name, text in words.items() if text and text != name}


def named(labels: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """The labels with those typed; an empty one is taken away.

    Raises:
        InvalidInput: one that is too long, or that another column has too.
    """
    words = {name: " ".join(text.split()) for name, text in typed.items()}
    result = {name: text for name, text in {**labels, **words}.items() if text}
    problems = []
    for name, text in words.items():
        others = {column_name(label) for other, label in {**_own_labels(), **result}.items() if other != name}
        if len(text) > MOST_LETTERS:
            problems.append(Problem(name, "too-long", f"Tên cột dài quá {MOST_LETTERS} chữ: “{text}”."))
        elif text and (not column_name(text) or column_name(text) in others):
            problems.append(Problem(name, "duplicate", f"“{text}” trùng với một cột khác; đặt tên cho phân biệt được."))
    if problems:
        raise InvalidInput(problems[0].message, problems)
    return result


def _own_labels() -> dict[str, str]:
    return {item.name: item.label for item in (*UNIT_FIELDS, *DOCUMENT_FIELDS)}


@cache
def _known_labels() -> dict[str, str]:
    """Labels of the model by their names in templates: ``trich_yeu`` and ``subject`` are both “Trích yếu”."""
    labels = [item.label for item in TASK_FIELDS if not item.ignored]
    found: dict[str, set[str]] = {}
    for place in _PLACES:
        for name, label in fields_at(place).items():
            found.setdefault(name, set()).add(label)
            labels.append(label)
    for label in labels:
        found.setdefault(column_name(label), set()).add(label)
    return {name: min(words) for name, words in found.items() if len(words) == 1}
