"""What every part of a document has in common: frozen, no unknown keys, described in Vietnamese."""

from typing import Any

from pydantic import BaseModel, ConfigDict


def _without_docstring(schema: dict[str, Any]) -> None:
    """Keep English docstrings out of the JSON Schema, which officials' systems show to people."""
    schema.pop("description", None)


class Record(BaseModel):
    """A frozen piece of data; an unknown key is refused, a boolean or number is never guessed from a string."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_extra=_without_docstring, use_enum_values=False, strict=False
    )
