"""Names of files and folders in an archive: plain ASCII that Windows, old unzippers and e-offices all take."""

import re

from service.nd30.numbering import padded_number
from service.units import Unit, bare_key

_UNSAFE = re.compile(r"[^a-z0-9]+")
#: Longest stem, so that folder and file stay under the 260 characters of a Windows path.
_LONGEST = 100


def slug(text: str) -> str:
    """Small ASCII letters, digits and single hyphens: ``Xã Cư M'gar`` is ``xa-cu-m-gar``."""
    return _UNSAFE.sub("-", bare_key(text)).strip("-")[:_LONGEST]


def file_stem(number: int | None, symbol: str, unit: Unit) -> str:
    """``05-KH-UBND_xa-an-binh_31756``, and ``du-thao-KH-UBND_…`` while there is no number; unique by its code."""
    printed = "du-thao" if number is None else padded_number(number)
    return f"{printed}-{slug(symbol).upper()}_{slug(unit.title)}_{unit.code}"


def folder(province_code: str, province_name: str) -> str:
    """One folder for each province: ``92-can-tho``."""
    return f"{province_code}-{slug(province_name)}"
