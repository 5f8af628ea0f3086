"""Dates of which the clerk may not know every part yet: a draft leaves the day, or day and month, open."""

import datetime
import re
from dataclasses import dataclass
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$")
_YEARS = range(1945, 2200)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date (thời gian) known to the year, the month or the day; in JSON an ISO string: ``2026``, ``2026-06``, ``2026-06-05``."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; raise ValueError for any other form and for days that do not exist."""
        found = _ISO.fullmatch(text.strip())
        if not found:
            raise ValueError(text)
        year, month, day = (None if part is None else int(part) for part in found.groups())
        assert year is not None
        if year not in _YEARS:
            raise ValueError(text)
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
        return cls(year, month, day)

    def as_date(self) -> datetime.date | None:
        """Return the calendar day, or None while a part is open."""
        if self.month is None or self.day is None:
            return None
        return datetime.date(self.year, self.month, self.day)

    def isoformat(self) -> str:
        """Return the ISO string that `from_iso` reads."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._from_input, serialization=core_schema.plain_serializer_function_ser_schema(cls.isoformat)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": _PATTERN, "examples": ["2026-06-05", "2026-06", "2026"]}

    @classmethod
    def _from_input(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, datetime.date):
            return cls(value.year, value.month, value.day)
        try:
            return cls.from_iso(value)
        except (ValueError, TypeError, AttributeError):
            raise PydanticCustomError(
                "bad-date",
                "Ngày không đúng; ghi dạng 2026-06-05, hoặc 2026-06, 2026 khi chưa rõ ngày, tháng.",
            ) from None


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A minute of a day (thời điểm); in JSON ``2026-07-03T08:00``."""

    at: datetime.datetime

    def isoformat(self) -> str:
        """Return the string that JSON holds."""
        return self.at.isoformat(timespec="minutes")

    @property
    def day(self) -> PartialDate:
        """The day of it."""
        return PartialDate(self.at.year, self.at.month, self.at.day)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._from_input, serialization=core_schema.plain_serializer_function_ser_schema(cls.isoformat)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": _MOMENT.pattern, "examples": ["2026-07-03T08:00"]}

    @classmethod
    def _from_input(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        try:
            if _MOMENT.fullmatch(value) and int(value[:4]) in _YEARS:
                return cls(datetime.datetime.fromisoformat(value))
        except (ValueError, TypeError):
            pass
        raise PydanticCustomError("bad-moment", "Thời điểm không đúng; ghi dạng 2026-07-03T08:00.")
