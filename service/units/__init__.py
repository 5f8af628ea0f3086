"""The units of Vietnam as dated data: 34 provinces, 3,321 communes, the names that ended, and how to find one by what people type.

The law that made each unit stands in the data's ``act`` column; official spellings (``Hiệp Hoà``, ``Nguyễn Úy``) are never "corrected".
"""

from service.units.abolished import Abolished, abolished
from service.units.folding import bare_key, spelling_key
from service.units.gazetteer import FIRST_DAY, Gazetteer, commemorative_names, units_on
from service.units.model import NamedAfter, Province, ProvinceType, Unit, UnitType
from service.units.search import Certainty, Lookup, alphabetical, find_province, find_unit, search_units

__all__ = [
    "FIRST_DAY",
    "Abolished",
    "Certainty",
    "Gazetteer",
    "Lookup",
    "NamedAfter",
    "Province",
    "ProvinceType",
    "Unit",
    "UnitType",
    "abolished",
    "alphabetical",
    "bare_key",
    "commemorative_names",
    "find_province",
    "find_unit",
    "search_units",
    "spelling_key",
    "units_on",
]
