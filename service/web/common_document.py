"""A draft of one agency as the common document of a batch: names of the unit stand where they differ from commune to commune."""

from collections.abc import Callable
from typing import Any

from service.accounts import AgencyProfile
from service.nd30.kinds import KINDS, Addressing, Kind

Data = dict[str, Any]

_COMMITTEE = "Ủy ban nhân dân "


def sent_to_each(data: Data, profile: AgencyProfile) -> Data:
    """Our own document, addressed to each commune."""
    del profile
    made = _unnumbered(data)
    if KINDS[Kind(made["kind"])].addressing is not Addressing.NEVER:
        made["addressees"] = [_COMMITTEE + "{{ unit.full_name }}"]
    else:
        made["recipients"] = [{"name": "UBND {{ unit.full_name }}"}, *made.get("recipients", [])]
    return made


def of_each_unit(data: Data, profile: AgencyProfile) -> Data:
    """A document that each commune issues itself; its signer comes from the sheet."""
    name, place = profile.issuer.name, profile.issuer.place
    own = name.removeprefix(_COMMITTEE)
    made: Data = _replaced(
        _unnumbered(data),
        lambda text: text.replace(name, _COMMITTEE + "{{ unit.full_name }}").replace(own, "{{ unit.full_name }}"),
    )
    made["issuer"] = made["issuer"] | {"name": _COMMITTEE + "{{ unit.full_name }}", "place": "{{ unit.place_name }}"}
    if made["issuer"].get("place") != place:
        made["issuer"].pop("name_lines", None)
    made["signer"] = made["signer"] | {"name": "{{ row.nguoi_ky }}"}
    return made


def _unnumbered(data: Data) -> Data:
    return {key: value for key, value in data.items() if key != "number"}


def _replaced(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _replaced(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(inner, change) for inner in value]
    return value
