"""All files of a batch as one ZIP, sent while it is being written and, if wished, while the batch still runs.

Memory holds one document at a time; a file goes in only when its digest still holds, so an archive never has half a file.
"""

import datetime as dt
import io
import uuid
import zipfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from service.batches.names import folder
from service.batches.plan import BatchOptions
from service.batches.states import ITEM_WORDS, ItemState
from service.nd30.numbering import padded_number
from service.storage import Database, FileStore
from service.storage.batch_tables import BatchItemRow, BatchRow
from service.storage.workbook import write_table
from service.units import units_on

#: The list of all rows, last in the archive.
LIST_NAME: Final = "danh-sach.xlsx"
_LIST_HEADINGS: Final = (
    "Lỗi", "Mã đơn vị", "Đơn vị", "Trạng thái", "Số, ký hiệu", "Trích yếu", "Số trang", "Kiểm tra thể thức", "Tệp", "SHA-256 (DOCX)",
    "SHA-256 (PDF)",
)  # fmt: skip
_LIST_WIDTHS: Final = (40, 11, 44, 10, 18, 60, 9, 18, 50, 66, 66)
_AT_ONCE: Final = 200
#: ZIP keeps years from 1980 on.
_EARLIEST: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What of a batch goes into an archive; everything when nothing is asked.

    Attributes:
        codes: units, or None for all.
        suffixes: ``docx``, ``pdf``.
    """

    codes: Collection[str] | None = None
    suffixes: Collection[str] = ("docx", "pdf")


WHOLE: Final = Part()


def stream_archive(
    database: Database,
    files: FileStore,
    batch_id: uuid.UUID,
    goes_on: Callable[[], bool] = lambda: False,
    part: Part = WHOLE,
) -> Iterator[bytes]:
    """Yield the bytes of the ZIP.

    Args:
        database: where the rows are.
        files: where their files are.
        batch_id: the batch.
        goes_on: called when every file made so far is in; waits a little and tells whether more may come.
        part: which of its files; the list always has every row.
    """
    with database.reading() as session:
        batch = session.get_one(BatchRow, batch_id)
    moment = max(batch.created_at, _EARLIEST).timetuple()[:6]
    sink = _Sink()
    sent: set[int] = set()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        while True:
            more = goes_on()  # asked before looking, so that what is finished meanwhile is still seen
            for row in _done_rows(database, batch_id, sent):
                for name, digest in _members(row, batch, part):
                    archive.writestr(zipfile.ZipInfo(name, moment), files.get(digest))
                    yield sink.taken()
                sent.add(row.position)
            if not more:
                break
        archive.writestr(zipfile.ZipInfo(LIST_NAME, moment), batch_list(database, batch_id))
    yield sink.taken()


def batch_list(database: Database, batch_id: uuid.UUID) -> bytes:
    """``danh-sach.xlsx``: every row with its state, number, file and what went wrong."""
    with database.reading() as session:
        batch = session.get_one(BatchRow, batch_id)
        query = sa.select(BatchItemRow).where(BatchItemRow.batch_id == batch_id).order_by(BatchItemRow.position)
        rows = session.scalars(query.execution_options(yield_per=_AT_ONCE))
        return write_table("Danh sách", _LIST_HEADINGS, (_list_row(row, batch) for row in rows), _LIST_WIDTHS)


def member_name(row: BatchItemRow, batch: BatchRow, suffix: str) -> str:
    """Path of a row's file in the archive: ``92-can-tho/05-KH-UBND_xa-phu-loc_31756.docx``."""
    day = BatchOptions.from_data(batch.options).day
    province = units_on(day).units[row.unit_code].province
    return f"{folder(province.code, province.name)}/{row.file_name}.{suffix}"


class _Sink(io.RawIOBase):
    """A file that can only be written to, whose bytes are taken away as they come."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # zipfile writes bytes only
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _done_rows(database: Database, batch_id: uuid.UUID, sent: set[int]) -> Iterator[BatchItemRow]:
    """Rows with files that are not in the archive yet, a few at a time, in order."""
    after = 0
    while True:
        query = (
            sa.select(BatchItemRow)
            .where(
                BatchItemRow.batch_id == batch_id,
                BatchItemRow.state == ItemState.DONE.value,
                BatchItemRow.position > after,
            )
            .order_by(BatchItemRow.position)
            .limit(_AT_ONCE)
        )
        with database.reading() as session:
            rows = session.scalars(query).all()
        if not rows:
            return
        yield from (row for row in rows if row.position not in sent)
        after = rows[-1].position


def _members(row: BatchItemRow, batch: BatchRow, part: Part) -> Iterator[tuple[str, str]]:
    if part.codes is not None and row.unit_code not in part.codes:
        return
    for suffix, digest in (("docx", row.docx), ("pdf", row.pdf)):
        if digest and suffix in part.suffixes:
            yield member_name(row, batch, suffix), digest


def _list_row(row: BatchItemRow, batch: BatchRow) -> tuple[str | int | None, ...]:
    number = padded_number(row.number) if row.number is not None else ""
    return (
        _error_words(row),
        row.unit_code,
        row.unit_title,
        ITEM_WORDS[ItemState(row.state)],
        f"{number}/{row.symbol}" if row.symbol else "",
        row.subject,
        row.pages,
        _check_words(row),
        member_name(row, batch, "docx") if row.docx else "",
        row.docx or "",
        row.pdf or "",
    )


def _error_words(row: BatchItemRow) -> str:
    if not row.error:
        return ""
    return "\n".join([row.error["message"], *(f"{item['path']}: {item['message']}" for item in row.error["problems"])])


def _check_words(row: BatchItemRow) -> str:
    if row.findings is None:
        return ""
    errors, warnings = row.findings["errors"], row.findings["warnings"]
    return "đạt" if not errors and not warnings else f"{errors} lỗi, {warnings} cảnh báo"
