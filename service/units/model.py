"""What a unit is, and how its name is printed in each place of an official document."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class UnitType(StrEnum):
    """The three types of commune since 01/7/2025."""

    XA = "xã"
    PHUONG = "phường"
    DAC_KHU = "đặc khu"


class ProvinceType(StrEnum):
    """The two types of province."""

    TINH = "tỉnh"
    THANH_PHO = "thành phố"


class NamedAfter(StrEnum):
    """Why a unit is always written with its type word and a capital (Phụ lục I, Phần I, Mục II, khoản 4; Phụ lục II, Mục III)."""

    NUMBER = "number"
    PERSON = "person"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A unit of either level during one stretch of time, and how its name is printed.

    Attributes:
        code: of the national list, kept as text: two digits for a province, five for a commune; the only key that never repeats.
        valid_from: first day.
        valid_to: first day on which it no longer held; None while it holds.
        act: the act that made it so.
        named_after: set where the law asks for the full name.
    """

    code: str
    type: UnitType | ProvinceType
    name: str
    valid_from: date
    valid_to: date | None
    act: str
    named_after: NamedAfter | None = None

    @property
    def full_name(self) -> str:
        """As written inside a sentence: ``xã An Bình``, ``Phường Trần Hưng Đạo``, ``Thành phố Hồ Chí Minh``."""
        word = self.type.capitalize() if self._is_a_whole_name else self.type
        return f"{word} {self.name}"

    @property
    def title(self) -> str:
        """As written at the start of a sentence or alone in a cell: ``Xã An Bình``."""
        return f"{self.type.capitalize()} {self.name}"

    @property
    def header_lines(self) -> tuple[str, str]:
        """Two lines of the issuer's name of its people's committee (ô số 2): ``ỦY BAN NHÂN DÂN``, ``XÃ AN BÌNH``."""
        return _HEADER, self.title.upper()

    @property
    def place_name(self) -> str:
        """What stands before the date (địa danh, ô số 4): ``An Bình``, but ``Phường Trần Hưng Đạo``, ``Xã Vị Thanh 1``."""
        return self.title if self.named_after else self.name

    @property
    def _is_a_whole_name(self) -> bool:
        """Whether the type word takes a capital: before a person, an event, a number; not before a name that ends with one."""
        return self.named_after is not None and (self.named_after is not NamedAfter.NUMBER or self.name[0].isdecimal())


@dataclass(frozen=True, slots=True, kw_only=True)
class Province(_Place):
    """A province (tỉnh, thành phố) during one stretch of time."""

    type: ProvinceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(_Place):
    """A commune (xã, phường, đặc khu) during one stretch of time, with the province as it stands on the day asked for."""

    type: UnitType
    province: Province

    @property
    def with_province(self) -> str:
        """Full name that no other unit has: ``xã An Bình, thành phố Cần Thơ``."""
        return f"{self.full_name}, {self.province.full_name}"


_HEADER = "ỦY BAN NHÂN DÂN"
