"""The register of one series and year as a book to print and bind (Phụ lục IV, Mục I; Điều 16 khoản 2 điểm b)."""

import datetime as dt
from dataclasses import dataclass

from service.nd30.numbering import padded_number
from service.numbering.register import EntryState, RegisterEntry
from service.numbering.series import Series


@dataclass(frozen=True, kw_only=True)
class RegisterBook:
    """Cover and lines of the book.

    Attributes:
        parent: cơ quan chủ quản, may be empty.
        agency: the agency whose register it is.
        volume: quyển số.
    """

    parent: str
    agency: str
    series: Series
    year: int
    entries: tuple[RegisterEntry, ...]
    volume: int = 1

    @property
    def title(self) -> str:
        """Heading of an export."""
        return f"SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM {self.year}"

    @property
    def subtitle(self) -> str:
        """Whose register, and which series."""
        return f"{self.agency} - {self.series.name}"

    def context(self) -> dict[str, object]:
        """The names that the Word template of the book uses; dates as dd/mm/yyyy, numbers padded."""
        dates = [entry.issued_on for entry in self.entries]
        numbers = [entry.number for entry in self.entries]
        return {
            "parent": self.parent.upper(),
            "agency": self.agency.upper(),
            "series": self.series.name,
            "year": str(self.year),
            "from_date": _day(min(dates, default=None)),
            "to_date": _day(max(dates, default=None)),
            "from_number": padded_number(min(numbers)) if numbers else "",
            "to_number": padded_number(max(numbers)) if numbers else "",
            "volume": padded_number(self.volume),
            "entries": [_printed(entry) for entry in self.entries],
        }


def register_book(
    series: Series, year: int, entries: list[RegisterEntry], *, agency: str, parent: str = "", volume: int = 1
) -> RegisterBook:
    """Bind the lines of `series` in `year`, which must come in the order of their numbers."""
    return RegisterBook(parent=parent, agency=agency, series=series, year=year, entries=tuple(entries), volume=volume)


def register_values(entry: RegisterEntry) -> tuple[str | int | dt.date | None, ...]:
    """The ten columns of one line."""
    return (
        entry.printed_number,
        entry.issued_on,
        f"{entry.kind_name} {entry.subject}".strip(),
        entry.signer,
        entry.recipients,
        entry.archive,
        entry.copies,
        entry.sent_on,
        entry.received_by,
        _remark(entry),
    )


def _remark(entry: RegisterEntry) -> str:
    """Ghi chú: the clerk's own words, then what happened to the number."""
    what = {
        EntryState.VOIDED: f"Hủy số: {entry.reason}",
        EntryState.RESERVED: f"Giữ số: {entry.reason}",
        EntryState.ISSUED: f"Nhập sau: {entry.reason}" if entry.reason else "",
    }[entry.state]
    return "; ".join(filter(None, (entry.note, what)))


def _printed(entry: RegisterEntry) -> list[str]:
    return [_day(value) if isinstance(value, dt.date) else str(value or "") for value in register_values(entry)]


def _day(value: dt.date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
