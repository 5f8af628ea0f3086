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
class Province:
    """A province (tỉnh, thành phố) during one stretch of time.

    Attributes:
        code: two digits of the national list, kept as text.
        valid_from: first day.
        valid_to: first day on which it no longer held; None while it holds.
        act: the act that made it so.
    """

    code: str
    type: ProvinceType
    name: str
    valid_from: date
    valid_to: date | None
    act: str
    named_after: NamedAfter | None = None

    @property
    def full_name(self) -> str:
        """As written inside a sentence: ``tỉnh Cao Bằng``, ``Thành phố Hồ Chí Minh``."""
        return _inside_a_sentence(self.type, self.name, self.named_after)

    @property
    def title(self) -> str:
        """As written at the start of a sentence or alone in a cell: ``Tỉnh Cao Bằng``."""
        return f"{self.type.capitalize()} {self.name}"

    @property
    def header_lines(self) -> tuple[str, str]:
        """Two lines of the issuer's name of its people's committee (ô số 2)."""
        return _HEADER, self.title.upper()

    @property
    def place_name(self) -> str:
        """What stands before the date (địa danh, ô số 4)."""
        return self.title if self.named_after else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A commune (xã, phường, đặc khu) during one stretch of time, with the province as it stands on the day asked for.

    Attributes:
        code: five digits of the national list, kept as text; the only key that never repeats.
        valid_from: first day.
        valid_to: first day on which it no longer held; None while it holds.
        act: the act that made it so.
        named_after: set where the law asks for the full name.
    """

    code: str
    type: UnitType
    name: str
    province: Province
    valid_from: date
    valid_to: date | None
    act: str
    named_after: NamedAfter | None = None

    @property
    def full_name(self) -> str:
        """As written inside a sentence: ``xã An Bình``, ``Phường Trần Hưng Đạo``."""
        return _inside_a_sentence(self.type, self.name, self.named_after)

    @property
    def title(self) -> str:
        """As written at the start of a sentence or alone in a cell: ``Xã An Bình``."""
        return f"{self.type.capitalize()} {self.name}"

    @property
    def with_province(self) -> str:
        """Full name that no other unit has: ``xã An Bình, thành phố Cần Thơ``."""
        return f"{self.full_name}, {self.province.full_name}"

    @property
    def header_lines(self) -> tuple[str, str]:
        """Two lines of the issuer's name of its people's committee (ô số 2): ``ỦY BAN NHÂN DÂN``, ``XÃ AN BÌNH``."""
        return _HEADER, self.title.upper()

    @property
    def place_name(self) -> str:
        """What stands before the date (địa danh, ô số 4): ``An Bình``, but ``Phường Trần Hưng Đạo``, ``Xã Vị Thanh 1``."""
        return self.title if self.named_after else self.name


_HEADER = "ỦY BAN NHÂN DÂN"


def _inside_a_sentence(type_word: str, name: str, named_after: NamedAfter | None) -> str:
    """The type word takes a capital before a person, an event or a bare number (``Phường 3``), not before ``Vị Thanh 1``."""
    is_a_name_with_a_number = named_after is NamedAfter.NUMBER and not name.isdecimal()
    return f"{type_word.capitalize() if named_after and not is_a_name_with_a_number else type_word} {name}"
