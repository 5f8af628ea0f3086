"""Numbers of issued documents and the register that proves them (sổ đăng ký văn bản đi; Điều 15, 16; Phụ lục IV)."""

from service.numbering.book import RegisterBook, register_book
from service.numbering.lines import RegisterLine, line_of
from service.numbering.register import (
    EntryState,
    NextNumber,
    NumberTaken,
    Occasion,
    RegisterEntry,
    enter_late,
    next_number,
    note_dispatch,
    take_number,
    vietnam_day,
    void_number,
)
from service.numbering.search import RegisterFilter, find_entry, search_register
from service.numbering.series import (
    FIRST_PLAN,
    Purpose,
    Series,
    SeriesPlan,
    decide_series,
    first_series,
    list_series,
    series_for,
)
from service.numbering.sheet import register_xlsx

__all__ = [
    "FIRST_PLAN",
    "EntryState",
    "NextNumber",
    "NumberTaken",
    "Occasion",
    "Purpose",
    "RegisterBook",
    "RegisterEntry",
    "RegisterFilter",
    "RegisterLine",
    "Series",
    "SeriesPlan",
    "decide_series",
    "enter_late",
    "find_entry",
    "first_series",
    "line_of",
    "list_series",
    "next_number",
    "note_dispatch",
    "register_book",
    "register_xlsx",
    "search_register",
    "series_for",
    "take_number",
    "vietnam_day",
    "void_number",
]
