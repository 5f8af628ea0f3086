"""JSON Schema of a document, specialised for one kind and titled in Vietnamese, for other systems and their forms."""

from typing import Any

from service.documents.labels import CHOICES
from service.documents.model import SCHEMA_VERSION, Document
from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS, Addressing, Kind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) for documents of `kind`: only the fields that this kind takes.

    The schema says what a field may hold; which fields go together is said by `parse_document` alone.
    """
    schema = Document.model_json_schema()
    facts = KINDS[kind]
    schema |= {"$schema": _DIALECT, "$id": f"urn:nd30:{kind}:{SCHEMA_VERSION}", "title": facts.name}
    properties = schema["properties"]
    properties["kind"] = {"const": kind.value, "title": "Tên loại văn bản"}
    for name in _not_taken(kind):
        del properties[name]
    if "addressees" in properties:
        properties["addressees"] |= {"title": facts.addressees}
    needed = [name for name in schema["required"] if name != "body" or kind not in FORMS or FORMS[kind].closing]
    schema["required"] = [*needed, *_also_required(kind)]
    _name_choices(schema["$defs"])
    _name_block_types(schema["$defs"])
    schema["$defs"]["Body"]["required"].remove("layout")
    return schema


def _not_taken(kind: Kind) -> list[str]:
    """Return the fields that a document of this kind never has."""
    absent = []
    if KINDS[kind].addressing is Addressing.NEVER:
        absent.append("addressees")
    if not KINDS[kind].enacting_line:
        absent.append("attachment")
    if kind is not Kind.BAO_CAO:
        absent += ["upward", "reported_on"]
    return [*absent, *(form.name for other, form in FORMS.items() if other is not kind)]


def _also_required(kind: Kind) -> list[str]:
    """Return the fields that this kind needs beyond those of every document."""
    needed = []
    if KINDS[kind].addressing is Addressing.ALWAYS:
        needed += ["addressees", "recipients"]
    if KINDS[kind].addressing is Addressing.OTHERWISE:
        needed.append("addressees")
    if kind in FORMS:
        needed.append(FORMS[kind].name)
    if KINDS[kind].enacting_line:
        needed.append("legal_bases")
    return needed


def _name_choices(definitions: dict[str, Any]) -> None:
    """Replace bare enumerations by choices with their Vietnamese words."""
    for choices, words in CHOICES.items():
        if choices.__name__ in definitions:
            named = [{"const": choice.value, "title": words[choice]} for choice in choices]
            definitions[choices.__name__] = {"oneOf": named}


def _name_block_types(definitions: dict[str, Any]) -> None:
    for definition in definitions.values():
        tag = definition.get("properties", {}).get("type")
        if tag and "const" in tag:
            tag["title"] = "Loại khối"
            definition["required"] = ["type", *definition.get("required", [])]
