"""The second step of a batch: which communes, as the form says it and as people paste it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from service.actions.batch_drafts import Choices
from service.units import Gazetteer, Unit, UnitType, bare_key, find_unit

_CODES = re.compile(r"[\d\s,;]+")
_SHOWN_CANDIDATES = 5


@dataclass(frozen=True, kw_only=True)
class Pasted:
    """A pasted list as it was understood: units that are sure, and lines that may mean several or none."""

    units: tuple[Unit, ...]
    unsure: tuple[tuple[str, tuple[Unit, ...]], ...]


def read_pasted(text: str, gazetteer: Gazetteer) -> Pasted:
    """Understand codes in any arrangement, and names one a line, with their province where several bear them."""
    units: dict[str, Unit] = {}
    unsure: list[tuple[str, tuple[Unit, ...]]] = []
    for part in _parts(text):
        found = gazetteer.units.get(part.zfill(5)) if part.isdecimal() else find_unit(part, gazetteer).found
        if found is not None:
            units[found.code] = found
        else:
            candidates = () if part.isdecimal() else find_unit(part, gazetteer).candidates
            unsure.append((part, tuple(candidates[:_SHOWN_CANDIDATES])))
    return Pasted(units=tuple(units.values()), unsure=tuple(unsure))


def units_chosen(choices: Choices, form: MultiDict[str, str], gazetteer: Gazetteer) -> tuple[Choices, Pasted]:
    """The choices with what the form of this step says; a pasted list adds its units."""
    pasted = read_pasted(form.get("pasted", ""), gazetteer)
    types = tuple(kind for kind in UnitType if kind.value in form.getlist("type"))
    known = [code for code in form.getlist("unit") if code in gazetteer.units]
    whole = [code for code in form.getlist("province") if code in gazetteer.provinces]
    changed = choices.model_copy(
        update={
            "provinces": tuple(whole),
            "types": types,
            "units": _unique([*known, *(unit.code for unit in pasted.units)]),
            "without": tuple(code for code in form.getlist("without") if code in gazetteer.units),
        }
    )
    return changed, pasted


def with_units(choices: Choices, codes: Iterable[str]) -> Choices:
    """The choices with these units too, also where they had been left out."""
    added = set(codes)
    return choices.model_copy(
        update={
            "units": _unique([*choices.units, *sorted(added)]),
            "without": tuple(code for code in choices.without if code not in added),
        }
    )


def with_unit(choices: Choices, code: str, gazetteer: Gazetteer, *, chosen: bool) -> Choices:
    """The choices with one unit in, or out, whatever its province says."""
    plain = as_its_province(choices, code)
    if any(unit.code == code for unit in plain.chosen(gazetteer)) is chosen or code not in gazetteer.units:
        return plain
    name = "units" if chosen else "without"
    return plain.model_copy(update={name: (*getattr(plain, name), code)})


def as_its_province(choices: Choices, code: str) -> Choices:
    """The choices with one unit as its province has it, in or out."""
    return choices.model_copy(
        update={name: tuple(one for one in getattr(choices, name) if one != code) for name in ("units", "without")}
    )


def found_in(title: str, words: str) -> tuple[str, str, str]:
    """What stands before the words sought, the words as they stand there, and what follows; nothing found is all before."""
    key, wanted = bare_key(title), bare_key(words)
    start = f" {key}".find(f" {wanted}") if wanted else -1
    if start < 0 or len(key) != len(title):
        return title, "", ""
    return title[:start], title[start : start + len(wanted)], title[start + len(wanted) :]


def _parts(text: str) -> list[str]:
    """Codes apart, names a line each."""
    parts: list[str] = []
    for line in text.splitlines():
        line = line.strip(" \t;")
        if _CODES.fullmatch(line):
            parts += re.split(r"[\s,;]+", line)
        elif line:
            parts += [part.strip() for part in re.split(r"[;\t]+", line)]
    return [part for part in parts if part]


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
