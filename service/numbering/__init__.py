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
    restate,
    take_number,
    vietnam_day,
    void_number,
)
from service.numbering.search import (
    RegisterFilter,
    count_entries,
    find_entry,
    newest_entries,
    search_register,
    signers_of,
)
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
    "count_entries",
    "decide_series",
    "enter_late",
    "find_entry",
    "first_series",
    "line_of",
    "list_series",
    "newest_entries",
    "next_number",
    "note_dispatch",
    "register_book",
    "register_xlsx",
    "restate",
    "search_register",
    "series_for",
    "signers_of",
    "take_number",
    "vietnam_day",
    "void_number",
]
